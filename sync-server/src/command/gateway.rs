//! `gateway`: tokens of offices' own systems.

use super::{
    existing,
    webhook::{self, WebhookCommand},
};
use crate::command;
use anyhow::{Result, ensure};
use clap::Subcommand;
use linli_domain::id::{DeviceId, PersonId};
use linli_server::core::{
    account::{self, NewGateway},
    clock::ServerClock,
    key,
};
use std::path::Path;

#[derive(Debug, Subcommand)]
pub(crate) enum GatewayCommand {
    /// Let a system in, and print its token, once
    Add {
        /// The office whose applications it reads and decides
        #[arg(long)]
        office: String,
        /// How it is called
        #[arg(long)]
        name: String,
    },
    /// List every system
    List,
    /// Revoke a system's token
    Revoke {
        /// Its id, as listed
        id: DeviceId,
    },
    /// Let systems hear of what happens
    #[command(subcommand)]
    Webhook(WebhookCommand),
}

impl GatewayCommand {
    /// What it does, for the operator's log; nothing where it only looks.
    pub(crate) fn action(&self) -> Option<String> {
        match self {
            Self::Add { office, .. } => Some(format!("gateway add {office}")),
            Self::List => None,
            Self::Revoke { id } => Some(format!("gateway revoke {id}")),
            Self::Webhook(command) => command.action(),
        }
    }
}

/// Runs one of the commands about offices' own systems.
pub(crate) fn run(data: &Path, command: &GatewayCommand) -> Result<()> {
    match command {
        GatewayCommand::Add { office, name } => add(data, office, name),
        GatewayCommand::List => list(data),
        GatewayCommand::Revoke { id } => revoke(data, *id),
        GatewayCommand::Webhook(command) => webhook::run(data, command),
    }
}

fn add(data: &Path, office: &str, name: &str) -> Result<()> {
    ensure!(!name.is_empty(), "the name may not be empty");
    let (store, centre) = existing(data)?;
    let office = command::office(&*store, office)?;
    let (token, token_hash) = key::fresh_token()?;
    let new = NewGateway {
        office,
        name: name.to_owned(),
        person: PersonId(key::random()?),
        device: DeviceId(key::random()?),
        token_hash,
    };
    let now = ServerClock::system().of(&*store)?.now();
    store.write(|store| {
        account::introduce_centre(store, &centre, now)?;
        account::open_gateway(store, &centre, new, now)
    })?;
    say!("{token}");
    eprintln!("keep it: it is shown this once");
    Ok(())
}

fn list(data: &Path) -> Result<()> {
    let (store, _) = existing(data)?;
    for gateway in store.read(|store| store.gateways())? {
        let state = match gateway.device.revoked_at {
            Some(_) => "revoked",
            None => "in use",
        };
        let (id, name) = (gateway.device.id, &gateway.device.account.name);
        say!("{id}  {state:<7}  {:<20}  {name}", gateway.office.0);
    }
    Ok(())
}

fn revoke(data: &Path, id: DeviceId) -> Result<()> {
    let (store, _) = existing(data)?;
    let now = ServerClock::system().of(&*store)?.now();
    let revoked = store.write(|store| {
        let is_gateway = store.gateways()?.iter().any(|known| known.device.id == id);
        Ok(is_gateway && store.revoke_device(id, now)?)
    })?;
    ensure!(revoked, "there is no such system in use");
    say!("revoked");
    Ok(())
}
