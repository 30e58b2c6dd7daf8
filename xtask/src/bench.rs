//! The benchmarks. Results are kept by hand in BENCHMARKS.md, with the machine.

use crate::{
    setup,
    shell::{cargo, run, say},
};
use anyhow::Result;

pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    setup::for_building()?;
    say("measuring");
    run(cargo()
        .args(["bench", "-p", "linli-replica", "-p", "linli-rules", "-p", "linli-engine", "-p", "linli-server"])
        .args(arguments))
}
