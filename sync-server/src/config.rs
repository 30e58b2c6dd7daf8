//! The configuration: a TOML file, then the environment (`LINLI_…`), then the command
//! line; a later source wins. Every value is checked before anything starts.

use crate::error::ServerError;
use clap::Args;
use serde::Deserialize;
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};

/// Bytes of a mebibyte.
const MIB: u64 = 1024 * 1024;

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
    /// Most exchanges of one device in a minute
    #[arg(long, env = "LINLI_EXCHANGES_PER_MINUTE")]
    pub exchanges_per_minute: Option<u32>,
    /// Most wrong codes from one address in a minute
    #[arg(long, env = "LINLI_WRONG_CODES_PER_MINUTE")]
    pub wrong_codes_per_minute: Option<u32>,
    /// Most room for the photos of one resident, in MiB
    #[arg(long, env = "LINLI_PHOTO_MIB_PER_RESIDENT")]
    pub photo_mib_per_resident: Option<u32>,
    /// How often lapsed assignments are looked for, in seconds
    #[arg(long, env = "LINLI_LEASE_CHECK_SECONDS")]
    pub lease_check_seconds: Option<u32>,
    /// How often webhooks to be sent are looked for, in seconds
    #[arg(long, env = "LINLI_WEBHOOK_CHECK_SECONDS")]
    pub webhook_check_seconds: Option<u32>,
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
    /// How often webhooks to be sent are looked for.
    pub webhook_check: Duration,
}

/// What one caller, and all together, may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsageLimits {
    /// Most connections at once.
    pub connections: usize,
    /// Most exchanges of one device in a minute.
    pub exchanges_per_minute: u32,
    /// Most wrong codes from one address in a minute.
    pub wrong_codes_per_minute: u32,
    /// Most bytes of the photos of one resident.
    pub photo_bytes_per_resident: u64,
}

impl Default for UsageLimits {
    fn default() -> Self {
        Self {
            connections: 10_000,
            exchanges_per_minute: 600,
            wrong_codes_per_minute: 5,
            photo_bytes_per_resident: 256 * MIB,
        }
    }
}

impl RawConfig {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, or has an unknown or mistyped value.
    pub fn from_file(path: &Path) -> Result<Self, ServerError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ServerError::File(path.to_owned(), error))?;
        toml::from_str(&text)
            .map_err(|error| ServerError::Config(format!("{}: {error}", path.display())))
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
            exchanges_per_minute: self.exchanges_per_minute.or(under.exchanges_per_minute),
            wrong_codes_per_minute: self.wrong_codes_per_minute.or(under.wrong_codes_per_minute),
            photo_mib_per_resident: self.photo_mib_per_resident.or(under.photo_mib_per_resident),
            lease_check_seconds: self.lease_check_seconds.or(under.lease_check_seconds),
            webhook_check_seconds: self.webhook_check_seconds.or(under.webhook_check_seconds),
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
    /// The first value that will not do, and what is expected.
    pub fn check(self) -> Result<Config, ServerError> {
        let catalogue = self.catalogue.clone();
        let catalogue = catalogue.unwrap_or_else(|| PathBuf::from("catalogue"));
        let config = Config {
            listen: listen_address(self.listen.as_deref())?,
            data: self.data(),
            web: self.web.clone(),
            catalogue,
            tls: tls_files(self.tls_cert.clone(), self.tls_key.clone())?,
            behind_proxy: self.behind_proxy.unwrap_or(false),
            limits: self.limits()?,
            lease_check: seconds("lease_check_seconds", self.lease_check_seconds, 30)?,
            webhook_check: seconds("webhook_check_seconds", self.webhook_check_seconds, 2)?,
        };
        config.check_folders()?;
        Ok(config)
    }

    fn limits(&self) -> Result<UsageLimits, ServerError> {
        let default = UsageLimits::default();
        let connections = match self.connections {
            Some(number) => {
                usize::try_from(at_least_one("connections", number)?).unwrap_or(default.connections)
            }
            None => default.connections,
        };
        let per_minute = |name, value: Option<u32>, default| {
            value.map_or(Ok(default), |value| at_least_one(name, value))
        };
        Ok(UsageLimits {
            connections,
            exchanges_per_minute: per_minute(
                "exchanges_per_minute",
                self.exchanges_per_minute,
                default.exchanges_per_minute,
            )?,
            wrong_codes_per_minute: per_minute(
                "wrong_codes_per_minute",
                self.wrong_codes_per_minute,
                default.wrong_codes_per_minute,
            )?,
            photo_bytes_per_resident: self
                .photo_mib_per_resident
                .map_or(default.photo_bytes_per_resident, |mib| u64::from(mib) * MIB),
        })
    }
}

impl Config {
    fn check_folders(&self) -> Result<(), ServerError> {
        if self.data.exists() && !self.data.is_dir() {
            let data = self.data.display();
            return wrong(format!("data is `{data}`, which is not a folder"));
        }
        for (name, folder) in [
            ("catalogue", Some(&self.catalogue)),
            ("web", self.web.as_ref()),
        ] {
            if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
                let folder = folder.display();
                return wrong(format!("{name} is `{folder}`; there is no such folder"));
            }
        }
        Ok(())
    }
}

fn wrong<T>(text: String) -> Result<T, ServerError> {
    Err(ServerError::Config(text))
}

fn listen_address(text: Option<&str>) -> Result<SocketAddr, ServerError> {
    let Some(text) = text else {
        return Ok(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8440));
    };
    text.parse().or_else(|_| {
        wrong(format!(
            "listen is `{text}`; an address and port as in `127.0.0.1:8440` are expected"
        ))
    })
}

fn tls_files(
    cert: Option<PathBuf>,
    key: Option<PathBuf>,
) -> Result<Option<(PathBuf, PathBuf)>, ServerError> {
    match (cert, key) {
        (Some(cert), Some(key)) => Ok(Some((cert, key))),
        (None, None) => Ok(None),
        _ => wrong("tls_cert and tls_key belong together; one is missing".to_owned()),
    }
}

fn at_least_one(name: &str, value: u32) -> Result<u32, ServerError> {
    match value {
        0 => wrong(format!("{name} is 0; 1 or more is expected")),
        value => Ok(value),
    }
}

fn seconds(name: &str, value: Option<u32>, default: u32) -> Result<Duration, ServerError> {
    let seconds = value.map_or(Ok(default), |value| at_least_one(name, value))?;
    Ok(Duration::from_secs(seconds.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(toml: &str) -> Result<Config, ServerError> {
        let given: RawConfig =
            toml::from_str(toml).map_err(|error| ServerError::Config(error.to_string()))?;
        RawConfig {
            catalogue: Some(std::env::temp_dir()),
            ..given
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
            ("lisen = \"x\"", "lisen"),
        ] {
            let error = given(toml).unwrap_err().to_string();
            assert!(error.contains(expected), "{toml}: {error}");
        }
    }
}
