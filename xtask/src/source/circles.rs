//! Files of one crate that need each other in a circle.
//!
//! Read from paths that begin with `crate`, `self`, `super` or a module of the same
//! file. A module that only passes a name on (`pub use`) does not need it.

use super::{SourceFile, names, strip};
use std::collections::{BTreeMap, BTreeSet};

/// One crate: its modules by their path (`store::commit`), each with its file.
type Modules<'a> = BTreeMap<Vec<&'a str>, Module<'a>>;

struct Module<'a> {
    file: &'a SourceFile,
    /// What `use` names here: the name, the whole path, and whether it is passed on.
    imports: Vec<Import>,
    /// Other paths in the code.
    paths: Vec<Vec<String>>,
}

struct Import {
    name: String,
    path: Vec<String>,
    is_passed_on: bool,
}

/// The circles of all crates: for each, the files in it.
pub(crate) fn of(files: &[SourceFile]) -> Vec<BTreeSet<&str>> {
    let mut crates = BTreeMap::<&str, Vec<&SourceFile>>::new();
    for file in files {
        if let Some((package, _)) = file.path.split_once("src/") {
            crates.entry(package).or_default().push(file);
        }
    }
    crates.values().flat_map(|files| of_crate(files)).collect()
}

fn of_crate<'a>(files: &[&'a SourceFile]) -> Vec<BTreeSet<&'a str>> {
    let modules = read(files);
    let needs: BTreeMap<_, BTreeSet<_>> = modules
        .iter()
        .map(|(path, module)| (module.file.path.as_str(), needed(&modules, path, module)))
        .collect();
    circles(&needs)
}

fn read<'a>(files: &[&'a SourceFile]) -> Modules<'a> {
    let mut modules = Modules::new();
    for file in files {
        let module = read_module(file);
        modules.insert(module_path(&file.path), module);
    }
    modules
}

/// `engine/src/store/commit.rs` is `store::commit`; `lib.rs` is the root.
fn module_path(file: &str) -> Vec<&str> {
    let inside = file.split_once("src/").map_or(file, |(_, inside)| inside);
    let name = inside.trim_end_matches(".rs");
    let name = name.strip_suffix("/mod").unwrap_or(name);
    match name {
        "lib" => Vec::new(),
        name => name.split('/').collect(),
    }
}

fn read_module(file: &SourceFile) -> Module<'_> {
    let mut imports = Vec::new();
    let mut rest = String::new();
    let mut code = file.code.as_str();
    while let Some(at) = next_use(code) {
        rest.push_str(&code[..at]);
        let end = code[at..].find(';').map_or(code.len(), |end| at + end + 1);
        let line = code[..at].rsplit('\n').next().unwrap_or_default();
        let is_passed_on = line.trim_start().starts_with("pub");
        let tree: String = code[at + 4..end]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        expand(tree.trim_end_matches(';'), &[], is_passed_on, &mut imports);
        code = &code[end..];
    }
    rest.push_str(code);
    Module {
        file,
        imports,
        paths: paths(&rest),
    }
}

fn next_use(code: &str) -> Option<usize> {
    code.match_indices("use ")
        .map(|(at, _)| at)
        .find(|at| code[..*at].ends_with(['\n', ' ', '{']) || *at == 0)
}

/// Writes out the tree of a `use`: `a::{b, c as d}` becomes `a::b` and `a::c`, called `d`.
fn expand(tree: &str, before: &[String], is_passed_on: bool, found: &mut Vec<Import>) {
    let tree = tree.trim();
    if let Some(open) = tree.find('{') {
        let mut path = before.to_vec();
        path.extend(segments(&tree[..open]));
        let inside = &tree[open..open + strip::block(&tree[open..])];
        let inside = inside.trim_start_matches('{');
        let inside = inside.strip_suffix('}').unwrap_or(inside);
        for part in parts(inside) {
            expand(part, &path, is_passed_on, found);
        }
        return;
    }
    let (path, name) = tree.split_once(" as ").unwrap_or((tree, ""));
    let mut whole = before.to_vec();
    whole.extend(segments(path));
    if whole.len() > 1 && whole.last().is_some_and(|last| last == "self") {
        whole.pop();
    }
    let last = whole.last().cloned().unwrap_or_default();
    found.push(Import {
        name: if name.is_empty() {
            last
        } else {
            name.trim().to_owned()
        },
        path: whole,
        is_passed_on,
    });
}

/// Splits at commas that stand in no braces.
fn parts(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&list[start..]);
    found.retain(|part| !part.trim().is_empty());
    found
}

