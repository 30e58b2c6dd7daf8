//! What files of a catalogue say of each other: everything that is named must be there.

use super::{
    Bundle, Catalogue, Office, Service,
    rules::{
        Entry, Findings,
        PathStep::{At, Key},
    },
};
use crate::answer::Question;
use std::collections::BTreeMap;

/// Mistakes in the thing of a folder with an id.
type FoundIn = (&'static str, String, Findings);

/// Every mistake between the catalogue's files.
pub(super) fn check(catalogue: &Catalogue) -> Vec<FoundIn> {
    let services = catalogue.services.iter().map(|service| {
        let findings = check_service(catalogue, service);
        (Service::FOLDER, service.id(), findings)
    });
    let bundles = catalogue.bundles.iter().map(|bundle| {
        let findings = check_bundle(catalogue, bundle);
        (Bundle::FOLDER, bundle.id(), findings)
    });
    let offices = catalogue.offices.iter().map(|office| {
        let findings = check_office(catalogue, office);
        (Office::FOLDER, office.id(), findings)
    });
    let all = services.chain(bundles).chain(offices);
    all.filter(|(_, _, findings)| !findings.0.is_empty())
        .collect()
}

fn check_service(catalogue: &Catalogue, service: &Service) -> Findings {
    let mut findings = Findings::default();
    if catalogue.office(&service.office).is_none() {
        let reason = format!("there is no office `{}`", service.office);
        findings.add(&[Key("office")], reason);
    }
    for (index, other) in service.related.iter().enumerate() {
        let place = [Key("related"), At(index)];
        if *other == service.id {
            findings.add(&place, "is the service itself");
        } else if catalogue.service(other).is_none() {
            findings.add(&place, format!("there is no service `{other}`"));
        }
    }
    findings
}

fn check_bundle(catalogue: &Catalogue, bundle: &Bundle) -> Findings {
    let mut findings = Findings::default();
    // Asked once for all members, so a question must be the same in each.
    let mut asked: BTreeMap<_, (&Service, &Question)> = BTreeMap::new();
    for (index, member) in bundle.members.iter().enumerate() {
        let place = [Key("members"), At(index), Key("service")];
        let Some(service) = catalogue.service(&member.service) else {
            findings.add(&place, format!("there is no service `{}`", member.service));
            continue;
        };
        for question in &service.questions {
            let (other, first) = *asked.entry(&question.id).or_insert((service, question));
            if !alike(first, question) {
                let reason = format!(
                    "asks `{}` unlike `{}`: one answer cannot serve both",
                    question.id, other.id
                );
                findings.add(&place, reason);
            }
        }
    }
    findings
}

/// Whether an answer to one is an answer to the other.
fn alike(one: &Question, other: &Question) -> bool {
    one.kind == other.kind && one.grade == other.grade && one.profile == other.profile
}

fn check_office(catalogue: &Catalogue, office: &Office) -> Findings {
    let mut findings = Findings::default();
    for (index, area) in office.areas.iter().enumerate() {
        if catalogue.area(area).is_none() {
            let reason = format!("there is no area `{area}`");
            findings.add(&[Key("areas"), At(index)], reason);
        }
    }
    findings
}
