//! Asks once more before something reaches another person and cannot be taken
//! back: a page of its own, not a window over the page.
//!
//! Access: a heading that takes the focus; the way back comes last and says
//! what stays as it is.

use super::{Button, ButtonKind, Example, LinkButton, Mixed, question::QUESTION};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ConfirmProps {
    pub question: AttrValue,
    /// What follows from "yes".
    pub words: AttrValue,
    /// The button that does it.
    pub yes: AttrValue,
    /// The link that leaves everything as it is.
    pub no: AttrValue,
    /// Where that link leads.
    pub no_href: AttrValue,
    /// Whether "yes" is being worked on.
    #[prop_or_default]
    pub waiting: bool,
    pub on_yes: Callback<()>,
    /// More to fill in.
    #[prop_or_default]
    pub children: Html,
}

/// A question with yes and no.
#[component]
pub fn Confirm(props: &ConfirmProps) -> Html {
    html! {
        <>
            <h2 id={QUESTION} tabindex="-1"><Mixed words={&props.question} /></h2>
            <p><Mixed words={&props.words} /></p>
            { props.children.clone() }
            <div class="dock" data-answers="">
                <Button kind={ButtonKind::DangerGo} label={&props.yes} waiting={props.waiting}
                    on_press={props.on_yes.clone()} />
                <LinkButton label={&props.no} href={&props.no_href} />
            </div>
        </>
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example::new(
        "cancel",
        html! {
            <Confirm question="不用人来了吗?" words="护理员会马上知道。" yes="不用来了" no="还是要来" no_href="#/"
                on_yes={Callback::from(|()| {})} />
        },
    )]
}
