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

/// Prints the figures of this checkout, or of the one in the folder that is named.
pub(crate) fn figures(arguments: &[String]) -> Result<()> {
    let folder = arguments.first().map_or_else(root, PathBuf::from);
    let files = source::programs(&folder)?;
    let long = long_functions(&files);
    let circles = circles::of(&files);
    let reused = names::reused(&files);
    let wide = wide_files(&files);
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

fn join<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
