//! One field per kind of answer: the only place that knows which part asks for
//! which kind. What counts as an answer is `linli_domain::answer`'s to say.

mod album;
mod not_known;
mod parts;
mod photos;
mod signature;

pub(crate) use self::{album::Album, signature::Strokes};

use self::{
    not_known::NotKnown,
    parts::{AddressField, DayWindowField, PersonField},
    photos::PhotosField,
    signature::SignatureField,
};
use crate::{
    hooks::{use_here, use_words},
    parts::{
        Checks, Choice, ChoiceItem, DateField, DateParts, FieldKind, TextField, TimeField,
        TimeParts,
    },
};
use linli_domain::{
    answer::{AnswerError, Opt, Question, QuestionKind, Value, money, normal},
    id::DocId,
    time::{Date, Minute},
};
use yew::prelude::*;

/// What was typed: an answer, nothing yet, or something that is no answer of this kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Typed {
    /// An answer.
    Value(Value),
    /// Nothing.
    Nothing,
    /// No number, no day, no time.
    Unreadable,
    /// A part of the answer, which is none yet for this reason.
    Part(AnswerError),
    /// An answer, or none, that the field has kept by itself.
    Kept(Option<Value>),
    /// Something that could not become part of the answer, which stays as it is.
    Wrong(AnswerError),
}

impl Typed {
    /// The answer, where it is one.
    pub(crate) fn value(&self) -> Option<Value> {
        match self {
            Self::Value(value) => Some(value.clone()),
            Self::Kept(value) => value.clone(),
            Self::Nothing | Self::Unreadable | Self::Part(_) | Self::Wrong(_) => None,
        }
    }

    /// Why it is no answer of this kind, where it is none.
    pub(crate) const fn mistake(&self) -> Option<AnswerError> {
        match self {
            Self::Unreadable => Some(AnswerError::WrongType),
            Self::Part(why) => Some(*why),
            Self::Value(_) | Self::Nothing | Self::Kept(_) | Self::Wrong(_) => None,
        }
    }

    /// Whether it is still to be kept by the page.
    pub(crate) const fn is_to_keep(&self) -> bool {
        matches!(self, Self::Value(_) | Self::Nothing)
    }
}

/// Properties of [`AnswerField`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct AnswerFieldProps {
    /// The question.
    pub question: Question,
    /// The document that it is asked for, where there is one yet: photos are kept with it.
    #[prop_or_default]
    pub doc: Option<DocId>,
    /// The answer so far.
    #[prop_or_default]
    pub value: Option<Value>,
    /// What is wrong with it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Whether it is the question of the page.
    #[prop_or_default]
    pub title: bool,
    /// What is said where it may be passed over, instead of the usual.
    #[prop_or_default]
    pub if_left_out: Option<AttrValue>,
    /// Called at each change.
    pub on_typed: Callback<Typed>,
}

/// Properties of a field with several parts.
#[derive(Clone, Debug, PartialEq, Properties)]
struct FieldProps {
    id: AttrValue,
    label: AttrValue,
    hint: Option<AttrValue>,
    error: Option<AttrValue>,
    title: bool,
    /// The answer when the page was opened.
    value: Option<Value>,
    on_typed: Callback<Typed>,
}

const YES: &str = "yes";
const NO: &str = "no";
const NOT_KNOWN: &str = "not-known";

/// The id of a question's field.
#[must_use]
pub(crate) fn field_id(question: &Question) -> AttrValue {
    format!("answer-{}", question.id).into()
}

