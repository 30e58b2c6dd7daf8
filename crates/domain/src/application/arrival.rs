//! When what happened to an application arrived at the centre. Its author's clock may
//! be wrong, or days may have passed without a network: where that matters, the centre
//! notes the arrival beside the event, and everybody reckons with that time.

use super::ApplicationEvent;
use crate::{
    document::Event,
    id::EventId,
    role::Role,
    time::{MINUTE_MS, Timestamp},
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// How far an author's clock may be from the centre's before the centre notes its own.
pub const TOLERANCE_MS: i64 = 10 * MINUTE_MS;

impl ApplicationEvent {
    /// Whether the office must get it before it has happened for the office: until
    /// then it waits on the author's device.
    #[must_use]
    pub const fn awaits_receipt(&self) -> bool {
        matches!(
            self,
            Self::Supplemented
                | Self::Objected { .. }
                | Self::Withdrawn { .. }
                | Self::CorrectionAsked { .. }
        )
    }

    /// Whether a promise, a turn or a last day is reckoned by its time.
    const fn is_reckoned(&self) -> bool {
        matches!(
            self,
            Self::Accepted
                | Self::NotAccepted { .. }
                | Self::LeaseTaken { .. }
                | Self::LeaseGiven
                | Self::MoreAsked { .. }
                | Self::NoMoreAsked
                | Self::Decided { .. }
                | Self::Served
        )
    }
}

/// Whether an author's time `at` is too far from the centre's `now` to be reckoned with.
#[must_use]
pub const fn is_off(at: Timestamp, now: Timestamp) -> bool {
    let by = at.since(now);
    by > TOLERANCE_MS || by < -TOLERANCE_MS
}

/// Whether the centre, which gets `event` at `now`, notes that beside it.
#[must_use]
pub fn is_noted(event: &Event<ApplicationEvent>, now: Timestamp) -> bool {
    let is_others = event.by.role != Role::Centre;
    let by_clock = event.what.is_reckoned() && is_off(event.at, now);
    is_others && (event.what.awaits_receipt() || by_clock)
}

/// Which events have arrived: by which note, and when.
pub(super) struct Arrivals(BTreeMap<EventId, (EventId, Timestamp)>);

impl Arrivals {
    /// The first note after each event counts.
    pub(super) fn of(ordered: &[&Event<ApplicationEvent>]) -> Self {
        let (mut known, mut noted) = (BTreeSet::new(), BTreeMap::new());
        for event in ordered {
            known.insert(event.id);
            if let ApplicationEvent::Arrived { event: of } = event.what
                && event.by.role == Role::Centre
                && of != event.id
                && known.contains(&of)
            {
                noted.entry(of).or_insert((event.id, event.at));
            }
        }
        Self(noted)
    }

    /// Whether `event` has arrived.
    pub(super) fn has(&self, event: EventId) -> bool {
        self.0.contains_key(&event)
    }

    /// Whether `note` is the one that counts for `event`.
    pub(super) fn is_by(&self, event: EventId, note: EventId) -> bool {
        self.0.get(&event).is_some_and(|(by, _)| *by == note)
    }

    /// `event` at the time by which it is reckoned. An officer's turn never ends later
    /// than its length after it arrived.
    pub(super) fn timed<'a>(
        &self,
        event: &'a Event<ApplicationEvent>,
    ) -> Cow<'a, Event<ApplicationEvent>> {
        let Some((_, at)) = self.0.get(&event.id) else {
            return Cow::Borrowed(event);
        };
        let mut timed = event.clone();
        if let ApplicationEvent::LeaseTaken { until, .. } = &mut timed.what {
            *until = (*until).min(at.plus_ms(until.since(event.at)));
        }
        timed.at = *at;
        Cow::Owned(timed)
    }
}
