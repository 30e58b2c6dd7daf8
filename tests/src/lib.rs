//! What whole-system tests stand on: a town with a real server process, real
//! browsers and the real desktop window. Nothing is replaced by a double.

pub mod audit;
pub mod browser;
pub mod camera;
pub mod desktop;
pub mod display;
pub mod driver;
pub mod screen_reader;
pub mod server;
mod spoken;
pub mod town;
pub mod voice;

use std::{env, path::PathBuf};

/// The repository's root folder.
#[must_use]
pub fn root() -> PathBuf {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    tests.parent().map_or(tests.clone(), PathBuf::from)
}

/// A path that `cargo xtask test` passes in, or where it would be by default.
#[must_use]
pub fn path_from(variable: &str, default: &str) -> PathBuf {
    env::var_os(variable).map_or_else(|| root().join(default), PathBuf::from)
}

/// A program of this workspace, built beside the running test program.
///
/// # Errors
/// When it has not been built.
pub fn program(name: &str) -> anyhow::Result<PathBuf> {
    let here = env::current_exe()?;
    let folder = here.ancestors().nth(2).unwrap_or(&here);
    let path = folder.join(name);
    anyhow::ensure!(
        path.exists(),
        "`{}` is not built: run `cargo xtask test`",
        path.display()
    );
    Ok(path)
}
