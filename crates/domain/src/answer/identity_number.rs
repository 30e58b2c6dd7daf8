//! Numbers of identity papers: whether one can be right, and what it says.

use super::{
    AnswerError, IdentityPaper, id_number,
    id_number::Sex,
    words::{fits, plain},
};
use crate::time::Date;

/// Most characters that are looked at: nobody mistypes so much.
const MOST: u32 = 60;
/// The year before which the 15 digits of the first cards cannot say a birth: they have no
/// century, and whoever was born before is told by other signs.
const CENTURY: i16 = 1900;

/// Whether `text` names a paper and a number that it can have.
///
/// # Errors
/// The first thing that is wrong with it.
pub(super) fn check(text: &str) -> Result<(), AnswerError> {
    let (paper, number) = IdentityPaper::read(text);
    check_number(paper, number)
}

/// Whether `text` has no number yet, though perhaps a paper.
pub(super) fn is_blank(text: &str) -> bool {
    IdentityPaper::read(text).1.trim().is_empty()
}

/// The text in the form in which it is kept.
pub(super) fn normal(text: &str) -> String {
    let (paper, number) = IdentityPaper::read(text);
    paper.write(&bare(number))
}

/// The day of birth that a valid number says; not every paper's does.
pub(super) fn birth_date(text: &str) -> Option<Date> {
    let (paper, number) = valid(text)?;
    match paper {
        IdentityPaper::FirstCard => first_birth(&number),
        _ => id_number::birth_date(&number),
    }
}

/// The sex that a valid number says; not every paper's does.
pub(super) fn sex(text: &str) -> Option<Sex> {
    let (paper, number) = valid(text)?;
    match paper {
        IdentityPaper::FirstCard => {
            let order = number.bytes().last()?;
            Some(Sex::of_order(order))
        }
        _ => id_number::sex(&number),
    }
}

/// A paper and the number of it, where it can have that.
fn valid(text: &str) -> Option<(IdentityPaper, String)> {
    let (paper, number) = IdentityPaper::read(text);
    check_number(paper, number).ok()?;
    Some((paper, bare(number)))
}

/// Whether `number` can be that of `paper`, written with or without spaces.
fn check_number(paper: IdentityPaper, number: &str) -> Result<(), AnswerError> {
    use IdentityPaper as P;
    fits(number, MOST)?;
    let number = bare(number);
    let begins_with = |firsts: &[&str]| firsts.iter().any(|first| number.starts_with(first));
    let is_right = match paper {
        P::ResidentCard => return id_number::check(&number),
        P::ResidencePermit if begins_with(&["81", "82", "83"]) => {
            return id_number::check(&number);
        }
        P::ForeignerCard if begins_with(&["9"]) => return id_number::check(&number),
        P::ResidencePermit => false,
        P::HomeReturnPermit => {
            let digits = number.strip_prefix(['H', 'M']);
            digits.is_some_and(|digits| is_digits(digits, &[8, 10]))
        }
        P::TaiwanPermit => is_digits(&number, &[8, 10]) || is_old_taiwan_permit(&number),
        P::ForeignerCard => {
            let (country, digits) = number.split_at_checked(3).unwrap_or_default();
            country.bytes().all(|byte| byte.is_ascii_uppercase()) && is_digits(digits, &[12])
        }
        P::Passport => {
            (5..=9).contains(&number.len())
                && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && number.bytes().any(|byte| byte.is_ascii_digit())
        }
        P::FirstCard => {
            is_digits(&number, &[15])
                && id_number::is_province(&number)
                && first_birth(&number).is_some()
        }
    };
    if is_right {
        Ok(())
    } else {
        Err(AnswerError::PaperNumber { paper })
    }
}

/// Narrow, in upper case, without spaces, dashes and brackets.
fn bare(number: &str) -> String {
    plain(number).replace(['(', ')'], "")
}

fn is_digits(words: &str, lengths: &[usize]) -> bool {
    lengths.contains(&words.len()) && words.bytes().all(|byte| byte.is_ascii_digit())
}

