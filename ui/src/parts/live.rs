//! Says to screen readers what changed while the page stays.
//!
//! Access: one polite `role="status"` region that is always in the page, so that
//! a change of its words is announced once and interrupts nothing.

use super::Example;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LiveProps {
    /// What to say; empty for nothing.
    pub words: AttrValue,
}

#[component]
pub fn Live(props: &LiveProps) -> Html {
    html! { <p class="off-screen" role="status">{ &props.words }</p> }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example::new(
        "said",
        html! { <Live words="Chen is on the way" /> },
    )]
}
