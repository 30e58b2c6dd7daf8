//! Reading the catalogue's files. Every mistake is told with file, line and reason.

use super::{
    Area, Bundle, CareKind, Catalogue, HolidayYear, Office, Rule, RuleMistake, Service, Tree,
    across,
    rules::{Entry, Findings, Path, PathStep},
};
use std::collections::{BTreeMap, btree_map};
use toml::de::{DeTable, DeValue};

/// A mistake in a catalogue file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct CatalogueError {
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
        parse(file, text)
    }
}

impl Area {
    /// Reads one area.
    ///
    /// # Errors
    /// Every mistake in the file.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<CatalogueError>> {
        parse(file, text)
    }
}

impl Service {
    /// Reads one public service; what it says of other files is not checked.
    ///
    /// # Errors
    /// Every mistake in the file.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<CatalogueError>> {
        parse(file, text)
    }
}

impl Catalogue {
    /// The folders of a catalogue.
    pub const FOLDERS: [&str; 6] = [
        Area::FOLDER,
        CareKind::FOLDER,
        Office::FOLDER,
        Service::FOLDER,
        Bundle::FOLDER,
        HolidayYear::FOLDER,
    ];

    /// Reads a whole catalogue from (name, contents) of its files. Names begin with one
    /// of [`Self::FOLDERS`]. `version` is the caller's to choose: a hash of the contents.
    ///
    /// # Errors
    /// Every mistake in every file; only where there is none, every mistake between them.
    pub fn from_files<'a>(
        version: String,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<CatalogueError>> {
        Self::from_all(version, files).map(|(catalogue, _)| catalogue)
    }

    /// As [`Self::from_files`], and reads every rule with `read`, so that no device has
    /// to.
    ///
    /// # Errors
    /// As there; then every mistake in a rule.
    pub fn with_rules<'a>(
        version: String,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
        read: impl Fn(&Self, &Rule) -> Result<Tree, RuleMistake>,
    ) -> Result<Self, Vec<CatalogueError>> {
        let (mut catalogue, origins) = Self::from_all(version, files)?;
        let mut errors = Vec::new();
        let mut services = std::mem::take(&mut catalogue.services);
        // Rules may ask what any service's questions are.
        catalogue.services.clone_from(&services);
        for service in &mut services {
            let origin = origins.get(&(Service::FOLDER, service.id()));
            let (file, text) = origin.copied().unwrap_or_default();
            for (index, rule) in service.eligibility.iter_mut().enumerate() {
                match read(&catalogue, rule) {
                    Ok(tree) => rule.tree = Some(tree),
                    Err(mistake) => {
                        errors.push(in_rule(file, text, (index, &rule.id), &mistake));
                    }
                }
            }
        }
        catalogue.services = services;
        if errors.is_empty() {
            Ok(catalogue)
        } else {
            Err(errors)
        }
    }

    fn from_all<'a>(
        version: String,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<(Self, Origins<'a>), Vec<CatalogueError>> {
        let mut catalogue = Self {
            version,
            ..Self::default()
        };
        let mut errors = Vec::new();
        let mut origins = Origins::new();
        for (name, text) in files {
            let folder = name.split_once('/').map_or("", |(folder, _)| folder);
            let place = (name, text);
            let read = match folder {
                Area::FOLDER => keep(place, &mut origins, &mut catalogue.areas),
                CareKind::FOLDER => keep(place, &mut origins, &mut catalogue.care),
                Office::FOLDER => keep(place, &mut origins, &mut catalogue.offices),
                Service::FOLDER => keep(place, &mut origins, &mut catalogue.services),
                Bundle::FOLDER => keep(place, &mut origins, &mut catalogue.bundles),
                HolidayYear::FOLDER => keep(place, &mut origins, &mut catalogue.holidays.0),
                _ => Err(vec![at(name, 1, format!("no folder `{folder}` is known"))]),
            };
            if let Err(found) = read {
                errors.extend(found);
            }
        }
        catalogue.in_order();
        let services = catalogue.services.iter_mut();
        services.for_each(Service::ask_for_papers);
        if errors.is_empty() {
            for (folder, id, findings) in across::check(&catalogue) {
                let (file, text) = origins.get(&(folder, id)).copied().unwrap_or_default();
                errors.extend(told(file, text, findings.0));
            }
        }
        if errors.is_empty() {
            Ok((catalogue, origins))
        } else {
            Err(errors)
        }
    }

    fn in_order(&mut self) {
        self.care.sort_by_key(|kind| (kind.order, kind.id.clone()));
        self.services
            .sort_by_key(|service| (service.order, service.id.clone()));
        self.bundles
            .sort_by_key(|bundle| (bundle.order, bundle.id.clone()));
        self.holidays.0.sort_by_key(|year| year.year);
    }
}

