//! The parts of a long form, and how far each is.

use super::{StepProps, subject};
use crate::{
    address::PageAddress,
    hooks::{Words, use_here, use_words},
    pages::{form::FormRoute, resident::ResidentRoute, shared::Page},
    parts::{ButtonKind, Icon, LinkButton, QUESTION, Tile, Tiles},
};
use linli_domain::{
    catalogue::Service,
    form::{Form, FormStep, Part},
};
use yew::prelude::*;

#[component]
pub(super) fn Tasks(props: &StepProps) -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let (doc, form) = (props.view.doc, &props.view.form);
    let parts = form.parts();
    let tiles = parts.iter().map(|part| {
        let (icon, words) = progress(&words, form, part);
        let href = FormRoute::Question(doc, part.first.clone()).href();
        let (key, title) = (part.section.id.clone(), here.local(&part.section.label));
        html! { <Tile {key} {icon} {title} {words} {href} /> }
    });
    let discard = subject::discard(&props.view);
    let is_done = parts.iter().all(|part| part.open == 0);
    let check = is_done.then(|| {
        let (label, href) = (words.text("form-to-check"), FormRoute::Check(doc).href());
        html! { <LinkButton kind={ButtonKind::Go} {label} {href} /> }
    });
    html! {
        <Page title={here.local(&props.view.title)} back={props.back(&FormStep::Parts)}>
            <h2 id={QUESTION} tabindex="-1">{ words.text("form-parts") }</h2>
            <p>{ words.text("form-kept") }</p>
            <Tiles>{ for tiles }</Tiles>
            <div class="dock">
                { for check }
                <LinkButton label={words.text("form-later")} href={ResidentRoute::Matters.href()} />
                <LinkButton label={words.text("ask-discard")} href={discard} />
            </div>
        </Page>
    }
}

/// How far a part is. None of the papers must have a photo.
fn progress(words: &Words, form: &Form, part: &Part<'_>) -> (Icon, AttrValue) {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let asked = part.asked.iter();
    let there = asked.filter(|asked| form.answers.contains_key(&asked.id));
    let there = there.count();
    if part.section.id == Service::PAPERS {
        let all = part.asked.len();
        let icon = if there == all {
            Icon::Check
        } else {
            Icon::List
        };
        let count = [("there", number(there).into()), ("all", number(all).into())];
        (icon, words.with("form-papers-there", &count))
    } else if part.open == 0 {
        (Icon::Check, words.text("form-part-done"))
    } else {
        let count = [("count", number(part.open).into())];
        (Icon::List, words.with("form-part-left", &count))
    }
}
