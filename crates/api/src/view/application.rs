//! What the pages about applications show: forms, one application, bundles, and the
//! officer's queue.

use super::{Delivered, Entitled, Message, RuleReason};
use linli_domain::{
    answer::{FieldId, Value},
    application::{
        ApplicationEvent, ApplicationMove, ApplicationStatus, Asked, Correction, Decision,
        NotTaken, Outcome, PaperShown,
    },
    care::Rating,
    catalogue::{Bundle, BundleId, Office, Service, ServiceId},
    document::Author,
    form::Given,
    id::{DocId, PersonId},
    text::LocalText,
    time::{Date, Timestamp},
    workday::Due,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An application just begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationRef {
    pub doc: DocId,
}

/// An application with every answer that was known and fresh.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    pub doc: DocId,
    /// The first question that is left; `None`: it can be read once more and sent.
    pub next: Option<FieldId>,
}

/// One application with all that its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationPage {
    pub doc: DocId,
    /// What was applied for, as the catalogue said when it was begun.
    pub service: Service,
    /// The desk that decides.
    pub office: Option<Office>,
    /// The bundle that it is a part of.
    pub bundle: Option<BundleId>,
    pub status: ApplicationStatus,
    /// What this device's person may do to it now.
    pub may: BTreeSet<ApplicationMove>,
    /// What was sent last has no receipt yet: the office does not know of it.
    pub waits_for_receipt: bool,
    /// Until when it can be taken up again, where it can.
    pub reopens_until: Option<Timestamp>,
    pub answers: BTreeMap<FieldId, Value>,
    /// Different answers given while apart, the one that shows first.
    pub clashes: BTreeMap<FieldId, Vec<Given>>,
    /// What the office asked for last.
    pub asked: Option<Asked>,
    /// The number to ask about it by, from the receipt on.
    pub tracking: Option<String>,
    pub submitted_at: Option<Timestamp>,
    /// What those who write here for the resident or the office are called, by the centre's
    /// word.
    pub names: BTreeMap<PersonId, String>,
    /// When the centre received it, by the centre's word.
    pub received_at: Option<Timestamp>,
    /// Until when the office has promised an answer.
    pub due: Option<Due>,
    /// Until when the office has to take it on, while it has not.
    pub take_on: Option<Due>,
    /// Until when the office has to ask why the rating was low.
    pub follow_up: Option<Due>,
    /// What the office heard when it asked why.
    pub followed_up: Option<String>,
    /// Which officer works on it now.
    pub holder: Option<Holder>,
    /// Why the office did not take it.
    pub turned_away: Option<NotTaken>,
    /// The decision that counts.
    pub decision: Option<Decision>,
    /// Why it was withdrawn.
    pub withdrawn: Option<String>,
    /// What the resident wants corrected.
    pub correction: Option<Correction>,
    /// How the resident found it.
    pub rating: Option<Rating>,
    /// Papers that belong to it, and whether each was sent or shown.
    #[serde(default)]
    pub papers: Vec<PaperLine>,
    /// For the office: other applications of the same person that it may read.
    #[serde(default)]
    pub others: Vec<OtherApplication>,
    /// For the office: what the rules say of the answers. Only a help.
    #[serde(default)]
    pub by_rules: Option<RulesSay>,
    /// What happened, in order: sending, receipt, decisions, all but messages.
    pub happened: Vec<Happened>,
    /// Messages, the oldest first.
    pub messages: Vec<Message>,
    /// A message that was typed but not sent.
    pub typed: String,
    /// Whether everything written here is at the centre.
    pub delivered: Delivered,
}

/// Which officer works on an application, until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    pub person: PersonId,
    /// Their name; empty where it is not known.
    pub name: String,
    /// Until when; then anyone in the office may go on.
    pub until: Timestamp,
}

/// One paper that belongs to an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperLine {
    /// Its id among the papers of the service.
    pub paper: String,
    pub label: LocalText,
    /// It may be missing.
    pub optional: bool,
    /// A photo of it is among the answers.
    pub has_photo: bool,
    /// To whom it was shown at the desk, and when.
    pub shown: Option<PaperShown>,
}

impl PaperLine {
    /// Whether nobody has seen it, and somebody has to.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        !self.optional && !self.has_photo && self.shown.is_none()
    }
}

/// Another application of the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherApplication {
    pub doc: DocId,
    /// What was applied for.
    pub name: LocalText,
    /// It is for the same service.
    pub is_same: bool,
    /// The number to ask about it by.
    pub tracking: String,
    pub status: ApplicationStatus,
    /// How the office decided, where it did.
    pub outcome: Option<Outcome>,
    /// When the centre received it.
    pub received_at: Timestamp,
}

/// What the rules of the catalogue say of the answers of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesSay {
    pub entitled: Entitled,
    /// What only an officer can judge.
    pub looks_at: Option<LocalText>,
    /// Each condition, in the words that residents read.
    pub reasons: Vec<RuleReason>,
}

