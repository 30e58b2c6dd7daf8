//! A centre that is at another address now answers nothing but where that is. It says so
//! with one signed word, which stays the same as long as the address does: of two addresses
//! a device goes to the one that was said later, also where this server starts once more.

use crate::{core::key::CentreKey, error::ServerError, store::private_file};
use linli_domain::time::Timestamp;
use linli_replica::{
    exchange::{decode, encode},
    turned_away::MovedTo,
};
use std::{fs, io::ErrorKind, path::Path};

/// The file with the word, in the data folder.
const FILE: &str = "moved";

/// The word that the centre is at `address`, kept in the folder `data`; none where it is
/// here. What was said before is forgotten then, so that it can be said anew.
///
/// # Errors
/// When the file cannot be read or written.
pub(super) fn word(
    data: &Path,
    address: Option<&str>,
    key: &CentreKey,
    now: Timestamp,
) -> Result<Option<MovedTo>, ServerError> {
    let file = data.join(FILE);
    let failed = |error| ServerError::File(file.clone(), error);
    let Some(address) = address else {
        return match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(failed(error)),
            _ => Ok(None),
        };
    };
    let kept = match fs::read(&file) {
        Ok(bytes) => decode::<MovedTo>(&bytes).ok(),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    let is_said =
        |kept: &MovedTo| kept.address == address && kept.verified_by(&key.secret.public());
    if let Some(kept) = kept.filter(is_said) {
        return Ok(Some(kept));
    }
    let word = MovedTo::sign(&key.secret, address.to_owned(), now);
    private_file::write(&file, &encode(&word)).map_err(failed)?;
    Ok(Some(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stays_the_same_until_the_address_is_another() {
        let folder = tempfile::tempdir().unwrap();
        let key = CentreKey::from_seed([7; 32]);
        let said = |address, now| word(folder.path(), address, &key, Timestamp(now)).unwrap();
        let first = said(Some("https://new.example"), 1).unwrap();
        assert!(first.verified_by(&key.secret.public()));
        assert_eq!(said(Some("https://new.example"), 2), Some(first.clone()));
        let other = said(Some("https://third.example"), 3).unwrap();
        assert_eq!((other.at, first.at), (Timestamp(3), Timestamp(1)));
        assert_eq!(said(None, 4), None);
        let again = said(Some("https://third.example"), 5).unwrap();
        assert_eq!(again.at, Timestamp(5), "it had been here meanwhile");
    }
}
