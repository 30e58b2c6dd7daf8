//! Messages about one matter, in order.
//!
//! Access: an ordered list; each message says who wrote it and when, in words;
//! one's own stand out by place, frame and the word "you".

use super::{Example, Mixed};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// Who wrote it and when, and whether it has been delivered.
    pub head: AttrValue,
    pub who: AttrValue,
    pub words: AttrValue,
    /// Whether this device's person wrote it.
    pub own: bool,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ThreadProps {
    pub remarks: Vec<Remark>,
}

#[component]
pub fn Thread(props: &ThreadProps) -> Html {
    let remarks = props.remarks.iter().map(|remark| {
        html! {
            <li class={classes!(remark.own.then_some("own"))}>
                <p class="hint small"><Mixed words={&remark.head} /></p>
                <p><Mixed words={&remark.words} /></p>
            </li>
        }
    });
    html! { <ol class="thread" role="list">{ for remarks }</ol> }
}

pub(super) fn examples() -> Vec<Example> {
    let remarks = vec![
        Remark {
            who: "您".into(),
            head: "您 · 今天上午9:10 · 已送到社区".into(),
            words: "请按两下门铃".into(),
            own: true,
        },
        Remark {
            who: "Caregiver".into(),
            head: "Caregiver · Today 9:20 am".into(),
            words: "I will.".into(),
            own: false,
        },
    ];
    vec![Example::new("two", html! { <Thread {remarks} /> })]
}
