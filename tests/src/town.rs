//! A town: one server, one ChromeDriver, and people with phones.

use crate::{
    browser::{Browser, Screen},
    driver::Driver,
    server::Server,
};
use anyhow::Result;
use std::path::PathBuf;
use tempfile::TempDir;

/// A server with demo data and whoever uses it. Everything is gone when dropped.
#[derive(Debug)]
pub struct Town {
    pub server: Server,
    driver: Driver,
    folder: TempDir,
}

impl Town {
    /// A fresh town.
    ///
    /// # Errors
    /// When the server or the driver does not start.
    pub async fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let server = Server::start(&folder.path().join("centre"))?;
        Ok(Self {
            server,
            driver: Driver::chrome().await?,
            folder,
        })
    }

    /// The profile folder of the phone called `phone`; it outlives the browser.
    #[must_use]
    pub fn profile(&self, phone: &str) -> PathBuf {
        self.folder.path().join(phone)
    }

    /// Switches the phone `phone` on and opens the app.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn phone(&self, phone: &str, screen: Screen, language: &str) -> Result<Browser> {
        let browser =
            Browser::chromium(&self.driver, &self.profile(phone), screen, language).await?;
        browser.open(&self.server.address).await?;
        Ok(browser)
    }

    /// Enrols the phone for the seeded person `name`.
    ///
    /// # Errors
    /// When it does not end on that person's home page.
    pub async fn enrol(&self, browser: &Browser, name: &str) -> Result<()> {
        let code = self.server.code_for(name)?;
        browser.fill("#code", &code).await?;
        browser
            .until("the way to send the code", async |client| {
                client
                    .find(fantoccini::Locator::Css("form button"))
                    .await?
                    .click()
                    .await?;
                Ok(Some(()))
            })
            .await?;
        browser
            .until("the end of enrolment", async |client| {
                let fields = client.find_all(fantoccini::Locator::Css("#code")).await?;
                Ok(fields.is_empty().then_some(()))
            })
            .await
    }
}
