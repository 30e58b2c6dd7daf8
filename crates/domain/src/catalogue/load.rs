//! Reading the catalogue's files. Every mistake is told with file, line and reason.

use super::{
    Area, CareKind, Catalogue,
    rules::{Findings, Path, Step, check_area, check_kind},
};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use toml::de::{DeTable, DeValue};

/// A mistake in a catalogue file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct CatalogueError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and how it must be.
    pub reason: String,
}

impl CareKind {
    /// Reads one kind of care.
    ///
    /// # Errors
    /// Every mistake in the file.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<CatalogueError>> {
        parse(file, text, check_kind)
    }
}

impl Area {
    /// Reads one area.
    ///
    /// # Errors
    /// Every mistake in the file.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<CatalogueError>> {
        parse(file, text, check_area)
    }
}

impl Catalogue {
    /// Reads a whole catalogue from (name, contents) of its files. Names begin with
    /// `care/` or `areas/`. `version` is the caller's to choose: a hash of the contents.
    ///
    /// # Errors
    /// Every mistake in every file.
    pub fn from_files<'a>(
        version: String,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<CatalogueError>> {
        let mut catalogue = Self {
            version,
            ..Self::default()
        };
        let mut errors = Vec::new();
        let (mut kinds, mut areas) = (BTreeSet::new(), BTreeSet::new());
        for (name, text) in files {
            let read = if name.starts_with("areas/") {
                Area::parse(name, text).and_then(|area| {
                    used_once(name, text, &mut areas, &area.id.0)?;
                    catalogue.areas.push(area);
                    Ok(())
                })
            } else {
                CareKind::parse(name, text).and_then(|kind| {
                    used_once(name, text, &mut kinds, &kind.id.0)?;
                    catalogue.care.push(kind);
                    Ok(())
                })
            };
            if let Err(found) = read {
                errors.extend(found);
            }
        }
        catalogue
            .care
            .sort_by_key(|kind| (kind.order, kind.id.clone()));
        if errors.is_empty() {
            Ok(catalogue)
        } else {
            Err(errors)
        }
    }
}

fn used_once(
    file: &str,
    text: &str,
    seen: &mut BTreeSet<String>,
    id: &str,
) -> Result<(), Vec<CatalogueError>> {
    if seen.insert(id.to_owned()) {
        return Ok(());
    }
    let reason = format!("another file has the id `{id}`");
    Err(told(file, text, [(vec![Step::Key("id")], reason)]))
}

fn at(file: &str, line: usize, reason: String) -> CatalogueError {
    CatalogueError {
        file: file.to_owned(),
        line,
        reason,
    }
}

fn parse<T: DeserializeOwned>(
    file: &str,
    text: &str,
    check: fn(&T, &mut Findings),
) -> Result<T, Vec<CatalogueError>> {
    let value: T = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        vec![at(file, line, error.message().to_owned())]
    })?;
    let mut findings = Findings::default();
    check(&value, &mut findings);
    if findings.0.is_empty() {
        return Ok(value);
    }
    Err(told(file, text, findings.0))
}

/// Mistakes with the lines at which they stand.
fn told(
    file: &str,
    text: &str,
    findings: impl IntoIterator<Item = (Path, String)>,
) -> Vec<CatalogueError> {
    let table = DeTable::parse(text).ok();
    let told = findings.into_iter().map(|(path, reason)| {
        let table = table.as_ref().map(|table| table.get_ref());
        let start = table.and_then(|table| find(table, &path)).unwrap_or(0);
        at(file, line_of(text, start), reason)
    });
    told.collect()
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
}

/// The byte at which the deepest part of `path` that exists begins.
fn find(table: &DeTable<'_>, path: &[Step]) -> Option<usize> {
    let (first, rest) = path.split_first()?;
    let Step::Key(key) = first else { return None };
    let (name, value) = table
        .iter()
        .find(|(name, _)| name.get_ref().as_ref() == *key)?;
    let here = name.span().start;
    Some(within(value.get_ref(), rest).unwrap_or(here))
}

fn within(value: &DeValue<'_>, path: &[Step]) -> Option<usize> {
    match (value, path.split_first()?) {
        (DeValue::Array(items), (Step::At(index), rest)) => {
            let item = items.get(*index)?;
            Some(within(item.get_ref(), rest).unwrap_or(item.span().start))
        }
        (DeValue::Table(table), (Step::Key(_), _)) => find(table, path),
        _ => None,
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
