//! One loaded document: begin, edit, load, save, and rebuild without refused changes.

use crate::{
    exchange::MAX_DOCUMENT_BYTES,
    keys::SecretKey,
    layout::{self, ReplicaError as Error},
    photos,
    signed::{Hash, SignedChange, actor},
};
use automerge::{
    Automerge, ChangeHash, ObjType, ROOT, ReadDoc, Value as Amv,
    transaction::{CommitOptions, Transactable, Transaction},
};
use linli_domain::{
    access::Touch,
    answer::{FieldId, Question, QuestionKind, Value},
    application::ApplicationEvent,
    care::{CareEvent, Place, When},
    catalogue::{BundleId, KindId, ServiceId},
    consent::ConsentEvent,
    device::DeviceNote,
    document::{Author, DocKind, Event, Header},
    folded::Folded,
    id::{AreaId, DeviceId, DocId, EventId, OfficeId},
    offer::{OfferEvent, Terms},
    profile::ProfileField,
    time::Timestamp,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

pub use crate::layout::ReplicaError;

/// Who writes, with what, at what time.
pub struct Pen<'a> {
    /// Signs in the name of the device.
    pub key: &'a SecretKey,
    pub device: DeviceId,
    /// Its incarnation: a new one after a restore or a refusal.
    pub incarnation: u32,
    /// In whose name it is written.
    pub author: Author,
    /// Now, by the best clock there is.
    pub now: Timestamp,
    /// The consent under which it is written, where that is on a resident's behalf.
    pub consent: Option<DocId>,
    /// Makes the ids of new events, at random.
    pub fresh_id: &'a mut dyn FnMut() -> [u8; 16],
}

impl fmt::Debug for Pen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pen({:?} {})", self.device, self.incarnation)
    }
}

/// One thing to change in a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// The area that the document's resident has moved to.
    Area(AreaId),
    /// What a resident's devices are.
    Devices(Vec<DeviceNote>),
    When(When),
    Place(Place),
    /// An answer, or none.
    Answer(FieldId, Option<Value>),
    /// An answer that stays whole: a number, a name. Two who write one while apart get
    /// both to choose from, and never a mixture.
    Whole(FieldId, Value),
    /// A new event of a care request.
    Care(CareEvent),
    /// A new event of an application.
    Application(ApplicationEvent),
    /// A new event of an offer.
    Offer(OfferEvent),
    /// A new event of a consent.
    Consent(ConsentEvent),
    Profile(ProfileField, String),
    /// What stands in these profile fields, said to be right today.
    Confirmed(Vec<ProfileField>),
    Preference(String, String),
}

/// A document that is loaded and can be changed.
#[derive(Debug, Clone)]
pub struct Replica {
    pub(crate) doc: Automerge,
    /// What was read of it, as it is now.
    pub(crate) folded: Option<Box<Folded>>,
}

impl Replica {
    /// Begins a care request.
    ///
    /// # Errors
    /// [`ReplicaError::Change`] when Automerge refuses.
    pub fn begin_care(
        pen: &mut Pen<'_>,
        header: &Header,
        kind: &KindId,
    ) -> Result<(Self, SignedChange), Error> {
        Self::begin(pen, header, |tx| {
            tx.put(ROOT, layout::KIND, layout::to_text(kind))
        })
    }

    /// Begins an application for `service`, with the questions of that `version` of
    /// the catalogue, which `office` will decide.
    ///
    /// # Errors
    /// [`ReplicaError::Change`] when Automerge refuses.
    pub fn begin_application(
        pen: &mut Pen<'_>,
        header: &Header,
        service: &ServiceId,
        version: &str,
        office: &OfficeId,
        bundle: Option<&BundleId>,
    ) -> Result<(Self, SignedChange), Error> {
        Self::begin(pen, header, |tx| {
            tx.put(ROOT, layout::SERVICE, layout::to_text(service))?;
            tx.put(ROOT, layout::VERSION, layout::to_text(&version))?;
            tx.put(ROOT, layout::OFFICE, layout::to_text(office))?;
            tx.put(ROOT, layout::BUNDLE, layout::to_text(&bundle))
        })
    }

    /// Begins an offer.
    ///
    /// # Errors
    /// [`ReplicaError::Change`] when Automerge refuses.
    pub fn begin_offer(
        pen: &mut Pen<'_>,
        header: &Header,
        terms: &Terms,
    ) -> Result<(Self, SignedChange), Error> {
        Self::begin(pen, header, |tx| {
            tx.put(ROOT, layout::TERMS, layout::to_text(terms))
        })
    }

