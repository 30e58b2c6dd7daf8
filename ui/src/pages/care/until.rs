//! Until when something returns every week.

use super::step::{PickOne, Shape, WhenProps};
use crate::{
    address::PageAddress,
    hooks::{use_act, use_words},
    pages::{care::CareRoute, form::FormRoute, shared::use_form},
    parts::{ChoiceItem, DateField, DateParts, Prompt},
    questions::{date_of, date_parts},
};
use linli_api::SetWhen;
use linli_domain::{
    access::CARE_DAYS_AHEAD,
    care::When,
    recur,
    time::{Date, add_days, read_day, write_day},
};
use yew::prelude::*;

const OPEN: &str = "open";
const OTHER: &str = "other";

/// For how many weeks it can be wanted by one press.
const WEEKS: [i32; 2] = [4, 12];

/// Without an end, for some weeks, or up to another day.
#[component]
pub(super) fn UntilStep(props: &WhenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let doc = props.step.view.doc;
    let (first, was) = match &props.when {
        Some(When::Weekly { from, until, .. }) => (*from, *until),
        _ => (add_days(props.today, 1), None),
    };
    let lasts = WEEKS.map(|weeks| (weeks, add_days(first, weeks * 7 - 1)));
    let open = ChoiceItem::new(OPEN, words.text("ask-until-open"));
    let ends = lasts.map(|(weeks, last)| {
        let label = words.with("ask-until-weeks", &[("count", i64::from(weeks).into())]);
        let day = words.day(last, props.today);
        let hint = words.with("ask-until-last", &[("day", day.as_str().into())]);
        ChoiceItem::new(write_day(last), label).hint(hint)
    });
    let other = ChoiceItem::new(OTHER, words.text("ask-until-other"));
    let items: Vec<_> = [open].into_iter().chain(ends).chain([other]).collect();
    let chosen = match was {
        None => OPEN.into(),
        Some(last) if lasts.iter().any(|(_, day)| *day == last) => write_day(last).into(),
        Some(_) => AttrValue::from(OTHER),
    };
    let on_pick = {
        let (act, when) = (act.clone(), props.when.clone());
        Callback::from(move |id: AttrValue| {
            if id == OTHER {
                return CareRoute::LastDay(doc).go();
            }
            match ending(when.as_ref(), read_day(&id)) {
                Some(when) => act.run(SetWhen { doc, when }, move |()| FormRoute::Check(doc).go()),
                None => CareRoute::Weekly(doc).go(),
            }
        })
    };
    html! {
        <PickOne step={props.step.clone()} question={words.text("ask-until")} {items} {chosen}
            back={CareRoute::Window(doc).href()} failure={act.failure()}
            waiting={act.waiting()} {on_pick} />
    }
}

/// The last day, as a date.
#[component]
pub(super) fn LastDayStep(props: &WhenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let doc = props.step.view.doc;
    let was = props.when.as_ref().and_then(recur::last_day);
    let typed = use_state_eq(|| was.map_or_else(DateParts::default, date_parts));
    let on_input = {
        let typed = typed.clone();
        form.mending(move |parts: DateParts| typed.set(parts))
    };
    let onsubmit = {
        let (act, must, typed, props) = (act.clone(), form.clone(), typed.clone(), props.clone());
        form.sending(move || {
            let last = must.required("when", date_of(&typed), "answer-error-date")?;
            let is_near = last <= add_days(props.today, CARE_DAYS_AHEAD);
            let near = is_near.then_some(last);
            must.required("when", near, "ask-last-day-late")?;
            let Some(when) = ending(props.when.as_ref(), Some(last)) else {
                CareRoute::Weekly(doc).go();
                return Ok(());
            };
            let visits = recur::visits(&when, props.today, last);
            must.required("when", visits.first(), "ask-last-day-early")?;
            act.run(SetWhen { doc, when }, move |()| FormRoute::Check(doc).go());
            Ok(())
        })
    };
    let (label, error) = (words.text("ask-last-day"), form.error("when"));
    html! {
        <Shape step={props.step.clone()} question={label.clone()}
            back={CareRoute::Until(doc).href()} form={form.clone()}
            failure={act.failure()} waiting={act.waiting()} {onsubmit}>
            <DateField prompt={Prompt::new("when", label).error(error).heading()}
                value={(*typed).clone()} {on_input} />
        </Shape>
    }
}

/// The same days of the week up to `last`; `None` where nothing is wanted every week.
fn ending(when: Option<&When>, last: Option<Date>) -> Option<When> {
    let mut when = when?.clone();
    let When::Weekly { until, .. } = &mut when else {
        return None;
    };
    *until = last;
    Some(when)
}
