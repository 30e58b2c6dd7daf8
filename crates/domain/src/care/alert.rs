//! What about a request cannot wait until somebody happens to look: a call for urgent help,
//! a visit that was not safe, a door that nobody opened, a visit whose caregiver was lost
//! touch with, a request that nobody took, a visit of which nobody has said anything. The
//! desk sees these first.

use super::{
    When,
    state::{CareState, CareStatus},
    visit::{VisitId, VisitState, VisitStatus, VisitStep},
};
use crate::{
    catalogue::CareKind,
    id::PersonId,
    recur,
    time::{DAY_MS, Date, MINUTE_MS, Timestamp, Window, add_days},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What it is that cannot wait, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// Urgent help was asked for.
    UrgentCall,
    /// Work stopped, or cannot begin, because it is not safe.
    NotSafe,
    /// Who came stood before a closed door.
    NobodyOpened,
    /// Who is there has no device any more, and the visit is not finished.
    OutOfReach,
    /// Who comes for a request that repeats cannot come this once.
    CannotCome,
    /// The time comes, and nobody has taken the request on.
    NobodyTook,
    /// The time is over, and nobody has said that they came. They may have been there
    /// without a network.
    NobodyCame,
    /// Somebody asked the desk to call them.
    CallBack,
}

impl AlertKind {
    /// What a request of this kind of care is by itself, where the desk has to turn to it.
    #[must_use]
    pub const fn of(kind: &CareKind) -> Option<Self> {
        match (kind.urgent, kind.desk) {
            (true, _) => Some(Self::UrgentCall),
            (false, true) => Some(Self::CallBack),
            (false, false) => None,
        }
    }
}

/// Something that cannot wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    pub kind: AlertKind,
    /// The visit that it is about.
    pub visit: Option<VisitId>,
    pub since: Timestamp,
    /// The caregiver's words about it; may be empty.
    pub words: String,
    /// Those of the desk who take care of it, since when.
    pub taken_on: BTreeMap<PersonId, Timestamp>,
}

/// A visit that did not go as it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Trouble {
    kind: AlertKind,
    visit: VisitId,
    since: Timestamp,
    words: String,
}

/// What is kept of a request's state in order to tell at any time whether it can wait.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Watch {
    status: CareStatus,
    sent_at: Option<Timestamp>,
    received_at: Option<Timestamp>,
    assigned_at: Option<Timestamp>,
    trouble: Option<Trouble>,
    /// Visits about which something was said.
    told: BTreeMap<VisitId, VisitStatus>,
    taken_on: BTreeMap<PersonId, Timestamp>,
}

/// What is asked of a request beside its state.
#[derive(Debug, Clone, Copy)]
pub struct AlertRules {
    /// What a request of its kind is from when it was sent until the desk has put it in
    /// order: [`AlertKind::of`].
    pub calls: Option<AlertKind>,
    pub now: Timestamp,
    /// Minutes that the area's clocks are ahead of UTC.
    pub offset_minutes: i32,
    /// The area's time for setting out, in minutes: how long a request for the same day may
    /// wait, and how long before its time one for a set hour is pressing.
    pub lease_minutes: u32,
}

impl Watch {
    #[must_use]
    pub fn of(state: &CareState) -> Self {
        let troubles = state.visits.iter().filter_map(|(id, visit)| {
            let assigned_at = state.assigned.as_ref().map(|(.., at)| *at);
            trouble(*id, visit, assigned_at.unwrap_or_default())
        });
        let told = state.visits.iter().map(|(id, visit)| (*id, visit.status));
        Self {
            status: state.status,
            sent_at: state.sent_at,
            received_at: state.received_at,
            assigned_at: state.assigned.as_ref().map(|(.., at)| *at),
            trouble: troubles
                .chain(lost_touch(state))
                .max_by_key(|trouble| trouble.since),
            told: told.collect(),
            taken_on: state.taken_on.clone(),
        }
    }

    /// What cannot wait now; where several things cannot, the most pressing. What somebody
    /// takes care of stays for a day; who called the desk, until it is in order.
    #[must_use]
    pub fn alert(&self, when: &When, rules: &AlertRules) -> Option<Alert> {
        let is_open = self.status.is_open() && self.status != CareStatus::Draft;
        let sent_at = self.sent_at.filter(|_| is_open);
        if let Some((since, kind)) = sent_at.zip(rules.calls) {
            return Some(self.since(kind, None, since, ""));
        }
        let all = [self.not_gone_well(), self.untold(when, rules)];
        all.into_iter()
            .flatten()
            .filter(|_| is_open)
            .filter(|alert| alert.since <= rules.now && !is_long_taken_on(alert, rules.now))
            .min_by_key(|alert| (!alert.taken_on.is_empty(), alert.kind))
    }

    fn not_gone_well(&self) -> Option<Alert> {
        let trouble = self.trouble.as_ref()?;
        let Trouble {
            kind,
            visit,
            since,
            words,
        } = trouble;
        Some(self.since(*kind, Some(*visit), *since, words))
    }

