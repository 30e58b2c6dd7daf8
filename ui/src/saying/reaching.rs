//! How somebody can be reached and spoken with: the questions, and what follows for whoever
//! calls or comes.

use crate::hooks::{Here, Words};
use linli_domain::{
    answer::{Opt, Question, QuestionKind},
    care::Reaching,
    profile::ProfileField,
    text::LocalText,
};
use yew::AttrValue;

/// The question in words, where the page and not the catalogue has them.
pub(crate) fn asked(words: &Words, here: &Here, question: Question) -> Question {
    let Some(key) = question.profile_field().and_then(question_key) else {
        return question;
    };
    let text = |key| {
        let tag = here.look.lang.tag().to_owned();
        LocalText([(tag, words.text(key).to_string())].into())
    };
    let kind = match question.kind {
        QuestionKind::Choice { options } => {
            let label = |option: Opt| match hearing_key(&option.id) {
                Some(key) => Opt {
                    label: text(key),
                    ..option
                },
                None => option,
            };
            let options = options.into_iter().map(label).collect();
            QuestionKind::Choice { options }
        }
        other => other,
    };
    let ask = text(key);
    Question {
        ask,
        kind,
        ..question
    }
}

const fn question_key(field: ProfileField) -> Option<&'static str> {
    match field {
        ProfileField::Phone => Some("details-phone"),
        ProfileField::Door => Some("details-address"),
        ProfileField::Hearing => Some("details-hearing"),
        ProfileField::TextMe => Some("details-text-me"),
        ProfileField::ContactName => Some("details-contact-name"),
        ProfileField::ContactPhone => Some("details-contact-phone"),
        _ => None,
    }
}

fn hearing_key(option: &str) -> Option<&'static str> {
    match option {
        "well" => Some("hearing-well"),
        "hard" => Some("hearing-hard"),
        "deaf" => Some("hearing-deaf"),
        _ => None,
    }
}

/// What whoever calls or comes does differently; nothing where there is nothing to do.
pub(crate) fn reaching_words(words: &Words, reaching: &Reaching) -> Vec<AttrValue> {
    let hearing = match reaching.hearing.as_str() {
        "hard" => Some("reach-hard"),
        "deaf" => Some("reach-deaf"),
        _ => None,
    };
    // Nobody calls who is told that they cannot hear.
    let is_deaf = reaching.hearing == "deaf";
    let text = (reaching.text_me == "yes" && !is_deaf).then_some("reach-text");
    let keys = hearing.into_iter().chain(text);
    keys.map(|key| words.text(key)).collect()
}

/// What the resident walks with, where that is anything.
pub(crate) fn aid_words(words: &Words, here: &Here, reaching: &Reaching) -> Option<AttrValue> {
    let question = here.catalogue.question_for(ProfileField::WalkingAid)?;
    let QuestionKind::Choice { options } = &question.kind else {
        return None;
    };
    let aid = &reaching.walking_aid;
    let option = options
        .iter()
        .find(|option| option.id == *aid && *aid != "none")?;
    let aid = here.local(&option.label);
    Some(words.with("reach-aid", &[("aid", aid.as_str().into())]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_l10n::Lang;

    #[test]
    fn whoever_comes_is_told_what_to_do_and_nothing_else() {
        let words = Words::new(Lang::En);
        let told = |hearing: &str, text_me: &str| {
            let reaching = Reaching {
                hearing: hearing.into(),
                text_me: text_me.into(),
                ..Reaching::default()
            };
            reaching_words(&words, &reaching)
        };
        let [hard, deaf, text] =
            ["reach-hard", "reach-deaf", "reach-text"].map(|key| words.text(key));
        for (hearing, text_me, expected) in [
            ("", "", vec![]),
            ("well", "no", vec![]),
            ("well", "yes", vec![text.clone()]),
            ("hard", "", vec![hard.clone()]),
            ("hard", "yes", vec![hard, text]),
            ("deaf", "", vec![deaf.clone()]),
            ("deaf", "yes", vec![deaf]),
            ("of another version", "", vec![]),
        ] {
            assert_eq!(told(hearing, text_me), expected, "{hearing} {text_me}");
        }
    }
}
