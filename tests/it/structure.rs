//! The shape of the workspace: which crate may depend on which, and house rules
//! that a reader relies on.

use linli_tests::root;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
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
    for file in sources(&root()).unwrap() {
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            text.lines().count() <= 520,
            "{} is too long",
            file.display()
        );
        assert!(
            text.starts_with("//!") || text.starts_with("#!["),
            "{} does not say what it is for",
            file.display()
        );
    }
}

fn sources(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .and_then(|n| n.to_str())
            .unwrap_or_default();
        let is_ours = !["target", "node_modules", "dist"].contains(&name) && !name.starts_with('.');
        if path.is_dir() && is_ours {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    Ok(found)
}
