//! The visit's own page: the place, what is needed, and one main action.

use super::Shown;
use crate::{
    address::Address,
    hooks::{Act, Here, Words, focus_id, use_act, use_here, use_keep_typed, use_words},
    pages::{
        caregiver::CaregiverRoute,
        shared::{Messages, Page, remarks},
    },
    parts::{
        AnswerRow, Answers, Button, ButtonKind, Card, FieldKind, Icon, LinkButton, Live, Notice,
        PhoneLink, Tag, TextField, Tone, icon,
    },
    saying::{address_words, join, kind_icon, value_words, visit_words},
};
use linli_api::{DoTask, NoteVisit, TakeStep};
use linli_domain::{
    answer::journey,
    care::{Check, TaskResult, VisitStatus, VisitStep},
    catalogue::TaskKind,
};
use yew::prelude::*;

/// The page.
#[component]
pub(super) fn Overview(props: &Shown) -> Html {
    let words = use_words();
    let act = use_act();
    let Some(here) = use_here() else {
        return html! {};
    };
    let visit = &props.visit;
    let status = visit.line.state.status;
    let (state, tone) = visit_words(status);
    let state = words.text(state);
    let when = join(&[
        Some(words.near_day(visit.line.id.date, here.today())),
        words.window(visit.line.window),
    ]);
    let called_off = visit.called_off.then(|| {
        html! {
            <div role="alert">
                <Notice tone={Tone::Danger} title={words.text("visit-called-off")}>
                    <p>{ words.text("visit-called-off-words") }</p>
                </Notice>
            </div>
        }
    });
    // What comes next stands right under the address; "finished" only after the tasks.
    let is_working = status == VisitStatus::InProgress;
    let actions = (!visit.called_off).then(|| actions(&words, &act, props));
    let (next, last) = if is_working {
        (None, actions)
    } else {
        (actions, None)
    };
    let work = (is_working && !visit.called_off)
        .then(|| html! { <Work visit={visit.clone()} kind={props.kind.clone()} /> });
    html! {
        <Page title={here.kind_name(&visit.kind)} back={CaregiverRoute::Round.href()}
            failure={act.failure()}>
            <Live words={state.clone()} />
            { for called_off }
            <div class="heading">
                { icon(kind_icon(&here, &visit.kind)) }
                <div class="tags"><Tag {tone} label={state} /></div>
            </div>
            <p class="large">{ when }</p>
            <Card title={visit.place.name.clone()} icon={Icon::Door}>
                <p class="large">
                    { address_words(&words, &here, &visit.place.building, &visit.place.door) }
                </p>
                { for (!visit.place.phone.is_empty()).then(|| html! {
                    <PhoneLink who={words.text("visit-call")} number={visit.place.phone.clone()} />
                }) }
            </Card>
            { for next }
            <h2>{ words.text("visit-needs") }</h2>
            <Answers rows={needs(&words, &here, props)} />
            { for checked(&words, &here, props) }
            { for work }
            { for last }
            <Messages doc={visit.doc} remarks={remarks(&words, &here, &visit.messages)}
                typed={visit.typed.clone()} />
        </Page>
    }
}

fn needs(words: &Words, here: &Here, shown: &Shown) -> Vec<AnswerRow> {
    let asked = journey(&shown.kind.questions, &shown.visit.answers).into_iter();
    asked
        .filter_map(|question| Some((question, shown.visit.answers.get(&question.id)?)))
        .map(|(question, value)| AnswerRow {
            label: here.local(&question.ask),
            value: value_words(words, here, question, value),
            change: None,
        })
        .collect()
}

/// The main action of the visit's state, and the others.
fn actions(words: &Words, act: &Act, shown: &Shown) -> Html {
    let (doc, visit) = (shown.visit.doc, shown.visit.line.id);
    let step = |step: VisitStep, then: Option<CaregiverRoute>| {
        let act = act.clone();
        Callback::from(move |()| {
            let then = then.clone();
            act.run(
                TakeStep {
                    doc,
                    visit,
                    step: step.clone(),
                },
                move |()| {
                    if let Some(route) = then {
                        route.go();
                    }
                },
            );
        })
    };
    let go = |key: &str, on_press: Callback<()>| {
        html! {
            <Button kind={ButtonKind::Go} label={words.text(key)} waiting={act.waiting()}
                {on_press} />
        }
    };
    let arrived = || step(VisitStep::Arrived, Some(shown.first_check()));
    let give_back = || {
        html! {
            <LinkButton label={words.text("visit-give-back")}
                href={CaregiverRoute::GiveBack(doc, visit).href()} />
        }
    };
    let stop = || {
        html! {
            <LinkButton kind={ButtonKind::Danger} label={words.text("visit-stop")}
                href={CaregiverRoute::Stop(doc, visit).href()} />
        }
    };
    let actions = match shown.visit.line.state.status {
        VisitStatus::Booked => {
            html! { <>{ go("visit-set-out", step(VisitStep::OnTheWay, None)) }{ give_back() }</> }
        }
        VisitStatus::OnTheWay => html! { <>{ go("visit-at-the-door", arrived()) }{ stop() }</> },
        VisitStatus::Arrived => {
            let first = shown.first_check();
            let next = if first == shown.home() {
                go("visit-start", step(VisitStep::Started, None))
            } else {
                html! {
                    <LinkButton kind={ButtonKind::Go} label={words.text("visit-checks")}
                        href={first.href()} />
                }
            };
            html! { <>{ next }{ stop() }</> }
        }
        VisitStatus::InProgress => {
            let done = &shown.visit.line.state.tasks;
            let open = shown
                .kind
                .tasks
                .iter()
                .filter(|task| !done.contains_key(&task.id))
                .count();
            let left = (open > 0).then(|| {
                html! {
                    <Notice tone={Tone::Careful}>
                        <p>{ words.with("visit-tasks-open", &[("count", open.into())]) }</p>
                    </Notice>
                }
            });
            html! {
                <>
                    { for left }
                    { go("visit-finish", step(VisitStep::Finished, Some(CaregiverRoute::Round))) }
                    { stop() }
                </>
            }
        }
        VisitStatus::NoAnswer | VisitStatus::Stopped => {
            html! { <>{ go("visit-try-again", arrived()) }{ give_back() }</> }
        }
        VisitStatus::Finished
        | VisitStatus::Confirmed
        | VisitStatus::CancelledByProvider
        | VisitStatus::CancelledByClient => {
            html! {
                <LinkButton kind={ButtonKind::Go} label={words.text("offers-see-round")}
                    href={CaregiverRoute::Round.href()} />
            }
        }
    };
    html! { <div class="stack tight">{ actions }</div> }
}

