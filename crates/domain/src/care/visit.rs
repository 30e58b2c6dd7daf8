//! One visit to a home: its id, steps and record.

use crate::{
    catalogue::Tenths,
    document::Author,
    id::PersonId,
    moves::moves,
    role::Role,
    time::{Date, Minute, Timestamp, write_day},
    why::Why,
};
use serde::{Deserialize, Serialize, de};
use std::{collections::BTreeMap, fmt, str::FromStr};

/// A visit's id within its care request: the day and the slot's first minute.
///
/// Made by rule, not at random, so that two offline devices make one visit and
/// not two. Written `2026-11-24T0800`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VisitId {
    pub date: Date,
    /// When the slot begins.
    pub slot: Minute,
}

impl fmt::Display for VisitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute) = self.slot.clock();
        write!(f, "{}T{hour:02}{minute:02}", write_day(self.date))
    }
}

/// A text that is no visit id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a visit id, as in `2026-11-24T0800`")]
pub struct NotAVisitId(pub String);

impl FromStr for VisitId {
    type Err = NotAVisitId;
    fn from_str(text: &str) -> Result<Self, NotAVisitId> {
        let parse = || {
            let (date, clock) = text.split_once('T')?;
            if clock.len() != 4 || !clock.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            let clock: u16 = clock.parse().ok()?;
            let (hour, minute) = (clock / 100, clock % 100);
            (hour < 24 && minute < 60).then_some(())?;
            Some(Self {
                date: crate::time::read_day(date)?,
                slot: Minute::of(hour, minute),
            })
        };
        parse()
            .filter(|id| id.to_string() == text)
            .ok_or_else(|| NotAVisitId(text.to_owned()))
    }
}

impl Serialize for VisitId {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for VisitId {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// A step that the assigned caregiver takes in a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum VisitStep {
    OnTheWay,
    /// Is at the door.
    Arrived,
    /// Safety checks are through; work begins.
    Started,
    Finished,
    /// Nobody opened the door.
    NoAnswer,
    /// Work was not begun or was broken off, because it was not safe.
    Stopped {
        /// Why, in the caregiver's words.
        reason: String,
    },
    /// The caregiver cannot come this once.
    CancelledByProvider {
        reason: String,
    },
    /// The resident does not want this one visit.
    CancelledByClient,
}

moves! {
    /// What can be done at one visit.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum VisitMove {
        SetOut,
        /// Come to the door.
        Arrive,
        Start,
        Finish,
        FindNobody,
        /// Stop because it is not safe.
        Stop,
        /// Not come this once.
        CallOff,
        /// Not want this one visit.
        Cancel,
        /// Write into its record: checks, tasks, notes.
        Record,
        /// Add words to a record that is closed.
        Add,
        /// Say that what a safety check found is in order now.
        ClearWorry,
        Rate,
    }
}

impl VisitMove {
    /// Whether it is the resident's to do: the desk needs their consent for it.
    #[must_use]
    pub const fn is_residents(self) -> bool {
        matches!(self, Self::Cancel | Self::Rate)
    }

    /// The move that `step` records.
    #[must_use]
    pub const fn of(step: &VisitStep) -> Self {
        match step {
            VisitStep::OnTheWay => Self::SetOut,
            VisitStep::Arrived => Self::Arrive,
            VisitStep::Started => Self::Start,
            VisitStep::Finished => Self::Finish,
            VisitStep::NoAnswer => Self::FindNobody,
            VisitStep::Stopped { .. } => Self::Stop,
            VisitStep::CancelledByProvider { .. } => Self::CallOff,
            VisitStep::CancelledByClient => Self::Cancel,
        }
    }
}

/// Where a visit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitStatus {
    #[default]
    Booked,
    /// The caregiver has set out.
    OnTheWay,
    /// At the door; safety checks come now.
    Arrived,
    InProgress,
    Finished,
    /// Done, and the resident said how it was.
    Confirmed,
    /// Nobody opened the door.
    NoAnswer,
    /// Ended because it was not safe.
    Stopped,
    /// The caregiver called it off.
    CancelledByProvider,
    /// The resident called it off.
    CancelledByClient,
}

impl VisitStatus {
    /// The status after `what`, as it is read in a request that holds it, or `None` where
    /// that leads nowhere from here. [`Self::next`] says what may be added.
    ///
    /// Forward jumps are read (an earlier version let them in), steps back are not; after
    /// "no answer" or "stopped" they may try again.
    pub(super) const fn after(self, what: VisitMove) -> Option<Self> {
        use VisitStatus as S;
        let before_work = matches!(self, S::Booked | S::OnTheWay | S::Arrived);
        let again = matches!(self, S::NoAnswer | S::Stopped);
        let (allowed, after) = match what {
            VisitMove::SetOut => (matches!(self, S::Booked) || again, S::OnTheWay),
            VisitMove::Arrive => (matches!(self, S::Booked | S::OnTheWay) || again, S::Arrived),
            VisitMove::Start => (before_work || again, S::InProgress),
            VisitMove::Finish => (before_work || matches!(self, S::InProgress), S::Finished),
            VisitMove::FindNobody => (before_work, S::NoAnswer),
            VisitMove::Stop => (before_work || matches!(self, S::InProgress), S::Stopped),
            VisitMove::CallOff => (
                matches!(self, S::Booked | S::OnTheWay) || again,
                S::CancelledByProvider,
            ),
            VisitMove::Cancel => (
                matches!(self, S::Booked | S::OnTheWay) || again,
                S::CancelledByClient,
            ),
            VisitMove::Record | VisitMove::Add | VisitMove::ClearWorry | VisitMove::Rate => {
                (false, self)
            }
        };
        if allowed { Some(after) } else { None }
    }

