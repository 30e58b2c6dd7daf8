//! When: soon, tomorrow, another day, or every week; and which part of the day.

use super::{CareRoute, Sent};
use crate::{
    address::{HOME, PageAddress},
    hooks::{Words, use_act, use_here, use_view, use_words},
    pages::{
        form::{FormRoute, StepProps},
        shared::{FormPage, FormState, not_here, use_form},
    },
    parts::{Checks, Choice, ChoiceItem, Prompt},
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
        Subject::Care { kind, when, .. } if view.form.way.writable == Writable::All => (kind, when),
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
    let beside = html! { <p class="hint">{ words.text("form-answers-kept") }</p> };
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

#[derive(Clone, Debug, PartialEq, Properties)]
struct PickOneProps {
    step: StepProps,
    question: AttrValue,
    #[prop_or_default]
    hint: Option<AttrValue>,
    items: Vec<ChoiceItem>,
    /// What was chosen before.
    chosen: Option<AttrValue>,
    back: AttrValue,
    failure: Option<Failure>,
    waiting: bool,
    /// What the step does with the item that was chosen.
    on_pick: Callback<AttrValue>,
}

/// A step where one of several is chosen.
#[component]
fn PickOne(props: &PickOneProps) -> Html {
    let form = use_form();
    let chosen = use_state_eq(|| props.chosen.clone());
    let on_choose = {
        let chosen = chosen.clone();
        form.mending(move |id| chosen.set(Some(id)))
    };
    let onsubmit = {
        let (on_pick, chosen, must) = (props.on_pick.clone(), chosen.clone(), form.clone());
        form.sending(move || {
            on_pick.emit(must.required("when", (*chosen).clone(), "answer-error-choose")?);
            Ok(())
        })
    };
    let prompt = Prompt::new("when", props.question.clone())
        .hint(props.hint.clone())
        .error(form.error("when"))
        .heading();
    html! {
        <Shape step={props.step.clone()} question={props.question.clone()}
            back={props.back.clone()} form={form.clone()}
            failure={props.failure.clone()} waiting={props.waiting} {onsubmit}>
            <Choice {prompt} items={props.items.clone()}
                chosen={(*chosen).clone()} {on_choose} />
        </Shape>
    }
}

/// The first of these steps.
#[component]
fn WhenStep(props: &WhenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let (doc, today) = (props.step.view.doc, props.today);
    let tomorrow = add_days(today, 1);
    let on_pick = {
        let act = act.clone();
        Callback::from(move |id: AttrValue| {
            let once = |window| When::Once {
                date: tomorrow,
                window,
            };
            let when = match id.as_str() {
                SOON => When::Soon { date: today },
                MORNING => once(Window::MORNING),
                AFTERNOON => once(Window::AFTERNOON),
                WEEKLY => return CareRoute::Weekly(doc).go(),
                _ => return CareRoute::Day(doc).go(),
            };
            act.run(SetWhen { doc, when }, move |()| FormRoute::Check(doc).go());
        })
    };
    let chosen = props.when.as_ref();
    let chosen = chosen.map(|when| AttrValue::from(choice_of(when, tomorrow)));
    html! {
        <PickOne step={props.step.clone()} question={words.text("ask-when")}
            hint={words.text("ask-when-hint")} items={choices(&words, props.is_recurring)} {chosen}
            back={props.step.back(&FormStep::When)} failure={act.failure()}
            waiting={act.waiting()} {on_pick} />
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
    let days = (1..=AHEAD).map(|days| add_days(today, days));
    let items = days.map(|date| {
        let item = ChoiceItem::new(write_day(date), words.near_day(date, today));
        if date == add_days(today, 1) {
            item.hint(words.day(date, today))
        } else {
            item
        }
    });
    let on_pick = {
        let act = act.clone();
        Callback::from(move |id: AttrValue| {
            if let Some(date) = read_day(&id) {
                let when = When::Once { date, window };
                act.run(SetWhen { doc, when }, move |()| CareRoute::Window(doc).go());
            }
        })
    };
    html! {
        <PickOne step={props.step.clone()} question={words.text("ask-day")}
            items={items.collect::<Vec<_>>()}
            chosen={was.map(|date| AttrValue::from(write_day(date)))}
            back={CareRoute::When(doc).href()} failure={act.failure()}
            waiting={act.waiting()} {on_pick} />
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

/// Which part of the day.
#[component]
fn WindowStep(props: &WhenProps) -> Html {
    let words = use_words();
    let act = use_act();
    let doc = props.step.view.doc;
    let (now, back) = match &props.when {
        Some(When::Weekly { window, .. }) => (*window, CareRoute::Weekly(doc)),
        Some(When::Once { window, .. }) => (*window, CareRoute::Day(doc)),
        Some(When::Soon { .. }) | None => (Window::MORNING, CareRoute::Day(doc)),
    };
    let parts = [
        (MORNING, "ask-window-morning", Window::MORNING),
        (AFTERNOON, "ask-window-afternoon", Window::AFTERNOON),
    ];
    let items = parts.map(|(id, key, window)| {
        ChoiceItem::new(id, words.text(key)).hint(words.window(window).unwrap_or_default())
    });
    let chosen = parts.iter().find(|(.., window)| *window == now);
    let chosen = AttrValue::from(chosen.map_or(MORNING, |(id, ..)| *id));
    let on_pick = {
        let (act, when) = (act.clone(), props.when.clone());
        Callback::from(move |id: AttrValue| {
            let picked = parts.iter().find(|(known, ..)| id == *known);
            let picked = picked.map_or(Window::MORNING, |(.., window)| *window);
            let mut when = when.clone();
            if let Some(When::Once { window, .. } | When::Weekly { window, .. }) = &mut when {
                *window = picked;
            }
            match when.filter(|when| !matches!(when, When::Soon { .. })) {
                Some(when) => {
                    act.run(SetWhen { doc, when }, move |()| FormRoute::Check(doc).go());
                }
                None => CareRoute::When(doc).go(),
            }
        })
    };
    html! {
        <PickOne step={props.step.clone()} question={words.text("ask-window")}
            items={items.to_vec()} {chosen} back={back.href()} failure={act.failure()}
            waiting={act.waiting()} {on_pick} />
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
