//! Judging a rule: yes, not yet, no, or not known.

use crate::{
    compile::{self, Rule, RuleError},
    facts::{Facts, World},
    search,
};
use cel::{Env, Value};
use linli_domain::time::Date;
use std::{fmt, sync::Arc};

/// What a rule says about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It holds today.
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
        missing: Vec<String>,
    },
}

/// Reads and judges rules. Make one and keep it: it holds CEL's own functions.
pub struct Rules {
    env: Arc<Env>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            env: Arc::new(Env::stdlib()),
        }
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rules").finish_non_exhaustive()
    }
}

/// What a rule says on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    Yes,
    No,
    /// A field is missing, or not of the kind that the rule expects.
    Unclear,
}

impl Rules {
    /// Reads a rule.
    ///
    /// # Errors
    /// Why it is none, with the column.
    pub fn compile(&self, expression: &str) -> Result<Rule, RuleError> {
        let rule = compile::compile(&self.env, expression)?;
        // Known to be wrong before anybody is asked.
        let nobody = Facts {
            profile: std::collections::BTreeMap::new(),
            today: Date::constant(2026, 1, 1),
            area: linli_domain::id::AreaId::default(),
        };
        let world = World::new(&self.env, &nobody);
        match rule.program.execute(world.context()) {
            Ok(Value::Bool(_)) => Ok(rule),
            Err(_) if rule.needs().next().is_some() => Ok(rule),
            Ok(_) => Err(RuleError {
                reason: "a rule must say yes or no".to_owned(),
                column: 1,
            }),
            Err(error) => Err(RuleError {
                reason: error.to_string(),
                column: 1,
            }),
        }
    }

    /// What `rule` says about `facts`. At most some 700 days are tried.
    #[must_use]
    pub fn evaluate(&self, rule: &Rule, facts: &Facts) -> Verdict {
        let mut world = World::new(&self.env, facts);
        let mut on = |day| {
            world.go_to(day);
            said(rule, &world)
        };
        match on(facts.today) {
            Said::Yes => Verdict::Yes,
            Said::Unclear => unknown(rule, facts),
            Said::No => match search::first_yes(rule, facts, on) {
                search::Found::From(from) => Verdict::NotYet { from },
                search::Found::Never => Verdict::No,
                search::Found::Unclear => unknown(rule, facts),
            },
        }
    }
}

fn said(rule: &Rule, world: &World<'_>) -> Said {
    match rule.program.execute(world.context()) {
        Ok(Value::Bool(true)) => Said::Yes,
        Ok(Value::Bool(false)) => Said::No,
        _ => Said::Unclear,
    }
}

/// Where all fields are there and still nothing can be said, one of them is not of
/// the kind that the rule expects: then all are asked again.
fn unknown(rule: &Rule, facts: &Facts) -> Verdict {
    let missing: Vec<String> = rule
        .needs()
        .filter(|field| !facts.knows(field))
        .map(str::to_owned)
        .collect();
    if missing.is_empty() {
        let missing = rule.needs().map(str::to_owned).collect();
        return Verdict::Unknown { missing };
    }
    Verdict::Unknown { missing }
}
