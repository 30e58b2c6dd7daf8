//! The honest line under every title: where what was written is now.
//!
//! Access: the words say it all, picture and colour repeat it. It is no live region: the
//! app says what matters of it, once (`app/delivery_said.rs`).

use super::{Example, Icon, icon_in};
use yew::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryTone {
    /// Everything is at the centre.
    AllThere,
    /// Something is only on this device, or the centre cannot be reached.
    Waiting,
    /// The centre did not accept something.
    Trouble,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DeliveryLineProps {
    pub tone: DeliveryTone,
    pub words: AttrValue,
    /// Where more about it is.
    #[prop_or_default]
    pub href: Option<AttrValue>,
}

#[component]
pub fn DeliveryLine(props: &DeliveryLineProps) -> Html {
    let (class, picture) = match props.tone {
        DeliveryTone::AllThere => (None, Icon::Check),
        DeliveryTone::Waiting => (Some("waiting"), Icon::CloudOff),
        DeliveryTone::Trouble => (Some("trouble"), Icon::Warning),
    };
    let words = match &props.href {
        Some(href) => html! { <a class="textlink" {href}>{ &props.words }</a> },
        None => html! { <span>{ &props.words }</span> },
    };
    html! {
        <p class={classes!("delivery", class)}>
            { icon_in(picture, "small") }{ words }
        </p>
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        Example::new(
            "all",
            html! { <DeliveryLine tone={DeliveryTone::AllThere} words="已保存,已全部送达" /> },
        ),
        Example::new(
            "waiting",
            html! {
                <DeliveryLine tone={DeliveryTone::Waiting} words="No network. Kept on this phone" />
            },
        ),
        Example::new(
            "trouble",
            html! {
                <DeliveryLine tone={DeliveryTone::Trouble} words="有一件事社区没有收下" href="#/refused" />
            },
        ),
    ]
}
