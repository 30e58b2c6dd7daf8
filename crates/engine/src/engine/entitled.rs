//! What a resident can have: the catalogue's rules over what the profile says.

use linli_api::view::{Entitled, RuleReason};
use linli_domain::{
    answer::Value,
    catalogue::{self, Catalogue, Service},
    person::Person,
    profile::ProfileKey,
    text::LocalText,
    time::Date,
};
use linli_rules::{CompiledRule, Facts, Rules, Verdict};
use std::collections::BTreeMap;

/// Rules made from the catalogue's trees, kept until there is another catalogue.
#[derive(Debug, Default)]
pub(crate) struct Judge {
    rules: Rules,
    version: String,
    /// By text; `None` for one that this version cannot judge.
    made: BTreeMap<String, Option<CompiledRule>>,
}

/// What the rules say of one service.
#[derive(Debug)]
pub(crate) struct Judged {
    /// All of them together.
    pub(crate) entitled: Entitled,
    pub(crate) reasons: Vec<RuleReason>,
    /// Fields of the profile that would tell more.
    pub(crate) missing: Vec<ProfileKey>,
    /// Why they may ask only: what the office looks at, or what they can have instead.
    pub(crate) looks_at: Option<LocalText>,
}

/// What is known of a resident.
pub(crate) fn facts(person: Option<&Person>, today: Date) -> Facts {
    let known = person.into_iter().flat_map(|person| &person.profile);
    Facts {
        profile: known
            .map(|(key, text)| (key.clone(), Value::Text(text.clone())))
            .collect(),
        today,
        area: person
            .map(|person| person.header.area.clone())
            .unwrap_or_default(),
    }
}

impl Judge {
    /// Every service of the catalogue, in its order.
    pub(crate) fn all(&mut self, catalogue: &Catalogue, facts: &Facts) -> Vec<Judged> {
        if self.version != catalogue.version {
            self.made.clear();
            self.version.clone_from(&catalogue.version);
        }
        let services = catalogue.services.iter();
        services
            .map(|service| self.service(service, facts))
            .collect()
    }

    /// One service, in whatever version of the catalogue.
    pub(crate) fn service(&mut self, service: &Service, facts: &Facts) -> Judged {
        let mut judged = Judged {
            entitled: Entitled::Yes,
            reasons: Vec::new(),
            missing: Vec::new(),
            looks_at: service.office_looks_at.clone(),
        };
        for rule in &service.eligibility {
            let verdict = self.verdict(rule, facts);
            let mut reason = reason(rule, &verdict);
            if let (Some(other), Entitled::No | Entitled::NotYet { .. }) =
                (&rule.otherwise, reason.entitled)
            {
                reason.entitled = Entitled::MayAsk;
                judged.looks_at = Some(other.clone());
            }
            judged.entitled = together(judged.entitled, reason.entitled);
            judged.reasons.push(reason);
            if let Verdict::Unknown { missing } = verdict {
                judged.missing.extend(missing);
            }
        }
        if judged.entitled == Entitled::Yes && judged.looks_at.is_some() {
            judged.entitled = Entitled::MayAsk;
        }
        if service.on_occasion && judged.entitled != Entitled::No {
            judged.entitled = Entitled::OnOccasion;
            judged.missing.clear();
        }
        // Whatever else is answered, it stays a no.
        if judged.entitled == Entitled::No {
            judged.missing.clear();
        }
        judged
    }

    fn verdict(&mut self, rule: &catalogue::Rule, facts: &Facts) -> Verdict {
        // A catalogue of an older centre has no trees; a newer one is asked for anyway.
        let made = self.made.entry(rule.expr.clone()).or_insert_with(|| {
            let made = CompiledRule::of(rule.tree.as_ref()?);
            made.inspect_err(
                |error| tracing::warn!(rule = rule.id, %error, "a rule that cannot be judged"),
            )
            .ok()
        });
        match made {
            Some(made) => self.rules.evaluate(made, facts),
            // Never a "no" that nobody can explain.
            None => Verdict::Unknown {
                missing: Vec::new(),
            },
        }
    }
}

fn reason(rule: &catalogue::Rule, verdict: &Verdict) -> RuleReason {
    let (entitled, words, change) = match verdict {
        Verdict::Yes => (Entitled::Yes, Some(&rule.reason_yes), None),
        Verdict::NotYet { from } => (
            Entitled::NotYet { from: *from },
            Some(&rule.reason_no),
            Some(&rule.change),
        ),
        Verdict::No => (Entitled::No, Some(&rule.reason_no), Some(&rule.change)),
        Verdict::Unknown { .. } => (Entitled::Unknown, None, None),
    };
    RuleReason {
        entitled,
        words: words.cloned(),
        change: change.cloned(),
    }
}

/// Two conditions that must both hold.
fn together(one: Entitled, other: Entitled) -> Entitled {
    use Entitled::{MayAsk, No, NotYet, OnOccasion, Unknown, Yes};
    match (one, other) {
        (No, _) | (_, No) => No,
        (Unknown, _) | (_, Unknown) => Unknown,
        (NotYet { from: a }, NotYet { from: b }) => NotYet { from: a.max(b) },
        (NotYet { from }, _) | (_, NotYet { from }) => NotYet { from },
        (MayAsk, _) | (_, MayAsk) => MayAsk,
        (Yes | OnOccasion, Yes | OnOccasion) => Yes,
    }
}
