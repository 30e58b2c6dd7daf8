//! What a kind of document adds to the pages of its form: where it is left to, what is
//! read once more besides the answers, and where it ends.

use super::FormRoute;
use crate::{
    address::PageAddress,
    hooks::{Act, Here, Words},
    pages::{care::CareRoute, resident::ResidentRoute, services::ServicesRoute},
    parts::{AnswerRow, Mistake},
    route::Route,
    saying::{FormReaders, address_words, readers_words, when_words},
};
use linli_api::{Advance, SendCare, view, view::Subject};
use linli_domain::{
    answer::Question, application::ApplicationAction, care::When, form::Writable, grade::Grade,
};
use yew::prelude::*;

/// Where a form is left to: while the office waits, to what it asked for.
pub(super) fn out(view: &view::FormView) -> Route {
    match &view.subject {
        Subject::Care { .. } => CareRoute::Ask.into(),
        Subject::Application { .. } if view.form.way.writable != Writable::All => {
            ServicesRoute::Application(view.doc).into()
        }
        Subject::Application {
            bundle: Some(bundle),
            ..
        } => ServicesRoute::Bundle(bundle.clone()).into(),
        Subject::Application { service, .. } => ServicesRoute::Service(service.clone()).into(),
    }
}

/// The page that shows or changes "when".
pub(super) fn when(view: &view::FormView) -> Route {
    match &view.subject {
        Subject::Care { when, .. } => CareRoute::of(when.as_ref(), view.doc).into(),
        Subject::Application { .. } => FormRoute::Check(view.doc).into(),
    }
}

/// Where one sees what became of it, once it was sent.
pub(super) fn sent(view: &view::FormView) -> Route {
    let doc = view.doc;
    match view.subject {
        Subject::Care { .. } => CareRoute::Sent(doc).into(),
        Subject::Application { .. } => ServicesRoute::Application(doc).into(),
    }
}

/// Sends it, and goes to what becomes of it.
pub(super) fn send(act: &Act, view: &view::FormView) {
    let doc = view.doc;
    match view.subject {
        Subject::Care { .. } => {
            act.run(SendCare { doc }, move |()| {
                CareRoute::Sent(doc).go_instead()
            });
        }
        Subject::Application { .. } => {
            let what = ApplicationAction::Submit;
            act.run(Advance { doc, what }, move |()| {
                ServicesRoute::Application(doc).go_instead();
            });
        }
    }
}

/// The word on the button that sends it.
pub(super) fn send_words(words: &Words, view: &view::FormView) -> AttrValue {
    words.text(match view.subject {
        Subject::Care { .. } => "ask-send",
        Subject::Application { .. } => "form-send",
    })
}

/// Where a draft is thrown away.
pub(super) fn discard(view: &view::FormView) -> AttrValue {
    match view.subject {
        Subject::Care { .. } => ResidentRoute::MatterEnd(view.doc).href(),
        Subject::Application { .. } => ServicesRoute::End(view.doc).href(),
    }
}

/// What is read once more besides the answers: before them, and after.
pub(super) fn rows(
    words: &Words,
    here: &Here,
    view: &view::FormView,
) -> (Option<AnswerRow>, Option<AnswerRow>) {
    let Subject::Care { when, .. } = &view.subject else {
        return (None, None);
    };
    let kind = AnswerRow {
        label: words.text("ask-kind"),
        value: here.local(&view.title),
        change: None,
    };
    let value = when.as_ref().map(|when| when_words(words, here, when));
    let when = AnswerRow {
        label: words.text("ask-when"),
        value: value.unwrap_or_else(|| words.text("answer-none")),
        change: Some(CareRoute::When(view.doc).href()),
    };
    (Some(kind), Some(when))
}

/// Where to come and whom to call, as the profile has it.
pub(super) fn place_rows(words: &Words, here: &Here, view: &view::FormView) -> Vec<AnswerRow> {
    let Subject::Care { place, .. } = &view.subject else {
        return Vec::new();
    };
    let change = Some(CareRoute::Place(view.doc).href());
    let row = |key, value: AttrValue| AnswerRow {
        label: words.text(key),
        value: if value.trim().is_empty() {
            words.text("answer-none")
        } else {
            value
        },
        change: change.clone(),
    };
    let address = match place.building.trim() {
        "" => AttrValue::default(),
        _ => address_words(words, here, &place.building, &place.door),
    };
    vec![
        row("matter-place", address),
        row("details-phone-row", place.phone.clone().into()),
    ]
}

/// What keeps it from being sent besides answers.
pub(super) fn mistakes(words: &Words, view: &view::FormView) -> Vec<Mistake> {
    let Subject::Care { when, place, .. } = &view.subject else {
        return Vec::new();
    };
    let question = words.text("ask-when");
    let is_missing = !when.as_ref().is_some_and(When::is_valid);
    let when = is_missing.then(|| Mistake {
        id: CareRoute::When(view.doc).href(),
        words: words.text("answer-error-choose"),
        about: Some(question),
    });
    let place = (!place.is_complete()).then(|| Mistake {
        id: CareRoute::Place(view.doc).href(),
        words: words.text("details-missing"),
        about: None,
    });
    when.into_iter().chain(place).collect()
}

/// Who can see where to come.
pub(super) fn hint(words: &Words, view: &view::FormView) -> Option<AttrValue> {
    let is_care = matches!(view.subject, Subject::Care { .. });
    is_care.then(|| readers_words(words, FormReaders::Care { in_offer: false }))
}

/// Who can see the answer to `question`, where it is a sensitive one.
pub(super) fn readers(
    words: &Words,
    view: &view::FormView,
    question: &Question,
) -> Option<AttrValue> {
    let form = match view.subject {
        Subject::Care { .. } => FormReaders::Care {
            in_offer: question.in_offer,
        },
        Subject::Application { .. } => FormReaders::Application,
    };
    (question.grade >= Grade::SENSITIVE).then(|| readers_words(words, form))
}
