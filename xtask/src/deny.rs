//! Licences, sources and known faults of what we build upon, by cargo-deny and `deny.toml`.

use crate::shell::{self, cargo, run, say, succeeds, target};
use anyhow::{Context, Result};

/// The version that `deny.toml` is written for.
const VERSION: &str = "0.20.2";

pub(crate) fn deny(arguments: &[String]) -> Result<()> {
    let tools = target().join("tools");
    let program = tools.join("bin/cargo-deny");
    if !succeeds(shell::program(&program).arg("--version")) {
        say("installing cargo-deny (the first time takes some minutes)");
        run(cargo()
            .args([
                "install",
                "cargo-deny",
                "--locked",
                "--version",
                VERSION,
                "--root",
            ])
            .arg(&tools))?;
    }
    let check = |what: &[&str]| {
        let mut command = shell::program(&program);
        command
            .args(["--workspace", "--all-features"])
            .args(arguments);
        run(command.arg("check").args(what))
    };
    say("checking licences, duplicates and sources");
    check(&["licenses", "bans", "sources"])?;
    say("checking advisories");
    check(&["advisories"]).context(
        "without a network, `cargo xtask deny --offline` reads the copy in ~/.cargo/advisory-dbs",
    )
}
