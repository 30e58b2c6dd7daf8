//! Reads the workspace's own Rust files, as text: what counts is plain enough to need no parser.
//!
//! Tests, benches, examples and fuzz targets are left out; a module under
//! `#[cfg(test)]` counts as blank lines.

pub(crate) mod circles;
pub(crate) mod functions;
#[cfg(test)]
pub(crate) mod markup;
pub(crate) mod names;
mod strip;

use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders that hold no program code.
const TEST_FOLDERS: &[&str] = &["tests", "benches", "examples", "fuzz"];

#[derive(Debug)]
pub(crate) struct SourceFile {
    /// From the root of the workspace, with `/`.
    pub(crate) path: String,
    /// As it stands on the disk.
    pub(crate) text: String,
    /// Without comments, strings and tests; every line is still on its line.
    pub(crate) code: String,
}

impl SourceFile {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            code: strip::without_tests(&strip::without_text(text)),
        }
    }

    /// Whether the file holds program code, as opposed to tests.
    fn is_program(&self) -> bool {
        let folders = self
            .path
            .rsplit_once('/')
            .map_or("", |(folders, _)| folders);
        let in_tests = folders.split('/').any(|name| TEST_FOLDERS.contains(&name));
        !in_tests && !self.path.ends_with("_tests.rs") && !self.path.ends_with("/tests.rs")
    }

    /// Lines of the program, without comments, blank lines and tests.
    pub(crate) fn lines_of_code(&self) -> usize {
        let lines = self.code.lines();
        lines.filter(|line| !line.trim().is_empty()).count()
    }
}

/// All Rust files below `root`, in the order of their paths.
pub(crate) fn all(root: &Path) -> Result<Vec<SourceFile>> {
    let mut paths = Vec::new();
    find(root, &mut paths)?;
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path)
            .with_context(|| format!("could not read `{}`", path.display()))?;
        let relative = path
            .strip_prefix(root)?
            .to_string_lossy()
            .replace('\\', "/");
        Ok(SourceFile::new(&relative, &text))
    };
    paths.into_iter().map(read).collect()
}

/// The files of [`all`] that are no tests.
pub(crate) fn programs(root: &Path) -> Result<Vec<SourceFile>> {
    let mut files = all(root)?;
    files.retain(SourceFile::is_program);
    Ok(files)
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("no folder `{}`", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_ours = !["target", "node_modules", "dist"].contains(&&*name);
        if path.is_dir() && is_ours && !name.starts_with('.') {
            find(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}