    /// A time that comes or is over without anybody's word.
    fn untold(&self, when: &When, rules: &AlertRules) -> Option<Alert> {
        let lead_ms = i64::from(rules.lease_minutes) * MINUTE_MS;
        let Window { from, to, .. } = recur::window(when);
        let at = |visit: VisitId, minute| Timestamp::at(visit.date, minute, rules.offset_minutes);
        if let Some(assigned_at) = self.assigned_at {
            let is_untold = |visit: &VisitId| {
                let status = self.told.get(visit).copied().unwrap_or_default();
                let end = at(*visit, to);
                status == VisitStatus::Booked && end < rules.now && assigned_at < end
            };
            let visit = days_about(when, rules).into_iter().rfind(is_untold)?;
            let since = at(visit, to);
            return Some(self.since(AlertKind::NobodyCame, Some(visit), since, ""));
        }
        let known_at = self.received_at.or(self.sent_at)?;
        let since = match when {
            When::Soon { .. } => known_at.plus_ms(lead_ms),
            When::Once { .. } | When::Weekly { .. } => {
                let visit = recur::only_visit(when)
                    .or_else(|| days_about(when, rules).into_iter().next())?;
                // What is wanted at short notice is given time, as long as there is any.
                let in_time = known_at
                    .plus_ms(lead_ms)
                    .min(at(visit, to).plus_ms(-lead_ms));
                let usual = at(visit, from).plus_ms(-lead_ms);
                usual.max(in_time).max(known_at)
            }
        };
        Some(self.since(AlertKind::NobodyTook, None, since, ""))
    }

    fn since(
        &self,
        kind: AlertKind,
        visit: Option<VisitId>,
        since: Timestamp,
        words: &str,
    ) -> Alert {
        let taken_on = self.taken_on.iter().filter(|(_, at)| **at >= since);
        Alert {
            kind,
            visit,
            since,
            words: words.to_owned(),
            taken_on: taken_on.map(|(person, at)| (*person, *at)).collect(),
        }
    }
}

/// The visits of yesterday, today and tomorrow.
fn days_about(when: &When, rules: &AlertRules) -> Vec<VisitId> {
    let today = rules.now.local(rules.offset_minutes).0;
    recur::visits(when, add_days(today, -1), add_days(today, 1))
}

/// The last day of a request that nobody has taken on, where it was over before `heard_on`,
/// the day on which the centre was last heard of: nothing can come of it any more, and who
/// asked is asked whether it is needed still. Of a request that the centre has not received,
/// and of days since which it was not asked, nothing is known.
#[must_use]
pub fn outdated(status: CareStatus, when: Option<&When>, heard_on: Option<Date>) -> Option<Date> {
    let last = recur::last_day(when?)?;
    (status == CareStatus::Received && last < heard_on?).then_some(last)
}

/// Whether somebody comes for a series whose last day was before `today`: nothing is to come
/// of it any more, though nobody said that its last visit was made.
#[must_use]
pub fn has_run_out(status: CareStatus, when: Option<&When>, today: Date) -> bool {
    let is_taken = status == CareStatus::Assigned;
    is_taken && matches!(when, Some(When::Weekly { until: Some(last), .. }) if *last < today)
}

fn is_long_taken_on(alert: &Alert, now: Timestamp) -> bool {
    let last = alert.taken_on.values().max();
    last.is_some_and(|at| at.plus_ms(DAY_MS) < now)
}

/// The visit during which who is there was lost touch with.
fn lost_touch(state: &CareState) -> Option<Trouble> {
    let since = state.out_of_reach?;
    let mut visits = state.visits.iter();
    let (visit, _) = visits.find(|(_, visit)| visit.status == VisitStatus::InProgress)?;
    Some(Trouble {
        kind: AlertKind::OutOfReach,
        visit: *visit,
        since,
        words: String::new(),
    })
}

/// What went wrong at a visit and was not put right since.
fn trouble(id: VisitId, visit: &VisitState, otherwise: Timestamp) -> Option<Trouble> {
    let (step, since) = visit.steps.last().cloned().unzip();
    let since = since.unwrap_or(otherwise);
    let (kind, words) = match (visit.status, step) {
        (VisitStatus::Stopped, Some(VisitStep::Stopped { reason })) => (AlertKind::NotSafe, reason),
        (VisitStatus::NoAnswer, _) => (AlertKind::NobodyOpened, String::new()),
        (VisitStatus::CancelledByProvider, Some(VisitStep::CancelledByProvider { reason })) => {
            (AlertKind::CannotCome, reason)
        }
        (status, _) if !status.is_over() => {
            let worries: Vec<_> = visit.worries.values().map(String::as_str).collect();
            (!worries.is_empty()).then(|| (AlertKind::NotSafe, worries.join("\n")))?
        }
        _ => return None,
    };
    Some(Trouble {
        kind,
        visit: id,
        since,
        words,
    })
}
