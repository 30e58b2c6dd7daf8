//! One file per kind of answer, and the only place that knows which field asks for which
//! kind. What counts as an answer is `linli_domain::answer`'s to say.

mod address;
mod album;
mod choice;
mod choices;
mod date;
mod day_window;
mod field;
mod identity_paper;
mod not_known;
mod number;
mod pad;
mod person;
mod photo_card;
mod photos;
mod read;
mod signature;
mod strokes;
mod text;
mod time;
mod typed;

use self::typed::half_parts;
pub(crate) use self::{
    album::Album,
    date::{date_of, date_parts},
    strokes::Strokes,
    time::{time_of, time_parts},
    typed::{Typed, judge},
};

use self::{
    address::AddressField, choice::ChoiceField, choices::ChoicesField, date::DayField,
    day_window::DayWindowField, field::FieldProps, identity_paper::IdentityPaperField,
    not_known::NotKnown, number::NumberField, person::PersonField, photos::PhotosField,
    signature::SignatureField, text::WrittenField, time::ClockField,
};
use crate::{
    hooks::{Here, Words, use_here, use_words},
    parts::Prompt,
    saying::{not_known_words, value_words},
};
use linli_domain::{
    answer::{Question, QuestionKind, Value},
    id::DocId,
    profile::ProfileField,
    role::Role,
};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct AnswerFieldProps {
    /// The question of the page.
    pub question: Question,
    /// The document that it is asked for, where there is one yet: photos are kept with it.
    #[prop_or_default]
    pub doc: Option<DocId>,
    /// The answer so far.
    #[prop_or_default]
    pub value: Option<Value>,
    /// What was left in the field and is no answer.
    #[prop_or_default]
    pub half: Option<AttrValue>,
    /// What is wrong with it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// What is said where it may be passed over, instead of the usual.
    #[prop_or_default]
    pub if_left_out: Option<AttrValue>,
    /// Called at each change.
    pub on_typed: Callback<Typed>,
}

/// The id of a question's field.
#[must_use]
pub(crate) fn field_id(question: &Question) -> AttrValue {
    format!("answer-{}", question.id).into()
}

/// The question of a page with its field. Give it a key: it keeps what is being typed.
#[component]
pub(crate) fn AnswerField(props: &AnswerFieldProps) -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let field = field(FieldProps {
        prompt: prompt(props, &words, &here),
        question: props.question.clone(),
        doc: props.doc,
        value: props.value.clone(),
        half: props.half.clone(),
        on_typed: props.on_typed.clone(),
    });
    match not_known(props, &words) {
        Some(beside) => html! { <div class="stack">{ field }{ beside }</div> },
        None => field,
    }
}

/// What was left half typed in the field of `question`, and why it is no answer.
pub(crate) fn half_left(question: &Question, half: &str) -> Typed {
    use QuestionKind as K;
    let mut parts = half_parts(half);
    let read = match &question.kind {
        K::Signature => signature::drawn_only(half),
        K::Number { .. } => read::number(half),
        K::Money { .. } => read::money(half),
        K::Date { .. } => read::date(&date::half_date(&mut parts)),
        K::DayWindow => day_window::half_left(half),
        kind if kind.is_written() => text::read(question, half),
        _ => Typed::Nothing,
    };
    match read {
        Typed::Half(..) => read,
        _ => Typed::unreadable(&[half]),
    }
}

/// What stands in the field of `question`, on one line; empty where nothing does.
pub(crate) fn written(words: &Words, here: &Here, question: &Question, typed: &Typed) -> AttrValue {
    if let Some(half) = typed.half() {
        return half_line(question, &half);
    }
    match typed.value() {
        // In full: what is counted must be all that was typed.
        Some(Value::Text(text)) => text.into(),
        Some(Value::Person(contact)) => contact.phone.into(),
        Some(value) => value_words(words, here, question, &value),
        None => AttrValue::default(),
    }
}

