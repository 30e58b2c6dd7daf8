//! The real server as a child process.

use crate::{path_from, program, root};
use anyhow::{Context, Result, ensure};
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
};

/// A running server. Killed when dropped.
#[derive(Debug)]
pub struct Server {
    child: Option<Child>,
    data: PathBuf,
    /// Such as `http://127.0.0.1:PORT`, without a path.
    pub address: String,
}

impl Server {
    /// Starts a server with demo data in `data`, on a port that the system picks.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn start(data: &Path) -> Result<Self> {
        let mut server = Self {
            child: None,
            data: data.to_owned(),
            address: "http://127.0.0.1:0".to_owned(),
        };
        server.resume()?;
        Ok(server)
    }

    /// Starts it (again), on the same port as before.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn resume(&mut self) -> Result<()> {
        let listen = self.address.trim_start_matches("http://");
        let mut child = Command::new(program("linli-server")?)
            .args(["demo", "--listen", listen, "--data"])
            .arg(&self.data)
            .arg("--web")
            .arg(path_from("LINLI_SITE", "web/dist"))
            .arg("--catalogue")
            .arg(root().join("catalogue"))
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .context("could not start the server")?;
        let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
        let address = lines.by_ref().find_map(|line| {
            let line = line.ok()?;
            line.split_once("listening on ")
                .map(|(_, address)| address.trim().to_owned())
        });
        self.child = Some(child);
        self.address = address.context("the server ended before it listened")?;
        // The rest of its output is read away so that it never blocks on a full pipe.
        thread::spawn(move || lines.for_each(drop));
        Ok(())
    }

    /// Kills the server at once, as a power cut would.
    ///
    /// # Errors
    /// When it cannot be killed.
    pub fn kill(&mut self) -> Result<()> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// A fresh enrolment code for the seeded person called `name`.
    ///
    /// # Errors
    /// When there is no such person, or more than one.
    pub fn code_for(&self, name: &str) -> Result<String> {
        let number = self.number_of(name)?;
        let text = self.told(&["enrol", "--person", &number])?;
        let code: String = text.chars().filter(char::is_ascii_digit).collect();
        ensure!(code.len() == 16, "no code for `{name}`: {text}");
        Ok(code)
    }

    /// Admits a resident of whom nothing but the name is known, as an operator would.
    ///
    /// # Errors
    /// When the server refuses it.
    pub fn admit(&self, name: &str) -> Result<()> {
        let arguments = ["enrol", "--new", "--name", name, "--role", "resident"];
        let arguments = [&arguments[..], &["--area", "demo-chunfeng"]].concat();
        self.told(&arguments).map(drop)
    }

    /// The number of the seeded person called `name`.
    ///
    /// # Errors
    /// When there is no such person, or more than one.
    pub fn number_of(&self, name: &str) -> Result<String> {
        let found = self.told(&["people", "find", name])?;
        ensure!(found.lines().count() == 1, "not one `{name}`: {found}");
        let number = found.split_whitespace().next();
        Ok(number.context("no number")?.to_owned())
    }

    /// Writes a copy of the store to the new file `copy`, also while the server runs.
    ///
    /// # Errors
    /// When the server refuses it.
    pub fn back_up(&self, copy: &Path) -> Result<()> {
        self.told(&["backup", &copy.to_string_lossy()]).map(drop)
    }

    /// Puts the copy in the store's place, while the server does not run; what the operator
    /// is told of it.
    ///
    /// # Errors
    /// When the server refuses it.
    pub fn restore(&self, copy: &Path) -> Result<String> {
        let output = self.run(&["restore", &copy.to_string_lossy()])?;
        Ok(String::from_utf8(output.stderr)?)
    }

    /// A token for an own system of `office`.
    ///
    /// # Errors
    /// When the server refuses it.
    pub fn gateway_token(&self, office: &str) -> Result<String> {
        let arguments = ["gateway", "add", "--office", office, "--name", "outside"];
        Ok(self.told(&arguments)?.trim().to_owned())
    }

    /// What the server's command line says.
    fn told(&self, arguments: &[&str]) -> Result<String> {
        Ok(String::from_utf8(self.run(arguments)?.stdout)?)
    }

    fn run(&self, arguments: &[&str]) -> Result<Output> {
        let output = Command::new(program("linli-server")?)
            .args(arguments)
            .arg("--data")
            .arg(&self.data)
            .output()
            .context("could not start the server's command line")?;
        ensure!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(output)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that ended by itself needs no killing.
        let _ended = self.kill();
    }
}