/// Where each thing was read: (folder, id) to (file, contents).
type Origins<'a> = BTreeMap<(&'static str, String), (&'a str, &'a str)>;

/// Reads one file into `list`, unless another file of its folder has the same id.
fn keep<'a, T: Entry>(
    (file, text): (&'a str, &'a str),
    origins: &mut Origins<'a>,
    list: &mut Vec<T>,
) -> Result<(), Vec<CatalogueError>> {
    let read: T = parse(file, text)?;
    match origins.entry((T::FOLDER, read.id())) {
        btree_map::Entry::Vacant(free) => {
            free.insert((file, text));
            list.push(read);
            Ok(())
        }
        btree_map::Entry::Occupied(_) => {
            let reason = format!("another file has the {} `{}`", T::KEY, read.id());
            Err(told(file, text, [(vec![PathStep::Key(T::KEY)], reason)]))
        }
    }
}

fn at(file: &str, line: usize, reason: String) -> CatalogueError {
    CatalogueError {
        file: file.to_owned(),
        line,
        reason,
    }
}

fn parse<T: Entry>(file: &str, text: &str) -> Result<T, Vec<CatalogueError>> {
    let value: T = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        vec![at(file, line, error.message().to_owned())]
    })?;
    let mut findings = Findings::default();
    value.check(&mut findings);
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

/// A mistake in the text of a service's rule, at the line of the file where it stands.
fn in_rule(
    file: &str,
    text: &str,
    (index, id): (usize, &str),
    mistake: &RuleMistake,
) -> CatalogueError {
    let path = [
        PathStep::Key("eligibility"),
        PathStep::At(index),
        PathStep::Key("expr"),
    ];
    let reason = format!("the rule `{id}`: {}", mistake.reason);
    let table = DeTable::parse(text).ok();
    let start = table.and_then(|table| value_at(table.get_ref(), &path));
    let Some(start) = start else {
        return at(file, 1, reason);
    };
    // A text between threes of quotes may begin on the next line.
    let quoted = text.get(start..).unwrap_or_default();
    let is_below = ["\"\"\"", "'''"].iter().any(|quotes| {
        let inner = quoted.strip_prefix(quotes);
        inner.is_some_and(|inner| inner.starts_with('\n') || inner.starts_with("\r\n"))
    });
    let line = line_of(text, start) + usize::from(is_below) + mistake.line.saturating_sub(1);
    at(file, line, reason)
}

/// The byte at which the value at `path` begins, not its key.
fn value_at(table: &DeTable<'_>, path: &[PathStep]) -> Option<usize> {
    let (first, rest) = path.split_first()?;
    let PathStep::Key(key) = first else {
        return None;
    };
    let mut value = table.get(*key)?;
    for step in rest {
        value = match (value.get_ref(), step) {
            (DeValue::Array(items), PathStep::At(index)) => items.get(*index)?,
            (DeValue::Table(table), PathStep::Key(key)) => table.get(*key)?,
            _ => return None,
        };
    }
    Some(value.span().start)
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
}

/// The byte at which the deepest part of `path` that exists begins.
fn find(table: &DeTable<'_>, path: &[PathStep]) -> Option<usize> {
    let (first, rest) = path.split_first()?;
    let PathStep::Key(key) = first else {
        return None;
    };
    let (name, value) = table
        .iter()
        .find(|(name, _)| name.get_ref().as_ref() == *key)?;
    let here = name.span().start;
    Some(within(value.get_ref(), rest).unwrap_or(here))
}

fn within(value: &DeValue<'_>, path: &[PathStep]) -> Option<usize> {
    match (value, path.split_first()?) {
        (DeValue::Array(items), (PathStep::At(index), rest)) => {
            let item = items.get(*index)?;
            Some(within(item.get_ref(), rest).unwrap_or(item.span().start))
        }
        (DeValue::Table(table), (PathStep::Key(_), _)) => find(table, path),
        _ => None,
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
