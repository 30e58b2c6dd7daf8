//! Taking several applications on at once: the only thing that is safe for many. What
//! will be taken on is listed before, and what became of each after.

use crate::{
    hooks::{focus_id, use_bridge, use_here, use_words},
    parts::{Button, ButtonKind, Notice, Tone},
    saying::{failure_words, tracking_words},
};
use linli_api::{Advance, Code, view::QueueLine};
use linli_domain::application::ApplicationEvent;
use std::collections::BTreeSet;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The heading, which takes the focus when what is under it changes.
const HEADING: &str = "bulk_title";

/// Properties of [`Bulk`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct BulkProps {
    /// Those that are selected, and shown.
    pub(super) lines: Vec<QueueLine>,
    /// None is selected any more.
    pub(super) clear: Callback<()>,
}

#[derive(Clone, Debug, PartialEq)]
enum Step {
    /// What to take on is being selected.
    Selecting,
    /// Asks once more.
    Asking,
    /// They are being taken on.
    Doing,
    /// What became of each.
    Done(Vec<(QueueLine, Option<Code>)>),
}

/// Asks once more, then takes them on one by one, and says how that went.
#[component]
pub(super) fn Bulk(props: &BulkProps) -> Html {
    let words = use_words();
    let bridge = use_bridge();
    let step = use_state_eq(|| Step::Selecting);
    // Selecting others is another question; a result stays until it was read.
    let picked: BTreeSet<_> = props.lines.iter().map(|line| line.doc).collect();
    {
        let step = step.clone();
        use_effect_with(picked, move |_| {
            if *step == Step::Asking {
                step.set(Step::Selecting);
            }
        });
    }
    use_effect_with((*step).clone(), |step| {
        if *step != Step::Selecting {
            focus_id(HEADING);
        }
    });
    let Some(here) = use_here() else {
        return html! {};
    };
    let to = |next: Step| {
        let step = step.clone();
        Callback::from(move |()| step.set(next.clone()))
    };
    let count = i64::try_from(props.lines.len()).unwrap_or(i64::MAX);
    let label = words.with("bulk-accept", &[("count", count.into())]);
    let line = |line: &QueueLine, more: Option<AttrValue>| {
        let parts = [
            tracking_words(&line.tracking),
            line.applicant.clone().into(),
            here.local(&line.name),
        ];
        let parts = parts.iter().chain(&more).map(AttrValue::as_str);
        html! { <li>{ parts.collect::<Vec<_>>().join(" · ") }</li> }
    };
    match &*step {
        Step::Selecting if props.lines.is_empty() => html! {},
        Step::Selecting => html! {
            <Notice tone={Tone::Plain}
                title={words.with("bulk-selected", &[("count", count.into())])}>
                <Button {label} on_press={to(Step::Asking)} />
            </Notice>
        },
        Step::Asking | Step::Doing => {
            let waiting = *step == Step::Doing;
            let no = {
                let step = step.clone();
                Callback::from(move |()| {
                    step.set(Step::Selecting);
                    focus_id("found");
                })
            };
            let yes = {
                let (step, bridge) = (step.clone(), bridge.clone());
                let (lines, clear) = (props.lines.clone(), props.clear.clone());
                Callback::from(move |()| {
                    step.set(Step::Doing);
                    let (step, bridge) = (step.clone(), bridge.clone());
                    let (lines, clear) = (lines.clone(), clear.clone());
                    spawn_local(async move {
                        let mut done = Vec::new();
                        for line in lines {
                            let (doc, what) = (line.doc, ApplicationEvent::Accepted);
                            // One that a colleague took on meanwhile does not hold up the rest.
                            let failed = bridge.ask(Advance { doc, what }.into()).await.err();
                            done.push((line, failed.map(|failure| failure.code)));
                        }
                        clear.emit(());
                        step.set(Step::Done(done));
                    });
                })
            };
            html! {
                <Notice tone={Tone::Careful}>
                    <h2 id={HEADING} tabindex="-1">{ label }</h2>
                    <p>{ words.text("bulk-accept-words") }</p>
                    <ul>{ for props.lines.iter().map(|picked| line(picked, None)) }</ul>
                    <div class="stack tight">
                        <Button kind={ButtonKind::Go} label={words.text("bulk-yes")} {waiting}
                            on_press={yes} />
                        <Button label={words.text("bulk-no")} on_press={no} />
                    </div>
                </Notice>
            }
        }
        Step::Done(all) => {
            let failed: Vec<_> = all
                .iter()
                .filter_map(|(line, why)| Some((line, (*why)?)))
                .collect();
            let well = i64::try_from(all.len() - failed.len()).unwrap_or(i64::MAX);
            let tone = if failed.is_empty() {
                Tone::Good
            } else {
                Tone::Careful
            };
            let not = (!failed.is_empty()).then(|| {
                let failed = failed
                    .iter()
                    .map(|(failed, why)| line(failed, Some(words.text(failure_words(*why)))));
                html! {
                    <><p class="strong">{ words.text("bulk-not") }</p><ul>{ for failed }</ul></>
                }
            });
            let close = {
                let step = step.clone();
                Callback::from(move |()| {
                    step.set(Step::Selecting);
                    focus_id("found");
                })
            };
            html! {
                <Notice {tone}>
                    <h2 id={HEADING} tabindex="-1">
                        { words.with("bulk-done", &[("count", well.into())]) }
                    </h2>
                    { for not }
                    <Button label={words.text("bulk-close")} on_press={close} />
                </Notice>
            }
        }
    }
}
