//! Reading the catalogue's files. Every mistake is told with file, line and reason.

use super::{Area, CareKind, Catalogue};
use crate::{
    answer::{Question, QuestionKind},
    grade::Grade,
    text::LocalText,
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

/// Where in a file something stands: keys and list positions from the root.
type Path = Vec<Step>;

#[derive(Debug, Clone)]
enum Step {
    Key(&'static str),
    At(usize),
}

/// Mistakes found in one file, each with its place.
#[derive(Debug, Default)]
struct Findings(Vec<(Path, String)>);

impl Findings {
    fn add(&mut self, path: &[Step], reason: impl Into<String>) {
        self.0.push((path.to_vec(), reason.into()));
    }

    fn text(&mut self, path: &[Step], text: &LocalText) {
        if let Some(lang) = text.missing() {
            self.add(path, format!("needs words in `{lang}`"));
        }
    }

    /// Ids must be short, plain and used once.
    fn ids<'a>(&mut self, path: &[Step], ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            let place = [path, &[Step::At(index)]].concat();
            let plain = !id.is_empty()
                && id.len() <= 40
                && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b));
            if !plain {
                self.add(&place, format!("id `{id}` must be lower-case letters, digits, `-` and `_`"));
            }
            if !seen.insert(id) {
                self.add(&place, format!("id `{id}` is used twice"));
            }
        }
    }
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
        let mut catalogue = Self { version, ..Self::default() };
        let mut errors = Vec::new();
        let mut ids = BTreeSet::new();
        for (name, text) in files {
            let read = if name.starts_with("areas/") {
                Area::parse(name, text).map(|area| catalogue.areas.push(area))
            } else {
                CareKind::parse(name, text).map(|kind| {
                    if !ids.insert(kind.id.clone()) {
                        errors.push(at(name, 1, format!("another file has the id `{}`", kind.id)));
                    }
                    catalogue.care.push(kind);
                })
            };
            if let Err(found) = read {
                errors.extend(found);
            }
        }
        catalogue.care.sort_by_key(|kind| (kind.order, kind.id.clone()));
        if errors.is_empty() { Ok(catalogue) } else { Err(errors) }
    }
}

