//! What a catalogue must be beyond its shape: words in every language, ids used
//! once, conditions that can hold. Where a mistake stands is found in `load`.

mod holidays;
mod service;

use super::{Area, BeforeAppointment, CareKind, Measure};
use crate::{
    answer::{Condition, Opt, Question, QuestionKind},
    grade::Grade,
    profile::{ProfileField, ProfileKey},
    text::LocalText,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// The longest time before an appointment at which somebody comes, in minutes.
const LONGEST_MINUTES: u16 = 240;

/// What one file of a folder holds.
pub(super) trait Entry: DeserializeOwned {
    const FOLDER: &'static str;
    /// The key with which others name it.
    const KEY: &'static str = "id";

    /// With what others name it.
    fn id(&self) -> String;

    /// Adds every mistake in it.
    fn check(&self, findings: &mut Findings);
}

impl Entry for CareKind {
    const FOLDER: &'static str = "care";

    fn id(&self) -> String {
        self.id.0.clone()
    }

    fn check(&self, findings: &mut Findings) {
        check_kind(self, findings);
    }
}

impl Entry for Area {
    const FOLDER: &'static str = "areas";

    fn id(&self) -> String {
        self.id.0.clone()
    }

    fn check(&self, findings: &mut Findings) {
        check_area(self, findings);
    }
}

/// Where in a file something stands: keys and list positions from the root.
pub(super) type Path = Vec<PathStep>;

/// One step down into a file.
#[derive(Debug, Clone)]
pub(super) enum PathStep {
    /// The value of a key.
    Key(&'static str),
    /// A list's item, from 0.
    At(usize),
}

/// Mistakes found in one file, each with its place.
#[derive(Debug, Default)]
pub(super) struct Findings(pub(super) Vec<(Path, String)>);

impl Findings {
    pub(super) fn add(&mut self, path: &[PathStep], reason: impl Into<String>) {
        self.0.push((path.to_vec(), reason.into()));
    }

    fn filled(&mut self, path: &[PathStep], words: &str) {
        if words.trim().is_empty() {
            self.add(path, "must not be empty");
        }
    }

    fn text(&mut self, path: &[PathStep], text: &LocalText) {
        if let Some(lang) = text.missing() {
            self.add(path, format!("needs words in `{lang}`"));
        }
    }

    fn phone(&mut self, path: &[PathStep], number: &str) {
        let usual = |b: u8| b.is_ascii_digit() || b" -+".contains(&b);
        let has_digit = number.bytes().any(|b| b.is_ascii_digit());
        if !has_digit || !number.bytes().all(usual) {
            self.add(path, "not a telephone number");
        }
    }

    /// Ids must be short, plain and used once.
    fn ids<'a>(&mut self, path: &[PathStep], ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            let place = [path, &[PathStep::At(index), PathStep::Key("id")]].concat();
            let plain = !id.is_empty()
                && id.len() <= 40
                && id
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b));
            if !plain {
                self.add(
                    &place,
                    format!("id `{id}` must be lower-case letters, digits, `-` and `_`"),
                );
            }
            if !seen.insert(id) {
                self.add(&place, format!("id `{id}` is used twice"));
            }
        }
    }
}

