//! The foot of a page: home, the community desk's number and urgent help, always in the
//! same place and always in sight.
//!
//! Access: a landmark `navigation` with a name; real links, so that the keyboard and a
//! screen reader find them on every page; on the page that a link leads to it is
//! `aria-current`. Where letters are very large the two that matter most stay. The page of
//! urgent help needs no way to itself: there the number for danger to life stands in its place,
//! and all three stay.

use super::{Example, Icon, Mixed, icon};
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
    /// Who is to be called in danger to life, and the number; where that is what one came for.
    #[prop_or_default]
    pub call: Option<(AttrValue, AttrValue)>,
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
    let urgent = match &props.call {
        Some((who, number)) => Some(call(who, number)),
        None => {
            let urgent = props.urgent.clone();
            urgent.map(|href| link(href, "button danger", Icon::Warning, "home-urgent"))
        }
    };
    let class = classes!("foot", props.call.is_some().then_some("calls"));
    html! {
        <nav {class} aria-label={words.text("foot-label")}>
            { home }{ for desk }{ for urgent }
        </nav>
    }
}

fn call(who: &AttrValue, number: &AttrValue) -> Html {
    html! {
        <a href={tel(number)} class="button danger">
            { icon(Icon::Phone) }
            <span><span class="off-screen"><Mixed words={who} />{ " " }</span>{ number }</span>
        </a>
    }
}

/// The address that calls a number.
#[must_use]
pub fn tel(number: &str) -> AttrValue {
    format!("tel:{}", dialled(number)).into()
}

pub(super) fn examples() -> Vec<Example> {
    let call = (AttrValue::from("急救"), AttrValue::from("120"));
    vec![
        Example::new(
            "resident",
            html! { <Foot home="#/" desk="010-5550 0101" urgent="#/urgent" current="#/" /> },
        ),
        Example::new(
            "urgent",
            html! { <Foot home="#/" desk="010-5550 0101" urgent="#/urgent" {call} /> },
        ),
    ]
}
