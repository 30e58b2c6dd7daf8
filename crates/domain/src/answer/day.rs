//! Days against today: a birthday has been, a visit is still to come.

use super::{
    AnswerError, Answers, DaySide, FieldId, Question, QuestionKind, Value, check, id_number,
    identity_number, journey,
};
use crate::time::Date;

/// Whether `value` answers `question` on the day `today`.
///
/// # Errors
/// What is wrong with it.
pub fn check_on(
    question: &Question,
    value: Option<&Value>,
    today: Date,
) -> Result<(), AnswerError> {
    check(question, value)?;
    value
        .and_then(|value| of(question, value, today))
        .map_or(Ok(()), Err)
}

/// Answers that cannot be given on the day `today`, in the form's order.
#[must_use]
pub fn on_day(
    questions: &[Question],
    answers: &Answers,
    today: Date,
) -> Vec<(FieldId, AnswerError)> {
    let wrong = |question: &&Question| {
        let why = of(question, answers.get(&question.id)?, today)?;
        Some((question.id.clone(), why))
    };
    journey(questions, answers)
        .iter()
        .filter_map(wrong)
        .collect()
}

fn of(question: &Question, answer: &Value, today: Date) -> Option<AnswerError> {
    let (day, side) = match (&question.kind, answer) {
        (QuestionKind::Date { when, .. }, Value::Date(day)) => (*day, (*when)?),
        // What is wished for is still to come.
        (QuestionKind::DayWindow, Value::DayWindow(wish)) => (wish.date, DaySide::Future),
        (kind, Value::Text(number)) => {
            let born = match kind {
                QuestionKind::IdNumber => identity_number::birth_date(number),
                QuestionKind::DisabilityNumber => {
                    id_number::birth_date(number.get(..18).unwrap_or(number))
                }
                _ => None,
            };
            return (born? > today).then_some(AnswerError::IdBirth);
        }
        _ => return None,
    };
    match side {
        DaySide::Past if day > today => Some(AnswerError::NotYet),
        DaySide::Future if day < today => Some(AnswerError::GoneBy),
        DaySide::Past | DaySide::Future => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::question, *};
    use crate::{answer::DayWindow, time::Window};

    const TODAY: Date = Date::constant(2026, 11, 25);

    fn dated(side: DaySide) -> Question {
        let kind = QuestionKind::Date {
            when: Some(side),
            not_before: None,
        };
        Question {
            may_not_know: true,
            ..question("day", kind)
        }
    }

    fn judged(question: Question, value: Value) -> Option<AnswerError> {
        let answers: Answers = [(question.id.clone(), value)].into();
        let alone = check_on(&question, answers.get(&question.id), TODAY).err();
        let found = on_day(&[question], &answers, TODAY);
        assert_eq!(found.first().map(|(_, why)| *why), alone);
        alone
    }

    #[test]
    fn a_day_is_on_its_side_of_today_and_today_is_on_both() {
        let yesterday = Value::Date(Date::constant(2026, 11, 24));
        let tomorrow = Value::Date(Date::constant(2026, 11, 26));
        for (side, value, wrong) in [
            (DaySide::Past, &yesterday, None),
            (DaySide::Past, &tomorrow, Some(AnswerError::NotYet)),
            (DaySide::Future, &yesterday, Some(AnswerError::GoneBy)),
            (DaySide::Future, &tomorrow, None),
            (DaySide::Past, &Value::Date(TODAY), None),
            (DaySide::Future, &Value::Date(TODAY), None),
            (DaySide::Past, &Value::NotKnown, None),
        ] {
            assert_eq!(judged(dated(side), value.clone()), wrong, "{side:?}");
        }
        let wish = |day| {
            Value::DayWindow(DayWindow {
                date: Date::constant(2026, 11, day),
                window: Window::MORNING,
            })
        };
        let visit = || question("visit", QuestionKind::DayWindow);
        assert_eq!(judged(visit(), wish(24)), Some(AnswerError::GoneBy));
        assert_eq!(judged(visit(), wish(25)), None);
    }

    #[test]
    fn nobody_with_an_id_number_is_still_to_be_born() {
        let ask = || question("id_number", QuestionKind::IdNumber);
        let text = |words: &str| Value::Text(words.into());
        assert_eq!(judged(ask(), text("11010519491231002X")), None);
        let born_2099 = text("110105209912310029");
        assert_eq!(check(&ask(), Some(&born_2099)), Ok(()), "as a number");
        assert_eq!(judged(ask(), born_2099), Some(AnswerError::IdBirth));
    }

    #[test]
    fn a_year_has_four_digits_and_is_no_history() {
        let ask = question("day", QuestionKind::date());
        for (year, expected) in [
            (46, Err(AnswerError::YearOutOfRange)),
            (1849, Err(AnswerError::YearOutOfRange)),
            (1850, Ok(())),
            (2027, Ok(())),
            (2200, Err(AnswerError::YearOutOfRange)),
        ] {
            let day = Value::Date(Date::constant(year, 3, 3));
            assert_eq!(check(&ask, Some(&day)), expected, "{year}");
        }
    }
}
