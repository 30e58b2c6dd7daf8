//! Mutation tests: small faults are put into the rules, and the tests must see each.

use crate::shell::{cargo, run, say};
use anyhow::{Result, ensure};

/// Where such faults are put; which files of theirs, `.cargo/mutants.toml` says.
const PACKAGES: &[&str] = &["linli-domain", "linli-replica", "linli-rules"];

/// Tries them all, which takes hours, or those of the files named in `arguments`
/// (`--no-config --file crates/domain/src/offer.rs`). Other arguments go to `cargo mutants`, too.
pub(crate) fn mutants(arguments: &[String]) -> Result<()> {
    let is_there = cargo().args(["mutants", "--version"]).output()?;
    ensure!(
        is_there.status.success(),
        "needs cargo-mutants: cargo install cargo-mutants --locked"
    );
    say("what no test sees is listed at the end");
    let packages = PACKAGES.iter().flat_map(|name| ["--package", name]);
    // The counts of what generators come to say nothing of the rules, and an eighth of the
    // cases finds what is wrong in all of them.
    run(cargo()
        .arg("mutants")
        .args(packages)
        .args(arguments)
        .args(["--", "--tests", "--", "--skip", "histories::"])
        .env("LINLI_CASES", "1/8"))
}
