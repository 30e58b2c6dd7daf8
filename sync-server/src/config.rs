//! The configuration: a TOML file, then the environment (`LINLI_…`), then the command
//! line; a later source wins. Every value is checked before anything starts.

mod limits;
mod metrics_token;

pub use limits::UsageLimits;
pub use metrics_token::MetricsToken;

use self::{limits::MIB, metrics_token::LEAST_TOKEN};
use crate::error::ServerError;
use clap::Args;
use serde::Deserialize;
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};

/// Seconds of a day.
const ONE_DAY: u32 = 24 * 60 * 60;
/// Stands where a given address will not do, which is told.
const ANY: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Values as they were given, from whichever source. Absent means the default. Each is an
/// option of the command line, a variable of the environment and a key of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Args)]
#[serde(deny_unknown_fields)]
pub struct RawConfig {
    /// Folder of the store and the centre's key. Other commands need it too, so it is an
    /// option of them all.
    #[arg(skip)]
    pub data: Option<PathBuf>,
    /// Address and port; port 0 lets the system choose
    #[arg(long, env = "LINLI_LISTEN")]
    pub listen: Option<String>,
    /// Folder of the browser app; without it there is none
    #[arg(long, env = "LINLI_WEB")]
    pub web: Option<PathBuf>,
    /// Folder of the catalogue
    #[arg(long, env = "LINLI_CATALOGUE")]
    pub catalogue: Option<PathBuf>,
    /// Certificate chain (PEM)
    #[arg(long, env = "LINLI_TLS_CERT")]
    pub tls_cert: Option<PathBuf>,
    /// Its key (PEM)
    #[arg(long, env = "LINLI_TLS_KEY")]
    pub tls_key: Option<PathBuf>,
    /// Whether the last entry of `X-Forwarded-For` names the caller
    #[arg(long, env = "LINLI_BEHIND_PROXY")]
    pub behind_proxy: Option<bool>,
    /// Most connections at once
    #[arg(long, env = "LINLI_CONNECTIONS")]
    pub connections: Option<u32>,
    /// Most connections of one address that carry no device's token
    #[arg(long, env = "LINLI_CONNECTIONS_PER_ADDRESS")]
    pub connections_per_address: Option<u32>,
    /// Most connections of one device
    #[arg(long, env = "LINLI_CONNECTIONS_PER_DEVICE")]
    pub connections_per_device: Option<u32>,
    /// Most exchanges of one device in a minute
    #[arg(long, env = "LINLI_EXCHANGES_PER_MINUTE")]
    pub exchanges_per_minute: Option<u32>,
    /// So many wrong enrolment codes in a minute are slips; of more, the log warns
    #[arg(long, env = "LINLI_WRONG_CODES_PER_MINUTE")]
    pub wrong_codes_per_minute: Option<u32>,
    /// Most room for the photos of one resident, in MiB
    #[arg(long, env = "LINLI_PHOTO_MIB_PER_RESIDENT")]
    pub photo_mib_per_resident: Option<u32>,
    /// Most photos of one resident
    #[arg(long, env = "LINLI_PHOTOS_PER_RESIDENT")]
    pub photos_per_resident: Option<u32>,
    /// Most photos that one person may begin to send on one day
    #[arg(long, env = "LINLI_PHOTOS_PER_DAY")]
    pub photos_per_day: Option<u32>,
    /// Most documents that one person may begin on one day
    #[arg(long, env = "LINLI_DOCUMENTS_PER_DAY")]
    pub documents_per_day: Option<u32>,
    /// Most that one person may write on one day, photos not counted, in MiB
    #[arg(long, env = "LINLI_MIB_PER_DAY")]
    pub mib_per_day: Option<u32>,
    /// Most changes that one person may write into one document
    #[arg(long, env = "LINLI_CHANGES_PER_DOCUMENT")]
    pub changes_per_document: Option<u32>,
    /// Most that one person may write into one document, photos not counted, in MiB
    #[arg(long, env = "LINLI_MIB_PER_DOCUMENT")]
    pub mib_per_document: Option<u32>,
    /// How often lapsed assignments are looked for, in seconds
    #[arg(long, env = "LINLI_LEASE_CHECK_SECONDS")]
    pub lease_check_seconds: Option<u32>,
    /// How often the whole store is looked through for damage, in seconds
    #[arg(long, env = "LINLI_STORE_CHECK_SECONDS")]
    pub store_check_seconds: Option<u32>,
    /// How often webhooks to be sent are looked for, in seconds
    #[arg(long, env = "LINLI_WEBHOOK_CHECK_SECONDS")]
    pub webhook_check_seconds: Option<u32>,
    /// Address and port of a listener of its own for `/metrics`, without TLS
    #[arg(long, env = "LINLI_METRICS_LISTEN")]
    pub metrics_listen: Option<String>,
    /// Token with which `/metrics` is answered beside everything else
    #[arg(long, env = "LINLI_METRICS_TOKEN", hide_env_values = true)]
    pub metrics_token: Option<MetricsToken>,
    /// Where the centre is now, such as `https://linli.example`: this server then answers
    /// nothing else
    #[arg(long, env = "LINLI_MOVED_TO")]
    pub moved_to: Option<String>,
    /// What is wrong with the file that these values come from.
    #[serde(skip)]
    #[arg(skip)]
    pub mistakes: Vec<String>,
}

