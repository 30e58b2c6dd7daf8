//! Names of types, and which of them stand for more than one thing.

use super::SourceFile;
use std::collections::{BTreeMap, BTreeSet};

/// Names that more than one file declares, with those files.
pub(crate) fn reused(files: &[SourceFile]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut names = BTreeMap::<_, BTreeSet<_>>::new();
    for file in files {
        for name in declared(&file.code) {
            names.entry(name).or_default().insert(file.path.as_str());
        }
    }
    names.retain(|_, files| files.len() > 1);
    names
}

/// The types that a file declares. A part of a page (`#[component] fn Card`) is one too, and
/// so is a command, which its line in the list makes (`GetHome / home {} -> view::Home;`).
pub(super) fn declared(code: &str) -> impl Iterator<Item = &str> {
    code.lines().filter_map(|line| {
        if let Some(command) = command(line) {
            return Some(command);
        }
        let words = without_visibility(line.trim_start());
        let (keyword, rest) = words.split_once(' ')?;
        let counts = match keyword {
            "struct" | "enum" | "trait" | "union" | "fn" => true,
            // Indented, it is what a trait calls one of its types.
            "type" => !line.starts_with(' '),
            _ => false,
        };
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        let name = &rest[..end.unwrap_or(rest.len())];
        (counts && name.starts_with(|first: char| first.is_ascii_uppercase())).then_some(name)
    })
}

/// The type that a line of `commands!` makes.
fn command(line: &str) -> Option<&str> {
    let (name, function) = line.trim_start().split_once(" / ")?;
    let is_type = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(char::is_alphanumeric);
    let is_function = function.starts_with(|first: char| first.is_ascii_lowercase());
    (is_type && is_function).then_some(name)
}

fn without_visibility(line: &str) -> &str {
    let Some(rest) = line.strip_prefix("pub") else {
        return line;
    };
    let rest = match rest.strip_prefix('(') {
        Some(scope) => scope.split_once(')').map_or(rest, |(_, rest)| rest),
        None => rest,
    };
    rest.trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_two_files_is_found_and_a_traits_own_type_is_not() {
        let files = [
            SourceFile::new("a.rs", "pub struct Page<T>(T);\nenum Side {}\n"),
            SourceFile::new(
                "b.rs",
                "#[component]\npub(crate) fn Page() {}\nimpl X for Y {\n    type Side = u8;\n}\n",
            ),
        ];
        let reused = reused(&files);
        assert_eq!(reused.keys().collect::<Vec<_>>(), [&"Page"]);
        assert_eq!(reused["Page"].len(), 2);
    }

    #[test]
    fn a_command_is_a_type_too() {
        let files = [
            SourceFile::new(
                "a.rs",
                "commands! {\n    Home / home {} -> view::Home;\n}\n",
            ),
            SourceFile::new("b.rs", "pub struct Home;\nconst HALF: f64 = Full / two;\n"),
        ];
        assert_eq!(reused(&files).keys().collect::<Vec<_>>(), [&"Home"]);
        assert_eq!(declared(&files[1].code).collect::<Vec<_>>(), ["Home"]);
    }
}
