//! The device's voice, noted instead of heard: a machine that runs tests has none.

use crate::browser::Browser;
use anyhow::Result;
use serde::Deserialize;

/// What the voice was given to say at once.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Said {
    pub lang: String,
    pub text: String,
    /// A part of the voice's own speed.
    pub rate: f32,
}

impl Browser {
    /// Gives the page a Chinese and an English voice, until it is loaded anew. One that
    /// `holds` says each passage only when it is told to go on.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn give_voice(&self, holds: bool) -> Result<()> {
        self.run(include_str!("voice.js"), Vec::new()).await?;
        let start = "linliVoice.holds = arguments[0]; linliVoice.said = []";
        self.run(start, vec![holds.into()]).await?;
        Ok(())
    }

    /// What the voice was given to say since [`Self::give_voice`], in order.
    ///
    /// # Errors
    /// When the page cannot be asked.
    pub async fn read_aloud(&self) -> Result<Vec<Said>> {
        let said = self.run("return linliVoice.said", Vec::new()).await?;
        Ok(serde_json::from_value(said)?)
    }

    /// The voice that holds ends what it says.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn voice_goes_on(&self) -> Result<()> {
        self.run("linliVoice.goOn()", Vec::new()).await?;
        Ok(())
    }
}
