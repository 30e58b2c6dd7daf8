//! The tasks of a visit, ticked one by one, and the note about it.

use super::props::VisitProps;
use crate::{
    address::PageAddress,
    hooks::{Act, Here, Words, focus_id, use_act, use_here, use_keep_typed, use_words},
    pages::caregiver::CaregiverRoute,
    parts::{Button, Card, FieldKind, Icon, LinkButton, Prompt, Tag, TextField, Tone},
    saying::record_readers_words,
};
use linli_api::{DoTask, NoteVisit};
use linli_domain::{care::TaskResult, catalogue::TaskKind};
use yew::prelude::*;

/// Tasks, and the note.
#[component]
pub(super) fn Work(props: &VisitProps) -> Html {
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
    let hint = [words.text("visit-note-hint"), record_readers_words(&words)];
    let hint = hint.map(|line| line.to_string()).join(" ");
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
            <TextField
                prompt={Prompt::new("note", words.text("visit-note"))
                    .hint(AttrValue::from(hint))}
                kind={FieldKind::Lines} value={(*note).clone()} {on_input}
                on_left={on_press.clone()} />
            <>{ for kept_line }</>
            <Button label={words.text("visit-note-keep")} waiting={keeping.waiting()} {on_press} />
        </>
    }
}

fn task(words: &Words, here: &Here, act: &Act, props: &VisitProps, kind: &TaskKind) -> Html {
    let (doc, visit) = (props.visit.doc, props.visit.line.id);
    let label = here.local(&kind.label);
    let heading = format!("task-{}", kind.id);
    let refuse = CaregiverRoute::Task(doc, visit, kind.id.clone()).href();
    let result = match props.visit.line.state.tasks.get(&kind.id) {
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
