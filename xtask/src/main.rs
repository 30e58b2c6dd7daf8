//! `cargo xtask`: everything that is done to this repository, each on a fresh
//! Debian or Ubuntu machine with only `rustup`.

mod bench;
mod check;
mod deny;
mod dist;
mod figures;
mod mutants;
mod run;
mod setup;
mod shell;
mod site;
mod source;
#[cfg(test)]
mod structure_tests;
mod test;

use anyhow::{Result, bail};
use std::{env, process::ExitCode};

const HELP: &str = "\
cargo xtask <command>

  run      start a server with demo data and the app (desktop window if there is a display)
  test     run all tests, and name those that failed at the end; other arguments go to `cargo test`
           --quick   without browsers and the window: a few minutes
           --deep    the property tests, with 100 times as many cases, others each time
  soak     a thousand random faults in a simulated town, and what came of them; minutes
  mutants  put small faults into the rules and list those that no test sees; hours
  check    formatting and lints, native and wasm
  bench    run the benchmarks
  dist     build what goes to phones and show its size against the budget
  web      build the browser app into web/dist
  figures  tell long functions, circles of files, names with two meanings, lines of code
  deny     licences, sources and known faults of what we build upon
  setup    install what building and testing need, and nothing else
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match start(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(arguments: &[String]) -> Result<()> {
    let rest = arguments.get(1..).unwrap_or_default();
    match arguments.first().map(String::as_str) {
        Some("run") => run::run(rest),
        Some("test") => test::test(rest),
        Some("mutants") => mutants::mutants(rest),
        Some("soak") => test::soak(),
        Some("check") => check::check(),
        Some("bench") => bench::bench(rest),
        Some("dist") => dist::dist(),
        Some("web") => {
            setup::for_building()?;
            site::build(site::BuildProfile::Dev).map(drop)
        }
        Some("deny") => deny::deny(rest),
        Some("figures") => figures::figures(rest),
        Some("setup") => setup::for_testing(),
        None | Some("help" | "-h" | "--help") => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}
