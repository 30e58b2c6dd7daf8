//! When: as soon as possible, in a part of today or tomorrow, on another day, for an
//! appointment, or every week.

use super::{
    CareRoute, Sent,
    appointment::AppointmentStep,
    day_part::parts,
    days::{DayStep, WeeklyStep},
    step::{PickOne, WhenProps},
    until::{LastDayStep, UntilStep},
    window::WindowStep,
};
use crate::{
    address::{HOME, PageAddress},
    hooks::{Words, use_act, use_here, use_view, use_words},
    pages::{
        form::{FormRoute, StepProps},
        shared::not_here,
    },
    parts::ChoiceItem,
};
use linli_api::{OpenForm, SetWhen, Topic, view::Subject};
use linli_domain::{
    care::When,
    form::{FormStep, Writable},
    id::DocId,
    time::add_days,
};
use yew::prelude::*;

const SOON: &str = "soon";
const APPOINTMENT: &str = "appointment";
const OTHER_DAY: &str = "other-day";
const WEEKLY: &str = "weekly";

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct WhenFlowProps {
    pub(super) doc: DocId,
    pub(super) route: CareRoute,
}

/// The steps of one draft: holds its view while they change.
#[component]
pub(super) fn WhenFlow(props: &WhenFlowProps) -> Html {
    let words = use_words();
    let doc = props.doc;
    let opened = use_view(OpenForm { doc }, vec![Topic::Doc(doc), Topic::Catalogue]);
    let (Some(here), Some(view)) = (use_here(), opened.here().cloned()) else {
        return not_here(&words, &opened, words.text("home-ask"), HOME);
    };
    let (kind, when, now) = match &view.subject {
        Subject::Care {
            kind, when, now, ..
        } if view.form.way.writable == Writable::All => (here.kind(kind), when, *now),
        _ => return html! { <Sent {doc} /> },
    };
    let props_of = WhenProps {
        route: props.route.clone(),
        when: when.clone(),
        parts: parts(&here, kind),
        appointment: kind.and_then(|kind| kind.appointment),
        is_recurring: kind.is_some_and(|kind| kind.recurring),
        today: here.today(),
        now,
        step: StepProps { view: view.clone() },
    };
    match props.route {
        CareRoute::Day(_) => html! { <DayStep key="day" ..props_of /> },
        CareRoute::AppointmentDay(_) => html! { <DayStep key="appointment-day" ..props_of /> },
        CareRoute::Appointment(_) => html! { <AppointmentStep key="appointment" ..props_of /> },
        CareRoute::Weekly(_) => html! { <WeeklyStep key="weekly" ..props_of /> },
        CareRoute::Window(_) => html! { <WindowStep key="window" ..props_of /> },
        CareRoute::Until(_) => html! { <UntilStep key="until" ..props_of /> },
        CareRoute::LastDay(_) => html! { <LastDayStep key="last-day" ..props_of /> },
        _ => html! { <WhenStep key="when" ..props_of /> },
    }
}

/// What a choice does: it says when, or the next page asks for more.
#[derive(Clone, Debug, PartialEq)]
enum WhenPick {
    Set(When),
    Ask(CareRoute),
}

/// The first of these steps.
#[component]
fn WhenStep(props: &WhenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let doc = props.step.view.doc;
    let rows = rows(&words, props);
    let chosen = props.when.as_ref().and_then(|when| chosen(&rows, when));
    let items: Vec<_> = rows.iter().map(|(item, _)| item.clone()).collect();
    let on_pick = {
        let act = act.clone();
        Callback::from(move |id: AttrValue| {
            let picked = rows.iter().find(|(item, _)| item.value == id);
            match picked.map(|(_, pick)| pick.clone()) {
                Some(WhenPick::Set(when)) => {
                    act.run(SetWhen { doc, when }, move |()| FormRoute::Check(doc).go());
                }
                Some(WhenPick::Ask(route)) => route.go(),
                None => {}
            }
        })
    };
    html! {
        <PickOne step={props.step.clone()} question={words.text("ask-when")}
            hint={words.text("ask-when-hint")} {items} {chosen}
            back={props.step.back(&FormStep::When)} failure={act.failure()}
            waiting={act.waiting()} {on_pick} />
    }
}

/// What can be chosen. Of today only what there is still time for.
fn rows(words: &Words, props: &WhenProps) -> Vec<(ChoiceItem, WhenPick)> {
    let (doc, today, tomorrow) = (props.step.view.doc, props.today, add_days(props.today, 1));
    let soon = WhenPick::Set(When::Soon { date: today });
    let mut rows = vec![(ChoiceItem::new(SOON, words.text("ask-when-soon")), soon)];
    let left = props.parts.iter();
    let left = left.filter(|part| part.window.has_time_left(props.now));
    let left = left.map(|part| (part, "today", today, part.words_today(words)));
    let next = props.parts.iter();
    let next = next.map(|part| (part, "tomorrow", tomorrow, part.words_tomorrow(words)));
    rows.extend(left.chain(next).map(|(part, day, date, label)| {
        let window = part.window;
        let item = ChoiceItem::new(format!("{day}-{}", part.id), label);
        let item = item.hint(words.window(window).unwrap_or_default());
        (item, WhenPick::Set(When::Once { date, window }))
    }));
    let mut ask = |value, key, route| {
        rows.push((
            ChoiceItem::new(value, words.text(key)),
            WhenPick::Ask(route),
        ));
    };
    if props.appointment.is_some() {
        let route = CareRoute::AppointmentDay(doc);
        ask(APPOINTMENT, "ask-when-appointment", route);
    }
    ask(OTHER_DAY, "ask-when-other-day", CareRoute::Day(doc));
    if props.is_recurring {
        ask(WEEKLY, "ask-when-weekly", CareRoute::Weekly(doc));
    }
    rows
}

/// The row that was chosen before, where it is still there.
fn chosen(rows: &[(ChoiceItem, WhenPick)], when: &When) -> Option<AttrValue> {
    let set = WhenPick::Set(when.clone());
    let same = rows.iter().find(|(_, pick)| *pick == set);
    let id = match when {
        _ if same.is_some() => return same.map(|(item, _)| item.value.clone()),
        When::Soon { .. } => SOON,
        When::Once { window, .. } if window.appointment.is_some() => APPOINTMENT,
        When::Once { .. } => OTHER_DAY,
        When::Weekly { .. } => WEEKLY,
    };
    let there = rows.iter().find(|(item, _)| item.value == id);
    there.map(|(item, _)| item.value.clone())
}
