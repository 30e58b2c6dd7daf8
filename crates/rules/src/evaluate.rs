//! Judging a rule: yes, not yet, no, or not known.

use crate::{
    facts::{Facts, World},
    functions,
    rule::CompiledRule,
    search::{self, Judgement},
};
use cel::{Env, Value};
use linli_domain::{profile::ProfileKey, time::Date};
use std::{fmt, sync::Arc};

/// What a rule says about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Yes,
    /// It does not hold today, and will by itself.
    NotYet {
        /// The first day on which it holds.
        from: Date,
    },
    /// It does not hold, nor will it by time alone.
    No,
    /// Too little is known to say.
    Unknown {
        /// Profile fields that would tell, in order.
        missing: Vec<ProfileKey>,
    },
}

/// Judges rules. Make one and keep it: it holds the functions that rules may call.
pub struct Rules {
    env: Arc<Env>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            // Two functions of one name and kind would be a mistake here, and each test
            // would find it.
            env: Arc::new(functions::env().unwrap_or_default()),
        }
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rules").finish_non_exhaustive()
    }
}

impl Rules {
    /// Whether the rule holds on the day of `facts`; why it cannot be said.
    #[cfg(feature = "parser")]
    pub(crate) fn holds(&self, rule: &CompiledRule, facts: &Facts) -> Result<bool, String> {
        let world = World::new(&self.env, facts);
        match Value::resolve(&rule.condition, world.context()) {
            Ok(Value::Bool(holds)) => Ok(holds),
            Ok(_) => Err("a rule must say yes or no".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// What `rule` says about `facts`. At most some 700 days are tried.
    #[must_use]
    pub fn evaluate(&self, rule: &CompiledRule, facts: &Facts) -> Verdict {
        let mut world = World::new(&self.env, facts);
        let mut on = |day| {
            world.go_to(day);
            said(rule, &world)
        };
        match on(facts.today) {
            Judgement::Yes => Verdict::Yes,
            Judgement::Unclear => unknown(rule, facts),
            Judgement::No => match search::first_yes(rule, facts, on) {
                search::FirstDay::From(from) => Verdict::NotYet { from },
                search::FirstDay::Never => Verdict::No,
                search::FirstDay::Unclear => unknown(rule, facts),
            },
        }
    }
}

fn said(rule: &CompiledRule, world: &World<'_>) -> Judgement {
    match Value::resolve(&rule.condition, world.context()) {
        Ok(Value::Bool(true)) => Judgement::Yes,
        Ok(Value::Bool(false)) => Judgement::No,
        _ => Judgement::Unclear,
    }
}

/// Where all fields are there and still nothing can be said, one of them is not of
/// the kind that the rule expects: then all are asked again.
fn unknown(rule: &CompiledRule, facts: &Facts) -> Verdict {
    let unknown = rule.needs().filter(|field| !facts.knows(field));
    let mut missing: Vec<ProfileKey> = unknown.cloned().collect();
    if missing.is_empty() {
        missing = rule.needs().cloned().collect();
    }
    Verdict::Unknown { missing }
}
