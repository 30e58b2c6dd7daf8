//! Why the centre turns a request of a device away: one form for every address that
//! devices use. The body of each such answer is a [`TurnedAway`] in CBOR; only an answer
//! to `HEAD` has none.
//!
//! What would cost a device its data or send it elsewhere carries the centre's signature:
//! anybody between the two can make an answer up. Not here: why one change may not enter
//! ([`linli_domain::access::Refusal`]).

use crate::{
    exchange::EnrolRefusal,
    keys::{PublicKey, Purpose, SecretKey, Signature},
};
use linli_domain::{id::DeviceId, time::Timestamp};
use serde::{
    Deserialize, Serialize,
    de::{IntoDeserializer, value::Error as WordError},
};

/// Why a request was turned away. A reason that this version does not know is kept as
/// [`TurnedAway::Other`]; what follows from it is then told by the status of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "TurnedAwayWire", from = "TurnedAwayWire")]
pub enum TurnedAway {
    /// The device was revoked; it must keep nothing.
    Revoked(Revocation),
    /// No device has this token: the centre never knew it, or forgot it with a backup.
    Unknown,
    /// The centre is at another address now.
    Moved(MovedTo),
    /// Too many requests of this device or address.
    TooMany {
        /// Seconds after which another may be answered.
        retry_after_s: u32,
    },
    /// The person has sent as much as one may on one day.
    NotToday {
        /// Seconds until the next one.
        retry_after_s: u32,
    },
    /// The centre cannot answer now.
    Unavailable {
        /// Seconds after which it may.
        retry_after_s: u32,
    },
    /// The device speaks a version that the centre does not speak any more.
    TooOld,
    /// The device speaks a version that the centre does not speak yet.
    TooNew,
    /// The body is larger than the centre reads.
    TooLarge,
    /// The body did not arrive in time.
    TooSlow,
    /// There is no more room for it.
    Full,
    /// It is not here, or not for this device: that is not told apart.
    NotHere,
    /// The photo is not what it should be.
    NotAPhoto,
    /// The request cannot be read.
    Malformed,
    /// The enrolment code is not good, and why.
    Code(EnrolRefusal),
    /// A reason of a later version.
    Other {
        /// The word that the centre gave for it.
        why: String,
        /// Seconds after which another request may be answered, where it says so.
        retry_after_s: Option<u32>,
    },
}

/// The centre's signed word that it revoked a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    pub device: DeviceId,
    /// When, by the centre's clock.
    pub at: Timestamp,
    /// By the centre's key, over all of the above.
    pub signature: Signature,
}

/// The centre's signed word that it is at another address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedTo {
    /// The address as a device uses it, such as `https://linli.example`.
    pub address: String,
    /// When the centre said so; of two words the later one counts.
    pub at: Timestamp,
    /// By the centre's key, over all of the above.
    pub signature: Signature,
}

impl TurnedAway {
    /// The word that stands for the reason.
    #[must_use]
    pub fn why(&self) -> &str {
        match self {
            Self::Revoked(_) => "revoked",
            Self::Unknown => "unknown",
            Self::Moved(_) => "moved",
            Self::TooMany { .. } => "too_many",
            Self::NotToday { .. } => "not_today",
            Self::Unavailable { .. } => "unavailable",
            Self::TooOld => "too_old",
            Self::TooNew => "too_new",
            Self::TooLarge => "too_large",
            Self::TooSlow => "too_slow",
            Self::Full => "full",
            Self::NotHere => "not_here",
            Self::NotAPhoto => "not_a_photo",
            Self::Malformed => "malformed",
            Self::Code(refusal) => refusal.word(),
            Self::Other { why, .. } => why,
        }
    }

    /// Seconds after which another request may be answered, where the centre says so.
    #[must_use]
    pub const fn retry_after_s(&self) -> Option<u32> {
        match self {
            Self::TooMany { retry_after_s }
            | Self::NotToday { retry_after_s }
            | Self::Unavailable { retry_after_s } => Some(*retry_after_s),
            Self::Other { retry_after_s, .. } => *retry_after_s,
            _ => None,
        }
    }
}