/// One entry of an application's story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    pub at: Timestamp,
    pub by: Author,
    pub what: ApplicationEvent,
}

/// One application in "my matters".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationMatter {
    pub doc: DocId,
    /// What was applied for.
    pub service: ServiceId,
    pub name: LocalText,
    /// The bundle that it is a part of.
    pub bundle: Option<BundleId>,
    pub status: ApplicationStatus,
    /// Who sent it, where that was somebody for the resident.
    #[serde(default)]
    pub sent_for_them: Option<Author>,
    /// What they are called, as far as it is known here.
    #[serde(default)]
    pub sender: Option<String>,
    /// The day until which the office has promised an answer.
    pub due: Option<Date>,
    /// The last thing that happened.
    pub touched_at: Timestamp,
    /// Whether everything written here is at the centre.
    pub delivered: Delivered,
}

/// Several services for one thing in life, and how far they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundlePage {
    /// What the catalogue says of it.
    pub bundle: Bundle,
    /// Its services, in an order that can be followed.
    pub members: Vec<MemberLine>,
    /// How many of them have an answer.
    pub done: u32,
}

/// One service of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberLine {
    pub service: ServiceId,
    pub name: LocalText,
    /// One line that everyone can read.
    pub easy: LocalText,
    /// Whether they can have it.
    pub entitled: Entitled,
    /// The application, once it is begun.
    pub doc: Option<DocId>,
    pub status: Option<ApplicationStatus>,
    /// What this device's person may do to it now.
    pub may: BTreeSet<ApplicationMove>,
    /// The first question that has no answer yet.
    pub next: Option<FieldId>,
    /// Whether the profile says that they have it already.
    pub is_held: bool,
    /// Services that must be granted first, and are not.
    pub waits_for: Vec<LocalText>,
}

/// A form whose words are kept while they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormName {
    /// An officer asks for more.
    More,
    Decide,
    /// An officer does not take it.
    TurnAway,
    /// An officer answers a correction.
    Correction,
    /// An officer asked why the rating was low.
    FollowUp,
    /// The resident does not agree.
    Object,
    /// The resident wants something put right.
    Correct,
    /// The resident does not want it any more.
    Withdraw,
    /// The resident says how it was.
    Rate,
    /// What an officer notes for themselves; it is sent to nobody.
    Note,
}

impl FormName {
    /// The word under which it is kept.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Decide => "decide",
            Self::TurnAway => "turn-away",
            Self::Correction => "correction",
            Self::FollowUp => "follow-up",
            Self::Object => "object",
            Self::Correct => "correct",
            Self::Withdraw => "withdraw",
            Self::Rate => "rate",
            Self::Note => "note",
        }
    }
}

/// Which applications an officer wants to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueFilter {
    /// Where it is the office's turn.
    #[default]
    ToDo,
    /// Where this officer works on it.
    Mine,
    /// Later than promised, or not taken on in time.
    Overdue,
    /// Where the office waits for the resident.
    Waiting,
    /// Where a rating asks for a call.
    FollowUp,
    /// Everything, what is over too.
    All,
}

/// One application in an officer's queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueLine {
    pub doc: DocId,
    /// What was applied for.
    pub service: ServiceId,
    pub name: LocalText,
    /// The applicant's name, as they wrote it.
    pub applicant: String,
    /// The number to ask about it by.
    pub tracking: String,
    pub status: ApplicationStatus,
    /// When the centre received it.
    pub received_at: Timestamp,
    /// Until when an answer is promised, where the clock has begun.
    pub due: Option<Due>,
    /// Until when it has to be taken on, while it is not.
    pub take_on: Option<Due>,
    /// Until when somebody has to ask why the rating was low.
    pub follow_up: Option<Due>,
    /// Which officer works on it now.
    pub holder: Option<PersonId>,
    /// Whether this officer may take it on now.
    #[serde(default)]
    pub may_accept: bool,
}

/// How many applications wait in an officer's queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct QueueCounts {
    /// Where it is the office's turn.
    pub to_do: u32,
    /// Where this officer works on it.
    pub mine: u32,
    /// How many are later than promised.
    pub overdue: u32,
    /// Where the office waits for the resident.
    pub waiting: u32,
    /// Where a rating asks for a call.
    pub follow_up: u32,
}

/// A day to remember, worked out on the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The service to do something about.
    pub service: ServiceId,
    pub name: LocalText,
    /// The day until which, or from which on.
    #[serde(with = "linli_domain::time::day")]
    pub date: Date,
    pub what: ReminderKind,
    /// Which notice has fallen due: how many days before the day it was to come.
    pub notice: Option<u16>,
    /// It can be granted without applying, so it can be prepared for them.
    pub can_prepare: bool,
}

/// What a reminder is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderKind {
    /// Something must be shown again by that day.
    Due,
    /// Something can be had from that day on.
    From,
}
