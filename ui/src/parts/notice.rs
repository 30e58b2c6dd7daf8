//! Something to know, in a box that stands out.
//!
//! Access: words and a picture carry the mood, not the colour alone. It is no
//! live region: what changes while a page is open is said by [`super::Live`].

use super::{Example, Icon, Mixed, Tone, icon};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NoticeProps {
    #[prop_or_default]
    pub title: Option<AttrValue>,
    #[prop_or_default]
    pub tone: Tone,
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    let picture = match props.tone {
        Tone::Plain => Icon::Message,
        Tone::Good => Icon::Check,
        Tone::Careful | Tone::Danger => Icon::Warning,
    };
    let title = props.title.as_ref();
    let title = title.map(|words| html! { <p class="strong"><Mixed {words} /></p> });
    html! {
        <div class={classes!("notice", props.tone.class())}>
            { icon(picture) }
            <div>
                { for title }
                { props.children.clone() }
            </div>
        </div>
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        Example::new(
            "plain",
            html! {
                <Notice title="Filled in for you">
                    <p>{ "Your address comes from your profile." }</p>
                </Notice>
            },
        ),
        Example::new(
            "good",
            html! { <Notice tone={Tone::Good} title="已送到社区" /> },
        ),
        Example::new(
            "careful",
            html! { <Notice tone={Tone::Careful}><p>{ "还没送出去。" }</p></Notice> },
        ),
        Example::new(
            "danger",
            html! { <Notice tone={Tone::Danger} title="The centre did not accept this" /> },
        ),
    ]
}