    /// The status after `what`, where each step follows the one before it: work begins at
    /// the door and ends where it began. Who comes may forget to say that they set out.
    ///
    /// # Errors
    /// [`Why::TooEarly`] where steps were left out, [`Why::TooLate`] where it is further.
    pub(super) fn next(self, what: VisitMove) -> Result<Self, Why> {
        use VisitStatus as S;
        let is_before_door = matches!(self, S::Booked | S::OnTheWay | S::NoAnswer | S::Stopped);
        let is_too_early = match what {
            VisitMove::Start => is_before_door,
            VisitMove::Finish => is_before_door || self == S::Arrived,
            VisitMove::FindNobody | VisitMove::Stop => self == S::Booked,
            _ => false,
        };
        if is_too_early {
            return Err(Why::TooEarly);
        }
        self.after(what).ok_or(Why::TooLate)
    }

    /// Whether the work was done: its record is closed.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Finished | Self::Confirmed)
    }

    /// Whether somebody is on it just now.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::OnTheWay | Self::Arrived | Self::InProgress)
    }

    /// Whether nothing more is expected from the caregiver.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(
            self,
            Self::Finished | Self::Confirmed | Self::CancelledByProvider | Self::CancelledByClient
        )
    }
}

/// The answer to a safety check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Check {
    Fine,
    /// In order, by what was measured.
    Measured {
        value: Tenths,
    },
    /// Not in order, and what.
    Worry {
        /// In the caregiver's words.
        why: String,
        /// What was measured, where something was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<Tenths>,
    },
}

impl Check {
    /// What is not in order, in the caregiver's words.
    #[must_use]
    pub fn worry(&self) -> Option<&str> {
        match self {
            Self::Worry { why, .. } => Some(why),
            Self::Fine | Self::Measured { .. } => None,
        }
    }
}

/// What became of a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum TaskResult {
    Done,
    /// Not done, and why.
    Refused {
        /// In the caregiver's words.
        why: String,
    },
}

/// How the resident found a visit (好差评: 1 very dissatisfied … 5 very satisfied).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// From 1, very dissatisfied, to 5.
    pub grade: u8,
    /// In their words; may be empty.
    pub words: String,
}

impl Rating {
    /// Whether it is one of the five grades.
    #[must_use]
    pub const fn is_valid(&self) -> bool {
        matches!(self.grade, 1..=5)
    }
}

/// A visit as folded from events.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VisitState {
    pub status: VisitStatus,
    /// When each step was taken, in order.
    pub steps: Vec<(VisitStep, Timestamp)>,
    /// Who took each of them.
    #[serde(default)]
    pub step_by: Vec<Author>,
    /// Latest answer to each safety check.
    pub checks: BTreeMap<String, Check>,
    /// Latest result of each task.
    pub tasks: BTreeMap<String, TaskResult>,
    /// The caregiver's latest note; may be empty.
    pub note: String,
    /// Whose note that is, and when it was written.
    #[serde(default)]
    pub noted: Option<(Author, Timestamp)>,
    /// What was added to the record when it was closed, and the notes of who came for the
    /// visit before and did not make it.
    #[serde(default)]
    pub remarks: Vec<VisitRemark>,
    /// What safety checks found that nobody has cleared: by check, in words.
    #[serde(default)]
    pub worries: BTreeMap<String, String>,
    /// Who cleared what a safety check had found, and what they said.
    #[serde(default)]
    pub cleared: BTreeMap<String, Cleared>,
    /// How the resident found it.
    pub rating: Option<Rating>,
    /// Who said that: the resident, or somebody for them.
    #[serde(default)]
    pub rated_by: Option<Author>,
}

impl VisitState {
    /// The caregiver whose visit it is: who took the last of a caregiver's steps.
    #[must_use]
    pub fn maker(&self) -> Option<PersonId> {
        let mut by = self.step_by.iter().rev();
        let caregiver = by.find(|by| by.role == Role::Caregiver)?;
        Some(caregiver.person)
    }

    /// Begins the record anew for who comes next. What was written before stays readable.
    pub(super) fn begin_anew(&mut self) {
        self.checks.clear();
        self.tasks.clear();
        let text = std::mem::take(&mut self.note);
        let noted = self.noted.take().filter(|_| !text.is_empty());
        self.remarks
            .extend(noted.map(|(by, at)| VisitRemark { by, at, text }));
    }
}

/// Words that stand beside the record of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitRemark {
    pub by: Author,
    /// When, by the author's clock.
    pub at: Timestamp,
    pub text: String,
}

/// That a worry is none any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cleared {
    /// The one who says so, never the caregiver.
    pub by: Author,
    /// What is otherwise now, in their words.
    pub words: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_id_reads_what_it_writes_and_nothing_else() {
        let id = VisitId {
            date: Date::constant(2026, 11, 24),
            slot: Minute::of(8, 30),
        };
        assert_eq!(id.to_string(), "2026-11-24T0830");
        assert_eq!(id.to_string().parse(), Ok(id));
        for text in [
            "",
            "2026-11-24",
            "2026-11-24T2460",
            "2026-11-24T083",
            "2026-11-24T+830",
            "+2026-11-24T0830",
        ] {
            assert!(text.parse::<VisitId>().is_err(), "{text}");
        }
    }
}
