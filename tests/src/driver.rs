//! WebDriver processes: ChromeDriver for browsers, WebKitWebDriver for the window.

use anyhow::{Context, Result};
use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tokio::{net::TcpStream, time::sleep};

/// A WebDriver process. Killed when dropped, with everything that it started.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    pub url: String,
}

impl Driver {
    /// ChromeDriver.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn chrome() -> Result<Self> {
        let arguments = |port| vec![format!("--port={port}"), "--silent".to_owned()];
        Self::start("chromedriver", arguments, &[]).await
    }

    /// WebKitGTK's driver, which opens the desktop app; the app inherits `environment`.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn webkit(environment: &[(&str, &str)]) -> Result<Self> {
        Self::start(
            "WebKitWebDriver",
            |port| vec![format!("--port={port}")],
            environment,
        )
        .await
    }

    async fn start(
        name: &str,
        arguments: impl Fn(u16) -> Vec<String>,
        environment: &[(&str, &str)],
    ) -> Result<Self> {
        let port = free_port()?;
        let child = Command::new(name)
            .args(arguments(port))
            .envs(environment.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("could not start `{name}`: run `cargo xtask setup`"))?;
        let driver = Self {
            child,
            url: format!("http://127.0.0.1:{port}"),
        };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return Ok(driver);
            }
            sleep(Duration::from_millis(50)).await;
        }
        anyhow::bail!("`{name}` does not listen")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // One that ended by itself needs no killing.
        let _killed = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// A port that was free a moment ago: these drivers cannot be told to pick their own and say which.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
