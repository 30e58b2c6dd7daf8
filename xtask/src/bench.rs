//! The benchmarks. Results are kept by hand in BENCHMARKS.md, with the machine.

use crate::{
    dist, setup,
    shell::{cargo, root, run, say},
};
use anyhow::Result;

pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    setup::for_testing()?;
    say("measuring the core");
    // By name: the harness of unit tests does not know Criterion's options.
    let mut core = cargo();
    core.arg("bench");
    for package in [
        "linli-replica",
        "linli-rules",
        "linli-engine",
        "linli-server",
    ] {
        core.args(["-p", package]);
    }
    for name in ["replica", "rules", "save", "services", "queue", "exchange"] {
        core.args(["--bench", name]);
    }
    run(core.args(arguments))?;
    // What people wait for is measured with what they get.
    dist::build()?;
    say("building the window and the server, and measuring starts");
    run(cargo().args(["build", "--release", "-p", "linli", "-p", "linli-server"]))?;
    run(cargo()
        .args(["bench", "-p", "linli-tests", "--bench", "start"])
        .env("LINLI_SITE", root().join("web/dist")))
}
