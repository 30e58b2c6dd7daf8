//! How a device becomes somebody's: it asks for a challenge, and sends the code with its
//! own signature over the challenge.
//!
//! The signature covers the challenge, which the centre takes once and only for some
//! minutes; so what somebody overheard or copied opens nothing, and whoever knows a used
//! code with the id and the public key of its device (which travel in cards) gets nothing
//! either. It covers the code, id and key as well, so that no part can be exchanged.

use super::{DeviceCard, encode};
use crate::keys::{PublicKey, Purpose, SecretKey, Signature};
use linli_domain::{
    device::DeviceKind,
    document::Author,
    id::{AreaId, DeviceId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// The version of the enrolment that this code speaks. In the first one a device proved
/// nothing; it is refused as [`crate::turned_away::TurnedAway::TooOld`].
pub const ENROL_VERSION: u8 = 2;

/// What the centre gives whoever wants to enrol. Opaque to devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolChallenge {
    /// The format, always [`ENROL_VERSION`] when this version sends it.
    pub v: u8,
    /// To be signed, and sent back as it came.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// What a device sends to be enrolled, or to get its token again while its code lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrol {
    /// The format, always [`ENROL_VERSION`] when this version sends it.
    pub v: u8,
    /// The code that a worker or the operator gave, digits only.
    pub code: String,
    /// The id that the device chose.
    pub device: DeviceId,
    /// The key that it made.
    pub key: PublicKey,
    /// What the device says it is.
    pub kind: DeviceKind,
    /// Whose the device is already: a code of anybody else is refused and stays good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Author>,
    /// The bytes of a fresh [`EnrolChallenge`].
    #[serde(with = "serde_bytes")]
    pub challenge: Vec<u8>,
    /// Over all of the above, by the device's key.
    pub signature: Signature,
}

impl Enrol {
    /// The request of the device with `secret`.
    #[must_use]
    pub fn sign(
        secret: &SecretKey,
        device: DeviceId,
        kind: DeviceKind,
        holder: Option<Author>,
        code: &str,
        given: &EnrolChallenge,
    ) -> Self {
        let mut request = Self {
            v: ENROL_VERSION,
            code: code.to_owned(),
            device,
            key: secret.public(),
            kind,
            holder,
            challenge: given.bytes.clone(),
            signature: Signature([0; 64]),
        };
        request.signature = secret.sign(Purpose::Enrol, &request.message());
        request
    }

    /// Whether whoever sent it has the secret half of its key.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.key
            .verifies(Purpose::Enrol, &self.message(), &self.signature)
    }

    fn message(&self) -> Vec<u8> {
        let challenge = serde_bytes::Bytes::new(&self.challenge);
        encode(&(
            self.v,
            &self.code,
            self.device,
            self.key,
            self.kind,
            self.holder,
            challenge,
        ))
    }
}

/// The centre's answer to an enrolment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    /// The device's own card.
    pub card: DeviceCard,
    /// Bearer token for all further requests; the centre keeps only its hash.
    pub token: String,
    /// The centre's key, for receipts, snapshots and cards.
    pub centre_key: PublicKey,
    /// The person's name, for the greeting.
    pub name: String,
    /// Whose services and workers this person has.
    pub area: AreaId,
    /// The version of the account: see [`super::AccountNews`].
    #[serde(default)]
    pub version: u64,
    /// What the centre's clock shows, for the device to measure its own by.
    pub now: Timestamp,
}

/// Why an enrolment failed, within a [`crate::turned_away::TurnedAway`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnrolRefusal {
    /// It was never given out, or the account has ended.
    Wrong,
    /// It was used before, by another device.
    Used,
    /// Its time is over.
    Expired,
    /// It is for somebody else than the device's holder.
    SomebodyElse,
    /// Too many attempts; centres of the first version of enrolment said so.
    TooMany,
    /// The challenge is too old or was used: ask for another.
    Stale,
    /// The request itself is not valid, or not signed by the device's key.
    Malformed,
}
