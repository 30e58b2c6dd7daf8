//! A virtual display with a session bus of its own, for the desktop window.

use anyhow::{Context, Result};
use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// A display and a bus. Both end when dropped.
#[derive(Debug)]
pub struct Display {
    children: Vec<Child>,
    /// The value of `DISPLAY` for its programs.
    pub name: String,
    /// The value of `DBUS_SESSION_BUS_ADDRESS` for them.
    pub bus: String,
}

impl Display {
    /// Starts both.
    ///
    /// # Errors
    /// When one of them does not start.
    pub fn start() -> Result<Self> {
        let mut display = Self {
            children: Vec::new(),
            name: String::new(),
            bus: String::new(),
        };
        let number = display.first_line(Command::new("Xvfb").args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x1000x24",
            "-nolisten",
            "tcp",
        ]))?;
        display.name = format!(":{number}");
        let name = display.name.clone();
        // Programs that the bus starts (the accessibility bus) need the display too.
        display.bus = display.first_line(
            Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--print-address"])
                .env("DISPLAY", name),
        )?;
        Ok(display)
    }

    fn first_line(&mut self, command: &mut Command) -> Result<String> {
        let shown = format!("{command:?}");
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("could not start {shown}: run `cargo xtask setup`"))?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("no output")?).read_line(&mut line)?;
        self.children.push(child);
        Ok(line.trim().to_owned())
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        for child in &mut self.children {
            // One that ended by itself needs no killing.
            let _killed = child.kill();
            let _reaped = child.wait();
        }
    }
}