fn check_kind(kind: &CareKind, findings: &mut Findings) {
    use PathStep::{At, Key};
    findings.ids(&[Key("id")], std::iter::once(kind.id.0.as_str()));
    for (key, text) in [
        ("name", &kind.name),
        ("short", &kind.short),
        ("needs", &kind.needs),
        ("note", &kind.note),
    ] {
        findings.text(&[Key(key)], text);
    }
    findings.filled(&[Key("icon")], &kind.icon);
    for (index, skill) in kind.skills.iter().enumerate() {
        findings.filled(&[Key("skills"), At(index)], skill);
    }
    let minutes = kind.minutes;
    if !(0 < minutes.min && minutes.min <= minutes.usual && minutes.usual <= minutes.max) {
        findings.add(&[Key("minutes")], "must be 0 < min <= usual <= max");
    }
    if kind.desk && (kind.urgent || kind.recurring) {
        findings.add(
            &[Key("desk")],
            "what the desk does by telephone is neither urgent nor recurring",
        );
    }
    check_times(kind, findings);
    if kind.people == 0 {
        findings.add(&[Key("people")], "at least one person must come");
    }
    findings.ids(
        &[Key("questions")],
        kind.questions.iter().map(|q| q.id.0.as_str()),
    );
    for (index, question) in kind.questions.iter().enumerate() {
        let earlier = kind.questions.get(..index).unwrap_or_default();
        let place = [Key("questions"), At(index)];
        check_question(question, earlier, &place, findings);
        check_profile(question, &place, findings);
        check_grade(question, &place, findings);
    }
    check_safety(kind, findings);
    findings.ids(
        &[Key("tasks")],
        kind.tasks.iter().map(|task| task.id.as_str()),
    );
    for (index, task) in kind.tasks.iter().enumerate() {
        findings.text(&[Key("tasks"), At(index), Key("label")], &task.label);
    }
    if kind.tasks.is_empty() {
        findings.add(&[Key("id")], "needs at least one task");
    }
}

/// Safety checks have words, and what they measure has limits.
fn check_safety(kind: &CareKind, findings: &mut Findings) {
    use PathStep::{At, Key};
    let ids = kind.safety.iter().map(|check| check.id.as_str());
    findings.ids(&[Key("safety")], ids);
    for (index, check) in kind.safety.iter().enumerate() {
        let place = [Key("safety"), At(index)];
        findings.text(&[&place[..], &[Key("text")]].concat(), &check.text);
        if let Some(measure) = &check.measure {
            check_measure(measure, &[&place[..], &[Key("measure")]].concat(), findings);
        }
    }
}

/// What is measured has a unit, and values that are in order.
fn check_measure(measure: &Measure, path: &[PathStep], findings: &mut Findings) {
    let unit = [path, &[PathStep::Key("unit")]].concat();
    findings.text(&unit, &measure.unit);
    if measure.least > measure.most {
        findings.add(path, "`least` must not be above `most`");
    }
}

/// Parts of the day end after they begin, and who goes along comes before the appointment.
fn check_times(kind: &CareKind, findings: &mut Findings) {
    use PathStep::{At, Key};
    let path = [Key("windows")];
    findings.ids(&path, kind.windows.iter().map(|part| part.id.as_str()));
    for (index, part) in kind.windows.iter().enumerate() {
        let place = [Key("windows"), At(index)];
        findings.text(&[&place[..], &[Key("name")]].concat(), &part.name);
        if !part.window().is_valid() {
            let to = [&place[..], &[Key("to")]].concat();
            findings.add(&to, "must be later than `from`");
        }
    }
    if let Some(BeforeAppointment { earliest, latest }) = kind.appointment
        && !(latest < earliest && earliest <= LONGEST_MINUTES)
    {
        let reason = format!("must be latest < earliest <= {LONGEST_MINUTES}");
        findings.add(&[Key("appointment")], reason);
    }
}

fn check_question(
    question: &Question,
    earlier: &[Question],
    path: &[PathStep],
    findings: &mut Findings,
) {
    let under = |key| [path, &[PathStep::Key(key)]].concat();
    findings.text(&under("ask"), &question.ask);
    if let Some(help) = &question.help {
        findings.text(&under("help"), help);
    }
    check_yes_no(question, path, findings);
    if question.in_offer && question.grade > Grade::PERSONAL {
        findings.add(
            &under("in_offer"),
            "only grades 1 and 2 may be shown in an offer",
        );
    }
    // Who looks at an offer may not have come into that home.
    if question.in_offer && matches!(question.kind, QuestionKind::Photos { .. }) {
        findings.add(&under("in_offer"), "no photo may be shown in an offer");
    }
    if let Some(condition) = &question.show_if {
        check_condition(condition, earlier, &under("show_if"), findings);
    }
    if question.may_not_know && !question.kind.can_be_not_known() {
        findings.add(
            &under("may_not_know"),
            "this kind of question cannot offer \"I do not know\"; make it `optional`",
        );
    }
    check_answers(question, earlier, path, findings);
}