/// What was half typed in the field of `question`, on one line.
pub(crate) fn half_line(question: &Question, half: &str) -> AttrValue {
    // The fourth part of a wish is no word but the name of a choice.
    let shown = match question.kind {
        QuestionKind::DayWindow => 3,
        // Strokes are no words.
        QuestionKind::Signature => 0,
        _ => usize::MAX,
    };
    let parts = half_parts(half).take(shown);
    let parts = parts.filter(|part| !part.is_empty());
    let parts: Vec<_> = parts.map(|part| part.to_string()).collect();
    parts.join(" ").into()
}

/// The register: a new kind of question is one file and one line here.
fn field(props: FieldProps) -> Html {
    use QuestionKind as K;
    match &props.question.kind {
        K::Choice { .. } | K::YesNo => html! { <ChoiceField ..props /> },
        K::Choices { .. } => html! { <ChoicesField ..props /> },
        K::IdNumber => html! { <IdentityPaperField ..props /> },
        K::Text { .. } | K::LongText { .. } | K::Phone | K::DisabilityNumber | K::BankCard => {
            html! { <WrittenField ..props /> }
        }
        K::Number { .. } | K::Money { .. } => html! { <NumberField ..props /> },
        K::Date { .. } => html! { <DayField ..props /> },
        K::Time => html! { <ClockField ..props /> },
        K::DayWindow => html! { <DayWindowField ..props /> },
        K::Address => html! { <AddressField ..props /> },
        K::Person => html! { <PersonField ..props /> },
        K::Signature => html! { <SignatureField ..props /> },
        K::Photos { .. } => html! { <PhotosField ..props /> },
    }
}

/// The words of a question: its help, and that it may be passed over where it may.
fn prompt(props: &AnswerFieldProps, words: &Words, here: &Here) -> Prompt {
    let question = &props.question;
    let help = question.help.as_ref().map(|help| here.local(help));
    let if_left_out = question.optional.then(|| {
        let instead = props.if_left_out.clone();
        instead.unwrap_or_else(|| words.text("answer-optional"))
    });
    let hint = match (help, if_left_out) {
        (Some(help), Some(more)) => Some(AttrValue::from(format!("{help} {more}"))),
        (help, more) => help.or(more),
    };
    Prompt::new(field_id(question), here.local(&question.ask))
        .hint(hint)
        .error(props.error.clone())
        .heading()
        .fills(fills(question, words, here))
}

/// What the browser may fill in: what it knows is of who holds the device, so nothing where
/// they write about another (WCAG 2.2, 1.3.5).
fn fills(question: &Question, words: &Words, here: &Here) -> Option<&'static str> {
    let account = here.session.account.as_ref()?;
    let is_own = account.role == Role::Resident && words.acts_for().is_none();
    match question.profile.as_ref()?.known()? {
        _ if !is_own => None,
        ProfileField::Name => Some("name"),
        ProfileField::Phone => Some("tel"),
        ProfileField::BirthDate => Some("bday"),
        ProfileField::Door => Some("street-address"),
        _ => None,
    }
}

/// "I do not know" beside the field. A choice has it among its options.
fn not_known(props: &AnswerFieldProps, words: &Words) -> Option<Html> {
    let question = &props.question;
    let is_choice = matches!(
        question.kind,
        QuestionKind::Choice { .. } | QuestionKind::YesNo
    );
    let is_beside = question.may_not_know && question.kind.can_be_not_known() && !is_choice;
    is_beside.then(|| {
        let label = not_known_words(words, &question.kind);
        let checked = props.value == Some(Value::NotKnown);
        let on_check = props.on_typed.reform(|checked| {
            if checked {
                Typed::Value(Value::NotKnown)
            } else {
                Typed::Nothing
            }
        });
        html! { <NotKnown id={field_id(question)} {label} {checked} {on_check} /> }
    })
}
