//! What a public service and a bundle must be, as far as one file can tell.

use super::{
    super::{Bundle, Remind, Rule, Service},
    Entry, Findings,
    PathStep::{self, At, Key},
    check_condition, check_field, check_grade, check_profile, check_question,
};
use crate::{answer::Question, text::LocalText};
use std::collections::BTreeSet;

impl Entry for Service {
    const FOLDER: &'static str = "services";

    fn id(&self) -> String {
        self.id.0.clone()
    }

    fn check(&self, findings: &mut Findings) {
        findings.ids(&[Key("id")], std::iter::once(self.id.0.as_str()));
        let texts = [
            ("name", &self.name),
            ("easy", &self.easy),
            ("short", &self.short),
            ("jurisdiction", &self.jurisdiction),
            ("source", &self.source),
            ("authority", &self.authority),
            ("output", &self.output),
        ];
        for (key, text) in texts {
            findings.text(&[Key(key)], text);
            findings.no_amount(&[Key(key)], text);
        }
        if let Some(text) = &self.office_looks_at {
            findings.text(&[Key("office_looks_at")], text);
        }
        if self.on_occasion && self.auto_grant {
            findings.add(
                &[Key("auto_grant")],
                "nobody is entitled to what is `on_occasion`",
            );
        }
        findings.text(&[Key("promise"), Key("note")], &self.promise.note);
        findings.text(&[Key("fee"), Key("note")], &self.fee.note);
        findings.no_amount(&[Key("fee"), Key("note")], &self.fee.note);
        findings.words("tags", &self.tags);
        findings.words("keywords", &self.keywords);
        if self.keywords.is_empty() {
            findings.add(&[Key("keywords")], "needs at least one word to look for");
        }
        findings.phone(&[Key("complaint_phone")], &self.complaint_phone);
        check_lists(self, findings);
        findings.ids(
            &[Key("eligibility")],
            self.eligibility.iter().map(|rule| rule.id.as_str()),
        );
        for (index, rule) in self.eligibility.iter().enumerate() {
            check_rule(rule, &[Key("eligibility"), At(index)], findings);
        }
        if let Some(remind) = &self.remind {
            check_remind(remind, findings);
        }
        check_form(self, findings);
    }
}

impl Entry for Bundle {
    const FOLDER: &'static str = "bundles";

    fn id(&self) -> String {
        self.id.0.clone()
    }

    fn check(&self, findings: &mut Findings) {
        findings.ids(&[Key("id")], std::iter::once(self.id.0.as_str()));
        for (key, text) in [
            ("name", &self.name),
            ("easy", &self.easy),
            ("short", &self.short),
        ] {
            findings.text(&[Key(key)], text);
            findings.no_amount(&[Key(key)], text);
        }
        findings.words("keywords", &self.keywords);
        if self.members.len() < 2 {
            findings.add(&[Key("members")], "needs at least two services");
        }
        let mut seen = BTreeSet::new();
        for (index, member) in self.members.iter().enumerate() {
            let place = [Key("members"), At(index)];
            if !seen.insert(&member.service) {
                let reason = format!("`{}` is a member twice", member.service);
                findings.add(&[place.as_slice(), &[Key("service")]].concat(), reason);
            }
            if let Some(held) = &member.held_if {
                let place = [place.as_slice(), &[Key("held_if")]].concat();
                check_field(&held.field, &place, findings);
            }
            for (at, other) in member.depends_on.iter().enumerate() {
                if !self.members.iter().any(|known| known.service == *other) {
                    let place = [place.as_slice(), &[Key("depends_on"), At(at)]].concat();
                    findings.add(&place, format!("`{other}` is not a member"));
                }
            }
        }
        if findings.0.is_empty() && self.ordered().is_none() {
            findings.add(
                &[Key("members")],
                "members depend on each other in a circle",
            );
        }
    }
}

impl Findings {
    fn words(&mut self, key: &'static str, words: &[String]) {
        for (index, word) in words.iter().enumerate() {
            self.filled(&[Key(key), At(index)], word);
        }
    }

    /// An amount of money must say for which place and day it holds.
    fn no_amount(&mut self, path: &[PathStep], text: &LocalText) {
        let amount = |words: &String| {
            let yuan = words.match_indices('元').any(|(at, _)| {
                let before = words.get(..at).unwrap_or_default().trim_end();
                before.ends_with(|c: char| c.is_ascii_digit())
            });
            let digits = words.contains(|c: char| c.is_ascii_digit());
            yuan || (digits && (words.contains("CNY") || words.contains("yuan")))
        };
        if text.0.values().any(amount) {
            self.add(
                path,
                "amounts belong in `amounts`, with place, day and source",
            );
        }
    }
}

