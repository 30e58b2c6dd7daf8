//! The messages of a document, and the field to write one.

use super::{failure_notice, use_form};
use crate::{
    hooks::{Here, Words, use_act, use_keep_typed, use_words},
    parts::{Button, ErrorSummary, FieldKind, Icon, Live, Prompt, Remark, TextField, Thread},
    saying::{author_words, delivered_words, join_dots, moment_words},
};
use linli_api::{Say, view};
use linli_domain::id::DocId;
use yew::prelude::*;

/// The field for a message.
const MESSAGE: &str = "message";

/// Messages as they are shown.
pub(crate) fn remarks(words: &Words, here: &Here, messages: &[view::Message]) -> Vec<Remark> {
    let remark = |message: &view::Message| {
        let who = author_words(words, here, message.by, message.name.as_deref());
        let at = moment_words(words, here, message.at);
        let delivered = message
            .mine
            .then(|| words.text(delivered_words(message.delivered)));
        let head = [Some(who.clone()), Some(at), delivered];
        Remark {
            head: join_dots(head.iter().flatten()),
            who,
            words: message.text.clone().into(),
            own: message.mine,
        }
    };
    messages.iter().map(remark).collect()
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ConversationProps {
    pub(crate) doc: DocId,
    pub(crate) remarks: Vec<Remark>,
    pub(crate) typed: String,
}

/// Messages, and a field to write one.
#[component]
pub(crate) fn Conversation(props: &ConversationProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let text = use_state_eq(|| props.typed.clone());
    let keep = use_keep_typed(props.doc, None);
    let on_input = {
        let (text, keep) = (text.clone(), keep.clone());
        form.mending(move |typed: String| {
            keep.emit(typed.clone());
            text.set(typed);
        })
    };
    let onsubmit = {
        let (act, text, doc, keep) = (act.clone(), text.clone(), props.doc, keep.clone());
        let must = form.clone();
        form.sending(move || {
            let said = must.written(MESSAGE, &text)?;
            let (text, keep) = (text.clone(), keep.clone());
            act.run(Say { doc, text: said }, move |()| {
                // Also what was still on its way to the disk when it was sent.
                keep.emit(String::new());
                text.set(String::new());
            });
            Ok(())
        })
    };
    let prompt = Prompt::new(MESSAGE, words.text("message-write")).error(form.error(MESSAGE));
    let last = props.remarks.last();
    let said = last.map(|last| last_said(&words, last)).unwrap_or_default();
    html! {
        <>
            <Live words={said} />
            <h2>{ words.text("message-title") }</h2>
            <Thread remarks={props.remarks.clone()} />
            { for failure_notice(&words, &act) }
            <ErrorSummary mistakes={form.mistakes()} tries={form.tries()} />
            <form class="stack tight" {onsubmit} novalidate=true>
                <TextField {prompt}
                    kind={FieldKind::Lines} value={(*text).clone()} {on_input} />
                <Button icon={Icon::Send} label={words.text("message-send")}
                    waiting={act.waiting()} />
            </form>
        </>
    }
}

/// That a message was written, for who only listens. Its place on the way is not said anew.
fn last_said(words: &Words, last: &Remark) -> AttrValue {
    let text = ("text", last.words.as_str().into());
    if last.own {
        words.with("message-kept", &[text])
    } else {
        words.with("message-came", &[("who", last.who.as_str().into()), text])
    }
}
