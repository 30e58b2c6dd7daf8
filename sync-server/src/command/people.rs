//! `people`: who is known, by number, and what changes about them.

use super::existing;
use crate::command;
use anyhow::{Context, Result, ensure};
use clap::Subcommand;
use linli_domain::{
    id::PersonId,
    person_number,
    role::{Role, Scope},
};
use linli_server::{
    core::{
        account,
        clock::ServerClock,
        people as known_people, person_change as change,
        transaction::{Transaction, WriterState},
    },
    store::{Account, Store, StoreError},
};
use std::{collections::BTreeSet, path::Path, sync::Arc};

#[derive(Debug, Subcommand)]
pub(crate) enum PeopleCommand {
    /// List everybody: number, role, area, name
    List {
        /// Only who belongs to this area
        #[arg(long)]
        area: Option<String>,
        /// Only who has this role
        #[arg(long)]
        role: Option<Role>,
    },
    /// Find people by a part of their name, or by number
    Find {
        /// What is looked for
        text: String,
    },
    /// Show one person: roles, rights, devices, who acts for them
    Show {
        /// Their number
        person: String,
    },
    /// Give a person another name
    Rename {
        /// Their number
        person: String,
        /// The new name
        name: String,
    },
    /// Move a person to another area; a resident's documents and delegates go along
    Move {
        /// Their number
        person: String,
        /// The new area
        #[arg(long)]
        area: String,
    },
    /// End a person's part: devices, codes and reading end, documents stay with the area
    Close {
        /// Their number
        person: String,
    },
    /// Who acts for a resident
    #[command(subcommand)]
    Delegate(DelegateCommand),
}

#[derive(Debug, Subcommand)]
pub(crate) enum DelegateCommand {
    /// Let a person who is known act for a resident
    Add {
        /// Their number
        #[arg(long)]
        person: String,
        /// The number of the resident
        #[arg(long = "of")]
        resident: String,
    },
    /// End that a person acts for a resident: their devices for it are revoked
    End {
        /// Their number
        #[arg(long)]
        person: String,
        /// The number of the resident
        #[arg(long = "of")]
        resident: String,
    },
}

impl PeopleCommand {
    /// What it does, for the operator's log; nothing where it only looks. Numbers, no names.
    pub(crate) fn action(&self) -> Option<String> {
        match self {
            Self::List { .. } | Self::Find { .. } | Self::Show { .. } => None,
            Self::Rename { person, .. } => Some(format!("people rename {person}")),
            Self::Move { person, area } => Some(format!("people move {person} to {area}")),
            Self::Close { person } => Some(format!("people close {person}")),
            Self::Delegate(DelegateCommand::Add { person, resident }) => {
                Some(format!("people delegate add {person} of {resident}"))
            }
            Self::Delegate(DelegateCommand::End { person, resident }) => {
                Some(format!("people delegate end {person} of {resident}"))
            }
        }
    }
}

/// Runs one of the commands about people.
pub(crate) fn run(data: &Path, command: &PeopleCommand) -> Result<()> {
    match command {
        PeopleCommand::List { area, role } => list(data, area.as_deref(), *role),
        PeopleCommand::Find { text } => find(data, text),
        PeopleCommand::Show { person } => show(data, person),
        PeopleCommand::Rename { person, name } => rename(data, person, name),
        PeopleCommand::Move { person, area } => move_to(data, person, area),
        PeopleCommand::Close { person } => close(data, person),
        PeopleCommand::Delegate(DelegateCommand::Add { person, resident }) => {
            add_delegate(data, person, resident)
        }
        PeopleCommand::Delegate(DelegateCommand::End { person, resident }) => {
            end_delegate(data, person, resident)
        }
    }
}

fn list(data: &Path, area: Option<&str>, role: Option<Role>) -> Result<()> {
    let (store, _) = existing(data)?;
    let mut accounts = store.read(|store| known_people::everybody(store))?;
    accounts.retain(|account| {
        area.is_none_or(|area| area == account.area.0)
            && role.is_none_or(|role| role == account.writer.role)
    });
    say!("{}", command::lines(&*store, &accounts)?);
    Ok(())
}

fn find(data: &Path, text: &str) -> Result<()> {
    let (store, _) = existing(data)?;
    let found = store.read(|store| known_people::find(store, text))?;
    ensure!(!found.is_empty(), "nobody is found");
    say!("{}", command::lines(&*store, &found)?);
    Ok(())
}

