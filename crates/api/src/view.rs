//! What screens show. Plain data; words for people come from Fluent and the catalogue.

mod alert;
mod application;
mod form;
mod home;
mod photo;
mod refused;
mod resident;
mod services;

pub use alert::{AlertLine, DeskHand, SettledBy};
pub use application::{
    ApplicationMatter, ApplicationPage, ApplicationRef, BundlePage, FormName, Happened, Holder,
    MemberLine, OtherApplication, PaperLine, Prepared, QueueCounts, QueueFilter, QueueLine,
    Reminder, ReminderKind, RulesSay,
};
pub use form::{FormView, Subject};
pub use home::{Home, SentForYou, SentMatter, Upcoming, Waiting, WaitingFor};
pub use photo::{Photo, PhotoRead, PhotoState, PhotoTrouble};
pub use refused::{Refused, RefusedAbout};
pub use resident::{ConsentLine, Resident, ResidentPage};
pub use services::{
    Entitled, ProfileQuestion, RuleReason, ServiceLine, ServiceMatter, ServicePage, Services,
};

use linli_domain::{
    answer::{FieldId, Value},
    care::{
        Alert, CareMove, CareStatus, Place, ReleaseReason, VisitId, VisitMove, VisitState,
        VisitStatus, When,
    },
    catalogue::{KindId, PhoneNumber},
    device::DeviceKind,
    document::Author,
    id::{AreaId, DeviceId, DocId, PersonId},
    offer::{DeclineReason, Standing},
    person::Preferences,
    role::Role,
    time::{Date, Timestamp, Window},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Who this device is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The account, once enrolled.
    pub account: Option<AccountView>,
    /// How an enrolment that was begun goes.
    pub enrolment: EnrolmentState,
    pub preferences: Preferences,
    /// Today where the area is.
    #[serde(with = "linli_domain::time::day")]
    pub today: Date,
    /// Minutes that the area's clocks are ahead of UTC.
    pub offset_minutes: i32,
    /// What happened to the database at start, if it had to be rescued.
    pub rescued: bool,
    /// Whether the centre knows this device.
    pub standing: DeviceStanding,
    /// What stays of its last holder, where it was emptied.
    pub emptied: Option<Emptied>,
    /// Devices of the same person that were enrolled after this one, and that the person
    /// has not said to know.
    pub new_devices: u32,
}

/// A device that was emptied and belongs to nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emptied {
    pub why: EmptiedWhy,
    /// Sealed bytes are still to be handed over to the centre.
    pub is_handing_over: bool,
    /// Whom to call about it.
    pub desk: Option<PhoneNumber>,
}

/// Why a device was emptied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmptiedWhy {
    Revoked,
    /// Somebody else uses it from now on, by the word of whoever holds it.
    GivenAway,
}

/// A device of the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalDevice {
    pub device: DeviceId,
    /// What it said it is.
    pub kind: DeviceKind,
    /// As what the person uses it.
    pub role: Role,
    /// Since when it is theirs.
    pub since: Timestamp,
    /// When it was last in touch with the centre, to the hour.
    pub seen_at: Option<Timestamp>,
    /// It is the one that shows this.
    pub is_this: bool,
    /// It was enrolled after this one, and the person has not said to know it.
    pub is_new: bool,
    pub state: PersonalDeviceState,
}

/// Whether a device can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonalDeviceState {
    InUse,
    /// It is to be switched off, and the centre has not heard of it yet.
    SwitchingOff,
    /// Since when the centre turns it away.
    Off(Timestamp),
}

/// The account that a device is enrolled for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    pub person: PersonId,
    pub role: Role,
    pub name: String,
    pub area: AreaId,
    /// The resident for whom family or a worker acts, once their name is known here.
    #[serde(default)]
    pub acts_for: Option<String>,
    /// Whose matters this device keeps: its person's own, or of whom they act for.
    #[serde(default)]
    pub resident: Option<PersonId>,
}

/// How an enrolment goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EnrolmentState {
    /// None was begun, or it is done.
    #[default]
    Idle,
    /// The centre is being asked.
    Asking,
    /// Digits of the code are missing; nothing was sent.
    Incomplete,
    /// There are more digits than a code has; nothing was sent.
    TooLong,
    /// A digit is wrong, or two were swapped, by the check digit; nothing was sent.
    Mistyped,
    /// There is no such code.
    Wrong,
    /// It was used before.
    Used,
    /// It is too old.
    Expired,
    /// It is for somebody else than whose this device is.
    SomebodyElse,
    /// Too many attempts; another is let in later.
    TooMany,
    /// The network was so slow that the centre's challenge ended on the way.
    TooSlow,
    /// The code was taken, but this device's storage is full.
    NoRoom,
    /// This device has no network.
    NoNetwork,
    /// The centre does not answer now.
    Away,
}