/// A question with its field. Give it a key: it keeps what is being typed.
#[component]
pub(crate) fn AnswerField(props: &AnswerFieldProps) -> Html {
    let words = use_words();
    let here = use_here();
    let raw = use_state_eq(|| Raw::of(&props.question.kind, props.value.as_ref()));
    let Some(here) = here else { return html! {} };
    let question = &props.question;
    let id = field_id(question);
    let label = here.local(&question.ask);
    let help = question.help.as_ref().map(|help| here.local(help));
    let if_left_out = question.optional.then(|| {
        let own = props.if_left_out.clone();
        own.unwrap_or_else(|| words.text("answer-optional"))
    });
    let hint = match (help, if_left_out) {
        (Some(help), Some(more)) => Some(AttrValue::from(format!("{help} {more}"))),
        (help, more) => help.or(more),
    };
    let error = props.error.clone();
    let title = props.title;
    let choose = {
        let on_typed = props.on_typed.clone();
        Callback::from(move |chosen: AttrValue| on_typed.emit(Typed::Value(of_choice(&chosen))))
    };
    let not_known = question
        .may_not_know
        .then(|| ChoiceItem::new(NOT_KNOWN, words.text("answer-not-known")));
    // A choice has it among its options; other fields get it beside them.
    let is_choice = matches!(
        question.kind,
        QuestionKind::Choice { .. } | QuestionKind::YesNo
    );
    let may_not_know = question.may_not_know && question.kind.can_be_not_known() && !is_choice;
    let beside = may_not_know.then(|| {
        let (on_typed, raw) = (props.on_typed.clone(), raw.clone());
        let on_check = Callback::from(move |checked| {
            raw.set(Raw::Text(String::new()));
            on_typed.emit(if checked {
                Typed::Value(Value::NotKnown)
            } else {
                Typed::Nothing
            });
        });
        let checked = props.value == Some(Value::NotKnown);
        html! { <NotKnown id={&id} {checked} {on_check} /> }
    });
    let typed = |read: fn(&Raw) -> Typed, into: fn(String) -> Raw| {
        let (on_typed, raw) = (props.on_typed.clone(), raw.clone());
        Callback::from(move |text: String| {
            let now = into(text);
            on_typed.emit(read(&now));
            raw.set(now);
        })
    };
    let text_field = |kind: FieldKind, read: fn(&Raw) -> Typed| {
        let value = if let Raw::Text(text) = &*raw {
            AttrValue::from(text.clone())
        } else {
            AttrValue::default()
        };
        html! { <TextField id={&id} label={&label} hint={hint.clone()} error={error.clone()} {title} {kind} {value} on_input={typed(read, Raw::Text)} /> }
    };
    let field = match &question.kind {
        QuestionKind::Choice { options } => {
            let items = items(options, |option| here.local(&option.label))
                .chain(not_known)
                .collect::<Vec<_>>();
            html! { <Choice {id} {label} {hint} {error} {title} {items} chosen={props.value.as_ref().and_then(chosen)} on_choose={choose} /> }
        }
        QuestionKind::YesNo => {
            let yes_no = [
                ChoiceItem::new(YES, words.text("answer-yes")),
                ChoiceItem::new(NO, words.text("answer-no")),
            ];
            let items = yes_no.into_iter().chain(not_known).collect::<Vec<_>>();
            let on_typed = props.on_typed.clone();
            let choose = Callback::from(move |chosen: AttrValue| {
                on_typed.emit(Typed::Value(match chosen.as_str() {
                    YES => Value::Yes(true),
                    NO => Value::Yes(false),
                    _ => Value::NotKnown,
                }));
            });
            html! { <Choice {id} {label} {hint} {error} {title} {items} chosen={props.value.as_ref().and_then(chosen)} on_choose={choose} /> }
        }
        QuestionKind::Choices { options, .. } => {
            let items = items(options, |option| here.local(&option.label)).collect::<Vec<_>>();
            let chosen = match &props.value {
                Some(Value::Choices(ids)) => ids.iter().map(|id| id.clone().into()).collect(),
                _ => Vec::<AttrValue>::new(),
            };
            let hint = hint.unwrap_or_else(|| words.text("answer-several"));
            let on_typed = props.on_typed.clone();
            let on_choose = Callback::from(move |ids: Vec<AttrValue>| {
                on_typed.emit(Typed::Value(Value::Choices(
                    ids.iter().map(ToString::to_string).collect(),
                )));
            });
            html! { <Checks {id} {label} {hint} {error} {title} {items} {chosen} {on_choose} /> }
        }
        QuestionKind::Text { .. } => text_field(FieldKind::Line, read_text),
        QuestionKind::LongText { .. } => text_field(FieldKind::Lines, read_text),
        QuestionKind::Phone => text_field(FieldKind::Phone, read_text),
        QuestionKind::Number { unit, .. } => {
            let unit = unit
                .as_ref()
                .map(|unit| here.local(unit))
                .unwrap_or_default();
            text_field(FieldKind::Number { unit }, read_number)
        }
        QuestionKind::IdNumber => text_field(FieldKind::Letters, read_id_number),
        QuestionKind::DisabilityNumber => text_field(FieldKind::Letters, read_disability_number),
        QuestionKind::BankCard => {
            let unit = AttrValue::default();
            text_field(FieldKind::Number { unit }, read_bank_card)
        }
        QuestionKind::Money { .. } => text_field(
            FieldKind::Amount {
                unit: words.text("answer-yuan-unit"),
            },
            read_money,
        ),
        QuestionKind::Signature => {
            html! { <SignatureField {id} {label} {hint} {error} {title} value={props.value.clone()} on_typed={&props.on_typed} /> }
        }
        QuestionKind::Address => {
            html! { <AddressField {id} {label} {hint} {error} {title} value={props.value.clone()} on_typed={&props.on_typed} /> }
        }
        QuestionKind::DayWindow => {
            html! { <DayWindowField {id} {label} {hint} {error} {title} value={props.value.clone()} on_typed={&props.on_typed} /> }
        }
        QuestionKind::Person => {
            html! { <PersonField {id} {label} {hint} {error} {title} value={props.value.clone()} on_typed={&props.on_typed} /> }
        }
        QuestionKind::Photos { max } => match props.doc {
            Some(doc) => {
                let field = FieldProps {
                    id,
                    label,
                    hint,
                    error,
                    title,
                    value: props.value.clone(),
                    on_typed: props.on_typed.clone(),
                };
                html! { <PhotosField {field} {doc} question={question.clone()} max={*max} /> }
            }
            None => unsupported(id, label, words.text("answer-not-here")),
        },
        QuestionKind::Date { .. } => {
            let value = if let Raw::Date(parts) = &*raw {
                parts.clone()
            } else {
                DateParts::default()
            };
            let (on_typed, raw) = (props.on_typed.clone(), raw.clone());
            let on_input = Callback::from(move |parts: DateParts| {
                on_typed.emit(read_date(&parts));
                raw.set(Raw::Date(parts));
            });
            html! { <DateField {id} {label} {hint} {error} {title} {value} {on_input} /> }
        }
        QuestionKind::Time => {
            let value = if let Raw::Time(parts) = &*raw {
                parts.clone()
            } else {
                TimeParts::default()
            };
            let (on_typed, raw) = (props.on_typed.clone(), raw.clone());
            let on_input = Callback::from(move |parts: TimeParts| {
                on_typed.emit(read_time(&parts));
                raw.set(Raw::Time(parts));
            });
            html! { <TimeField {id} {label} {hint} {error} {title} {value} {on_input} /> }
        }
    };
    match beside {
        Some(beside) => html! { <div class="stack">{ field }{ beside }</div> },
        None => field,
    }
}

