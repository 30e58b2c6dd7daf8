//! The one exchange between a device and the centre, in CBOR. The same unit goes
//! over HTTP and into a carry file.

mod device;
mod enrol;

pub use device::{SeenDevice, SwitchOff};
pub use enrol::{ENROL_VERSION, Enrol, EnrolChallenge, EnrolRefusal, Enrolled};

use crate::{
    keys::{PublicKey, Signature},
    signed::{Hash, SignedChange},
};
use linli_domain::{
    access::{Refusal, Writer},
    document::DocKind,
    id::{AreaId, DeviceId, DocId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The version of the exchange that this code speaks.
pub const VERSION: u8 = 1;
/// Largest body, in bytes, that the centre reads.
pub const MAX_BODY_BYTES: usize = 4 * 1024 * 1024;
/// Most changes that one exchange carries up.
pub const MAX_CHANGES_UP: usize = 512;
/// Most documents that one exchange asks to be told again.
pub const MAX_AGAIN: usize = 64;
/// Largest document, in bytes, that is passed on or taken in. Nobody who acts in good faith
/// comes near it; reading a larger one could take all the memory that there is.
pub const MAX_DOCUMENT_BYTES: usize = 64 * 1024 * 1024;

/// How far a device has read the feed; zero before it has read anything. Opaque to
/// devices: they keep the last one they were given and send it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub u64);

/// One life of the centre's store: a random number, another one after each restore from a
/// backup or loss of what was written last. Zero where none is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Epoch(pub u64);

impl Epoch {
    /// Whether it stands for no life: of a peer that does not know of them.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.0 == 0
    }
}

/// What a device sends to the centre in one exchange.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Exchange {
    /// The version of the message, [`VERSION`].
    pub v: u8,
    /// How far this device has read the feed: the `cursor` of the last answer, zero at first.
    pub cursor: Cursor,
    /// Its own changes, each after those it depends on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<SignedChange>,
    /// The version of the device's account that it knows: see [`AccountNews`].
    #[serde(default, skip_serializing_if = "is_default")]
    pub account: u64,
    /// Whether the person's own devices are to be told.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ask_devices: bool,
    /// Devices of the same person that are to be switched off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub switch_off: Vec<SwitchOff>,
    /// How long, in milliseconds, the centre may hold the answer while there is nothing to tell.
    #[serde(default, skip_serializing_if = "is_default")]
    pub wait_ms: u32,
    /// The incarnation of the program that asks: what it wrote itself is not told back,
    /// what an earlier one wrote is, where it came after the cursor. Zero from a device
    /// that does not say; it is told nothing of its own.
    #[serde(default, skip_serializing_if = "is_default")]
    pub incarnation: u32,
    /// What it has for a centre that lost something, and asks about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heal: Option<Box<Heal>>,
    /// Documents that it was told and could not read, or that the centre could not: it
    /// wants to be told each of them whole. At most [`MAX_AGAIN`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<DocId>,
}

/// What a device gives back to a centre that lost the end of its log, and what it asks:
/// which of these the centre lacks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Heal {
    /// The life of the centre's store in which the device had last given back all it had.
    pub since: Epoch,
    /// Authors of what is given, who may be lost too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<DeviceCard>,
    /// What the centre said that it lacks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<GivenDocument>,
    /// What the device has: [`Exchanged::lacks`] answers each, in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<HeldDocument>,
}

/// What a device has of one document that proves itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldDocument {
    /// Which document the rest is about.
    pub doc: DocId,
    /// The newest changes in the snapshots of it that the centre signed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heads: Vec<Hash>,
    /// Signed changes beside these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Hash>,
}

/// What of a [`HeldDocument`] the centre lacks. Nothing: it has all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lacks {
    /// Something of the snapshots.
    #[serde(default, skip_serializing_if = "is_default")]
    pub snapshots: bool,
    /// Changes that were asked about and are not there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Hash>,
}

impl Lacks {
    /// Whether the centre has all that was asked about.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        !self.snapshots && self.changes.is_empty()
    }
}

/// A document as a device gives it back, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenDocument {
    /// Which document the rest is of.
    pub doc: DocId,
    /// As the centre signed it: what is in it was at the centre.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub snapshots: Vec<Snapshot>,
    /// Changes as their authors signed them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<SignedChange>,
    /// The centre's word that it had some of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub receipts: Vec<Receipt>,
}

