//! Says to screen readers what changed while the page stays.
//!
//! Access: it draws nothing. Its words are said by the app's one polite region
//! ([`crate::hooks::VOICE`]) when they change, not when the page is opened.

use super::Example;
use crate::hooks::use_said;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LiveProps {
    /// What to say; empty for nothing.
    pub words: AttrValue,
}

#[component]
pub fn Live(props: &LiveProps) -> Html {
    use_said(props.words.clone());
    html! {}
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example::new(
        "said",
        html! { <Live words="Chen is on the way" /> },
    )]
}
