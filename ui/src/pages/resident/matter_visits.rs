//! The visits of one matter: the next one, those after it, and those that are over.

use crate::{
    address::PageAddress,
    hooks::{Here, Words},
    pages::{resident::ResidentRoute, shared::visit_record},
    parts::{ButtonKind, Card, Icon, LinkButton, Mixed, Notice, Tag, Tone},
    saying::{author_words, join, visit_in_words},
};
use linli_api::view;
use linli_domain::{
    care::{VisitMove, VisitStatus, When},
    document::Author,
    time::Date,
};
use yew::prelude::*;

/// The visits of a series, by where they stand on its page.
struct Series<'a> {
    /// The one under way, or else the next.
    next: Option<&'a view::VisitLine>,
    /// The latest that is over and waits for a word.
    waiting: Option<&'a view::VisitLine>,
    /// Those to come after the next.
    later: Vec<&'a view::VisitLine>,
    /// Those that are over, the latest first.
    past: Vec<&'a view::VisitLine>,
}

impl<'a> Series<'a> {
    fn of(visits: &'a [view::VisitLine], today: Date) -> Self {
        let is_to_come =
            |line: &&view::VisitLine| line.id.date >= today && !line.state.status.is_done();
        let next = visits
            .iter()
            .find(|line| line.state.status.is_under_way())
            .or_else(|| {
                let mut to_come = visits.iter().filter(is_to_come);
                to_come.find(|line| !line.state.status.is_over())
            });
        let rest = visits
            .iter()
            .filter(|line| next.is_none_or(|next| next.id != line.id));
        let (later, mut past): (Vec<_>, Vec<_>) = rest.partition(is_to_come);
        past.reverse();
        let waiting = past.iter().position(|line| waits(line));
        let waiting = waiting.map(|place| past.remove(place));
        Self {
            next,
            waiting,
            later,
            past,
        }
    }
}

/// Whether it waits for a word: how it was, or that what was not safe is in order now.
fn waits(line: &view::VisitLine) -> bool {
    can_rate(line) || line.may.contains(&VisitMove::ClearWorry)
}

fn can_rate(line: &view::VisitLine) -> bool {
    line.may.contains(&VisitMove::Rate) && line.state.rating.is_none()
}

/// What stands first of a series: the next visit, and the latest that waits for a word.
pub(super) fn next_visit(words: &Words, here: &Here, care: &view::CarePage) -> Html {
    let Series { next, waiting, .. } = Series::of(&care.visits, here.today());
    let next = next.map(|line| {
        html! { <><h2>{ words.text("matter-next") }</h2>{ visit(words, here, care, line) }</> }
    });
    let waiting = waiting.map(|line| visit(words, here, care, line));
    html! { <>{ for next }{ for waiting }</> }
}

/// The visits that do not stand first. Of a series the past ones are folded away.
pub(super) fn visits(words: &Words, here: &Here, care: &view::CarePage) -> Html {
    let draw = |line: &view::VisitLine| visit(words, here, care, line);
    if !is_weekly(care) {
        return html! { <>{ for care.visits.iter().map(draw) }</> };
    }
    let Series { later, past, .. } = Series::of(&care.visits, here.today());
    let later = (!later.is_empty()).then(|| {
        let visits = later.iter().map(|line| draw(line));
        html! { <><h2>{ words.text("matter-later") }</h2>{ for visits }</> }
    });
    let past = (!past.is_empty()).then(|| {
        let count = i64::try_from(past.len()).unwrap_or_default();
        let visits = past.iter().map(|line| draw(line));
        html! {
            <details class="fold">
                <summary>{ words.with("matter-past", &[("count", count.into())]) }</summary>
                <div class="cards">{ for visits }</div>
            </details>
        }
    });
    html! { <>{ for later }{ for past }</> }
}

/// Whether it is asked for every week.
pub(super) fn is_weekly(care: &view::CarePage) -> bool {
    matches!(care.when, Some(When::Weekly { .. }))
}

/// That `by` did something: the first key says it of who reads, the other of somebody else.
pub(super) fn done_by(
    words: &Words,
    here: &Here,
    care: &view::CarePage,
    by: Author,
    [mine, others]: [&str; 2],
) -> AttrValue {
    if here.is_me(by.person) {
        return words.text(mine);
    }
    let name = care.names.get(&by.person).map(String::as_str);
    let who = author_words(words, here, by, name).to_string();
    words.with(others, &[("who", who.into())])
}

