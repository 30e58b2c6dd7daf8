//! Formatting and lints, as strict as a release.

use crate::{
    setup,
    shell::{cargo, run, say, target},
    site,
};
use anyhow::Result;

pub(crate) fn check() -> Result<()> {
    setup::for_building()?;
    say("checking the formatting");
    run(cargo().args(["fmt", "--all", "--check"]))?;
    if !crate::shell::root().join("ui/dist/index.html").exists() {
        site::build(site::BuildProfile::Dev)?;
    }
    say("linting the native programs");
    run(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    say("linting what runs in browsers");
    run(cargo()
        .args([
            "clippy",
            "-p",
            "linli-ui",
            "-p",
            "linli-web",
            "-p",
            "linli-engine",
        ])
        .args(["--target", "wasm32-unknown-unknown", "--target-dir"])
        .arg(target().join("wasm"))
        .args(["--", "-D", "warnings"]))
}
