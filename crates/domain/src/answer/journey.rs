//! Which questions of a form are asked.

use super::{Answers, Condition, Question, Value};

/// The questions that are asked, given the answers so far, in order. What is asked on
/// request only is not among them.
#[must_use]
pub fn journey<'a>(questions: &'a [Question], answers: &Answers) -> Vec<&'a Question> {
    let mut asked: Vec<&Question> = Vec::new();
    for question in questions {
        if applies(question.show_if.as_ref(), &asked, answers) && !question.on_request {
            asked.push(question);
        }
    }
    asked
}

/// Whether what is wanted on a condition is wanted, where those questions were `asked`.
pub(crate) fn applies(
    condition: Option<&Condition>,
    asked: &[&Question],
    answers: &Answers,
) -> bool {
    condition.is_none_or(|condition| {
        asked.iter().any(|earlier| earlier.id == condition.field)
            && holds(condition, answers.get(&condition.field))
    })
}

fn holds(condition: &Condition, answer: Option<&Value>) -> bool {
    match answer {
        Some(Value::Choice(id)) => *id == condition.is,
        Some(Value::Choices(ids)) => ids.contains(&condition.is),
        Some(Value::Yes(yes)) => condition.is == if *yes { "yes" } else { "no" },
        _ => false,
    }
}
