//! Answers as they are read again: each question that was asked, and what was answered.

use crate::{
    hooks::{Here, Words},
    parts::AnswerRow,
    saying::value_words,
};
use linli_domain::answer::{Answers, Question, journey};

/// A row for each question with an answer.
pub(crate) fn answer_rows(
    words: &Words,
    here: &Here,
    questions: &[Question],
    answers: &Answers,
) -> Vec<AnswerRow> {
    let asked = journey(questions, answers).into_iter();
    asked
        .filter_map(|question| {
            Some(AnswerRow {
                label: here.local(&question.ask),
                value: value_words(words, here, question, answers.get(&question.id)?),
                change: None,
            })
        })
        .collect()
}
