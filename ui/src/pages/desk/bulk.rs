//! Taking several applications on at once: the only thing that is safe for many.

use crate::{
    hooks::{use_bridge, use_words},
    parts::{Button, ButtonKind, Notice, Tone},
    saying::failure_words,
};
use linli_api::{Advance, Failure};
use linli_domain::{application::ApplicationEvent, id::DocId};
use std::collections::BTreeSet;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Properties of [`Bulk`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct BulkProps {
    /// Which.
    pub(super) docs: BTreeSet<DocId>,
    /// They are taken on.
    pub(super) done: Callback<()>,
}

/// Asks once more, then takes them on one by one.
#[component]
pub(super) fn Bulk(props: &BulkProps) -> Html {
    let words = use_words();
    let bridge = use_bridge();
    let asks = use_state_eq(|| false);
    let is_busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    if props.docs.is_empty() {
        return html! {};
    }
    let count = i64::try_from(props.docs.len()).unwrap_or(i64::MAX);
    let label = words.with("bulk-accept", &[("count", count.into())]);
    let ask = {
        let asks = asks.clone();
        Callback::from(move |()| asks.set(true))
    };
    let no = {
        let asks = asks.clone();
        Callback::from(move |()| asks.set(false))
    };
    let yes = {
        let (asks, is_busy, failure) = (asks.clone(), is_busy.clone(), failure.clone());
        let (docs, done) = (props.docs.clone(), props.done.clone());
        Callback::from(move |()| {
            if *is_busy {
                return;
            }
            is_busy.set(true);
            let (asks, is_busy, failure) = (asks.clone(), is_busy.clone(), failure.clone());
            let (docs, done, bridge) = (docs.clone(), done.clone(), bridge.clone());
            spawn_local(async move {
                let mut failed = None;
                for doc in docs {
                    let what = ApplicationEvent::Accepted;
                    // One that a colleague took on meanwhile does not hold up the rest.
                    if let Err(why) = bridge.ask(Advance { doc, what }.into()).await {
                        failed = Some(why);
                    }
                }
                failure.set(failed);
                is_busy.set(false);
                asks.set(false);
                done.emit(());
            });
        })
    };
    let failed = failure.as_ref().map(|failure| {
        html! { <p role="alert">{ words.text(failure_words(failure.code)) }</p> }
    });
    html! {
        <Notice tone={Tone::Plain} title={label.clone()}>
            { for failed }
            if *asks {
                <p>{ words.text("bulk-accept-words") }</p>
                <div class="stack tight">
                    <Button kind={ButtonKind::Go} label={words.text("case-send-yes")} waiting={*is_busy} on_press={yes} />
                    <Button label={words.text("case-send-no")} on_press={no} />
                </div>
            } else {
                <Button {label} on_press={ask} />
            }
        </Notice>
    }
}
