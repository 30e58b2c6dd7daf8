//! The sheet of text size, colours and language: one touch from every page.
//!
//! Access: three groups of radio cards; every choice takes effect at once, so
//! that it can be judged by eye; languages are named in their own language and marked with it.

use super::{Choice, ChoiceItem, Example, Prompt};
use crate::hooks::{Look, SIZES, THEMES, use_words};
use linli_l10n::{Lang, negotiate};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LookSheetProps {
    pub look: Look,
    /// Called with how it shall look.
    pub on_change: Callback<Look>,
}

#[component]
pub fn LookSheet(props: &LookSheetProps) -> Html {
    let words = use_words();
    let look = props.look;
    let change = |to: fn(Look, &str) -> Look| {
        let on_change = props.on_change.clone();
        Callback::from(move |value: AttrValue| on_change.emit(to(look, &value)))
    };
    let sizes: Vec<_> = SIZES
        .iter()
        .map(|(_, word, key)| ChoiceItem::new(*word, words.text(key)))
        .collect();
    let themes: Vec<_> = THEMES
        .iter()
        .map(|(_, word, key)| ChoiceItem::new(*word, words.text(key)))
        .collect();
    let langs: Vec<_> = Lang::OFFERED
        .iter()
        .map(|lang| ChoiceItem::new(lang.tag(), lang.own_name()).lang(lang.tag()))
        .collect();
    html! {
        <>
            <Choice prompt={Prompt::new("text-size", words.text("look-size"))} items={sizes}
                chosen={AttrValue::from(look.size_word())} on_choose={change(Look::sized)} />
            <Choice prompt={Prompt::new("theme", words.text("look-theme"))} items={themes}
                chosen={AttrValue::from(look.theme_word())} on_choose={change(Look::coloured)} />
            <Choice prompt={Prompt::new("language", words.text("look-language"))} items={langs}
                chosen={AttrValue::from(look.lang.tag())}
                on_choose={change(|look, tag| Look { lang: negotiate(&[tag]), ..look })} />
        </>
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example::new(
        "sheet",
        html! { <LookSheet look={Look::default()} on_change={Callback::from(|_| {})} /> },
    )]
}
