//! Five grades for how a visit was, from very good to very bad.
//!
//! Access: five radio cards with words; no stars to count, no faces to guess.

use super::{Choice, ChoiceItem, Example, Prompt};
use crate::hooks::use_words;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct GradesProps {
    pub id: AttrValue,
    /// What is wrong with the answer.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// The grade chosen, 1 (very dissatisfied) to 5 (very satisfied).
    #[prop_or_default]
    pub chosen: Option<u8>,
    /// Called with the grade.
    pub on_choose: Callback<u8>,
}

const GRADES: [(u8, &str); 5] = [
    (5, "grade-5"),
    (4, "grade-4"),
    (3, "grade-3"),
    (2, "grade-2"),
    (1, "grade-1"),
];

#[component]
pub fn Grades(props: &GradesProps) -> Html {
    let words = use_words();
    let items: Vec<_> = GRADES
        .iter()
        .map(|(grade, key)| ChoiceItem::new(grade.to_string(), words.text(key)))
        .collect();
    let on_choose = {
        let on_choose = props.on_choose.clone();
        Callback::from(move |value: AttrValue| {
            if let Ok(grade) = value.parse() {
                on_choose.emit(grade);
            }
        })
    };
    html! {
        <Choice
            prompt={Prompt::new(props.id.clone(), words.text("grade-question"))
                .error(props.error.clone())
                .heading()}
            {items} chosen={props.chosen.map(|grade| AttrValue::from(grade.to_string()))}
            {on_choose} />
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example::new(
        "good",
        html! { <Grades id="grade" chosen=4 on_choose={Callback::from(|_| {})} /> },
    )]
}
