//! One of several: radio buttons as big cards.
//!
//! Access: native radio buttons in a `<fieldset>`; the whole card is the label
//! and the target; the chosen one is marked by a dot, a thicker frame and bold
//! words, not by colour alone; arrow keys move as in any radio group.

use super::{Example, Mixed, Prompt, QuestionFrame};
use yew::prelude::*;

/// One thing to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceItem {
    /// What it stands for.
    pub value: AttrValue,
    pub label: AttrValue,
    /// More words under them.
    pub hint: Option<AttrValue>,
    /// The language of the words, where it is not the page's.
    pub lang: Option<&'static str>,
}

impl ChoiceItem {
    /// A choice without more words.
    #[must_use]
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
            lang: None,
        }
    }

    /// The same in another language than the page's.
    #[must_use]
    pub const fn lang(mut self, tag: &'static str) -> Self {
        self.lang = Some(tag);
        self
    }

    /// The same with more words.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<AttrValue>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ChoiceProps {
    pub prompt: Prompt,
    /// What there is to choose.
    pub items: Vec<ChoiceItem>,
    #[prop_or_default]
    pub chosen: Option<AttrValue>,
    /// Called with the value of what is chosen.
    pub on_choose: Callback<AttrValue>,
}

/// A choice of one.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let items = props.items.iter().enumerate().map(|(index, item)| {
        let checked = props.chosen.as_ref() == Some(&item.value);
        let onchange = {
            let (on_choose, value) = (props.on_choose.clone(), item.value.clone());
            Callback::from(move |_| on_choose.emit(value.clone()))
        };
        html! {
            <label class="choice" key={item.value.to_string()}>
                <input type="radio" id={props.prompt.part_id(&index.to_string())}
                    name={&props.prompt.id} value={&item.value} {checked} {onchange} />
                <span class="mark round" aria-hidden="true"></span>
                <span lang={item.lang}>{ label(item) }{ for hint(item) }</span>
            </label>
        }
    });
    html! {
        <QuestionFrame group=true prompt={props.prompt.clone()}>
            <div class="choices">{ for items }</div>
        </QuestionFrame>
    }
}

/// The words of an item, which may say themselves in which language they are.
pub(super) fn label(item: &ChoiceItem) -> Html {
    let words = &item.label;
    match item.lang {
        Some(_) => html! { { words } },
        None => html! { <Mixed {words} /> },
    }
}

/// More words under those of an item.
pub(super) fn hint(item: &ChoiceItem) -> Option<Html> {
    let hint = item.hint.as_ref();
    hint.map(|words| html! { <small><Mixed {words} /></small> })
}

pub(super) fn examples() -> Vec<Example> {
    let items = vec![
        ChoiceItem::new("soon", "今天,越快越好"),
        ChoiceItem::new("morning", "明天上午").hint("上午8:00到中午12:00"),
        ChoiceItem::new("other", "另选一天"),
    ];
    let nothing = Callback::from(|_: AttrValue| {});
    vec![
        Example::new(
            "chosen",
            html! {
                <Choice prompt={Prompt::new("when", "您想什么时候来人?").hint("选一个就行").heading()}
                    items={items.clone()} chosen={AttrValue::from("morning")}
                    on_choose={nothing.clone()} />
            },
        ),
        Example::new(
            "mistake",
            html! {
                <Choice prompt={Prompt::new("when-2", "When?").error("Choose one, please")}
                    {items} on_choose={nothing} />
            },
        ),
    ]
}
