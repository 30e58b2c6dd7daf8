//! Answers to whatever is asked.

use super::Somebody;
use crate::town::{broken::Kept, dice::Dice};
use linli_api::{Answer, OpenForm};
use linli_domain::{
    answer::{Address, Contact, DayWindow, Question, QuestionKind, SignedName, Value},
    form::Form,
    id::DocId,
    profile::ProfileField,
    time::{Date, Minute, Window, add_days},
};

/// More questions than any form has.
const MOST: usize = 60;

impl Somebody<'_> {
    /// Fills a form in, sometimes not to its end.
    pub(super) fn fill_in(&mut self, doc: DocId, today: Date) -> Kept {
        for _ in 0..MOST {
            if self.dice.happens(2) {
                return Ok(());
            }
            let form = self.phone.must(OpenForm { doc })?.form;
            let Some(question) = next(&form) else {
                return Ok(());
            };
            let Some(value) = value(&mut self.dice, question, today) else {
                return Ok(());
            };
            let (field, value) = (question.id.clone(), Some(value));
            self.phone.must(Answer { doc, field, value })?;
        }
        Ok(())
    }

    /// Answers one question of a form anew, or takes its answer back.
    pub(super) fn answer_one(&mut self, doc: DocId, today: Date) -> Kept {
        let form = self.phone.must(OpenForm { doc })?.form;
        let asked: Vec<_> = form.asked();
        let asked = asked.into_iter();
        let open: Vec<_> = asked
            .filter(|question| form.open_question(&question.id).is_some())
            .collect();
        let Some(question) = self.dice.one(&open) else {
            return Ok(());
        };
        let value = if self.dice.happens(10) {
            None
        } else {
            value(&mut self.dice, question, today)
        };
        let field = question.id.clone();
        self.phone.must(Answer { doc, field, value })
    }
}

/// The first question that keeps the form from being sent, and can be answered.
fn next(form: &Form) -> Option<&Question> {
    let question = form.first_open()?;
    form.open_question(&question.id)
}

/// An answer; `None` where a picture is wanted.
fn value(dice: &mut Dice, question: &Question, today: Date) -> Option<Value> {
    if question.may_not_know && dice.happens(10) {
        return Some(Value::NotKnown);
    }
    Some(match &question.kind {
        QuestionKind::Text { .. } | QuestionKind::LongText { .. } => {
            Value::Text(format!("答{}", dice.below(1000)))
        }
        QuestionKind::Choice { options } => Value::Choice(dice.one(options)?.id.clone()),
        QuestionKind::Choices { options, min, .. } => {
            let count = usize::try_from((*min).max(1)).ok()?;
            let ids = options.iter().map(|option| option.id.clone());
            Value::Choices(ids.take(count).collect())
        }
        QuestionKind::YesNo => Value::Yes(dice.happens(50)),
        QuestionKind::Number { min, .. } | QuestionKind::Money { min, .. } => Value::Number(*min),
        QuestionKind::Phone => Value::Text(format!("000-5555-1{:03}", dice.below(1000))),
        QuestionKind::Date { .. } if question.fills(ProfileField::BirthDate) => {
            Value::Date(Date::constant(1949, 12, 31))
        }
        QuestionKind::Date { .. } => Value::Date(today),
        QuestionKind::Time => Value::Time(Minute::of(10, 30)),
        // The example of the standard: its digits are right, and nobody's.
        QuestionKind::IdNumber => Value::Text("11010519491231002X".to_owned()),
        QuestionKind::DisabilityNumber => Value::Text("11010519491231002X43".to_owned()),
        QuestionKind::BankCard => Value::Text("6222021234567890128".to_owned()),
        QuestionKind::Address => Value::Address(Address {
            building: "3".to_owned(),
            unit: "2".to_owned(),
            room: format!("{}01", 1 + dice.below(6)),
        }),
        QuestionKind::DayWindow => Value::DayWindow(DayWindow {
            date: add_days(today, 1),
            window: Window::MORNING,
        }),
        QuestionKind::Signature => Value::Signature(SignedName::Typed("王秀英".to_owned())),
        QuestionKind::Person => Value::Person(Contact {
            name: "王小明".to_owned(),
            phone: "000-5555-1002".to_owned(),
            relation: "儿子".to_owned(),
        }),
        QuestionKind::Photos { .. } => return None,
    })
}
