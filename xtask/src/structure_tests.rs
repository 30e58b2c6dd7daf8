//! The shape of the workspace: which crate may depend on which, and house rules
//! that a reader relies on.

use crate::{
    figures,
    shell::root,
    source::{self, circles, markup, names},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
    fs,
};

/// The arrows of ARCHITECTURE.md; nothing else is allowed.
const ARROWS: &[(&str, &[&str])] = &[
    ("linli", &["linli-api", "linli-engine", "linli-l10n"]),
    ("linli-api", &["linli-domain"]),
    ("linli-domain", &[]),
    (
        "linli-engine",
        &["linli-api", "linli-domain", "linli-replica", "linli-rules"],
    ),
    ("linli-l10n", &[]),
    ("linli-replica", &["linli-domain"]),
    ("linli-rules", &["linli-domain"]),
    (
        "linli-server",
        &["linli-domain", "linli-replica", "linli-rules"],
    ),
    ("linli-testing", &[]),
    ("linli-ui", &["linli-api", "linli-domain", "linli-l10n"]),
    ("linli-web", &["linli-api", "linli-engine"]),
    ("xtask", &[]),
    ("xtask-bindgen", &[]),
];

#[test]
fn crates_depend_on_each_other_only_along_the_arrows() {
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .unwrap();
    let ours: BTreeSet<_> = metadata
        .packages
        .iter()
        .map(|p| p.name.to_string())
        .collect();
    let allowed: BTreeMap<_, _> = ARROWS.iter().copied().collect();
    for package in &metadata.packages {
        let name = package.name.as_str();
        if name == "linli-tests" {
            continue;
        }
        let arrows = allowed
            .get(name)
            .unwrap_or_else(|| panic!("`{name}` has no row in ARROWS"));
        for dependency in &package.dependencies {
            let is_normal = dependency.kind == cargo_metadata::DependencyKind::Normal;
            if is_normal && ours.contains(&dependency.name) {
                assert!(
                    arrows.contains(&dependency.name.as_str()),
                    "{name} -> {}",
                    dependency.name
                );
            }
        }
    }
}

#[test]
fn every_crate_takes_the_workspace_lints() {
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .unwrap();
    for package in &metadata.packages {
        let text = fs::read_to_string(&package.manifest_path).unwrap();
        assert!(
            text.contains("[lints]\nworkspace = true"),
            "{}",
            package.manifest_path
        );
    }
}

#[test]
fn no_source_file_is_long_and_each_says_what_it_is_for() {
    for file in source::all(&root()).unwrap() {
        let lines = file.text.lines().count();
        assert!(lines <= 500, "{} has {lines} lines", file.path);
        assert!(
            file.text.starts_with("//!") || file.text.starts_with("#!["),
            "{} does not say what it is for",
            file.path
        );
    }
}

#[test]
fn a_name_stands_for_one_type() {
    none(&names::reused(&source::programs(&root()).unwrap()));
}

#[test]
fn a_comment_on_an_item_says_more_than_its_name() {
    // Say what it means, its units or its errors, or say nothing.
    none(&figures::short_docs(&source::programs(&root()).unwrap()));
}

#[test]
fn functions_can_be_read_without_scrolling() {
    none(&figures::long_functions(
        &source::programs(&root()).unwrap(),
    ));
}

#[test]
fn files_do_not_need_each_other_in_a_circle() {
    none(&circles::of(&source::programs(&root()).unwrap()));
}

#[test]
fn markup_is_not_wider_than_the_rest() {
    none(&figures::wide_files(&source::programs(&root()).unwrap()));
}

#[test]
fn nothing_comes_and_goes_behind_a_field() {
    none(&markup::behind_fields(&source::programs(&root()).unwrap()));
}

#[test]
fn the_index_lists_every_decision() {
    let folder = root().join("docs/decisions");
    let index = fs::read_to_string(folder.join("README.md")).unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_listed = name == "README.md" || index.contains(&format!("]({name})"));
        assert!(is_listed, "docs/decisions/README.md does not list {name}");
    }
}

/// Nothing of that kind was found.
#[track_caller]
fn none<'a, Found>(found: &'a Found)
where
    &'a Found: IntoIterator<Item: Debug>,
{
    let found: Vec<_> = found.into_iter().collect();
    assert!(found.is_empty(), "{found:#?}");
}
