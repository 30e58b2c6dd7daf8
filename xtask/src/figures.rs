//! `cargo xtask figures`: how the sources stand, in numbers. The tests in `structure_tests` hold them.

use crate::{
    shell::root,
    source::{self, SourceFile, circles, functions, names},
};
use anyhow::Result;
use std::path::PathBuf;

/// The most lines that a function may have.
pub(crate) const FUNCTION_LINES: usize = 60;
/// The most characters that a line of `ui` may have: rustfmt does not break `html!`.
pub(crate) const UI_WIDTH: usize = 100;

/// The fewest words of a comment on an item: with less it only says the item's name again.
pub(crate) const DOC_WORDS: usize = 4;
/// Files whose comments are read by programs: as help in a terminal, and in OpenAPI.
const READ_BY_PROGRAMS: &[&str] = &[
    "sync-server/src/command/",
    "sync-server/src/config.rs",
    "sync-server/src/main.rs",
    "sync-server/src/http/gateway/",
];

/// What a further one of its kind touches, told by the files that name one there is.
const EXAMPLES: &[(&str, &[&str])] = &[
    (
        "an event of an application",
        &[
            "Objected",
            "M::Object",
            "A::Object",
            "ApplicationMove::Object",
            "ApplicationAction::Object",
        ],
    ),
    ("a kind of question", &["DisabilityNumber"]),
    ("a role", &["Role::Officer", "Officer"]),
    ("a kind of document", &["DocKind::Offer", "Contents::Offer"]),
];

/// Prints the figures of this checkout, or of the one in the folder that is named.
pub(crate) fn figures(arguments: &[String]) -> Result<()> {
    let folder = arguments.first().map_or_else(root, PathBuf::from);
    let files = source::programs(&folder)?;
    let long = long_functions(&files);
    let circles = circles::of(&files);
    let reused = names::reused(&files);
    let wide = wide_files(&files);
    let short = short_docs(&files);
    println!("files of programs: {}", files.len());
    let lines = files.iter().map(SourceFile::lines_of_code);
    println!(
        "lines of code, without tests, comments and blank lines: {}",
        lines.sum::<usize>()
    );
    println!("functions over {FUNCTION_LINES} lines: {}", long.len());
    println!("circles of files: {}", circles.len());
    println!("type names that several files declare: {}", reused.len());
    println!(
        "files of ui with lines over {UI_WIDTH} characters: {}",
        wide.len()
    );
    println!(
        "comments on items with fewer than {DOC_WORDS} words: {}",
        short.len()
    );
    for (kind, names) in EXAMPLES {
        let count = files.iter().filter(|file| has_one_of(file, names)).count();
        println!(
            "files that name an example of {kind} ({}): {count}",
            names[0]
        );
    }
    println!();
    for (name, lines) in &long {
        println!("function {lines:4} lines  {name}");
    }
    for circle in &circles {
        println!(
            "circle   {:4} files  {}",
            circle.len(),
            join(circle.iter().copied())
        );
    }
    for (name, files) in &reused {
        println!("name     {name}: {}", join(files.iter().copied()));
    }
    for name in &wide {
        println!("wide     {name}");
    }
    for place in &short {
        println!("comment  {place}");
    }
    Ok(())
}

/// Functions that are too long, as `file function`, with their lines; the longest first.
pub(crate) fn long_functions(files: &[SourceFile]) -> Vec<(String, usize)> {
    let mut found: Vec<_> = files
        .iter()
        .flat_map(|file| functions::of(file).into_iter().map(move |f| (file, f)))
        .filter(|(_, function)| function.lines > FUNCTION_LINES)
        .map(|(file, function)| (format!("{} {}", file.path, function.name), function.lines))
        .collect();
    found.sort_by_key(|(_, lines)| std::cmp::Reverse(*lines));
    found
}

/// Files of the screens with a line that is too wide.
pub(crate) fn wide_files(files: &[SourceFile]) -> Vec<&str> {
    let is_wide = |line: &str| line.chars().count() > UI_WIDTH;
    let of_ui = files.iter().filter(|file| file.path.starts_with("ui/"));
    of_ui
        .filter(|file| file.text.lines().any(is_wide))
        .map(|file| file.path.as_str())
        .collect()
}

/// Comments on items that say hardly more than the item's name, as `file:line words`.
pub(crate) fn short_docs(files: &[SourceFile]) -> Vec<String> {
    let is_read = |file: &&SourceFile| !READ_BY_PROGRAMS.iter().any(|p| file.path.starts_with(p));
    files
        .iter()
        .filter(is_read)
        .flat_map(short_docs_of)
        .collect()
}

fn short_docs_of(file: &SourceFile) -> Vec<String> {
    let lines: Vec<_> = file.text.lines().map(doc_words).collect();
    let groups = lines.chunk_by(|one, next| one.is_some() == next.is_some());
    let (mut line, mut found) = (1, Vec::new());
    for group in groups {
        let words: Vec<_> = group
            .iter()
            .flatten()
            .copied()
            .flat_map(str::split_whitespace)
            .collect();
        if group.first().is_some_and(Option::is_some) && words.len() < DOC_WORDS {
            found.push(format!("{}:{line} {}", file.path, words.join(" ")));
        }
        line += group.len();
    }
    found
}

/// What a line of a comment on an item says.
fn doc_words(line: &str) -> Option<&str> {
    let words = line.trim_start().strip_prefix("///")?;
    (!words.starts_with('/')).then_some(words)
}

/// Whether the code has one of these names, whole.
fn has_one_of(file: &SourceFile, names: &[&str]) -> bool {
    let is_of_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let is_whole = |name: &&str, at: usize| {
        let (before, after) = (file.code.get(..at), file.code.get(at + name.len()..));
        !before.is_some_and(|text| text.ends_with(is_of_name))
            && !after.is_some_and(|text| text.starts_with(is_of_name))
    };
    let has = |name: &&str| {
        file.code
            .match_indices(name)
            .any(|(at, _)| is_whole(name, at))
    };
    names.iter().any(has)
}

fn join<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_that_says_the_name_again_is_found() {
        let text =
            "/// The name.\nstruct Name;\n\n/// Where it lies\n/// on the disk.\nfn place() {}\n";
        let files = [SourceFile::new("a.rs", text)];
        assert_eq!(short_docs(&files), ["a.rs:1 The name."]);
    }

    #[test]
    fn help_in_a_terminal_may_be_short() {
        let files = [SourceFile::new(
            "sync-server/src/main.rs",
            "/// The new file\n",
        )];
        assert!(short_docs(&files).is_empty());
    }
}
