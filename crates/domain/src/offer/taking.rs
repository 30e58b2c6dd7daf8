//! What one caregiver can really take on. A claim shows a home, so it is only given where
//! somebody can come: not to who has enough to do, nor twice for the same hour, nor to who
//! gave much back just now.

use crate::{
    care::When,
    catalogue::CareKind,
    recur,
    time::{DAY_MS, Date, MINUTE_MS, Minute, Timestamp, Window, add_days},
};
use serde::{Deserialize, Serialize};

/// Why the centre did not give an offer to who claimed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclineReason {
    /// They have as many requests that are not begun as the area allows.
    TooMany,
    /// Another visit of theirs leaves no hour for this one.
    AtSameTime,
    /// They gave several back within a day.
    GaveBackOften,
    /// The claim came when the time of the visit was over.
    TimeOver,
}

/// A request for which a caregiver comes already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    pub when: When,
    /// Whether they have set out at least once.
    pub has_begun: bool,
}

/// How many minutes a visit needs, with the way there.
const VISIT_MINUTES: u16 = 60;
/// How many days of work that returns are looked at.
const DAYS_LOOKED_AT: i32 = 28;
/// How many times a day somebody may give back before claims rest.
const GIVE_BACKS_A_DAY: usize = 2;
/// How long claims rest after the first one too many; twice as long after each more.
const REST_MS: i64 = 30 * MINUTE_MS;

/// Whether the last time that `wanted` asks for is over `now`: a claim that waited on a phone
/// for too long would say that somebody comes when nobody can any more.
#[must_use]
pub fn is_time_over(wanted: &When, now: (Date, Minute)) -> bool {
    let last = recur::last_day(wanted).map(|day| (day, recur::window(wanted).to));
    last.is_some_and(|last| last <= now)
}

/// Whether nobody can be given `wanted` any more, which is of this kind: its time is over, and
/// it is not urgent. Urgent help is needed after midnight too.
#[must_use]
pub fn is_too_late(kind: Option<&CareKind>, wanted: &When, now: (Date, Minute)) -> bool {
    let is_urgent = kind.is_some_and(|kind| kind.urgent);
    !is_urgent && is_time_over(wanted, now)
}

/// Whether a caregiver who comes for what is `held` can take on `wanted` as well, of at
/// most `most` that are not begun.
///
/// # Errors
/// Why not.
pub fn can_take(
    held: &[Commitment],
    wanted: &When,
    today: Date,
    most: usize,
) -> Result<(), DeclineReason> {
    if held.iter().filter(|held| !held.has_begun).count() >= most {
        return Err(DeclineReason::TooMany);
    }
    let days = match recur::only_visit(wanted) {
        Some(visit) => vec![visit],
        None => recur::visits(wanted, today, add_days(today, DAYS_LOOKED_AT)),
    };
    let is_free = |day: Date| {
        let on_day = held.iter().map(|held| &held.when);
        let on_day = on_day.filter(|when| !recur::visits(when, day, day).is_empty());
        fits_in_a_day(on_day.chain([wanted]).map(recur::window).collect())
    };
    if days.into_iter().all(|visit| is_free(visit.date)) {
        Ok(())
    } else {
        Err(DeclineReason::AtSameTime)
    }
}

/// Whether one person can be at each of these visits of one day, one after the other: what
/// has its set time is at that time, and of the rest that may begin comes first the one
/// that must end first.
fn fits_in_a_day(windows: Vec<Window>) -> bool {
    let stays = windows.into_iter().map(Stay::of);
    let (mut set, mut rest): (Vec<_>, Vec<_>) = stays.partition(Stay::is_set);
    set.sort_by_key(|stay| stay.from);
    let meets = |pair: &[Stay]| matches!(pair, [one, next] if next.from < one.to);
    if set.windows(2).any(meets) {
        return false;
    }
    let mut now = 0;
    while let Some(opens) = rest.iter().map(|stay| stay.from).min() {
        now = opens.max(now);
        let may_begin = rest.iter().copied().enumerate();
        let next = may_begin
            .filter(|(_, stay)| stay.from <= now)
            .min_by_key(|(_, stay)| stay.to);
        let Some((index, stay)) = next else {
            return false;
        };
        let end = now + stay.minutes;
        if let Some(busy) = set.iter().find(|busy| busy.from < end && now < busy.to) {
            now = busy.to;
            continue;
        }
        if end > stay.to {
            return false;
        }
        now = end;
        rest.swap_remove(index);
    }
    true
}

/// What a visit takes of a day: so many minutes between two times.
#[derive(Debug, Clone, Copy)]
struct Stay {
    from: u16,
    to: u16,
    minutes: u16,
}

impl Stay {
    /// Whether it takes all the time there is for it.
    const fn is_set(&self) -> bool {
        self.from + self.minutes == self.to
    }

    /// Who goes along to an appointment is away from its window until it is over.
    fn of(window: Window) -> Self {
        let from = window.from.0;
        match window.appointment {
            Some(at) => {
                let to = at.0.saturating_add(VISIT_MINUTES);
                let minutes = to.saturating_sub(from);
                Self { from, to, minutes }
            }
            None => Self {
                from,
                to: window.to.0,
                minutes: VISIT_MINUTES.min(window.to.0.saturating_sub(from)),
            },
        }
    }
}

