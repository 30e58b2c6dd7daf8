//! Brings a centre back from a backup of its store, or from what can be read of a damaged one.

use crate::{
    core::{
        data_folder::{self, FolderLock, store_file},
        heal,
        key::CentreKey,
        reactions::offer_of,
    },
    error::ServerError,
    store::{Salvaged, Seq, StoreError, private_file},
};
use linli_domain::{
    id::{DeviceId, DocId},
    time::Timestamp,
};
use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// What was brought back.
#[derive(Debug)]
pub struct Restored {
    /// The last change in it.
    pub last: Seq,
    /// The latest time that the store had seen when the backup was made.
    pub as_of: Timestamp,
    /// What became of the store that was there before, where there was one.
    pub aside: Option<SetAside>,
}

/// The store that was there before a restore.
#[derive(Debug)]
pub struct SetAside {
    /// Where it is now.
    pub path: PathBuf,
    /// Devices that it had revoked since the backup, and that are again. `None` where it was
    /// so damaged that nobody knows.
    pub revoked: Option<usize>,
}

/// Puts the backup that `from` reads in the place of the store in `data`. The store that
/// is there is set aside under a name with `now`. Until everything was checked, nothing changes.
///
/// # Errors
/// When a program works on the folder, the centre's key is not there or not the backup's,
/// or the backup is damaged, no backup, or of a newer program.
pub fn restore(data: &Path, from: impl Read, now: Timestamp) -> Result<Restored, ServerError> {
    let (_lock, key) = alone(data)?;
    let store = store_file(data);
    let draft = store.with_extension("restoring");
    copy_in(from, &draft).map_err(|error| ServerError::File(draft.clone(), error))?;
    let restored = exchange(data, &key, (&draft, &store), now);
    if restored.is_err() {
        // Nothing has changed; what was copied is of no use.
        drop(fs::remove_file(&draft));
    }
    restored
}

/// What came of a repair.
#[derive(Debug)]
pub enum Repaired {
    /// Nothing was wrong, and nothing was done.
    Whole,
    /// The store was made anew of what could be read.
    Anew(Salvaged, Restored),
}

/// Makes a damaged store in `data` anew of all that can be read of it. That is another life of
/// the centre, so that devices give back the rest. The damaged one is set aside as in
/// [`restore`].
///
/// # Errors
/// When a program works on the folder, the centre's key is not there, or nothing can be read.
pub fn repair(data: &Path, now: Timestamp) -> Result<Repaired, ServerError> {
    let (_lock, key) = alone(data)?;
    let store = store_file(data);
    // A store whose first page is gone cannot even be opened.
    if data_folder::is_whole(&store).unwrap_or_default() {
        return Ok(Repaired::Whole);
    }
    let draft = store.with_extension("repairing");
    remove(&draft).map_err(|error| ServerError::File(draft.clone(), error))?;
    let anew = || -> Result<Repaired, ServerError> {
        let salvaged = data_folder::salvage(&store, &draft)?;
        look_again(&draft, &salvaged.requests, now)?;
        let restored = exchange(data, &key, (&draft, &store), now)?;
        Ok(Repaired::Anew(salvaged, restored))
    };
    anew().inspect_err(|_| drop(remove(&draft)))
}

/// Has requests looked at whose offers are gone, once devices had time to give these back.
fn look_again(store: &Path, requests: &[DocId], now: Timestamp) -> Result<(), StoreError> {
    data_folder::open_store(store)?.write(|store| {
        for request in requests {
            if store.document(offer_of(*request))?.is_none() {
                store.set_lease(*request, Some(now))?;
            }
        }
        Ok(())
    })
}

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The folder for this program alone, and the centre's key in it.
fn alone(data: &Path) -> Result<(FolderLock, CentreKey), ServerError> {
    if !data.is_dir() {
        let missing = io::Error::from(io::ErrorKind::NotFound);
        return Err(ServerError::File(data.to_owned(), missing));
    }
    let lock = FolderLock::take(data)?;
    let key = CentreKey::read(&data_folder::key_file(data))?
        .ok_or_else(|| ServerError::KeyMissing(data_folder::key_file(data)))?;
    Ok((lock, key))
}

fn copy_in(mut from: impl Read, draft: &Path) -> io::Result<()> {
    let mut file = private_file::open(draft)?;
    file.set_len(0)?;
    io::copy(&mut from, &mut file)?;
    file.sync_all()
}

fn exchange(
    data: &Path,
    key: &CentreKey,
    (draft, store): (&Path, &Path),
    now: Timestamp,
) -> Result<Restored, ServerError> {
    let revoked = revoked_in(store);
    let back = data_folder::bring_back(draft)?;
    data_folder::check_key(&*back, key, data)?;
    let (last, as_of) = back.read(|store| Ok((store.horizon()?, store.latest_time()?)))?;
    let again = back.write(|store| {
        // Another life at each restore, also of the same backup.
        heal::begin_epoch(store)?;
        let mut again = 0;
        for device in revoked.iter().flatten() {
            again += usize::from(store.revoke_device(*device, now)?);
        }
        Ok(again)
    })?;
    back.fold()?;
    drop(back);
    let aside = store.with_extension(format!("before-{}", now.0));
    let found = data_folder::replace(store, draft, &aside)?;
    Ok(Restored {
        last,
        as_of,
        aside: found.then_some(SetAside {
            path: aside,
            revoked: revoked.map(|_| again),
        }),
    })
}

/// The devices that the store which is there has revoked: a lost phone stays locked out.
/// `None` where it cannot be read.
fn revoked_in(store: &Path) -> Option<Vec<DeviceId>> {
    let read = || -> Result<Vec<DeviceId>, StoreError> {
        if !store.exists() {
            return Ok(Vec::new());
        }
        let devices = data_folder::open_store(store)?.read(|store| store.devices())?;
        let revoked = devices.into_iter().filter(|one| one.revoked_at.is_some());
        Ok(revoked.map(|device| device.id).collect())
    };
    read()
        .inspect_err(|error| {
            let error = error as &dyn std::error::Error;
            tracing::warn!(error, "the store that is there cannot be read");
        })
        .ok()
}