    /// Begins a consent.
    ///
    /// # Errors
    /// [`ReplicaError::Change`] when Automerge refuses.
    pub fn begin_consent(
        pen: &mut Pen<'_>,
        header: &Header,
    ) -> Result<(Self, SignedChange), Error> {
        Self::begin(pen, header, |_| Ok(()))
    }

    /// Begins a person's document.
    ///
    /// # Errors
    /// [`ReplicaError::Change`] when Automerge refuses.
    pub fn begin_person(
        pen: &mut Pen<'_>,
        header: &Header,
        profile: &BTreeMap<ProfileField, String>,
    ) -> Result<(Self, SignedChange), Error> {
        Self::begin(pen, header, |tx| {
            let Some((_, map)) = tx.get(ROOT, layout::PROFILE)? else {
                return Ok(());
            };
            profile
                .iter()
                .try_for_each(|(field, text)| tx.put(&map, field.name(), text.as_str()))
        })
    }

    fn begin(
        pen: &mut Pen<'_>,
        header: &Header,
        fill: impl FnOnce(&mut Transaction<'_>) -> Result<(), automerge::AutomergeError>,
    ) -> Result<(Self, SignedChange), Error> {
        let mut replica = Self::of(Automerge::new());
        let signed = replica.change(pen, header.id, |tx| {
            tx.put(ROOT, layout::HEADER, layout::to_text(header))?;
            for map in layout::maps(header.kind) {
                tx.put_object(ROOT, *map, ObjType::Map)?;
            }
            fill(tx)
        })?;
        Ok((replica, signed))
    }

    /// Loads a saved document, possibly followed by change chunks.
    ///
    /// # Errors
    /// [`ReplicaError::Load`] when the bytes are no document, [`ReplicaError::Large`] when
    /// they are too many to be looked into.
    pub fn load(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > MAX_DOCUMENT_BYTES {
            return Err(Error::Large);
        }
        Automerge::load(bytes)
            .map(Self::of)
            .map_err(|error| Error::Load(Box::new(error)))
    }

    /// The whole document as compressed bytes.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        self.doc.save()
    }

    /// The newest changes, which no other stands on.
    #[must_use]
    pub fn heads(&self) -> Vec<Hash> {
        let mut heads: Vec<Hash> = self.doc.get_heads().into_iter().map(Into::into).collect();
        heads.sort_unstable();
        heads
    }

    /// Makes all `edits` as one signed change.
    ///
    /// # Errors
    /// When an edit is not for this kind of document, or changes nothing.
    pub fn edit(&mut self, pen: &mut Pen<'_>, edits: &[Edit]) -> Result<SignedChange, Error> {
        let folded = self.folded()?;
        let id = folded.header().id;
        if !edits.iter().all(|edit| edit.fits(folded.kind())) {
            return Err(Error::Misplaced);
        }
        let touches = touches(pen, folded, edits);
        let mut entries = touches.iter().filter_map(entry);
        let signed = self.change(pen, id, |tx| {
            edits
                .iter()
                .try_for_each(|edit| apply(tx, edit, &mut entries))
        })?;
        let folded = self.folded_mut()?;
        touches.iter().for_each(|touch| folded.take(touch));
        self.read_again(&touches);
        Ok(signed)
    }

