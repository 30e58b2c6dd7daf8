//! Enrolment: type the digits that the community gave out.

use crate::{
    hooks::{use_act, use_bridge, use_here, use_words},
    pages::shared::Page,
    parts::{Button, ButtonKind, CodeInput, ErrorSummary, Mistake, Prompt, TextField},
};
use linli_api::{Enrol as Ask, view::Enrolment};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct EnrolProps {
    /// A code that came with a link.
    #[prop_or_default]
    pub(crate) code: String,
}

#[component]
pub(crate) fn Enrol(props: &EnrolProps) -> Html {
    let words = use_words();
    let bridge = use_bridge();
    let act = use_act();
    let code = use_state_eq(|| props.code.clone());
    let server = use_state_eq(String::new);
    // A mistake stands until the code is touched.
    let touched = use_state_eq(|| true);
    let enrolment = use_here()
        .map(|here| here.session.enrolment)
        .unwrap_or_default();
    let error = if *touched {
        None
    } else {
        mistake(enrolment).map(|key| words.text(key))
    };
    let waiting = act.waiting() || (enrolment == Enrolment::Asking && !*touched);
    let onsubmit = {
        let (act, code, server, touched) =
            (act.clone(), code.clone(), server.clone(), touched.clone());
        let is_desktop = bridge.is_desktop();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let server =
                Some((*server).trim().to_owned()).filter(|server| is_desktop && !server.is_empty());
            let touched = touched.clone();
            act.run(
                Ask {
                    code: (*code).clone(),
                    server,
                },
                move |()| touched.set(false),
            );
        })
    };
    let on_code = {
        let (code, touched) = (code.clone(), touched.clone());
        Callback::from(move |typed| {
            code.set(typed);
            touched.set(true);
        })
    };
    let on_server = {
        let server = server.clone();
        Callback::from(move |typed| server.set(typed))
    };
    let address = bridge.is_desktop().then(|| {
        html! {
            <TextField
                prompt={Prompt::new("server", words.text("enrol-address"))
                    .hint(words.text("enrol-address-hint"))}
                value={(*server).clone()} autocomplete="url" on_input={on_server} />
        }
    });
    let mistakes = error
        .iter()
        .map(|error| Mistake {
            id: "code".into(),
            words: error.clone(),
        })
        .collect::<Vec<_>>();
    html! {
        <Page title={words.text("enrol-title")} failure={act.failure()}>
            <ErrorSummary {mistakes} />
            <p>{ words.text("enrol-welcome") }</p>
            <form class="stack" {onsubmit} novalidate=true>
                <CodeInput
                    prompt={Prompt::new("code", words.text("enrol-code"))
                        .hint(words.text("enrol-code-hint"))
                        .error(error)}
                    value={(*code).clone()} on_input={on_code} />
                <>{ for address }</>
                <Button kind={ButtonKind::Go}
                    label={words.text(if waiting { "enrol-asking" } else { "enrol-begin" })}
                    {waiting} />
            </form>
            <p class="hint">{ words.text("enrol-no-code") }</p>
        </Page>
    }
}

/// The message of an enrolment that did not go through.
const fn mistake(enrolment: Enrolment) -> Option<&'static str> {
    match enrolment {
        Enrolment::Idle | Enrolment::Asking => None,
        Enrolment::Incomplete => Some("enrol-incomplete"),
        Enrolment::Wrong => Some("enrol-wrong"),
        Enrolment::Used => Some("enrol-used"),
        Enrolment::Expired => Some("enrol-expired"),
        Enrolment::TooMany => Some("enrol-too-many"),
        Enrolment::NoNetwork => Some("enrol-no-network"),
    }
}