/// The configuration with every value checked and every default filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen; port 0 lets the system choose.
    pub listen: SocketAddr,
    /// Folder of the store and the centre's key.
    pub data: PathBuf,
    /// Folder of the browser app; without it there is none.
    pub web: Option<PathBuf>,
    /// Folder of the catalogue.
    pub catalogue: PathBuf,
    /// Certificate chain and key.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Whether the last entry of `X-Forwarded-For` names the caller.
    pub behind_proxy: bool,
    /// What one caller, and all together, may use.
    pub limits: UsageLimits,
    /// How often lapsed assignments are looked for.
    pub lease_check: Duration,
    /// How often the whole store is looked through for damage.
    pub store_check: Duration,
    /// How often webhooks to be sent are looked for.
    pub webhook_check: Duration,
    /// Where `/metrics` listens by itself.
    pub metrics_listen: Option<SocketAddr>,
    /// With what `/metrics` is answered beside everything else.
    pub metrics_token: Option<MetricsToken>,
    /// Where the centre is now, if not here.
    pub moved_to: Option<String>,
}

impl RawConfig {
    /// Reads a file. What is wrong in it is told by [`Self::check`] with everything else.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn from_file(path: &Path) -> Result<Self, ServerError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ServerError::File(path.to_owned(), error))?;
        Ok(Self::from_text(&text, &path.display().to_string()))
    }

    /// Reads each value by itself, so that a wrong one hides no other.
    fn from_text(text: &str, file: &str) -> Self {
        let mut read = Self::default();
        let table = match toml::from_str::<toml::Table>(text) {
            Ok(table) => table,
            Err(error) => {
                read.mistakes.push(format!("{file}: {error}"));
                return read;
            }
        };
        for (name, value) in table {
            let one = toml::Table::from_iter([(name.clone(), value)]);
            match Self::deserialize(one) {
                Ok(one) => read = one.over(read),
                Err(error) => {
                    let line = line_of(text, &name);
                    let reason = error.to_string();
                    let reason = reason.trim_end();
                    read.mistakes
                        .push(format!("{file}:{line}: {name}: {reason}"));
                }
            }
        }
        read
    }

    /// Fails where the file of these values has mistakes.
    ///
    /// # Errors
    /// All of them.
    pub fn check_file(&self) -> Result<(), ServerError> {
        all_told(self.mistakes.clone())
    }

    /// These values, and those of `under` where these are absent.
    #[must_use]
    pub fn over(self, under: Self) -> Self {
        Self {
            listen: self.listen.or(under.listen),
            data: self.data.or(under.data),
            web: self.web.or(under.web),
            catalogue: self.catalogue.or(under.catalogue),
            tls_cert: self.tls_cert.or(under.tls_cert),
            tls_key: self.tls_key.or(under.tls_key),
            behind_proxy: self.behind_proxy.or(under.behind_proxy),
            connections: self.connections.or(under.connections),
            connections_per_address: self
                .connections_per_address
                .or(under.connections_per_address),
            connections_per_device: self.connections_per_device.or(under.connections_per_device),
            exchanges_per_minute: self.exchanges_per_minute.or(under.exchanges_per_minute),
            wrong_codes_per_minute: self.wrong_codes_per_minute.or(under.wrong_codes_per_minute),
            photo_mib_per_resident: self.photo_mib_per_resident.or(under.photo_mib_per_resident),
            photos_per_resident: self.photos_per_resident.or(under.photos_per_resident),
            photos_per_day: self.photos_per_day.or(under.photos_per_day),
            documents_per_day: self.documents_per_day.or(under.documents_per_day),
            mib_per_day: self.mib_per_day.or(under.mib_per_day),
            changes_per_document: self.changes_per_document.or(under.changes_per_document),
            mib_per_document: self.mib_per_document.or(under.mib_per_document),
            lease_check_seconds: self.lease_check_seconds.or(under.lease_check_seconds),
            store_check_seconds: self.store_check_seconds.or(under.store_check_seconds),
            webhook_check_seconds: self.webhook_check_seconds.or(under.webhook_check_seconds),
            metrics_listen: self.metrics_listen.or(under.metrics_listen),
            metrics_token: self.metrics_token.or(under.metrics_token),
            moved_to: self.moved_to.or(under.moved_to),
            mistakes: [under.mistakes, self.mistakes].concat(),
        }
    }

    /// The folder of the store, as given or by default.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.data
            .clone()
            .unwrap_or_else(|| PathBuf::from("linli-data"))
    }

    /// Checks every value.
    ///
    /// # Errors
    /// Every value that will not do, and what is expected.
    pub fn check(self) -> Result<Config, ServerError> {
        let mut wrong = Mistakes(self.mistakes.clone());
        let catalogue = self.catalogue.clone();
        let catalogue = catalogue.unwrap_or_else(|| PathBuf::from("catalogue"));
        let listen = self.listen.as_deref().unwrap_or("127.0.0.1:8440");
        let (metrics, moved) = (self.metrics_listen.as_deref(), self.moved_to.as_deref());
        let config = Config {
            listen: wrong.note(address("listen", listen), ANY),
            data: self.data(),
            web: self.web.clone(),
            catalogue,
            tls: wrong.note(tls_files(self.tls_cert.clone(), self.tls_key.clone()), None),
            behind_proxy: self.behind_proxy.unwrap_or(false),
            limits: self.limits(&mut wrong),
            lease_check: wrong.seconds("lease_check_seconds", self.lease_check_seconds, 30),
            store_check: wrong.seconds("store_check_seconds", self.store_check_seconds, ONE_DAY),
            webhook_check: wrong.seconds("webhook_check_seconds", self.webhook_check_seconds, 2),
            metrics_listen: metrics.map(|text| wrong.note(address("metrics_listen", text), ANY)),
            metrics_token: self.metrics_token,
            moved_to: moved.map(|text| wrong.note(web_address("moved_to", text), String::new())),
        };
        config.check_folders(&mut wrong);
        config.check_token(&mut wrong);
        all_told(wrong.0)?;
        Ok(config)
    }

    fn limits(&self, wrong: &mut Mistakes) -> UsageLimits {
        let default = UsageLimits::default();
        let mut count = |name, value: Option<u32>, default: usize| {
            let value = value.map(|value| wrong.at_least_one(name, value));
            value.map_or(default, |value| usize::try_from(value).unwrap_or(default))
        };
        let connections = count("connections", self.connections, default.connections);
        let connections_per_address = count(
            "connections_per_address",
            self.connections_per_address,
            default.connections_per_address,
        );
        let connections_per_device = count(
            "connections_per_device",
            self.connections_per_device,
            default.connections_per_device,
        );
        let mut per_minute = |name, value: Option<u32>, default| {
            value.map_or(default, |value| wrong.at_least_one(name, value))
        };
        let most = |given: Option<u32>, default| given.map_or(default, u64::from);
        let mib = |given: Option<u32>, default| given.map_or(default, |mib| u64::from(mib) * MIB);
        UsageLimits {
            connections,
            connections_per_address,
            connections_per_device,
            exchanges_per_minute: per_minute(
                "exchanges_per_minute",
                self.exchanges_per_minute,
                default.exchanges_per_minute,
            ),
            wrong_codes_per_minute: per_minute(
                "wrong_codes_per_minute",
                self.wrong_codes_per_minute,
                default.wrong_codes_per_minute,
            ),
            photos_per_resident: most(self.photos_per_resident, default.photos_per_resident),
            photo_bytes_per_resident: mib(
                self.photo_mib_per_resident,
                default.photo_bytes_per_resident,
            ),
            photos_per_day: most(self.photos_per_day, default.photos_per_day),
            changes_per_document: most(self.changes_per_document, default.changes_per_document),
            bytes_per_document: mib(self.mib_per_document, default.bytes_per_document),
            documents_per_day: most(self.documents_per_day, default.documents_per_day),
            bytes_per_day: mib(self.mib_per_day, default.bytes_per_day),
        }
    }
}

