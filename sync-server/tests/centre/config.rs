//! What the program is told, and which word of several counts.

use crate::support::town::catalogue;
use std::{fs, process::Command};

/// What the program complains of when it is to serve with a file, an environment and options.
fn complaint(file: &str, environment: &[(&str, &str)], options: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("linli.toml");
    fs::write(&path, file).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_linli-server"))
        .args(["serve", "--config"])
        .arg(&path)
        .args(options)
        .env("LINLI_DATA", folder.path().join("data"))
        .env("LINLI_CATALOGUE", catalogue())
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_command_line_wins_over_the_environment_and_that_over_the_file() {
    let file = "listen = \"from the file\"";
    let environment = [("LINLI_LISTEN", "from the environment")];
    let options = ["--listen", "from the command line"];
    for (environment, options, expected) in [
        (&[][..], &[][..], "from the file"),
        (&environment[..], &[][..], "from the environment"),
        (&environment[..], &options[..], "from the command line"),
    ] {
        let said = complaint(file, environment, options);
        assert!(said.contains(&format!("listen is `{expected}`")), "{said}");
    }
}

#[test]
fn a_value_that_is_none_is_named() {
    let said = complaint("", &[("LINLI_CONNECTIONS", "many")], &[]);
    assert!(
        said.contains("many") && said.contains("--connections"),
        "{said}"
    );
    let said = complaint("", &[("LINLI_BEHIND_PROXY", "maybe")], &[]);
    assert!(
        said.contains("true") && said.contains("--behind-proxy"),
        "{said}"
    );
    let said = complaint("connections = \"many\"", &[], &[]);
    assert!(said.contains("connections"), "{said}");
}
