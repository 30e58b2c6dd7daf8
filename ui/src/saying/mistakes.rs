//! What is wrong with an answer, so that one can put it right.

use super::paper_words;
use crate::hooks::Words;
use linli_domain::answer::{AnswerError as E, Question, QuestionKind as Kind, money};
use yew::prelude::*;

/// What is wrong with an answer to `question`, and what was `written`, where seeing or
/// counting it helps to find the mistake.
pub(crate) fn error_words(
    words: &Words,
    question: &Question,
    error: E,
    written: &str,
) -> AttrValue {
    let what = what_is_wrong(words, question, error, written);
    if written.is_empty() || !is_found_by_looking(error, &question.kind) {
        return what;
    }
    let both = [("error", what.as_str().into()), ("written", written.into())];
    words.with("answer-error-written", &both)
}

/// Whether somebody finds the mistake by looking at what they wrote. Of numbers of papers
/// and cards it is said how long they are, never what they are.
const fn is_found_by_looking(error: E, kind: &Kind) -> bool {
    match error {
        E::OutOfRange { .. }
        | E::NotAPhone
        | E::YearOutOfRange
        | E::NotYet
        | E::GoneBy
        | E::TooSoon
        | E::BirthDiffers => true,
        E::WrongType => matches!(
            kind,
            Kind::Number { .. } | Kind::Money { .. } | Kind::Date { .. } | Kind::Time
        ),
        _ => false,
    }
}

fn what_is_wrong(words: &Words, question: &Question, error: E, written: &str) -> AttrValue {
    let kind = &question.kind;
    let number = |key, name, number: u32| words.with(key, &[(name, i64::from(number).into())]);
    let counted = |key, count: usize| words.with(key, &[("count", count.into())]);
    let digits = || {
        written
            .chars()
            .filter(|sign| sign.is_alphanumeric())
            .count()
    };
    match error {
        E::Required => required(words, kind),
        E::TooLong { max } => {
            let count = written.chars().count();
            let limit = [("max", i64::from(max).into()), ("count", count.into())];
            words.with("answer-error-too-long", &limit)
        }
        E::MobileLength => counted("answer-error-mobile-length", digits()),
        E::DisabilityLength => counted("answer-error-disability-length", digits()),
        E::IdLength => counted("answer-error-id-length", digits()),
        E::CardLength => counted("answer-error-card-length", digits()),
        E::TooFew { min } => number("answer-error-too-few", "min", min),
        E::TooMany { max } => number("answer-error-too-many", "max", max),
        E::TooManyPhotos { max } => number("answer-error-too-many-photos", "max", max),
        E::PaperNumber { paper } => {
            let paper = paper_words(words, paper);
            words.with(
                "answer-error-paper-number",
                &[("paper", paper.as_str().into())],
            )
        }
        E::OutOfRange { min, max } => out_of_range(words, kind, min, max),
        E::NotAnOption | E::WrongType => words.text(not_readable(kind)),
        error => words.text(plain(error)),
    }
}

fn required(words: &Words, kind: &Kind) -> AttrValue {
    let key = match kind {
        Kind::Choice { .. } | Kind::YesNo => "answer-error-choose",
        Kind::Photos { .. } => "answer-error-no-photo",
        Kind::Signature => "answer-error-sign",
        Kind::Choices { min, .. } => {
            let min = i64::from(*min).max(1);
            return words.with("answer-error-too-few", &[("min", min.into())]);
        }
        _ => "answer-error-required",
    };
    words.text(key)
}

fn out_of_range(words: &Words, kind: &Kind, min: i64, max: i64) -> AttrValue {
    let (key, min, max) = if matches!(kind, Kind::Money { .. }) {
        let amount = |fen| money::written(fen).into();
        ("answer-error-amount-range", amount(min), amount(max))
    } else {
        ("answer-error-out-of-range", min.into(), max.into())
    };
    words.with(key, &[("min", min), ("max", max)])
}

/// What was typed cannot be read as an answer of this kind.
const fn not_readable(kind: &Kind) -> &'static str {
    match kind {
        Kind::Number { .. } => "answer-error-number",
        Kind::Date { .. } | Kind::DayWindow => "answer-error-date",
        Kind::Time => "answer-error-time",
        Kind::Money { .. } => "answer-error-amount",
        _ => "answer-error-choose",
    }
}

/// Errors with one message, whatever the question.
const fn plain(error: E) -> &'static str {
    match error {
        E::NotAPhone => "answer-error-not-a-phone",
        E::YearOutOfRange => "answer-error-year-out-of-range",
        E::NotYet => "answer-error-not-yet",
        E::GoneBy => "answer-error-gone-by",
        E::TooSoon => "answer-error-too-soon",
        E::DisabilityEnd => "answer-error-disability-end",
        E::DisabilityDiffers => "answer-error-disability-differs",
        E::IdRegion => "answer-error-id-region",
        E::IdBirth => "answer-error-id-birth",
        E::IdCheck => "answer-error-id-check",
        E::BirthDiffers => "answer-error-birth-differs",
        E::SexDiffers => "answer-error-sex-differs",
        E::CardCheck => "answer-error-card-check",
        E::NoBuilding => "answer-error-no-building",
        E::NoWindow => "answer-error-no-window",
        E::NotAPicture => "answer-error-not-a-picture",
        E::PhotoCutOff => "answer-error-photo-cut-off",
        E::PhotoHeic => "answer-error-photo-heic",
        E::PhotoTooLarge => "answer-error-photo-too-large",
        E::NotASignature => "answer-error-not-a-signature",
        E::SignatureTooSmall => "answer-error-signature-too-small",
        E::SignatureNotUsed => "answer-error-signature-not-used",
        E::NoName => "answer-error-no-name",
        E::Required
        | E::NotAnOption
        | E::WrongType
        | E::OutOfRange { .. }
        | E::PaperNumber { .. }
        | E::MobileLength
        | E::DisabilityLength
        | E::IdLength
        | E::CardLength
        | E::TooLong { .. }
        | E::TooFew { .. }
        | E::TooMany { .. }
        | E::TooManyPhotos { .. } => "answer-error-required",
    }
}
