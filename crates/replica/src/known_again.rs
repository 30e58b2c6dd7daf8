//! How a device that a restored centre forgot is known again: by the card that the centre
//! once signed for it, and by its own key. It goes with the device's token, which the
//! centre lost too and which only this device has.

use crate::{
    exchange::DeviceCard,
    keys::{PublicKey, Purpose, SecretKey, Signature},
};
use linli_domain::id::AreaId;
use serde::{Deserialize, Serialize};

/// What a forgotten device says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownAgain {
    /// The version that the device speaks, see [`crate::exchange::VERSION`].
    pub v: u8,
    /// Whose it is, by the centre's word.
    pub card: DeviceCard,
    /// The name of its holder as the centre had told it. No more than the device's word.
    pub name: String,
    /// Where its holder lives or works; likewise.
    pub area: AreaId,
    /// The device's, over the token that it goes on with.
    pub signature: Signature,
}

impl KnownAgain {
    /// Signs that the device with `key` goes on with `token`.
    #[must_use]
    pub fn sign(
        key: &SecretKey,
        token: &str,
        card: DeviceCard,
        name: String,
        area: AreaId,
    ) -> Self {
        Self {
            v: crate::exchange::VERSION,
            card,
            name,
            area,
            signature: key.sign(Purpose::KnownAgain, token.as_bytes()),
        }
    }

    /// Whether the card is the centre's, and the device has its key and means this token.
    #[must_use]
    pub fn verified_by(&self, centre: &PublicKey, token: &str) -> bool {
        let bytes = token.as_bytes();
        let card = &self.card;
        card.verified_by(centre)
            && card
                .key
                .verifies(Purpose::KnownAgain, bytes, &self.signature)
    }
}
