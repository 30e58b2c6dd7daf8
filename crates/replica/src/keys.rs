//! Ed25519 keys and signatures, as types that serialise as bytes.

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A public key that verifies signatures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublicKey(#[serde(with = "serde_bytes")] pub [u8; 32]);

/// An Ed25519 signature over a purpose and some bytes.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Signature(#[serde(with = "serde_bytes")] pub [u8; 64]);

/// A secret key. Its bytes never appear in debug output.
#[derive(Clone)]
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// The key made from 32 random bytes.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    /// The 32 bytes from which [`Self::from_seed`] makes this key, for keeping.
    #[must_use]
    pub fn seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs `bytes` for one `purpose`; a signature for one purpose verifies for no other.
    #[must_use]
    pub fn sign(&self, purpose: Purpose, bytes: &[u8]) -> Signature {
        Signature(self.0.sign(&purpose.message(bytes)).to_bytes())
    }
}

impl SecretKey {
    /// The scalar with which what was sealed to [`Self::public`] is opened.
    pub(crate) fn montgomery_scalar(&self) -> [u8; 32] {
        self.0.to_scalar_bytes()
    }
}

impl PublicKey {
    /// The same point as X25519 knows it; `None` where the bytes are no point.
    pub(crate) fn montgomery(&self) -> Option<[u8; 32]> {
        let key = VerifyingKey::from_bytes(&self.0).ok()?;
        Some(key.to_montgomery().to_bytes())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey(of {:?})", self.public())
    }
}

impl PublicKey {
    /// Whether `signature` over `bytes` for `purpose` was made with this key's secret half.
    #[must_use]
    pub fn verifies(&self, purpose: Purpose, bytes: &[u8], signature: &Signature) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        VerifyingKey::from_bytes(&self.0).is_ok_and(|key| {
            key.verify_strict(&purpose.message(bytes), &signature)
                .is_ok()
        })
    }
}

/// What a signature is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A change by a device.
    Change,
    /// A receipt by the centre.
    Receipt,
    /// A snapshot by the centre.
    Snapshot,
    /// A device card by the centre.
    Card,
    /// The catalogue by the centre.
    Catalogue,
    /// The centre's word that a device was revoked.
    Revocation,
    /// The centre's word that it is at another address.
    Address,
    /// A request for a token by a device.
    Enrol,
    /// The wish to switch another device off, by a device.
    SwitchOff,
    /// A device's word that it is the one of its card.
    KnownAgain,
}

impl Purpose {
    fn message(self, bytes: &[u8]) -> Vec<u8> {
        let label: &[u8] = match self {
            Self::Change => b"linli change 1\0",
            Self::Receipt => b"linli receipt 1\0",
            Self::Snapshot => b"linli snapshot 1\0",
            Self::Card => b"linli card 1\0",
            Self::Catalogue => b"linli catalogue 1\0",
            Self::Revocation => b"linli revocation 1\0",
            Self::Address => b"linli address 1\0",
            Self::Enrol => b"linli enrol 1\0",
            Self::SwitchOff => b"linli switch off 1\0",
            Self::KnownAgain => b"linli known again 2\0",
        };
        [label, bytes].concat()
    }
}

fn hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0[..8], f)
    }
}