/// A question that cannot be asked here: it says so and where to go instead.
/// Nothing is typed, so an answer that stands is kept as it is.
fn unsupported(id: AttrValue, label: AttrValue, instead: AttrValue) -> Html {
    html! {
        <div {id}>
            <h2>{ label }</h2>
            <p>{ instead }</p>
        </div>
    }
}

/// What stands in the fields, readable or not.
#[derive(Clone, Debug, PartialEq)]
enum Raw {
    Text(String),
    Date(DateParts),
    Time(TimeParts),
}

impl Raw {
    fn of(kind: &QuestionKind, value: Option<&Value>) -> Self {
        match value {
            Some(Value::Number(fen)) if matches!(kind, QuestionKind::Money { .. }) => {
                Self::Text(money::written(*fen))
            }
            Some(Value::Text(text)) => Self::Text(text.clone()),
            Some(Value::Number(number)) => Self::Text(number.to_string()),
            Some(Value::Date(date)) => Self::Date(date_parts(*date)),
            Some(Value::Time(minute)) => {
                let (hour, minute) = minute.clock();
                Self::Time(TimeParts {
                    hour: hour.to_string().into(),
                    minute: format!("{minute:02}").into(),
                })
            }
            _ => Self::Text(String::new()),
        }
    }
}

/// The day that the three numbers are.
pub(crate) fn date_of(parts: &DateParts) -> Option<Date> {
    match read_date(parts) {
        Typed::Value(Value::Date(date)) => Some(date),
        _ => None,
    }
}

