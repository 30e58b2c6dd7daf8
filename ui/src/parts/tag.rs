//! A short word that marks something, such as "Today" or "Needs a wheelchair".
//!
//! Access: words carry the meaning; the colour only repeats it.

use super::{Example, Icon, Mixed, icon_in};
use yew::prelude::*;

/// The mood of a tag or notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    #[default]
    Plain,
    Good,
    /// Something to look at.
    Careful,
    /// Something that is wrong.
    Danger,
}

impl Tone {
    pub(super) const fn class(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Good => Some("good"),
            Self::Careful => Some("careful"),
            Self::Danger => Some("danger"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TagProps {
    pub label: AttrValue,
    #[prop_or_default]
    pub tone: Tone,
    /// A picture before it.
    #[prop_or_default]
    pub icon: Option<Icon>,
}

#[component]
pub fn Tag(props: &TagProps) -> Html {
    html! {
        <span class={classes!("tag", props.tone.class())}>
            { for props.icon.map(|which| icon_in(which, "small")) }
            <Mixed words={&props.label} />
        </span>
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        Example::new("plain", html! { <Tag label="独居" /> }),
        Example::new(
            "good",
            html! { <Tag label="Confirmed: you are going" tone={Tone::Good} icon={Icon::Check} /> },
        ),
        Example::new(
            "careful",
            html! { <Tag label="少盐" tone={Tone::Careful} /> },
        ),
        Example::new(
            "danger",
            html! { <Tag label="Not sent yet" tone={Tone::Danger} icon={Icon::Warning} /> },
        ),
    ]
}