fn check_lists(service: &Service, findings: &mut Findings) {
    findings.ids(
        &[Key("evidence")],
        service.evidence.iter().map(|kind| kind.id.as_str()),
    );
    for (index, kind) in service.evidence.iter().enumerate() {
        let under = |key| [Key("evidence"), At(index), Key(key)];
        findings.text(&under("label"), &kind.label);
        findings.text(&under("help"), &kind.help);
        if let Some(condition) = &kind.show_if {
            check_condition(condition, &service.questions, &under("show_if"), findings);
        }
        if service.questions.iter().any(|q| q.id.0 == kind.id) {
            findings.add(&under("id"), format!("a question has the id `{}`", kind.id));
        }
    }
    for (index, step) in service.steps.iter().enumerate() {
        findings.text(&[Key("steps"), At(index), Key("label")], &step.label);
    }
    for (index, channel) in service.channels.iter().enumerate() {
        findings.text(&[Key("channels"), At(index), Key("label")], &channel.label);
    }
    for (index, amount) in service.amounts.iter().enumerate() {
        let under = |key| [Key("amounts"), At(index), Key(key)];
        findings.text(&under("place"), &amount.place);
        findings.text(&under("source"), &amount.source);
        findings.text(&under("text"), &amount.text);
    }
    for (index, law) in service.legal.iter().enumerate() {
        findings.text(&[Key("legal"), At(index)], law);
    }
    for (key, is_empty) in [
        ("steps", service.steps.is_empty()),
        ("channels", service.channels.is_empty()),
        ("questions", service.questions.is_empty()),
    ] {
        if is_empty {
            findings.add(&[Key(key)], format!("needs at least one of `{key}`"));
        }
    }
    let days: u32 = service
        .steps
        .iter()
        .filter_map(|step| step.days)
        .map(u32::from)
        .sum();
    if days > u32::from(service.promise.working_days) {
        let reason = format!(
            "the steps take {days} working days, longer than the {} promised",
            service.promise.working_days
        );
        findings.add(&[Key("promise"), Key("working_days")], reason);
    }
}

fn check_rule(rule: &Rule, path: &[PathStep], findings: &mut Findings) {
    let under = |key| [path, &[Key(key)]].concat();
    findings.filled(&under("expr"), &rule.expr);
    if rule.tree.is_some() {
        findings.add(&under("tree"), "is worked out from `expr`");
    }
    for (key, text) in [
        ("reason_yes", &rule.reason_yes),
        ("reason_no", &rule.reason_no),
        ("change", &rule.change),
    ] {
        findings.text(&under(key), text);
        findings.no_amount(&under(key), text);
    }
    if let Some(text) = &rule.otherwise {
        findings.text(&under("otherwise"), text);
        findings.no_amount(&under("otherwise"), text);
    }
    for field in rule.fields() {
        check_field(&field, &under("expr"), findings);
    }
    if let Some(field) = &rule.from_field {
        check_field(field, &under("from_field"), findings);
    }
    let counts = usize::from(rule.from_age.is_some()) + usize::from(rule.from_days.is_some());
    if counts != usize::from(rule.from_field.is_some()) {
        findings.add(
            path,
            "`from_field` needs one of `from_age` and `from_days`, and they need it",
        );
    }
}

fn check_remind(remind: &Remind, findings: &mut Findings) {
    let place = |key| [Key("remind"), Key(key)];
    check_field(remind.field(), &place("field"), findings);
    if remind.days_before().is_empty() {
        findings.add(&place("days_before"), "needs at least one number of days");
    }
    match remind {
        Remind::Again { months: 0, .. } => findings.add(&place("months"), "must be at least 1"),
        Remind::Ages { ages, .. } if ages.is_empty() => {
            findings.add(&place("ages"), "needs at least one age");
        }
        Remind::Again { .. } | Remind::Ages { .. } | Remind::Until { .. } => {}
    }
}

/// Questions and the sections that they are grouped in.
fn check_form(service: &Service, findings: &mut Findings) {
    let ids = service.questions.iter().map(|q| q.id.0.as_str());
    findings.ids(&[Key("questions")], ids);
    let sections = service.sections.iter().map(|s| s.id.as_str());
    findings.ids(&[Key("sections")], sections);
    for (index, section) in service.sections.iter().enumerate() {
        let place = [Key("sections"), At(index)];
        findings.text(
            &[place.as_slice(), &[Key("label")]].concat(),
            &section.label,
        );
        let named = |question: &Question| question.section.as_ref() == Some(&section.id);
        let is_papers = section.id == Service::PAPERS;
        if !is_papers && !service.questions.iter().any(named) {
            findings.add(&place, format!("no question is in `{}`", section.id));
        }
    }
    check_papers(service, findings);
    let mut reached = 0;
    for (index, question) in service.questions.iter().enumerate() {
        let place = [Key("questions"), At(index)];
        let earlier = service.questions.get(..index).unwrap_or_default();
        check_question(question, earlier, &place, findings);
        check_profile(question, &place, findings);
        check_grade(question, &place, findings);
        let under = [place.as_slice(), &[Key("section")]].concat();
        let Some(name) = &question.section else {
            if !service.sections.is_empty() {
                findings.add(&under, "needs its `section`");
            }
            continue;
        };
        match service.sections.iter().position(|s| s.id == *name) {
            None => findings.add(&under, format!("there is no section `{name}`")),
            Some(at) if at < reached => {
                findings.add(&under, format!("`{name}` must come before later sections"));
            }
            Some(at) => reached = at,
        }
    }
}

/// Photos of papers are asked for last, in a part of their own.
fn check_papers(service: &Service, findings: &mut Findings) {
    let has_photos = service.evidence.iter().any(|kind| kind.photo);
    let ids = || service.sections.iter().map(|section| section.id.as_str());
    let place = ids().position(|id| id == Service::PAPERS);
    let is_last = place == ids().count().checked_sub(1);
    match place {
        None if has_photos && !service.sections.is_empty() => {
            let reason = format!(
                "papers with `photo` need a last section `{}`",
                Service::PAPERS
            );
            findings.add(&[Key("sections")], reason);
        }
        Some(at) if !has_photos => {
            findings.add(&[Key("sections"), At(at)], "no paper has `photo`");
        }
        Some(at) if !is_last => findings.add(&[Key("sections"), At(at)], "must be the last"),
        _ => {}
    }
}
