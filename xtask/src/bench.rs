//! The benchmarks. Results are kept by hand in BENCHMARKS.md, with the machine.

use crate::{
    dist, setup,
    shell::{cargo, root, run, say},
};
use anyhow::Result;

pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    setup::for_testing()?;
    say("measuring the core");
    run(cargo()
        .args([
            "bench",
            "-p",
            "linli-replica",
            "-p",
            "linli-engine",
            "-p",
            "linli-server",
        ])
        .args(arguments))?;
    // What people wait for is measured with what they get.
    dist::dist()?;
    say("building the window and the server, and measuring starts");
    run(cargo().args([
        "build",
        "--release",
        "--quiet",
        "-p",
        "linli",
        "-p",
        "linli-server",
    ]))?;
    run(cargo()
        .args(["bench", "-p", "linli-tests", "--bench", "start"])
        .env("LINLI_SITE", root().join("web/dist")))
}
