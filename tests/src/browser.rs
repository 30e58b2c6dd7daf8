//! A page as a person uses it: find by what is visible, press, type, read.
//! Everything waits for a condition; nothing sleeps for a time.

mod devtools;

use crate::driver::Driver;
use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder, Locator, elements::Element, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};
use tokio::time::{sleep, timeout};

/// How long a condition may take before the test fails. Generous: a slow
/// machine must not fail a test, only a wrong program may.
const PATIENCE: Duration = Duration::from_secs(60);

/// The size and kind of screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// A phone of 390 × 844 CSS pixels.
    Phone,
    /// The narrowest phone, 320 × 640.
    Narrow,
    /// A tablet that is held upright, 820 × 1180.
    Tablet,
    /// A phone that lies on its side, 740 × 360.
    Lying,
    Desk,
}

/// A browser or window under control.
#[derive(Debug)]
pub struct Browser {
    pub client: Client,
    profile: Option<PathBuf>,
}

impl Browser {
    /// A Chromium with the profile folder `profile`, which keeps its data between starts.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn chromium(
        driver: &Driver,
        profile: &Path,
        screen: Screen,
        language: &str,
    ) -> Result<Self> {
        fs::create_dir_all(profile)?;
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            format!("--user-data-dir={}", profile.display()),
            format!("--lang={language}"),
            format!("--accept-lang={language}"),
        ];
        let mut options = serde_json::Map::new();
        let held = match screen {
            Screen::Phone => Some((390, 844)),
            Screen::Narrow => Some((320, 640)),
            Screen::Tablet => Some((820, 1180)),
            Screen::Lying => Some((740, 360)),
            Screen::Desk => None,
        };
        match held {
            Some((width, height)) => {
                options.insert(
                    "mobileEmulation".to_owned(),
                    json!({"deviceMetrics": {"width": width, "height": height, "pixelRatio": 2.0, "touch": true}}),
                );
            }
            None => arguments.push("--window-size=1280,900".to_owned()),
        }
        options.insert("args".to_owned(), json!(arguments));
        options.insert(
            "prefs".to_owned(),
            json!({"intl.accept_languages": language}),
        );
        let mut capabilities = Capabilities::new();
        capabilities.insert("browserName".to_owned(), json!("chrome"));
        capabilities.insert("goog:chromeOptions".to_owned(), Value::Object(options));
        let client = connect(driver, capabilities).await?;
        Ok(Self {
            client,
            profile: Some(profile.to_owned()),
        })
    }

    /// The desktop app, opened by WebKit's driver. The program inherits the driver's environment.
    ///
    /// # Errors
    /// When the window does not open.
    pub async fn window(driver: &Driver, program: &Path, arguments: &[String]) -> Result<Self> {
        let mut capabilities = Capabilities::new();
        capabilities.insert(
            "webkitgtk:browserOptions".to_owned(),
            json!({"binary": program, "args": arguments}),
        );
        Ok(Self {
            client: connect(driver, capabilities).await?,
            profile: None,
        })
    }

    /// Opens an address; presses count there at once.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open(&self, address: &str) -> Result<()> {
        self.client.goto(address).await?;
        self.pause_presses(0).await
    }

    /// For so many milliseconds no press counts after something else came under the finger.
    /// A driver's hands are steady: for it no time is lost, unless that is what is tried.
    ///
    /// # Errors
    /// When the page cannot be asked.
    pub async fn pause_presses(&self, milliseconds: u32) -> Result<()> {
        let keep = "localStorage.setItem('linli-steady', arguments[0]);";
        self.run(keep, vec![milliseconds.to_string().into()])
            .await?;
        Ok(())
    }

    /// Waits until `look` finds something.
    ///
    /// # Errors
    /// When it does not within a minute; the error holds what the page shows.
    pub async fn until<T, F>(&self, what: &str, mut look: F) -> Result<T>
    where
        F: AsyncFnMut(&Client) -> Result<Option<T>>,
    {
        let start = Instant::now();
        loop {
            // An element may go stale between finding and asking: look again.
            match timeout(PATIENCE, look(&self.client)).await {
                Ok(Ok(Some(found))) => return Ok(found),
                Ok(_) => {}
                Err(_) => bail!("the driver did not answer while waiting for {what}"),
            }
            if start.elapsed() > PATIENCE {
                let page = timeout(PATIENCE, self.text())
                    .await
                    .map(Result::unwrap_or_default);
                bail!(
                    "waited in vain for {what}; the page shows:\n{}",
                    page.unwrap_or_default()
                );
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the phone can start the app without a network.
    ///
    /// # Errors
    /// When it never can.
    pub async fn until_offline_ready(&self) -> Result<()> {
        self.until("the service worker", async |client| {
            let script =
                "return Boolean(navigator.serviceWorker && navigator.serviceWorker.controller)";
            let ready = client.execute(script, vec![]).await?.as_bool();
            Ok(ready.filter(|ready| *ready).map(drop))
        })
        .await
    }

    /// Everything that can be read on the page.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn text(&self) -> Result<String> {
        Ok(self.client.find(Locator::Css("body")).await?.text().await?)
    }

    /// Waits until the page shows `words`.
    ///
    /// # Errors
    /// When it never does.
    pub async fn see(&self, words: &str) -> Result<()> {
        self.until(&format!("the words `{words}`"), async |client| {
            let body = client.find(Locator::Css("body")).await?.text().await?;
            Ok(squeeze(&body).contains(&squeeze(words)).then_some(()))
        })
        .await
    }

    /// Waits until the page shows one of several words.
    ///
    /// # Errors
    /// When it never shows any.
    pub async fn see_one_of(&self, words: &[&str]) -> Result<()> {
        self.until(&format!("one of {words:?}"), async |client| {
            let body = squeeze(&client.find(Locator::Css("body")).await?.text().await?);
            Ok(words
                .iter()
                .any(|words| body.contains(&squeeze(words)))
                .then_some(()))
        })
        .await
    }

    /// Waits until the page does not show `words`.
    ///
    /// # Errors
    /// When it keeps showing them.
    pub async fn not_see(&self, words: &str) -> Result<()> {
        self.until(&format!("`{words}` to go"), async |client| {
            let body = client.find(Locator::Css("body")).await?.text().await?;
            Ok((!squeeze(&body).contains(&squeeze(words))).then_some(()))
        })
        .await
    }

    /// Presses the button or link whose name contains `name`.
    ///
    /// # Errors
    /// When there is none that can be pressed.
    pub async fn press(&self, name: &str) -> Result<()> {
        self.press_at("//*", name).await
    }

    /// Presses the button or link named `name` inside the smallest `tag` element that shows `mark`.
    ///
    /// # Errors
    /// When there is none that can be pressed.
    pub async fn press_in(&self, tag: &str, mark: &str, name: &str) -> Result<()> {
        let within = format!("//{tag}[contains(normalize-space(.), {})]//*", quoted(mark));
        self.press_at(&within, name).await
    }

    async fn press_at(&self, within: &str, name: &str) -> Result<()> {
        let is_pressed = "[self::button or self::a]";
        let name_is = quoted(name);
        // The name exactly, before a name that only contains it.
        let exact = format!("{within}{is_pressed}[normalize-space(.) = {name_is}]");
        let path = format!("{within}{is_pressed}[contains(normalize-space(.), {name_is})]");
        self.until(&format!("a button `{name}`"), async |client| {
            let element = match visible(client, &exact).await? {
                Some(element) => Some(element),
                None => visible(client, &path).await?,
            };
            let Some(element) = element else {
                return Ok(None);
            };
            if !element.is_enabled().await? {
                return Ok(None);
            }
            in_sight(client, &element).await?;
            element.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Chooses the option (radio button or checkbox) labelled `label`.
    ///
    /// # Errors
    /// When there is none.
    pub async fn choose(&self, label: &str) -> Result<()> {
        let path = format!("//label[contains(normalize-space(.), {})]", quoted(label));
        self.until(&format!("an option `{label}`"), async |client| {
            let Some(element) = visible(client, &path).await? else {
                return Ok(None);
            };
            in_sight(client, &element).await?;
            element.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Types `text` into the field matched by the CSS selector.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn fill(&self, css: &str, text: &str) -> Result<()> {
        self.until(&format!("a field `{css}`"), async |client| {
            let element = client.find(Locator::Css(css)).await?;
            element.clear().await?;
            element.send_keys(text).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Presses keys, as one whose hands are on the keyboard: they go to what has the focus.
    ///
    /// # Errors
    /// When nothing has the focus.
    pub async fn keys(&self, keys: &str) -> Result<()> {
        Ok(self.client.active_element().await?.send_keys(keys).await?)
    }

    /// Hands a file to the file field matched by the CSS selector, hidden or not.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn attach(&self, css: &str, file: &Path) -> Result<()> {
        self.until(&format!("a file field `{css}`"), async |client| {
            let element = client.find(Locator::Css(css)).await?;
            element.send_keys(&file.to_string_lossy()).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Runs JavaScript in the page and gives back its result.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }

    /// Runs JavaScript that calls its last argument with the result.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute_async(script, arguments).await?)
    }

    /// Keeps a picture of the page as `<target>/pictures/<name>.png`, for people to look at.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub async fn picture(&self, name: &str) -> Result<()> {
        let folder = crate::program("linli-server")?.with_file_name("pictures");
        fs::create_dir_all(&folder)?;
        let picture = timeout(PATIENCE, self.client.screenshot()).await??;
        fs::write(folder.join(format!("{name}.png")), picture)?;
        Ok(())
    }

    /// Kills the browser with SIGKILL, as if the phone's battery had been pulled.
    ///
    /// # Errors
    /// When no process of the browser is found.
    pub async fn kill(self) -> Result<()> {
        let profile = self
            .profile
            .clone()
            .context("only a browser can be killed")?;
        let mut killed = 0;
        for process in processes_with(&profile)? {
            let status = Command::new("kill")
                .args(["-9", &process.to_string()])
                .status()?;
            killed += usize::from(status.success());
        }
        anyhow::ensure!(killed > 0, "found no process of the browser");
        let start = Instant::now();
        while !processes_with(&profile)?.is_empty() {
            anyhow::ensure!(start.elapsed() < PATIENCE, "the browser does not die");
            sleep(Duration::from_millis(20)).await;
        }
        // Chromium's lock names the dead process; a person's next start ignores it, a driver's waits.
        for name in ["SingletonLock", "SingletonCookie", "SingletonSocket"] {
            if let Err(error) = fs::remove_file(profile.join(name)) {
                anyhow::ensure!(error.kind() == std::io::ErrorKind::NotFound, "{error}");
            }
        }
        drop(self);
        Ok(())
    }

    /// Closes the browser as a person does.
    ///
    /// # Errors
    /// When it cannot be closed.
    pub async fn close(self) -> Result<()> {
        Ok(timeout(PATIENCE, self.client.close()).await??)
    }
}

async fn connect(driver: &Driver, capabilities: Capabilities) -> Result<Client> {
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    let connected = timeout(PATIENCE, builder.connect(&driver.url)).await;
    let client = connected.context("the browser did not answer")?;
    client.context("the browser did not start")
}

/// Scrolls to it, as a person would who sees only half of it above a bar that stays.
async fn in_sight(client: &Client, element: &Element) -> Result<()> {
    let middle = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
    let element = serde_json::to_value(element)?;
    client.execute(middle, vec![element]).await?;
    Ok(())
}

/// The first element on the XPath that can be seen.
async fn visible(client: &Client, path: &str) -> Result<Option<Element>> {
    for element in client.find_all(Locator::XPath(path)).await? {
        if element.is_displayed().await? {
            return Ok(Some(element));
        }
    }
    Ok(None)
}

/// `text` as an XPath string; names in tests hold no double quotes.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// Without white space and direction marks, so that line breaks do not matter.
fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !('\u{2066}'..='\u{2069}').contains(c))
        .collect()
}

/// Processes whose command line names the profile folder.
fn processes_with(profile: &Path) -> Result<Vec<u32>> {
    let needle = profile.display().to_string();
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let entry = entry?;
        let Some(id) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok())
        else {
            continue;
        };
        // A process may end while we look.
        let Ok(line) = fs::read(entry.path().join("cmdline")) else {
            continue;
        };
        let is_driver = String::from_utf8_lossy(&line).contains("chromedriver");
        if !is_driver && String::from_utf8_lossy(&line).contains(&needle) {
            found.push(id);
        }
    }
    Ok(found)
}