/// Whether the centre can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// Nothing was sent or asked for yet.
    #[default]
    Unknown,
    /// The last attempt went through.
    Online,
    /// This device has no network.
    NoNetwork,
    /// The centre did not answer, or not as it should.
    Away,
    /// The centre asked to be left alone for a while.
    Busy,
    /// The centre does not speak this app's version any more.
    AppTooOld,
    /// The centre does not speak this app's version yet.
    AppTooNew,
    /// The centre is at another address now, where this app cannot follow.
    Moved,
}

/// Whether the centre knows this device, by its last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceStanding {
    /// It does, or was not asked yet.
    #[default]
    Known,
    /// It does not: it came back from a backup that is older than this device.
    Unknown,
    Revoked,
}

/// The honest line under every title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Whether the centre can be reached.
    pub link: Link,
    /// Changes on this device that have no receipt yet.
    pub waiting: u32,
    /// Changes that the centre did not accept and nobody has looked at.
    pub refused: u32,
    /// When the centre was last heard of.
    pub heard_at: Option<Timestamp>,
    /// The device's clock was seen to be off, and the centre was not asked since.
    pub is_clock_doubted: bool,
    /// The device's storage was full when something was last written.
    pub is_full: bool,
    /// Documents that are being given back to a centre that lost something.
    #[serde(default)]
    pub giving_back: u32,
    /// Changes, of those that wait, for which the centre has room on another day.
    #[serde(default)]
    pub not_today: u32,
    /// The same data is in use on another device at the same time.
    #[serde(default)]
    pub twice: bool,
    /// While the centre has not told all for the first time: documents that are here.
    #[serde(default)]
    pub coming: Option<u32>,
    /// Documents that could not be read, here or at the centre, and are asked for again.
    #[serde(default)]
    pub unread: u32,
    /// Where the centre is now, by its own word; only with [`Link::Moved`].
    #[serde(default)]
    pub moved_to: Option<String>,
}

/// Where one thing is on its way, from signed receipts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivered {
    /// On this device only, as far as is known.
    Here,
    /// On the centre's disk, by its signed receipt.
    AtCentre,
}

/// A place in a list, for asking for what follows it. Opaque to screens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageKey(pub String);

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPage<Row> {
    pub rows: Vec<Row>,
    /// Where the next part begins; `None` at the end.
    pub next: Option<PageKey>,
    /// How many rows the whole list has.
    pub total: u32,
}

/// A care request just begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareRef {
    pub doc: DocId,
}

/// One line of "my matters".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    Care(CareMatter),
    Application(ApplicationMatter),
}

/// One care request in "my matters".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareMatter {
    pub doc: DocId,
    pub kind: KindId,
    pub status: CareStatus,
    pub when: Option<When>,
    /// Who sent it, where that was somebody for the resident.
    #[serde(default)]
    pub sent_for_them: Option<Author>,
    /// What they are called, as far as it is known here.
    #[serde(default)]
    pub sender: Option<String>,
    pub caregiver: Option<String>,
    /// The visit that stands out now, and where it stands.
    pub visit: Option<(VisitId, VisitStatus)>,
    /// The last thing that happened.
    pub touched_at: Timestamp,
    /// Whether everything written here is at the centre.
    pub delivered: Delivered,
}

