//! One case: what was written, what happened, and what can be done about it.

mod answers;
mod doing;
mod note;
mod others;
mod papers;
mod rules;
mod story;
mod viewer;

use self::{
    answers::AnswerLine, doing::CaseActions, note::CaseNote, others::others, papers::CasePapers,
    rules::by_rules, story::story,
};
use super::{case_form::CaseFormProps, case_name::case_title, due::Task};
use crate::{
    address::HOME,
    hooks::{print_page, use_here, use_view, use_words},
    pages::shared::{Conversation, Page, moments, not_here, remarks},
    parts::{Button, Live, Tag, Timeline},
    saying::{Audience, application_words},
};
use linli_api::{
    OpenApplication, Topic,
    view::{ApplicationPage, Delivered},
};
use linli_domain::answer::journey;
use yew::prelude::*;

#[component]
pub(crate) fn Case(props: &CaseFormProps) -> Html {
    let words = use_words();
    let doc = props.doc;
    let opened = use_view(
        OpenApplication { doc },
        vec![Topic::Doc(doc), Topic::Delivery, Topic::Queue],
    );
    let (Some(here), Some(application)) = (use_here(), opened.here()) else {
        return not_here(&words, &opened, words.text("officer-title"), HOME);
    };
    let (status, tone) =
        application_words(application.status, Delivered::AtCentre, Audience::Office);
    let status = words.text(status);
    let task = Task::of_case(application);
    let late = task.and_then(|task| task.late(&words));
    html! {
        <Page desk=true title={case_title(&here, application)} back={HOME}>
            <Live words={status.clone()} />
            <p class="strong">{ here.local(&application.service.name) }</p>
            <div class="tags"><Tag {tone} label={status} />{ for late }</div>
            <p>{ Task::words(task, &words, &here) }</p>
            <div class="case">
                <section aria-labelledby="case-answers">
                    <>{ for others(&words, &here, application) }</>
                    <h2 id="case-answers">{ words.text("case-answers") }</h2>
                    <dl class="answers">{ for answers(application) }</dl>
                    <CasePapers application={application.clone()} />
                    <>{ for by_rules(&words, &here, application) }</>
                    { story(&words, &here, application) }
                </section>
                <section aria-labelledby="case-do">
                    <CaseActions application={application.clone()} />
                    <Timeline moments={moments(&words, &here, application)} />
                    <Conversation {doc} remarks={remarks(&words, &here, &application.messages)}
                        typed={application.typed.clone()} />
                    <CaseNote {doc} />
                    <Button label={words.text("case-print")}
                        on_press={Callback::from(|()| print_page())} />
                </section>
            </div>
        </Page>
    }
}

/// What was answered, in the order of the questions.
fn answers(application: &ApplicationPage) -> Vec<Html> {
    let doc = application.doc;
    let asked = journey(&application.service.questions, &application.answers);
    let lines = asked.into_iter().filter_map(|question| {
        let value = application.answers.get(&question.id)?;
        let clashes = application.clashes.get(&question.id);
        Some(html! {
            <AnswerLine key={question.id.to_string()} {doc} question={question.clone()}
                value={value.clone()} clashes={clashes.cloned().unwrap_or_default()}
                names={application.names.clone()} />
        })
    });
    lines.collect()
}
