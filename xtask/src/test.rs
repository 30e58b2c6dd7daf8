//! All tests: one build, one profile, one run of cargo.

use crate::{
    setup,
    shell::{cargo, root, run, say},
    site,
};
use anyhow::Result;

pub(crate) fn test(arguments: &[String]) -> Result<()> {
    setup::for_testing()?;
    let site = site::build(site::Profile::Dev)?;
    say("building all tests");
    // All, also for a run of a few: the programs that they start must not be old ones.
    run(cargo().args(["test", "--workspace", "--no-run", "--quiet"]))?;
    say("running the tests");
    run(cargo()
        .args(["test", "--workspace"])
        .args(arguments)
        .env("LINLI_SITE", site)
        .env("LINLI_AXE", root().join(".tools/axe-core/axe.min.js")))
}
