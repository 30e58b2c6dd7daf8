//! Where somebody can be reached: the two questions that no request leaves without an answer to.

use crate::{
    answer::{FieldId, Question, QuestionKind},
    care::Place,
    grade::Grade,
    profile::ProfileField,
    text::LocalText,
};

/// The questions for a telephone number and for the address, which fill the profile. The page
/// that asks has the words.
#[must_use]
pub fn home_questions() -> [Question; 2] {
    let asks = |id: &str, kind, field: ProfileField| Question {
        grade: field.grade(),
        profile: Some(field.into()),
        ..Question::new(FieldId(id.to_owned()), LocalText::default(), kind)
    };
    let address = Question {
        grade: Grade::SENSITIVE,
        ..asks("address", QuestionKind::Address, ProfileField::Door)
    };
    [
        asks("phone", QuestionKind::Phone, ProfileField::Phone),
        address,
    ]
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
