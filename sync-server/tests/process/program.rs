//! The real program on a folder of its own: served, asked and stopped.

use crate::support::{Link, Phone, town::catalogue};
use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::PathBuf,
    process::{Child, ChildStdout, Command, Output, Stdio},
    sync::{Arc, Mutex},
    thread::{self, JoinHandle},
};
use tempfile::TempDir;

/// A centre's folder, and the program for it.
pub struct Folder {
    pub temp: TempDir,
    /// What every process of this folder gets besides.
    pub environment: Vec<(&'static str, String)>,
}

/// A centre that serves.
pub struct Serving {
    pub child: Child,
    pub address: SocketAddr,
    log: Arc<Mutex<String>>,
    reading: Option<JoinHandle<()>>,
    _out: BufReader<ChildStdout>,
}

impl Folder {
    pub fn new() -> Self {
        Self {
            temp: tempfile::tempdir().unwrap(),
            environment: Vec::new(),
        }
    }

    pub fn data(&self) -> PathBuf {
        self.temp.path().join("data")
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    /// The program, told where the folder is.
    pub fn program(&self) -> Command {
        self.told(Command::new(env!("CARGO_BIN_EXE_linli-server")))
    }

    /// Tells a command that becomes the program where the folder is.
    pub fn told(&self, mut command: Command) -> Command {
        command
            .env("LINLI_DATA", self.data())
            .env("LINLI_CATALOGUE", catalogue())
            .env("LINLI_LISTEN", "127.0.0.1:0")
            .env("LINLI_EXCHANGES_PER_MINUTE", "1000000")
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.program().args(arguments).output().unwrap()
    }

    /// Runs a command that must do, and answers what it printed.
    #[track_caller]
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {told}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that must fail, and answers what it complained of.
    #[track_caller]
    pub fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?} was done");
        String::from_utf8(output.stderr).unwrap()
    }

    pub fn serve(&self) -> Serving {
        let mut serve = self.program();
        serve.arg("serve");
        Serving::begin(serve)
    }

    /// The code of a new resident, who is called 居民 and `number`.
    pub fn code(&self, number: u64) -> String {
        let name = format!("居民{number}");
        let enrol = [
            "enrol",
            "--role",
            "resident",
            "--area",
            "demo-chunfeng",
            "--name",
            &name,
        ];
        self.done(&enrol)
    }

    /// An enrolled phone of a new resident.
    pub fn phone(&self, serving: &Serving, number: u64) -> Phone {
        let code = self.code(number);
        let mut phone = Phone::new(number);
        phone.enrol(&mut serving.link(), code.trim()).unwrap();
        phone
    }
}

impl Serving {
    /// Starts a command that becomes the program, and waits until it listens.
    #[track_caller]
    pub fn begin(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = Arc::<Mutex<String>>::default();
        let (kept, stderr) = (log.clone(), child.stderr.take().unwrap());
        let reading = thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                *kept.lock().unwrap() += &(line + "\n");
            }
        });
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        let address = loop {
            line.clear();
            if out.read_line(&mut line).unwrap() == 0 {
                reading.join().unwrap();
                panic!("it does not serve: {}", log.lock().unwrap());
            }
            if let Some(address) = line.trim_end().strip_prefix("listening on http://") {
                break address.parse().unwrap();
            }
        };
        Self {
            child,
            address,
            log,
            reading: Some(reading),
            _out: out,
        }
    }

    pub fn link(&self) -> Link {
        Link::to(self.address)
    }

    /// What it has logged so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Tells it to end, waits for that, and answers everything that it logged.
    #[track_caller]
    pub fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(told.success());
        assert!(self.child.wait().unwrap().success(), "{}", self.log());
        if let Some(reading) = self.reading.take() {
            reading.join().unwrap();
        }
        self.log()
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Has ended already, where the test went well.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
