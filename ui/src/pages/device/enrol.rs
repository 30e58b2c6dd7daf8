//! Enrolment: type the digits that the community gave out.

use super::emptied::EmptiedNotice;
use crate::{
    address::HOME,
    hooks::{Act, Words, use_act, use_bridge, use_here, use_words},
    pages::shared::{ConfirmPage, Page, mistake, use_form},
    parts::{Button, ButtonKind, CodeInput, ErrorSummary, Prompt, TextField},
};
use linli_api::{Enrol, view::EnrolmentState};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct EnrolScreenProps {
    /// A code that came with a link.
    #[prop_or_default]
    pub(crate) code: String,
}

#[component]
pub(crate) fn EnrolScreen(props: &EnrolScreenProps) -> Html {
    let words = use_words();
    let bridge = use_bridge();
    let act = use_act();
    let form = use_form();
    let code = use_state_eq(|| props.code.clone());
    let server = use_state_eq(String::new);
    // A mistake stands until the code is touched.
    let touched = use_state_eq(|| true);
    let here = use_here();
    let enrolment = here
        .as_ref()
        .map(|here| here.session.enrolment)
        .unwrap_or_default();
    let waiting = act.waiting() || (enrolment == EnrolmentState::Asking && !*touched);
    let onsubmit = {
        let (act, code, server) = (act.clone(), code.clone(), server.clone());
        let (touched, is_desktop) = (touched.clone(), bridge.is_desktop());
        form.sending(move || {
            let server = Some(server.trim().to_owned());
            let ask = Enrol {
                code: (*code).clone(),
                server: server.filter(|server| is_desktop && !server.is_empty()),
                give_away: false,
            };
            let touched = touched.clone();
            act.run(ask, move |()| touched.set(false));
            Ok(())
        })
    };
    let holder = here
        .as_ref()
        .and_then(|here| here.session.account.as_ref())
        .map(|account| AttrValue::from(account.name.clone()));
    // Whoever has just been let in goes on to their own page.
    let is_in = holder.is_some() && !*touched && !waiting && enrolment == EnrolmentState::Idle;
    use_effect_with(is_in, |is_in| {
        if *is_in {
            go_home();
        }
    });
    if let (Some(holder), EnrolmentState::SomebodyElse, false) = (&holder, enrolment, *touched) {
        return give_away(&words, &act, holder, &code, &touched);
    }
    let wrong = Some(enrolment).filter(|_| !*touched).and_then(wrong);
    let on_code = {
        let code = code.clone();
        Callback::from(move |typed| {
            code.set(typed);
            touched.set(true);
        })
    };
    let asking = AskingForCode {
        holder: holder.as_ref(),
        wrong: wrong.map(|key| words.text(key)),
        waiting,
    };
    let address = bridge.is_desktop().then(|| address(&words, &server));
    asking.draw(&words, &act, (&code, on_code), address, onsubmit)
}

/// The page on which the digits are typed.
struct AskingForCode<'a> {
    /// Whose device it is already.
    holder: Option<&'a AttrValue>,
    /// What was wrong with the code that was sent.
    wrong: Option<AttrValue>,
    waiting: bool,
}

impl AskingForCode<'_> {
    fn draw(
        self,
        words: &Words,
        act: &Act,
        (code, on_code): (&str, Callback<String>),
        address: Option<Html>,
        onsubmit: Callback<SubmitEvent>,
    ) -> Html {
        let Self {
            holder,
            wrong,
            waiting,
        } = self;
        let (title, welcome) = match holder {
            Some(holder) => {
                let name = [("name", holder.as_str().into())];
                ("enrol-again-title", words.with("enrol-again", &name))
            }
            None => ("enrol-title", words.text("enrol-welcome")),
        };
        let mistakes: Vec<_> = wrong.iter().map(|wrong| mistake("code", wrong)).collect();
        let prompt = Prompt::new("code", words.text("enrol-code"))
            .hint(words.text("enrol-code-hint"))
            .error(wrong);
        let begin = if waiting {
            "enrol-asking"
        } else {
            "enrol-begin"
        };
        html! {
            <Page title={words.text(title)} back={holder.map(|_| HOME)} failure={act.failure()}>
                <ErrorSummary {mistakes} />
                <EmptiedNotice />
                <p>{ welcome }</p>
                <form class="stack" {onsubmit} novalidate=true>
                    <CodeInput {prompt} value={code.to_owned()} on_input={on_code} />
                    { for address }
                    <Button kind={ButtonKind::Go} label={words.text(begin)} {waiting} />
                </form>
                <p class="hint">{ words.text("enrol-no-code") }</p>
            </Page>
        }
    }
}

/// The code is for somebody else: nothing of whoever had the device goes on to them.
fn give_away(
    words: &Words,
    act: &Act,
    holder: &AttrValue,
    code: &UseStateHandle<String>,
    touched: &UseStateHandle<bool>,
) -> Html {
    let on_yes = {
        let ask = Enrol {
            code: (**code).clone(),
            server: None,
            give_away: true,
        };
        let (act, touched) = (act.clone(), touched.clone());
        Callback::from(move |()| {
            let touched = touched.clone();
            act.run(ask.clone(), move |()| touched.set(false));
        })
    };
    let name = [("name", holder.as_str().into())];
    ConfirmPage {
        title: words.text("enrol-again-title"),
        question: words.with("enrol-give-away-question", &name),
        words: words.with("enrol-give-away-words", &name),
        yes: words.text("enrol-give-away-yes"),
        no: words.text("enrol-give-away-no"),
        back: HOME,
    }
    .draw(act, on_yes, html! {})
}

fn go_home() {
    if let Some(window) = web_sys::window() {
        // Fails only while the page is being left.
        let _ = window.location().set_hash(&HOME);
    }
}

/// Where the centre is; in a browser it is where the page came from.
fn address(words: &Words, server: &UseStateHandle<String>) -> Html {
    let on_input = {
        let server = server.clone();
        Callback::from(move |typed| server.set(typed))
    };
    let prompt = Prompt::new("server", words.text("enrol-address"));
    html! {
        <TextField prompt={prompt.hint(words.text("enrol-address-hint"))}
            value={(**server).clone()} autocomplete="url" {on_input} />
    }
}

/// The message of an enrolment that did not go through.
const fn wrong(enrolment: EnrolmentState) -> Option<&'static str> {
    match enrolment {
        EnrolmentState::Idle | EnrolmentState::Asking => None,
        EnrolmentState::Incomplete => Some("enrol-incomplete"),
        EnrolmentState::Wrong => Some("enrol-wrong"),
        EnrolmentState::Used => Some("enrol-used"),
        EnrolmentState::Expired => Some("enrol-expired"),
        EnrolmentState::TooMany => Some("enrol-too-many"),
        EnrolmentState::SomebodyElse => Some("enrol-somebody-else"),
        EnrolmentState::NoNetwork => Some("enrol-no-network"),
        EnrolmentState::Away => Some("enrol-away"),
    }
}
