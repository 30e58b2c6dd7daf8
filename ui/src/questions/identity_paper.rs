//! The number of somebody's identity paper. The card that nearly everybody has comes
//! first; who has another paper presses one button and says which.
//!
//! Access: the button says whether the choice is open, and stays where it is; how the
//! number of the chosen paper looks is the field's own hint.

use super::{FieldProps, Typed, field::use_entry, text};
use crate::{
    hooks::{Words, use_words},
    parts::{Choice, ChoiceItem, DigitsField, FieldKind, TextField, grouped},
    saying::{paper_number_words, paper_words},
};
use linli_domain::answer::{IdentityPaper, Question};
use yew::prelude::*;

/// The place of birth, the day of birth, and the end: as people read the number out.
const CARD: &[usize] = &[6, 8, 4];

/// A field for the number, and under it the choice of another paper.
#[component]
pub(super) fn IdentityPaperField(props: &FieldProps) -> Html {
    let words = use_words();
    let text = use_entry(props, text::written, str::to_owned);
    let (paper, number) = IdentityPaper::read(&text);
    let is_other = paper != IdentityPaper::ResidentCard;
    let is_open = use_state_eq(|| is_other);
    let keep = {
        let (text, question, on_typed) =
            (text.clone(), props.question.clone(), props.on_typed.clone());
        move |paper: IdentityPaper, number: &str| {
            on_typed.emit(typed(&question, paper, number));
            text.set(paper.write(number));
        }
    };
    let on_input = {
        let keep = keep.clone();
        Callback::from(move |number: String| keep(paper, &number))
    };
    let on_choose = {
        let number = number.to_owned();
        Callback::from(move |code: AttrValue| {
            let mut all = IdentityPaper::ALL.iter();
            if let Some(paper) = all.find(|paper| *paper.code() == *code) {
                keep(*paper, &number);
            }
        })
    };
    let mut prompt = props.prompt.clone();
    prompt.hint = paper_number_words(&words, paper).or(prompt.hint);
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let papers = is_open.then(|| {
        html! {
            <Choice prompt={props.part("paper", words.text("paper-which"))} items={papers(&words)}
                chosen={paper.code()} {on_choose} />
        }
    });
    // The numbers of other papers are short, or parted as they stand on the paper.
    let field = if is_other {
        let value = number.to_owned();
        html! { <TextField {prompt} kind={FieldKind::Letters} {value} {on_input} /> }
    } else {
        let (value, count) = (grouped(number, CARD), text::digits_count(&words, number));
        html! { <DigitsField {prompt} letters=true groups={CARD} {value} {count} {on_input} /> }
    };
    html! {
        <div class="stack">
            { field }
            <button type="button" class="textlink" aria-expanded={is_open.to_string()} {onclick}>
                { words.text("paper-other") }
            </button>
            <>{ for papers }</>
        </div>
    }
}

fn papers(words: &Words) -> Vec<ChoiceItem> {
    let all = IdentityPaper::ALL.iter();
    all.map(|paper| ChoiceItem::new(paper.code(), paper_words(words, *paper)))
        .collect()
}

/// What the number of the paper is as an answer: in the form in which it is kept.
fn typed(question: &Question, paper: IdentityPaper, number: &str) -> Typed {
    if number.is_empty() {
        return Typed::Nothing;
    }
    text::read(question, &paper.write(number))
}
