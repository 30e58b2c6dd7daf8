//! Whose case it is, and which: said wherever something is about to reach the resident.

use crate::{
    hooks::{Here, use_here, use_view},
    saying::{join_dots, tracking_words},
};
use linli_api::{OpenApplication, Topic, view::ApplicationPage};
use linli_domain::{id::DocId, profile::ProfileField};
use yew::prelude::*;

/// The applicant, the number and the service, as far as they are known.
pub(super) fn case_name(here: &Here, application: &ApplicationPage) -> AttrValue {
    let service = &application.service;
    let applicant = service.words_for(ProfileField::Name, &application.answers);
    let applicant = applicant.filter(|name| !name.trim().is_empty());
    let parts = [
        applicant.map(|name| AttrValue::from(name.to_owned())),
        application.tracking.as_deref().map(tracking_words),
        Some(here.local(&service.name)),
    ];
    join_dots(parts.iter().flatten())
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
    html! { <p class="strong">{ case_name(&here, application) }</p> }
}
