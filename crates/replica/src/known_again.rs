//! How a device that a restored centre forgot is known again: by the card that the centre
//! once signed for it, and by its own key over a fresh challenge. It goes with the device's
//! token, which the centre lost too and which only this device has.
//!
//! The challenge is one as for an enrolment: taken once, and for some minutes. So what
//! somebody overheard is worth nothing when it is sent again, after the next restore too.

use crate::{
    exchange::{DeviceCard, EnrolChallenge, encode},
    keys::{PublicKey, Purpose, SecretKey, Signature},
};
use linli_domain::id::AreaId;
use serde::{Deserialize, Serialize};

/// The version of this message that this code speaks. The first one had no challenge; it is
/// refused as [`crate::turned_away::TurnedAway::TooOld`].
pub const KNOWN_AGAIN_VERSION: u8 = 2;

/// What a forgotten device says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownAgain {
    /// The format, always [`KNOWN_AGAIN_VERSION`] when this version sends it.
    pub v: u8,
    /// Whose it is, by the centre's word.
    pub card: DeviceCard,
    /// The name of its holder as the centre had told it. No more than the device's word.
    pub name: String,
    /// Where its holder lives or works; likewise.
    pub area: AreaId,
    /// The bytes of a fresh [`EnrolChallenge`].
    #[serde(with = "serde_bytes")]
    pub challenge: Vec<u8>,
    /// The device's, over all of the above and the token that it goes on with.
    pub signature: Signature,
}

impl KnownAgain {
    /// Signs that the device with `key` goes on with `token`.
    #[must_use]
    pub fn sign(
        key: &SecretKey,
        token: &str,
        card: DeviceCard,
        (name, area): (String, AreaId),
        given: &EnrolChallenge,
    ) -> Self {
        let mut message = Self {
            v: KNOWN_AGAIN_VERSION,
            card,
            name,
            area,
            challenge: given.bytes.clone(),
            signature: Signature([0; 64]),
        };
        message.signature = key.sign(Purpose::KnownAgain, &message.message(token));
        message
    }

    /// Whether the card is the centre's, and the device has its key and means this token.
    #[must_use]
    pub fn verified_by(&self, centre: &PublicKey, token: &str) -> bool {
        let bytes = self.message(token);
        let card = &self.card;
        card.verified_by(centre)
            && card
                .key
                .verifies(Purpose::KnownAgain, &bytes, &self.signature)
    }

    fn message(&self, token: &str) -> Vec<u8> {
        let challenge = serde_bytes::Bytes::new(&self.challenge);
        encode(&(self.v, &self.card, &self.name, &self.area, challenge, token))
    }
}
