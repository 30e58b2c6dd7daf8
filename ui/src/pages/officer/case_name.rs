//! Whose case it is, and which: said wherever something is about to reach the resident.

use crate::{
    hooks::{Here, use_here, use_view},
    parts::Mixed,
    saying::{join_dots, tracking_words},
};
use linli_api::{OpenApplication, Topic, view::ApplicationPage};
use linli_domain::{id::DocId, profile::ProfileField};
use yew::prelude::*;

/// The applicant, the number and the service, as far as they are known.
pub(super) fn case_name(here: &Here, application: &ApplicationPage) -> AttrValue {
    let parts = [
        applicant(application),
        number(application),
        Some(here.local(&application.service.name)),
    ];
    join_dots(parts.iter().flatten())
}

/// Whose case it is, and its number: what a page, a window and a sheet of paper are called
/// by. The service, where neither is known.
pub(super) fn case_title(here: &Here, application: &ApplicationPage) -> AttrValue {
    let parts = [applicant(application), number(application)];
    let title = join_dots(parts.iter().flatten());
    if title.is_empty() {
        here.local(&application.service.name)
    } else {
        title
    }
}

fn applicant(application: &ApplicationPage) -> Option<AttrValue> {
    let service = &application.service;
    let name = service.words_for(ProfileField::Name, &application.answers)?;
    (!name.trim().is_empty()).then(|| name.to_owned().into())
}

fn number(application: &ApplicationPage) -> Option<AttrValue> {
    application.tracking.as_deref().map(tracking_words)
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct CaseNameProps {
    pub(super) doc: DocId,
}

/// The line that says it.
#[component]
pub(super) fn CaseName(props: &CaseNameProps) -> Html {
    let doc = props.doc;
    let opened = use_view(OpenApplication { doc }, vec![Topic::Doc(doc)]);
    let (Some(here), Some(application)) = (use_here(), opened.here()) else {
        return html! {};
    };
    html! { <p class="strong"><Mixed words={case_name(&here, application)} /></p> }
}
