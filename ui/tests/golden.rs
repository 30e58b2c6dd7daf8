//! The markup of every part in every state, in both languages, as files to
//! compare with. `UPDATE_EXPECT=1` writes them anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use expect_test::expect_file;
use linli_l10n::Lang;
use linli_ui::{hooks::Words, parts::GALLERY};
use yew::{LocalServerRenderer, prelude::*};

#[derive(Clone, Debug, PartialEq, Properties)]
struct Shown {
    part: usize,
    example: usize,
    words: Words,
}

#[component]
fn Stage(shown: &Shown) -> Html {
    let html = GALLERY[shown.part].1().swap_remove(shown.example).html;
    html! { <ContextProvider<Words> context={shown.words.clone()}>{ html }</ContextProvider<Words>> }
}

fn markup(part: usize, example: usize, lang: Lang) -> String {
    let shown = Shown {
        part,
        example,
        words: Words::new(lang),
    };
    let html = futures::executor::block_on(
        LocalServerRenderer::<Stage>::with_props(shown)
            .hydratable(false)
            .render(),
    );
    // One element a line, so that a difference is seen.
    html.replace("><", ">\n<")
}

#[test]
fn every_part_has_the_markup_that_was_agreed() {
    for (part, (name, examples)) in GALLERY.iter().enumerate() {
        let mut text = String::new();
        for (index, example) in examples().iter().enumerate() {
            for lang in Lang::OFFERED {
                let html = markup(part, index, lang);
                text.push_str(&format!(
                    "<!-- {} {} -->\n{html}\n\n",
                    example.name,
                    lang.tag()
                ));
            }
        }
        expect_file![format!("../golden/{name}.html")].assert_eq(&text);
    }
}

#[test]
fn no_part_sets_a_style_of_its_own() {
    // The page's security policy forbids it, so it would be lost in silence.
    for (part, (name, examples)) in GALLERY.iter().enumerate() {
        for example in 0..examples().len() {
            let html = markup(part, example, Lang::En);
            assert!(!html.contains(" style="), "{name}: {html}");
        }
    }
}

#[test]
fn every_control_of_every_part_has_a_name() {
    for (part, (name, examples)) in GALLERY.iter().enumerate() {
        for example in 0..examples().len() {
            let html = markup(part, example, Lang::ZhCn);
            for input in html
                .split("<input ")
                .skip(1)
                .chain(html.split("<textarea ").skip(1))
            {
                let id = input
                    .split("id=\"")
                    .nth(1)
                    .and_then(|rest| rest.split('"').next())
                    .unwrap_or_default();
                let labelled =
                    html.contains(&format!("for=\"{id}\"")) || input_is_inside_a_label(&html, id);
                assert!(labelled, "{name}: `{id}` has no label");
            }
        }
    }
}

fn input_is_inside_a_label(html: &str, id: &str) -> bool {
    let before = html
        .split(&format!("id=\"{id}\""))
        .next()
        .unwrap_or_default();
    before
        .rfind("<label")
        .is_some_and(|open| before.rfind("</label>").is_none_or(|close| close < open))
}
