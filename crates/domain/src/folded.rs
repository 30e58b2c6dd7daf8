//! A document's contents with the course of its events beside them. Whoever keeps a
//! document at hand keeps this, and brings it up to date with what a change touched.

use crate::{
    access::Touch,
    answer::{Answers, FieldId, Value},
    application::{Application, ApplicationState},
    care::{Care, CareState, Place, When},
    consent::{Consent, ConsentState},
    contents::Contents,
    course::{Course, Foldable},
    device::DeviceNote,
    document::{DocKind, Event, Header},
    id::AreaId,
    offer::{self, Offer, OfferState},
    person::Person,
    profile::ProfileKey,
    role::Scope,
};

/// A document's contents, and what its events come to.
// In the browser, where addresses are half as long, no variant is large.
#[cfg_attr(
    target_pointer_width = "64",
    expect(
        clippy::large_enum_variant,
        reason = "one stands beside each document that is at hand, in a box of its own"
    )
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Folded {
    /// A person document, in which nothing happens.
    Person(Person),
    /// A care request, which is folded from what happened in it.
    Care(Care, Course<CareState>),
    /// An offer of care to those who may come.
    Offer(Offer, Course<OfferState>),
    /// An application for a service, with what its office did.
    Application(Application, Course<ApplicationState>),
    /// A resident's consent, with whether it was ended.
    Consent(Consent, Course<ConsentState>),
}

/// The office reads what the centre has received, and no draft: until the receipt
/// it can still be taken back unseen.
fn office_scope(application: &Application, state: &ApplicationState) -> Option<Scope> {
    let is_received = state.tracking.is_some();
    is_received.then(|| Scope::Office(application.office.clone()))
}

/// How a document stood before touches that may have to be undone.
#[derive(Debug)]
pub(crate) struct Mark {
    events: usize,
    next_turn: u64,
    when: Option<When>,
    place: Option<Place>,
}

impl Folded {
    /// Folds all events of `contents`.
    #[must_use]
    pub fn of(contents: Contents) -> Self {
        match contents {
            Contents::Person(person) => Self::Person(person),
            Contents::Care(care) => {
                let course = Course::of(&care);
                Self::Care(care, course)
            }
            Contents::Offer(offer) => {
                let course = Course::of(&offer);
                Self::Offer(offer, course)
            }
            Contents::Application(application) => {
                let course = Course::of(&application);
                Self::Application(application, course)
            }
            Contents::Consent(consent) => {
                let course = Course::of(&consent);
                Self::Consent(consent, course)
            }
        }
    }

    /// The contents alone, as they are read anew: with the events by their ids.
    #[must_use]
    pub fn contents(&self) -> Contents {
        let mut contents = match self {
            Self::Person(person) => person.clone().into(),
            Self::Care(care, _) => care.clone().into(),
            Self::Offer(offer, _) => offer.clone().into(),
            Self::Application(application, _) => application.clone().into(),
            Self::Consent(consent, _) => consent.clone().into(),
        };
        match &mut contents {
            Contents::Person(_) => {}
            Contents::Care(care) => care.events.sort_by_key(|event| event.id),
            Contents::Offer(offer) => offer.events.sort_by_key(|event| event.id),
            Contents::Application(application) => application.events.sort_by_key(|event| event.id),
            Contents::Consent(consent) => consent.events.sort_by_key(|event| event.id),
        }
        contents
    }

    /// What and whose the document is.
    #[must_use]
    pub const fn header(&self) -> &Header {
        match self {
            Self::Person(person) => &person.header,
            Self::Care(care, _) => &care.header,
            Self::Offer(offer, _) => &offer.header,
            Self::Application(application, _) => &application.header,
            Self::Consent(consent, _) => &consent.header,
        }
    }

    /// Which of them it is.
    #[must_use]
    pub const fn kind(&self) -> DocKind {
        self.header().kind
    }

    /// Who may read it now.
    #[must_use]
    pub fn scopes(&self) -> Vec<Scope> {
        match self {
            Self::Person(_) | Self::Consent(..) => self.header().scopes(None),
            Self::Offer(offer, course) => offer::scopes(offer, course.state()),
            Self::Care(care, course) => care.header.scopes(course.state().reader()),
            Self::Application(application, course) => {
                let mut scopes = application.header.scopes(None);
                scopes.extend(office_scope(application, course.state()));
                scopes
            }
        }
    }

    /// The answers to its questions, where documents of its kind have questions.
    #[must_use]
    pub const fn answers(&self) -> Option<&Answers> {
        match self {
            Self::Care(care, _) => Some(&care.answers),
            Self::Application(application, _) => Some(&application.answers),
            Self::Person(_) | Self::Offer(..) | Self::Consent(..) => None,
        }
    }

    /// A care request with its state.
    #[must_use]
    pub const fn as_care(&self) -> Option<(&Care, &CareState)> {
        match self {
            Self::Care(care, course) => Some((care, course.state())),
            _ => None,
        }
    }

    /// An offer with its state.
    #[must_use]
    pub const fn as_offer(&self) -> Option<(&Offer, &OfferState)> {
        match self {
            Self::Offer(offer, course) => Some((offer, course.state())),
            _ => None,
        }
    }

    /// An application with its state.
    #[must_use]
    pub const fn as_application(&self) -> Option<(&Application, &ApplicationState)> {
        match self {
            Self::Application(application, course) => Some((application, course.state())),
            _ => None,
        }
    }

    /// A consent with its state.
    #[must_use]
    pub const fn as_consent(&self) -> Option<(&Consent, &ConsentState)> {
        match self {
            Self::Consent(consent, course) => Some((consent, course.state())),
            _ => None,
        }
    }

