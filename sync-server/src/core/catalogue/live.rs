//! The catalogue in use, and the next one when its files change. A catalogue with a
//! mistake is not taken into use; the one before it stays.

use super::{load, paths};
use crate::{
    core::{
        gzip::gzip,
        key::{CentreKey, sha256},
    },
    error::ServerError,
};
use data_encoding::HEXLOWER;
use linli_domain::catalogue::Catalogue;
use linli_replica::keys::Purpose;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::SystemTime,
};

/// A catalogue as devices get it: bytes with an ETag and the centre's signature.
#[derive(Debug)]
pub struct ServedCatalogue {
    /// The catalogue itself, for the centre's own use.
    pub catalogue: Arc<Catalogue>,
    /// The catalogue in JSON.
    pub bytes: Vec<u8>,
    /// The same bytes, compressed.
    pub gzip: Vec<u8>,
    /// SHA-256 of the bytes, quoted.
    pub etag: String,
    /// Ed25519 over the bytes, in hexadecimal digits.
    pub signature: String,
}

impl ServedCatalogue {
    fn of(catalogue: Catalogue, key: &CentreKey) -> Result<Self, ServerError> {
        let bytes = serde_json::to_vec(&catalogue)
            .map_err(|error| ServerError::Catalogue(error.to_string()))?;
        let gzip = gzip(&bytes).map_err(|error| ServerError::Catalogue(error.to_string()))?;
        Ok(Self {
            gzip,
            catalogue: Arc::new(catalogue),
            etag: etag(&bytes),
            signature: signature(&bytes, key),
            bytes,
        })
    }
}

/// The ETag of a catalogue's bytes: their SHA-256, quoted.
#[must_use]
pub fn etag(bytes: &[u8]) -> String {
    format!("\"{}\"", HEXLOWER.encode(&sha256(&[bytes])))
}

/// The centre's signature over a catalogue's bytes, in hexadecimal digits.
#[must_use]
pub fn signature(bytes: &[u8], key: &CentreKey) -> String {
    HEXLOWER.encode(&key.secret.sign(Purpose::Catalogue, bytes).0)
}

/// The state of files: name, length and time of writing.
type FileStamps = Vec<(PathBuf, u64, SystemTime)>;

/// What is known of the files in the folder.
#[derive(Debug, Default)]
struct SeenFiles {
    /// Their state when they were read last.
    read: FileStamps,
    /// Their state at the last look, where it was another. They are read once a second look
    /// finds the same, because a file that is half written can be valid.
    changed: Option<FileStamps>,
}

/// The catalogue in use, and the folder that the next one comes from.
#[derive(Debug)]
pub struct LiveCatalogue {
    folder: PathBuf,
    current: RwLock<Arc<ServedCatalogue>>,
    seen: Mutex<SeenFiles>,
}

impl LiveCatalogue {
    /// Reads and checks the catalogue in `folder`.
    ///
    /// # Errors
    /// Every mistake with file, line and reason; or that a file cannot be read.
    pub fn open(folder: &Path, key: &CentreKey) -> Result<Self, ServerError> {
        // Before the files are read: what is written meanwhile is seen the next time.
        let seen = stamps(folder)?;
        let served = ServedCatalogue::of(load(folder)?, key)?;
        Ok(Self::with(folder, served, seen))
    }

    /// Uses a catalogue that was kept until `folder` holds a valid one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn kept(folder: &Path, bytes: &[u8], key: &CentreKey) -> Result<Self, ServerError> {
        let catalogue = serde_json::from_slice(bytes)
            .map_err(|error| ServerError::Catalogue(error.to_string()))?;
        let served = ServedCatalogue::of(catalogue, key)?;
        Ok(Self::with(folder, served, FileStamps::new()))
    }

    fn with(folder: &Path, served: ServedCatalogue, read: FileStamps) -> Self {
        Self {
            folder: folder.to_owned(),
            current: RwLock::new(Arc::new(served)),
            seen: Mutex::new(SeenFiles {
                read,
                changed: None,
            }),
        }
    }

    /// The catalogue in use.
    #[must_use]
    pub fn current(&self) -> Arc<ServedCatalogue> {
        let current = self.current.read();
        current.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The catalogue in the folder, where it is not the one in use. Changed files are read
    /// once a second look finds them as the first did.
    ///
    /// # Errors
    /// As in [`Self::open`]. Files with a mistake are read again only when they change;
    /// files that could not be read are tried again.
    pub fn next(&self, key: &CentreKey) -> Result<Option<Arc<ServedCatalogue>>, ServerError> {
        let now = stamps(&self.folder)?;
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            if seen.read == now {
                seen.changed = None;
                return Ok(None);
            }
            if seen.changed.as_ref() != Some(&now) {
                seen.changed = Some(now);
                return Ok(None);
            }
        }
        let next = load(&self.folder);
        if matches!(next, Err(ServerError::File(..))) || stamps(&self.folder)? != now {
            // Looked at again at the next tick, whatever was read meanwhile.
            return match next {
                Err(error @ ServerError::File(..)) => Err(error),
                _ => Ok(None),
            };
        }
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            *seen = SeenFiles {
                read: now,
                changed: None,
            };
        }
        let next = next?;
        if next.version == self.current().catalogue.version {
            return Ok(None);
        }
        ServedCatalogue::of(next, key).map(|next| Some(Arc::new(next)))
    }

    /// Takes `next` into use.
    pub fn put(&self, next: Arc<ServedCatalogue>) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = next;
    }

    /// Lets [`Self::next`] read the same files again at the next look.
    pub fn forget_seen(&self) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let read = std::mem::take(&mut seen.read);
        seen.changed = Some(read);
    }
}

fn stamps(folder: &Path) -> Result<FileStamps, ServerError> {
    let stamp = |path: PathBuf| {
        let file = fs::metadata(&path).and_then(|file| Ok((file.len(), file.modified()?)));
        match file {
            Ok((len, at)) => Ok((path, len, at)),
            Err(error) => Err(ServerError::File(path, error)),
        }
    };
    paths(folder)?.into_iter().map(stamp).collect()
}