/// A question answered by yes or no has its own words for both answers, or for neither.
fn check_yes_no(question: &Question, path: &[PathStep], findings: &mut Findings) {
    let under = |key| [path, &[PathStep::Key(key)]].concat();
    let said = [("yes", &question.yes), ("no", &question.no)];
    for (key, words) in said {
        let Some(words) = words else {
            continue;
        };
        findings.text(&under(key), words);
        if question.kind != QuestionKind::YesNo {
            findings.add(&under(key), "only a question of kind `yes_no` has it");
        }
    }
    match (&question.yes, &question.no) {
        (Some(_), None) => findings.add(&under("yes"), "`no` must be given too"),
        (None, Some(_)) => findings.add(&under("no"), "`yes` must be given too"),
        (Some(yes), Some(no)) => {
            let same = yes
                .0
                .iter()
                .find(|(lang, words)| no.0.get(*lang) == Some(*words));
            if let Some((lang, _)) = same {
                findings.add(&under("no"), format!("is the same as `yes` in `{lang}`"));
            }
        }
        (None, None) => {}
    }
}

/// Whether the question can be answered at all as its kind is set up.
fn check_answers(
    question: &Question,
    earlier: &[Question],
    path: &[PathStep],
    findings: &mut Findings,
) {
    let kind = [path, &[PathStep::Key("kind")]].concat();
    match &question.kind {
        QuestionKind::Date {
            not_before: Some(other),
            ..
        } => {
            let is_day = |known: &Question| {
                known.id == *other && matches!(known.kind, QuestionKind::Date { .. })
            };
            if !earlier.iter().any(is_day) {
                findings.add(
                    &kind,
                    format!("`{other}` is not an earlier question for a day"),
                );
            }
        }
        QuestionKind::Choice { options } => check_options(options, &kind, findings),
        QuestionKind::Choices { options, min, max } => {
            check_options(options, &kind, findings);
            let most = u32::try_from(options.len()).unwrap_or(u32::MAX);
            if min > max || *max > most {
                findings.add(&kind, "must be min <= max <= number of options");
            }
            if *min == 0 && !question.optional {
                findings.add(&kind, "min must be at least 1, or the question optional");
            }
        }
        QuestionKind::Number { min, max, unit } => {
            if min > max {
                findings.add(&kind, "min must not be above max");
            }
            if let Some(unit) = unit {
                let unit_path = [kind.as_slice(), &[PathStep::Key("unit")]].concat();
                findings.text(&unit_path, unit);
            }
        }
        QuestionKind::Money { min, max } if *min < 0 || min > max => {
            findings.add(&kind, "must be 0 <= min <= max, in fen");
        }
        QuestionKind::Photos { max } if *max == 0 || *max > 20 => {
            findings.add(&kind, "max must be between 1 and 20 pictures");
        }
        QuestionKind::Text { max } | QuestionKind::LongText { max }
            if *max == 0 || *max > 2_000 =>
        {
            findings.add(&kind, "max must be between 1 and 2000 characters");
        }
        _ => {}
    }
}

fn check_options(options: &[Opt], kind: &[PathStep], findings: &mut Findings) {
    let path = [kind, &[PathStep::Key("options")]].concat();
    if options.len() < 2 {
        findings.add(&path, "needs at least two options");
    }
    findings.ids(&path, options.iter().map(|option| option.id.as_str()));
    for (index, option) in options.iter().enumerate() {
        let label = [PathStep::At(index), PathStep::Key("label")];
        findings.text(&[path.as_slice(), &label].concat(), &option.label);
    }
}

