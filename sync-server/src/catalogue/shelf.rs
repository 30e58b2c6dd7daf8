//! The catalogue in use, and the next one when its files change. A catalogue with a
//! mistake is not taken up: the one in use stays.

use super::load;
use crate::{
    error::ServerError,
    key::{CentreKey, hex, sha256},
    site,
};
use linli_domain::catalogue::Catalogue;
use linli_replica::keys::Purpose;
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::SystemTime,
};

/// A catalogue as served: bytes, their name, and the centre's word for them.
#[derive(Debug)]
pub struct Served {
    /// What it holds.
    pub catalogue: Arc<Catalogue>,
    /// JSON.
    pub bytes: Vec<u8>,
    /// The same, made smaller.
    pub gzip: Vec<u8>,
    /// SHA-256 of the bytes, quoted.
    pub etag: String,
    /// Ed25519 over the bytes, in hexadecimal digits.
    pub signature: String,
}

impl Served {
    fn of(catalogue: Catalogue, key: &CentreKey) -> Result<Self, ServerError> {
        let bytes = serde_json::to_vec(&catalogue)
            .map_err(|error| ServerError::Catalogue(error.to_string()))?;
        let gzip = site::gzip(&bytes).map_err(|error| ServerError::Catalogue(error.to_string()))?;
        Ok(Self {
            gzip,
            catalogue: Arc::new(catalogue),
            etag: etag(&bytes),
            signature: signature(&bytes, key),
            bytes,
        })
    }
}

/// The name of a catalogue's bytes.
#[must_use]
pub fn etag(bytes: &[u8]) -> String {
    format!("\"{}\"", hex(&sha256(&[bytes])))
}

/// The centre's word for a catalogue's bytes.
#[must_use]
pub fn signature(bytes: &[u8], key: &CentreKey) -> String {
    hex(&key.secret.sign(Purpose::Catalogue, bytes).0)
}

/// Files as they were looked at: name, length, and when they were written.
type Stamps = Vec<(PathBuf, u64, SystemTime)>;

/// Where the catalogue comes from, and the one in use.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    current: RwLock<Arc<Served>>,
    seen: Mutex<Stamps>,
}

impl Shelf {
    /// Reads and checks the catalogue in `folder`.
    ///
    /// # Errors
    /// Every mistake with file, line and reason; or that a file cannot be read.
    pub fn open(folder: &Path, key: &CentreKey) -> Result<Self, ServerError> {
        // Before the files are read: what is written meanwhile is seen the next time.
        let seen = stamps(folder)?;
        let served = Served::of(load(folder)?, key)?;
        Ok(Self {
            folder: folder.to_owned(),
            current: RwLock::new(Arc::new(served)),
            seen: Mutex::new(seen),
        })
    }

    /// The catalogue in use.
    #[must_use]
    pub fn current(&self) -> Arc<Served> {
        let current = self.current.read();
        current.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The catalogue in the folder, where it is another than the one in use.
    ///
    /// # Errors
    /// As in [`Self::open`]; the same files are not looked at a second time.
    pub fn next(&self, key: &CentreKey) -> Result<Option<Arc<Served>>, ServerError> {
        let now = stamps(&self.folder)?;
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            if *seen == now {
                return Ok(None);
            }
            *seen = now;
        }
        let next = load(&self.folder)?;
        if next.version == self.current().catalogue.version {
            return Ok(None);
        }
        Served::of(next, key).map(|next| Some(Arc::new(next)))
    }

    /// Takes `next` into use.
    pub fn put(&self, next: Arc<Served>) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = next;
    }

    /// Lets [`Self::next`] look at the same files once more.
    pub fn forget_seen(&self) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.clear();
    }
}

fn stamps(folder: &Path) -> Result<Stamps, ServerError> {
    let mut stamps = Stamps::new();
    for kind in Catalogue::FOLDERS {
        let path = folder.join(kind);
        read_stamps(&path, &mut stamps).map_err(|error| ServerError::File(path, error))?;
    }
    stamps.sort();
    Ok(stamps)
}

fn read_stamps(folder: &Path, stamps: &mut Stamps) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let file = fs::metadata(&path)?;
        stamps.push((path, file.len(), file.modified()?));
    }
    Ok(())
}
