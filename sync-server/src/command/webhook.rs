//! `gateway webhook`: where offices' own systems hear of what happens.

use super::existing;
use crate::command;
use anyhow::{Context, Result, ensure};
use clap::Subcommand;
use linli_server::{
    core::{
        clock::{ServerClock, rfc3339},
        key,
        webhook::WebhookSecret,
    },
    store::{DeliveryId, Webhook, WebhookId},
};
use reqwest::Url;
use std::{net::IpAddr, path::Path};

/// Most dead deliveries on one list.
const MOST: u32 = 1000;

#[derive(Debug, Subcommand)]
pub(crate) enum WebhookCommand {
    /// Let a system hear of what happens, and print the secret of its signatures, once
    Add {
        /// The office of whose applications it hears
        #[arg(long)]
        office: String,
        /// Where it listens
        #[arg(long)]
        url: String,
    },
    /// List every webhook
    List,
    /// Remove a webhook with all that it has not been told
    Remove {
        /// Its id, as listed
        id: WebhookId,
    },
    /// List what was given up: when, and what the receiver answered last
    Dead,
    /// Try again what was given up
    Retry {
        /// Which, as listed; everything without it
        delivery: Option<i64>,
    },
}

impl WebhookCommand {
    /// What it does, for the operator's log; nothing where it only looks.
    pub(crate) fn action(&self) -> Option<String> {
        match self {
            Self::Add { office, .. } => Some(format!("gateway webhook add {office}")),
            Self::Remove { id } => Some(format!("gateway webhook remove {id}")),
            Self::Retry { .. } => Some("gateway webhook retry".to_owned()),
            Self::List | Self::Dead => None,
        }
    }
}

/// Runs one of the commands about webhooks.
pub(crate) fn run(data: &Path, command: &WebhookCommand) -> Result<()> {
    let (store, centre) = existing(data)?;
    let now = ServerClock::system().of(&*store)?.now();
    match command {
        WebhookCommand::Add { office, url } => {
            let webhook = Webhook {
                id: WebhookId(key::random()?),
                office: command::office(&*store, office)?,
                url: address(url)?,
            };
            store.write(|store| store.add_webhook(&webhook, now))?;
            say!("{}", WebhookSecret::of(&centre, webhook.id).shown());
            eprintln!("keep it: it is shown this once");
        }
        WebhookCommand::List => {
            for Webhook { id, office, url } in store.read(|store| store.webhooks(None))? {
                say!("{id}  {:<20}  {url}", office.0);
            }
        }
        WebhookCommand::Remove { id } => {
            let removed = store.write(|store| store.remove_webhook(*id))?;
            ensure!(removed, "there is no such webhook");
            say!("removed");
        }
        WebhookCommand::Dead => {
            for dead in store.read(|store| store.dead_letters(None, MOST))? {
                let (event, url) = (&dead.event, &dead.webhook.url);
                let at = dead.dead_at.map(rfc3339).unwrap_or_default();
                let answered = match dead.last_status {
                    Some(status) => status.to_string(),
                    None => "---".to_owned(),
                };
                say!(
                    "{}  {at}  {answered}  {}  {}  {:<14}  {url}",
                    dead.id.0,
                    event.doc,
                    event.seq.0,
                    event.kind
                );
            }
        }
        WebhookCommand::Retry { delivery } => {
            let retried = store.write(|store| match delivery {
                Some(id) => store
                    .retry_delivery(None, DeliveryId(*id), now)
                    .map(usize::from),
                None => store.retry_dead_letters(now),
            })?;
            say!("{retried} to be tried again");
        }
    }
    Ok(())
}

/// Checks that a signed message may go to an address: encrypted, unless it stays on this
/// machine, and without a secret, which would appear in lists and logs.
fn address(text: &str) -> Result<String> {
    let url = Url::parse(text).with_context(|| format!("`{text}` is no address"))?;
    let host = url.host_str().context("the address names no host")?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let is_here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    ensure!(
        url.scheme() == "https" || (url.scheme() == "http" && is_here),
        "the address must begin with https://, unless it is on this machine"
    );
    ensure!(
        url.username().is_empty() && url.password().is_none(),
        "the address may hold no name or password: messages are signed instead"
    );
    ensure!(
        url.fragment().is_none(),
        "the address may hold no #fragment: no server ever sees one"
    );
    Ok(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_a_signed_message_may_go_to_are_taken() {
        for right in [
            "https://office.example/heard?from=linli",
            "http://localhost:8080/heard",
            "http://127.0.0.1/heard",
            "http://[::1]:9/heard",
        ] {
            assert_eq!(address(right).unwrap(), right);
        }
        for wrong in [
            "",
            "office.example/heard",
            "http://office.example/heard",
            "http://localhost.office.example/",
            "https://",
            "https://user:secret@office.example/",
            "https://user@office.example/",
            "https://office.example/#heard",
            "ftp://office.example/",
            "file:///etc/passwd",
        ] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }
}
