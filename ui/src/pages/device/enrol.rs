//! Enrolment: type the digits that the community gave out.

use super::emptied::EmptiedNotice;
use crate::{
    address::HOME,
    hooks::{Act, Here, Words, use_act, use_bridge, use_here, use_words, user_agent},
    pages::shared::{ConfirmPage, DeskPhone, FormState, Page, mistake, use_form},
    parts::{Button, ButtonKind, CodeInput, ErrorSummary, Prompt, TextField},
};
use linli_api::{EnrolDevice, view::EnrolmentState};
use linli_domain::device::DeviceKind;
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
    // A mistake stands until the code is touched, or sent again.
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
            let server = Some(server.trim().to_owned()).filter(|server| !server.is_empty());
            let ask = asked(&code, server, is_desktop);
            let touched = touched.clone();
            touched.set(true);
            act.run(ask, move |()| touched.set(false));
            Ok(())
        })
    };
    let account = here.as_ref().and_then(|here| here.session.account.as_ref());
    let holder = account.map(|account| AttrValue::from(account.name.clone()));
    // Whoever has just been let in goes on to their own page.
    let is_in = holder.is_some() && !*touched && !waiting && enrolment == EnrolmentState::Idle;
    use_effect_with(is_in, |is_in| {
        if *is_in {
            go_home();
        }
    });
    let wrong = Some(enrolment).filter(|_| !*touched).and_then(wrong);
    use_told(&form, wrong.map(|key| words.text(key)));
    if let (Some(holder), EnrolmentState::SomebodyElse, false) = (&holder, enrolment, *touched) {
        return give_away(&words, &act, holder, &code, &touched);
    }
    let on_code = {
        let code = code.clone();
        form.mending(move |typed| {
            code.set(typed);
            touched.set(true);
        })
    };
    let asking = AskingForCode {
        here: here.as_ref(),
        holder: holder.as_ref(),
        form: &form,
        waiting,
    };
    let address = bridge.is_desktop().then(|| address(&words, &server));
    asking.draw(&words, &act, (&code, on_code), address, onsubmit)
}

/// Tells what was wrong with the code that was sent, as long as something is.
#[hook]
fn use_told(form: &FormState, wrong: Option<AttrValue>) {
    let form = form.clone();
    use_effect_with(wrong, move |wrong| {
        form.tell(wrong.as_ref().map(|wrong| mistake("code", wrong)));
    });
}

/// Asks the centre to let this device in; a browser cannot ask another centre than its own.
fn asked(code: &str, server: Option<String>, is_desktop: bool) -> EnrolDevice {
    EnrolDevice {
        code: code.to_owned(),
        server: server.filter(|_| is_desktop),
        give_away: false,
        kind: own_kind(is_desktop),
    }
}

