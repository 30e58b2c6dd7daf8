//! From what was typed to an answer. Digits are taken from any keyboard, full-width too.

use super::Typed;
use crate::parts::{DateParts, TimeParts};
use linli_domain::{
    answer::{AnswerError, Value, is_meant, money},
    signs,
    time::{Date, Minute},
};

/// An amount in yuan, kept in fen.
pub(super) fn money(text: &str) -> Typed {
    if text.trim().is_empty() {
        return Typed::Nothing;
    }
    let number = |fen| Typed::Value(Value::Number(fen));
    money::read(text).map_or_else(|| Typed::unreadable(&[text]), number)
}

pub(super) fn number(text: &str) -> Typed {
    if text.trim().is_empty() {
        return Typed::Nothing;
    }
    let number = digits(text).parse();
    number.map_or_else(
        |_| Typed::unreadable(&[text]),
        |number| Typed::Value(Value::Number(number)),
    )
}

/// The day that three numbers are.
pub(super) fn date(parts: &DateParts) -> Typed {
    let DateParts { year, month, day } = parts;
    if [year, month, day].iter().all(|part| part.trim().is_empty()) {
        return Typed::Nothing;
    }
    let read = || {
        let (year, month, day) = (digits(year), digits(month), digits(day));
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    };
    let typed: [&str; 3] = [year, month, day];
    match read() {
        Some(date) if is_meant(date) => Typed::Value(Value::Date(date)),
        Some(_) => Typed::half_of(&typed, AnswerError::YearOutOfRange),
        None => Typed::unreadable(&typed),
    }
}

/// The time that two numbers are; without minutes it is the full hour.
pub(super) fn time(parts: &TimeParts) -> Typed {
    if parts.hour.trim().is_empty() && parts.minute.trim().is_empty() {
        return Typed::Nothing;
    }
    let read = || {
        let hour: u16 = digits(&parts.hour).parse().ok().filter(|hour| *hour < 24)?;
        let minute = if parts.minute.trim().is_empty() {
            0
        } else {
            digits(&parts.minute).parse().ok()?
        };
        (minute < 60).then(|| Minute::of(hour, minute))
    };
    read().map_or_else(
        || Typed::unreadable(&[&parts.hour, &parts.minute]),
        |minute| Typed::Value(Value::Time(minute)),
    )
}

/// The text in narrow signs, with what is no digit made unreadable.
fn digits(text: &str) -> String {
    let readable = |sign: char| match sign {
        '0'..='9' | '-' => sign,
        _ => 'x',
    };
    signs::narrow(text).trim().chars().map(readable).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_from_any_keyboard() {
        assert_eq!(number(" 2 "), Typed::Value(Value::Number(2)));
        assert_eq!(
            number("１２"),
            Typed::Value(Value::Number(12)),
            "full-width digits"
        );
        assert_eq!(
            number("\u{202a}٤２\u{202c}\u{a0}"),
            Typed::Value(Value::Number(42)),
            "with what a copy brings along"
        );
        assert_eq!(number("two"), Typed::unreadable(&["two"]));
        assert_eq!(number(""), Typed::Nothing);
    }

    #[test]
    fn a_day_must_exist() {
        let read = |year: &'static str, month: &'static str, day: &'static str| {
            date(&DateParts {
                year: year.into(),
                month: month.into(),
                day: day.into(),
            })
        };
        assert_eq!(
            read("1943", "3", "3"),
            Typed::Value(Value::Date(Date::constant(1943, 3, 3)))
        );
        let half = |text: &str, why| Typed::Half(text.to_owned(), why);
        let unreadable = AnswerError::WrongType;
        assert_eq!(read("2026", "2", "30"), half("2026\n2\n30", unreadable));
        assert_eq!(read("2026", "", "3"), half("2026\n\n3", unreadable));
        let year = AnswerError::YearOutOfRange;
        assert_eq!(read("194", "3", "3"), half("194\n3\n3", year));
        assert_eq!(read("", " ", ""), Typed::Nothing);
    }

    #[test]
    fn a_time_without_minutes_is_the_full_hour() {
        let read = |hour: &'static str, minute: &'static str| {
            time(&TimeParts {
                hour: hour.into(),
                minute: minute.into(),
            })
        };
        assert_eq!(read("14", ""), Typed::Value(Value::Time(Minute::of(14, 0))));
        assert_eq!(read("24", "00"), Typed::unreadable(&["24", "00"]));
        assert_eq!(read("9", "61"), Typed::unreadable(&["9", "61"]));
        assert_eq!(read("", "30"), Typed::unreadable(&["", "30"]));
    }
}
