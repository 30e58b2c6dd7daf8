//! What an office's system sends. Texts are measured as the policy measures them, so
//! that whatever passes here fails at the gate for the matter's state only.

use super::problem::Problem;
use linli_domain::{
    access::MAX_TEXT_CHARS,
    answer::FieldId,
    application::{ApplicationEvent, Item, Outcome},
    id::PersonId,
    time::{MINUTE_MS, Timestamp, read_day, write_day},
};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::ToSchema;

/// Longest code, in characters.
const MAX_CODE_CHARS: usize = 64;
/// Most things in one list.
const MAX_ITEMS: usize = 64;

/// Longest turn, in minutes.
const MAX_LEASE_MINUTES: u16 = 24 * 60;

/// The body of a request to act.
pub(super) trait ActionBody: DeserializeOwned {
    /// The event that it asks for.
    ///
    /// # Errors
    /// The member that is wrong.
    fn event(self, caller: GatewayCaller) -> Result<ApplicationEvent, Problem>;
}

/// Who acts, and when.
#[derive(Debug, Clone)]
pub(super) struct GatewayCaller {
    pub(super) person: PersonId,
    pub(super) name: String,
    pub(super) now: Timestamp,
}

/// The office does not take it on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NotAccepted)]
pub(super) struct NotAcceptedBody {
    /// The reason's code, the office's own.
    #[schema(min_length = 1, max_length = 64, pattern = r"\S")]
    reason: String,
    /// Why, in plain words for the resident.
    #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
    words: String,
    /// Where to go instead: nobody is sent away without knowing where to.
    #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
    where_to_go: String,
}

impl ActionBody for NotAcceptedBody {
    fn event(self, _: GatewayCaller) -> Result<ApplicationEvent, Problem> {
        Ok(ApplicationEvent::NotAccepted {
            reason: reason_code("reason", self.reason)?,
            words: required_text("words", self.words)?,
            where_to_go: required_text("where_to_go", self.where_to_go)?,
        })
    }
}

/// One thing that is missing or not right.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Missing {
    /// The question whose answer opens for writing again.
    #[schema(min_length = 1, max_length = 64, pattern = r"\S")]
    field: String,
    /// What is wrong with it, in plain words.
    #[serde(default)]
    #[schema(max_length = 4000)]
    words: String,
}

/// Everything that is missing, told at once.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AskMore)]
pub(super) struct AskMoreBody {
    /// The complete list.
    #[schema(min_items = 1, max_items = 64)]
    items: Vec<Missing>,
    /// What to do, in plain words.
    #[serde(default)]
    #[schema(max_length = 4000)]
    words: String,
    /// The last day to bring it; not before today.
    #[schema(format = Date, pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", example = "2026-12-04")]
    due: String,
    /// Why it is asked a further time; needed from the second time on.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
    again: Option<String>,
}

impl ActionBody for AskMoreBody {
    fn event(self, _: GatewayCaller) -> Result<ApplicationEvent, Problem> {
        let wrong = || Problem::not_valid("`due` must be a day as 2026-12-04");
        let due = read_day(&self.due)
            .filter(|due| write_day(*due) == self.due)
            .ok_or_else(wrong)?;
        if !(1..=MAX_ITEMS).contains(&self.items.len()) {
            return Err(Problem::not_valid("`items` must hold 1 to 64"));
        }
        let items = self.items.into_iter().map(|item| {
            Ok(Item {
                field: FieldId(reason_code("items.field", item.field)?),
                words: optional_text("items.words", item.words)?,
            })
        });
        Ok(ApplicationEvent::MoreAsked {
            items: items.collect::<Result<_, Problem>>()?,
            words: optional_text("words", self.words)?,
            due,
            again: self
                .again
                .map(|why| required_text("again", why))
                .transpose()?,
        })
    }
}

