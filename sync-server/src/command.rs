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
pub(crate) mod people;
pub(crate) mod rescues;
pub(crate) mod serve;
pub(crate) mod webhook;

use anyhow::{Context, Result, bail, ensure};
use linli_domain::{
    catalogue::Catalogue,
    id::{AreaId, OfficeId, PersonId},
};
use linli_server::{
    core::{
        data_folder::{self, store_file},
        key::CentreKey,
        people as known_people,
    },
    store::{Account, Store},
};
use std::{
    collections::BTreeSet,
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

/// The catalogue that the centre used last.
fn catalogue_in_use(store: &dyn Store) -> Result<Catalogue> {
    let bytes = store.read(|store| store.last_catalogue())?;
    let bytes = bytes.context("the centre has no catalogue yet; start it once")?;
    serde_json::from_slice(&bytes).context("the centre's catalogue cannot be read")
}

/// The office with this id, if the catalogue that the centre used last has it. A webhook
/// for a misspelt office would never get a message, and nobody would notice.
pub(crate) fn office(store: &dyn Store, id: &str) -> Result<OfficeId> {
    let catalogue = catalogue_in_use(store)?;
    let offices = catalogue.offices.iter();
    let known: Vec<&str> = offices.map(|office| office.id.0.as_str()).collect();
    ensure!(
        known.contains(&id),
        "there is no office `{id}`; there are: {}",
        known.join(", ")
    );
    Ok(OfficeId(id.to_owned()))
}

/// The area with this id, if the catalogue that the centre used last has it. Nobody would
/// look after somebody in a misspelt area.
pub(crate) fn area(store: &dyn Store, id: &str) -> Result<AreaId> {
    let catalogue = catalogue_in_use(store)?;
    let areas = catalogue.areas.iter();
    let known: Vec<&str> = areas.map(|area| area.id.0.as_str()).collect();
    ensure!(
        known.contains(&id),
        "there is no area `{id}`; there are: {}",
        known.join(", ")
    );
    Ok(AreaId(id.to_owned()))
}

/// The accounts of the one person with this number.
pub(crate) fn one_person(store: &dyn Store, number: &str) -> Result<Vec<Account>> {
    let accounts = store.read(|store| known_people::numbered(store, number))?;
    let persons: BTreeSet<PersonId> = accounts.iter().map(|one| one.writer.person).collect();
    match persons.len() {
        0 => bail!("there is nobody with the number `{number}`; to look: people find NAME"),
        1 => Ok(accounts),
        _ => {
            let ids: Vec<String> = persons.iter().map(ToString::to_string).collect();
            bail!(
                "two people share this number; give the whole id: {}",
                ids.join(", ")
            )
        }
    }
}

/// What tells these accounts apart, one a line.
pub(crate) fn lines(store: &dyn Store, accounts: &[Account]) -> Result<String> {
    let lines = store.read(|store| {
        let lines = accounts
            .iter()
            .map(|account| known_people::line(store, account));
        lines.collect::<Result<Vec<String>, _>>()
    })?;
    Ok(lines.join("\n"))
}
