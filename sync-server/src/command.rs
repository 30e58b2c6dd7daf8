//! The commands, and what those have in common that work on a centre's folder. They do
//! so also while the centre runs.

/// Prints a line, as `println!` does, but a reader who has seen enough is no error.
macro_rules! say {
    ($($part:tt)*) => {
        $crate::command::print(format_args!("{}\n", format_args!($($part)*)))?
    };
}

pub(crate) mod backup;
pub(crate) mod catalogue;
pub(crate) mod devices;
pub(crate) mod enrol;
pub(crate) mod gateway;
pub(crate) mod rescues;
pub(crate) mod serve;
pub(crate) mod webhook;

use anyhow::{Context, Result, ensure};
use linli_domain::{catalogue::Catalogue, id::OfficeId};
use linli_server::{
    core::{
        data_folder::{self, store_file},
        key::CentreKey,
    },
    store::Store,
};
use std::{
    fmt,
    io::{self, Write},
    path::Path,
    sync::Arc,
};

/// Whoever reads what is printed has gone, as `head` does: nothing is wrong, and nothing
/// more needs to be printed.
#[derive(Debug, thiserror::Error)]
#[error("nobody reads what is printed")]
pub(crate) struct NobodyReads;

/// Prints a text at once.
pub(crate) fn print(text: fmt::Arguments<'_>) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_fmt(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(NobodyReads.into()),
        printed => printed.context("could not print"),
    }
}

/// The store and key of a centre that has run before.
pub(crate) fn existing(data: &Path) -> Result<(Arc<dyn Store>, CentreKey)> {
    ensure!(
        store_file(data).is_file(),
        "`{}` is no centre's folder; name it with --data, or start the centre once",
        data.display()
    );
    Ok(data_folder::open(data)?)
}

/// The office with this id, if the catalogue that the centre used last has it. A webhook
/// for a misspelt office would never get a message, and nobody would notice.
pub(crate) fn office(store: &dyn Store, id: &str) -> Result<OfficeId> {
    let bytes = store.read(|store| store.last_catalogue())?;
    let bytes = bytes.context("the centre has no catalogue yet; start it once")?;
    let catalogue: Catalogue =
        serde_json::from_slice(&bytes).context("the centre's catalogue cannot be read")?;
    let known: Vec<&str> = catalogue
        .offices
        .iter()
        .map(|office| office.id.0.as_str())
        .collect();
    ensure!(
        known.contains(&id),
        "there is no office `{id}`; there are: {}",
        known.join(", ")
    );
    Ok(OfficeId(id.to_owned()))
}
