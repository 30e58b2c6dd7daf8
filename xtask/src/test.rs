//! The tests, in three lanes.
//!
//! Every lane runs all its tests also after a failure, and names those that failed
//! at the very end.

mod report;

use crate::{
    setup,
    shell::{cargo, root, run, say},
    site,
};
use anyhow::{Result, ensure};
use report::Report;
use std::{
    io::{self, BufRead, BufReader, Write},
    path::Path,
    process::Command,
    time::Instant,
};

/// What the quick lane leaves out: the window needs WebKit, the stories need browsers.
const SLOW_PACKAGES: &[&str] = &["linli", "linli-tests"];

/// Tests that the quick lane leaves out too: a program of Python's tries the gateway for minutes.
const SLOW_TESTS: &[&str] = &[
    "the_gateway_answers_as_it_describes",
    "what_it_describes_is_true_of_applications_that_there_are",
];

/// The crates with property tests.
const PROPERTY_PACKAGES: &[&str] = &[
    "linli-domain",
    "linli-replica",
    "linli-rules",
    "linli-engine",
];

/// Of the whole-system tests, those with a simulated town: they need no browser.
const TOWN: &[&str] = &["-p", "linli-tests", "--test", "device"];

/// How many times as many cases the deep lane tries.
const DEEP_CASES: &str = "100";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lane {
    Full,
    /// What needs neither browsers nor the window.
    Quick,
    /// Property tests and simulated towns with other cases each time, and many of them.
    Deep,
}

pub(crate) fn test(arguments: &[String]) -> Result<()> {
    let (lane, rest) = match arguments.first().map(String::as_str) {
        Some("--quick") => (Lane::Quick, &arguments[1..]),
        Some("--deep") => (Lane::Deep, &arguments[1..]),
        _ => (Lane::Full, arguments),
    };
    match lane {
        Lane::Full => setup::for_testing()?,
        Lane::Quick | Lane::Deep => setup::for_quick_tests()?,
    }
    let site = match lane {
        Lane::Full => Some(site::build(site::BuildProfile::Dev)?),
        Lane::Quick | Lane::Deep => None,
    };
    let mut runs = vec![packages(lane)];
    if lane == Lane::Deep {
        runs.push(TOWN.to_vec());
    }
    say("building the tests");
    // All, also for a run of a few: the programs that they start must not be old ones.
    for wanted in &runs {
        run(cargo().args(["test", "--no-run"]).args(wanted))?;
    }
    say("running the tests");
    let start = Instant::now();
    let (mut report, mut succeeded) = (Report::default(), true);
    for wanted in &runs {
        let tests = command(lane, wanted, site.as_deref(), rest);
        succeeded &= watch(tests, &mut report, &mut io::stdout().lock())?;
    }
    println!();
    say(&format!("{report}, in {} s", start.elapsed().as_secs()));
    ensure!(succeeded && report.is_good(), "not all tests passed");
    Ok(())
}

/// Runs simulated towns until a thousand faults have happened, and shows the figures.
pub(crate) fn soak() -> Result<()> {
    setup::for_quick_tests()?;
    run(cargo().args(["test", "-q"]).args(TOWN).args([
        "--",
        "--ignored",
        "--nocapture",
        "a_thousand_faults",
    ]))
}

/// What runs the tests that are `wanted`; `site` is the browser app, where it is needed.
fn command(lane: Lane, wanted: &[&str], site: Option<&Path>, rest: &[String]) -> Command {
    let mut tests = cargo();
    tests
        .args(["test", "--no-fail-fast"])
        .args(wanted)
        .args(rest)
        .env("LINLI_CASES", "1")
        .env_remove("LINLI_FRESH_SEEDS");
    if let Some(site) = site {
        tests.env("LINLI_SITE", site);
        tests.env("LINLI_AXE", root().join(".tools/axe-core/axe.min.js"));
    }
    match lane {
        Lane::Full => {}
        Lane::Quick => {
            if !rest.contains(&"--".to_owned()) {
                tests.arg("--");
            }
            tests.args(SLOW_TESTS.iter().flat_map(|name| ["--skip", name]));
        }
        Lane::Deep => {
            tests.env("LINLI_CASES", DEEP_CASES);
            tests.env("LINLI_FRESH_SEEDS", "1");
        }
    }
    tests
}

fn packages(lane: Lane) -> Vec<&'static str> {
    match lane {
        Lane::Full => vec!["--workspace"],
        Lane::Quick => {
            let left_out = SLOW_PACKAGES.iter().flat_map(|name| ["--exclude", name]);
            ["--workspace"].into_iter().chain(left_out).collect()
        }
        Lane::Deep => PROPERTY_PACKAGES
            .iter()
            .flat_map(|name| ["-p", name])
            .collect(),
    }
}

/// Runs cargo and shows all that it prints, in the order in which it comes. Adds what was
/// read from it to the report; answers whether cargo was content.
fn watch(mut tests: Command, report: &mut Report, shown: &mut impl Write) -> Result<bool> {
    let (reader, writer) = io::pipe()?;
    let mut child = tests.stdout(writer.try_clone()?).stderr(writer).spawn()?;
    // It holds the pipe's other end, without which the lines below come to an end.
    drop(tests);
    let mut lines = BufReader::new(reader);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        shown.write_all(&line)?;
        shown.flush()?;
        report.read(&String::from_utf8_lossy(&line));
        line.clear();
    }
    Ok(child.wait()?.success())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::program;

    #[test]
    fn what_cargo_says_is_read_and_its_failure_kept() {
        let print = |script: &str| {
            let mut command = program("sh");
            command.args(["-c", script]);
            let mut report = Report::default();
            let succeeded = watch(command, &mut report, &mut io::sink()).unwrap();
            (report, succeeded)
        };
        let passed = "echo 'test result: ok. 2 passed; 0 failed; 0 ignored'";
        let (report, succeeded) = print(passed);
        assert!(succeeded && report.is_good());
        let (report, succeeded) = print(&format!("{passed}; exit 3"));
        assert!(!succeeded && report.is_good(), "also when no test is named");
        let failed = "echo 'test a ... FAILED'; \
            echo 'error: test failed, to rerun pass `-p b --lib`' >&2";
        let (report, _) = print(failed);
        assert!(report.to_string().contains("FAILED  -p b --lib  a\n"));
    }
}