    /// How many changes it is made of.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.doc.stats().num_changes
    }

    /// Whether it holds the change.
    #[must_use]
    pub fn contains(&self, hash: &Hash) -> bool {
        self.doc.get_change_meta_by_hash(&(*hash).into()).is_some()
    }

    /// Which of `deps` it lacks.
    #[must_use]
    pub fn missing(&self, deps: &[Hash]) -> Vec<Hash> {
        deps.iter()
            .filter(|hash| !self.contains(hash))
            .copied()
            .collect()
    }

    /// The document as it would be had the refused changes never been, and what
    /// fell with them: the refused and everything that stood on them, in order.
    ///
    /// # Errors
    /// When the remaining changes cannot be applied.
    pub fn without(&self, refused: &BTreeSet<Hash>) -> Result<(Self, Vec<Hash>), Error> {
        let mut fallen: BTreeSet<ChangeHash> = refused.iter().map(|hash| (*hash).into()).collect();
        let mut dropped = Vec::new();
        let mut kept = Vec::new();
        for change in self.doc.get_changes(&[]) {
            let hash = change.hash();
            let falls =
                fallen.contains(&hash) || change.deps().iter().any(|dep| fallen.contains(dep));
            if falls {
                fallen.insert(hash);
                dropped.push(hash.into());
            } else {
                kept.push(change);
            }
        }
        let mut doc = Automerge::new();
        doc.apply_changes(kept)?;
        Ok((Self::of(doc), dropped))
    }

    pub(crate) const fn of(doc: Automerge) -> Self {
        Self { doc, folded: None }
    }

    fn change(
        &mut self,
        pen: &mut Pen<'_>,
        id: DocId,
        make: impl FnOnce(&mut Transaction<'_>) -> Result<(), automerge::AutomergeError>,
    ) -> Result<SignedChange, Error> {
        self.doc.set_actor(actor(pen.device, pen.incarnation));
        let mut tx = self.doc.transaction();
        if let Err(error) = make(&mut tx) {
            tx.rollback();
            return Err(error.into());
        }
        let mut options = CommitOptions::default().with_time(pen.now.0.max(0) / 1000);
        if let Some(consent) = pen.consent {
            options.set_message(consent.to_string());
        }
        tx.commit_with(options).0.ok_or(Error::Nothing)?;
        let change = self.doc.get_last_local_change().ok_or(Error::Nothing)?;
        Ok(SignedChange::sign(
            pen.key,
            pen.device,
            id,
            change.raw_bytes().to_vec(),
        ))
    }
}

fn apply(
    tx: &mut Transaction<'_>,
    edit: &Edit,
    entries: &mut impl Iterator<Item = (EventId, String)>,
) -> Result<(), automerge::AutomergeError> {
    match edit {
        Edit::Area(area) => tx.put(ROOT, layout::AREA, layout::to_text(area)),
        Edit::Devices(notes) => tx.put(ROOT, layout::DEVICES, layout::to_text(notes)),
        Edit::When(when) => tx.put(ROOT, layout::WHEN, layout::to_text(when)),
        Edit::Place(place) => tx.put(ROOT, layout::PLACE, layout::to_text(place)),
        Edit::Answer(field, value) => in_map(tx, layout::ANSWERS, |tx, map| {
            answer(tx, map, &field.0, value.as_ref())
        }),
        Edit::Whole(field, value) => in_map(tx, layout::ANSWERS, |tx, map| {
            if matches!(value, Value::Photos(_)) {
                photos::stand_alone(tx, map, &field.0)?;
            }
            tx.put(map, field.0.as_str(), layout::to_text(value))
        }),
        Edit::Profile(field, text) => in_map(tx, layout::PROFILE, |tx, map| {
            tx.put(map, field.name(), text.as_str())
        }),
        Edit::Confirmed(fields) => in_map(tx, layout::PROFILE, |tx, map| {
            let mut names = fields.iter().map(|field| field.name());
            names.try_for_each(|name| confirm(tx, map, name))
        }),
        Edit::Preference(key, text) => in_map(tx, layout::PREFERENCES, |tx, map| {
            tx.put(map, key.as_str(), text.as_str())
        }),
        Edit::Care(_) | Edit::Application(_) | Edit::Offer(_) | Edit::Consent(_) => {
            in_map(tx, layout::EVENTS, |tx, map| match entries.next() {
                Some((id, text)) => tx.put(map, id.to_string(), text),
                None => Ok(()),
            })
        }
    }
}

