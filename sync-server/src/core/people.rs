//! Who is who: people are known by their number, never by their name. What a name may be,
//! who has the same one, and what tells namesakes apart.

use crate::store::{Account, ReadTx, Seq, StoreError};
use linli_domain::{
    document::DocKind,
    id::PersonId,
    person::Person,
    person_number,
    profile::ProfileField,
    role::{Role, Scope},
    signs,
};
use std::collections::BTreeSet;

/// Longest name, in characters.
pub const MAX_NAME: usize = 60;

/// Why a text is no name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameMistake {
    /// Nothing that can be read.
    #[error("a name may not be empty")]
    Blank,
    /// More than [`MAX_NAME`] characters.
    #[error("a name has at most {MAX_NAME} characters, not {0}")]
    TooLong(usize),
    /// A character that does not show, or turns the line around.
    #[error("a name may not hold the character U+{0:04X}")]
    Hidden(u32),
}

/// A name as it is kept: without spaces around it and with single ones in it.
///
/// # Errors
/// Why it is no name.
pub fn name(text: &str) -> Result<String, NameMistake> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let count = name.chars().count();
    if count > MAX_NAME {
        return Err(NameMistake::TooLong(count));
    }
    if let Some(hidden) = name.chars().find(|c| is_hidden(*c)) {
        return Err(NameMistake::Hidden(hidden.into()));
    }
    if name.chars().any(char::is_alphanumeric) {
        Ok(name)
    } else {
        Err(NameMistake::Blank)
    }
}

/// Whether a character shows nothing. In a name that is also what other texts need to join
/// and part their words: two names that look alike must be alike.
const fn is_hidden(c: char) -> bool {
    !signs::is_plain_sign(c) || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}')
}

/// The account of somebody whom an operator can mean: neither the centre nor an office's
/// own system.
fn is_person(store: &dyn ReadTx) -> Result<impl Fn(&Account) -> bool, StoreError> {
    let gateways = store.gateways()?.into_iter();
    let systems: BTreeSet<PersonId> = gateways
        .map(|gateway| gateway.device.account.writer.person)
        .collect();
    Ok(move |account: &Account| {
        let writer = &account.writer;
        writer.role != Role::Centre && !systems.contains(&writer.person)
    })
}

/// Everybody's accounts, in the order in which they were added.
///
/// # Errors
/// When the store fails.
pub fn everybody(store: &dyn ReadTx) -> Result<Vec<Account>, StoreError> {
    let mut accounts = store.accounts()?;
    accounts.retain(is_person(store)?);
    Ok(accounts)
}

/// The accounts of whoever has this number, which may be given as a whole id. Of more than
/// one person only where two ids share a number.
///
/// # Errors
/// When the store fails.
pub fn numbered(store: &dyn ReadTx, text: &str) -> Result<Vec<Account>, StoreError> {
    let (id, number) = (text.trim().parse().ok(), person_number::read(text));
    let mut accounts = everybody(store)?;
    accounts.retain(|account| {
        let person = account.writer.person;
        id == Some(person) || number.as_ref() == Some(&person_number::number(person))
    });
    Ok(accounts)
}

/// The accounts of everybody with this name, in one of its scripts: "王秀英" and "王秀英
/// Wang Xiuying" are namesakes, "王秀" and "王秀英" are not.
///
/// # Errors
/// When the store fails.
pub fn named(store: &dyn ReadTx, name: &str) -> Result<Vec<Account>, StoreError> {
    let asked = scripts(name);
    let mut accounts = everybody(store)?;
    accounts.retain(|account| !scripts(&account.name).is_disjoint(&asked));
    Ok(accounts)
}

/// The accounts whose name or number holds `text`.
///
/// # Errors
/// When the store fails.
pub fn find(store: &dyn ReadTx, text: &str) -> Result<Vec<Account>, StoreError> {
    let asked = signs::sought(text.trim());
    let numbered: BTreeSet<PersonId> = numbered(store, text)?
        .iter()
        .map(|account| account.writer.person)
        .collect();
    let mut accounts = everybody(store)?;
    accounts.retain(|account| {
        numbered.contains(&account.writer.person)
            || (!asked.is_empty() && signs::sought(&account.name).contains(&asked))
    });
    Ok(accounts)
}

