//! A telephone number that can be called with one touch.
//!
//! Access: a `tel:` link; its name is who answers and the number.

use super::{Example, Icon, Mixed, icon, tel};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PhoneLinkProps {
    pub who: AttrValue,
    pub number: AttrValue,
    /// Whether it is for emergencies.
    #[prop_or_default]
    pub urgent: bool,
}

#[component]
pub fn PhoneLink(props: &PhoneLinkProps) -> Html {
    html! {
        <a class={classes!("button", "call", props.urgent.then_some("danger"))}
            href={tel(&props.number)}>
            { icon(Icon::Phone) }
            <span><Mixed words={&props.who} />{ " " }<b>{ &props.number }</b></span>
        </a>
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        Example::new(
            "urgent",
            html! { <PhoneLink urgent=true who="急救" number="120" /> },
        ),
        Example::new(
            "plain",
            html! { <PhoneLink who="Community desk" number="010-5550 0101" /> },
        ),
    ]
}
