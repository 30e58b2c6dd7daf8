//! Any of several: checkboxes as big cards.
//!
//! Access: native checkboxes in a `<fieldset>`; the whole card is the label and
//! the target; a tick marks what is chosen.

use super::{ChoiceItem, Example, Prompt, QuestionFrame, choice};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ChecksProps {
    pub prompt: Prompt,
    /// What there is to choose.
    pub items: Vec<ChoiceItem>,
    #[prop_or_default]
    pub chosen: Vec<AttrValue>,
    /// Called with everything that is chosen, in the order of the items.
    pub on_choose: Callback<Vec<AttrValue>>,
}

/// A choice of any number.
#[component]
pub fn Checks(props: &ChecksProps) -> Html {
    let items = props.items.iter().enumerate().map(|(index, item)| {
        let checked = props.chosen.contains(&item.value);
        let onchange = {
            let after = toggled(&props.items, &props.chosen, &item.value);
            let on_choose = props.on_choose.clone();
            Callback::from(move |_| on_choose.emit(after.clone()))
        };
        html! {
            <label class="choice" key={item.value.to_string()}>
                <input type="checkbox" id={props.prompt.part_id(&index.to_string())}
                    value={&item.value} {checked} {onchange} />
                <span class="mark square" aria-hidden="true"></span>
                <span>{ choice::label(item) }{ for choice::hint(item) }</span>
            </label>
        }
    });
    html! {
        <QuestionFrame group=true prompt={props.prompt.clone()}>
            <div class="choices">{ for items }</div>
        </QuestionFrame>
    }
}

/// What is chosen after `value` was pressed.
fn toggled(items: &[ChoiceItem], chosen: &[AttrValue], value: &AttrValue) -> Vec<AttrValue> {
    let values = items.iter().map(|item| &item.value);
    values
        .filter(|item| chosen.contains(item) != (*item == value))
        .cloned()
        .collect()
}

pub(super) fn examples() -> Vec<Example> {
    let items = vec![
        ChoiceItem::new("salt", "少盐"),
        ChoiceItem::new("sugar", "无糖"),
        ChoiceItem::new("soft", "软烂"),
    ];
    vec![Example::new(
        "two",
        html! {
            <Checks prompt={Prompt::new("diet", "吃饭要注意什么?").hint("可以选几样").heading()} {items}
                chosen={vec![AttrValue::from("salt"), AttrValue::from("soft")]}
                on_choose={Callback::from(|_| {})} />
        },
    )]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_press_takes_back() {
        let items: Vec<_> = ["a", "b", "c"]
            .map(|value| ChoiceItem::new(value, value))
            .into();
        let (a, b, c) = (
            AttrValue::from("a"),
            AttrValue::from("b"),
            AttrValue::from("c"),
        );
        let chosen = toggled(&items, &[], &c);
        let chosen = toggled(&items, &chosen, &a);
        assert_eq!(chosen, [a.clone(), c.clone()], "in the order of the items");
        assert_eq!(toggled(&items, &chosen, &a), [c]);
        assert!(!chosen.contains(&b));
    }
}
