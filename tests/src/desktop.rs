//! A desktop: a virtual display with the real window on it, and a screen reader's ear.

use crate::{
    browser::Browser, display::Display, driver::Driver, program, screen_reader, town::Town,
};
use anyhow::{Context, Result, ensure};
use std::time::Duration;
use tokio::{process::Command, time::timeout};

/// How long a program may take to end. Generous: a slow machine must not fail a test.
const PATIENCE: Duration = Duration::from_secs(60);

/// A display of its own, and what opens the window on it.
#[derive(Debug)]
pub struct Desktop {
    display: Display,
    driver: Driver,
    environment: Vec<(&'static str, String)>,
}

impl Desktop {
    /// A desktop whose app keeps its data in the town's folder `name`.
    ///
    /// # Errors
    /// When the display or the driver does not start.
    pub async fn new(town: &Town, name: &str) -> Result<Self> {
        let display = Display::start()?;
        let data = town.profile(name);
        let environment = [
            ("DISPLAY", display.name.as_str()),
            ("DBUS_SESSION_BUS_ADDRESS", display.bus.as_str()),
            (
                "LINLI_DATA",
                data.to_str().context("a path that is no text")?,
            ),
            ("LINLI_CENTRE", town.server.address.as_str()),
            ("GDK_BACKEND", "x11"),
            ("LC_ALL", "C.UTF-8"),
            // Has the window take orders from a driver.
            ("TAURI_AUTOMATION", "true"),
            ("TAURI_WEBVIEW_AUTOMATION", "true"),
            // A virtual display has no graphics memory to share.
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
        ];
        let driver = Driver::webkit(&environment).await?;
        let environment = environment.map(|(name, value)| (name, value.to_owned()));
        Ok(Self {
            environment: environment.into(),
            display,
            driver,
        })
    }

    /// Starts the program once more, beside the window that is open, and waits for its end.
    ///
    /// # Errors
    /// When it cannot be started, complains, or does not end.
    pub async fn start_again(&self) -> Result<()> {
        let mut program = Command::new(program("linli")?);
        let is_for_driver = |name: &str| name.ends_with("AUTOMATION");
        let environment = self.environment.iter();
        program.envs(
            environment
                .filter(|(name, _)| !is_for_driver(name))
                .map(|(name, value)| (name, value)),
        );
        let ended = program.kill_on_drop(true).output();
        let ended = timeout(PATIENCE, ended).await;
        let ended = ended.context("a second start does not end")??;
        let told = String::from_utf8_lossy(&ended.stderr);
        ensure!(ended.status.success(), "{}: {told}", ended.status);
        Ok(())
    }

    /// Opens the window.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn open(&self) -> Result<Browser> {
        let window = Browser::window(&self.driver, &program("linli")?, &[]).await?;
        window
            .until("the window's page", async |_| {
                Ok(window.pause_presses(0).await.ok())
            })
            .await?;
        Ok(window)
    }

    /// The accessibility tree once it names `words`; it follows the page a little later.
    ///
    /// # Errors
    /// When it never does.
    pub async fn heard(&self, window: &Browser, words: &str) -> Result<String> {
        window
            .until(&format!("a screen reader to hear `{words}`"), async |_| {
                let tree = screen_reader::tree("linli", &self.display.bus)?;
                Ok(tree.contains(words).then_some(tree))
            })
            .await
    }
}
