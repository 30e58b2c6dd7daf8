//! An offer: what caregivers of the area see before one of them is assigned.
//! Never a name, a telephone number or a door.

mod moves;
mod taking;

pub use moves::{OfferMove, may, may_happen};
pub use taking::{Commitment, DeclineReason, can_take, is_time_over, is_too_late, rests_until};

use crate::{
    answer::{FieldId, Value, journey},
    care::{Care, Place, ReleaseReason, When},
    catalogue::{CareKind, KindId},
    course::{self, Foldable},
    document::{Event, Header},
    id::{DocId, EventId, PersonId},
    role::Scope,
    time::Timestamp,
    why::Why,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The contents of an offer document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is, and which area's. Its `resident` is zero.
    pub header: Header,
    pub terms: Terms,
    /// What happened, in no order.
    pub events: Vec<Event<OfferEvent>>,
    /// Events of a kind that this version does not know.
    pub unknown_events: usize,
}

/// What is offered, made by the centre from the care request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub care: DocId,
    pub kind: KindId,
    pub when: When,
    /// The building that it is near; never the door.
    pub block: String,
    /// The answers that the catalogue allows in an offer.
    pub answers: BTreeMap<FieldId, Value>,
}

impl Terms {
    /// The terms of a care request, or `None` while it has no "when" or place.
    ///
    /// Only answers to questions that are still asked and marked `in_offer` are
    /// taken; the catalogue allows that mark up to grade 2 only.
    #[must_use]
    pub fn of(care: &Care, kind: &CareKind) -> Option<Self> {
        let Place { building, .. } = care.place.as_ref()?;
        let asked = journey(&kind.questions, &care.answers).into_iter();
        let shown = asked.filter(|question| question.in_offer);
        let answers = shown
            .filter_map(|q| Some((q.id.clone(), care.answers.get(&q.id)?.clone())))
            .collect();
        Some(Self {
            care: care.header.id,
            kind: care.kind.clone(),
            when: care.when.clone()?,
            block: building.clone(),
            answers,
        })
    }
}

/// What can happen to an offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum OfferEvent {
    /// A caregiver says "I'll come". Several may, while apart.
    Claimed,
    /// They take that back before being assigned.
    Withdrawn,
    /// One caregiver has it. Only the centre, or a worker who overrides.
    Assigned {
        caregiver: PersonId,
        /// The claim that won; absent when a worker decided.
        claim: Option<EventId>,
    },
    /// Who claimed it does not get it, for a reason of theirs; others may. Only the centre.
    Declined {
        caregiver: PersonId,
        why: DeclineReason,
    },
    /// Nobody has it any more; it stands open again, also where it was closed, and old
    /// claims are void.
    Released { reason: ReleaseReason },
    /// Not needed any more.
    Closed,
}

/// Where an offer stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfferState {
    /// Claims not decided on, in the order of reading.
    pub claims: Vec<Claim>,
    /// The caregiver to whom the centre gave it.
    pub assigned: Option<PersonId>,
    /// Everyone whose claim lost to the present assignment.
    pub lost: Vec<PersonId>,
    /// Who had it until somebody else was sent instead.
    pub overridden: Option<PersonId>,
    /// Who claimed it last and did not get it, with the reason.
    pub declined: BTreeMap<PersonId, DeclineReason>,
    /// Whether it is not needed any more.
    pub closed: bool,
}

/// A claim that the centre has not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    pub id: EventId,
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
}

/// How one caregiver stands to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Open, and not claimed by them.
    Open,
    /// They claimed it and wait for the centre.
    Waiting,
    /// The centre gave it to them.
    Yours,
    /// They claimed it, and another has it.
    Lost,
    /// The centre gave it to another.
    Taken,
    /// Not needed any more.
    Closed,
}

impl OfferState {
    /// How `person` stands to this offer.
    #[must_use]
    pub fn standing(&self, person: PersonId) -> Standing {
        match self.assigned {
            _ if self.closed => Standing::Closed,
            Some(who) if who == person => Standing::Yours,
            Some(_) if self.lost.contains(&person) => Standing::Lost,
            Some(_) => Standing::Taken,
            None if self.claims.iter().any(|claim| claim.by == person) => Standing::Waiting,
            None => Standing::Open,
        }
    }
}

/// Folds the events of `offer` into its state, independent of the order in which they are held.
#[must_use]
pub fn fold(offer: &Offer) -> OfferState {
    course::fold(offer)
}

impl Foldable for Offer {
    type What = OfferEvent;
    type State = OfferState;

