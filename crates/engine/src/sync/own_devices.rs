//! What the centre says of the person's own devices, and what it is asked to switch off.

use crate::{
    engine::Engine,
    error::Result,
    store::{
        commit::Batch,
        setting::{self, Setting},
    },
};
use linli_api::Topic;
use linli_domain::id::DeviceId;
use linli_replica::exchange::{Exchange, SeenDevice, SwitchOff};
use std::collections::BTreeSet;

impl Engine {
    /// The person's devices as the centre last told them; this one is among them.
    pub(crate) fn seen_devices(&self) -> Result<Vec<SeenDevice>> {
        let kept = self.store.setting(&setting::SEEN_DEVICES)?;
        Ok(kept.unwrap_or_default())
    }

    /// Devices that the person has said to know.
    pub(crate) fn known_devices(&self) -> Result<BTreeSet<DeviceId>> {
        let kept = self.store.setting(&setting::KNOWN_DEVICES)?;
        Ok(kept.unwrap_or_default())
    }

    /// Devices that are to be switched off as soon as the centre is reached.
    pub(crate) fn switching_off(&self) -> Result<BTreeSet<DeviceId>> {
        let kept = self.store.setting(&setting::SWITCH_OFF)?;
        Ok(kept.unwrap_or_default())
    }

    /// The wishes of this device to switch others off.
    pub(super) fn switch_off_wishes(&self) -> Result<Vec<SwitchOff>> {
        let off = self.switching_off()?;
        if off.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.device.key();
        let wish = |device| SwitchOff::sign(&key, self.device.id, device);
        Ok(off.into_iter().map(wish).collect())
    }

    /// Takes in what the centre says to `sent` of the person's devices.
    pub(super) fn take_devices(
        &mut self,
        devices: Option<Vec<SeenDevice>>,
        sent: &Exchange,
        batch: &mut Batch,
    ) -> Result<()> {
        if sent.ask_devices {
            self.centre_status.ask_devices = false;
        }
        let Some(devices) = devices else {
            return Ok(());
        };
        if !sent.switch_off.is_empty() {
            // Done, or not theirs: asking again would not help.
            let mut off = self.switching_off()?;
            off.retain(|device| sent.switch_off.iter().all(|wish| wish.device != *device));
            batch
                .settings
                .push(Setting::of(&setting::SWITCH_OFF, &off)?);
        }
        batch
            .settings
            .push(Setting::of(&setting::SEEN_DEVICES, &devices)?);
        batch.topics.extend([Topic::Devices, Topic::Session]);
        Ok(())
    }
}
