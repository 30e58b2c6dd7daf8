//! What is kept of a document event by event is what all its events fold to at once.

use crate::{
    applications::with,
    folds::{care_event, events, with_events},
    histories::{application_history, care_history, offer_history},
    town::{offer, writers},
};
use linli_domain::{
    access::{Touch, may_change},
    care::{Care, CareEvent, When},
    contents::Contents,
    document::Event,
    folded::Folded,
    offer::Offer,
    time::{Date, Weekdays, Window},
};
use linli_testing::cases;
use proptest::prelude::*;

/// Holds what `all` holds, and says the same of it.
fn is_same(kept: &Folded, all: Contents) -> Result<(), TestCaseError> {
    let anew = Folded::of(all);
    prop_assert_eq!(kept.contents(), anew.contents());
    prop_assert_eq!(
        kept.as_care().map(|care| care.1),
        anew.as_care().map(|care| care.1)
    );
    prop_assert_eq!(
        kept.as_offer().map(|offer| offer.1),
        anew.as_offer().map(|offer| offer.1)
    );
    let own = |folded: &Folded| folded.as_application().map(|own| own.1.clone());
    prop_assert_eq!(own(kept), own(&anew));
    prop_assert_eq!(kept.next_turn(), anew.next_turn());
    prop_assert_eq!(kept.scopes(), anew.scopes());
    Ok(())
}

/// Takes in one event after the other, however early it is read, and compares each time.
fn one_by_one<What: Clone>(
    events: Vec<Event<What>>,
    touch: impl Fn(Event<What>) -> Touch,
    contents: impl Fn(Vec<Event<What>>) -> Contents,
) -> Result<(), TestCaseError> {
    let mut kept = Folded::of(contents(Vec::new()));
    for end in 0..events.len() {
        kept.take(&touch(events[end].clone()));
        is_same(&kept, contents(events[..=end].to_vec()))?;
    }
    Ok(())
}

fn in_care(event: Event<CareEvent>) -> Touch {
    Touch::Care(Box::new(event))
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_care_request_kept_is_one_folded_anew(events in care_history()) {
        one_by_one(events, in_care, |events| with_events(events).into())?;
    }

    #[test]
    fn an_offer_kept_is_one_folded_anew(events in offer_history()) {
        one_by_one(events, Touch::Offer, |events| Offer { events, ..offer(&[]) }.into())?;
    }

    #[test]
    fn an_application_kept_is_one_folded_anew(events in application_history()) {
        let touch = |event| Touch::Application(Box::new(event));
        one_by_one(events, touch, |events| with(events).into())?;
    }

    #[test]
    fn another_when_has_the_visits_folded_anew(events in care_history()) {
        let weekly = When::Weekly {
            from: Date::constant(2026, 11, 23),
            until: None,
            days: Weekdays([true; 7]),
            window: Window::MORNING,
        };
        let care = with_events(events);
        let mut kept = Folded::of(care.clone().into());
        kept.take(&Touch::When(weekly.clone()));
        let care = Care { when: Some(weekly), ..care };
        is_same(&kept, care.into())?;
    }

    #[test]
    fn a_refused_change_leaves_nothing_behind(
        before in care_history(), change in events(care_event()),
    ) {
        // Ids of their own, so that what is refused is so for what it does.
        let change = change.into_iter().map(|mut event| {
            event.id.0[14] ^= 0xff;
            event
        });
        let touches: Vec<Touch> = change.map(in_care).collect();
        let contents = Contents::from(with_events(before));
        for (_, writer) in writers() {
            let mut kept = Folded::of(contents.clone());
            let judged = may_change(&writer, &mut kept, &touches, None);
            match judged {
                Ok(()) => {
                    let mut care = contents.clone().into_care().unwrap();
                    for touch in &touches {
                        if let Touch::Care(event) = touch {
                            care.events.push((**event).clone());
                        }
                    }
                    is_same(&kept, care.into())?;
                }
                Err(_) => is_same(&kept, contents.clone())?,
            }
        }
    }
}
