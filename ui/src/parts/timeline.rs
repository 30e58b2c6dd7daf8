//! How a matter has gone so far, and what comes next.
//!
//! Access: an ordered list; each step says in words whether it is done, going
//! on or still to come; the tick and the colour only repeat it.

use super::{Example, Icon, Mixed, icon_in};
use crate::hooks::use_words;
use yew::prelude::*;

/// Whether a step is behind, here or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentState {
    Done,
    Now,
    ToCome,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    pub state: MomentState,
    pub title: AttrValue,
    pub words: Option<AttrValue>,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TimelineProps {
    pub moments: Vec<Moment>,
}

#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let words = use_words();
    let moments = props.moments.iter().enumerate().map(|(index, moment)| {
        let (class, said, dot) = match moment.state {
            MomentState::Done => ("done", "timeline-done", icon_in(Icon::Check, "small")),
            MomentState::Now => ("now", "timeline-now", html! { { index + 1 } }),
            MomentState::ToCome => ("to-come", "timeline-to-come", html! { { index + 1 } }),
        };
        html! {
            <li {class} aria-current={(moment.state == MomentState::Now).then_some("step")}>
                <span class="dot" aria-hidden="true">{ dot }</span>
                <b><Mixed words={&moment.title} /></b>
                <span class="off-screen">{ words.text(said) }</span>
                { for moment.words.as_ref().map(|more| html! {
                    <span class="hint"><Mixed words={more} /></span>
                }) }
            </li>
        }
    });
    html! { <ol class="timeline" role="list">{ for moments }</ol> }
}

pub(super) fn examples() -> Vec<Example> {
    let moment = |state, title: &'static str, words: Option<&'static str>| Moment {
        state,
        title: title.into(),
        words: words.map(AttrValue::from),
    };
    let moments = vec![
        moment(MomentState::Done, "您已提交", Some("11月20日")),
        moment(
            MomentState::Now,
            "The community is looking for someone",
            None,
        ),
        moment(MomentState::ToCome, "有人上门", None),
    ];
    vec![Example::new("three", html! { <Timeline {moments} /> })]
}