/// What the centre answers to one exchange.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Exchanged {
    /// The version of the message, [`VERSION`].
    pub v: u8,
    /// One outcome for each change sent, in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<ChangeOutcome>,
    /// Whoever authored changes in `news` and may not be known to the device.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<DeviceCard>,
    /// What changed since the cursor in documents that the device may read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub news: Vec<News>,
    /// Documents that the device may no longer read and must remove.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forget: Vec<DocId>,
    /// Whose the device is, where that has changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountNews>,
    /// The person's own devices, this one among them: where it was asked for, and with
    /// `account`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub devices: Option<Vec<SeenDevice>>,
    /// Where to go on reading.
    pub cursor: Cursor,
    /// More is waiting: ask again at once.
    #[serde(default, skip_serializing_if = "is_default")]
    pub more: bool,
    /// The centre's clock when it answered.
    pub now: Timestamp,
    /// The life of the centre's store. Another one than before: it lost something, and the
    /// device keeps what it has and gives it back.
    #[serde(default, skip_serializing_if = "Epoch::is_none")]
    pub epoch: Epoch,
    /// The cursor stands beyond all that the centre has: it lost something.
    #[serde(default, skip_serializing_if = "is_default")]
    pub beyond: bool,
    /// Another copy of this device's data is in use at the same time.
    #[serde(default, skip_serializing_if = "is_default")]
    pub twice: bool,
    /// What the centre lacks of each document in [`Heal::holds`], in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<Lacks>,
    /// From when there is room again for changes for which there is none today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_from: Option<Timestamp>,
    /// Documents that the device may read and the centre cannot now, because they are
    /// damaged there. The device keeps what it has of them, gives it back, and asks for them
    /// again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<DocId>,
}

/// What became of one change that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeOutcome {
    /// It is on the centre's disk. A repeat gets the first receipt again.
    Received(Receipt),
    /// The centre lacks what it depends on; send those first, then it again. Where nothing
    /// is named there is no room for it today: the device keeps it for
    /// [`Exchanged::room_from`]. So said also to devices that know nothing of days.
    Missing(Vec<Hash>),
    /// It may not enter. The device rebuilds without it and keeps its words.
    Refused(Hash, Refusal),
}

impl ChangeOutcome {
    /// There is no room for it before another day.
    pub const NOT_TODAY: Self = Self::Missing(Vec::new());

    /// Whether there is no room for it before another day.
    #[must_use]
    pub fn is_not_today(&self) -> bool {
        *self == Self::NOT_TODAY
    }
}

/// The centre's signed word that a change is on its disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub hash: Hash,
    /// Its place in the feed.
    pub seq: u64,
    /// When the centre received it, by its clock.
    pub at: Timestamp,
    /// Over all of the above, by the centre's key.
    pub signature: Signature,
}

/// News of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub doc: DocId,
    pub kind: DocKind,
    /// The whole document as of some point, where the device does not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<Snapshot>,
    /// Changes after the snapshot, or after the cursor, in order of arrival.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<SignedChange>,
}

/// The account that a device is enrolled for, as it is now: its person was renamed, moved
/// to another area, or reads other documents. Where the right to read has changed, `news`
/// begins anew, and `forget` names what may be read no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountNews {
    /// Counts the changes; the device sends it with each exchange.
    pub version: u64,
    /// The device's own card, with the scopes that the account holds now.
    pub card: DeviceCard,
    /// As the centre shows it to everybody who may see this person.
    pub name: String,
    /// Whose services and workers this person has.
    pub area: AreaId,
}

/// A whole document, signed by the centre over its id and bytes, so that one
/// device can hand it to another without the centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The document, compressed by Automerge.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
    /// By the centre's key.
    pub signature: Signature,
}

/// A device as others need to know it: its key, and whose it is. Signed by the centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCard {
    pub device: DeviceId,
    pub key: PublicKey,
    /// Whose it is, as what. `scopes` are those held when the card was made.
    pub writer: Writer,
    /// By the centre's key.
    pub signature: Signature,
}

/// Bytes that are not a valid message.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// Not CBOR of the expected shape (or nested too deeply).
    #[error("could not decode the message")]
    Shape(#[source] ciborium::de::Error<std::io::Error>),
    /// Bytes follow the message.
    #[error("{0} bytes follow the message")]
    Trailing(usize),
}

/// Nesting that no honest message reaches.
const MAX_DEPTH: usize = 32;

/// A message as bytes.
///
/// Writing to memory cannot fail, and every message type of this module is plain data.
#[must_use]
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = ciborium::into_writer(message, &mut bytes);
    debug_assert!(written.is_ok());
    bytes
}

/// A message from bytes; nesting is bounded, trailing bytes are refused.
///
/// # Errors
/// [`DecodeError`] where the bytes are anything but one whole message.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DecodeError> {
    let mut rest = bytes;
    let message = ciborium::de::from_reader_with_recursion_limit(&mut rest, MAX_DEPTH)
        .map_err(DecodeError::Shape)?;
    if rest.is_empty() {
        Ok(message)
    } else {
        Err(DecodeError::Trailing(rest.len()))
    }
}

/// The version that a message of another version says it has; `None` where it says none.
#[must_use]
pub fn version_of(bytes: &[u8]) -> Option<u8> {
    #[derive(Deserialize)]
    struct Versioned {
        v: u8,
    }
    decode::<Versioned>(bytes).ok().map(|message| message.v)
}

/// Whether a field has the value that it also has when it is left out, so that it need not be sent.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