    fn events(&self) -> &[Event<OfferEvent>] {
        &self.events
    }

    fn is_act(_: &OfferEvent) -> bool {
        true
    }

    fn add_last(&self, state: &mut OfferState, act: &Event<OfferEvent>) -> bool {
        apply(state, act);
        true
    }

    fn part(state: &OfferState, _: &Event<OfferEvent>) -> OfferState {
        state.clone()
    }
}

fn apply(state: &mut OfferState, event: &Event<OfferEvent>) {
    let judged = may_happen(state, event);
    match &event.what {
        // Who came too late is told so.
        OfferEvent::Claimed if judged == Err(Why::TooLate) => lose(state, event.by.person),
        _ if judged.is_err() => {}
        OfferEvent::Claimed => {
            state.declined.remove(&event.by.person);
            state.claims.push(Claim {
                id: event.id,
                by: event.by.person,
                at: event.at,
            });
        }
        OfferEvent::Declined { caregiver, why } => {
            state.claims.retain(|claim| claim.by != *caregiver);
            state.declined.insert(*caregiver, *why);
        }
        OfferEvent::Withdrawn => state.claims.retain(|claim| claim.by != event.by.person),
        OfferEvent::Assigned { caregiver, .. } => {
            let losers = state.claims.drain(..).map(|claim| claim.by);
            let before = state.assigned.into_iter().chain(state.overridden.take());
            let losers: Vec<_> = losers.chain(before).collect();
            state.assigned = Some(*caregiver);
            state.lost.retain(|person| person != caregiver);
            losers.into_iter().for_each(|person| lose(state, person));
        }
        OfferEvent::Released { reason } => {
            let before = std::mem::take(state);
            if *reason == ReleaseReason::Override {
                // Somebody else is sent: whoever did not get it before does not get it now.
                state.overridden = before.assigned;
                state.lost = before.lost;
            }
        }
        OfferEvent::Closed => state.closed = true,
    }
}

/// Who may read an offer. What nobody needs any more leaves the telephones of all but who
/// came: of a home nobody keeps when it was open and what was wanted there.
#[must_use]
pub fn scopes(offer: &Offer, state: &OfferState) -> Vec<Scope> {
    if state.closed {
        state.assigned.map(Scope::Person).into_iter().collect()
    } else {
        offer.header.scopes(None)
    }
}

/// Notes that another comes than `person`, who had offered to.
fn lose(state: &mut OfferState, person: PersonId) {
    let another_comes = state.assigned.is_some_and(|who| who != person);
    if another_comes && !state.closed && !state.lost.contains(&person) {
        state.lost.push(person);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::DocKind, id::AreaId, time::Date};

    fn respite() -> CareKind {
        let text = include_str!("../../../catalogue/care/respite.toml");
        CareKind::parse("respite.toml", text).unwrap()
    }

    fn care(answers: &[(&str, Value)]) -> Care {
        let answers = answers
            .iter()
            .map(|(id, value)| (FieldId((*id).to_owned()), value.clone()));
        Care {
            header: Header::new(
                DocId([1; 16]),
                DocKind::Care,
                PersonId([2; 16]),
                AreaId("spring".into()),
            ),
            kind: KindId("respite".into()),
            when: Some(When::Soon {
                date: Date::default(),
            }),
            place: Some(Place {
                name: "Wang Guilan".into(),
                phone: "000-5555-0101".into(),
                building: "3".into(),
                door: "2-501".into(),
                ..Place::default()
            }),
            answers: answers.collect(),
            events: Vec::new(),
            unknown_events: 0,
        }
    }

    fn shown(answers: &[(&str, Value)]) -> Vec<String> {
        let terms = Terms::of(&care(answers), &respite()).unwrap();
        terms.answers.into_keys().map(|id| id.0).collect()
    }

    #[test]
    fn an_offer_shows_only_what_the_catalogue_allows_and_what_is_still_asked() {
        let at = |place: &str| ("where", Value::Choice(place.to_owned()));
        let rest = [
            ("hours", Value::Number(4)),
            ("medicine", Value::Text("aspirin".into())),
            ("door_note", Value::Text("ring twice".into())),
        ];
        let home = [&[at("home")][..], &rest[..]].concat();
        assert_eq!(shown(&home), ["hours", "where"]);
        let away = [&[at("institution")][..], &rest[..]].concat();
        assert_eq!(
            shown(&away),
            ["where"],
            "the hours at home are no longer meant"
        );
    }
}
