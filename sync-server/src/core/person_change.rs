//! Who somebody is changes: a name, an area, whom a delegate acts for, or that they take
//! part no more. Each has its whole effect at the centre in one transaction: accounts with
//! their right to read, documents, devices and codes. Devices hear of it with their next
//! exchange.

use crate::{
    core::{
        account, own_devices, people,
        reactions::{gone::take_back, write},
        transaction::Transaction,
    },
    store::{Account, ReadTx, Seq, StoreError},
};
use linli_domain::{
    care::CareStatus,
    folded::Folded,
    id::{AreaId, DocId, PersonId},
    profile::ProfileField,
    role::{Role, Scope, scopes_of},
};
use linli_replica::replica::Edit;
use std::collections::BTreeSet;

/// What a move left where it was.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Documents that went along.
    pub documents: usize,
    /// Care requests that are under way: they stay with the area that was asked, until they
    /// are finished or cancelled there.
    pub under_way: usize,
}

/// Gives a person another name: in their accounts, and in a resident's own document.
///
/// # Errors
/// When the store fails.
pub fn rename(tx: &mut Transaction<'_>, person: PersonId, name: &str) -> Result<(), StoreError> {
    for mut account in tx.store.accounts_of(person)? {
        name.clone_into(&mut account.name);
        account.version += 1;
        tx.store.set_account(&account)?;
    }
    let store: &dyn ReadTx = tx.store;
    match people::document(store, person)? {
        Some(own) if own.field(ProfileField::Name) != name => {
            let edit = Edit::Profile(ProfileField::Name, name.to_owned());
            write(tx, own.header.id, edit)
        }
        _ => Ok(()),
    }
}

/// Moves a person to another area. A resident's documents go along, and whoever acts for
/// them: the area's workers are others from now on.
///
/// # Errors
/// When the store fails.
pub fn move_to(
    tx: &mut Transaction<'_>,
    person: PersonId,
    area: &AreaId,
) -> Result<Moved, StoreError> {
    let store: &dyn ReadTx = tx.store;
    let mut moving = store.accounts_of(person)?;
    let is_resident = moving.iter().any(|one| one.writer.role == Role::Resident);
    if is_resident {
        moving.extend(delegates_of(store, person)?);
    }
    for mut account in moving {
        let writer = &account.writer;
        let own = scopes_of(writer.role, writer.person, &account.area);
        let mut scopes: BTreeSet<Scope> = writer.scopes.clone();
        scopes.retain(|scope| !own.contains(scope));
        scopes.extend(scopes_of(writer.role, writer.person, area));
        area.clone_into(&mut account.area);
        set_scopes(&mut account, scopes);
        account.version += 1;
        account.rights_version = account.version;
        tx.store.set_account(&account)?;
    }
    let mut moved = Moved::default();
    if is_resident {
        for doc in documents_of(tx, person)? {
            match stays(tx, doc, person, area)? {
                Stays::No => {
                    write(tx, doc, Edit::Area(area.clone()))?;
                    moved.documents += 1;
                }
                Stays::UnderWay => moved.under_way += 1,
                Stays::Other => {}
            }
        }
    }
    Ok(moved)
}

/// Moves somebody to where their document says that they live, where that came back from a
/// device and the account did not.
///
/// # Errors
/// When the store fails.
pub fn follow_document(tx: &mut Transaction<'_>, doc: DocId) -> Result<(), StoreError> {
    let home = tx.look(doc, |folded| match folded {
        Folded::Person(person) => Some((person.header.resident, person.header.area.clone())),
        _ => None,
    })?;
    let Some((person, area)) = home.flatten() else {
        return Ok(());
    };
    match account::in_role(&*tx.store, person, Role::Resident)? {
        Some(account) if account.area != area && account.closed_at.is_none() => {
            move_to(tx, person, &area).map(drop)
        }
        _ => Ok(()),
    }
}

/// Ends a person's part: no account of theirs reads or writes, their devices are revoked
/// and their codes forgotten. Their documents stay with the area; work that they had taken
/// on goes back to the others. Answers how many devices
/// were in use.
///
/// # Errors
/// When the store fails.
pub fn close(tx: &mut Transaction<'_>, person: PersonId) -> Result<usize, StoreError> {
    let mut revoked = 0;
    for account in tx.store.accounts_of(person)? {
        revoked += close_account(tx, account)?;
    }
    Ok(revoked)
}

