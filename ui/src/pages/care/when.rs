//! When: soon, tomorrow, another day, or every week; and which part of the day.

use super::{CareRoute, Sent};
use crate::{
    address::{HOME, PageAddress},
    hooks::{Words, use_act, use_here, use_view, use_words},
    pages::{
        form::{FormRoute, StepProps},
        shared::{FormPage, FormState, mistake, not_here, use_form},
    },
    parts::{Checks, Choice, ChoiceItem, LinkButton, Prompt},
};
use linli_api::{Failure, OpenForm, SetWhen, Topic, view::Subject};
use linli_domain::{
    care::When,
    form::{FormStep, Writable},
    id::DocId,
    time::{Date, Weekdays, Window, add_days, read_day, write_day},
};
use yew::prelude::*;

/// How far ahead a day can be chosen, in days.
const AHEAD: i32 = 14;

const SOON: &str = "soon";
const MORNING: &str = "morning";
const AFTERNOON: &str = "afternoon";
const OTHER_DAY: &str = "other-day";
const WEEKLY: &str = "weekly";

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct WhenFlowProps {
    pub(super) doc: DocId,
    pub(super) route: CareRoute,
}

/// What every step gets.
#[derive(Clone, Debug, PartialEq, Properties)]
struct WhenProps {
    step: StepProps,
    when: Option<When>,
    /// Whether it can be wanted every week.
    is_recurring: bool,
    today: Date,
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
    let (kind, when) = match &view.subject {
        Subject::Care { kind, when } if view.form.way.writable == Writable::All => (kind, when),
        _ => return html! { <Sent {doc} /> },
    };
    let props_of = WhenProps {
        when: when.clone(),
        is_recurring: here.kind(kind).is_some_and(|kind| kind.recurring),
        today: here.today(),
        step: StepProps { view: view.clone() },
    };
    match props.route {
        CareRoute::Day(_) => html! { <DayStep key="day" ..props_of /> },
        CareRoute::Weekly(_) => html! { <WeeklyStep key="weekly" ..props_of /> },
        CareRoute::Window(_) => html! { <WindowStep key="window" ..props_of /> },
        _ => html! { <WhenStep key="when" ..props_of /> },
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct ShapeProps {
    step: StepProps,
    question: AttrValue,
    back: AttrValue,
    form: FormState,
    failure: Option<Failure>,
    waiting: bool,
    onsubmit: Callback<SubmitEvent>,
    children: Html,
}

/// What these steps have in common.
#[component]
fn Shape(props: &ShapeProps) -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let steps = props.step.steps();
    let count = [
        ("step", steps.saturating_sub(1).into()),
        ("steps", steps.into()),
    ];
    let above = html! { <p class="step">{ words.with("ask-step", &count) }</p> };
    let previous = words.text("common-previous");
    let beside = html! { <LinkButton label={previous} href={props.back.clone()} /> };
    html! {
        <FormPage title={here.local(&props.step.view.title)} question={props.question.clone()}
            back={props.back.clone()} failure={props.failure.clone()}
            form={props.form.clone()}
            onsubmit={props.onsubmit.clone()} send={words.text("common-next")}
            waiting={props.waiting} {above} {beside}>
            { props.children.clone() }
        </FormPage>
    }
}

/// The first of these steps.
#[component]
fn WhenStep(props: &WhenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let (doc, today) = (props.step.view.doc, props.today);
    let tomorrow = add_days(today, 1);
    let chosen = use_state_eq(|| {
        let when = props.when.as_ref();
        when.map(|when| AttrValue::from(choice_of(when, tomorrow)))
    });
    let form = use_form();
    let items = choices(&words, props.is_recurring);
    let on_choose = {
        let chosen = chosen.clone();
        form.mending(move |id| chosen.set(Some(id)))
    };
    let onsubmit = {
        let (act, chosen) = (act.clone(), chosen.clone());
        let none = mistake("when", &words.text("answer-error-choose"));
        form.sending(move || {
            let once = |window| When::Once {
                date: tomorrow,
                window,
            };
            let when = match chosen.as_deref() {
                Some(SOON) => When::Soon { date: today },
                Some(MORNING) => once(Window::MORNING),
                Some(AFTERNOON) => once(Window::AFTERNOON),
                Some(OTHER_DAY) => {
                    CareRoute::Day(doc).go();
                    return Ok(());
                }
                Some(WEEKLY) => {
                    CareRoute::Weekly(doc).go();
                    return Ok(());
                }
                _ => return Err(none.clone()),
            };
            act.run(SetWhen { doc, when }, move |()| FormRoute::Check(doc).go());
            Ok(())
        })
    };
    let (label, error) = (words.text("ask-when"), form.error("when"));
    html! {
        <Shape step={props.step.clone()} question={label.clone()}
            back={props.step.back(&FormStep::When)} form={form.clone()}
            failure={act.failure()} waiting={act.waiting()} {onsubmit}>
            <Choice
                prompt={Prompt::new("when", label)
                    .hint(words.text("ask-when-hint"))
                    .error(error)
                    .heading()}
                {items} chosen={(*chosen).clone()} {on_choose} />
        </Shape>
    }
}

fn choices(words: &Words, is_recurring: bool) -> Vec<ChoiceItem> {
    let part = |window: Window| words.window(window).unwrap_or_default();
    let mut items = vec![
        ChoiceItem::new(SOON, words.text("ask-when-soon")),
        ChoiceItem::new(MORNING, words.text("ask-when-tomorrow-morning"))
            .hint(part(Window::MORNING)),
        ChoiceItem::new(AFTERNOON, words.text("ask-when-tomorrow-afternoon"))
            .hint(part(Window::AFTERNOON)),
        ChoiceItem::new(OTHER_DAY, words.text("ask-when-other-day")),
    ];
    if is_recurring {
        items.push(ChoiceItem::new(WEEKLY, words.text("ask-when-weekly")));
    }
    items
}

fn choice_of(when: &When, tomorrow: Date) -> &'static str {
    match when {
        When::Soon { .. } => SOON,
        When::Once { date, window } if *date == tomorrow && *window == Window::MORNING => MORNING,
        When::Once { date, window } if *date == tomorrow && *window == Window::AFTERNOON => {
            AFTERNOON
        }
        When::Once { .. } => OTHER_DAY,
        When::Weekly { .. } => WEEKLY,
    }
}

