//! The number of a certificate of disability: the holder's ID number, then a digit for
//! the kind and one for the grade; a certificate that was lost once has `B1` after it.

use super::{
    AnswerError, id_number,
    words::{fits, plain},
};

/// Characters with the mark of a new certificate.
const MOST: u32 = 22;
/// Characters of the ID number.
const ID: usize = 18;

/// Whether `words` is the number of a certificate, written with or without spaces.
///
/// # Errors
/// What is wrong with it.
pub fn check(words: &str) -> Result<(), AnswerError> {
    // Nobody mistypes that much; a draft need not keep it.
    if words.len() > 200 {
        fits(words, MOST)?;
    }
    let number = plain(words);
    let (Some(id), Some(end)) = (number.get(..ID), number.get(ID..)) else {
        return Err(AnswerError::DisabilityLength);
    };
    let end = match end.as_bytes() {
        [kind, grade] => [*kind, *grade],
        [kind, grade, b'B', again] if again.is_ascii_digit() => [*kind, *grade],
        _ => return Err(AnswerError::DisabilityLength),
    };
    id_number::check(id)?;
    match end {
        [b'1'..=b'7', b'1'..=b'4'] => Ok(()),
        _ => Err(AnswerError::DisabilityEnd),
    }
}

/// Whether the certificate is that of the person with this ID number.
#[must_use]
pub fn is_of(words: &str, id_number: &str) -> bool {
    plain(words).get(..ID) == Some(plain(id_number).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_its_holders_id_number_with_kind_and_grade() {
        for (number, expected) in [
            ("11010519491231002X43", Ok(())),
            ("110105 19491231 002x 43", Ok(())),
            ("11010519491231002X43B1", Ok(())),
            ("11010519491231002X", Err(AnswerError::DisabilityLength)),
            ("11010519491231002X4", Err(AnswerError::DisabilityLength)),
            ("11010519491231002X43C1", Err(AnswerError::DisabilityLength)),
            ("11010519491231002X83", Err(AnswerError::DisabilityEnd)),
            ("11010519491231002X45", Err(AnswerError::DisabilityEnd)),
            ("11010519491231002043", Err(AnswerError::IdCheck)),
            ("残疾证", Err(AnswerError::DisabilityLength)),
        ] {
            assert_eq!(check(number), expected, "{number}");
        }
        assert!(is_of("11010519491231002x 43", "110105 19491231 002X"));
        assert!(!is_of("11010519491231002X43", "440524188001010014"));
    }
}
