//! What may happen to an offer: the table role × state × move, and that the gate and the
//! fold say the same. `UPDATE_EXPECT=1` writes it anew.

use crate::{
    may::said,
    town::{CHEN, LI, event, golden, offer, writers},
};
use linli_domain::{
    access::{Refusal, Touch, may_write},
    care::ReleaseReason,
    contents::Contents,
    document::Event,
    id::PersonId,
    offer::{DeclineReason, Offer, OfferEvent, OfferMove, Standing, fold, may, may_happen},
    role::Role,
    why::Why,
};
use linli_testing::cases;
use proptest::prelude::*;
use std::fmt::Write as _;

fn assigned(caregiver: PersonId) -> OfferEvent {
    OfferEvent::Assigned {
        caregiver,
        claim: None,
    }
}

fn declined(caregiver: PersonId) -> OfferEvent {
    OfferEvent::Declined {
        caregiver,
        why: DeclineReason::TooMany,
    }
}

fn released() -> OfferEvent {
    OfferEvent::Released {
        reason: ReleaseReason::GaveBack,
    }
}

/// An offer in each of its states, claimed by the first of the two caregivers.
fn states() -> Vec<(&'static str, Offer)> {
    use OfferEvent::{Claimed, Closed, Withdrawn};
    vec![
        ("open", offer(&[])),
        ("claimed", offer(&[Claimed])),
        ("declined", offer(&[Claimed, declined(CHEN)])),
        ("taken back", offer(&[Claimed, Withdrawn])),
        ("given to them", offer(&[Claimed, assigned(CHEN)])),
        ("given to another", offer(&[Claimed, assigned(LI)])),
        ("released", offer(&[Claimed, assigned(CHEN), released()])),
        ("closed", offer(&[Claimed, Closed])),
    ]
}

#[test]
fn who_may_do_what_to_an_offer_where_it_stands() {
    let mut table = String::new();
    for (name, offer) in states() {
        write!(table, "\n{name:18}").unwrap();
        for (who, _) in writers() {
            write!(table, "{who:14}").unwrap();
        }
        table.push('\n');
        let state = fold(&offer);
        for what in OfferMove::ALL {
            write!(table, "  {:16}", format!("{what:?}")).unwrap();
            for (_, writer) in writers() {
                write!(table, "{:14}", said(may(&state, writer.author(), what))).unwrap();
            }
            table.push('\n');
        }
    }
    golden("may-offer.txt", &table);
}

fn happenings() -> Vec<OfferEvent> {
    use OfferEvent::{Claimed, Closed, Withdrawn};
    vec![
        Claimed,
        Withdrawn,
        assigned(CHEN),
        assigned(LI),
        declined(CHEN),
        released(),
        OfferEvent::Released {
            reason: ReleaseReason::Override,
        },
        Closed,
    ]
}

/// An offer to which anybody tried to do anything; most of the steps are allowed.
fn tried(steps: &[(u8, u8)]) -> Offer {
    let mut offer = offer(&[]);
    for (is_any, which) in steps {
        let state = fold(&offer);
        let all = writers().into_iter().flat_map(|(_, writer)| {
            let all = happenings().into_iter();
            all.map(move |what| (writer.author(), what))
        });
        let mut all: Vec<_> = all
            .map(|(by, what)| event(&offer.events, by, what))
            .collect();
        let may = |event: &Event<OfferEvent>| may_happen(&state, event).is_ok();
        if *is_any < 192 && all.iter().any(may) {
            all.retain(may);
        }
        let next = all.swap_remove(usize::from(*which) % all.len());
        offer.events.push(next);
    }
    offer
}

pub(crate) fn walk() -> impl Strategy<Value = Offer> {
    proptest::collection::vec(any::<(u8, u8)>(), 0..12).prop_map(|steps| tried(&steps))
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_gate_and_the_fold_say_what_the_table_says(offer in walk()) {
        let (state, contents) = (fold(&offer), Contents::Offer(offer.clone()));
        for (_, writer) in writers() {
            for what in happenings() {
                let event = event(&offer.events, writer.author(), what);
                let judged = may_happen(&state, &event);
                let gate = may_write(&writer, &contents, &Touch::Offer(event.clone()));
                // What comes too early or too late enters, and is without effect.
                let expected = match judged {
                    Err(why @ Why::NotForRole) => Err(Refusal::from(why)),
                    _ => Ok(()),
                };
                let is_theirs = writer.role == Role::Centre
                    || state.assigned == Some(writer.person);
                if state.closed && !is_theirs {
                    let out = [Err(Refusal::NotTheirs), Err(Refusal::TooLate)];
                    prop_assert!(out.contains(&gate), "what is closed is out of sight");
                } else if gate != Err(Refusal::NotTheirs) {
                    prop_assert_eq!(gate, expected, "{:?}", event);
                }
                let mut after = offer.clone();
                after.events.push(event.clone());
                let after = fold(&after);
                let is_late_claim = event.what == OfferEvent::Claimed && judged == Err(Why::TooLate);
                if is_late_claim {
                    let standing = after.standing(writer.person);
                    prop_assert!(standing != Standing::Taken, "they are told that it was lost");
                    prop_assert_eq!(after.assigned, state.assigned);
                } else if judged.is_err() {
                    prop_assert_eq!(after, state.clone(), "{:?}", event);
                }
            }
        }
    }
}
