//! Where and how somebody can be reached: two questions that no request leaves without an
//! answer to, and those that help.

use crate::{
    answer::{Address, FieldId, Opt, Question, QuestionKind},
    care::Place,
    grade::Grade,
    profile::ProfileField,
    text::LocalText,
};

/// The longest name of somebody to call, in characters.
const MAX_CONTACT_CHARS: u32 = 40;

/// The questions for a telephone number and for the address, which fill the profile. The page
/// that asks has the words.
#[must_use]
pub fn home_questions() -> [Question; 2] {
    let address = Question {
        grade: Grade::SENSITIVE,
        ..filling(ProfileField::Door, "address", QuestionKind::Address)
    };
    [
        filling(ProfileField::Phone, "phone", QuestionKind::Phone),
        address,
    ]
}

/// What helps to reach a person, each a question of its own that fills the profile: nobody
/// must answer any. The page that asks has the words, also those of the options.
#[must_use]
pub fn details_questions() -> [Question; 4] {
    let asks = |field: ProfileField, kind| Question {
        optional: true,
        ..filling(field, field.name(), kind)
    };
    let option = |id: &str| Opt {
        id: id.to_owned(),
        label: LocalText::default(),
    };
    let options = ["well", "hard", "deaf"].map(option).to_vec();
    [
        asks(ProfileField::Hearing, QuestionKind::Choice { options }),
        asks(ProfileField::TextMe, QuestionKind::YesNo),
        asks(
            ProfileField::ContactName,
            QuestionKind::Text {
                max: MAX_CONTACT_CHARS,
            },
        ),
        asks(ProfileField::ContactPhone, QuestionKind::Phone),
    ]
}

/// A question that fills `field` of the profile.
fn filling(field: ProfileField, id: &str, kind: QuestionKind) -> Question {
    Question {
        grade: field.grade(),
        profile: Some(field.into()),
        ..Question::new(FieldId(id.to_owned()), LocalText::default(), kind)
    }
}

impl Address {
    /// The address of a profile. A door that names its entrance as people write it, "1 单元
    /// 101" or "1-101", is divided there; any other is the room.
    #[must_use]
    pub fn of(building: &str, door: &str) -> Self {
        let divided = door.split_once("单元").or_else(|| door.split_once('-'));
        let parts = divided.map(|(unit, room)| (unit.trim(), room.trim()));
        let (unit, room) = parts
            .filter(|(unit, room)| !unit.is_empty() && !room.is_empty())
            .unwrap_or(("", door));
        Self {
            building: building.to_owned(),
            unit: unit.to_owned(),
            room: room.to_owned(),
        }
    }
}

impl Place {
    /// Whether somebody could come there, and call before: a telephone number, a building and
    /// what is behind its door.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let parts = [&self.phone, &self.building, &self.door];
        parts.into_iter().all(|part| !part.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_is_divided_as_people_write_it() {
        for (door, unit, room) in [
            ("1 单元 101", "1", "101"),
            ("2单元1202室", "2", "1202室"),
            ("1-101", "1", "101"),
            ("3-2-101", "3", "2-101"),
            ("101", "", "101"),
            ("-101", "", "-101"),
            ("1 单元", "", "1 单元"),
            ("", "", ""),
        ] {
            let address = Address::of("3", door);
            assert_eq!((&*address.unit, &*address.room), (unit, room), "{door}");
        }
    }
}
