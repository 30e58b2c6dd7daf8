//! Trying a rule on people who answered in every way that the catalogue offers: it must
//! say yes or no to each, and not the same to all.

use linli_domain::{
    answer::{QuestionKind, Value},
    catalogue::{self, Catalogue, RuleMistake, Tree},
    id::AreaId,
    profile::{ProfileField, ProfileKey},
    time::Date,
};

use crate::{
    evaluate::Rules,
    facts::Facts,
    read::{RuleError, read},
    rule::CompiledRule,
};

/// The day on which rules are tried.
const TODAY: Date = Date::constant(2026, 7, 1);
/// Days that people name: of birth, and of what was done lately.
const DAYS: &[&str] = &[
    "1915-06-15",
    "1936-02-29",
    "1946-07-01",
    "1956-07-02",
    "1966-12-31",
    "1976-01-01",
    "2008-08-08",
    "2025-01-15",
    "2026-06-30",
];
/// How many people are tried at most.
const MOST: usize = 4_000;

impl Rules {
    /// Reads a rule of `catalogue` and tries it on every kind of answer to its questions.
    ///
    /// # Errors
    /// What is wrong, and in which line of the rule.
    pub fn check(
        &self,
        catalogue: &Catalogue,
        rule: &catalogue::Rule,
    ) -> Result<Tree, RuleMistake> {
        self.try_out(catalogue, &rule.expr)
            .map_err(RuleMistake::from)
    }

    fn try_out(&self, catalogue: &Catalogue, text: &str) -> Result<Tree, RuleError> {
        let tree = read(text)?;
        let wrong = |reason: String| RuleError::at_start(reason);
        let rule = CompiledRule::of(&tree).map_err(|error| wrong(error.to_string()))?;
        let mut fields = Vec::new();
        for field in rule.needs() {
            let known = field.known();
            let answers = match known.and_then(|known| catalogue.question_for(known)) {
                Some(question) => answers(&question.kind),
                None if known == Some(ProfileField::BirthDate) => answers(&QuestionKind::date()),
                None => return Err(wrong(format!("no service asks for `{field}`"))),
            };
            if answers.is_empty() {
                let reason = format!("no rule can read the answer to `{field}`");
                return Err(wrong(reason));
            }
            fields.push((field.clone(), answers));
        }
        let all: usize = fields
            .iter()
            .fold(1, |all, (_, answers)| all.saturating_mul(answers.len()));
        let (mut yes, mut no) = (false, false);
        // Spread over all of them where there are too many.
        for person in (0..all).step_by(all / MOST + 1) {
            let facts = person_number(person, &fields);
            match self.holds(&rule, &facts) {
                Ok(true) => yes = true,
                Ok(false) => no = true,
                Err(reason) => {
                    let told = facts.profile.iter().map(|(field, value)| match value {
                        Value::Text(text) => format!("{field} `{text}`"),
                        _ => field.to_string(),
                    });
                    let told: Vec<_> = told.collect();
                    let whom = told.join(", ");
                    let whom = if whom.is_empty() { "anybody" } else { &whom };
                    return Err(wrong(format!("it cannot judge {whom}: {reason}")));
                }
            }
        }
        if fields.is_empty() || all > MOST || (yes && no) {
            return Ok(tree);
        }
        let word = if yes { "yes" } else { "no" };
        Err(wrong(format!("it says {word} whatever is answered")))
    }
}

/// One of all combinations of answers.
fn person_number(mut number: usize, fields: &[(ProfileKey, Vec<String>)]) -> Facts {
    let profile = fields.iter().map(|(field, answers)| {
        let answer = answers.get(number % answers.len()).cloned();
        number /= answers.len();
        (field.clone(), Value::Text(answer.unwrap_or_default()))
    });
    Facts {
        profile: profile.collect(),
        today: TODAY,
        area: AreaId("an-area".into()),
    }
}

/// Answers to a question of this kind, as a profile holds them.
fn answers(kind: &QuestionKind) -> Vec<String> {
    let all = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    match kind {
        QuestionKind::YesNo => all(&["yes", "no"]),
        QuestionKind::Choice { options } => {
            options.iter().map(|option| option.id.clone()).collect()
        }
        QuestionKind::Date { .. } => all(DAYS),
        QuestionKind::Number { min, max, .. } => [min.to_string(), max.to_string()].into(),
        QuestionKind::Money { min, max } => [min.to_string(), max.to_string()].into(),
        kind if kind.is_written() => all(&["words", "7"]),
        _ => Vec::new(),
    }
}