impl Config {
    fn check_folders(&self, wrong: &mut Mistakes) {
        if self.data.exists() && !self.data.is_dir() {
            let data = self.data.display();
            wrong.add(format!("data is `{data}`, which is not a folder"));
        }
        for (name, folder) in [
            ("catalogue", Some(&self.catalogue)),
            ("web", self.web.as_ref()),
        ] {
            if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
                let folder = folder.display();
                wrong.add(format!("{name} is `{folder}`; there is no such folder"));
            }
        }
    }

    fn check_token(&self, wrong: &mut Mistakes) {
        let token = self.metrics_token.as_ref();
        if token.is_some_and(MetricsToken::is_short) {
            wrong.add(format!(
                "metrics_token is short; {LEAST_TOKEN} characters or more are expected"
            ));
        }
    }
}

/// What is wrong, all of it.
struct Mistakes(Vec<String>);

impl Mistakes {
    fn add(&mut self, text: String) {
        self.0.push(text);
    }

    /// The value, or `otherwise` where it will not do.
    fn note<T>(&mut self, value: Result<T, String>, otherwise: T) -> T {
        value.unwrap_or_else(|text| {
            self.add(text);
            otherwise
        })
    }

    fn at_least_one(&mut self, name: &str, value: u32) -> u32 {
        if value == 0 {
            self.add(format!("{name} is 0; 1 or more is expected"));
        }
        value
    }

