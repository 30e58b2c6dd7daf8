//! From what was typed to an answer. Digits are taken from any keyboard, full-width too.

use super::Typed;
use crate::parts::{DateParts, TimeParts};
use linli_domain::{
    answer::{Value, money},
    time::{Date, Minute},
};

/// An amount in yuan, kept in fen.
pub(super) fn money(text: &str) -> Typed {
    if text.trim().is_empty() {
        return Typed::Nothing;
    }
    money::read(text).map_or(Typed::Unreadable, |fen| Typed::Value(Value::Number(fen)))
}

pub(super) fn number(text: &str) -> Typed {
    if text.trim().is_empty() {
        return Typed::Nothing;
    }
    let number = digits(text).parse();
    number.map_or(Typed::Unreadable, |number| {
        Typed::Value(Value::Number(number))
    })
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
    read().map_or(Typed::Unreadable, |date| Typed::Value(Value::Date(date)))
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
    read().map_or(Typed::Unreadable, |minute| {
        Typed::Value(Value::Time(minute))
    })
}

/// The text with what is no digit made unreadable.
fn digits(text: &str) -> String {
    let narrow = |c: char| match c {
        '0'..='9' => Some(c),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10),
        '-' => Some('-'),
        _ => None,
    };
    let text = text.trim().chars();
    text.map(|c| narrow(c).unwrap_or('x')).collect()
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
        assert_eq!(number("two"), Typed::Unreadable);
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
        assert_eq!(read("2026", "2", "30"), Typed::Unreadable);
        assert_eq!(read("2026", "", "3"), Typed::Unreadable);
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
        assert_eq!(read("24", "00"), Typed::Unreadable);
        assert_eq!(read("9", "61"), Typed::Unreadable);
    }
}
