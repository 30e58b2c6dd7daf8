//! What was answered, to be read once more before it is sent.
//!
//! Access: a description list; each "change" link says for screen readers what
//! it changes.

use super::{Example, Mixed};
use crate::hooks::use_words;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq)]
pub struct AnswerRow {
    pub label: AttrValue,
    pub value: AttrValue,
    /// Where it can be changed.
    pub change: Option<AttrValue>,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AnswerListProps {
    pub rows: Vec<AnswerRow>,
}

#[component]
pub fn AnswerList(props: &AnswerListProps) -> Html {
    let words = use_words();
    let rows = props.rows.iter().map(|row| {
        let change = row.change.as_ref().map(|href| {
            html! {
                <dd class="change" data-aloud="no">
                    <a {href}>
                        { words.text("common-change") }
                        <span class="off-screen">{ " " }<Mixed words={&row.label} /></span>
                    </a>
                </dd>
            }
        });
        html! {
            <div>
                <dt><Mixed words={&row.label} /></dt>
                <dd><Mixed words={&row.value} /></dd>
                { for change }
            </div>
        }
    });
    html! { <dl class="answers">{ for rows }</dl> }
}

pub(super) fn examples() -> Vec<Example> {
    let row = |label: &'static str, value: &'static str, change: Option<&'static str>| AnswerRow {
        label: label.into(),
        value: value.into(),
        change: change.map(AttrValue::from),
    };
    let rows = vec![
        row("什么时候", "明天上午", Some("#/ask")),
        row("Where", "Building 3, 2-501", None),
    ];
    vec![Example::new("two", html! { <AnswerList {rows} /> })]
}
