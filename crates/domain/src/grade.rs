//! How sensitive a field is. One scale for masking, export, offers and the access log.

use serde::{Deserialize, Serialize};

/// A sensitivity grade, 1 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Grade(u8);

impl Grade {
    /// 1: public or of little consequence.
    pub const OPEN: Self = Self(1);
    /// 2: personal, for those who serve the person.
    pub const PERSONAL: Self = Self(2);
    /// 3: sensitive: ID and account numbers, the door of someone who lives alone.
    pub const SENSITIVE: Self = Self(3);
    /// 4: highly sensitive: health, ability, income.
    pub const SECRET: Self = Self(4);
}

/// A number that is no grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a grade from 1 to 4")]
pub struct NotAGrade(pub u8);

impl TryFrom<u8> for Grade {
    type Error = NotAGrade;
    fn try_from(number: u8) -> Result<Self, NotAGrade> {
        if (1..=4).contains(&number) {
            Ok(Self(number))
        } else {
            Err(NotAGrade(number))
        }
    }
}

impl From<Grade> for u8 {
    fn from(grade: Grade) -> Self {
        grade.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_is_a_number_from_one_to_four() {
        for number in 1..=4 {
            let grade: Grade = serde_json::from_str(&number.to_string()).unwrap();
            assert_eq!(serde_json::to_string(&grade).unwrap(), number.to_string());
        }
        for wrong in ["0", "5", "-1", "\"2\""] {
            assert!(serde_json::from_str::<Grade>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_more_sensitive_grade_is_the_greater() {
        assert!(Grade::OPEN < Grade::PERSONAL && Grade::SENSITIVE < Grade::SECRET);
    }
}