fn visit(words: &Words, here: &Here, care: &view::CarePage, line: &view::VisitLine) -> Html {
    let status = line.state.status;
    let (state, tone) = visit_in_words(care.status, status);
    let title = join(&[
        Some(words.near_day(line.id.date, here.today())),
        words.window(line.window),
    ]);
    let note = (!line.state.note.is_empty()).then(|| {
        let note = words.with("matter-note", &[("note", line.state.note.clone().into())]);
        html! { <p><Mixed words={note} /></p> }
    });
    let rate = can_rate(line).then(|| {
        html! {
            <LinkButton kind={ButtonKind::Go} label={words.text("matter-rate")}
                about={title.clone()} href={ResidentRoute::Rate(care.doc, line.id).href()} />
        }
    });
    let is_weekly = is_weekly(care);
    let can_end = is_weekly && line.may.contains(&VisitMove::Cancel);
    let end = can_end.then(|| {
        html! {
            <LinkButton label={words.text("matter-not-this-time")} about={title.clone()}
                href={ResidentRoute::VisitEnd(care.doc, line.id).href()} />
        }
    });
    let nothing_to_say = !is_weekly && status == VisitStatus::Booked;
    if nothing_to_say {
        return html! {};
    }
    let worries = worries(words, care, line);
    let rated = line.state.rated_by;
    let rated = rated.map(|by| {
        let keys = ["matter-rated", "matter-rated-by"];
        html! { <p>{ done_by(words, here, care, by, keys) }</p> }
    });
    html! {
        <Card key={line.id.to_string()} {title} icon={Icon::Calendar}>
            <div class="tags"><Tag {tone} label={words.text(state)} /></div>
            { visit_record(words, here, &care.names, &line.state) }
            { for note }{ for worries }{ for rated }{ for rate }{ for end }
        </Card>
    }
}

/// What the carer found that is not safe, and the way to say that it is in order now.
fn worries(words: &Words, care: &view::CarePage, line: &view::VisitLine) -> Vec<Html> {
    let can_clear = line.may.contains(&VisitMove::ClearWorry);
    let found = line.state.worries.iter().filter(|_| can_clear);
    let worry = |(check, why): (&String, &String)| {
        let to = ResidentRoute::Worry(care.doc, line.id, check.clone());
        let title = words.text("matter-worry");
        html! {
            <Notice key={check.clone()} tone={Tone::Careful} {title}>
                <p>{ why }</p>
                <LinkButton label={words.text("matter-worry-over")} about={why.clone()}
                    href={to.href()} />
            </Notice>
        }
    };
    found.map(worry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_domain::{
        care::{VisitId, VisitState},
        time::{Window, add_days},
    };
    use std::collections::BTreeSet;

    const TODAY: Date = Date::constant(2026, 11, 24);

    /// A visit so many days from today.
    fn line(days: i32, status: VisitStatus) -> view::VisitLine {
        let is_done = status == VisitStatus::Finished;
        view::VisitLine {
            id: VisitId {
                date: add_days(TODAY, days),
                slot: Window::MORNING.from,
            },
            window: Window::MORNING,
            state: VisitState {
                status,
                ..VisitState::default()
            },
            may: BTreeSet::from_iter(is_done.then_some(VisitMove::Rate)),
        }
    }

    fn days(lines: &[&view::VisitLine]) -> Vec<i64> {
        let days = lines.iter().map(|line| line.id.date);
        days.map(|date| linli_domain::time::days_between(TODAY, date))
            .collect()
    }

    #[test]
    fn the_next_visit_stands_first_and_what_is_over_apart() {
        use VisitStatus as S;
        let visits = [
            line(-3, S::Confirmed),
            line(-2, S::Finished),
            line(-1, S::Finished),
            line(0, S::Confirmed),
            line(1, S::CancelledByClient),
            line(2, S::Booked),
            line(3, S::Booked),
        ];
        let series = Series::of(&visits, TODAY);
        assert_eq!(days(&series.next.into_iter().collect::<Vec<_>>()), [2]);
        assert_eq!(days(&series.waiting.into_iter().collect::<Vec<_>>()), [-1]);
        assert_eq!(days(&series.later), [1, 3]);
        assert_eq!(days(&series.past), [0, -2, -3]);
    }

    #[test]
    fn a_visit_under_way_is_the_next_whatever_its_day() {
        use VisitStatus as S;
        let visits = [line(-1, S::InProgress), line(0, S::Booked)];
        let series = Series::of(&visits, TODAY);
        assert_eq!(days(&series.next.into_iter().collect::<Vec<_>>()), [-1]);
        assert_eq!(days(&series.later), [0]);
        assert!(series.past.is_empty() && series.waiting.is_none());
        let over = [line(-1, S::NoAnswer), line(0, S::CancelledByProvider)];
        let series = Series::of(&over, TODAY);
        assert!(series.next.is_none());
        assert_eq!(
            (days(&series.later), days(&series.past)),
            (vec![0], vec![-1])
        );
    }
}