/// How the office decides.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "outcome", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = Decision)]
pub(super) enum DecisionBody {
    /// All that was applied for.
    Granted {
        /// The reason's code, the office's own.
        #[schema(min_length = 1, max_length = 64, pattern = r"\S")]
        reason: String,
        /// Why, in plain words for the resident.
        #[serde(default)]
        #[schema(max_length = 4000)]
        words: String,
        /// How to appeal.
        #[serde(default)]
        #[schema(max_length = 4000)]
        appeal: String,
    },
    /// Nothing of it: why, and how to appeal, must be said.
    Refused {
        /// The reason's code, the office's own.
        #[schema(min_length = 1, max_length = 64, pattern = r"\S")]
        reason: String,
        /// Why, in plain words for the resident.
        #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
        words: String,
        /// How to appeal.
        #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
        appeal: String,
    },
    /// Some of it: why, and how to appeal, must be said.
    Partly {
        /// The reason's code, the office's own.
        #[schema(min_length = 1, max_length = 64, pattern = r"\S")]
        reason: String,
        /// Why, in plain words for the resident.
        #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
        words: String,
        /// How to appeal.
        #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
        appeal: String,
    },
}

impl ActionBody for DecisionBody {
    fn event(self, _: GatewayCaller) -> Result<ApplicationEvent, Problem> {
        let (outcome, reason, words, appeal) = match self {
            Self::Granted {
                reason,
                words,
                appeal,
            } => (Outcome::Granted, reason, words, appeal),
            Self::Refused {
                reason,
                words,
                appeal,
            } => (Outcome::Refused, reason, words, appeal),
            Self::Partly {
                reason,
                words,
                appeal,
            } => (Outcome::Partly, reason, words, appeal),
        };
        let text = if outcome.needs_appeal() {
            required_text
        } else {
            optional_text
        };
        Ok(ApplicationEvent::Decided {
            outcome,
            reason: reason_code("reason", reason)?,
            words: text("words", words)?,
            appeal: text("appeal", appeal)?,
        })
    }
}

/// A message to everyone who may read the application.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Message)]
pub(super) struct MessageBody {
    /// The words.
    #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
    text: String,
}

impl ActionBody for MessageBody {
    fn event(self, _: GatewayCaller) -> Result<ApplicationEvent, Problem> {
        let text = required_text("text", self.text)?;
        Ok(ApplicationEvent::Said { text })
    }
}

/// How long the office's system works on it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Lease)]
pub(super) struct LeaseBody {
    /// From now on, in minutes; a day at most.
    #[schema(value_type = u16, minimum = 1, maximum = 1440)]
    minutes: f64,
}

impl ActionBody for LeaseBody {
    fn event(self, caller: GatewayCaller) -> Result<ApplicationEvent, Problem> {
        // JSON knows one kind of number: 30.0 is as whole as 30.
        let is_it = |minutes: &u16| (f64::from(*minutes) - self.minutes).abs() < f64::EPSILON;
        let minutes = (1..=MAX_LEASE_MINUTES).find(is_it);
        let minutes =
            minutes.ok_or_else(|| Problem::not_valid("`minutes` must be whole, 1 to 1440"))?;
        Ok(ApplicationEvent::LeaseTaken {
            officer: caller.person,
            until: caller.now.plus_ms(i64::from(minutes) * MINUTE_MS),
            name: caller.name,
        })
    }
}

/// Whether the office corrects what the resident asked to have corrected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "answer", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = Correction)]
pub(super) enum CorrectionBody {
    /// It does.
    Corrected {
        /// What was done, in plain words for the resident.
        #[serde(default)]
        #[schema(max_length = 4000)]
        words: String,
    },
    /// It does not: why must be said.
    NotCorrected {
        /// Why, in plain words for the resident.
        #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
        words: String,
    },
}

impl ActionBody for CorrectionBody {
    fn event(self, _: GatewayCaller) -> Result<ApplicationEvent, Problem> {
        let (approved, words) = match self {
            Self::Corrected { words } => (true, optional_text("words", words)?),
            Self::NotCorrected { words } => (false, required_text("words", words)?),
        };
        Ok(ApplicationEvent::CorrectionAnswered { approved, words })
    }
}

fn optional_text(member: &str, text: String) -> Result<String, Problem> {
    at_most(MAX_TEXT_CHARS, member, text)
}

fn required_text(member: &str, text: String) -> Result<String, Problem> {
    if text.trim().is_empty() {
        return Err(Problem::not_valid(format!("`{member}` says nothing")));
    }
    optional_text(member, text)
}

fn reason_code(member: &str, text: String) -> Result<String, Problem> {
    at_most(MAX_CODE_CHARS, member, required_text(member, text)?)
}

fn at_most(chars: usize, member: &str, text: String) -> Result<String, Problem> {
    if text.chars().count() > chars {
        return Err(Problem::not_valid(format!("`{member}` is too long")));
    }
    Ok(text)
}
