//! The fields of a profile: the one table of their names, grades and kinds. A new field
//! is a new line here; what a document or a file calls a field is a [`ProfileKey`].

use crate::grade::Grade;
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, fmt, str::FromStr};

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $name:literal, $grade:ident, $kind:ident, $lasts:ident;)*) => {
        /// A field of the profile that this version knows. It is written as its name, in
        /// documents, in files and in message keys (`profile-<name>`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum ProfileField {
            $($(#[$doc])*
            #[serde(rename = $name)]
            $field,)*
        }

        impl ProfileField {
            /// Every field, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$field),*];

            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$field => $name,)*
                }
            }

            /// How sensitive it is: the grade decides what may be shown, exported or logged.
            #[must_use]
            pub const fn grade(self) -> Grade {
                match self {
                    $(Self::$field => Grade::$grade,)*
                }
            }

            /// What its text stands for.
            #[must_use]
            pub const fn kind(self) -> ProfileKind {
                match self {
                    $(Self::$field => ProfileKind::$kind,)*
                }
            }

            /// Whether what it says may be otherwise a year later.
            #[must_use]
            pub const fn may_change(self) -> bool {
                match self {
                    $(Self::$field => matches!(Lasts::$lasts, Lasts::ForNow),)*
                }
            }
        }
    };
}

enum Lasts {
    ForLife,
    ForNow,
}

fields! {
    Name = "name", PERSONAL, Text, ForLife;
    BirthDate = "birth_date", PERSONAL, Day, ForLife;
    /// `female` or `male`, as in the register.
    Sex = "sex", PERSONAL, Choice, ForLife;
    Phone = "phone", PERSONAL, Text, ForNow;
    /// The number of the building.
    Building = "building", PERSONAL, Text, ForNow;
    /// Unit and room in the building.
    Door = "door", SENSITIVE, Text, ForNow;
    /// The number of the resident identity card.
    IdNumber = "id_number", SENSITIVE, Text, ForLife;
    /// Nobody else lives in the home.
    LivesAlone = "lives_alone", SENSITIVE, YesNo, ForNow;
    /// How they get about.
    Mobility = "mobility", SENSITIVE, Choice, ForNow;
    /// Whom to call about them.
    ContactName = "contact_name", PERSONAL, Text, ForNow;
    /// That person's telephone number.
    ContactPhone = "contact_phone", PERSONAL, Text, ForNow;
    /// The household register (户口) is in this district.
    HukouHere = "hukou_here", PERSONAL, YesNo, ForNow;
    /// Usually lives in this community.
    LivesHere = "lives_here", PERSONAL, YesNo, ForNow;
    /// The bank account to which money is paid.
    Account = "account", SENSITIVE, Text, ForNow;
    /// Whether they draw a pension.
    Pension = "pension", PERSONAL, YesNo, ForNow;
    /// The day of the last successful check that the pensioner is alive.
    PensionCheckOn = "pension_check_on", PERSONAL, Day, ForNow;
    MedicalInsured = "medical_insured", PERSONAL, YesNo, ForNow;
    /// The number with the medical insurance.
    InsuredNo = "insured_no", SENSITIVE, Text, ForNow;
    /// The number of the social security card.
    SscNumber = "ssc_number", SENSITIVE, Text, ForNow;
    /// Where the medical insurance is.
    InsuredArea = "insured_area", PERSONAL, Text, ForNow;
    /// Lives, or sees doctors, outside the insured area.
    TreatedElsewhere = "treated_elsewhere", PERSONAL, YesNo, ForNow;
    /// Until when that is registered.
    RemoteUntil = "remote_until", PERSONAL, Day, ForNow;
    /// Has signed up with a family doctor.
    FamilyDoctor = "family_doctor", PERSONAL, YesNo, ForNow;
    /// This home has been adapted with a grant before.
    HomeAdapted = "home_adapted", PERSONAL, YesNo, ForNow;
    /// Holds a certificate of low income.
    LowIncome = "low_income", SENSITIVE, YesNo, ForNow;
    /// The number of the disability certificate.
    DisabilityNumber = "disability_number", SENSITIVE, Text, ForNow;
    /// What the certificate is for.
    DisabilityKind = "disability_kind", SENSITIVE, Choice, ForNow;
    /// `1` (the most severe) to `4`, or `none`.
    DisabilityGrade = "disability_grade", SENSITIVE, Choice, ForNow;
    /// `0` (able) to `4` (fully dependent), or `none` while not assessed.
    AbilityLevel = "ability_level", SECRET, Choice, ForNow;
    /// Has needed help every day for half a year or more.
    LongNeed = "long_need", SECRET, YesNo, ForNow;
    /// What whoever comes must know of the door.
    DoorNote = "door_note", SENSITIVE, Text, ForNow;
    /// What they must not eat.
    Diet = "diet", PERSONAL, Choices, ForNow;
    /// What food they are allergic to.
    Allergy = "allergy", SECRET, Text, ForNow;
    /// What they walk with outside.
    WalkingAid = "walking_aid", PERSONAL, Choice, ForNow;
    /// How well they hear: `well`, `hard` or `deaf`.
    Hearing = "hearing", SENSITIVE, Choice, ForNow;
    /// They want to be written to, not called.
    TextMe = "text_me", PERSONAL, YesNo, ForNow;
}

