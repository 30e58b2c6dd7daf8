//! Who gave requests back, and how often. One give-back is nothing: somebody is ill, a bus
//! does not come. Several in a week are something to talk about, so the desk is told.

use super::{Care, CareEvent, CareState, ReleaseReason};
use crate::{
    document::in_order,
    id::PersonId,
    role::Role,
    time::{DAY_MS, Timestamp},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far back is counted.
pub const GIVE_BACKS_COUNTED_MS: i64 = 7 * DAY_MS;
/// From how many on the desk is told.
const TOLD_FROM: u32 = 3;

/// That a caregiver gave a request back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenBack {
    pub caregiver: PersonId,
    /// What they are called, as the request said when they took it on.
    pub name: String,
    pub at: Timestamp,
}

/// A caregiver who gave back several requests of late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OftenGivenBack {
    pub caregiver: PersonId,
    pub name: String,
    pub count: u32,
    /// When the first of them was given back.
    pub since: Timestamp,
}

/// When a request that stands at `state` was given back, and by whom. What the desk took
/// from somebody, or what lapsed, is no give-back.
#[must_use]
pub fn given_back(care: &Care, state: &CareState) -> Vec<GivenBack> {
    let mut comes: Option<(PersonId, &str)> = None;
    let mut all = Vec::new();
    let counted = in_order(&care.events).into_iter();
    for event in counted.filter(|event| !state.ignores(event.id)) {
        match &event.what {
            CareEvent::Assigned {
                caregiver, name, ..
            } => comes = Some((*caregiver, name)),
            CareEvent::Released { reason } => {
                let by_desk = event.by.role == Role::Worker;
                let gave = comes.take().filter(|_| {
                    // Through the offer it is the centre that writes it into the request.
                    *reason == ReleaseReason::GaveBack && !by_desk
                });
                all.extend(gave.map(|(caregiver, name)| GivenBack {
                    caregiver,
                    name: name.to_owned(),
                    at: event.at,
                }));
            }
            _ => {}
        }
    }
    all
}

/// Who gave back several times in the week before `now`, the one who did most often first.
#[must_use]
pub fn often_given_back(all: &[GivenBack], now: Timestamp) -> Vec<OftenGivenBack> {
    let from = now.plus_ms(-GIVE_BACKS_COUNTED_MS);
    let mut by_person = BTreeMap::<PersonId, OftenGivenBack>::new();
    for given in all.iter().filter(|given| given.at > from) {
        let sum = by_person
            .entry(given.caregiver)
            .or_insert_with(|| OftenGivenBack {
                caregiver: given.caregiver,
                name: given.name.clone(),
                count: 0,
                since: given.at,
            });
        sum.count = sum.count.saturating_add(1);
        sum.since = sum.since.min(given.at);
    }
    let mut often: Vec<_> = by_person.into_values().collect();
    often.retain(|sum| sum.count >= TOLD_FROM);
    often.sort_by_key(|sum| (std::cmp::Reverse(sum.count), sum.since, sum.caregiver));
    often
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(100 * DAY_MS);

    fn gave(who: u8, days_ago: i64) -> GivenBack {
        GivenBack {
            caregiver: PersonId([who; 16]),
            name: format!("carer {who}"),
            at: NOW.plus_ms(-days_ago * DAY_MS),
        }
    }

    #[test]
    fn three_in_a_week_are_told_with_their_number_and_since_when() {
        let all = [gave(1, 1), gave(2, 1), gave(1, 6), gave(2, 2), gave(1, 3)];
        let told = often_given_back(&all, NOW);
        assert_eq!(told.len(), 1, "two are nothing yet");
        assert_eq!((told[0].name.as_str(), told[0].count), ("carer 1", 3));
        assert_eq!(told[0].since, NOW.plus_ms(-6 * DAY_MS));
        let later = NOW.plus_ms(2 * DAY_MS);
        assert_eq!(often_given_back(&all, later), [], "a week later it is over");
    }

    #[test]
    fn who_gave_back_most_often_comes_first() {
        let mut all: Vec<_> = (1..=3).map(|days| gave(1, days)).collect();
        all.extend((1..=4).map(|days| gave(2, days)));
        let told = often_given_back(&all, NOW);
        let counts: Vec<_> = told
            .iter()
            .map(|sum| (sum.caregiver.0[0], sum.count))
            .collect();
        assert_eq!(counts, [(2, 4), (1, 3)]);
    }
}
