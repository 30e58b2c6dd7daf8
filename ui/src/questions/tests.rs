//! Tests of reading what was typed.

use super::*;

#[test]
fn numbers_from_any_keyboard() {
    let read = |text: &str| read_number(&Raw::Text(text.into()));
    assert_eq!(read(" 2 "), Typed::Value(Value::Number(2)));
    assert_eq!(
        read("12"),
        Typed::Value(Value::Number(12)),
        "full-width digits"
    );
    assert_eq!(read("two"), Typed::Unreadable);
    assert_eq!(read(""), Typed::Nothing);
}

#[test]
fn a_day_must_exist() {
    let read = |year: &'static str, month: &'static str, day: &'static str| {
        read_date(&DateParts {
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
        read_time(&TimeParts {
            hour: hour.into(),
            minute: minute.into(),
        })
    };
    assert_eq!(read("14", ""), Typed::Value(Value::Time(Minute::of(14, 0))));
    assert_eq!(read("24", "00"), Typed::Unreadable);
    assert_eq!(read("9", "61"), Typed::Unreadable);
}
