//! The public services of a catalogue in the European vocabulary for them, CPSV-AP
//! 3.2, as JSON-LD, for other systems' catalogues.
//!
//! Not told: forms, amounts of other places and the rules' expressions, for which the
//! vocabulary has no place.

use linli_domain::{
    catalogue::{Bundle, Catalogue, ChannelKind, Holidays, Office, Service},
    text::LocalText,
    time::{Date, days_between},
    workday::add_working_days,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The profile of the vocabulary that is followed.
pub const PROFILE: &str = "http://data.europa.eu/m8g/cpsvap/3.2.0";

/// Codes of the European Union's registers that stand in every description.
const LANGUAGE: &str = "http://publications.europa.eu/resource/authority/language/";
const CURRENCY: &str = "http://publications.europa.eu/resource/authority/currency/CNY";

/// The day from which the calendar length of working days is counted: a Monday in a
/// week without days off, so that a file does not change from day to day.
const FROM: Date = Date::constant(2026, 3, 9);

/// All services, offices and bundles of `catalogue`; their addresses begin with `base`.
#[must_use]
pub fn export(catalogue: &Catalogue, base: &str) -> Value {
    let services = catalogue
        .services
        .iter()
        .flat_map(|service| describe(catalogue, service));
    let offices = catalogue.offices.iter().map(office);
    let bundles = catalogue.bundles.iter().map(bundle);
    let areas = catalogue.areas.iter().map(|area| {
        json!({
            "@id": format!("area/{}", area.id),
            "@type": "dct:Location",
            "rdfs:label": words(&area.name),
        })
    });
    let graph: Vec<Value> = services
        .chain(offices)
        .chain(bundles)
        .chain(areas)
        .chain(codes(catalogue))
        .collect();
    json!({ "@context": context(base), "@graph": graph })
}

/// What the codes are that descriptions point at, so that nothing must be looked up.
fn codes(catalogue: &Catalogue) -> Vec<Value> {
    let channels = catalogue
        .services
        .iter()
        .flat_map(|service| &service.channels);
    let kinds: BTreeSet<_> = channels.map(|channel| kind_of(channel.is)).collect();
    let concept = |id: String| json!({ "@id": id, "@type": "skos:Concept" });
    let languages = ["ZHO", "ENG"]
        .map(|code| json!({ "@id": format!("{LANGUAGE}{code}"), "@type": "dct:LinguisticSystem" }));
    let mut codes: Vec<_> = kinds.into_iter().map(concept).collect();
    codes.push(concept(CURRENCY.to_owned()));
    codes.extend(languages);
    codes
}

fn kind_of(channel: ChannelKind) -> String {
    let kind = serde_json::to_value(channel).unwrap_or_default();
    format!("channel/{}", kind.as_str().unwrap_or_default())
}

/// Prefixes, and what the values of each property are; complete, so that nothing must
/// be fetched to read the file.
fn context(base: &str) -> Value {
    let mut context = json!({
        "@base": base,
        "adms": "http://www.w3.org/ns/adms#",
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cv": "http://data.europa.eu/m8g/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "cv:processingTime": { "@type": "xsd:duration" },
        "cv:hasValue": { "@type": "xsd:double" },
    });
    for property in [
        "cpsv:produces",
        "cv:contactPoint",
        "cv:currency",
        "cv:hasChannel",
        "cv:hasCompetentAuthority",
        "cv:hasCost",
        "cv:hasInputType",
        "cv:hasLegalResource",
        "cv:hasRelatedService",
        "cv:holdsRequirement",
        "cv:isGroupedBy",
        "cv:relatedService",
        "dct:language",
        "dct:spatial",
        "dct:type",
    ] {
        context[property] = json!({ "@type": "@id" });
    }
    context
}

/// The nodes of one service: itself and everything that belongs to it alone.
struct ServiceNodes<'a> {
    service: &'a Service,
    nodes: Vec<Value>,
}

