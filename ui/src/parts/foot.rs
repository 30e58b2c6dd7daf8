//! The foot of a page: home, the community desk's number and urgent help, always in the
//! same place and always in sight.
//!
//! Access: a landmark `navigation` with a name; real links, so that the keyboard and a
//! screen reader find them on every page; on the page that a link leads to it is
//! `aria-current`. Where letters are very large the two that matter most stay: the
//! number stands first on the page of urgent help.

use super::{Example, Icon, icon};
use crate::hooks::use_words;
use linli_domain::answer::dialled;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FootProps {
    /// The address of home.
    pub home: AttrValue,
    /// The community desk's telephone number.
    #[prop_or_default]
    pub desk: Option<AttrValue>,
    /// Where urgent help is.
    #[prop_or_default]
    pub urgent: Option<AttrValue>,
    /// The address of the page that it stands on.
    #[prop_or_default]
    pub current: AttrValue,
}

#[component]
pub fn Foot(props: &FootProps) -> Html {
    let words = use_words();
    let link = |href: AttrValue, class: &'static str, picture, key| {
        let current = (href == props.current).then_some("page");
        html! {
            <a {href} {class} aria-current={current}>
                { icon(picture) }<span>{ words.text(key) }</span>
            </a>
        }
    };
    let home = link(props.home.clone(), "button", Icon::House, "foot-home");
    let desk = props
        .desk
        .as_ref()
        .map(|number| link(tel(number), "button number", Icon::Phone, "foot-desk"));
    let urgent = props
        .urgent
        .clone()
        .map(|href| link(href, "button danger", Icon::Warning, "home-urgent"));
    html! {
        <nav class="foot" aria-label={words.text("foot-label")}>
            { home }{ for desk }{ for urgent }
        </nav>
    }
}

/// The address that calls a number.
#[must_use]
pub fn tel(number: &str) -> AttrValue {
    format!("tel:{}", dialled(number)).into()
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example::new(
        "resident",
        html! { <Foot home="#/" desk="010-5550 0101" urgent="#/urgent" current="#/" /> },
    )]
}