/// The page on which the digits are typed.
struct AskingForCode<'a> {
    here: Option<&'a Here>,
    /// Whose device it is already.
    holder: Option<&'a AttrValue>,
    /// With what was wrong with the code that was sent.
    form: &'a FormState,
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
            here,
            holder,
            form,
            waiting,
        } = self;
        let (title, welcome) = match holder {
            Some(holder) => {
                let name = [("name", holder.as_str().into())];
                ("enrol-again-title", words.with("enrol-again", &name))
            }
            None => ("enrol-title", words.text("enrol-welcome")),
        };
        let prompt = Prompt::new("code", words.text("enrol-code"))
            .hint(words.text("enrol-code-hint"))
            .error(form.error("code"));
        let begin = if waiting {
            "enrol-asking"
        } else {
            "enrol-begin"
        };
        // A device that was emptied says above whom to call.
        let is_told = here.is_some_and(|here| {
            let emptied = here.session.emptied.as_ref();
            emptied.is_some_and(|emptied| emptied.desk.is_some())
        });
        let desk = (!is_told).then(|| html! { <DeskPhone /> });
        // Before the code is spent, which works once.
        let may_vanish = here.is_some_and(|here| !here.is_kept);
        let may_vanish =
            may_vanish.then(|| html! { <p class="hint">{ words.text("enrol-private") }</p> });
        html! {
            <Page title={words.text(title)} back={holder.map(|_| HOME)} failure={act.failure()}>
                <ErrorSummary mistakes={form.mistakes()} />
                <EmptiedNotice />
                <p>{ welcome }</p>
                { for may_vanish }
                <form class="stack" {onsubmit} novalidate=true>
                    <CodeInput {prompt} value={code.to_owned()} on_input={on_code} />
                    { for address }
                    <Button kind={ButtonKind::Go} label={words.text(begin)} {waiting} />
                </form>
                <p class="hint">{ words.text("enrol-no-code") }</p>
                { for desk }
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
        let ask = EnrolDevice {
            code: (**code).clone(),
            server: None,
            give_away: true,
            kind: own_kind(false),
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
    let prompt = Prompt::new("server", words.text("enrol-address")).fills(Some("url"));
    html! {
        <TextField prompt={prompt.hint(words.text("enrol-address-hint"))}
            value={(**server).clone()} {on_input} />
    }
}

/// What this device is, for its owner to know it again in the list of their devices.
fn own_kind(is_desktop: bool) -> DeviceKind {
    if is_desktop {
        return DeviceKind::Computer;
    }
    kind_of(&user_agent())
}

/// What a browser's word for itself says of the device.
fn kind_of(agent: &str) -> DeviceKind {
    let says = |word: &str| agent.contains(word);
    if says("iPad") || says("Tablet") || (says("Android") && !says("Mobile")) {
        DeviceKind::Tablet
    } else if says("Mobile") || says("iPhone") || says("Android") {
        DeviceKind::Phone
    } else if says("Windows") || says("Macintosh") || says("Linux") || says("CrOS") {
        DeviceKind::Computer
    } else {
        DeviceKind::Unknown
    }
}

/// The message of an enrolment that did not go through.
const fn wrong(enrolment: EnrolmentState) -> Option<&'static str> {
    match enrolment {
        EnrolmentState::Idle | EnrolmentState::Asking => None,
        EnrolmentState::Incomplete => Some("enrol-incomplete"),
        EnrolmentState::TooLong => Some("enrol-too-long"),
        EnrolmentState::Mistyped => Some("enrol-mistyped"),
        EnrolmentState::Wrong => Some("enrol-wrong"),
        EnrolmentState::Used => Some("enrol-used"),
        EnrolmentState::Expired => Some("enrol-expired"),
        EnrolmentState::TooMany => Some("enrol-too-many"),
        EnrolmentState::SomebodyElse => Some("enrol-somebody-else"),
        EnrolmentState::TooSlow => Some("enrol-too-slow"),
        EnrolmentState::NoRoom => Some("enrol-no-room"),
        EnrolmentState::NoNetwork => Some("enrol-no-network"),
        EnrolmentState::Away => Some("enrol-away"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_says_what_it_runs_on() {
        for (agent, kind) in [
            (
                "Mozilla/5.0 (Linux; Android 13; V2185A) Mobile Safari/537.36",
                DeviceKind::Phone,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148",
                DeviceKind::Phone,
            ),
            (
                "Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb/4.1 Mobile",
                DeviceKind::Phone,
            ),
            (
                "Mozilla/5.0 (Linux; Android 12; SM-X700) Safari/537.36",
                DeviceKind::Tablet,
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) Mobile/15E148",
                DeviceKind::Tablet,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
                DeviceKind::Computer,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)",
                DeviceKind::Computer,
            ),
            ("Mozilla/5.0 (X11; Linux x86_64)", DeviceKind::Computer),
            ("a teapot", DeviceKind::Unknown),
        ] {
            assert_eq!(kind_of(agent), kind, "{agent}");
        }
    }
}