impl ServiceNodes<'_> {
    /// Adds a node of the service, and answers its address.
    fn add(&mut self, part: &str, id: &str, kind: &str, mut node: Value) -> String {
        let id = format!("service/{}#{part}-{id}", self.service.id);
        node["@id"] = json!(id);
        node["@type"] = json!(kind);
        node["dct:identifier"] = json!(id);
        self.nodes.push(node);
        id
    }

    /// Adds several, numbered from 1.
    fn add_numbered(
        &mut self,
        part: &str,
        kind: &str,
        nodes: impl Iterator<Item = Value>,
    ) -> Vec<String> {
        nodes
            .zip(1..)
            .map(|(node, number): (_, u32)| self.add(part, &number.to_string(), kind, node))
            .collect()
    }

    fn requirements(&mut self) -> Vec<String> {
        let service = self.service;
        let rules = service.eligibility.iter().map(|rule| {
            let node = json!({ "dct:title": words(&rule.reason_yes) });
            self.add("requirement", &rule.id, "cv:Requirement", node)
        });
        rules.collect()
    }

    fn inputs(&mut self) -> Vec<String> {
        let service = self.service;
        let kinds = service.evidence.iter().map(|kind| {
            let node = json!({
                "dct:title": words(&kind.label),
                "dct:description": words(&kind.help),
            });
            self.add("evidence", &kind.id, "cv:EvidenceType", node)
        });
        kinds.collect()
    }

    fn channels(&mut self) -> Vec<String> {
        let service = self.service;
        let channels = service.channels.iter().map(|channel| {
            json!({
                "dct:type": kind_of(channel.is),
                "dct:description": words(&channel.label),
            })
        });
        self.add_numbered("channel", "cv:Channel", channels)
    }

    fn laws(&mut self) -> Vec<String> {
        let service = self.service;
        let laws = service.legal.iter();
        let laws = laws.map(|law| json!({ "dct:title": words(law) }));
        self.add_numbered("law", "eli:LegalResource", laws)
    }

    fn cost(&mut self) -> String {
        let fee = &self.service.fee;
        let mut cost = json!({ "dct:description": words(&fee.note) });
        if fee.free {
            cost["cv:hasValue"] = json!("0");
            cost["cv:currency"] = json!(CURRENCY);
        }
        self.add("cost", "1", "cv:Cost", cost)
    }

    fn output(&mut self) -> String {
        let output = json!({ "dct:title": words(&self.service.output) });
        self.add("output", "1", "cv:Output", output)
    }

    fn contact(&mut self) -> String {
        let contact = json!({ "cv:telephone": self.service.complaint_phone });
        self.add("contact", "1", "cv:ContactPoint", contact)
    }
}

/// A service and everything that belongs to it alone.
fn describe(catalogue: &Catalogue, service: &Service) -> Vec<Value> {
    let mut nodes = ServiceNodes {
        service,
        nodes: Vec::new(),
    };
    let lists = [
        ("cv:holdsRequirement", nodes.requirements()),
        ("cv:hasInputType", nodes.inputs()),
        ("cv:hasChannel", nodes.channels()),
        ("cv:hasLegalResource", nodes.laws()),
        ("cv:isGroupedBy", bundles_with(catalogue, service)),
        ("cv:relatedService", related_to(service)),
    ];
    let mut node = json!({
        "@id": format!("service/{}", service.id),
        "@type": "cpsv:PublicService",
        "dct:conformsTo": { "@id": PROFILE },
        "dct:identifier": service.id,
        "dct:title": words(&service.name),
        "dct:description": words(&service.short),
        "dct:language": [format!("{LANGUAGE}ZHO"), format!("{LANGUAGE}ENG")],
        "dct:modified": { "@type": "xsd:date", "@value": service.as_of.to_string() },
        "dcat:keyword": service.keywords.iter().map(|word| keyword(word)).collect::<Vec<_>>(),
        "cv:hasCompetentAuthority": format!("office/{}", service.office),
        "cv:hasCost": nodes.cost(),
        "cpsv:produces": nodes.output(),
        "cv:contactPoint": nodes.contact(),
    });
    for (property, ids) in lists.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        node[property] = json!(ids);
    }
    // A time that nobody promised is not told to others as one.
    if !service.promise.is_placeholder {
        node["cv:processingTime"] = json!(duration(service.promise.working_days));
    }
    nodes.nodes.push(node);
    nodes.nodes
}

fn bundles_with(catalogue: &Catalogue, service: &Service) -> Vec<String> {
    let has = |bundle: &&Bundle| bundle.members.iter().any(|m| m.service == service.id);
    let bundles = catalogue.bundles.iter().filter(has);
    bundles
        .map(|bundle| format!("bundle/{}", bundle.id))
        .collect()
}

fn related_to(service: &Service) -> Vec<String> {
    let related = service.related.iter();
    related.map(|id| format!("service/{id}")).collect()
}

fn office(office: &Office) -> Value {
    let areas: Vec<_> = office.areas.iter().map(|id| format!("area/{id}")).collect();
    json!({
        "@id": format!("office/{}", office.id),
        "@type": "cv:PublicOrganisation",
        "dct:identifier": office.id,
        "skos:prefLabel": words(&office.name),
        "dct:spatial": areas,
    })
}

fn bundle(bundle: &Bundle) -> Value {
    let services = bundle.members.iter();
    let services: Vec<_> = services.map(|m| format!("service/{}", m.service)).collect();
    json!({
        "@id": format!("bundle/{}", bundle.id),
        "@type": ["cv:LifeEvent", "cv:Event"],
        "dct:identifier": bundle.id,
        "dct:title": words(&bundle.name),
        "dct:description": words(&bundle.short),
        "cv:hasRelatedService": services,
    })
}

/// A text in each of its languages.
fn words(text: &LocalText) -> Vec<Value> {
    let in_language = |(lang, words)| json!({ "@language": lang, "@value": words });
    text.0.iter().map(in_language).collect()
}

fn keyword(word: &str) -> Value {
    let lang = if word.is_ascii() { "en" } else { "zh-CN" };
    json!({ "@language": lang, "@value": word })
}

/// The vocabulary knows no working days: their length in the calendar, from a Monday on.
fn duration(working_days: u16) -> String {
    let to = add_working_days(FROM, working_days, &Holidays::default());
    format!("P{}D", days_between(FROM, to))
}

#[cfg(test)]
#[path = "cpsv_tests.rs"]
mod tests;