/// Ten digits and one sign for who issued it.
fn is_old_taiwan_permit(number: &str) -> bool {
    number.split_at_checked(10).is_some_and(|(digits, issuer)| {
        is_digits(digits, &[10])
            && issuer.len() == 1
            && issuer.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// The day of birth in the digits 7 to 12 of a first card.
fn first_birth(number: &str) -> Option<Date> {
    let part = |range: std::ops::Range<usize>| number.get(range)?.parse::<i8>().ok();
    let year = CENTURY + i16::from(part(6..8)?);
    Date::new(year, part(8..10)?, part(10..12)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_testing::cases;
    use proptest::prelude::*;

    #[test]
    fn each_paper_has_its_own_numbers() {
        let ok = Ok(());
        let no = |paper| Err(AnswerError::PaperNumber { paper });
        use IdentityPaper as P;
        for (text, expected) in [
            ("11010519491231002X", ok),
            ("residence-permit:810000199408230021", ok),
            ("residence-permit:830000199201300022", ok),
            (
                "residence-permit:11010519491231002X",
                no(P::ResidencePermit),
            ),
            (
                "residence-permit:810000199408230022",
                Err(AnswerError::IdCheck),
            ),
            ("home-return-permit:H12345678", ok),
            ("home-return-permit: m 1234 5678 01", ok),
            ("home-return-permit:A12345678", no(P::HomeReturnPermit)),
            ("home-return-permit:H1234567", no(P::HomeReturnPermit)),
            ("taiwan-permit:12345678", ok),
            ("taiwan-permit:1234567801(B)", ok),
            ("taiwan-permit:1234567801", ok),
            ("taiwan-permit:123456789", no(P::TaiwanPermit)),
            ("foreigner-card:931156198501010024", ok),
            ("foreigner-card:USA310052080151", ok),
            ("foreigner-card:usa 3100 5208 0151", ok),
            ("foreigner-card:USA31005208015", no(P::ForeignerCard)),
            (
                "foreigner-card:931156198501010027",
                Err(AnswerError::IdCheck),
            ),
            ("foreigner-card:93115", Err(AnswerError::IdLength)),
            ("passport:E12345678", ok),
            ("passport:e1234 5678", ok),
            ("passport:123456789", ok),
            ("passport:ABCDEFG", no(P::Passport)),
            ("passport:E123456789", no(P::Passport)),
            ("passport:护照", no(P::Passport)),
            ("first-card:110105491231002", ok),
            ("first-card:110105491331002", no(P::FirstCard)),
            ("first-card:000105491231002", no(P::FirstCard)),
            ("first-card:11010519491231002X", no(P::FirstCard)),
            // No such paper: read as a citizen's card.
            ("visa:E12345678", Err(AnswerError::IdLength)),
        ] {
            assert_eq!(check(text), expected, "{text}");
        }
    }

    #[test]
    fn some_numbers_say_when_somebody_was_born_and_as_what() {
        for (text, born, sex_said) in [
            ("11010519491231002X", Some("1949-12-31"), Some(Sex::Female)),
            (
                "first-card:110105 491231 001",
                Some("1949-12-31"),
                Some(Sex::Male),
            ),
            (
                "residence-permit:810000199408230021",
                Some("1994-08-23"),
                Some(Sex::Female),
            ),
            (
                "foreigner-card:931156198501010024",
                Some("1985-01-01"),
                Some(Sex::Female),
            ),
            ("foreigner-card:USA310052080151", None, None),
            ("home-return-permit:H12345678", None, None),
            ("taiwan-permit:12345678", None, None),
            ("passport:E12345678", None, None),
            ("passport:11010519491231002X", None, None),
        ] {
            let said = birth_date(text).map(|born| born.to_string());
            assert_eq!((said.as_deref(), sex(text)), (born, sex_said), "{text}");
        }
    }

    #[test]
    fn a_paper_without_a_number_is_no_answer_yet() {
        assert!(
            ["", " ", "passport:", "first-card: "]
                .map(is_blank)
                .iter()
                .all(|blank| *blank)
        );
        assert!(!is_blank("passport:E1"));
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn what_is_written_is_read_again(
            paper in prop::sample::select(IdentityPaper::ALL.to_vec()),
            number in "[0-9A-Za-z() -]{0,24}",
        ) {
            let text = paper.write(&number);
            prop_assert_eq!(IdentityPaper::read(&text), (paper, number.as_str()));
            let kept = normal(&text);
            prop_assert_eq!(&normal(&kept), &kept);
            prop_assert_eq!(check(&kept), check(&text));
            prop_assert_eq!(IdentityPaper::read(&kept).0, paper);
        }

        #[test]
        fn whatever_is_typed_is_judged(text in "([a-z-]{0,16}:)?.{0,80}") {
            let kept = normal(&text);
            prop_assert_eq!(normal(&kept), kept);
            let _ = (check(&text), birth_date(&text), sex(&text), is_blank(&text));
        }
    }
}
