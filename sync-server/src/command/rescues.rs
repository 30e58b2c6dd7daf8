//! `rescues`: what was never delivered from devices that were revoked or given away. It
//! came sealed, and only the centre's key opens it.

use super::existing;
use anyhow::{Context, Result, bail};
use clap::Subcommand;
use linli_domain::time::{Timestamp, write_day};
use linli_replica::{
    exchange::decode,
    rescue::{HandOver, Rescue, Undelivered},
};
use linli_server::{
    core::key::CentreKey,
    store::{RescueId, private_file},
};
use std::{
    io::Write,
    path::{Path, PathBuf},
};

#[derive(Debug, Subcommand)]
pub(crate) enum RescueCommand {
    /// List what was handed over
    List,
    /// Show what one holds: it may be personal
    Open {
        /// Its number, as listed
        number: i64,
        /// A new folder for its photos
        #[arg(long)]
        photos: Option<PathBuf>,
    },
    /// Remove one that was dealt with
    Remove {
        /// Its number, as listed
        number: i64,
    },
}

impl RescueCommand {
    /// What it does, for the operator's log; nothing where it only looks at the list.
    pub(crate) fn action(&self) -> Option<String> {
        match self {
            Self::List => None,
            Self::Open { number, .. } => Some(format!("rescues open {number}")),
            Self::Remove { number } => Some(format!("rescues remove {number}")),
        }
    }
}

/// Runs one of the commands about rescues.
pub(crate) fn run(data: &Path, command: &RescueCommand) -> Result<()> {
    let (store, centre) = existing(data)?;
    match command {
        RescueCommand::List => {
            for rescue in store.read(|store| store.rescues())? {
                let device = store.read(|store| store.device(rescue.by))?;
                let name = device.map(|device| device.account.name);
                say!(
                    "{}  {}  {} bytes  device {}  {}",
                    rescue.id.0,
                    utc(rescue.at),
                    rescue.size,
                    rescue.by,
                    name.unwrap_or_default()
                );
            }
        }
        RescueCommand::Open { number, photos } => {
            let id = RescueId(*number);
            let bytes = store.read(|store| store.rescue_bytes(id))?;
            let rescue = open(&centre, &bytes.context("there is no such rescue")?)?;
            show(&rescue)?;
            if let Some(folder) = photos {
                write_photos(folder, &rescue)?;
            }
        }
        RescueCommand::Remove { number } => {
            let id = RescueId(*number);
            if !store.write(|store| store.remove_rescue(id))? {
                bail!("there is no such rescue");
            }
            say!("removed");
        }
    }
    Ok(())
}

/// A moment as `2026-11-23 02:00 UTC`.
fn utc(at: Timestamp) -> String {
    let (date, minute) = at.local(0);
    let (hour, minute) = minute.clock();
    format!("{} {hour:02}:{minute:02} UTC", write_day(date))
}

fn open(centre: &CentreKey, bytes: &[u8]) -> Result<Rescue> {
    let message: HandOver = decode(bytes).context("it cannot be read")?;
    let opened = centre.secret.open(&message.device.0, &message.sealed);
    decode(&opened?).context("what was sealed cannot be read")
}

fn show(rescue: &Rescue) -> Result<()> {
    let holder = rescue.holder;
    say!("person {}  {}", holder.person, holder.role.word());
    say!("emptied {}", utc(rescue.at));
    for change in &rescue.changes {
        let Undelivered {
            signed,
            at,
            words,
            command,
        } = change;
        say!("document {}  {}", signed.doc, utc(*at));
        if let Some(command) = command {
            say!("    {command}");
        }
        for line in words.lines() {
            say!("    {line}");
        }
    }
    for words in &rescue.words {
        say!("words");
        for line in words.lines() {
            say!("    {line}");
        }
    }
    say!("{} photos", rescue.photos.len());
    if rescue.left_out > 0 {
        say!("{} did not fit and are lost", rescue.left_out);
    }
    Ok(())
}

fn write_photos(folder: &Path, rescue: &Rescue) -> Result<()> {
    let what = || format!("could not write to `{}`", folder.display());
    std::fs::create_dir(folder)
        .and_then(|()| private_file::make_folder(folder))
        .with_context(what)?;
    for (number, photo) in rescue.photos.iter().enumerate() {
        let file = folder.join(format!("{}.jpg", number + 1));
        private_file::make(&file)
            .and_then(|mut file| file.write_all(&photo.bytes))
            .with_context(what)?;
    }
    Ok(())
}
