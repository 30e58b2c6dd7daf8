//! What a screen reader is told of the desktop window, through AT-SPI.

use anyhow::{Context, Result, ensure};
use std::process::Command;

/// Prints each element of an application's windows as `depth role "name"`, one a line.
const TREE: &str = r#"
import sys, pyatspi
def walk(node, depth):
    try:
        print(f'{"  " * depth}{node.getRoleName()} "{node.name}"')
        for child in node:
            if child is not None:
                walk(child, depth + 1)
    except Exception as error:
        print(f'{"  " * depth}gone {error!r}', file=sys.stderr)
for app in pyatspi.Registry.getDesktop(0):
    if app is not None and sys.argv[1] in (app.name or ""):
        walk(app, 0)
"#;

/// The accessibility tree of the running program called `name`.
///
/// # Errors
/// When the system's Python or its AT-SPI module is missing.
pub fn tree(name: &str, bus: &str) -> Result<String> {
    let output = Command::new("timeout")
        .args(["20", "/usr/bin/python3", "-c", TREE, name])
        .env("DBUS_SESSION_BUS_ADDRESS", bus)
        .output()
        .context("no system Python: run `cargo xtask setup`")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
