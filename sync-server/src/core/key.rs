//! The centre's key, and what is random or hashed: codes, tokens, ids.

use crate::{
    error::ServerError,
    store::{CodeHash, TokenHash, private_file},
};
use data_encoding::HEXLOWER;
use linli_domain::{
    access::Writer,
    document::Author,
    enrolment_code,
    id::{DeviceId, PersonId},
    role::Role,
};
use linli_replica::keys::SecretKey;
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, fs, io::ErrorKind, path::Path};

/// The centre as a device: its key, and the other keys and hashes that follow from it.
#[derive(Debug, Clone)]
pub struct CentreKey {
    /// Signs receipts, snapshots, cards, the catalogue, and the centre's own changes.
    pub secret: SecretKey,
    /// The id of the centre as a device; it follows from the key.
    pub device: DeviceId,
}

/// Whose name and key a change is written with, where the centre holds the key.
#[derive(Debug, Clone)]
pub struct Signer {
    /// The key that signs.
    pub key: SecretKey,
    /// The device that it belongs to.
    pub device: DeviceId,
    /// The author whom the changes name.
    pub author: Author,
}

impl CentreKey {
    /// The centre whose key is made from `seed`.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        let secret = SecretKey::from_seed(seed);
        let device = DeviceId(first_half(&sha256(&[
            b"linli centre 1\0",
            &secret.public().0,
        ])));
        Self { secret, device }
    }

    /// Reads the key file; `None` where there is none.
    ///
    /// # Errors
    /// When it cannot be read, or holds no key.
    pub fn read(path: &Path) -> Result<Option<Self>, ServerError> {
        match fs::read(path) {
            Ok(bytes) => {
                let seed = bytes
                    .try_into()
                    .map_err(|_| ServerError::KeyFile(path.to_owned()))?;
                Ok(Some(Self::from_seed(seed)))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ServerError::File(path.to_owned(), error)),
        }
    }

    /// Makes a new key and its file, readable by its owner only.
    ///
    /// # Errors
    /// When the system has no randomness, or the file cannot be made.
    pub fn make(path: &Path) -> Result<Self, ServerError> {
        let seed = random()?;
        private_file::write(path, &seed)
            .map_err(|error| ServerError::File(path.to_owned(), error))?;
        Ok(Self::from_seed(seed))
    }

    /// The author of the centre's own changes.
    #[must_use]
    pub const fn author(&self) -> Author {
        Author {
            person: PersonId(self.device.0),
            role: Role::Centre,
        }
    }

    /// The centre as a writer; it reads no scope, because it reads the store.
    #[must_use]
    pub const fn writer(&self) -> Writer {
        let Author { person, role } = self.author();
        Writer {
            person,
            role,
            scopes: BTreeSet::new(),
        }
    }

    /// The signer of the centre's own changes.
    #[must_use]
    pub fn signer(&self) -> Signer {
        Signer {
            key: self.secret.clone(),
            device: self.device,
            author: self.author(),
        }
    }

    /// The signer of a gateway. Its key follows from the centre's key, so that there is
    /// no further secret to keep.
    #[must_use]
    pub fn gateway_signer(&self, device: DeviceId, writer: &Writer) -> Signer {
        let seed = sha256(&[b"linli gateway 1\0", &self.secret.seed(), &device.0]);
        Signer {
            key: SecretKey::from_seed(seed),
            device,
            author: writer.author(),
        }
    }

    /// The hash by which an enrolment code is kept. It needs the centre's key, so that
    /// whoever has only a copy of the store cannot try codes on it.
    #[must_use]
    pub fn code_hash(&self, code: &str) -> CodeHash {
        CodeHash(sha256(&[
            b"linli code 1\0",
            &self.secret.seed(),
            code.as_bytes(),
        ]))
    }
}

/// SHA-256 over all parts.
#[must_use]
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
    }
    digest.finalize().into()
}

/// The first 16 of 32 bytes.
#[must_use]
pub fn first_half(bytes: &[u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.iter_mut()
        .zip(bytes)
        .for_each(|(to, from)| *to = *from);
    half
}

/// Random bytes from the system.
///
/// # Errors
/// When the system has none.
pub fn random<const N: usize>() -> Result<[u8; N], ServerError> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

/// Fills `bytes` with random bytes from the system.
///
/// # Errors
/// When the system has none.
pub(super) fn fill(bytes: &mut [u8]) -> Result<(), ServerError> {
    getrandom::fill(bytes).map_err(|_| ServerError::Random)
}

/// A fresh token and the hash by which it is kept.
///
/// # Errors
/// When the system has no randomness.
pub fn fresh_token() -> Result<(String, TokenHash), ServerError> {
    let token = HEXLOWER.encode(&random::<32>()?);
    let hash = token_hash(&token);
    Ok((token, hash))
}

/// The hash by which a token is kept.
#[must_use]
pub fn token_hash(token: &str) -> TokenHash {
    TokenHash(sha256(&[token.as_bytes()]))
}

/// A random enrolment code, each as likely as any other.
///
/// # Errors
/// When the system has no randomness.
pub fn fresh_code() -> Result<String, ServerError> {
    const FAIR: u64 = u64::MAX - u64::MAX % enrolment_code::CODES;
    loop {
        let number = u64::from_le_bytes(random()?);
        if number < FAIR {
            return Ok(enrolment_code::code(number));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_file_is_made_once_and_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("centre.key");
        assert!(CentreKey::read(&path).unwrap().is_none());
        let first = CentreKey::make(&path).unwrap();
        let again = CentreKey::read(&path).unwrap().unwrap();
        assert_eq!(again.secret.seed(), first.secret.seed());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
    }

    #[test]
    fn a_torn_key_file_is_an_error_and_not_a_new_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("centre.key");
        fs::write(&path, [1; 31]).unwrap();
        assert!(matches!(
            CentreKey::read(&path),
            Err(ServerError::KeyFile(_))
        ));
    }

    #[test]
    fn a_fresh_code_passes_its_own_check() {
        let code = fresh_code().unwrap();
        assert_eq!(enrolment_code::read(&code), Ok(code.clone()));
        assert_ne!(fresh_code().unwrap(), code);
    }
}