    fn seconds(&mut self, name: &str, value: Option<u32>, default: u32) -> Duration {
        let seconds = value.map_or(default, |value| self.at_least_one(name, value));
        Duration::from_secs(seconds.into())
    }
}

/// Fails with all mistakes, where there are any.
fn all_told(mistakes: Vec<String>) -> Result<(), ServerError> {
    match mistakes.as_slice() {
        [] => Ok(()),
        [one] => Err(ServerError::Config(one.clone())),
        several => Err(ServerError::Config(format!(
            "{} values will not do:\n  {}",
            several.len(),
            several.join("\n  ")
        ))),
    }
}

/// The line in which a name is given its value, from 1.
fn line_of(text: &str, name: &str) -> usize {
    let is_there = |line: &str| {
        let rest = line.trim_start().trim_start_matches(['"', '\'', '[']);
        rest.strip_prefix(name).is_some_and(|rest| {
            !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_')
        })
    };
    1 + text.lines().take_while(|line| !is_there(line)).count()
}

fn address(name: &str, text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        format!("{name} is `{text}`; an address and port as in `127.0.0.1:8440` are expected")
    })
}

/// An address as devices use it.
fn web_address(name: &str, text: &str) -> Result<String, String> {
    let host = ["https://", "http://"]
        .into_iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let is_host = |host: &str| {
        !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "/@?#".contains(c))
    };
    if host.is_some_and(is_host) {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "{name} is `{text}`; an address as in `https://linli.example` is expected"
        ))
    }
}

fn tls_files(
    cert: Option<PathBuf>,
    key: Option<PathBuf>,
) -> Result<Option<(PathBuf, PathBuf)>, String> {
    match (cert, key) {
        (Some(cert), Some(key)) => Ok(Some((cert, key))),
        (None, None) => Ok(None),
        _ => Err("tls_cert and tls_key belong together; one is missing".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(toml: &str) -> Result<Config, ServerError> {
        RawConfig {
            catalogue: Some(std::env::temp_dir()),
            ..RawConfig::from_text(toml, "linli.toml")
        }
        .check()
    }

    #[test]
    fn a_wrong_value_is_named_with_what_is_expected() {
        for (toml, expected) in [
            ("listen = \"8440\"", "`127.0.0.1:8440`"),
            ("tls_cert = \"a.pem\"", "tls_key"),
            ("web = \"/no/such\"", "no such folder"),
            ("connections = 0", "1 or more"),
            ("metrics_token = \"short\"", "16 characters"),
            ("moved_to = \"new.example\"", "`https://linli.example`"),
            (
                "moved_to = \"https://new.example/app\"",
                "`https://linli.example`",
            ),
            ("lisen = \"x\"", "linli.toml:1: lisen"),
            ("listen = ", "linli.toml: "),
        ] {
            let error = given(toml).unwrap_err().to_string();
            assert!(error.contains(expected), "{toml}: {error}");
        }
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let error = given(
            "listen = \"8440\"\n# more\nconnections = \"many\"\nlisen = 1\n\
             lease_check_seconds = 0\ntls_key = \"k\"\nmetrics_token = \"short\"\nweb = \"/no\"",
        );
        let error = error.unwrap_err().to_string();
        for told in [
            "7 values",
            "listen is `8440`",
            "linli.toml:3: connections",
            "linli.toml:4: lisen",
            "lease_check_seconds is 0",
            "tls_cert",
            "metrics_token is short",
            "web is `/no`",
        ] {
            assert!(error.contains(told), "{told}: {error}");
        }
    }

    #[test]
    fn what_is_given_of_limits_is_taken_and_the_rest_stays() {
        let limits = given("documents_per_day = 7\nmib_per_day = 2\nphotos_per_day = 0").unwrap();
        let expected = UsageLimits {
            documents_per_day: 7,
            bytes_per_day: 2 * MIB,
            photos_per_day: 0,
            ..UsageLimits::default()
        };
        assert_eq!(limits.limits, expected);
    }
}