/// The safety checks that were answered.
fn checked(words: &Words, here: &Here, shown: &Shown) -> Option<Html> {
    let (doc, visit) = (shown.visit.doc, shown.visit.line.id);
    let checks = shown
        .kind
        .safety
        .iter()
        .filter_map(|check| Some((check, shown.visit.line.state.checks.get(&check.id)?)));
    let rows: Vec<_> = checks
        .map(|(check, result)| AnswerRow {
            label: here.local(&check.text),
            value: match result {
                Check::Fine => words.text("check-fine"),
                Check::Worry { why } => words.with("check-worry", &[("why", why.clone().into())]),
            },
            change: Some(CaregiverRoute::Check(doc, visit, check.id.clone()).href()),
        })
        .collect();
    (!rows.is_empty())
        .then(|| html! { <><h2>{ words.text("visit-checks") }</h2><Answers {rows} /></> })
}

/// Tasks, and the note.
#[component]
fn Work(props: &Shown) -> Html {
    let words = use_words();
    let act = use_act();
    // Of its own, so that a task ticked right after typing is not passed over.
    let keeping = use_act();
    let kept = props.visit.line.state.note.clone();
    let typed = &props.visit.typed_note;
    let note = use_state_eq(|| if typed.is_empty() { &kept } else { typed }.clone());
    let keep_typed = use_keep_typed(props.visit.doc, Some(props.visit.line.id));
    let Some(here) = use_here() else {
        return html! {};
    };
    let (doc, visit) = (props.visit.doc, props.visit.line.id);
    let tasks = props
        .kind
        .tasks
        .iter()
        .map(|kind| task(&words, &here, &act, props, kind));
    let on_input = {
        let (note, keep_typed) = (note.clone(), keep_typed.clone());
        Callback::from(move |typed: String| {
            keep_typed.emit(typed.clone());
            note.set(typed);
        })
    };
    // Kept by its button, and when the field is left for any other.
    let on_press = {
        let (keeping, note, kept) = (keeping.clone(), note.clone(), kept.clone());
        Callback::from(move |()| {
            let text = note.trim().to_owned();
            if text != kept {
                let forget = keep_typed.clone();
                keeping.run(NoteVisit { doc, visit, text }, move |()| {
                    forget.emit(String::new())
                });
            }
        })
    };
    let is_kept = note.trim() == kept && !kept.is_empty();
    let kept_line = is_kept.then(|| {
        html! {
            <Tag tone={Tone::Good} icon={Icon::Check} label={words.text("visit-note-kept")} />
        }
    });
    html! {
        <>
            <h2>{ words.text("visit-tasks") }</h2>
            <div class="cards">{ for tasks }</div>
            <TextField id="note" kind={FieldKind::Lines} label={words.text("visit-note")}
                hint={words.text("visit-note-hint")} value={(*note).clone()} {on_input}
                on_left={on_press.clone()} />
            <div role="status">{ for kept_line }</div>
            <Button label={words.text("visit-note-keep")} waiting={keeping.waiting()} {on_press} />
        </>
    }
}

fn task(words: &Words, here: &Here, act: &Act, shown: &Shown, kind: &TaskKind) -> Html {
    let (doc, visit) = (shown.visit.doc, shown.visit.line.id);
    let label = here.local(&kind.label);
    let heading = format!("task-{}", kind.id);
    let refuse = CaregiverRoute::Task(doc, visit, kind.id.clone()).href();
    let result = match shown.visit.line.state.tasks.get(&kind.id) {
        Some(TaskResult::Done) => html! {
            <>
                <Tag tone={Tone::Good} icon={Icon::Check} label={words.text("task-done")} />
                <LinkButton label={words.text("task-not-done")} about={label.clone()}
                    href={refuse} />
            </>
        },
        result => {
            let why = if let Some(TaskResult::Refused { why }) = result {
                html! {
                    <Tag tone={Tone::Careful}
                        label={words.with("task-refused", &[("why", why.clone().into())])} />
                }
            } else {
                html! {
                    <LinkButton label={words.text("task-not-done")} about={label.clone()}
                        href={refuse} />
                }
            };
            let (act, task, heading) = (act.clone(), kind.id.clone(), heading.clone());
            let on_press = Callback::from(move |()| {
                let (task, heading) = (task.clone(), heading.clone());
                let result = TaskResult::Done;
                // The pressed button goes away; the focus stays on its card.
                act.run(
                    DoTask {
                        doc,
                        visit,
                        task,
                        result,
                    },
                    move |()| {
                        focus_id(&heading);
                    },
                );
            });
            html! {
                <>
                    <Button icon={Icon::Check} label={words.text("task-do")} about={label.clone()}
                        {on_press} />
                    { why }
                </>
            }
        }
    };
    html! { <Card key={kind.id.clone()} title={label} id={heading}>{ result }</Card> }
}