    /// The turn that the next event takes.
    #[must_use]
    pub const fn next_turn(&self) -> u64 {
        match self {
            Self::Person(_) => 1,
            Self::Care(_, course) => course.next_turn(),
            Self::Offer(_, course) => course.next_turn(),
            Self::Application(_, course) => course.next_turn(),
            Self::Consent(_, course) => course.next_turn(),
        }
    }

    /// How many acts were applied to the state since this was made: the work it has cost.
    #[must_use]
    pub const fn steps(&self) -> u64 {
        match self {
            Self::Person(_) => 0,
            Self::Care(_, course) => course.steps(),
            Self::Offer(_, course) => course.steps(),
            Self::Application(_, course) => course.steps(),
            Self::Consent(_, course) => course.steps(),
        }
    }

    /// Takes in what `touch` itself says: an event, the "when" or the place. What else was
    /// touched is read where it stands: [`Self::set_answer`] and the like.
    pub fn take(&mut self, touch: &Touch) {
        match (self, touch) {
            (Self::Care(care, course), Touch::Care(event)) => {
                care.events.push((**event).clone());
                course.take_last(care);
            }
            (Self::Offer(offer, course), Touch::Offer(event)) => {
                offer.events.push(event.clone());
                course.take_last(offer);
            }
            (Self::Application(application, course), Touch::Application(event)) => {
                application.events.push((**event).clone());
                course.take_last(application);
            }
            (Self::Consent(consent, course), Touch::Consent(event)) => {
                consent.events.push((**event).clone());
                course.take_last(consent);
            }
            // Whoever reads it where it stands sets it once more.
            (folded, Touch::When(when)) => folded.set_when(Some(when.clone())),
            (folded, Touch::Place(place)) => folded.set_place(Some(place.clone())),
            _ => {}
        }
    }

    /// Sets the area that looks after the resident.
    pub fn set_area(&mut self, area: AreaId) {
        let header = match self {
            Self::Person(person) => &mut person.header,
            Self::Care(care, _) => &mut care.header,
            Self::Offer(offer, _) => &mut offer.header,
            Self::Application(application, _) => &mut application.header,
            Self::Consent(consent, _) => &mut consent.header,
        };
        header.area = area;
    }

    /// Sets what a resident's devices are.
    pub fn set_devices(&mut self, devices: Vec<DeviceNote>) {
        if let Self::Person(person) = self {
            person.devices = devices;
        }
    }

    /// Sets when care is wanted.
    pub fn set_when(&mut self, when: Option<When>) {
        if let Self::Care(care, course) = self
            && care.when != when
        {
            care.when = when;
            // What a visit comes to depends on it.
            course.refold(care);
        }
    }

    /// Sets where to come.
    pub fn set_place(&mut self, place: Option<Place>) {
        if let Self::Care(care, _) = self {
            care.place = place;
        }
    }

    /// Sets an answer, or takes it away.
    pub fn set_answer(&mut self, field: &FieldId, value: Option<Value>) {
        let answers = match self {
            Self::Care(care, _) => &mut care.answers,
            Self::Application(application, _) => &mut application.answers,
            Self::Person(_) | Self::Offer(..) | Self::Consent(..) => return,
        };
        match value {
            Some(value) => answers.insert(field.clone(), value),
            None => answers.remove(field),
        };
    }

    /// Sets a field of the profile; nobody takes one away.
    pub fn set_profile(&mut self, field: &ProfileKey, text: Option<String>) {
        if let (Self::Person(person), Some(text)) = (self, text) {
            person.profile.insert(field.clone(), text);
        }
    }

    /// Sets a preference; nobody takes one away.
    pub fn set_preference(&mut self, key: &str, text: Option<String>) {
        if let (Self::Person(person), Some(text)) = (self, text) {
            person.preferences.insert(key.to_owned(), text);
        }
    }

    /// How it stands, for [`Self::undo`].
    pub(crate) fn mark(&self) -> Mark {
        let (when, place) = match self {
            Self::Care(care, _) => (care.when.clone(), care.place.clone()),
            _ => (None, None),
        };
        let events = match self {
            Self::Person(_) => 0,
            Self::Care(care, _) => care.events.len(),
            Self::Offer(offer, _) => offer.events.len(),
            Self::Application(application, _) => application.events.len(),
            Self::Consent(consent, _) => consent.events.len(),
        };
        Mark {
            events,
            next_turn: self.next_turn(),
            when,
            place,
        }
    }

    /// Undoes all that was taken in since `mark`.
    pub(crate) fn undo(&mut self, mark: Mark) {
        match self {
            Self::Person(_) => {}
            Self::Care(care, course) => cut(care, course, &mark, |care| &mut care.events),
            Self::Offer(offer, course) => cut(offer, course, &mark, |offer| &mut offer.events),
            Self::Application(application, course) => {
                cut(application, course, &mark, |application| {
                    &mut application.events
                })
            }
            Self::Consent(consent, course) => {
                cut(consent, course, &mark, |consent| &mut consent.events)
            }
        }
        self.set_when(mark.when);
        self.set_place(mark.place);
    }
}

fn cut<D: Foldable>(
    document: &mut D,
    course: &mut Course<D::State>,
    mark: &Mark,
    events: impl FnOnce(&mut D) -> &mut Vec<Event<D::What>>,
) {
    let is_stale = course.forget(document, mark.events, mark.next_turn);
    events(document).truncate(mark.events);
    if is_stale {
        course.refold(document);
    }
}
