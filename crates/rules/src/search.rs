//! The first day on which a rule holds that does not hold today.
//!
//! Time changes two things: somebody's age, on birthdays, and what a rule says
//! about `today` itself. So birthdays and other anniversaries of the profile's days
//! are tried for forty years, and each day of the coming year where a rule names `today`.

use crate::{facts::Facts, rule::CompiledRule};
use linli_domain::time::{Date, add_days, days_between, plus_months};
use std::collections::BTreeSet;

/// How far anniversaries are tried.
const YEARS: i16 = 40;
/// How far every day is tried.
const DAYS: i32 = 366;
/// How many of a profile's days have their anniversaries tried.
const FIELDS: usize = 8;
/// How many days are tried at most, with those that close in on the first.
pub(crate) const MOST_DAYS: usize = 366 + 8 * 40 + 15;

/// What a rule says on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Judgement {
    Yes,
    No,
    /// A field is missing, or not of the kind that the rule expects.
    Unclear,
}

/// What the coming days bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FirstDay {
    From(Date),
    Never,
    /// Some day could, if more were known.
    Unclear,
}

pub(crate) fn first_yes(
    rule: &CompiledRule,
    facts: &Facts,
    mut on: impl FnMut(Date) -> Judgement,
) -> FirstDay {
    let mut is_unclear = false;
    let mut before = facts.today;
    let days = candidates(rule, facts);
    debug_assert!(days.len() <= MOST_DAYS, "more days than promised");
    for day in days {
        match on(day) {
            Judgement::Yes if rule.reads_today => return FirstDay::From(close_in(before, day, on)),
            Judgement::Yes => return FirstDay::From(day),
            Judgement::Unclear => is_unclear = true,
            Judgement::No => {}
        }
        before = day;
    }
    if is_unclear {
        FirstDay::Unclear
    } else {
        FirstDay::Never
    }
}

/// Days after today, in order.
fn candidates(rule: &CompiledRule, facts: &Facts) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    let known = rule.needs().filter_map(|field| facts.day(field));
    for day in known.take(FIELDS) {
        let years = (0..=YEARS).map(|years| facts.today.year().saturating_add(years));
        let all = years.map(|year| anniversary(day, year));
        days.extend(all.filter(|day| *day > facts.today).take(40));
    }
    if rule.reads_today {
        days.extend((1..=DAYS).map(|days| add_days(facts.today, days)));
    }
    days
}

/// The same day in `year`; 1 March for 29 February in other years, when one is a year older.
fn anniversary(day: Date, year: i16) -> Date {
    plus_months(day, (i32::from(year) - i32::from(day.year())) * 12)
}

/// The first day with yes after `no`, where nothing but time changes up to `yes`.
fn close_in(mut no: Date, mut yes: Date, mut on: impl FnMut(Date) -> Judgement) -> Date {
    loop {
        let between = days_between(no, yes);
        let half = i32::try_from(between / 2).unwrap_or(0);
        if half == 0 {
            return yes;
        }
        let middle = add_days(no, half);
        if on(middle) == Judgement::Yes {
            yes = middle;
        } else {
            no = middle;
        }
    }
}
