//! `enrol`: prints a code with which a person enrols one device, and says in so many
//! words whether that person is new or known.

use super::existing;
use crate::command;
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use linli_domain::{
    id::{AreaId, OfficeId, PersonId},
    person_number,
    profile::ProfileField,
    role::{Role, Scope},
};
use linli_server::{
    core::{
        account,
        clock::ServerClock,
        enrolment, key, people,
        transaction::{Transaction, WriterState},
    },
    demo,
    store::{Account, AccountId, Store, StoreError},
};
use std::{collections::BTreeMap, path::Path, sync::Arc};

/// Longest that a code may be good for, in minutes: a day.
pub(crate) const MAX_CODE_MINUTES: i64 = 24 * 60;

/// Whose device is to be enrolled.
#[derive(Debug, Args)]
pub(crate) struct EnrolArgs {
    /// The name of a new person. A name never says who somebody is: for a person who is
    /// known, give --person
    #[arg(long)]
    name: Option<String>,
    /// The number of a person who is known, as `people find` shows it
    #[arg(long)]
    person: Option<String>,
    /// It is a new person, though there is one with this name
    #[arg(long, conflicts_with = "person")]
    new: bool,
    /// resident, delegate, caregiver, worker or officer
    #[arg(long)]
    role: Option<Role>,
    /// The area of a new person
    #[arg(long)]
    area: Option<String>,
    /// The number of the resident for whom a new delegate acts
    #[arg(long = "of")]
    resident: Option<String>,
    /// The office at whose desk a new officer sits
    #[arg(long)]
    office: Option<String>,
    /// How long the code is good for, in minutes, at most a day
    #[arg(long, default_value_t = enrolment::CODE_MINUTES,
        value_parser = clap::value_parser!(u32).range(1..=MAX_CODE_MINUTES))]
    code_minutes: u32,
}