#[component]
fn DayStep(props: &WhenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let (doc, today) = (props.step.view.doc, props.today);
    let (was, window) = match &props.when {
        Some(When::Once { date, window }) => (Some(*date), *window),
        _ => (None, Window::MORNING),
    };
    let chosen = use_state_eq(|| was.map(|date| AttrValue::from(write_day(date))));
    let form = use_form();
    let days = (1..=AHEAD).map(|days| add_days(today, days));
    let items = days.map(|date| {
        let item = ChoiceItem::new(write_day(date), words.near_day(date, today));
        if date == add_days(today, 1) {
            item.hint(words.day(date))
        } else {
            item
        }
    });
    let items = items.collect::<Vec<_>>();
    let on_choose = {
        let chosen = chosen.clone();
        form.mending(move |id| chosen.set(Some(id)))
    };
    let onsubmit = {
        let (act, chosen) = (act.clone(), chosen.clone());
        let none = mistake("when", &words.text("answer-error-choose"));
        form.sending(move || {
            let date = chosen.as_ref().and_then(|date| read_day(date));
            let date = date.ok_or_else(|| none.clone())?;
            let when = When::Once { date, window };
            act.run(SetWhen { doc, when }, move |()| CareRoute::Window(doc).go());
            Ok(())
        })
    };
    let (label, error) = (words.text("ask-day"), form.error("when"));
    html! {
        <Shape step={props.step.clone()} question={label.clone()}
            back={CareRoute::When(doc).href()} form={form.clone()}
            failure={act.failure()} waiting={act.waiting()} {onsubmit}>
            <Choice prompt={Prompt::new("when", label).error(error).heading()} {items}
                chosen={(*chosen).clone()} {on_choose} />
        </Shape>
    }
}

/// Which days of every week.
#[component]
fn WeeklyStep(props: &WhenProps) -> Html {
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
        _ => (Weekdays::default(), Window::MORNING, None),
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
        let (act, chosen) = (act.clone(), chosen.clone());
        let none = mistake("when", &words.text("ask-weekly-none"));
        form.sending(move || {
            let days = words_to_days(&chosen);
            if days.is_empty() {
                return Err(none.clone());
            }
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

/// Which part of the day.
#[component]
fn WindowStep(props: &WhenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let doc = props.step.view.doc;
    let now = match &props.when {
        Some(When::Once { window, .. } | When::Weekly { window, .. }) => *window,
        Some(When::Soon { .. }) | None => Window::MORNING,
    };
    let parts = [
        (MORNING, "ask-window-morning", Window::MORNING),
        (AFTERNOON, "ask-window-afternoon", Window::AFTERNOON),
    ];
    let items = parts.map(|(id, key, window)| {
        ChoiceItem::new(id, words.text(key)).hint(words.window(window).unwrap_or_default())
    });
    let chosen = use_state_eq(|| {
        let found = parts.iter().find(|(.., window)| *window == now);
        AttrValue::from(found.map_or(MORNING, |(id, ..)| *id))
    });
    let on_choose = {
        let chosen = chosen.clone();
        Callback::from(move |value: AttrValue| chosen.set(value))
    };
    let onsubmit = {
        let (act, chosen, when) = (act.clone(), chosen.clone(), props.when.clone());
        form.sending(move || {
            let found = parts.iter().find(|(id, ..)| *chosen == *id);
            let chosen = found.map_or(Window::MORNING, |(.., window)| *window);
            let mut when = when.clone();
            match &mut when {
                Some(When::Once { window, .. } | When::Weekly { window, .. }) => *window = chosen,
                Some(When::Soon { .. }) | None => CareRoute::When(doc).go(),
            }
            if let Some(when) = when.filter(|when| !matches!(when, When::Soon { .. })) {
                act.run(SetWhen { doc, when }, move |()| FormRoute::Check(doc).go());
            }
            Ok(())
        })
    };
    let back = match props.when {
        Some(When::Weekly { .. }) => CareRoute::Weekly(doc).href(),
        _ => CareRoute::Day(doc).href(),
    };
    let question = words.text("ask-window");
    html! {
        <Shape step={props.step.clone()} question={question.clone()} {back}
            form={form.clone()} failure={act.failure()} waiting={act.waiting()} {onsubmit}>
            <Choice prompt={Prompt::new("when", question).heading()} items={items.to_vec()}
                chosen={(*chosen).clone()} {on_choose} />
        </Shape>
    }
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