fn at(file: &str, line: usize, reason: String) -> CatalogueError {
    CatalogueError { file: file.to_owned(), line, reason }
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
    let table = DeTable::parse(text).ok();
    let errors = findings.0.into_iter().map(|(path, reason)| {
        let start = table.as_ref().and_then(|table| find(table.get_ref(), &path)).unwrap_or(0);
        at(file, line_of(text, start), reason)
    });
    Err(errors.collect())
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

/// The byte at which the deepest part of `path` that exists begins.
fn find(table: &DeTable<'_>, path: &[Step]) -> Option<usize> {
    let (first, rest) = path.split_first()?;
    let Step::Key(key) = first else { return None };
    let (name, value) = table.iter().find(|(name, _)| name.get_ref().as_ref() == *key)?;
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

fn check_kind(kind: &CareKind, findings: &mut Findings) {
    use Step::{At, Key};
    findings.ids(&[Key("id")], std::iter::once(kind.id.0.as_str()));
    for (key, text) in
        [("name", &kind.name), ("short", &kind.short), ("needs", &kind.needs), ("note", &kind.note)]
    {
        findings.text(&[Key(key)], text);
    }
    let minutes = kind.minutes;
    if !(0 < minutes.min && minutes.min <= minutes.usual && minutes.usual <= minutes.max) {
        findings.add(&[Key("minutes")], "must be 0 < min <= usual <= max");
    }
    if kind.people == 0 {
        findings.add(&[Key("people")], "at least one person must come");
    }
    findings.ids(&[Key("questions")], kind.questions.iter().map(|q| q.id.0.as_str()));
    for (index, question) in kind.questions.iter().enumerate() {
        let earlier = kind.questions.get(..index).unwrap_or_default();
        check_question(question, earlier, &[Key("questions"), At(index)], findings);
    }
    findings.ids(&[Key("safety")], kind.safety.iter().map(|check| check.id.as_str()));
    for (index, check) in kind.safety.iter().enumerate() {
        findings.text(&[Key("safety"), At(index), Key("text")], &check.text);
    }
    findings.ids(&[Key("tasks")], kind.tasks.iter().map(|task| task.id.as_str()));
    for (index, task) in kind.tasks.iter().enumerate() {
        findings.text(&[Key("tasks"), At(index), Key("label")], &task.label);
    }
    if kind.tasks.is_empty() {
        findings.add(&[Key("id")], "needs at least one task");
    }
}

fn check_question(question: &Question, earlier: &[Question], path: &[Step], findings: &mut Findings) {
    use Step::{At, Key};
    let under = |key| [path, &[Key(key)]].concat();
    findings.text(&under("ask"), &question.ask);
    if let Some(help) = &question.help {
        findings.text(&under("help"), help);
    }
    if question.in_offer && question.grade > Grade::PERSONAL {
        findings.add(&under("in_offer"), "only grades 1 and 2 may be shown in an offer");
    }
    if let Some(condition) = &question.show_if {
        match earlier.iter().find(|q| q.id == condition.field) {
            None => findings.add(
                &under("show_if"),
                format!("`{}` is not an earlier question", condition.field),
            ),
            Some(other) if !has_option(&other.kind, &condition.is) => findings.add(
                &under("show_if"),
                format!("`{}` has no option `{}`", condition.field, condition.is),
            ),
            Some(_) => {}
        }
    }
    match &question.kind {
        QuestionKind::Choice { options } | QuestionKind::Choices { options, .. } => {
            let place = [path, &[Key("kind"), Key("options")]].concat();
            if options.len() < 2 {
                findings.add(&place, "needs at least two options");
            }
            findings.ids(&place, options.iter().map(|option| option.id.as_str()));
            for (index, option) in options.iter().enumerate() {
                findings.text(&[place.as_slice(), &[At(index), Key("label")]].concat(), &option.label);
            }
        }
        QuestionKind::Number { min, max, .. } if min > max => {
            findings.add(&under("kind"), "min must not be above max");
        }
        QuestionKind::Text { max } | QuestionKind::LongText { max } if *max == 0 || *max > 2_000 => {
            findings.add(&under("kind"), "max must be between 1 and 2000 characters");
        }
        _ => {}
    }
    if let QuestionKind::Choices { options, min, max } = &question.kind {
        let most = u32::try_from(options.len()).unwrap_or(u32::MAX);
        if min > max || *max > most {
            findings.add(&under("kind"), "must be min <= max <= number of options");
        }
    }
}

fn has_option(kind: &QuestionKind, option: &str) -> bool {
    match kind {
        QuestionKind::Choice { options } | QuestionKind::Choices { options, .. } => {
            options.iter().any(|known| known.id == option)
        }
        QuestionKind::YesNo => ["yes", "no"].contains(&option),
        _ => false,
    }
}

fn check_area(area: &Area, findings: &mut Findings) {
    use Step::{At, Key};
    findings.text(&[Key("name")], &area.name);
    findings.text(&[Key("city")], &area.city);
    findings.ids(&[Key("id")], std::iter::once(area.id.0.as_str()));
    if area.utc_offset_minutes.abs() > 14 * 60 {
        findings.add(&[Key("utc_offset_minutes")], "no place is further than 14 hours from UTC");
    }
    if area.lease_minutes == 0 {
        findings.add(&[Key("lease_minutes")], "a claim must hold for some minutes");
    }
    if !area.phones.iter().any(|phone| phone.emergency) {
        findings.add(&[Key("phones")], "needs at least one number for danger to life");
    }
    for (index, phone) in area.phones.iter().enumerate() {
        findings.text(&[Key("phones"), At(index), Key("name")], &phone.name);
        if !phone.number.bytes().all(|b| b.is_ascii_digit() || b" -+".contains(&b)) || phone.number.is_empty() {
            findings.add(&[Key("phones"), At(index), Key("number")], "not a telephone number");
        }
    }
    for (index, building) in area.buildings.iter().enumerate() {
        findings.text(&[Key("buildings"), At(index), Key("name")], &building.name);
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
