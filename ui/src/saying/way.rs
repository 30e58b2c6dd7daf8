//! The way of a care request, step by step: what is done, what goes on now, what is still to
//! come. Nothing is said to be done or going on that nobody has told.

use crate::parts::MomentState;
use linli_api::view::Delivered;
use linli_domain::care::{CareStatus, VisitStatus};

/// What decides how far a request is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WayFacts {
    pub(crate) status: CareStatus,
    pub(crate) delivered: Delivered,
    pub(crate) is_received: bool,
    pub(crate) is_assigned: bool,
    /// How far the visit is of which something was told last.
    pub(crate) visit: Option<VisitStatus>,
}

/// A step of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WayStep {
    /// Written, and on this device only.
    NotOut,
    Sent,
    Received,
    Looking,
    Assigned,
    Visit,
}

/// The steps of a request that is neither called off nor settled by the desk.
pub(crate) fn care_way(facts: WayFacts) -> Vec<(WayStep, MomentState)> {
    use MomentState::{Done, Now, ToCome};
    let is_sent = !matches!(facts.status, CareStatus::Draft | CareStatus::Discarded);
    let is_out = facts.is_received || facts.delivered == Delivered::AtCentre;
    let state = |is_done, is_now| match (is_done, is_now) {
        (true, _) => Done,
        (false, true) => Now,
        (false, false) => ToCome,
    };
    let is_under_way = facts.visit.is_some_and(VisitStatus::is_under_way);
    let sent = match (is_sent, is_out) {
        (true, false) => (WayStep::NotOut, Now),
        (true, true) => (WayStep::Sent, Done),
        (false, _) => (WayStep::Sent, ToCome),
    };
    let assigned = if facts.is_assigned {
        (WayStep::Assigned, Done)
    } else {
        (WayStep::Looking, state(false, facts.is_received))
    };
    let is_done = facts.status == CareStatus::Completed;
    vec![
        sent,
        (
            WayStep::Received,
            state(facts.is_received, is_sent && is_out),
        ),
        assigned,
        (WayStep::Visit, state(is_done, is_under_way)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect_file;
    use std::fmt::Write as _;

    const STATES: [(CareStatus, bool, bool); 6] = [
        (CareStatus::Draft, false, false),
        (CareStatus::Sent, false, false),
        (CareStatus::Received, true, false),
        (CareStatus::Assigned, true, true),
        (CareStatus::Completed, true, true),
        (CareStatus::Discarded, false, false),
    ];

    const VISITS: [VisitStatus; 10] = [
        VisitStatus::Booked,
        VisitStatus::OnTheWay,
        VisitStatus::Arrived,
        VisitStatus::InProgress,
        VisitStatus::Finished,
        VisitStatus::Confirmed,
        VisitStatus::NoAnswer,
        VisitStatus::Stopped,
        VisitStatus::CancelledByProvider,
        VisitStatus::CancelledByClient,
    ];

    #[test]
    fn no_step_is_done_or_under_way_before_somebody_said_so() {
        let mut table = String::new();
        for (status, is_received, is_assigned) in STATES {
            for delivered in [Delivered::Here, Delivered::AtCentre] {
                for visit in VISITS.map(Some).into_iter().chain([None]) {
                    let facts = WayFacts {
                        status,
                        delivered,
                        is_received,
                        is_assigned,
                        visit,
                    };
                    let way = care_way(facts);
                    let state = |wanted| way.iter().find(|(step, _)| *step == wanted);
                    let is_here = status == CareStatus::Sent && delivered == Delivered::Here;
                    assert_eq!(state(WayStep::NotOut).is_some(), is_here, "{facts:?}");
                    if is_here {
                        let after = &way[1..];
                        let is_quiet = after.iter().all(|(_, is)| *is == MomentState::ToCome);
                        assert!(is_quiet || visit.is_some(), "{facts:?}: {way:?}");
                    }
                    let is_visit_now = way[3].1 == MomentState::Now;
                    let is_told = matches!(
                        visit,
                        Some(
                            VisitStatus::OnTheWay | VisitStatus::Arrived | VisitStatus::InProgress
                        )
                    );
                    assert!(!is_visit_now || is_told, "{facts:?}");
                    writeln!(table, "{status:?} {delivered:?} {visit:?} → {way:?}").unwrap();
                }
            }
        }
        expect_file!["../../golden/care-way.txt"].assert_eq(&table);
    }
}
