//! A person's own devices: what each sees of the others, and how one switches another off.

use super::encode;
use crate::keys::{PublicKey, Purpose, SecretKey, Signature};
use linli_domain::{device::DeviceKind, id::DeviceId, role::Role, time::Timestamp};
use serde::{Deserialize, Serialize};

/// A device of the same person, in whatever role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenDevice {
    pub device: DeviceId,
    /// What it said it is.
    pub kind: DeviceKind,
    /// The role of its account.
    pub role: Role,
    /// When it was enrolled.
    pub since: Timestamp,
    /// When it was last in touch with the centre, to the hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_at: Option<Timestamp>,
    /// When it was switched off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub off_at: Option<Timestamp>,
}

/// A device's signed wish that another one of the same person be switched off. Sent again
/// it changes nothing, so it needs no challenge: what is off stays off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchOff {
    /// The device to be switched off.
    pub device: DeviceId,
    /// By the device that wants it.
    pub signature: Signature,
}

impl SwitchOff {
    /// The wish of the device `by` with `secret` about `device`.
    #[must_use]
    pub fn sign(secret: &SecretKey, by: DeviceId, device: DeviceId) -> Self {
        let signature = secret.sign(Purpose::SwitchOff, &encode(&(by, device)));
        Self { device, signature }
    }

    /// Whether the device `by` with `key` wants it.
    #[must_use]
    pub fn verified_by(&self, key: &PublicKey, by: DeviceId) -> bool {
        let message = encode(&(by, self.device));
        key.verifies(Purpose::SwitchOff, &message, &self.signature)
    }
}