impl EnrolArgs {
    /// What it does, for the operator's log.
    pub(crate) fn action(&self) -> String {
        let role = self.role.map(|role| format!(" {role}"));
        let person = self.person.as_ref().map(|number| format!(" {number}"));
        format!(
            "enrol{}{}",
            role.unwrap_or_default(),
            person.unwrap_or_default()
        )
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

/// Whom the arguments mean.
enum Whom {
    Known(Box<Account>),
    New(NewPerson),
}

/// Prints a code, for somebody who is known or becomes known by it.
pub(crate) fn enrol(data: &Path, args: &EnrolArgs) -> Result<()> {
    let (store, centre) = existing(data)?;
    let code = key::fresh_code()?;
    let clock = ServerClock::system().of(&*store)?;
    let mut state = WriterState::new(centre, Arc::default(), clock);
    let whom = match &args.person {
        Some(number) => Whom::Known(Box::new(known(&*store, number, args)?)),
        None => Whom::New(newcomer(&*store, args)?),
    };
    let is_new = matches!(whom, Whom::New(_));
    store.write(|store| account::introduce_centre(store, &state.key, state.clock.now()))?;
    let id = store.write(|store| {
        let mut tx = Transaction::new(store, &mut state);
        let id = match whom {
            Whom::Known(account) => account.id,
            Whom::New(new) => begin(&mut tx, new)?,
        };
        let (centre, now) = (tx.state.key.clone(), tx.now);
        enrolment::add_code(tx.store, &centre, &code, id, now, args.code_minutes)?;
        Ok(id)
    })?;
    tell(&*store, id, is_new)?;
    say!("{}", linli_domain::enrolment_code::spaced(&code));
    eprintln!("good for one device, {} minutes", args.code_minutes);
    Ok(())
}

/// Says for whom the code is.
fn tell(store: &dyn Store, id: AccountId, is_new: bool) -> Result<()> {
    let (line, devices) = store.read(|store| {
        let account = store.accounts()?.into_iter().find(|known| known.id == id);
        let line = account.map(|account| people::line(store, &account));
        let of_account = store.devices()?.into_iter();
        let in_use =
            of_account.filter(|known| known.account.id == id && known.revoked_at.is_none());
        Ok((line.transpose()?.unwrap_or_default(), in_use.count()))
    })?;
    match is_new {
        true => eprintln!("NEW person:   {line}"),
        false => eprintln!("KNOWN person: {line}  (devices in use: {devices})"),
    }
    Ok(())
}

/// The account with this number. What is said beside it must be true of it.
fn known(store: &dyn Store, number: &str, args: &EnrolArgs) -> Result<Account> {
    let accounts = command::one_person(store, number)?;
    let of_role = |account: &&Account| match args.role {
        Some(role) => role == account.writer.role,
        // A role that has ended is meant by nobody who does not name it.
        None => account.closed_at.is_none(),
    };
    let mut fitting: Vec<&Account> = accounts.iter().filter(of_role).collect();
    let lines = command::lines(store, &accounts)?;
    ensure!(
        fitting.len() < 2,
        "this person has several roles; say which with --role:\n{lines}"
    );
    let account = fitting.pop();
    let account = account.with_context(|| format!("this person has not that role:\n{lines}"))?;
    ensure!(
        account.closed_at.is_none(),
        "this person takes part no more:\n{lines}"
    );
    if let Some(name) = &args.name {
        let named = store.read(|store| people::named(store, name))?;
        ensure!(
            named.iter().any(|named| named.id == account.id),
            "the person with this number has another name:\n{lines}"
        );
    }
    if let Some(area) = &args.area {
        ensure!(
            *area == account.area.0,
            "this person belongs to the area `{}`; to move them: people move",
            account.area
        );
    }
    if let Some(office) = &args.office {
        let wanted = Scope::Office(OfficeId(office.clone()));
        ensure!(
            account.writer.scopes.contains(&wanted),
            "this person does not sit at the office `{office}`:\n{lines}"
        );
    }
    if let Some(resident) = &args.resident {
        let wanted = Scope::Person(resident_numbered(store, resident)?);
        ensure!(
            account.writer.role == Role::Delegate && account.writer.scopes.contains(&wanted),
            "this person does not act for that resident; to let them: people delegate add"
        );
    }
    Ok(account.clone())
}

/// Reads from the arguments who the new person is.
fn newcomer(store: &dyn Store, args: &EnrolArgs) -> Result<NewPerson> {
    let name = args.name.as_deref();
    let name = people::name(name.context("say who: --person NUMBER, or --name of a new person")?)?;
    let namesakes = store.read(|store| people::named(store, &name))?;
    if !namesakes.is_empty() && !args.new {
        bail!(
            "somebody of this name is known. Add --person NUMBER if you mean them, or --new if \
             it is somebody else:\n{}",
            command::lines(store, &namesakes)?
        );
    }
    let role = args.role;
    let role = role
        .context("nobody of this name is known; for a new person --role and --area are needed")?;
    let area = args
        .area
        .as_deref()
        .context("for a new person --area is needed")?;
    ensure!(role != Role::Centre, "the centre is no person");
    ensure!(
        (role == Role::Delegate) == args.resident.is_some(),
        "a delegate, and only a delegate, needs --of NUMBER of the resident"
    );
    ensure!(
        (role == Role::Officer) == args.office.is_some(),
        "an officer, and only an officer, needs --office OFFICE"
    );
    let granted = match (&args.resident, &args.office) {
        (Some(number), _) => Some(Scope::Person(resident_numbered(store, number)?)),
        (None, Some(office)) => Some(Scope::Office(command::office(store, office)?)),
        (None, None) => None,
    };
    Ok(NewPerson {
        person: fresh_person(store)?,
        role,
        area: command::area(store, area)?,
        name,
        granted,
    })
}

/// An id whose number nobody has.
fn fresh_person(store: &dyn Store) -> Result<PersonId> {
    loop {
        let person = PersonId(key::random()?);
        let number = person_number::number(person);
        if store
            .read(|store| people::numbered(store, &number))?
            .is_empty()
        {
            return Ok(person);
        }
    }
}

/// The resident with this number.
fn resident_numbered(store: &dyn Store, number: &str) -> Result<PersonId> {
    let accounts = command::one_person(store, number)?;
    let resident = accounts
        .iter()
        .find(|account| account.writer.role == Role::Resident);
    let resident = resident.with_context(|| format!("`{number}` is no resident"))?;
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