/// The form in which it travels: a word, and what belongs to it.
#[derive(Serialize, Deserialize)]
struct TurnedAwayWire {
    why: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    retry_after_s: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revocation: Option<Revocation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moved: Option<MovedTo>,
}

impl From<TurnedAway> for TurnedAwayWire {
    fn from(turned: TurnedAway) -> Self {
        let (why, retry_after_s) = (turned.why().to_owned(), turned.retry_after_s());
        let (revocation, moved) = match turned {
            TurnedAway::Revoked(revocation) => (Some(revocation), None),
            TurnedAway::Moved(moved) => (None, Some(moved)),
            _ => (None, None),
        };
        Self {
            why,
            retry_after_s,
            revocation,
            moved,
        }
    }
}

/// Where the centre does not say how long, in seconds.
const SOON_S: u32 = 5;

impl From<TurnedAwayWire> for TurnedAway {
    fn from(wire: TurnedAwayWire) -> Self {
        let TurnedAwayWire {
            why,
            retry_after_s,
            revocation,
            moved,
        } = wire;
        let soon = retry_after_s.unwrap_or(SOON_S);
        match (why.as_str(), revocation, moved) {
            ("revoked", Some(revocation), _) => Self::Revoked(revocation),
            ("unknown", ..) => Self::Unknown,
            ("moved", _, Some(moved)) => Self::Moved(moved),
            ("too_many", ..) => Self::TooMany {
                retry_after_s: soon,
            },
            ("not_today", ..) => Self::NotToday {
                retry_after_s: soon,
            },
            ("unavailable", ..) => Self::Unavailable {
                retry_after_s: soon,
            },
            ("too_old", ..) => Self::TooOld,
            ("too_new", ..) => Self::TooNew,
            ("too_large", ..) => Self::TooLarge,
            ("too_slow", ..) => Self::TooSlow,
            ("full", ..) => Self::Full,
            ("not_here", ..) => Self::NotHere,
            ("not_a_photo", ..) => Self::NotAPhoto,
            ("malformed", ..) => Self::Malformed,
            _ => match EnrolRefusal::of_word(&why) {
                Some(refusal) => Self::Code(refusal),
                None => Self::Other { why, retry_after_s },
            },
        }
    }
}

impl EnrolRefusal {
    /// The word that stands for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Used => "used",
            Self::Expired => "expired",
            Self::SomebodyElse => "somebody_else",
            Self::TooMany => "too_many",
            Self::Stale => "stale",
            Self::Malformed => "malformed",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        let word: serde::de::value::StrDeserializer<'_, WordError> = word.into_deserializer();
        Self::deserialize(word).ok()
    }
}

impl Revocation {
    /// The centre's word that `device` was revoked at `at`.
    #[must_use]
    pub fn sign(centre: &SecretKey, device: DeviceId, at: Timestamp) -> Self {
        let signature = centre.sign(Purpose::Revocation, &Self::message(device, at));
        Self {
            device,
            at,
            signature,
        }
    }

    /// Whether the centre with `key` said it.
    #[must_use]
    pub fn verified_by(&self, key: &PublicKey) -> bool {
        let message = Self::message(self.device, self.at);
        key.verifies(Purpose::Revocation, &message, &self.signature)
    }

    fn message(device: DeviceId, at: Timestamp) -> Vec<u8> {
        [device.0.as_slice(), &at.0.to_be_bytes()].concat()
    }
}

impl MovedTo {
    /// The centre's word that it is at `address`.
    #[must_use]
    pub fn sign(centre: &SecretKey, address: String, at: Timestamp) -> Self {
        let signature = centre.sign(Purpose::Address, &Self::message(&address, at));
        Self {
            address,
            at,
            signature,
        }
    }

    /// Whether the centre with `key` said it.
    #[must_use]
    pub fn verified_by(&self, key: &PublicKey) -> bool {
        let message = Self::message(&self.address, self.at);
        key.verifies(Purpose::Address, &message, &self.signature)
    }

    fn message(address: &str, at: Timestamp) -> Vec<u8> {
        [&at.0.to_be_bytes(), address.as_bytes()].concat()
    }
}
