//! `devices`: lists and revokes devices.

use super::existing;
use anyhow::{Result, ensure};
use clap::Subcommand;
use linli_domain::id::DeviceId;
use linli_server::{
    core::{
        clock::ServerClock,
        own_devices,
        transaction::{Transaction, WriterState},
    },
    store::Account,
};
use std::{path::Path, sync::Arc};

#[derive(Debug, Subcommand)]
pub(crate) enum DeviceCommand {
    /// List every device
    List,
    /// Revoke a device: it can read and write nothing any more
    Revoke {
        /// Its id, as listed
        device: DeviceId,
    },
}

impl DeviceCommand {
    /// What it does, for the operator's log; nothing where it only looks.
    pub(crate) fn action(&self) -> Option<String> {
        match self {
            Self::List => None,
            Self::Revoke { device } => Some(format!("devices revoke {device}")),
        }
    }
}

/// Runs one of the commands about devices.
pub(crate) fn run(data: &Path, command: &DeviceCommand) -> Result<()> {
    let (store, centre) = existing(data)?;
    match command {
        DeviceCommand::List => {
            for device in store.read(|store| store.devices())? {
                let Account { writer, name, .. } = &device.account;
                let state = if device.revoked_at.is_some() {
                    "revoked"
                } else {
                    "in use"
                };
                say!(
                    "{}  {:<9}  {state:<7}  {name}",
                    device.id,
                    writer.role.word()
                );
            }
        }
        DeviceCommand::Revoke { device } => {
            ensure!(
                *device != centre.device,
                "the centre itself cannot be revoked"
            );
            let clock = ServerClock::system().of(&*store)?;
            let mut state = WriterState::new(centre, Arc::default(), clock);
            let revoked = store.write(|store| {
                own_devices::revoke(&mut Transaction::new(store, &mut state), *device)
            })?;
            ensure!(revoked, "there is no such device in use");
            say!("revoked");
        }
    }
    Ok(())
}
