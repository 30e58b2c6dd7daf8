//! Demo City: a fictional neighbourhood to try the whole system with. Nobody here
//! exists; no telephone number can be dialled.

mod people;
mod phone;
mod requests;

use crate::{
    core::{self, account, centre::Centre, enrolment, key, transaction::Transaction},
    error::ServerError,
    store::{Account, ReadTx, Seq, StoreError},
};
use linli_domain::{
    contents::Contents,
    document::{DocKind, Header},
    enrolment_code,
    id::{AreaId, DocId, OfficeId, PersonId},
    profile::ProfileField,
    role::{Role, Scope},
};
use linli_replica::replica::Replica;
use std::{collections::BTreeMap, fmt::Write as _};

/// The area of the catalogue that Demo City is in.
pub const AREA: &str = "demo-chunfeng";

/// Whose codes are printed, in this order: name and role.
const SHOWN: [(&str, &str); 5] = [
    ("王秀英 Wang Xiuying", "居民 Resident"),
    (
        "王小明 Wang Xiaoming",
        "家人（王秀英）Family of Wang Xiuying",
    ),
    ("孙丽 Sun Li", "护理员 Caregiver"),
    ("何平 He Ping", "护理员 Caregiver"),
    ("林晓燕 Lin Xiaoyan", "社区工作者 Community worker"),
];

/// Everyone whose code is shown: name, and as what.
fn shown() -> impl Iterator<Item = (&'static str, String)> {
    let people = SHOWN.map(|(name, role)| (name, role.to_owned()));
    let officers =
        people::OFFICERS.map(|(name, office)| (name, format!("办事员 Officer: {office}")));
    people.into_iter().chain(officers)
}

/// Seeds the neighbourhood, once.
///
/// # Errors
/// When the store fails or the catalogue lacks the area.
pub async fn seed(centre: &Centre) -> Result<bool, ServerError> {
    let area = AreaId(AREA.to_owned());
    if centre.served().catalogue.area(&area).is_none() {
        let text = format!("demo needs the area `{AREA}` in the catalogue");
        return Err(ServerError::Config(text));
    }
    centre.write(move |tx| plant(tx, &area)).await
}

/// Fresh codes for one person of each role and each office, as a table.
///
/// # Errors
/// When the store fails.
pub async fn codes(centre: &Centre, minutes: u32) -> Result<String, ServerError> {
    let mut fresh = Vec::new();
    for _ in shown() {
        fresh.push(key::fresh_code()?);
    }
    let codes = fresh.clone();
    let names = centre.write(move |tx| {
        let mut names = Vec::new();
        for ((name, role), code) in shown().zip(&fresh) {
            let store: &dyn ReadTx = tx.store;
            let account = core::people::named(store, name)?.into_iter().next();
            if let Some(account) = account {
                let (centre, now) = (tx.state.key.clone(), tx.now);
                enrolment::add_code(tx.store, &centre, code, account.id, now, minutes)?;
                names.push(Some((name, role)));
            } else {
                names.push(None);
            }
        }
        Ok(names)
    });
    let names = names.await?;
    let mut table = String::new();
    for ((name, role), code) in names
        .into_iter()
        .zip(codes)
        .filter_map(|(n, c)| Some((n?, c)))
    {
        let spaced = enrolment_code::spaced(&code);
        // Writing to a string cannot fail.
        let _written = writeln!(table, "  {spaced}   {} {role}", padded(name, 24));
    }
    Ok(table)
}

/// `text` with spaces after it up to `width` columns; Chinese characters take two.
fn padded(text: &str, width: usize) -> String {
    let columns: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(columns)))
}

fn plant(tx: &mut Transaction<'_>, area: &AreaId) -> Result<bool, StoreError> {
    // The centre's own account is always there.
    if tx.store.count_accounts()? > 1 {
        return Ok(false);
    }
    let mut residents = Vec::new();
    for resident in people::residents() {
        let account = open(tx, Role::Resident, area, &resident.name, None)?;
        begin_person(tx, account.writer.person, area, &resident.profile)?;
        residents.push((account, resident));
    }
    let family = residents
        .first()
        .map(|(account, _)| Scope::Person(account.writer.person));
    open(tx, Role::Delegate, area, "王小明 Wang Xiaoming", family)?;
    let mut caregivers = Vec::new();
    for name in people::CAREGIVERS {
        caregivers.push(open(tx, Role::Caregiver, area, name, None)?);
    }
    for name in people::WORKERS {
        open(tx, Role::Worker, area, name, None)?;
    }
    for (name, office) in people::OFFICERS {
        let office = Scope::Office(OfficeId(office.to_owned()));
        open(tx, Role::Officer, area, name, Some(office))?;
    }
    requests::plant(tx, &residents, &caregivers)?;
    Ok(true)
}

fn open(
    tx: &mut Transaction<'_>,
    role: Role,
    area: &AreaId,
    name: &str,
    granted: Option<Scope>,
) -> Result<Account, StoreError> {
    let person = PersonId(tx.random()?);
    account::open(tx.store, person, role, area, name, granted)
}

/// Writes a resident's document in the centre's name, where there is none: one person has
/// one document.
///
/// # Errors
/// When the store fails.
pub fn begin_person(
    tx: &mut Transaction<'_>,
    person: PersonId,
    area: &AreaId,
    profile: &BTreeMap<ProfileField, String>,
) -> Result<(), StoreError> {
    let scope = Scope::Person(person);
    for (doc, _) in tx.store.documents_in(&scope, Seq::START, usize::MAX)? {
        let contents = tx.contents(doc)?.and_then(Contents::into_person);
        if contents.is_some_and(|own| own.header.resident == person) {
            return Ok(());
        }
    }
    let header = Header::new(DocId(tx.random()?), DocKind::Person, person, area.clone());
    tx.write_as_centre(None, |pen, _| {
        Ok(Replica::begin_person(pen, &header, profile)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_office_that_decides_has_an_officer() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
        let catalogue = crate::core::catalogue::load(&folder).unwrap();
        for service in &catalogue.services {
            let mut offices = people::OFFICERS.iter().map(|(_, office)| *office);
            assert!(
                offices.any(|office| service.office.0 == office),
                "{} has nobody at {}",
                service.id,
                service.office
            );
        }
    }
}
