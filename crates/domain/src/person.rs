//! A resident's own document: profile, needs and preferences, each field with
//! its sensitivity grade.

use crate::{
    care::Place,
    document::Header,
    grade::Grade,
    time::{Date, read_day},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The contents of a person document. Fields are kept one by one, so that two
/// people who fill different fields while apart both keep theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// What and whose it is.
    pub header: Header,
    /// Profile fields by name ([`FIELDS`]).
    pub profile: BTreeMap<String, String>,
    /// How this person likes their screen.
    pub preferences: BTreeMap<String, String>,
}

/// A field of the profile, with its grade. The one table of what may be shown,
/// exported or logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in the document, in files and in message keys (`profile-<name>`).
    pub name: &'static str,
    /// How sensitive it is.
    pub grade: Grade,
}

/// All fields of a profile. Yes and no are written `yes` and `no`, days as
/// `2026-11-24`, choices by their option's id.
pub const FIELDS: &[Field] = &[
    field("name", Grade::PERSONAL),
    field("birth_date", Grade::PERSONAL),
    field("sex", Grade::PERSONAL),
    field("phone", Grade::PERSONAL),
    field("building", Grade::PERSONAL),
    field("door", Grade::SENSITIVE),
    field("id_number", Grade::SENSITIVE),
    field("lives_alone", Grade::SENSITIVE),
    field("mobility", Grade::SENSITIVE),
    field("contact_name", Grade::PERSONAL),
    field("contact_phone", Grade::PERSONAL),
    // What services ask for. Household register in this district.
    field("hukou_here", Grade::PERSONAL),
    // Usually lives in this community.
    field("lives_here", Grade::PERSONAL),
    // Where money is paid to.
    field("account", Grade::SENSITIVE),
    // Draws a pension; the day of the last successful check.
    field("pension", Grade::PERSONAL),
    field("pension_check_on", Grade::PERSONAL),
    field("medical_insured", Grade::PERSONAL),
    field("insured_no", Grade::SENSITIVE),
    // Of the social security card.
    field("ssc_number", Grade::SENSITIVE),
    field("insured_area", Grade::PERSONAL),
    // Lives, or sees doctors, outside the insured area; until when that is registered.
    field("treated_elsewhere", Grade::PERSONAL),
    field("remote_until", Grade::PERSONAL),
    field("family_doctor", Grade::PERSONAL),
    // This home has been adapted with a grant before.
    field("home_adapted", Grade::PERSONAL),
    // Holds a certificate of low income.
    field("low_income", Grade::SENSITIVE),
    field("disability_number", Grade::SENSITIVE),
    field("disability_kind", Grade::SENSITIVE),
    // `1` (the most severe) to `4`, or `none`.
    field("disability_grade", Grade::SENSITIVE),
    // `0` (able) to `4` (fully dependent), or `none` while not assessed.
    field("ability_level", Grade::SECRET),
    // Has needed help every day for half a year or more.
    field("long_need", Grade::SECRET),
];

const fn field(name: &'static str, grade: Grade) -> Field {
    Field { name, grade }
}

/// The grade of a profile field; `None` where there is no such field.
#[must_use]
pub fn grade_of(field: &str) -> Option<Grade> {
    FIELDS
        .iter()
        .find(|known| known.name == field)
        .map(|known| known.grade)
}

/// Whether what a field says may be otherwise a year later.
#[must_use]
pub fn may_change(field: &str) -> bool {
    !matches!(field, "name" | "birth_date" | "sex" | "id_number")
}

impl Person {
    /// A profile field, or the empty text.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.profile.get(name).map_or("", String::as_str)
    }

    /// Where to visit this person.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            name: self.field("name").to_owned(),
            phone: self.field("phone").to_owned(),
            building: self.field("building").to_owned(),
            door: self.field("door").to_owned(),
        }
    }

    /// The date of birth.
    #[must_use]
    pub fn birth_date(&self) -> Option<Date> {
        read_day(self.field("birth_date"))
    }

    /// Age in whole years on `today`.
    #[must_use]
    pub fn age_on(&self, today: Date) -> Option<i16> {
        let born = self.birth_date()?;
        let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
        Some(today.year() - born.year() - i16::from(!had_birthday))
    }
}

/// How big text is, on top of the system's own setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextSize {
    /// 100 % of the 20 px base.
    #[default]
    Normal,
    /// 125 %.
    Large,
    /// 150 %.
    Larger,
    /// 200 %.
    Largest,
}

/// Colours of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Dark ink on warm paper.
    #[default]
    Light,
    /// Light ink on dark ground.
    Dark,
    /// Yellow and white on black.
    Contrast,
}

/// How a person likes their screen. Follows them to a new device.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Preferences {
    /// Text size.
    pub text_size: TextSize,
    /// Colours.
    pub theme: Theme,
    /// Language tag (`zh-CN`, `en`); `None` follows the system.
    pub language: Option<String>,
}
