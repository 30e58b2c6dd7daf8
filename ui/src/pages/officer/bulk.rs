//! Taking several applications on at once: the only thing that is safe for many. What
//! will be taken on is listed before, and what became of each after.

use super::keys::FOUND;
use crate::{
    bridge::Bridge,
    hooks::{Here, Words, focus_id, use_bridge, use_here, use_words},
    parts::{Button, ButtonKind, Notice, Tone},
    saying::{failure_words, join_dots, tracking_words},
};
use linli_api::{Advance, Code, view::QueueLine};
use linli_domain::application::ApplicationAction;
use std::collections::BTreeSet;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The heading, which takes the focus when what is under it changes.
const HEADING: &str = "bulk_title";

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct BulkProps {
    /// Those that are selected, and shown.
    pub(super) lines: Vec<QueueLine>,
    /// None is selected any more.
    pub(super) clear: Callback<()>,
}

#[derive(Clone, Debug, PartialEq)]
enum BulkState {
    /// What to take on is being selected.
    Selecting,
    Asking,
    /// They are being taken on.
    Sending,
    /// What became of each.
    Done(Vec<(QueueLine, Option<Code>)>),
}

/// Asks once more, then takes them on one by one, and says how that went.
#[component]
pub(super) fn Bulk(props: &BulkProps) -> Html {
    let words = use_words();
    let bridge = use_bridge();
    let state = use_state_eq(|| BulkState::Selecting);
    use_focus(&state, &props.lines);
    let Some(here) = use_here() else {
        return html! {};
    };
    match &*state {
        BulkState::Selecting if props.lines.is_empty() => html! {},
        BulkState::Selecting => selected(&words, &state, &props.lines),
        BulkState::Asking | BulkState::Sending => {
            let on_yes = take_on(bridge, &state, props);
            asking(&words, &here, &state, &props.lines, on_yes)
        }
        BulkState::Done(all) => done(&words, &here, &state, all),
    }
}

/// Selecting others is another question; a result stays until it was read.
#[hook]
fn use_focus(state: &UseStateHandle<BulkState>, lines: &[QueueLine]) {
    let picked: BTreeSet<_> = lines.iter().map(|line| line.doc).collect();
    {
        let state = state.clone();
        use_effect_with(picked, move |_| {
            if *state == BulkState::Asking {
                state.set(BulkState::Selecting);
            }
        });
    }
    use_effect_with((**state).clone(), |state| {
        if *state != BulkState::Selecting {
            focus_id(HEADING);
        }
    });
}

/// Takes all on, one by one, and then says what became of each.
fn take_on(bridge: Bridge, state: &UseStateHandle<BulkState>, props: &BulkProps) -> Callback<()> {
    let (state, lines, clear) = (state.clone(), props.lines.clone(), props.clear.clone());
    Callback::from(move |()| {
        state.set(BulkState::Sending);
        let (bridge, state) = (bridge.clone(), state.clone());
        let (lines, clear) = (lines.clone(), clear.clone());
        spawn_local(async move {
            let mut done = Vec::new();
            for line in lines {
                let (doc, what) = (line.doc, ApplicationAction::Accept);
                // One that a colleague took on meanwhile does not hold up the rest.
                let failed = bridge.ask(Advance { doc, what }.into()).await.err();
                done.push((line, failed.map(|failure| failure.code)));
            }
            clear.emit(());
            state.set(BulkState::Done(done));
        });
    })
}

/// How many are selected.
fn selected(words: &Words, state: &UseStateHandle<BulkState>, lines: &[QueueLine]) -> Html {
    let state = state.clone();
    let on_press = Callback::from(move |()| state.set(BulkState::Asking));
    html! {
        <Notice tone={Tone::Plain}
            title={words.with("bulk-selected", &[("count", lines.len().into())])}>
            <Button label={words.with("bulk-accept", &[("count", lines.len().into())])}
                {on_press} />
        </Notice>
    }
}

/// The last question, with all that will be taken on.
fn asking(
    words: &Words,
    here: &Here,
    state: &UseStateHandle<BulkState>,
    lines: &[QueueLine],
    on_yes: Callback<()>,
) -> Html {
    let waiting = **state == BulkState::Sending;
    html! {
        <Notice tone={Tone::Careful}>
            <h2 id={HEADING} tabindex="-1">
                { words.with("bulk-accept", &[("count", lines.len().into())]) }
            </h2>
            <p>{ words.text("bulk-accept-words") }</p>
            <ul>{ for lines.iter().map(|picked| item(here, picked, None)) }</ul>
            <div class="stack tight">
                <Button kind={ButtonKind::Go} label={words.text("bulk-yes")} {waiting}
                    on_press={on_yes} />
                <Button label={words.text("bulk-no")} on_press={close(state)} />
            </div>
        </Notice>
    }
}

/// How many were taken on, and which were not, and why.
fn done(
    words: &Words,
    here: &Here,
    state: &UseStateHandle<BulkState>,
    all: &[(QueueLine, Option<Code>)],
) -> Html {
    let failed = all.iter().filter_map(|(line, why)| Some((line, (*why)?)));
    let failed: Vec<_> = failed
        .map(|(line, why)| item(here, line, Some(words.text(failure_words(why)))))
        .collect();
    let well = all.len() - failed.len();
    let (tone, not) = if failed.is_empty() {
        (Tone::Good, None)
    } else {
        let list = html! {
            <><p class="strong">{ words.text("bulk-not") }</p><ul>{ for failed }</ul></>
        };
        (Tone::Careful, Some(list))
    };
    html! {
        <Notice {tone}>
            <h2 id={HEADING} tabindex="-1">
                { words.with("bulk-done", &[("count", well.into())]) }
            </h2>
            { for not }
            <Button label={words.text("bulk-close")} on_press={close(state)} />
        </Notice>
    }
}

fn close(state: &UseStateHandle<BulkState>) -> Callback<()> {
    let state = state.clone();
    Callback::from(move |()| {
        state.set(BulkState::Selecting);
        focus_id(FOUND);
    })
}

/// One application in a list, with what became of it.
fn item(here: &Here, line: &QueueLine, more: Option<AttrValue>) -> Html {
    let parts = [
        tracking_words(&line.tracking),
        line.applicant.clone().into(),
        here.local(&line.name),
    ];
    html! { <li>{ join_dots(parts.iter().chain(&more)) }</li> }
}
