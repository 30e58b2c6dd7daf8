//! The parts of a long form, and how far each is.

use super::StepProps;
use crate::{
    address::Address,
    hooks::{Words, use_here, use_words},
    pages::{form::FormRoute, resident::ResidentRoute, services::ServicesRoute, shared::Page},
    parts::{ButtonKind, Icon, LinkButton, QUESTION, Tile, Tiles},
};
use linli_api::view;
use linli_domain::{
    answer::{Question, check},
    catalogue::Service,
};
use yew::prelude::*;

/// The step.
#[component]
pub(super) fn Tasks(props: &StepProps) -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let own = &props.own;
    let journey = props.journey();
    let is_open = |question: &&&Question| {
        check(question, own.answers.get(&question.id)).is_err()
            || own.clashes.contains_key(&question.id)
    };
    let mut left = 0_usize;
    let mut parts = Vec::new();
    for section in &own.service.sections {
        let asked: Vec<_> = journey
            .iter()
            .filter(|question| question.section.as_ref() == Some(&section.id))
            .collect();
        let open: Vec<_> = asked.iter().copied().filter(is_open).collect();
        let first = asked
            .iter()
            .find(|question| !own.answers.contains_key(&question.id));
        let Some(first) = open.first().or(first).or_else(|| asked.first()) else {
            continue;
        };
        left = left.saturating_add(open.len());
        let (icon, more) = if section.id == Service::PAPERS {
            photographed(&words, own, &asked)
        } else if open.is_empty() {
            (Icon::Check, words.text("form-part-done"))
        } else {
            let count = [(
                "count",
                i64::try_from(open.len()).unwrap_or(i64::MAX).into(),
            )];
            (Icon::List, words.with("form-part-left", &count))
        };
        let href = FormRoute::Question(own.doc, first.id.clone()).href();
        parts.push(html! { <Tile key={section.id.clone()} {icon} title={here.local(&section.label)} words={more} {href} /> });
    }
    let check = (left == 0).then(|| {
        html! { <LinkButton kind={ButtonKind::Go} label={words.text("form-to-check")} href={FormRoute::Check(own.doc).href()} /> }
    });
    let back = own.bundle.clone().map_or_else(
        || ServicesRoute::Service(own.service.id.clone()),
        ServicesRoute::Bundle,
    );
    html! {
        <Page title={here.local(&own.service.name)} back={back.href()}>
            <h2 id={QUESTION} tabindex="-1">{ words.text("form-parts") }</h2>
            <p>{ words.text("form-kept") }</p>
            <Tiles>{ parts }</Tiles>
            <div class="dock">
                { for check }
                <LinkButton label={words.text("form-later")} href={ResidentRoute::Matters.href()} />
                <LinkButton label={words.text("ask-discard")} href={ServicesRoute::End(own.doc).href()} />
            </div>
        </Page>
    }
}

/// How many of the papers have a photo: none must.
fn photographed(
    words: &Words,
    own: &view::Application,
    papers: &[&&Question],
) -> (Icon, AttrValue) {
    let there = papers
        .iter()
        .filter(|paper| own.answers.contains_key(&paper.id))
        .count();
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let count = [
        ("there", number(there).into()),
        ("all", number(papers.len()).into()),
    ];
    let icon = if there == papers.len() {
        Icon::Check
    } else {
        Icon::List
    };
    (icon, words.with("form-papers-there", &count))
}