fn segments(path: &str) -> Vec<String> {
    let names = path.split("::").map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// All paths of two or more names in the code.
fn paths(code: &str) -> Vec<Vec<String>> {
    let is_of_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    code.split(|letter| !is_of_path(letter))
        .filter(|path| path.contains("::"))
        .map(segments)
        .filter(|path| path.len() > 1)
        .collect()
}

/// The other files that a module needs.
fn needed<'a>(modules: &Modules<'a>, here: &[&str], module: &Module<'a>) -> BTreeSet<&'a str> {
    let own = module.imports.iter().filter(|import| !import.is_passed_on);
    own.map(|import| &import.path)
        .chain(&module.paths)
        .filter_map(|path| resolve(modules, here, path, 8))
        .filter(|file| *file != module.file.path)
        .collect()
}

/// The file that declares what `path`, written in the module `here`, means.
fn resolve<'a>(
    modules: &Modules<'a>,
    here: &[&str],
    path: &[String],
    steps: usize,
) -> Option<&'a str> {
    let mut at: Vec<&str> = here.to_vec();
    let mut names = path.iter().map(String::as_str).peekable();
    match names.peek().copied()? {
        "crate" => at.clear(),
        "self" | "super" => {}
        first => {
            // A child module's name; anything else is another crate, or was imported.
            at.push(first);
            modules.get(&at)?;
            at.pop();
        }
    }
    for name in names.by_ref() {
        match name {
            "crate" | "self" => {}
            "super" => drop(at.pop()),
            name => {
                at.push(name);
                if !modules.contains_key(&at) {
                    at.pop();
                    return declares(modules, &at, name, steps);
                }
            }
        }
    }
    modules.get(&at).map(|module| module.file.path.as_str())
}

/// The file that declares `name`, which the module `at` has or passes on.
fn declares<'a>(modules: &Modules<'a>, at: &[&str], name: &str, steps: usize) -> Option<&'a str> {
    let module = modules.get(at)?;
    let is_own = names::declared(&module.file.code).any(|own| own == name);
    if !is_own && steps > 0 {
        let named = module.imports.iter().filter(|import| import.name == name);
        let all = module.imports.iter().filter(|import| import.name == "*");
        for import in named.chain(all) {
            let mut path = import.path.clone();
            if import.name == "*" {
                path.pop();
                path.push(name.to_owned());
            }
            let found = resolve(modules, at, &path, steps - 1);
            if found.is_some_and(|file| import.name != "*" || has(modules, file, name)) {
                return found;
            }
        }
    }
    Some(module.file.path.as_str())
}

fn has(modules: &Modules<'_>, file: &str, name: &str) -> bool {
    let mut files = modules.values().map(|module| module.file);
    files.any(|source| source.path == file && names::declared(&source.code).any(|n| n == name))
}

/// Groups of files each of which reaches all others of its group.
fn circles<'a>(needs: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Vec<BTreeSet<&'a str>> {
    let reach: BTreeMap<_, _> = needs
        .keys()
        .map(|file| (*file, reached(needs, file)))
        .collect();
    let mut found = Vec::<BTreeSet<_>>::new();
    for (file, reached) in &reach {
        if !reached.contains(file) || found.iter().any(|circle| circle.contains(file)) {
            continue;
        }
        let returns = |other: &&&str| reach.get(**other).is_some_and(|back| back.contains(file));
        found.push(reached.iter().filter(returns).copied().collect());
    }
    found
}

fn reached<'a>(needs: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        for next in needs.get(file).into_iter().flatten() {
            if found.insert(*next) {
                open.push(next);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Vec<SourceFile> {
        list.iter()
            .map(|(path, text)| SourceFile::new(path, text))
            .collect()
    }

    #[test]
    fn two_files_that_use_each_other_are_a_circle() {
        let files = files(&[
            ("a/src/lib.rs", "mod one;\nmod two;\npub use one::One;\n"),
            (
                "a/src/one.rs",
                "use crate::two::{self, Two};\nstruct One(Two);\n",
            ),
            ("a/src/two.rs", "struct Two;\nfn one() -> crate::One {}\n"),
            ("a/src/three.rs", "use crate::One;\n"),
        ]);
        let found = of(&files);
        assert_eq!(found, [BTreeSet::from(["a/src/one.rs", "a/src/two.rs"])]);
    }

    #[test]
    fn a_module_that_lists_its_parts_is_no_circle() {
        let files = files(&[
            ("a/src/lib.rs", "pub mod store;\n"),
            (
                "a/src/store.rs",
                "mod part;\npub use part::*;\npub struct Store;\n",
            ),
            (
                "a/src/store/part.rs",
                "use super::Store;\npub struct Part(Store);\n",
            ),
            ("a/src/user.rs", "use crate::store::Part;\n"),
        ]);
        assert!(of(&files).is_empty());
    }

    #[test]
    fn a_parent_that_calls_its_child_is_in_a_circle_with_it() {
        let files = files(&[
            (
                "a/src/store.rs",
                "mod part;\nstruct Store;\nfn f() { part::g() }\n",
            ),
            ("a/src/store/part.rs", "fn g(_: super::Store) {}\n"),
        ]);
        assert_eq!(of(&files).len(), 1);
    }
}
