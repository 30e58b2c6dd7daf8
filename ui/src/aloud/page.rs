//! The passages of a page: what a person would read out in one breath, in the order in which
//! it stands.

use super::saying::{Piece, Saying, sayings};
use crate::hooks::Words;
use linli_l10n::{Lang, negotiate};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlInputElement, HtmlTextAreaElement, Node};

/// What is read out in one breath, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    pub element: Element,
    pub said: Vec<Saying>,
}

/// A passage of its own.
const PASSAGE: &str = "h1, h2, h3, h4, p, li, label, legend, summary, button, tr, figcaption, \
    dl > div, .button, .textlink, .label, .dock, div, section, article, form, details, header, \
    fieldset, ul, ol, dl, table, tbody, thead, dialog";
/// A part of a passage, with a pause before it.
const PART: &str = "small, br, dt, dd, td, th, b, .hint, .number, b + span, span + span";
/// Words in another language inside others: [`crate::parts::Mixed`].
const RUN: &str = "bdi[lang]";
/// What is not read out: pictures, what says itself, and what `data-aloud` excepts.
const SILENT: &str = "[aria-hidden=true], [hidden], [role=status], [aria-live], svg, script, \
    style, template, .unit, [data-aloud=no]";

/// The passages of the page that is shown: its title and its main part.
pub(super) fn passages(words: &Words) -> Vec<Passage> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return Vec::new();
    };
    let roots = [".heads", "main"].map(|root| document.query_selector(root).ok().flatten());
    let mut walk = Walk {
        words,
        document,
        passages: Vec::new(),
        pieces: Vec::new(),
        goes_on: false,
    };
    for root in roots.into_iter().flatten() {
        let around = Around {
            passage: root.clone(),
            lang: words.lang(),
            is_telephone: false,
        };
        walk.inside(&root, &around);
        walk.end_passage(&root);
    }
    walk.passages
}

/// What the words of a node are part of.
#[derive(Clone)]
struct Around {
    passage: Element,
    lang: Lang,
    is_telephone: bool,
}

struct Walk<'a> {
    words: &'a Words,
    document: Document,
    passages: Vec<Passage>,
    /// Of the passage that is being read.
    pieces: Vec<Piece>,
    /// Whether the next words belong to the last piece.
    goes_on: bool,
}

impl Walk<'_> {
    fn inside(&mut self, element: &Element, around: &Around) {
        let nodes = element.child_nodes();
        for node in (0..nodes.length()).filter_map(|at| nodes.item(at)) {
            match node.dyn_ref::<Element>() {
                Some(element) => self.element(element, around),
                None if node.node_type() == Node::TEXT_NODE => {
                    let text = node.text_content().unwrap_or_default();
                    self.text(&text, around);
                }
                None => {}
            }
        }
    }

    fn element(&mut self, element: &Element, around: &Around) {
        if is(element, SILENT) || !is_shown(element) {
            return;
        }
        // Which voice says it, the letters tell, and words marked so go on the sentence.
        if is(element, RUN) {
            self.inside(element, around);
            return;
        }
        let href = element.get_attribute("href").unwrap_or_default();
        let lang = element.get_attribute("lang");
        let mut own = Around {
            passage: around.passage.clone(),
            lang: lang.map_or(around.lang, |tag| negotiate(&[&tag])),
            is_telephone: around.is_telephone || href.starts_with("tel:"),
        };
        let is_passage = is(element, PASSAGE);
        if is_passage {
            self.end_passage(&around.passage);
            own.passage = element.clone();
        } else if is(element, PART) {
            self.goes_on = false;
        }
        if is(element, ".button:not([href^='tel:'])") {
            self.say("aloud-button", &own);
        }
        if is(element, "details:not([open])") {
            if let Ok(Some(summary)) = element.query_selector("summary") {
                self.inside(&summary, &own);
            }
        } else {
            self.inside(element, &own);
        }
        if let Some(alt) = element.get_attribute("alt") {
            self.goes_on = false;
            self.text(&alt, &own);
        }
        if is(element, "label") {
            self.state_of_field(element, &own);
        }
        if is_passage {
            self.end_passage(element);
        }
    }

    /// What is chosen or written in the field that a label belongs to.
    fn state_of_field(&mut self, label: &Element, around: &Around) {
        if let Ok(Some(_)) = label.query_selector("input:checked") {
            self.say("aloud-chosen", around);
        }
        let id = label.get_attribute("for").unwrap_or_default();
        if let Some(field) = self.document.get_element_by_id(&id) {
            self.goes_on = false;
            self.text(&written(&field), around);
            if let Some(unit) = field
                .next_element_sibling()
                .filter(|next| is(next, ".unit"))
            {
                self.inside(&unit, around);
            }
        }
    }

    /// Words of the app itself as a piece of their own.
    fn say(&mut self, key: &str, around: &Around) {
        let words = self.words.text(key);
        self.goes_on = false;
        let lang = self.words.lang();
        self.text(
            &words,
            &Around {
                lang,
                ..around.clone()
            },
        );
        self.goes_on = false;
    }

    /// Lines of one text are pieces of their own.
    fn text(&mut self, text: &str, around: &Around) {
        let mut lines = text.split('\n');
        self.line(lines.next().unwrap_or_default(), around);
        for line in lines {
            self.goes_on = false;
            self.line(line, around);
        }
    }

    fn line(&mut self, text: &str, around: &Around) {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let last = self.pieces.last_mut().filter(|last| {
            self.goes_on && last.lang == around.lang && last.is_telephone == around.is_telephone
        });
        let space = |is_there: bool| if is_there { " " } else { "" };
        match last {
            Some(last) => {
                last.words += space(text.starts_with(char::is_whitespace));
                last.words += &words;
                last.words += space(!words.is_empty() && text.ends_with(char::is_whitespace));
            }
            None if words.is_empty() => {}
            None => {
                self.pieces.push(Piece {
                    words: words + space(text.ends_with(char::is_whitespace)),
                    lang: around.lang,
                    is_telephone: around.is_telephone,
                });
                self.goes_on = true;
            }
        }
    }

    fn end_passage(&mut self, element: &Element) {
        self.goes_on = false;
        let said = sayings(&std::mem::take(&mut self.pieces));
        if !said.is_empty() {
            let element = element.clone();
            self.passages.push(Passage { element, said });
        }
    }
}

fn is(element: &Element, selector: &str) -> bool {
    // Fails only for what is no selector.
    element.matches(selector).unwrap_or(false)
}

/// Whether it takes any room on the page.
fn is_shown(element: &Element) -> bool {
    let place = element.get_bounding_client_rect();
    place.width() > 0.0 || place.height() > 0.0
}

/// What is written in a field; nothing for one whose words are not shown.
fn written(field: &Element) -> String {
    if let Some(lines) = field.dyn_ref::<HtmlTextAreaElement>() {
        return lines.value();
    }
    let line = field.dyn_ref::<HtmlInputElement>();
    let line = line.filter(|line| {
        !matches!(
            line.type_().as_str(),
            "password" | "file" | "radio" | "checkbox"
        )
    });
    line.map(HtmlInputElement::value).unwrap_or_default()
}
