//! Whose case it is, and which: said wherever something is about to reach the resident.

use crate::{
    hooks::{Here, use_here, use_view},
    saying::tracking_words,
};
use linli_api::{OpenApplication, Topic, view::ApplicationPage};
use linli_domain::{answer::Value, id::DocId, profile::ProfileField};
use yew::prelude::*;

/// The applicant, the number and the service, as far as they are known.
pub(super) fn case_name(here: &Here, application: &ApplicationPage) -> AttrValue {
    let parts = [
        applicant(application).map(AttrValue::from),
        application.tracking.as_deref().map(tracking_words),
        Some(here.local(&application.service.name)),
    ];
    let parts: Vec<_> = parts.iter().flatten().map(AttrValue::as_str).collect();
    parts.join(" · ").into()
}

/// The applicant's name, as it is written in the application.
fn applicant(application: &ApplicationPage) -> Option<String> {
    let mut questions = application.service.questions.iter();
    let question = questions.find(|question| question.fills(ProfileField::Name))?;
    match application.answers.get(&question.id)? {
        Value::Text(name) if !name.trim().is_empty() => Some(name.clone()),
        _ => None,
    }
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
