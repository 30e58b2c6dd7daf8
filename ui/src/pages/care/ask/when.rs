//! When: soon, tomorrow, another day, or every week; and which part of the day.

use super::flow::StepProps;
use crate::{
    address::Address,
    hooks::{use_act, use_here, use_words},
    pages::{care::CareRoute, shared::Page},
    parts::{
        Button, ButtonKind, Checks, Choice, ChoiceItem, ErrorSummary, LinkButton, Mistake, Prompt,
    },
};
use linli_api::{Failure, SetWhen};
use linli_domain::{
    care::When,
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

/// Properties of [`Shape`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct ShapeProps {
    step: StepProps,
    question: AttrValue,
    back: AttrValue,
    #[prop_or_default]
    mistake: Option<AttrValue>,
    #[prop_or_default]
    failure: Option<Failure>,
    waiting: bool,
    on_next: Callback<()>,
    children: Html,
}

/// What these steps have in common.
#[component]
fn Shape(props: &ShapeProps) -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let onsubmit = {
        let on_next = props.on_next.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on_next.emit(());
        })
    };
    let steps = props.step.steps();
    let count = [
        ("step", steps.saturating_sub(1).into()),
        ("steps", steps.into()),
    ];
    let mistakes = props
        .mistake
        .iter()
        .map(|words| Mistake {
            id: "when".into(),
            words: words.clone(),
        })
        .collect::<Vec<_>>();
    html! {
        <Page title={here.kind_name(&props.step.care.kind)} question={props.question.clone()} back={props.back.clone()} failure={props.failure.clone()}>
            <p class="step">{ words.with("ask-step", &count) }</p>
            <ErrorSummary {mistakes} />
            <form class="stack fill" {onsubmit} novalidate=true>
                { props.children.clone() }
                <div class="dock">
                    <Button kind={ButtonKind::Go} label={words.text("common-next")} waiting={props.waiting} />
                    <LinkButton label={words.text("common-previous")} href={props.back.clone()} />
                </div>
            </form>
        </Page>
    }
}

