//! The arrows inside the engine: each layer uses those below it only, and no files use
//! each other in a circle.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, and its helpers too"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The layers from the bottom up: each a file with its folder. `lib` only lists them.
const LAYERS: &[&[&str]] = &[
    &["error", "host", "clock", "identity"],
    &["store"],
    &["engine"],
    &["sync"],
    &["commands"],
    &["link"],
];

/// A file of `src` by its module path, such as `store::commit`.
type Files = BTreeMap<String, String>;

fn files() -> Files {
    fn walk(root: &Path, folder: &Path, files: &mut Files) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
                continue;
            }
            let parts: PathBuf = path.strip_prefix(root).unwrap().with_extension("");
            let parts: Vec<_> = parts.iter().map(|part| part.to_str().unwrap()).collect();
            let name = parts.join("::");
            if !name.ends_with("_tests") && name != "lib" {
                files.insert(name, code(&fs::read_to_string(path).unwrap()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Files::new();
    walk(&root, &root, &mut files);
    files
}

/// The text without tests at its end and without comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Adds every path that `text` names at `at`, below `prefix`, and gives the place after
/// them: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn paths(text: &str, mut at: usize, prefix: &str, found: &mut Vec<String>) -> usize {
    if text[at..].starts_with('{') {
        at += 1;
        loop {
            let rest = &text[at..];
            let gap = rest.find(|c: char| !c.is_whitespace() && c != ',');
            at += gap.unwrap_or(rest.len());
            if at == text.len() || text[at..].starts_with('}') {
                return (at + 1).min(text.len());
            }
            at = paths(text, at, prefix, found);
            // Past `as other`.
            let rest = &text[at..];
            at += rest.find([',', '}']).unwrap_or(rest.len());
        }
    }
    let rest = &text[at..];
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
    let word = &rest[..end.unwrap_or(rest.len())];
    let path = format!("{prefix}::{word}");
    at += word.len();
    if text[at..].starts_with("::") {
        return paths(text, at + 2, &path, found);
    }
    found.push(path.trim_start_matches("::").to_owned());
    // Past `*`, which names nothing further.
    at + usize::from(word.is_empty())
}

/// Which files a file uses: by `crate::`, by `super::`, and by the names of its own modules.
fn uses(name: &str, text: &str, files: &Files) -> BTreeSet<String> {
    let mut found = Vec::new();
    for (start, word) in text.match_indices("crate::") {
        paths(text, start + word.len(), "", &mut found);
    }
    for (start, word) in text.match_indices("super::") {
        let end = start + word.len();
        if !text[end..].starts_with(word) {
            let ups = text[..end].len() - text[..end].trim_end_matches(word).len();
            let up = |name: &str| name.rsplit_once("::").map_or("", |(up, _)| up).to_owned();
            let prefix = (0..ups / word.len()).fold(name.to_owned(), |name, _| up(&name));
            paths(text, end, &prefix, &mut found);
        }
    }
    // What other crates call alike is none of its modules.
    let own: String = text
        .split_inclusive(';')
        .filter(|part| !part.contains("use linli_"))
        .collect();
    let modules = own
        .lines()
        .filter_map(|line| line.split_once("mod ")?.1.strip_suffix(';'));
    for module in modules {
        for (start, _) in own.match_indices(&format!("{module}::")) {
            let before = own[..start].chars().next_back();
            if before.is_some_and(|c| c == ' ' || c == '(' || c == '{') {
                paths(&own, start, name, &mut found);
            }
        }
    }
    let file_of = |path: String| {
        let mut path = path.as_str();
        while !files.contains_key(path) {
            path = path.rsplit_once("::")?.0;
        }
        Some(path.to_owned())
    };
    let mut used: BTreeSet<_> = found.into_iter().filter_map(file_of).collect();
    used.remove(name);
    used
}

fn layer(name: &str) -> usize {
    let top = name.split("::").next().unwrap_or_default();
    let layer = LAYERS.iter().position(|layer| layer.contains(&top));
    layer.unwrap_or_else(|| panic!("`{top}` has no place among the layers"))
}

#[test]
fn each_layer_uses_those_below_it_only() {
    let files = files();
    let mut arrows = 0;
    for (name, text) in &files {
        for used in uses(name, text, &files) {
            assert!(
                layer(&used) <= layer(name),
                "{name} uses {used}, which is above it"
            );
            arrows += 1;
        }
    }
    assert!(arrows > 100, "only {arrows} arrows were found");
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let files = files();
    let all = files
        .iter()
        .map(|(name, text)| (name, uses(name, text, &files)));
    let mut left: BTreeMap<_, _> = all.collect();
    // Whoever uses nothing that is left, or is used by nothing that is left, is in no circle.
    loop {
        let used: BTreeSet<String> = left.values().flatten().cloned().collect();
        let before = left.len();
        left.retain(|name, uses| !uses.is_empty() && used.contains(*name));
        let names: BTreeSet<String> = left.keys().map(|name| (*name).clone()).collect();
        for uses in left.values_mut() {
            uses.retain(|used| names.contains(used));
        }
        if left.len() == before {
            break;
        }
    }
    assert!(left.is_empty(), "in a circle: {left:#?}");
}

/// The engine is one type whose methods stand in several layers: a lower one must not call
/// a method of a higher one either.
#[test]
fn no_layer_calls_a_method_of_the_engine_from_above() {
    let files = files();
    let mut methods: BTreeMap<String, usize> = BTreeMap::new();
    for (name, text) in &files {
        for (start, _) in text.match_indices("impl Engine {") {
            let body = text[start..].split("\n}").next().unwrap_or_default();
            for part in body.split("\n    ").filter(|line| line.contains("fn ")) {
                let after = part.split("fn ").nth(1).unwrap_or_default();
                let end = after.find(['(', '<']).unwrap_or(after.len());
                methods.insert(after[..end].to_owned(), layer(name));
            }
        }
    }
    assert!(
        methods.len() > 30,
        "only {} methods were found",
        methods.len()
    );
    for (name, text) in &files {
        for (method, above) in &methods {
            let calls = [format!("engine.{method}("), format!("self.{method}(")];
            let is_call = calls.iter().any(|call| text.contains(call));
            let is_engines = name.starts_with("engine") || text.contains(&calls[0]);
            assert!(
                !(is_call && is_engines) || *above <= layer(name),
                "{name} calls {method} from above"
            );
        }
    }
}
