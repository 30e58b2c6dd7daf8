//! `backup`, `restore` and `repair`: copies the store, also while the centre runs, brings a copy
//! back, and makes a damaged store whole.

use super::existing;
use anyhow::{Context, Result, ensure};
use linli_server::core::{
    clock::{ServerClock, rfc3339},
    data_folder::key_file,
    operator_log::operator_log_file,
    restore::{self, Repaired, Restored},
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
    for line in told(&restored, &operator_log_file(data)) {
        eprintln!("{line}");
    }
    Ok(())
}

/// Makes a damaged store whole, as far as it can be read.
pub(crate) fn repair(data: &Path) -> Result<()> {
    let repaired = restore::repair(data, ServerClock::system().now())?;
    match &repaired {
        Repaired::Whole => eprintln!("the store is whole: there is nothing to repair"),
        Repaired::Anew(salvaged, restored) => {
            eprintln!(
                "made anew of what could be read: {} rows; documents that lack something until a device gives it back: {}",
                salvaged.rows, salvaged.cut
            );
            for line in told(restored, &operator_log_file(data)) {
                eprintln!("{line}");
            }
        }
    }
    Ok(())
}

/// What the operator is told of a restore, and has to do after it.
fn told(restored: &Restored, log: &Path) -> Vec<String> {
    let mut lines = vec![format!(
        "restored up to change {}, as of {}",
        restored.last.0,
        rfc3339(restored.as_of)
    )];
    let revoked = restored.aside.as_ref().map(|aside| {
        lines.push(format!(
            "the store that was there is kept as `{}`",
            aside.path.display()
        ));
        aside.revoked
    });
    lines.push(
        "what came after the backup is not in it: the devices give back what they have of it, \
         each when it is in touch again, and say so until it is done"
            .to_owned(),
    );
    let log = log.display();
    lines.push(match revoked {
        Some(Some(count)) => {
            format!("devices that the store which was there had revoked stay revoked: {count}")
        }
        Some(None) => format!(
            "the store that was there cannot be read: a device that was revoked after the backup \
             is good again. Revoke it again before you start the server; `{log}` names those \
             that you revoked"
        ),
        None => format!(
            "there was no store before: a device that was revoked after the backup is good again. \
             Revoke it again before you start the server; `{log}`, if you kept it, names those \
             that you revoked"
        ),
    });
    lines.push(format!(
        "what else was done from the command line after the backup (people, offices' systems) has \
         to be done again: see `{log}`"
    ));
    lines.push("codes for new devices that were given before do not work any more".to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_domain::time::Timestamp;
    use linli_server::{core::restore::SetAside, store::Seq};

    fn lines(revoked: Option<Option<usize>>) -> String {
        let aside = revoked.map(|revoked| SetAside {
            path: "/data/centre.before-1".into(),
            revoked,
        });
        let restored = Restored {
            last: Seq(7),
            as_of: Timestamp(0),
            aside,
        };
        told(&restored, Path::new("/data/operator.log")).join("\n")
    }

    #[test]
    fn a_restore_says_what_became_of_revoked_devices_and_of_what_came_after_the_backup() {
        let (again, kept) = ("Revoke it again before you start", "kept as");
        for (was_there, stay, is_good_again) in [
            (Some(Some(2)), Some("stay revoked: 2"), false),
            (Some(Some(0)), Some("stay revoked: 0"), false),
            (Some(None), None, true),
            (None, None, true),
        ] {
            let said = lines(was_there);
            assert!(said.starts_with("restored up to change 7, as of 1970-01-01T00:00:00"));
            assert_eq!(said.contains(kept), was_there.is_some(), "{said}");
            assert_eq!(said.contains("stay revoked"), stay.is_some(), "{said}");
            assert!(said.contains(stay.unwrap_or_default()), "{said}");
            assert_eq!(said.contains(again), is_good_again, "{said}");
            assert!(said.contains("the devices give back"), "{said}");
            assert!(said.contains("do not work any more"), "{said}");
        }
    }
}