/// Numbers of people and accounts, and where somebody lives, are sensitive whatever they fill.
fn check_grade(question: &Question, path: &[PathStep], findings: &mut Findings) {
    let sensitive = question.kind.is_paper_number() || question.kind == QuestionKind::Address;
    if sensitive && question.grade < Grade::SENSITIVE {
        let place = [path, &[PathStep::Key("grade")]].concat();
        findings.add(&place, "such an answer is at least of grade 3");
    }
}

/// An answer is as the profile's field that it fills holds it, and at least as sensitive.
fn check_profile(question: &Question, path: &[PathStep], findings: &mut Findings) {
    let Some(key) = &question.profile else {
        return;
    };
    let place = [path, &[PathStep::Key("profile")]].concat();
    let Some(field) = check_field(key, &place, findings) else {
        return;
    };
    if !question.kind.fills(field.kind()) {
        findings.add(&place, format!("`{field}` holds another kind of answer"));
    }
    if question.grade < field.grade() {
        findings.add(
            &[path, &[PathStep::Key("grade")]].concat(),
            format!("`{field}` is of grade {}", u8::from(field.grade())),
        );
    }
}

/// The field that a file names, where the profile has it.
fn check_field(
    key: &ProfileKey,
    path: &[PathStep],
    findings: &mut Findings,
) -> Option<ProfileField> {
    key.field()
        .inspect_err(|error| findings.add(path, error.to_string()))
        .ok()
}

/// A condition names one of the questions before, and an answer that it can have.
fn check_condition(
    condition: &Condition,
    earlier: &[Question],
    path: &[PathStep],
    findings: &mut Findings,
) {
    match earlier.iter().find(|q| q.id == condition.field) {
        None => findings.add(
            path,
            format!("`{}` is not an earlier question", condition.field),
        ),
        Some(other) if !has_option(&other.kind, &condition.is) => findings.add(
            path,
            format!("`{}` has no option `{}`", condition.field, condition.is),
        ),
        Some(_) => {}
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
    use PathStep::{At, Key};
    findings.text(&[Key("name")], &area.name);
    findings.text(&[Key("city")], &area.city);
    findings.ids(&[Key("id")], std::iter::once(area.id.0.as_str()));
    if area.utc_offset_minutes.abs() > 14 * 60 {
        findings.add(
            &[Key("utc_offset_minutes")],
            "no place is further than 14 hours from UTC",
        );
    }
    if area.lease_minutes == 0 {
        findings.add(
            &[Key("lease_minutes")],
            "a claim must hold for some minutes",
        );
    }
    if area.most_open_claims == 0 {
        findings.add(&[Key("most_open_claims")], "nobody could take anything on");
    }
    if !area.phones.iter().any(|phone| phone.emergency) {
        findings.add(
            &[Key("phones")],
            "needs at least one number for danger to life",
        );
    }
    for (index, phone) in area.phones.iter().enumerate() {
        let place = [Key("phones"), At(index)];
        findings.text(&[place.as_slice(), &[Key("name")]].concat(), &phone.name);
        findings.phone(
            &[place.as_slice(), &[Key("number")]].concat(),
            &phone.number,
        );
    }
    if area.buildings.is_empty() {
        findings.add(&[Key("buildings")], "needs at least one building");
    }
    let mut seen = BTreeSet::new();
    for (index, building) in area.buildings.iter().enumerate() {
        let under = |key| [Key("buildings"), At(index), Key(key)];
        findings.text(&under("name"), &building.name);
        findings.filled(&under("id"), &building.id);
        findings.filled(&under("grid"), &building.grid);
        if !seen.insert(&building.id) {
            let reason = format!("id `{}` is used twice", building.id);
            findings.add(&under("id"), reason);
        }
    }
}
