//! `backup` and `restore`: copies the store, also while the centre runs, and brings a copy back.

use super::existing;
use anyhow::{Context, Result, ensure};
use linli_server::core::{
    clock::{ServerClock, rfc3339},
    data_folder::key_file,
    restore,
};
use std::{
    fs::{self, File},
    io::{self, IsTerminal},
    path::Path,
    process,
};

/// Stands for the standard output or input, as for other programs.
const STREAM: &str = "-";

/// Writes a copy of the store to the new file `file`, or to a program that seals it.
pub(crate) fn backup(data: &Path, file: &Path) -> Result<()> {
    let (store, _) = existing(data)?;
    if file == Path::new(STREAM) {
        ensure!(
            !io::stdout().is_terminal(),
            "the copy is no text: send it to a program, as in `backup - | age -r …`"
        );
        let draft = data.join(format!("backup-{}", process::id()));
        store.backup(&draft)?;
        let sent = File::open(&draft).and_then(|mut copy| io::copy(&mut copy, &mut io::stdout()));
        fs::remove_file(&draft).context("could not remove the copy that was sent")?;
        sent.context("could not send the copy")?;
    } else {
        ensure!(
            !file.exists(),
            "`{}` exists; a backup never overwrites",
            file.display()
        );
        store.backup(file)?;
    }
    eprintln!(
        "written and checked; keep `{}` as well, in another safe place: one is worth nothing without the other",
        key_file(data).display()
    );
    Ok(())
}

/// Puts the copy in `file`, or what a program opens and sends, in the store's place.
pub(crate) fn restore(data: &Path, file: &Path) -> Result<()> {
    let now = ServerClock::system().now();
    let restored = if file == Path::new(STREAM) {
        restore::restore(data, io::stdin().lock(), now)?
    } else {
        let copy =
            File::open(file).with_context(|| format!("could not open `{}`", file.display()))?;
        restore::restore(data, copy, now)?
    };
    eprintln!(
        "restored up to change {}, as of {}",
        restored.last.0,
        rfc3339(restored.as_of)
    );
    if let Some(aside) = &restored.aside {
        eprintln!(
            "the store that was there is kept as `{}`; {} revoked devices stay revoked",
            aside.display(),
            restored.revoked
        );
    } else {
        eprintln!("devices that were revoked after the backup have to be revoked again");
    }
    eprintln!("codes given before do not work any more; what came after the backup is not in it");
    Ok(())
}
