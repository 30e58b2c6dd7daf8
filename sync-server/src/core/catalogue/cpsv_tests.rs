//! Tests of the export: what the profile's published shapes demand, against a table of
//! the shapes' demands for the classes that are used.

use super::*;
use std::{collections::BTreeSet, path::Path};

const BASE: &str = "https://linli.invalid/catalogue/";

/// Class and the properties of which the shapes of CPSV-AP 3.2.0 demand at least one.
const DEMANDED: &[(&str, &[&str])] = &[
    (
        "cpsv:PublicService",
        &[
            "dct:identifier",
            "dct:title",
            "dct:description",
            "cv:hasCompetentAuthority",
        ],
    ),
    ("cv:PublicOrganisation", &["skos:prefLabel", "dct:spatial"]),
    ("cv:Requirement", &["dct:identifier", "dct:title"]),
    ("cv:EvidenceType", &["dct:identifier"]),
    ("cv:Channel", &["dct:identifier"]),
    ("cv:Cost", &["dct:identifier"]),
    ("cv:Output", &["dct:identifier", "dct:title"]),
    ("cv:Event", &["dct:identifier", "dct:title"]),
];

/// What the profile's context knows, of classes that are used: nothing else may appear.
const KNOWN: &[(&str, &[&str])] = &[
    (
        "cpsv:PublicService",
        &[
            "cpsv:produces",
            "cv:contactPoint",
            "cv:hasChannel",
            "cv:hasCompetentAuthority",
            "cv:hasCost",
            "cv:hasInputType",
            "cv:hasLegalResource",
            "cv:holdsRequirement",
            "cv:isGroupedBy",
            "cv:processingTime",
            "cv:relatedService",
            "dcat:keyword",
            "dct:description",
            "dct:identifier",
            "dct:language",
            "dct:title",
            // Of Dublin Core, which the profile builds on.
            "dct:conformsTo",
            "dct:modified",
        ],
    ),
    (
        "cv:Channel",
        &["dct:description", "dct:identifier", "dct:type"],
    ),
    (
        "cv:Cost",
        &[
            "cv:currency",
            "cv:hasValue",
            "dct:description",
            "dct:identifier",
        ],
    ),
];

fn ours() -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
    export(&crate::core::catalogue::load(&folder).unwrap(), BASE)
}

fn nodes(file: &Value) -> &Vec<Value> {
    file["@graph"].as_array().unwrap()
}

fn is_a(node: &Value, class: &str) -> bool {
    let kind = &node["@type"];
    kind == class
        || kind
            .as_array()
            .is_some_and(|kinds| kinds.contains(&json!(class)))
}

#[test]
fn every_thing_has_what_the_shapes_demand() {
    let file = ours();
    for (class, properties) in DEMANDED {
        let found: Vec<_> = nodes(&file).iter().filter(|n| is_a(n, class)).collect();
        assert!(!found.is_empty(), "no {class}");
        for node in found {
            for property in *properties {
                let value = &node[*property];
                let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
                assert!(!empty, "{} lacks {property}", node["@id"]);
            }
        }
    }
}

#[test]
fn nothing_is_said_in_words_that_the_profile_does_not_know() {
    let file = ours();
    for (class, known) in KNOWN {
        for node in nodes(&file).iter().filter(|n| is_a(n, class)) {
            for key in node.as_object().unwrap().keys() {
                let fine = key.starts_with('@') || known.contains(&key.as_str());
                assert!(fine, "{class} has no {key}");
            }
        }
    }
}

#[test]
fn what_is_pointed_at_is_there_once() {
    let file = ours();
    let ids: Vec<_> = nodes(&file)
        .iter()
        .map(|n| n["@id"].as_str().unwrap())
        .collect();
    let known: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "an address is used twice");
    let context = file["@context"].as_object().unwrap();
    for node in nodes(&file) {
        for (property, value) in node.as_object().unwrap() {
            let points = context.get(property).is_some_and(|c| c["@type"] == "@id");
            if !points {
                continue;
            }
            let one = std::slice::from_ref(value);
            for target in value.as_array().map_or(one, Vec::as_slice) {
                let target = target.as_str().unwrap();
                assert!(
                    known.contains(target),
                    "{} {property} {target}",
                    node["@id"]
                );
            }
        }
    }
}

#[test]
fn eighteen_services_are_told_in_both_languages() {
    let file = ours();
    let services: Vec<_> = nodes(&file)
        .iter()
        .filter(|n| is_a(n, "cpsv:PublicService"))
        .collect();
    assert_eq!(services.len(), 18);
    for service in services {
        for property in ["dct:title", "dct:description"] {
            let langs: Vec<_> = service[property]
                .as_array()
                .unwrap()
                .iter()
                .map(|words| words["@language"].as_str().unwrap())
                .collect();
            assert_eq!(langs, ["en", "zh-CN"]);
        }
    }
}

#[test]
fn only_a_promised_time_is_told_and_in_calendar_days() {
    let file = ours();
    let time = |id: &str| {
        let id = format!("service/{id}");
        let node = nodes(&file).iter().find(|n| n["@id"] == id).unwrap();
        node["cv:processingTime"].clone()
    };
    // 16 working days are three weeks and a day.
    assert_eq!(time("disability-two-allowances"), "P22D");
    assert_eq!(time("pension-eligibility-check"), "P0D");
    assert_eq!(time("old-age-allowance"), Value::Null);
}
