//! One case: what was written, what happened, and what can be done about it.

mod answers;
mod doing;
mod story;
mod viewer;

use self::{answers::AnswerLine, doing::CaseActions, story::story};
use super::{case_form::CaseFormProps, due::Task};
use crate::{
    address::HOME,
    hooks::{use_here, use_view, use_words},
    pages::shared::{Conversation, Page, moments, not_here, remarks},
    parts::{Live, Tag, Timeline},
    saying::{Audience, application_words, tracking_words},
};
use linli_api::{OpenApplication, Topic, view::Delivered};
use linli_domain::answer::journey;
use yew::prelude::*;

#[component]
pub(crate) fn Case(props: &CaseFormProps) -> Html {
    let words = use_words();
    let doc = props.doc;
    let opened = use_view(
        OpenApplication { doc },
        vec![Topic::Doc(doc), Topic::Delivery],
    );
    let (Some(here), Some(application)) = (use_here(), opened.here()) else {
        return not_here(&words, &opened, words.text("officer-title"), HOME);
    };
    let (status, tone) =
        application_words(application.status, Delivered::AtCentre, Audience::Office);
    let status = words.text(status);
    let number = application.tracking.as_deref().map(tracking_words);
    let task = Task::of_case(application);
    let late = task.and_then(|task| task.late(&words));
    let asked = journey(&application.service.questions, &application.answers);
    let answers = asked.into_iter().filter_map(|question| {
        let value = application.answers.get(&question.id)?;
        let clashes = application
            .clashes
            .get(&question.id)
            .cloned()
            .unwrap_or_default();
        Some(html! {
            <AnswerLine key={question.id.to_string()} {doc} question={question.clone()}
                value={value.clone()} {clashes} names={application.names.clone()} />
        })
    });
    html! {
        <Page desk=true title={here.local(&application.service.name)} back={HOME}>
            <Live words={status.clone()} />
            <div class="tags">
                <Tag {tone} label={status} />
                { for number.map(|number| html! { <Tag label={number} /> }) }
                { for late }
            </div>
            <p>{ Task::words(task, &words, &here) }</p>
            <div class="case">
                <section aria-labelledby="case-answers">
                    <h2 id="case-answers">{ words.text("case-answers") }</h2>
                    <dl class="answers">{ for answers }</dl>
                    { story(&words, &here, application) }
                </section>
                <section aria-labelledby="case-do">
                    <CaseActions application={application.clone()} />
                    <Timeline moments={moments(&words, &here, application)} />
                    <Conversation {doc} remarks={remarks(&words, &here, &application.messages)}
                        typed={application.typed.clone()} />
                </section>
            </div>
        </Page>
    }
}