/// A day as its three numbers.
pub(crate) fn date_parts(date: Date) -> DateParts {
    DateParts {
        year: date.year().to_string().into(),
        month: date.month().to_string().into(),
        day: date.day().to_string().into(),
    }
}

fn items<'a>(
    options: &'a [Opt],
    label: impl Fn(&Opt) -> AttrValue + 'a,
) -> impl Iterator<Item = ChoiceItem> + 'a {
    options
        .iter()
        .map(move |option| ChoiceItem::new(option.id.clone(), label(option)))
}

fn chosen(value: &Value) -> Option<AttrValue> {
    match value {
        Value::Choice(id) => Some(id.clone().into()),
        Value::Yes(true) => Some(YES.into()),
        Value::Yes(false) => Some(NO.into()),
        Value::NotKnown => Some(NOT_KNOWN.into()),
        _ => None,
    }
}

fn of_choice(chosen: &str) -> Value {
    if chosen == NOT_KNOWN {
        Value::NotKnown
    } else {
        Value::Choice(chosen.to_owned())
    }
}

fn read_text(raw: &Raw) -> Typed {
    match raw {
        Raw::Text(text) if !text.is_empty() => Typed::Value(Value::Text(text.clone())),
        _ => Typed::Nothing,
    }
}

/// The number of a paper or card, in the form in which it is kept.
fn read_plain(raw: &Raw, kind: &QuestionKind) -> Typed {
    match read_text(raw) {
        Typed::Value(value) => Typed::Value(normal(kind, value)),
        other => other,
    }
}

fn read_id_number(raw: &Raw) -> Typed {
    read_plain(raw, &QuestionKind::IdNumber)
}

fn read_disability_number(raw: &Raw) -> Typed {
    read_plain(raw, &QuestionKind::DisabilityNumber)
}

fn read_bank_card(raw: &Raw) -> Typed {
    read_plain(raw, &QuestionKind::BankCard)
}

fn read_money(raw: &Raw) -> Typed {
    match raw {
        Raw::Text(text) if !text.trim().is_empty() => {
            money::read(text).map_or(Typed::Unreadable, |fen| Typed::Value(Value::Number(fen)))
        }
        _ => Typed::Nothing,
    }
}

/// Digits as typed on any keyboard: full-width ones too.
fn digits(text: &str) -> String {
    let narrow = |c: char| match c {
        '0'..='9' => Some(c),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10),
        '-' => Some('-'),
        _ => None,
    };
    text.trim()
        .chars()
        .map(|c| narrow(c).unwrap_or('x'))
        .collect()
}

fn read_number(raw: &Raw) -> Typed {
    match raw {
        Raw::Text(text) if text.trim().is_empty() => Typed::Nothing,
        Raw::Text(text) => digits(text).parse().map_or(Typed::Unreadable, |number| {
            Typed::Value(Value::Number(number))
        }),
        Raw::Date(_) | Raw::Time(_) => Typed::Nothing,
    }
}

/// What the three numbers say.
fn read_date(parts: &DateParts) -> Typed {
    if [&parts.year, &parts.month, &parts.day]
        .iter()
        .all(|part| part.trim().is_empty())
    {
        return Typed::Nothing;
    }
    let read = || {
        let (year, month, day) = (
            digits(&parts.year),
            digits(&parts.month),
            digits(&parts.day),
        );
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    };
    read().map_or(Typed::Unreadable, |date| Typed::Value(Value::Date(date)))
}

fn read_time(parts: &TimeParts) -> Typed {
    if parts.hour.trim().is_empty() && parts.minute.trim().is_empty() {
        return Typed::Nothing;
    }
    let read = || {
        let hour: u16 = digits(&parts.hour).parse().ok().filter(|hour| *hour < 24)?;
        let minute = if parts.minute.trim().is_empty() {
            0
        } else {
            digits(&parts.minute).parse().ok()?
        };
        (minute < 60).then(|| Minute::of(hour, minute))
    };
    read().map_or(Typed::Unreadable, |minute| {
        Typed::Value(Value::Time(minute))
    })
}

#[cfg(test)]
#[path = "questions/tests.rs"]
mod tests;
