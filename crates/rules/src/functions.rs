//! The functions a rule may call beside operators, and nothing else of CEL's library:
//! that brings the time zones of the world to every phone.
//!
//! Each takes one step per character of what it is given, and none repeats anything.

use cel::{
    DeclarationError, Env, ExecutionError, add_member_overload, add_overload,
    common::types::{CelBool, CelDuration, CelInt, CelList, CelString, CelTimestamp},
};
use chrono::{DateTime, Datelike as _, Duration, FixedOffset, NaiveDate, TimeZone as _};
use linli_domain::time::{Date, plus_months as months_after, read_day};

/// Their names; those of methods begin with a point.
pub(crate) const NAMES: &[&str] = &[
    ".contains",
    ".endsWith",
    ".getDate",
    ".getFullYear",
    ".getMonth",
    ".plusMonths",
    ".size",
    ".startsWith",
    "duration",
    "size",
    "timestamp",
];

/// How a midnight ends; rules know days only.
const MIDNIGHT: &str = "T00:00:00Z";

/// CEL's environment with these functions alone.
pub(crate) fn env() -> Result<Env, DeclarationError> {
    let mut env = Env::default();
    add_overload!(env, fn duration: (CelString) -> Result<CelDuration, ExecutionError>)?;
    add_overload!(env, fn timestamp: (CelString) -> Result<CelTimestamp, ExecutionError>)?;
    add_overload!(env, fn size_text: (CelString) -> CelInt, name = "size", id = "size_text")?;
    add_overload!(env, fn size_list: (CelList) -> CelInt, name = "size", id = "size_list")?;
    add_member_overload!(env, fn size_text: (CelString) -> CelInt, name = "size", id = "text_size")?;
    add_member_overload!(env, fn size_list: (CelList) -> CelInt, name = "size", id = "list_size")?;
    add_member_overload!(env, fn contains: (CelString, CelString) -> CelBool)?;
    add_member_overload!(env, fn starts_with: (CelString, CelString) -> CelBool)?;
    add_member_overload!(env, fn ends_with: (CelString, CelString) -> CelBool)?;
    add_member_overload!(env, fn get_full_year: (CelTimestamp) -> CelInt)?;
    add_member_overload!(env, fn get_month: (CelTimestamp) -> CelInt)?;
    add_member_overload!(env, fn get_date: (CelTimestamp) -> CelInt)?;
    add_member_overload!(env, fn plus_months: (CelTimestamp, CelInt) -> Result<CelTimestamp, ExecutionError>)?;
    Ok(env)
}

fn wrong(function: &str, reason: &str) -> ExecutionError {
    ExecutionError::function_error(function, reason)
}

/// Whole hours, as `24h`.
fn duration(text: &CelString<'_>) -> Result<CelDuration, ExecutionError> {
    let hours = text.inner().strip_suffix('h');
    let hours = hours.and_then(|digits| digits.parse().ok());
    let duration = hours.and_then(Duration::try_hours);
    let duration = duration.filter(|duration| duration.num_nanoseconds().is_some());
    duration
        .map(CelDuration::from)
        .ok_or_else(|| wrong("duration", "whole hours are expected, as `24h`"))
}

/// A midnight in UTC.
fn timestamp(text: &CelString<'_>) -> Result<CelTimestamp, ExecutionError> {
    let day = text.inner().strip_suffix(MIDNIGHT).and_then(read_day);
    day.and_then(midnight)
        .map(CelTimestamp::from)
        .ok_or_else(|| {
            wrong(
                "timestamp",
                "a midnight is expected, as `2026-11-24T00:00:00Z`",
            )
        })
}

/// A day as its midnight in UTC.
pub(crate) fn midnight(day: Date) -> Option<DateTime<FixedOffset>> {
    let month = u32::try_from(day.month()).ok()?;
    let of_month = u32::try_from(day.day()).ok()?;
    let date = NaiveDate::from_ymd_opt(day.year().into(), month, of_month)?;
    let midnight = date.and_hms_opt(0, 0, 0)?;
    Some(FixedOffset::east_opt(0)?.from_utc_datetime(&midnight))
}

fn number(number: impl TryInto<i64>) -> CelInt {
    CelInt::from(number.try_into().unwrap_or(i64::MAX))
}

fn size_text(this: &CelString<'_>) -> CelInt {
    number(this.inner().chars().count())
}

fn size_list(this: &CelList<'_>) -> CelInt {
    number(this.inner().len())
}

fn contains(this: &CelString<'_>, part: &CelString<'_>) -> CelBool {
    this.inner().contains(part.inner()).into()
}

fn starts_with(this: &CelString<'_>, part: &CelString<'_>) -> CelBool {
    this.inner().starts_with(part.inner()).into()
}

fn ends_with(this: &CelString<'_>, part: &CelString<'_>) -> CelBool {
    this.inner().ends_with(part.inner()).into()
}

fn get_full_year(this: &CelTimestamp) -> CelInt {
    number(this.inner().year())
}

/// From 0, as CEL has it.
fn get_month(this: &CelTimestamp) -> CelInt {
    number(this.inner().month0())
}

fn get_date(this: &CelTimestamp) -> CelInt {
    number(this.inner().day())
}

/// The same day so many months on, as reminders count.
fn plus_months(this: &CelTimestamp, months: &CelInt) -> Result<CelTimestamp, ExecutionError> {
    let date = this.inner().date_naive();
    let day = || {
        let day = Date::new(
            date.year().try_into().ok()?,
            date.month().try_into().ok()?,
            date.day().try_into().ok()?,
        );
        let months = i32::try_from(*months.inner()).ok()?;
        let day = months_after(day.ok()?, months);
        midnight(day).filter(|_| (1..=9999).contains(&day.year()))
    };
    day()
        .map(CelTimestamp::from)
        .ok_or_else(|| wrong("plusMonths", "the calendar does not go so far"))
}