fn in_map(
    tx: &mut Transaction<'_>,
    key: &str,
    write: impl FnOnce(&mut Transaction<'_>, &automerge::ObjId) -> Result<(), automerge::AutomergeError>,
) -> Result<(), automerge::AutomergeError> {
    match tx.get(ROOT, key)? {
        Some((Amv::Object(ObjType::Map), map)) => write(tx, &map),
        _ => Err(automerge::AutomergeError::InvalidObjId(key.to_owned())),
    }
}

/// Writes what stands there again, with a new author and day. Putting the same text is
/// nothing to Automerge, so another comes between.
fn confirm(
    tx: &mut Transaction<'_>,
    map: &automerge::ObjId,
    field: &str,
) -> Result<(), automerge::AutomergeError> {
    let text = match tx.get(map, field)? {
        Some((Amv::Scalar(scalar), _)) => scalar.into_owned().into_string().ok(),
        _ => None,
    };
    let Some(text) = text else { return Ok(()) };
    tx.put(map, field, "")?;
    tx.put(map, field, text)
}

fn answer(
    tx: &mut Transaction<'_>,
    map: &automerge::ObjId,
    field: &str,
    value: Option<&Value>,
) -> Result<(), automerge::AutomergeError> {
    match value {
        None => match tx.get(map, field)? {
            Some(_) => tx.delete(map, field),
            None => Ok(()),
        },
        Some(Value::Text(words)) => {
            let text = match tx.get(map, field)? {
                Some((Amv::Object(ObjType::Text), id)) => id,
                _ => tx.put_object(map, field, ObjType::Text)?,
            };
            tx.update_text(&text, words)
        }
        Some(other) => tx.put(map, field, layout::to_text(other)),
    }
}

impl Edit {
    /// The edit that answers `question`: long texts merge letter by letter, everything
    /// else is whole.
    #[must_use]
    pub fn answer(question: &Question, value: Option<Value>) -> Self {
        let field = question.id.clone();
        match value {
            Some(value) if !matches!(question.kind, QuestionKind::LongText { .. }) => {
                Self::Whole(field, value)
            }
            value => Self::Answer(field, value),
        }
    }

    /// Whether this edit belongs in a document of `kind`.
    #[must_use]
    pub const fn fits(&self, kind: DocKind) -> bool {
        matches!(
            (self, kind),
            (
                Self::When(_) | Self::Place(_) | Self::Answer(..) | Self::Whole(..) | Self::Care(_),
                DocKind::Care
            ) | (
                Self::Answer(..) | Self::Whole(..) | Self::Application(_),
                DocKind::Application
            ) | (Self::Offer(_), DocKind::Offer)
                | (Self::Consent(_), DocKind::Consent)
                | (
                    Self::Profile(..)
                        | Self::Confirmed(_)
                        | Self::Preference(..)
                        | Self::Devices(_),
                    DocKind::Person
                )
                | (
                    Self::Area(_),
                    DocKind::Person | DocKind::Care | DocKind::Application | DocKind::Consent
                )
        )
    }
}

/// What `edits` touch, as `pen` writes them after all that `before` holds.
fn touches(pen: &mut Pen<'_>, before: &Folded, edits: &[Edit]) -> Vec<Touch> {
    let mut turn = before.next_turn();
    let mut touches = Vec::new();
    for edit in edits {
        match edit {
            Edit::Area(area) => touches.push(Touch::Area(area.clone())),
            Edit::Devices(notes) => touches.push(Touch::Devices(notes.clone())),
            Edit::When(when) => touches.push(Touch::When(when.clone())),
            Edit::Place(place) => touches.push(Touch::Place(place.clone())),
            Edit::Answer(field, _) | Edit::Whole(field, _) => {
                touches.push(Touch::Answer(field.clone()));
            }
            Edit::Profile(field, _) => touches.push(Touch::Profile((*field).into())),
            Edit::Confirmed(fields) => {
                touches.extend(fields.iter().map(|field| Touch::Profile((*field).into())));
            }
            Edit::Preference(key, _) => touches.push(Touch::Preference(key.clone())),
            Edit::Care(what) => {
                touches.push(Touch::Care(Box::new(event(pen, &mut turn, what))));
            }
            Edit::Application(what) => {
                touches.push(Touch::Application(Box::new(event(pen, &mut turn, what))));
            }
            Edit::Offer(what) => touches.push(Touch::Offer(event(pen, &mut turn, what))),
            Edit::Consent(what) => touches.push(Touch::Consent(event(pen, &mut turn, what).into())),
        }
    }
    touches
}

fn event<What: Clone>(pen: &mut Pen<'_>, turn: &mut u64, what: &What) -> Event<What> {
    let event = Event {
        id: EventId((pen.fresh_id)()),
        turn: *turn,
        at: pen.now,
        by: pen.author,
        what: what.clone(),
    };
    *turn = turn.saturating_add(1);
    event
}

/// The key and the text of the event that a touch adds.
fn entry(touch: &Touch) -> Option<(EventId, String)> {
    match touch {
        Touch::Care(event) => Some((event.id, layout::to_text(event))),
        Touch::Application(event) => Some((event.id, layout::to_text(event))),
        Touch::Offer(event) => Some((event.id, layout::to_text(event))),
        Touch::Consent(event) => Some((event.id, layout::to_text(event))),
        _ => None,
    }
}
