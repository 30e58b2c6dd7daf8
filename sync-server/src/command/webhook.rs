//! `gateway webhook`: where offices' own systems hear of what happens.

use super::existing;
use anyhow::{Result, ensure};
use clap::Subcommand;
use linli_domain::id::{DocId, OfficeId};
use linli_server::{
    gateway::webhook::Secret,
    key::{self, hex},
    server::system_clock,
    store::Webhook,
};
use std::path::Path;

#[derive(Debug, Subcommand)]
pub(crate) enum Webhooks {
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
        id: DocId,
    },
    /// List what was given up
    Dead,
    /// Try again what was given up
    Retry {
        /// Which, as listed; everything without it
        delivery: Option<i64>,
    },
}

/// Looks after webhooks.
pub(crate) fn look_after(data: &Path, command: &Webhooks) -> Result<()> {
    let (store, centre) = existing(data)?;
    let now = (system_clock())();
    match command {
        Webhooks::Add { office, url } => {
            let is_address = url.starts_with("https://") || url.starts_with("http://");
            ensure!(is_address, "`{url}` is no address: https://… is expected");
            let webhook = Webhook {
                id: key::random()?,
                office: OfficeId(office.clone()),
                url: url.clone(),
            };
            store.write(|store| store.add_webhook(&webhook, now))?;
            println!("{}", Secret::of(&centre, &webhook.id).told());
            eprintln!("keep it: it is shown this once");
        }
        Webhooks::List => {
            for Webhook { id, office, url } in store.read(|store| store.webhooks())? {
                println!("{}  {:<20}  {url}", hex(&id), office.0);
            }
        }
        Webhooks::Remove { id } => {
            let removed = store.write(|store| store.remove_webhook(&id.0))?;
            ensure!(removed, "there is no such webhook");
            println!("removed");
        }
        Webhooks::Dead => {
            for dead in store.read(|store| store.deliveries_dead())? {
                let (news, url) = (&dead.news, &dead.webhook.url);
                println!(
                    "{}  {}  {}  {:<14}  {url}",
                    dead.id, news.doc, news.seq, news.kind
                );
            }
        }
        Webhooks::Retry { delivery } => {
            let revived = store.write(|store| store.revive_deliveries(*delivery, now))?;
            println!("{revived} to be tried again");
        }
    }
    Ok(())
}
