//! At the top of a page that cannot go on: what is wrong, with a link to each field.
//!
//! Access: takes the focus when it appears; the words are in a child with
//! `role="alert"`, so that being focused and being announced do not race; a
//! link moves the focus into the field itself; the window's title says first that there is
//! a mistake.

use super::{Example, Mixed};
use crate::hooks::{focus_id, set_title_error, use_words};
use yew::prelude::*;

/// How the address of a page begins.
const PAGE: &str = "#/";

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The id of the control to mend it in, or the address of its page (`#/…`).
    pub id: AttrValue,
    /// What is wrong and what to do.
    pub words: AttrValue,
    /// The question that it is about, which is said first: "choose one" alone says nothing.
    pub about: Option<AttrValue>,
}

impl Mistake {
    /// The same about this question.
    #[must_use]
    pub fn about(self, question: AttrValue) -> Self {
        let about = Some(question);
        Self { about, ..self }
    }

    fn line(&self) -> AttrValue {
        match &self.about {
            Some(about) => format!("{about} {}", self.words).into(),
            None => self.words.clone(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ErrorSummaryProps {
    /// What is wrong; nothing is shown where nothing is.
    pub mistakes: Vec<Mistake>,
    /// How often it was tried: each time takes the focus, also with the same mistakes.
    #[prop_or_default]
    pub tries: u32,
}

#[component]
pub fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    let words = use_words();
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with(
            (props.mistakes.clone(), props.tries),
            move |(mistakes, _)| {
                if !mistakes.is_empty()
                    && let Some(element) = place.cast::<web_sys::HtmlElement>()
                {
                    // A summary that cannot be focused is still announced by its role.
                    let _ = element.focus();
                }
            },
        );
    }
    use_effect_with(
        (props.mistakes.is_empty(), words.text("common-mistake")),
        |(is_right, word)| {
            set_title_error((!is_right).then_some(word));
            || set_title_error(None)
        },
    );
    if props.mistakes.is_empty() {
        return html! {};
    }
    let items = props.mistakes.iter().map(|mistake| {
        if mistake.id.starts_with(PAGE) {
            return html! { <li><a href={&mistake.id}><Mixed words={mistake.line()} /></a></li> };
        }
        let onclick = {
            let id = mistake.id.clone();
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                focus_id(&id);
            })
        };
        let line = html! { <Mixed words={mistake.line()} /> };
        html! { <li><a href={format!("#{}", mistake.id)} {onclick}>{ line }</a></li> }
    });
    html! {
        <div class="error-summary" tabindex="-1" ref={place}>
            <div role="alert">
                <h2>{ words.text("common-mistakes") }</h2>
                <ul>{ for items }</ul>
            </div>
        </div>
    }
}

pub(super) fn examples() -> Vec<Example> {
    let mistakes = vec![Mistake {
        id: "when".into(),
        words: "请选一个时间".into(),
        about: None,
    }];
    let elsewhere = vec![Mistake {
        id: "#/form/1/question/phone".into(),
        words: "Enter an answer".into(),
        about: Some("Which number can we call?".into()),
    }];
    vec![
        Example::new("one", html! { <ErrorSummary {mistakes} /> }),
        Example::new(
            "elsewhere",
            html! { <ErrorSummary mistakes={elsewhere} tries={2} /> },
        ),
    ]
}
