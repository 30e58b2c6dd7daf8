//! Which file of this crate may use which: the rooms have one direction, and no files
//! stand in a circle. Read from the sources, without a compiler's help; what tests
//! inside the files use does not count.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "this whole program is a test"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Which rooms each room may use besides itself.
const ARROWS: [(&str, &[&str]); 9] = [
    ("store", &[]),
    ("error", &["store"]),
    ("config", &["error"]),
    ("core", &["config", "error", "store"]),
    ("http", &["config", "core", "error", "store"]),
    ("demo", &["core", "error", "store"]),
    ("server", &["config", "core", "error", "http"]),
    ("command", &[]),
    ("main", &["command"]),
];

/// Crates that speak HTTP: the core and the store know none of them.
const HTTP: [&str; 7] = [
    "axum",
    "http",
    "hyper",
    "hyper_util",
    "reqwest",
    "utoipa",
    "utoipa_axum",
];

/// A file by its module's path: `core::gate` for `src/core/gate.rs`.
type Module = String;
/// Every file and the paths that it uses, `crate::` and `super::` worked out.
type Uses = BTreeMap<Module, BTreeSet<String>>;

#[test]
fn rooms_use_each_other_in_one_direction() {
    let uses = uses();
    let rooms: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    let mut wrong = Vec::new();
    for (from, to) in edges(&uses) {
        let (own, other) = (room(&from), room(&to));
        if from != "lib" && own != other && !rooms[own].contains(&other) {
            wrong.push(format!("{from} uses {to}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_core_and_the_store_know_nothing_of_http() {
    let mut wrong = Vec::new();
    for (module, paths) in uses() {
        let inner = matches!(room(&module), "core" | "store");
        for path in paths.iter().filter(|_| inner) {
            if HTTP.contains(&room(path)) {
                wrong.push(format!("{module} uses {path}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Another database needs new files only: besides the list of the store's own files, one
/// file says which database it is.
#[test]
fn one_file_names_the_database() {
    let is_sqlites = |module: &str| module == "store::sqlite" || is_below(module, "store::sqlite");
    let names: Vec<_> = sources()
        .into_iter()
        .filter(|(module, source)| !is_sqlites(module) && code(source).contains("Sqlite"))
        .map(|(module, _)| module)
        .collect();
    assert_eq!(names, ["core::data_folder", "store"]);
}

/// A module and the files below it may use each other; they are one thing in parts.
#[test]
fn no_files_stand_in_a_circle() {
    let mut next: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for (from, to) in edges(&uses()) {
        next.entry(from).or_default().insert(to);
    }
    let reached: BTreeMap<&Module, BTreeSet<&Module>> = next
        .keys()
        .map(|start| (start, reach(&next, start)))
        .collect();
    let mut wrong = BTreeSet::new();
    for (module, others) in &reached {
        let is_back = |other: &&&Module| reached.get(**other).is_some_and(|to| to.contains(module));
        let circle: BTreeSet<&Module> = others.iter().filter(is_back).copied().collect();
        let is_one_module = |head: &&&Module| {
            let mut files = circle.iter();
            files.all(|file| file == *head || is_below(file, head))
        };
        if !circle.is_empty() && !circle.iter().any(|head| is_one_module(&head)) {
            wrong.insert(circle);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn paths_are_read_in_all_their_forms() {
    let source = "use crate::{a::{self, b}, c};\nuse super::d::E as F;\n\
                  use axum::Router;\nmod g;\nfn f() { crate::h::i(); super::j() }\n\
                  // crate::not\n#[cfg(test)]\nmod tests { use crate::k; }";
    let paths = paths("core::x", source);
    let expected = [
        "axum::Router",
        "crate::a",
        "crate::a::b",
        "crate::c",
        "crate::core::d::E",
        "crate::core::j",
        "crate::core::x::g",
        "crate::h::i",
    ];
    assert_eq!(
        paths.iter().map(String::as_str).collect::<Vec<_>>(),
        expected
    );
}

/// The first segment: the room, or a crate from outside.
fn room(path: &str) -> &str {
    path.split("::").next().unwrap_or(path)
}

fn is_below(module: &str, head: &str) -> bool {
    module
        .strip_prefix(head)
        .is_some_and(|rest| rest.starts_with("::"))
}

fn reach<'a>(next: &'a BTreeMap<Module, BTreeSet<Module>>, start: &Module) -> BTreeSet<&'a Module> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![start.clone()]);
    while let Some(module) = open.pop() {
        for to in next.get(&module).into_iter().flatten() {
            if reached.insert(to) {
                open.push(to.clone());
            }
        }
    }
    reached
}

/// Which file uses which.
fn edges(uses: &Uses) -> Vec<(Module, Module)> {
    let mut edges = Vec::new();
    for (from, paths) in uses {
        for path in paths {
            // A path without `crate` begins with a child of the module, or outside.
            let child = format!("{from}::{path}");
            let path = path.strip_prefix("crate::").unwrap_or(&child);
            // The longest beginning of the path that is a file holds what it names.
            let mut ends = path
                .match_indices("::")
                .map(|(at, _)| at)
                .collect::<Vec<_>>();
            ends.push(path.len());
            let file = ends
                .iter()
                .rev()
                .map(|end| &path[..*end])
                .find(|path| uses.contains_key(*path));
            edges.extend(
                file.filter(|to| to != from)
                    .map(|to| (from.clone(), to.to_owned())),
            );
        }
    }
    edges
}

fn uses() -> Uses {
    let read = |(module, source): (Module, String)| {
        let paths = paths(&module, &source);
        (module, paths)
    };
    sources().into_iter().map(read).collect()
}

/// Every file with its text.
fn sources() -> BTreeMap<Module, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    let read = |file: PathBuf| {
        let name = file.strip_prefix(&root).unwrap().with_extension("");
        let module = name.to_str().unwrap().replace(['/', '\\'], "::");
        (module, fs::read_to_string(&file).unwrap())
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_str().unwrap();
        if path.is_dir() {
            collect(&path, files);
        } else if name.ends_with(".rs") && !name.ends_with("_tests.rs") {
            files.push(path);
        }
    }
}

/// What a source says besides its comments and the tests inside it.
fn code(source: &str) -> String {
    let code = source.split("#[cfg(test)]\n").next().unwrap();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect()
}

/// The paths that the source of `module` uses; those into this crate from `crate` on.
fn paths(module: &str, source: &str) -> BTreeSet<String> {
    let code = code(source);
    let mut paths = BTreeSet::new();
    for (at, _) in code
        .match_indices("use ")
        .filter(|(at, _)| begins_word(&code, *at))
    {
        let group = code[at + 4..].split(';').next().unwrap();
        let flat: String = group.split_whitespace().collect::<Vec<_>>().join(" ");
        expand("", &flat, &mut paths);
    }
    for (at, _) in code
        .match_indices("mod ")
        .filter(|(at, _)| begins_word(&code, *at))
    {
        let name = code[at + 4..].split(';').next().unwrap();
        if name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            paths.insert(format!("self::{name}"));
        }
    }
    for start in ["crate::", "super::"] {
        for (at, _) in code
            .match_indices(start)
            .filter(|(at, _)| begins_word(&code, *at))
        {
            let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
            let end = code[at..].find(|c| !is_path(c)).unwrap_or(code.len() - at);
            let path = code[at..at + end].trim_end_matches(':');
            // What stands before a group has been read with it.
            if path.contains("::") {
                paths.insert(path.to_owned());
            }
        }
    }
    paths.iter().map(|path| from_root(module, path)).collect()
}

fn begins_word(code: &str, at: usize) -> bool {
    let before = code[..at].chars().next_back();
    before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
}

/// `a::{b, c::{self, D}}` as `a::b`, `a::c`, `a::c::D`.
fn expand(prefix: &str, tree: &str, paths: &mut BTreeSet<String>) {
    let tree = tree.trim().trim_end_matches("::");
    if let Some((head, rest)) = tree.split_once('{') {
        let (mut depth, mut part) = (0, String::new());
        for c in rest.chars() {
            match c {
                ',' if depth == 0 => expand(
                    &format!("{prefix}{head}"),
                    &std::mem::take(&mut part),
                    paths,
                ),
                '}' if depth == 0 => break,
                _ => {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    part.push(c);
                }
            }
        }
        expand(&format!("{prefix}{head}"), &part, paths);
    } else if !tree.is_empty() {
        let name = tree.split(" as ").next().unwrap();
        let path = format!("{prefix}{name}");
        paths.insert(path.trim_end_matches("::self").to_owned());
    }
}

/// The path from `crate` on, with `super` and `self` worked out for the module that uses
/// it. A path that begins with something else stays as it is.
fn from_root(module: &str, path: &str) -> String {
    let mut at: Vec<&str> = module.split("::").collect();
    let mut rest = path;
    match path.split("::").next().unwrap() {
        "super" => {}
        // The files at the root hold the modules beside them.
        "self" if matches!(module, "lib" | "main") => at.clear(),
        "self" => {}
        _ => return path.to_owned(),
    }
    while let Some(after) = rest.strip_prefix("super") {
        at.pop();
        rest = after.trim_start_matches("::");
    }
    let rest = rest.strip_prefix("self").unwrap_or(rest);
    at.insert(0, "crate");
    at.extend(rest.split("::").filter(|segment| !segment.is_empty()));
    at.join("::")
}
