//! What the store finds things by, each a type of its own, so that an account's number
//! can never stand where a photo's belongs.

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use linli_domain::id::NotAnId;
use std::{fmt, str::FromStr};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($inner:ty)),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $inner);
    )*};
}

ids! {
    /// A change's place in the feed, from 1. Later changes have greater numbers; there may
    /// be gaps.
    #[derive(Default)]
    Seq(u64),
    /// An account, numbered by the store.
    AccountId(i64),
    /// A photo that has begun to arrive, numbered by the store and never again: one that is
    /// begun anew has another.
    BlobId(i64),
    /// A delivery, numbered by the store in the order of what happened.
    DeliveryId(i64),
    /// What a device handed over, numbered by the store and never again.
    RescueId(i64),
    /// A webhook: 16 random bytes.
    WebhookId([u8; 16]),
    /// A webhook's message, the same for every attempt: 16 random bytes.
    MessageId([u8; 16]),
    /// SHA-256 of a device's or gateway's token. The token itself is not kept.
    TokenHash([u8; 32]),
    /// Keyed hash of an enrolment code. The code itself is not kept.
    CodeHash([u8; 32]),
}

impl Seq {
    /// Before the first change.
    pub const START: Self = Self(0);

    /// The place right before this one.
    #[must_use]
    pub const fn before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }
}

impl fmt::Display for WebhookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl FromStr for WebhookId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok();
        let id = bytes.and_then(|bytes| bytes.try_into().ok());
        id.map(Self).ok_or_else(|| NotAnId(text.to_owned()))
    }
}

/// As receivers see it, in `webhook-id`.
impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "msg_{}", HEXLOWER.encode(&self.0))
    }
}
