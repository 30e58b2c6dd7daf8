//! Who this device is and whose it is.

use linli_api::view::{AccountView, EmptiedWhy};
use linli_domain::{
    access::Writer,
    catalogue::PhoneNumber,
    id::{AreaId, DeviceId, DocId, PersonId},
    role::{Role, Scope},
};
use linli_replica::keys::{PublicKey, SecretKey};
use serde::{Deserialize, Serialize};

/// The device's own id and key, made at first start and never changed.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct OwnDevice {
    pub(crate) id: DeviceId,
    /// What its key is made from. Never leaves the device.
    seed: [u8; 32],
}

impl std::fmt::Debug for OwnDevice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OwnDevice")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl OwnDevice {
    pub(crate) const fn new(id: DeviceId, seed: [u8; 32]) -> Self {
        Self { id, seed }
    }

    pub(crate) fn key(&self) -> SecretKey {
        SecretKey::from_seed(self.seed)
    }
}

/// What the centre gave at enrolment.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Enrolment {
    /// The account's person, role and scopes.
    pub(crate) writer: Writer,
    pub(crate) name: String,
    pub(crate) area: AreaId,
    /// Bearer token for requests.
    pub(crate) token: String,
    /// Verifies receipts, snapshots, cards and the catalogue.
    pub(crate) centre_key: PublicKey,
    /// The version of the account that all this is from.
    #[serde(default)]
    pub(crate) version: u64,
    /// For whom a worker acts just now.
    #[serde(default)]
    pub(crate) acting: Option<Acting>,
}

/// That a worker acts for a resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Acting {
    pub(crate) resident: PersonId,
    /// The consent under which they do.
    pub(crate) consent: DocId,
}

/// What stays of a device's last holder once it was emptied: nothing about them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Farewell {
    pub(crate) why: EmptiedWhy,
    /// Whom to call about it.
    pub(crate) desk: Option<PhoneNumber>,
    /// Where the device was used.
    pub(crate) area: AreaId,
    /// What the centre has still to be given.
    pub(crate) hand_over: Option<KeptHandOver>,
}

/// Sealed bytes on their way to the centre.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct KeptHandOver {
    /// The token of the device that wrote it.
    pub(crate) token: String,
    /// CBOR of a `HandOver`, as base64.
    pub(crate) message: String,
}

impl std::fmt::Debug for KeptHandOver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeptHandOver")
    }
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Enrolment")
            .field("person", &self.writer.person)
            .field("role", &self.writer.role)
            .finish_non_exhaustive()
    }
}

impl Enrolment {
    /// The account as screens see it.
    pub(crate) fn account(&self) -> AccountView {
        AccountView {
            person: self.writer.person,
            role: self.writer.role,
            name: self.name.clone(),
            area: self.area.clone(),
            acts_for: None,
            resident: self.resident(),
        }
    }

    /// The resident whose matters this account keeps: its own, or the one it acts for.
    pub(crate) fn resident(&self) -> Option<PersonId> {
        match self.writer.role {
            Role::Resident => Some(self.writer.person),
            Role::Delegate => self.writer.scopes.iter().find_map(|scope| match scope {
                Scope::Person(person) if *person != self.writer.person => Some(*person),
                _ => None,
            }),
            Role::Worker => self.acting.map(|acting| acting.resident),
            Role::Caregiver | Role::Officer | Role::Centre => None,
        }
    }
}
