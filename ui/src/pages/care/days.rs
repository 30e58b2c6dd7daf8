//! Which day, or which days of every week.

use super::step::{PickOne, Shape, WhenProps};
use crate::{
    address::PageAddress,
    hooks::{use_act, use_words},
    pages::{care::CareRoute, shared::use_form},
    parts::{Checks, ChoiceItem, Prompt},
};
use linli_api::SetWhen;
use linli_domain::{
    care::When,
    time::{Weekdays, add_days, read_day, write_day},
};
use yew::prelude::*;

/// How far ahead a day can be chosen, in days.
const AHEAD: i32 = 14;

/// Which day; of an appointment it can be today.
#[component]
pub(super) fn DayStep(props: &WhenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let (doc, today) = (props.step.view.doc, props.today);
    let is_appointment = matches!(props.route, CareRoute::AppointmentDay(_));
    let (was, window) = match &props.when {
        Some(When::Once { date, window }) => (Some(*date), *window),
        _ => (None, props.first_window()),
    };
    let (question, first, next) = if is_appointment {
        ("ask-appointment-day", 0, CareRoute::Appointment(doc))
    } else {
        ("ask-day", 1, CareRoute::Window(doc))
    };
    let days = (first..=AHEAD).map(|days| add_days(today, days));
    let items = days.map(|date| {
        let item = ChoiceItem::new(write_day(date), words.near_day(date, today));
        if date <= add_days(today, 1) {
            item.hint(words.day(date, today))
        } else {
            item
        }
    });
    let on_pick = {
        let act = act.clone();
        Callback::from(move |id: AttrValue| {
            if let Some(date) = read_day(&id) {
                let (when, next) = (When::Once { date, window }, next.clone());
                act.run(SetWhen { doc, when }, move |()| next.go());
            }
        })
    };
    html! {
        <PickOne step={props.step.clone()} question={words.text(question)}
            items={items.collect::<Vec<_>>()}
            chosen={was.map(|date| AttrValue::from(write_day(date)))}
            back={CareRoute::When(doc).href()} failure={act.failure()}
            waiting={act.waiting()} {on_pick} />
    }
}

/// Which days of every week.
#[component]
pub(super) fn WeeklyStep(props: &WhenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let (doc, from) = (props.step.view.doc, add_days(props.today, 1));
    let (was, window, until) = match props.when {
        Some(When::Weekly {
            days,
            window,
            until,
            ..
        }) => (days, window, until),
        _ => (Weekdays::default(), props.first_window(), None),
    };
    let chosen = use_state_eq(|| days_to_words(was));
    let form = use_form();
    let items = (1..=7_usize).map(|day| ChoiceItem::new(day.to_string(), words.weekday(day)));
    let items = items.collect::<Vec<_>>();
    let on_choose = {
        let chosen = chosen.clone();
        form.mending(move |ids: Vec<AttrValue>| chosen.set(ids))
    };
    let onsubmit = {
        let (act, chosen, must) = (act.clone(), chosen.clone(), form.clone());
        form.sending(move || {
            let days = Some(words_to_days(&chosen)).filter(|days| !days.is_empty());
            let days = must.required("when", days, "ask-weekly-none")?;
            let when = When::Weekly {
                days,
                window,
                from,
                until,
            };
            act.run(SetWhen { doc, when }, move |()| CareRoute::Window(doc).go());
            Ok(())
        })
    };
    let (label, error) = (words.text("ask-weekly"), form.error("when"));
    html! {
        <Shape step={props.step.clone()} question={label.clone()}
            back={CareRoute::When(doc).href()} form={form.clone()}
            failure={act.failure()} waiting={act.waiting()} {onsubmit}>
            <Checks
                prompt={Prompt::new("when", label)
                    .hint(words.text("answer-several"))
                    .error(error)
                    .heading()}
                {items} chosen={(*chosen).clone()} {on_choose} />
        </Shape>
    }
}

fn days_to_words(days: Weekdays) -> Vec<AttrValue> {
    let set = days.0.iter().enumerate().filter(|(_, set)| **set);
    set.map(|(index, _)| index.saturating_add(1).to_string().into())
        .collect()
}

fn words_to_days(words: &[AttrValue]) -> Weekdays {
    let mut days = Weekdays::default();
    for index in words
        .iter()
        .filter_map(|word| word.parse::<usize>().ok()?.checked_sub(1))
    {
        if let Some(day) = days.0.get_mut(index) {
            *day = true;
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week_go_to_the_screen_and_back() {
        let days = Weekdays([true, false, false, true, false, false, true]);
        let words = days_to_words(days);
        assert_eq!(words, ["1", "4", "7"]);
        assert_eq!(words_to_days(&words), days);
        assert!(words_to_days(&["9".into(), "0".into(), "x".into()]).is_empty());
    }
}