/// What the text of a field stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileKind {
    /// Words or a number, as typed.
    Text,
    /// A day, as `2026-11-24`.
    Day,
    /// The text `yes` or `no`.
    YesNo,
    /// The id of an option.
    Choice,
    /// The ids of several, with commas between.
    Choices,
}

impl FromStr for ProfileField {
    type Err = UnknownField;
    fn from_str(name: &str) -> Result<Self, UnknownField> {
        let mut known = Self::ALL.iter().copied();
        known
            .find(|field| field.name() == name)
            .ok_or_else(|| UnknownField(name.to_owned()))
    }
}

impl fmt::Display for ProfileField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// By name, as documents and files order them.
impl Ord for ProfileField {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for ProfileField {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A name that is no field of the profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the profile has no field `{0}`")]
pub struct UnknownField(pub String);

/// What a document or a catalogue calls a field of the profile. Either may be of a newer
/// version than this program: a name that is not known here is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum ProfileKey {
    /// A field that this version knows.
    Known(ProfileField),
    /// A field of another version.
    Other(String),
}

impl ProfileKey {
    /// The field, where this version knows it.
    #[must_use]
    pub const fn known(&self) -> Option<ProfileField> {
        match self {
            Self::Known(field) => Some(*field),
            Self::Other(_) => None,
        }
    }

    /// The field.
    ///
    /// # Errors
    /// [`UnknownField`] where this version does not know it.
    pub fn field(&self) -> Result<ProfileField, UnknownField> {
        self.known()
            .ok_or_else(|| UnknownField(self.name().to_owned()))
    }

    /// The name as it is written.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Known(field) => field.name(),
            Self::Other(name) => name,
        }
    }
}

/// By name, whoever knows it.
impl Ord for ProfileKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for ProfileKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<ProfileField> for ProfileKey {
    fn from(field: ProfileField) -> Self {
        Self::Known(field)
    }
}

impl From<String> for ProfileKey {
    fn from(name: String) -> Self {
        name.parse().map_or_else(|_| Self::Other(name), Self::Known)
    }
}

impl From<&str> for ProfileKey {
    fn from(name: &str) -> Self {
        name.to_owned().into()
    }
}

impl From<ProfileKey> for String {
    fn from(key: ProfileKey) -> Self {
        key.name().to_owned()
    }
}

impl fmt::Display for ProfileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_written_as_its_name() {
        for field in ProfileField::ALL {
            let json = format!("\"{field}\"");
            assert_eq!(serde_json::to_string(field).unwrap(), json);
            let key: ProfileKey = serde_json::from_str(&json).unwrap();
            assert_eq!(key.known(), Some(*field), "and read back");
        }
    }

    #[test]
    fn a_field_of_a_newer_version_keeps_its_name() {
        let key: ProfileKey = serde_json::from_str("\"shoe_size\"").unwrap();
        assert_eq!(key.known(), None);
        assert_eq!(
            key.field().unwrap_err().to_string(),
            "the profile has no field `shoe_size`"
        );
        assert_eq!(serde_json::to_string(&key).unwrap(), "\"shoe_size\"");
    }
}