/// Until when claims of somebody rest who gave back at these times.
#[must_use]
pub fn rests_until(give_backs: &[Timestamp], now: Timestamp) -> Option<Timestamp> {
    let recent = give_backs.iter().filter(|at| now.since(**at) < DAY_MS);
    let (count, last) = (recent.clone().count(), *recent.max()?);
    let above = u32::try_from(count.checked_sub(GIVE_BACKS_A_DAY)?).unwrap_or(u32::MAX);
    let doubled = 1_i64.checked_shl(above.min(16)).unwrap_or(1);
    let until = last.plus_ms((REST_MS * doubled).min(DAY_MS));
    Some(until).filter(|until| now < *until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Minute, Weekday, Weekdays};

    const TODAY: Date = Date::constant(2026, 11, 23);

    fn at(from: u16, to: u16) -> When {
        let window = Window::between(Minute(from * 60), Minute(to * 60));
        When::Once {
            date: TODAY,
            window,
        }
    }

    fn held(when: &When) -> Commitment {
        let (when, has_begun) = (when.clone(), false);
        Commitment { when, has_begun }
    }

    fn check(have: &[When], wanted: &When, answer: Result<(), DeclineReason>) {
        let have: Vec<_> = have.iter().map(held).collect();
        assert_eq!(can_take(&have, wanted, TODAY, 3), answer, "{have:?}");
    }

    #[test]
    fn a_day_holds_as_many_visits_as_it_has_hours_for() {
        use DeclineReason::AtSameTime;
        check(&[], &at(8, 12), Ok(()));
        check(&[at(8, 12)], &at(8, 12), Ok(()));
        check(&[at(8, 9)], &at(8, 9), Err(AtSameTime));
        check(&[at(8, 9)], &at(8, 10), Ok(()));
        check(&[at(8, 10), at(8, 9)], &at(8, 10), Err(AtSameTime));
        check(&[at(8, 10), at(9, 10)], &at(9, 11), Ok(()));
        check(&[When::Soon { date: TODAY }], &at(8, 9), Ok(()));
        let tomorrow = When::Soon {
            date: add_days(TODAY, 1),
        };
        check(&[at(8, 9)], &tomorrow, Ok(()));
    }

    /// An appointment at that hour, to which somebody comes an hour and a half before.
    fn along(hour: u16) -> When {
        let window = Window {
            from: Minute(hour * 60 - 90),
            to: Minute(hour * 60 - 60),
            appointment: Some(Minute(hour * 60)),
        };
        When::Once {
            date: TODAY,
            window,
        }
    }

    #[test]
    fn who_goes_along_to_an_appointment_is_away_until_it_is_over() {
        use DeclineReason::AtSameTime;
        check(&[along(10)], &along(10), Err(AtSameTime));
        check(&[along(10)], &along(12), Err(AtSameTime));
        check(&[along(10)], &along(13), Ok(()));
        check(&[along(10)], &at(8, 11), Err(AtSameTime));
        check(&[along(10)], &at(8, 12), Ok(()));
        check(&[at(8, 12)], &along(10), Ok(()));
        check(&[at(9, 10)], &along(10), Err(AtSameTime));
        check(&[at(8, 12), at(8, 12)], &along(10), Err(AtSameTime));
        check(&[at(11, 13)], &along(10), Ok(()));
    }

    #[test]
    fn work_that_returns_is_looked_at_on_each_of_its_days() {
        let monday = When::Weekly {
            days: Weekdays::of(&[Weekday::Monday]),
            window: Window::between(Minute(480), Minute(540)),
            from: TODAY,
            until: None,
        };
        check(&[at(8, 9)], &monday, Err(DeclineReason::AtSameTime));
        check(
            std::slice::from_ref(&monday),
            &at(8, 9),
            Err(DeclineReason::AtSameTime),
        );
        check(std::slice::from_ref(&monday), &at(9, 10), Ok(()));
    }

    #[test]
    fn a_time_is_over_when_its_last_hour_is() {
        let yesterday = add_days(TODAY, -1);
        let weekly = |until| When::Weekly {
            days: Weekdays([true; 7]),
            window: Window::MORNING,
            from: add_days(TODAY, -7),
            until,
        };
        for (wanted, is_over) in [
            (When::Soon { date: TODAY }, false),
            (When::Soon { date: yesterday }, true),
            (at(8, 11), true),
            (at(8, 12), true),
            (at(8, 13), false),
            (weekly(None), false),
            (weekly(Some(yesterday)), true),
        ] {
            let noon = (TODAY, Minute::of(12, 0));
            assert_eq!(is_time_over(&wanted, noon), is_over, "{wanted:?}");
        }
    }

    #[test]
    fn only_what_is_not_begun_counts() {
        let soon = When::Soon { date: TODAY };
        let have = [&soon; 3];
        check(&have.map(Clone::clone), &soon, Err(DeclineReason::TooMany));
        let begun = have.map(|when| Commitment {
            when: when.clone(),
            has_begun: true,
        });
        assert_eq!(can_take(&begun, &soon, TODAY, 3), Ok(()));
    }

    #[test]
    fn claims_rest_longer_the_more_is_given_back() {
        let noon = Timestamp(1_800_000_000_000);
        let ago = |minutes: i64| noon.plus_ms(-minutes * MINUTE_MS);
        let minutes = |backs: &[Timestamp]| {
            rests_until(backs, noon).map(|until| until.since(noon) / MINUTE_MS)
        };
        assert_eq!(minutes(&[]), None);
        assert_eq!(minutes(&[noon]), None);
        assert_eq!(minutes(&[ago(5), noon]), Some(30));
        assert_eq!(minutes(&[ago(5), ago(5), noon]), Some(60));
        assert_eq!(minutes(&[noon; 5]), Some(240));
        assert_eq!(minutes(&[noon; 40]), Some(24 * 60));
        assert_eq!(minutes(&[ago(5), ago(31)]), Some(25));
        assert_eq!(minutes(&[ago(31), ago(40)]), None, "they have rested");
        assert_eq!(
            minutes(&[ago(24 * 60), noon]),
            None,
            "yesterday's are forgotten"
        );
    }
}