/// A name in each of its scripts, so that spelling does not matter: in Chinese characters
/// without spaces, in others in small letters.
fn scripts(name: &str) -> BTreeSet<String> {
    let (mut han, mut other) = (String::new(), Vec::new());
    for word in signs::narrow(name).split_whitespace() {
        if word
            .chars()
            .any(|c| ('\u{3400}'..='\u{9fff}').contains(&c) || c >= '\u{20000}')
        {
            han.push_str(&word.replace(['•', '・', '.'], "·"));
        } else {
            other.push(word.to_lowercase());
        }
    }
    let mut names = BTreeSet::from([han, other.join(" ")]);
    names.remove("");
    names
}

/// A resident's own document as it is now; `None` where there is none, or it is not theirs.
///
/// # Errors
/// When the store fails or the document cannot be read.
pub fn document(store: &dyn ReadTx, person: PersonId) -> Result<Option<Person>, StoreError> {
    for row in store.scope_rows(&Scope::Person(person), Seq::START)? {
        let kind = store.document(row.doc)?.map(|document| document.kind);
        if kind != Some(DocKind::Person) {
            continue;
        }
        let contents = store.load(row.doc)?.map(|replica| replica.contents());
        let own = contents
            .transpose()?
            .and_then(|contents| contents.into_person());
        if let Some(own) = own.filter(|own| own.header.resident == person) {
            return Ok(Some(own));
        }
    }
    Ok(None)
}

/// What tells somebody from a namesake, in one line: number, role, area, name, and of a
/// resident the year of birth and the door.
///
/// # Errors
/// When the store fails.
pub fn line(store: &dyn ReadTx, account: &Account) -> Result<String, StoreError> {
    let person = account.writer.person;
    let mut line = format!(
        "{}  {:<9}  {}  {}",
        person_number::number(person),
        account.writer.role.word(),
        account.area,
        account.name
    );
    if account.writer.role == Role::Resident
        && let Some(own) = document(store, person)?
    {
        if let Some(born) = own.birth_date() {
            line.push_str(&format!("  born {}", born.year()));
        }
        let [building, door] =
            [ProfileField::Building, ProfileField::Door].map(|field| own.field(field));
        if !building.is_empty() || !door.is_empty() {
            line.push_str(&format!("  building {building}, door {door}"));
        }
    }
    if account.closed_at.is_some() {
        line.push_str("  CLOSED");
    }
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_be_read_and_has_an_end() {
        assert_eq!(
            name(" 王秀英   Wang  Xiuying\t").unwrap(),
            "王秀英 Wang Xiuying"
        );
        for blank in ["", "  ", "\t\n", "　", "…", "·"] {
            assert_eq!(name(blank), Err(NameMistake::Blank), "{blank:?}");
        }
        assert_eq!(name(&"王".repeat(5000)), Err(NameMistake::TooLong(5000)));
        assert!(name(&"王".repeat(MAX_NAME)).is_ok());
        for hidden in ["王\u{200b}秀英", "\u{202e}gnaW", "王\0秀", "王\u{feff}"] {
            assert!(
                matches!(name(hidden), Err(NameMistake::Hidden(_))),
                "{hidden:?}"
            );
        }
    }

    #[test]
    fn namesakes_are_namesakes_in_either_script() {
        let same = |a, b| !scripts(a).is_disjoint(&scripts(b));
        for (a, b) in [
            ("王秀英", "王秀英 Wang Xiuying"),
            ("王 秀英", "王秀英"),
            ("wang xiuying", "王秀英 Wang  Xiuying"),
            ("Wang Xiuying 王秀英", "王秀英 Wang Xiuying"),
            ("买买提·艾力", "买买提・艾力"),
        ] {
            assert!(same(a, b) && same(b, a), "{a} {b}");
        }
        for (a, b) in [("王秀", "王秀英"), ("Wang", "Wang Xiuying"), ("", "")] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}