/// The first of these steps.
#[component]
pub(super) fn WhenStep(props: &StepProps) -> Html {
    let words = use_words();
    let act = use_act();
    let here = use_here();
    let today = here
        .as_ref()
        .map(crate::hooks::Here::today)
        .unwrap_or_default();
    let tomorrow = add_days(today, 1);
    let chosen = use_state_eq(|| {
        props
            .care
            .when
            .as_ref()
            .map(|when| AttrValue::from(choice_of(when, tomorrow)))
    });
    let missing = use_state_eq(|| false);
    let part = |window: Window| words.window(window).unwrap_or_default();
    let mut items = vec![
        ChoiceItem::new(SOON, words.text("ask-when-soon")),
        ChoiceItem::new(MORNING, words.text("ask-when-tomorrow-morning"))
            .hint(part(Window::MORNING)),
        ChoiceItem::new(AFTERNOON, words.text("ask-when-tomorrow-afternoon"))
            .hint(part(Window::AFTERNOON)),
        ChoiceItem::new(OTHER_DAY, words.text("ask-when-other-day")),
    ];
    if props.kind.recurring {
        items.push(ChoiceItem::new(WEEKLY, words.text("ask-when-weekly")));
    }
    let on_choose = {
        let (chosen, missing) = (chosen.clone(), missing.clone());
        Callback::from(move |value| {
            chosen.set(Some(value));
            missing.set(false);
        })
    };
    let on_next = {
        let (act, doc, chosen, missing) =
            (act.clone(), props.care.doc, chosen.clone(), missing.clone());
        Callback::from(move |()| {
            let when = match chosen.as_deref() {
                Some(SOON) => When::Soon { date: today },
                Some(MORNING) => When::Once {
                    date: tomorrow,
                    window: Window::MORNING,
                },
                Some(AFTERNOON) => When::Once {
                    date: tomorrow,
                    window: Window::AFTERNOON,
                },
                Some(OTHER_DAY) => return CareRoute::Day(doc).go(),
                Some(WEEKLY) => return CareRoute::Weekly(doc).go(),
                _ => return missing.set(true),
            };
            act.run(SetWhen { doc, when }, move |()| CareRoute::Check(doc).go());
        })
    };
    let error = missing.then(|| words.text("answer-error-choose"));
    let question = words.text("ask-when");
    html! {
        <Shape step={props.clone()} question={question.clone()} back={props.before(None).href()} mistake={error.clone()} failure={act.failure()} waiting={act.waiting()} {on_next}>
            <Choice
                prompt={Prompt::new("when", question)
                    .hint(words.text("ask-when-hint"))
                    .error(error)
                    .heading()}
                {items} chosen={(*chosen).clone()} {on_choose} />
        </Shape>
    }
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

/// Another day.
#[component]
pub(super) fn DayStep(props: &StepProps) -> Html {
    let words = use_words();
    let act = use_act();
    let here = use_here();
    let today = here
        .as_ref()
        .map(crate::hooks::Here::today)
        .unwrap_or_default();
    let (was, window) = match &props.care.when {
        Some(When::Once { date, window }) => (Some(*date), *window),
        _ => (None, Window::MORNING),
    };
    let chosen = use_state_eq(|| was.map(|date| AttrValue::from(write_day(date))));
    let missing = use_state_eq(|| false);
    let items: Vec<_> = (1..=AHEAD)
        .map(|days| add_days(today, days))
        .map(|date| {
            let item = ChoiceItem::new(write_day(date), words.near_day(date, today));
            if date == add_days(today, 1) {
                item.hint(words.day(date))
            } else {
                item
            }
        })
        .collect();
    let on_choose = {
        let (chosen, missing) = (chosen.clone(), missing.clone());
        Callback::from(move |value| {
            chosen.set(Some(value));
            missing.set(false);
        })
    };
    let on_next = {
        let (act, doc, chosen, missing) =
            (act.clone(), props.care.doc, chosen.clone(), missing.clone());
        Callback::from(
            move |()| match chosen.as_ref().and_then(|date| read_day(date)) {
                Some(date) => act.run(
                    SetWhen {
                        doc,
                        when: When::Once { date, window },
                    },
                    move |()| CareRoute::Window(doc).go(),
                ),
                None => missing.set(true),
            },
        )
    };
    let error = missing.then(|| words.text("answer-error-choose"));
    let question = words.text("ask-day");
    html! {
        <Shape step={props.clone()} question={question.clone()} back={CareRoute::When(props.care.doc).href()} mistake={error.clone()} failure={act.failure()} waiting={act.waiting()} {on_next}>
            <Choice prompt={Prompt::new("when", question).error(error).heading()} {items}
                chosen={(*chosen).clone()} {on_choose} />
        </Shape>
    }
}

/// Which days of every week.
#[component]
pub(super) fn WeeklyStep(props: &StepProps) -> Html {
    let words = use_words();
    let act = use_act();
    let here = use_here();
    let tomorrow = add_days(
        here.as_ref()
            .map(crate::hooks::Here::today)
            .unwrap_or_default(),
        1,
    );
    let (was, window, until) = match &props.care.when {
        Some(When::Weekly {
            days,
            window,
            until,
            ..
        }) => (*days, *window, *until),
        _ => (Weekdays::default(), Window::MORNING, None),
    };
    let chosen = use_state_eq(|| days_to_words(was));
    let missing = use_state_eq(|| false);
    let items: Vec<_> = (1..=7_usize)
        .map(|day| ChoiceItem::new(day.to_string(), words.weekday(day)))
        .collect();
    let on_choose = {
        let (chosen, missing) = (chosen.clone(), missing.clone());
        Callback::from(move |values: Vec<AttrValue>| {
            missing.set(false);
            chosen.set(values);
        })
    };
    let on_next = {
        let (act, doc, chosen, missing) =
            (act.clone(), props.care.doc, chosen.clone(), missing.clone());
        Callback::from(move |()| {
            let days = words_to_days(&chosen);
            if days.is_empty() {
                return missing.set(true);
            }
            let when = When::Weekly {
                days,
                window,
                from: tomorrow,
                until,
            };
            act.run(SetWhen { doc, when }, move |()| CareRoute::Window(doc).go());
        })
    };
    let error = missing.then(|| words.text("ask-weekly-none"));
    let question = words.text("ask-weekly");
    html! {
        <Shape step={props.clone()} question={question.clone()} back={CareRoute::When(props.care.doc).href()} mistake={error.clone()} failure={act.failure()} waiting={act.waiting()} {on_next}>
            <Checks
                prompt={Prompt::new("when", question)
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
pub(super) fn WindowStep(props: &StepProps) -> Html {
    let words = use_words();
    let act = use_act();
    let now = match &props.care.when {
        Some(When::Once { window, .. } | When::Weekly { window, .. }) => *window,
        Some(When::Soon { .. }) | None => Window::MORNING,
    };
    let chosen = use_state_eq(|| {
        if now == Window::AFTERNOON {
            AFTERNOON
        } else {
            MORNING
        }
    });
    let items = vec![
        ChoiceItem::new(MORNING, words.text("ask-window-morning"))
            .hint(words.window(Window::MORNING).unwrap_or_default()),
        ChoiceItem::new(AFTERNOON, words.text("ask-window-afternoon"))
            .hint(words.window(Window::AFTERNOON).unwrap_or_default()),
    ];
    let on_choose = {
        let chosen = chosen.clone();
        Callback::from(move |value: AttrValue| {
            chosen.set(if value == AFTERNOON {
                AFTERNOON
            } else {
                MORNING
            })
        })
    };
    let on_next = {
        let (act, doc, when) = (act.clone(), props.care.doc, props.care.when.clone());
        let window = if *chosen == AFTERNOON {
            Window::AFTERNOON
        } else {
            Window::MORNING
        };
        Callback::from(move |()| {
            let when = match when.clone() {
                Some(When::Once { date, .. }) => When::Once { date, window },
                Some(When::Weekly {
                    days, from, until, ..
                }) => When::Weekly {
                    days,
                    window,
                    from,
                    until,
                },
                Some(When::Soon { .. }) | None => return CareRoute::When(doc).go(),
            };
            act.run(SetWhen { doc, when }, move |()| CareRoute::Check(doc).go());
        })
    };
    let back = match props.care.when {
        Some(When::Weekly { .. }) => CareRoute::Weekly(props.care.doc).href(),
        _ => CareRoute::Day(props.care.doc).href(),
    };
    let question = words.text("ask-window");
    html! {
        <Shape step={props.clone()} question={question.clone()} {back} failure={act.failure()} waiting={act.waiting()} {on_next}>
            <Choice prompt={Prompt::new("when", question).heading()} {items}
                chosen={AttrValue::from(*chosen)} {on_choose} />
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