/// Lets a person act for a resident, with an account of its own.
///
/// # Errors
/// When the store fails.
pub fn add_delegate(
    tx: &mut Transaction<'_>,
    person: PersonId,
    name: &str,
    resident: &Account,
) -> Result<(), StoreError> {
    let granted = Scope::Person(resident.writer.person);
    let known = tx.store.accounts_of(person)?;
    let known = known
        .into_iter()
        .find(|one| one.writer.role == Role::Delegate);
    let Some(mut account) = known else {
        let area = &resident.area;
        account::open(tx.store, person, Role::Delegate, area, name, Some(granted))?;
        return Ok(());
    };
    let mut scopes: BTreeSet<Scope> = scopes_of(Role::Delegate, person, &resident.area)
        .into_iter()
        .collect();
    scopes.insert(granted);
    resident.area.clone_into(&mut account.area);
    set_scopes(&mut account, scopes);
    account.closed_at = None;
    account.version += 1;
    account.rights_version = account.version;
    tx.store.set_account(&account)
}

/// The open accounts of everybody who acts for a resident.
///
/// # Errors
/// When the store fails.
pub fn delegates_of(store: &dyn ReadTx, resident: PersonId) -> Result<Vec<Account>, StoreError> {
    let mut accounts = store.accounts()?;
    let granted = Scope::Person(resident);
    accounts.retain(|account| {
        account.writer.role == Role::Delegate
            && account.closed_at.is_none()
            && account.writer.scopes.contains(&granted)
    });
    Ok(accounts)
}

/// Ends one part that a person has, such as acting for somebody. Answers how many devices
/// were in use.
///
/// # Errors
/// When the store fails.
pub fn close_account(tx: &mut Transaction<'_>, mut account: Account) -> Result<usize, StoreError> {
    let mut revoked = 0;
    for device in tx.store.devices_of(account.writer.person)? {
        if device.account.id == account.id && own_devices::revoke(tx, device.id)? {
            revoked += 1;
        }
    }
    tx.store.forget_codes(account.id)?;
    set_scopes(&mut account, BTreeSet::new());
    // Newer than what the devices were told as each was revoked.
    account.version += 1 + u64::try_from(revoked).unwrap_or(0);
    account.rights_version = account.version;
    account.closed_at = account.closed_at.or(Some(tx.now));
    tx.store.set_account(&account)?;
    take_back(tx, account.writer.person)?;
    Ok(revoked)
}

fn set_scopes(account: &mut Account, scopes: BTreeSet<Scope>) {
    let before = std::mem::replace(&mut account.writer.scopes, scopes);
    account.lost.extend(before);
    let now = &account.writer.scopes;
    account.lost.retain(|scope| !now.contains(scope));
}

fn documents_of(tx: &Transaction<'_>, person: PersonId) -> Result<Vec<DocId>, StoreError> {
    let rows = tx.store.scope_rows(&Scope::Person(person), Seq::START)?;
    let carried = rows.into_iter().filter(|row| row.revoked.is_none());
    Ok(carried.map(|row| row.doc).collect())
}

/// Whether a document stays in its area when the resident moves.
enum Stays {
    No,
    /// Somebody comes, or is looked for, to the old door.
    UnderWay,
    /// It is in the new area already, or somebody else's: a caregiver reads it too.
    Other,
}

fn stays(
    tx: &mut Transaction<'_>,
    doc: DocId,
    person: PersonId,
    area: &AreaId,
) -> Result<Stays, StoreError> {
    let seen = tx.look(doc, |folded| {
        let header = folded.header();
        if header.resident != person || header.area == *area {
            return Stays::Other;
        }
        match folded {
            Folded::Person(_) | Folded::Application(..) | Folded::Consent(..) => Stays::No,
            Folded::Care(_, course) => match course.state().status {
                CareStatus::Sent | CareStatus::Received | CareStatus::Assigned => Stays::UnderWay,
                _ => Stays::No,
            },
            Folded::Offer(..) => Stays::Other,
        }
    })?;
    Ok(seen.unwrap_or(Stays::Other))
}