/// One care request with all that its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarePage {
    pub doc: DocId,
    pub kind: KindId,
    pub status: CareStatus,
    /// What this device's person may do to it now.
    pub may: BTreeSet<CareMove>,
    pub when: Option<When>,
    pub place: Option<Place>,
    /// Answers so far, by question.
    pub answers: BTreeMap<FieldId, Value>,
    pub caregiver: Option<String>,
    /// Why the last assignment ended, while nobody new is assigned.
    pub released: Option<ReleaseReason>,
    /// Its words, where it was cancelled.
    pub cancelled: Option<String>,
    /// When it was sent and received.
    pub sent_at: Option<Timestamp>,
    /// The resident, or who sent it for them.
    pub sent_by: Option<Author>,
    /// What those who write here for the resident are called, by the centre's word.
    pub names: BTreeMap<PersonId, String>,
    /// When the centre received it, by the centre's word.
    pub received_at: Option<Timestamp>,
    /// When the caregiver was assigned.
    pub assigned_at: Option<Timestamp>,
    /// Who of the desk has looked at it, the first of them first.
    pub seen: Vec<DeskHand>,
    /// Who of the desk takes care of it.
    pub taken_on: Vec<DeskHand>,
    /// How the desk put it in order, where it did.
    pub settled: Option<SettledBy>,
    /// What about it cannot wait.
    pub alert: Option<Alert>,
    /// Past visits to which something happened, and the planned ones of the next four weeks.
    pub visits: Vec<VisitLine>,
    /// Messages, the oldest first.
    pub messages: Vec<Message>,
    /// A message that was typed but not sent.
    pub typed: String,
    /// Whether everything written here is at the centre.
    pub delivered: Delivered,
}

/// One visit in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitLine {
    pub id: VisitId,
    /// The part of the day.
    pub window: Window,
    pub state: VisitState,
    /// What this device's person may do there now.
    pub may: BTreeSet<VisitMove>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub by: Author,
    /// What the author is called, where the centre said so.
    pub name: Option<String>,
    /// Whether this device's person did.
    pub mine: bool,
    pub at: Timestamp,
    pub text: String,
    /// Whether it is at the centre.
    pub delivered: Delivered,
}

/// One offer as a caregiver sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    pub doc: DocId,
    /// The care request; readable once it is theirs.
    pub care: DocId,
    pub kind: KindId,
    pub when: When,
    /// The building that it is near; never the door.
    pub block: String,
    /// Answers that may be shown to anyone.
    pub answers: BTreeMap<FieldId, Value>,
    /// How this caregiver stands to it.
    pub standing: Standing,
    /// Why they did not get it, where they claimed it last.
    #[serde(default)]
    pub declined: Option<DeclineReason>,
    /// They have seen on this device how it stands.
    #[serde(default)]
    pub is_seen: bool,
    /// Whether their claim is at the centre.
    pub delivered: Delivered,
}

/// The visits of a caregiver on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    #[serde(with = "linli_domain::time::day")]
    pub date: Date,
    /// Visits in order of time.
    pub stops: Vec<Stop>,
    /// What the caregiver did that day in requests that are no longer hers, in order of time.
    #[serde(default)]
    pub own: Vec<OwnVisit>,
}

/// What a caregiver did herself at a visit, when the request is no longer hers: nobody's
/// name, door, telephone or words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnVisit {
    /// The care request's document, which may have left the device.
    pub doc: DocId,
    pub visit: VisitId,
    pub kind: KindId,
    /// The part of the day.
    pub window: Window,
    /// Only what she did.
    pub record: VisitState,
}

/// One stop of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// The care request's document.
    pub doc: DocId,
    pub visit: VisitId,
    pub kind: KindId,
    /// The part of the day.
    pub window: Window,
    pub place: Place,
    pub status: VisitStatus,
}

/// One visit, whole, for the caregiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The care request's document.
    pub doc: DocId,
    /// The kind of care; its safety checks and tasks are in the catalogue.
    pub kind: KindId,
    pub line: VisitLine,
    pub place: Place,
    /// What those who came and wrote here are called, by the centre's word.
    #[serde(default)]
    pub names: BTreeMap<PersonId, String>,
    pub answers: BTreeMap<FieldId, Value>,
    /// Messages, the oldest first.
    pub messages: Vec<Message>,
    /// A message that was typed but not sent.
    pub typed: String,
    /// A note that was typed but not kept.
    pub typed_note: String,
    /// What this device's person may do to the whole request now.
    #[serde(default)]
    pub may: BTreeSet<CareMove>,
    /// Whether it is one of many visits of a request that repeats.
    #[serde(default)]
    pub repeats: bool,
    /// The last day of such a request, where it has one.
    #[serde(default, with = "linli_domain::time::day_or_none")]
    pub until: Option<Date>,
    /// The visit of the same request before it.
    #[serde(default)]
    pub before: Option<(VisitId, VisitState)>,
    /// Whether the request was called off meanwhile, or given to another.
    pub called_off: bool,
    /// Whether everything written here is at the centre.
    pub delivered: Delivered,
}
