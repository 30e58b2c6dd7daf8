//! What Chromium can do beyond the WebDriver standard.

use super::Browser;
use anyhow::Result;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use url::Url;

impl Browser {
    /// Makes the page's own thread so many times slower, as on a phone. Chromium only;
    /// its workers stay as fast as they are.
    ///
    /// # Errors
    /// When the driver refuses it.
    pub async fn slow_down(&self, times: u32) -> Result<()> {
        let rate = json!({ "rate": times });
        self.devtools("Emulation.setCPUThrottlingRate", rate).await
    }

    /// Has the browser answer yes when a page asks for `permission`.
    ///
    /// # Errors
    /// When the driver refuses it.
    pub async fn allow(&self, permission: &str) -> Result<()> {
        let permissions = json!({ "permissions": [permission] });
        self.devtools("Browser.grantPermissions", permissions).await
    }

    /// Has the browser give the page at `address` only so many bytes of storage; `None`: as
    /// many as usual.
    ///
    /// # Errors
    /// When the driver refuses it.
    pub async fn limit_storage(&self, address: &str, bytes: Option<u64>) -> Result<()> {
        let mut limit = json!({ "origin": address });
        if let Some(bytes) = bytes {
            limit["quotaSize"] = bytes.into();
        }
        self.devtools("Storage.overrideQuotaForOrigin", limit).await
    }

    async fn devtools(&self, command: &'static str, parameters: Value) -> Result<()> {
        let command = Devtools {
            command,
            parameters,
        };
        self.client.issue_cmd(command).await?;
        Ok(())
    }
}

/// A command to Chromium itself, which the standard does not have.
#[derive(Debug)]
struct Devtools {
    command: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/goog/cdp/execute"))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.parameters });
        (http::Method::POST, Some(body.to_string()))
    }
}
