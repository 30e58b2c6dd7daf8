//! Words of which some may be in another language than the page: names, what people wrote, and
//! what the catalogue has in one language only.
//!
//! Access: each run in another language says so with `lang` (WCAG 3.1.2), so that a screen
//! reader takes the right voice for it.

use super::Example;
use crate::{hooks::use_words, tongues::tongues};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct MixedProps {
    pub words: AttrValue,
}

#[component]
pub fn Mixed(props: &MixedProps) -> Html {
    let page = use_words().lang();
    let runs = tongues(&props.words, page).into_iter();
    let runs = runs.map(|(lang, words)| {
        if lang == page {
            html! { { words } }
        } else {
            html! { <bdi lang={lang.tag()}>{ words }</bdi> }
        }
    });
    html! { <>{ for runs }</> }
}

pub(super) fn examples() -> Vec<Example> {
    let example =
        |name, words: &'static str| Example::new(name, html! { <p><Mixed {words} /></p> });
    vec![
        example("name", "王秀英 Wang Xiuying"),
        example("address", "Building 3, unit 甲, 501"),
    ]
}
