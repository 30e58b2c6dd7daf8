//! What a screen reader is told without being asked, noted in the page.

use crate::browser::Browser;
use anyhow::Result;

impl Browser {
    /// Notes from now on what a screen reader is told without being asked, until the page is
    /// loaded anew.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn record_spoken(&self) -> Result<()> {
        self.run(include_str!("spoken.js"), Vec::new()).await?;
        Ok(())
    }

    /// What was said since [`Self::record_spoken`], in order.
    ///
    /// # Errors
    /// When the page cannot be asked.
    pub async fn spoken(&self) -> Result<Vec<String>> {
        let said = self.run("return window.linliSpoken", Vec::new()).await?;
        Ok(serde_json::from_value(said)?)
    }

    /// Waits until `words` were said last.
    ///
    /// # Errors
    /// When they are not within a minute.
    pub async fn hear(&self, words: &str) -> Result<()> {
        self.until(&format!("`{words}` to be said"), async |_| {
            let said = self.spoken().await?;
            let is_said = said.last().is_some_and(|last| last.contains(words));
            Ok(is_said.then_some(()))
        })
        .await
    }
}
