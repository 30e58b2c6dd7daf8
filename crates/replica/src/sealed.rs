//! Bytes that only the centre can open: HPKE (RFC 9180) to the centre's own key.
//!
//! The key that signs is an Edwards point; the same point in Montgomery's form receives.
//! So every device that knows its centre can seal to it, and there is no second key to
//! keep, to publish or to lose. Not here: what is sealed ([`crate::rescue`]).

use crate::keys::{PublicKey, SecretKey};
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable,
    aead::ChaCha20Poly1305,
    kdf::HkdfSha256,
    kem::X25519HkdfSha256,
    rand_core::{TryCryptoRng, TryRng},
    single_shot_open, single_shot_seal_with_rng,
};
use serde::{Deserialize, Serialize};
use std::convert::Infallible;

/// Sealed for this and nothing else.
const INFO: &[u8] = b"linli rescue 1\0";

/// What was sealed to somebody's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The sender's half of the key agreement, used once.
    #[serde(with = "serde_bytes")]
    pub encapsulated: Vec<u8>,
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// Why something could not be sealed or opened. Which of its reasons it was is nobody's
/// business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("could not seal or open it with this key")]
pub struct SealError;

impl PublicKey {
    /// Seals `bytes` so that only the owner of this key can open them. `beside` is not
    /// sealed, but must be the same when it is opened. `random` is used for this only.
    ///
    /// # Errors
    /// [`SealError`] where this is no key.
    pub fn seal(&self, beside: &[u8], bytes: &[u8], random: [u8; 32]) -> Result<Sealed, SealError> {
        let point = self.montgomery().ok_or(SealError)?;
        let to = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&point);
        let (encapsulated, bytes) =
            single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
                &OpModeS::Base,
                &to.map_err(|_| SealError)?,
                INFO,
                bytes,
                beside,
                &mut Drawn(random),
            )
            .map_err(|_| SealError)?;
        Ok(Sealed {
            encapsulated: encapsulated.to_bytes().to_vec(),
            bytes,
        })
    }
}

impl SecretKey {
    /// Opens what was sealed to this key's public half, `beside` the same as then.
    ///
    /// # Errors
    /// [`SealError`] where it was sealed to another key, or altered.
    pub fn open(&self, beside: &[u8], sealed: &Sealed) -> Result<Vec<u8>, SealError> {
        let own = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&self.montgomery_scalar());
        let theirs = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&sealed.encapsulated);
        single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &own.map_err(|_| SealError)?,
            &theirs.map_err(|_| SealError)?,
            INFO,
            &sealed.bytes,
            beside,
        )
        .map_err(|_| SealError)
    }
}

/// Randomness that was drawn before, handed out once: this crate draws none.
struct Drawn([u8; 32]);

impl TryRng for Drawn {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), Infallible> {
        use sha2::{Digest, Sha256};
        for chunk in to.chunks_mut(32) {
            let drawn: [u8; 32] =
                Sha256::digest([&b"linli drawn 1\0"[..], &self.0].concat()).into();
            self.0 = Sha256::digest([&b"linli next 1\0"[..], &self.0].concat()).into();
            chunk
                .iter_mut()
                .zip(drawn)
                .for_each(|(to, from)| *to = from);
        }
        Ok(())
    }
}

impl TryCryptoRng for Drawn {}
