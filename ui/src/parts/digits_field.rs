//! The long number of a card or a paper: all of it in sight, in groups as people read it out,
//! with how many signs there are by now.
//!
//! Access: one field of as many lines as it needs, so that pasting, correcting and reading
//! aloud work as everywhere; the groups come while typing at the end and never move the
//! caret; the count stands beside and is no live region: it would interrupt every digit.

use super::{Example, Prompt, QuestionFrame, field::send_on_enter};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// How many signs each group has, where not said otherwise; the last goes for all that follow.
pub const FOURS: &[usize] = &[4];

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DigitsFieldProps {
    pub prompt: Prompt,
    /// What stands in it.
    pub value: AttrValue,
    /// Whether letters may stand in it too.
    #[prop_or_default]
    pub letters: bool,
    /// How many signs each group has; the last goes for all that follow.
    #[prop_or(FOURS)]
    pub groups: &'static [usize],
    /// How many signs there are by now, in words.
    pub count: AttrValue,
    /// Called with the whole text at each change.
    pub on_input: Callback<String>,
}

/// A field for a long number.
#[component]
pub fn DigitsField(props: &DigitsFieldProps) -> Html {
    let prompt = &props.prompt;
    let count_id = prompt.part_id("count");
    let described = match prompt.described_by() {
        Some(others) => format!("{others} {count_id}"),
        None => count_id.to_string(),
    };
    let groups = props.groups;
    let oninput = props.on_input.reform(move |event: InputEvent| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        let typed = field.value();
        let caret = field.selection_end().ok().flatten();
        let is_at_end = caret.is_some_and(|caret| {
            usize::try_from(caret).is_ok_and(|caret| caret == typed.encode_utf16().count())
        });
        match is_at_end && !event.is_composing() {
            true => grouped(&typed, groups),
            false => typed,
        }
    });
    let mode = (!props.letters).then_some("numeric");
    let capitals = props.letters.then_some("characters");
    html! {
        <QuestionFrame prompt={prompt.clone()}>
            <textarea id={&prompt.id} class="entry digits" rows="3" inputmode={mode}
                autocapitalize={capitals} autocomplete="off" spellcheck="false"
                aria-describedby={described} aria-invalid={prompt.invalid()}
                value={&props.value} {oninput} onkeydown={send_on_enter} />
            <p id={count_id} class="hint">{ &props.count }</p>
        </QuestionFrame>
    }
}

/// The number in groups, as it is shown.
#[must_use]
pub fn grouped(number: &str, groups: &[usize]) -> String {
    let mut sizes = groups.iter().copied();
    let (mut shown, mut size, mut here) = (String::new(), sizes.next(), 0);
    for sign in number.chars().filter(|sign| !sign.is_whitespace()) {
        if size == Some(here) {
            shown.push(' ');
            size = sizes.next().or(size);
            here = 0;
        }
        shown.push(sign);
        here += 1;
    }
    shown
}

pub(super) fn examples() -> Vec<Example> {
    let nothing = Callback::from(|_: String| {});
    vec![
        Example::new(
            "card",
            html! {
                <DigitsField prompt={Prompt::new("card", "银行卡号").heading()}
                    value="6222 0212 3456 7890 128" count="已写 19 位" on_input={nothing.clone()} />
            },
        ),
        Example::new(
            "letters",
            html! {
                <DigitsField prompt={Prompt::new("id", "ID number").error("18 characters")}
                    letters=true value="1101 0519" count="8 so far" on_input={nothing} />
            },
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::{FOURS, grouped};

    #[test]
    fn a_number_stands_in_groups_however_it_was_typed() {
        for (typed, shown) in [
            ("6222021234567890128", "6222 0212 3456 7890 128"),
            ("62220 2", "6222 02"),
            ("6222 ", "6222"),
            ("1101051949 1231002x", "1101 0519 4912 3100 2x"),
            ("", ""),
        ] {
            assert_eq!(grouped(typed, FOURS), shown);
        }
        for (typed, shown) in [
            ("11010519491231002X", "110105 19491231 002X"),
            ("110105194", "110105 194"),
            ("110105194912310021234", "110105 19491231 0021 234"),
        ] {
            assert_eq!(grouped(typed, &[6, 8, 4]), shown);
        }
    }
}
