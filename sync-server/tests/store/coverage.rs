//! The contract says something about every method of a store.

use std::{collections::BTreeSet, fs, path::Path};

/// The text of every file of Rust in a folder, without those in folders in it.
fn sources(folder: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    files
        .filter(|file| file.extension().is_some_and(|end| end == "rs"))
        .map(|file| fs::read_to_string(file).unwrap())
        .collect()
}

/// The methods that the traits in `source` declare.
fn methods(source: &str) -> BTreeSet<&str> {
    let mut is_trait = false;
    let mut names = BTreeSet::new();
    for line in source.lines() {
        if line.starts_with("pub trait ") {
            is_trait = true;
        } else if line == "}" {
            is_trait = false;
        } else if let Some(rest) = line.strip_prefix("    fn ").filter(|_| is_trait) {
            names.extend(rest.split(['(', '<']).next());
        }
    }
    names
}

#[test]
fn every_method_of_a_store_is_called_by_a_clause_of_the_contract() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seam = fs::read_to_string(manifest.join("src/store.rs")).unwrap() + &sources("src/store");
    let contract = manifest.join("tests/store/contract.rs");
    let contract = fs::read_to_string(contract).unwrap() + &sources("tests/store/contract");
    let methods = methods(&seam);
    assert!(methods.len() > 50, "the traits are not found: {methods:?}");
    let missing: Vec<&str> = methods
        .into_iter()
        // `read` and `write` stand for these two: no caller uses them by name.
        .filter(|name| !["run_read", "run_write"].contains(name))
        .filter(|name| !contract.contains(&format!(".{name}(")))
        .collect();
    assert_eq!(missing, Vec::<&str>::new(), "methods without a clause");
}
