//! Files and folders that nobody but the user of this program may read. On systems without
//! Unix's rights they keep those of the folder that they are made in.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::Path,
};

/// Makes the folder, and those above it, and takes everybody else's rights to it away. The
/// names of those that were not there are on the disk afterwards.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let is_new = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let made: Vec<&Path> = path.ancestors().take_while(is_new).collect();
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    made.into_iter().try_for_each(sync_name)?;
    restrict(path, 0o700)
}

/// Opens the file to be written, or makes it, and takes everybody else's rights to it away.
///
/// # Errors
/// When it cannot be opened, or its rights cannot be set.
pub fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    restrict(path, 0o600)?;
    Ok(file)
}

/// As [`open`], where the file must not be there yet.
///
/// # Errors
/// When it is there, or cannot be made.
pub fn make(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a file so that it is complete or as it was before, and on the disk afterwards.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = path.with_extension("draft");
    let mut file = open(&draft)?;
    file.set_len(0)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&draft, path)?;
    sync_name(path)
}

/// Takes everybody else's rights to the file away, where there is one. It is not opened:
/// a process loses its locks on a file, SQLite's among them, with the first handle that it
/// closes.
///
/// # Errors
/// When its rights cannot be read.
pub fn keep(path: &Path) -> io::Result<()> {
    match restrict(path, 0o600) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Has the name of a file or folder on the disk: what was made or renamed is still found
/// after a power cut.
///
/// # Errors
/// When the folder that holds it cannot be opened or synchronised.
pub fn sync_name(path: &Path) -> io::Result<()> {
    // Other systems do not open folders, and keep names by themselves.
    let folder = path.parent().filter(|_| cfg!(unix));
    match folder {
        Some(folder) if folder.as_os_str().is_empty() => File::open(".")?.sync_all(),
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Takes away the rights that are not in `mode`. Where that may not be done, because the
/// file system has no rights or another user is the owner, it is told and goes on: a
/// container's volume is often made by somebody else.
fn restrict(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let found = fs::metadata(path)?.permissions().mode() & 0o777;
        if found & !mode == 0 {
            return Ok(());
        }
        let private = fs::Permissions::from_mode(found & mode);
        if let Err(error) = fs::set_permissions(path, private) {
            let path = path.display();
            tracing::warn!(%error, %path, "others on this computer may be able to read it");
        }
    }
    #[cfg(not(unix))]
    let _ = (path, mode);
    Ok(())
}
