//! Several services for one thing in life, applied for in one go.

use super::{LifeEvent, Service, ServiceId};
use crate::{
    answer::Question, person::Person, profile::ProfileKey, sought::Sought, text::LocalText,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt};

/// A bundle: `turning-80`, `after-a-death`, …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BundleId(pub String);

impl fmt::Display for BundleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A service in a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    pub service: ServiceId,
    /// Members that must be granted first.
    #[serde(default)]
    pub depends_on: Vec<ServiceId>,
    /// What in the profile tells that somebody has it already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_if: Option<Held>,
}

/// A field of the profile with the values that tell that somebody has something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    pub field: ProfileKey,
    /// The answer is one of these.
    pub is: Vec<String>,
}

impl Held {
    /// Whether the profile says so.
    #[must_use]
    pub fn by(&self, person: &Person) -> bool {
        let value = person.text(&self.field);
        self.is.iter().any(|known| known == value)
    }
}

/// Several services in one go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    pub id: BundleId,
    /// Its place in lists.
    pub order: u32,
    pub name: LocalText,
    /// One line that everyone can read.
    pub easy: LocalText,
    /// What it is, in one sentence.
    pub short: LocalText,
    /// What in life it belongs to.
    pub life_event: LifeEvent,
    /// Other words that people look for.
    pub keywords: Vec<String>,
    pub members: Vec<Member>,
}

impl Bundle {
    /// The members in an order in which each comes after those that it depends on,
    /// else as written; `None` where they depend on each other in a circle.
    #[must_use]
    pub fn ordered(&self) -> Option<Vec<&Member>> {
        let mut done = BTreeSet::new();
        let mut order = Vec::with_capacity(self.members.len());
        while order.len() < self.members.len() {
            let ready = |member: &&Member| {
                !done.contains(&member.service)
                    && member.depends_on.iter().all(|id| done.contains(id))
            };
            let next = self.members.iter().find(ready)?;
            done.insert(next.service.clone());
            order.push(next);
        }
        Some(order)
    }

    /// Whether somebody who looks for `words` means it: a part of its name or of a word
    /// that people use for it.
    #[must_use]
    pub fn is_found_by(&self, sought: &Sought) -> bool {
        let mut names = self.name.0.values().chain(&self.keywords);
        sought.is_empty() || names.any(|name| sought.is_in(name))
    }

    /// The questions of `services` (the members', in their order), each asked once.
    #[must_use]
    pub fn questions<'a>(services: &[&'a Service]) -> Vec<&'a Question> {
        let mut seen = BTreeSet::new();
        services
            .iter()
            .flat_map(|service| &service.questions)
            .filter(|question| seen.insert(&question.id))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(members: &[(&str, &[&str])]) -> Bundle {
        let id = |text: &str| ServiceId(text.to_owned());
        let member = |(service, depends_on): &(&str, &[&str])| Member {
            service: id(service),
            depends_on: depends_on.iter().map(|text| id(text)).collect(),
            held_if: None,
        };
        Bundle {
            id: BundleId::default(),
            order: 0,
            name: LocalText::default(),
            easy: LocalText::default(),
            short: LocalText::default(),
            life_event: LifeEvent::default(),
            keywords: Vec::new(),
            members: members.iter().map(member).collect(),
        }
    }

    fn order(bundle: &Bundle) -> Option<Vec<&str>> {
        let members = bundle.ordered()?;
        Some(members.iter().map(|m| m.service.0.as_str()).collect())
    }

    #[test]
    fn what_is_depended_on_comes_first_and_the_rest_as_written() {
        let bundle = bundle(&[("allowance", &["card"]), ("card", &[]), ("meal", &[])]);
        assert_eq!(order(&bundle).unwrap(), ["card", "allowance", "meal"]);
    }

    #[test]
    fn it_is_found_by_the_words_that_people_use() {
        let mut bundle = bundle(&[]);
        bundle.keywords = vec!["丧事".into(), "Funeral".into()];
        for words in ["", " 丧", "funeral"] {
            assert!(bundle.is_found_by(&Sought::new(words)), "{words}");
        }
        assert!(!bundle.is_found_by(&Sought::new("牙")));
    }

    #[test]
    fn a_circle_has_no_order() {
        assert_eq!(order(&bundle(&[("a", &["b"]), ("b", &["a"])])), None);
        assert_eq!(order(&bundle(&[("a", &["a"])])), None);
    }
}
