//! `enrol`: prints a code with which a person enrols one device.

use super::existing;
use crate::command;
use anyhow::{Context, Result, ensure};
use clap::Args;
use linli_domain::{
    id::{AreaId, PersonId},
    profile::ProfileField,
    role::{Role, Scope},
};
use linli_server::{
    core::{
        account,
        clock::ServerClock,
        key,
        transaction::{Transaction, WriterState},
    },
    demo,
    store::{Account, AccountId, Store, StoreError},
};
use std::{collections::BTreeMap, path::Path, sync::Arc};

/// Whose device is to be enrolled.
#[derive(Debug, Args)]
pub(crate) struct EnrolArgs {
    /// The person's name
    #[arg(long)]
    name: Option<String>,
    /// The person's id, where the name is not enough
    #[arg(long)]
    person: Option<PersonId>,
    /// resident, delegate, caregiver, worker or officer
    #[arg(long)]
    role: Option<Role>,
    /// The area of a new person
    #[arg(long)]
    area: Option<String>,
    /// The resident for whom a new delegate acts
    #[arg(long = "of")]
    resident: Option<String>,
    /// The office at whose desk a new officer sits
    #[arg(long)]
    office: Option<String>,
    /// How long the code is good for, in minutes
    #[arg(long, default_value_t = account::CODE_MINUTES)]
    code_minutes: u32,
}

impl EnrolArgs {
    /// What it does, for the record.
    pub(crate) fn deed(&self) -> String {
        self.role
            .map_or_else(|| "enrol".to_owned(), |role| format!("enrol {role}"))
    }
}

/// Somebody whom the centre does not know yet.
struct NewPerson {
    person: PersonId,
    role: Role,
    area: AreaId,
    name: String,
    granted: Option<Scope>,
}

/// Prints a code, for somebody who is known or becomes known by it.
pub(crate) fn enrol(data: &Path, args: &EnrolArgs) -> Result<()> {
    let (store, centre) = existing(data)?;
    let code = key::fresh_code()?;
    let clock = ServerClock::system().of(&*store)?;
    let mut state = WriterState::new(centre, Arc::default(), clock);
    let account = known(&*store, args)?;
    store.write(|store| account::introduce_centre(store, &state.key, state.clock.now()))?;
    let new = match account {
        Some(_) => None,
        None => Some(newcomer(&*store, args)?),
    };
    store.write(|store| {
        let mut tx = Transaction::new(store, &mut state);
        let id = match (account, new) {
            (Some(id), _) => id,
            (None, Some(new)) => begin(&mut tx, new)?,
            (None, None) => return Ok(()),
        };
        let (centre, now) = (tx.state.key.clone(), tx.now);
        account::add_code(tx.store, &centre, &code, id, now, args.code_minutes)
    })?;
    say!("{code}");
    eprintln!("good for one device, {} minutes", args.code_minutes);
    Ok(())
}

/// The one account that fits, if the centre knows one.
fn known(store: &dyn Store, args: &EnrolArgs) -> Result<Option<AccountId>> {
    let known = store.read(|store| match (&args.name, args.person) {
        (Some(name), _) => store.accounts_named(name),
        (None, Some(person)) => store.accounts_of(person),
        (None, None) => Ok(Vec::new()),
    })?;
    let fits = |account: &&Account| {
        let writer = &account.writer;
        writer.role != Role::Centre
            && args.role.is_none_or(|role| role == writer.role)
            && args.person.is_none_or(|person| person == writer.person)
    };
    let fitting: Vec<&Account> = known.iter().filter(fits).collect();
    ensure!(
        fitting.len() < 2,
        "several accounts fit; say which with --role or --person:\n{}",
        fitting
            .iter()
            .map(|account| format!("  {} {}", account.writer.person, account.writer.role))
            .collect::<Vec<_>>()
            .join("\n")
    );
    Ok(fitting.first().map(|account| account.id))
}

/// Reads from the arguments who the new person is.
fn newcomer(store: &dyn Store, args: &EnrolArgs) -> Result<NewPerson> {
    let name = args
        .name
        .clone()
        .context("there is nobody with this id; --name is needed")?;
    let role = args
        .role
        .context("there is nobody with this name; for a new person --role and --area are needed")?;
    let area = args
        .area
        .clone()
        .context("for a new person --area is needed")?;
    ensure!(role != Role::Centre, "the centre is no person");
    ensure!(
        (role == Role::Delegate) == args.resident.is_some(),
        "a delegate, and only a delegate, needs --of RESIDENT"
    );
    ensure!(
        (role == Role::Officer) == args.office.is_some(),
        "an officer, and only an officer, needs --office OFFICE"
    );
    let granted = match (&args.resident, &args.office) {
        (Some(name), _) => Some(Scope::Person(resident(store, name)?)),
        (None, Some(office)) => Some(Scope::Office(command::office(store, office)?)),
        (None, None) => None,
    };
    let person = match args.person {
        Some(person) => person,
        None => PersonId(key::random()?),
    };
    Ok(NewPerson {
        person,
        role,
        area: AreaId(area),
        name,
        granted,
    })
}

fn resident(store: &dyn Store, name: &str) -> Result<PersonId> {
    let named = store.read(|store| store.accounts_named(name))?;
    let resident = named
        .iter()
        .find(|account| account.writer.role == Role::Resident);
    let resident = resident.context("there is no such resident (--of)")?;
    Ok(resident.writer.person)
}

fn begin(tx: &mut Transaction<'_>, new: NewPerson) -> Result<AccountId, StoreError> {
    let NewPerson {
        person,
        role,
        area,
        name,
        granted,
    } = new;
    let account = account::open(tx.store, person, role, &area, &name, granted)?;
    if role == Role::Resident {
        let profile = BTreeMap::from([(ProfileField::Name, name)]);
        demo::begin_person(tx, person, &area, &profile)?;
    }
    Ok(account.id)
}