fn show(data: &Path, number: &str) -> Result<()> {
    let (store, _) = existing(data)?;
    let accounts = command::one_person(&*store, number)?;
    let mut text = command::lines(&*store, &accounts)?;
    for account in &accounts {
        for scope in &account.writer.scopes {
            let other = match scope {
                Scope::Person(person) if *person != account.writer.person => {
                    person_number::number(*person)
                }
                Scope::Office(office) => format!("office {office}"),
                _ => continue,
            };
            text.push_str(&format!("\n  {} for {other}", account.writer.role));
        }
    }
    let ids: BTreeSet<_> = accounts.iter().map(|account| account.id).collect();
    for device in store.read(|store| store.devices())? {
        if ids.contains(&device.account.id) {
            let state = if device.revoked_at.is_some() {
                "revoked"
            } else {
                "in use"
            };
            let role = device.account.writer.role.word();
            text.push_str(&format!("\n  device {}  {role:<9}  {state}", device.id));
        }
    }
    let person = only(&accounts);
    let delegates = store.read(|store| change::delegates_of(store, person))?;
    for line in command::lines(&*store, &delegates)?.lines() {
        text.push_str(&format!("\n  acts for them: {line}"));
    }
    say!("{text}");
    Ok(())
}

fn rename(data: &Path, number: &str, name: &str) -> Result<()> {
    let name = known_people::name(name)?;
    let changed = changing(data, number, |tx, accounts| {
        change::rename(tx, only(accounts), &name)
    })?;
    say!("{}", changed.now);
    Ok(())
}

fn move_to(data: &Path, number: &str, area: &str) -> Result<()> {
    let (store, _) = existing(data)?;
    let area = command::area(&*store, area)?;
    drop(store);
    let changed = changing(data, number, |tx, accounts| {
        change::move_to(tx, only(accounts), &area)
    })?;
    let moved = &changed.told;
    eprintln!("documents moved: {}", moved.documents);
    if moved.under_way > 0 {
        eprintln!(
            "care requests under way: {}. They stay with the old area until they are finished \
             or cancelled there",
            moved.under_way
        );
    }
    say!("{}", changed.now);
    Ok(())
}

fn close(data: &Path, number: &str) -> Result<()> {
    let changed = changing(data, number, |tx, accounts| {
        change::close(tx, only(accounts))
    })?;
    eprintln!("devices revoked: {}", changed.told);
    say!("{}", changed.now);
    Ok(())
}

fn add_delegate(data: &Path, number: &str, of: &str) -> Result<()> {
    let (store, _) = existing(data)?;
    let resident = resident(&*store, of)?;
    let accounts = command::one_person(&*store, number)?;
    ensure!(
        only(&accounts) != resident.writer.person,
        "nobody acts for themselves"
    );
    let acts = accounts
        .iter()
        .find(|one| one.writer.role == Role::Delegate && one.closed_at.is_none());
    ensure!(
        acts.is_none(),
        "this person acts for somebody already; end that first: people delegate end"
    );
    drop(store);
    let changed = changing(data, number, |tx, accounts| {
        let name = accounts.first().map_or("", |account| account.name.as_str());
        change::add_delegate(tx, only(accounts), name, &resident)
    })?;
    say!("{}", changed.now);
    Ok(())
}

fn end_delegate(data: &Path, number: &str, of: &str) -> Result<()> {
    let (store, _) = existing(data)?;
    let granted = Scope::Person(resident(&*store, of)?.writer.person);
    let accounts = command::one_person(&*store, number)?;
    let acts = accounts
        .into_iter()
        .find(|one| one.writer.role == Role::Delegate && one.writer.scopes.contains(&granted));
    let acts = acts.context("this person does not act for that resident")?;
    drop(store);
    let changed = changing(data, number, |tx, _| change::close_account(tx, acts))?;
    eprintln!("devices revoked: {}", changed.told);
    say!("{}", changed.now);
    Ok(())
}

/// What a change told, and the lines of the person after it.
struct Changed<T> {
    told: T,
    now: String,
}

/// Changes the one person with this number in one transaction.
fn changing<T>(
    data: &Path,
    number: &str,
    change: impl FnOnce(&mut Transaction<'_>, &[Account]) -> Result<T, StoreError>,
) -> Result<Changed<T>> {
    let (store, centre) = existing(data)?;
    let accounts = command::one_person(&*store, number)?;
    let clock = ServerClock::system().of(&*store)?;
    let mut state = WriterState::new(centre, Arc::default(), clock);
    store.write(|store| account::introduce_centre(store, &state.key, state.clock.now()))?;
    let told = store.write(|store| change(&mut Transaction::new(store, &mut state), &accounts))?;
    let accounts = command::one_person(&*store, number)?;
    Ok(Changed {
        told,
        now: command::lines(&*store, &accounts)?,
    })
}

/// The open account of the resident with this number.
fn resident(store: &dyn Store, number: &str) -> Result<Account> {
    let mut accounts = command::one_person(store, number)?.into_iter();
    let resident =
        accounts.find(|one| one.writer.role == Role::Resident && one.closed_at.is_none());
    resident.with_context(|| format!("`{number}` is no resident"))
}

/// Whose accounts these are; [`command::one_person`] gives those of one person.
fn only(accounts: &[Account]) -> PersonId {
    accounts
        .first()
        .map(|account| account.writer.person)
        .unwrap_or_default()
}
