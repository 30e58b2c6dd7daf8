//! The catalogue's words for what was chosen.

use super::{Question, QuestionKind, Value};
use crate::text::LocalText;

impl Question {
    /// What this question says for "yes" or "no"; `None` where it leaves that to who shows it.
    #[must_use]
    pub const fn yes_or_no(&self, yes: bool) -> Option<&LocalText> {
        if yes {
            self.yes.as_ref()
        } else {
            self.no.as_ref()
        }
    }

    /// The words of what was chosen: options that the question still has, or its own "yes"
    /// or "no". Nothing for an answer that was not chosen from words of the catalogue.
    #[must_use]
    pub fn chosen(&self, value: &Value) -> Vec<&LocalText> {
        let options = match &self.kind {
            QuestionKind::Choice { options } | QuestionKind::Choices { options, .. } => {
                options.as_slice()
            }
            _ => &[],
        };
        let ids = match value {
            Value::Yes(yes) => return self.yes_or_no(*yes).into_iter().collect(),
            Value::Choice(id) => std::slice::from_ref(id),
            Value::Choices(ids) => ids,
            _ => &[],
        };
        let named = ids.iter().filter_map(|id| {
            let option = options.iter().find(|option| option.id == *id)?;
            Some(&option.label)
        });
        named.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{FieldId, Opt};

    fn words(text: &str) -> LocalText {
        LocalText([("zh-CN".to_owned(), text.to_owned())].into())
    }

    fn question(kind: QuestionKind) -> Question {
        Question::new(FieldId("pet".into()), words("?"), kind)
    }

    #[test]
    fn a_question_says_its_own_yes_and_no() {
        let mut pet = question(QuestionKind::YesNo);
        assert!(pet.chosen(&Value::Yes(true)).is_empty());
        pet.yes = Some(words("有"));
        pet.no = Some(words("没有"));
        assert_eq!(pet.chosen(&Value::Yes(true)), [&words("有")]);
        assert_eq!(pet.chosen(&Value::Yes(false)), [&words("没有")]);
        assert!(pet.chosen(&Value::NotKnown).is_empty());
    }

    #[test]
    fn options_are_said_by_their_labels_in_the_order_of_the_answer() {
        let option = |id: &str, label| Opt {
            id: id.to_owned(),
            label: words(label),
        };
        let options = vec![option("cat", "猫"), option("dog", "狗")];
        let one = question(QuestionKind::Choice {
            options: options.clone(),
        });
        assert_eq!(one.chosen(&Value::Choice("dog".into())), [&words("狗")]);
        assert!(one.chosen(&Value::Choice("bird".into())).is_empty());
        let several = question(QuestionKind::Choices {
            options,
            min: 1,
            max: 2,
        });
        let both = Value::Choices(vec!["dog".into(), "bird".into(), "cat".into()]);
        assert_eq!(several.chosen(&both), [&words("狗"), &words("猫")]);
        assert!(several.chosen(&Value::Text("cat".into())).is_empty());
    }
}
