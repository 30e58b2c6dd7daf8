//! My details: where one lives, how one is reached and spoken with, and everything else that
//! is known, each with who wrote it and the way to change it.

use super::ResidentRoute;
use crate::{
    address::{HOME, PageAddress},
    hooks::{Here, View, Words, use_here, use_view, use_words},
    pages::{
        services::ProfileAnswer,
        shared::{ConsentList, Page, not_here, use_see_news},
    },
    parts::{AnswerList, AnswerRow},
    saying::{FormReaders, asked, known_from_words, readers_words, value_words, with_readers},
};
use linli_api::{ListConsents, ListProfileQuestions, Topic, view::ProfileQuestion};
use linli_domain::profile::ProfileField;
use yew::prelude::*;

/// What helps to be found and spoken with: shown also where nothing is known.
const REACHING: [ProfileField; 7] = [
    ProfileField::Phone,
    ProfileField::Door,
    ProfileField::Hearing,
    ProfileField::TextMe,
    ProfileField::WalkingAid,
    ProfileField::ContactName,
    ProfileField::ContactPhone,
];

/// The page with all rows.
#[component]
pub(super) fn Details() -> Html {
    let words = use_words();
    let all = use_questions();
    let consents = use_view(ListConsents {}, vec![Topic::Consents, Topic::Session]);
    let told = consents.here().into_iter().flat_map(|lines| lines.iter());
    use_see_news(told.map(|line| line.doc).collect());
    let title = words.text("details-all");
    let (Some(here), Some(all)) = (use_here(), all.here()) else {
        return not_here(&words, &all, title, HOME);
    };
    let find = |field: &ProfileField| all.iter().find(|asked| asked.field == *field);
    let reaching = REACHING.iter().filter_map(find);
    let reaching: Vec<_> = reaching.map(|asked| row(&words, &here, asked)).collect();
    let others = all.iter();
    let others = others.filter(|asked| asked.value.is_some() && !REACHING.contains(&asked.field));
    let others: Vec<_> = others.map(|asked| row(&words, &here, asked)).collect();
    let known = (!others.is_empty()).then(|| {
        html! {
            <>
                <h2>{ words.text("details-known") }</h2>
                <p>{ with_readers(&words, "about-known", FormReaders::Profile) }</p>
                <AnswerList rows={others} />
            </>
        }
    });
    let allowed = consents.here().filter(|lines| !lines.is_empty());
    let allowed = allowed.map(|lines| {
        let heading = words.text("consent-own-heading");
        html! { <ConsentList {heading} consents={(**lines).clone()} /> }
    });
    html! {
        <Page {title} back={HOME}>
            <p>{ words.text("details-why") }</p>
            <AnswerList rows={reaching} />
            { for known }
            { for allowed }
        </Page>
    }
}

/// What is asked about a person, with what is known.
#[hook]
fn use_questions() -> View<Vec<ProfileQuestion>> {
    let topics = vec![Topic::Catalogue, Topic::Profile];
    use_view(ListProfileQuestions {}, topics)
}

/// What is known with who wrote it, and the way to change it.
fn row(words: &Words, here: &Here, question: &ProfileQuestion) -> AnswerRow {
    let field = question.field;
    let worded = asked(words, here, question.question.clone());
    let value = question.value.as_ref();
    let value = value.map(|value| value_words(words, here, &worded, value));
    let source = question.by;
    let source = source.map(|by| known_from_words(words, here, Some(by), question.at));
    let value = match (value, source) {
        (Some(value), Some(source)) => format!("{value}\n{source}").into(),
        (Some(value), None) => value,
        (None, _) => words.text("details-unknown"),
    };
    let to = match field {
        ProfileField::Phone | ProfileField::Door => ResidentRoute::DetailsHome,
        field => ResidentRoute::Detail(field),
    };
    AnswerRow {
        label: here.local(&worded.ask),
        value,
        change: Some(to.href()),
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct DetailProps {
    pub(super) field: ProfileField,
}

/// One of them, to be written or changed.
#[component]
pub(super) fn Detail(props: &DetailProps) -> Html {
    let words = use_words();
    let all = use_questions();
    let back = ResidentRoute::Details.href();
    let title = words.text("details-all");
    let (Some(here), Some(known)) = (use_here(), all.here()) else {
        return not_here(&words, &all, title, back);
    };
    let Some(question) = known.iter().find(|asked| asked.field == props.field) else {
        return html! { <Page {title} {back}><p>{ words.text("details-unknown") }</p></Page> };
    };
    let question = ProfileQuestion {
        question: asked(&words, &here, question.question.clone()),
        ..question.clone()
    };
    let on_done = Callback::from(|()| ResidentRoute::Details.go_instead());
    // How to reach them goes along with every request.
    let readers = if REACHING.contains(&props.field) {
        readers_words(&words, FormReaders::Care { in_offer: false })
    } else {
        with_readers(&words, "about-known", FormReaders::Profile)
    };
    html! { <ProfileAnswer asked={question} {title} {back} {readers} {on_done} /> }
}
