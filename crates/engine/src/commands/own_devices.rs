//! The person's own devices: which there are, which are new, and switching one off.

use crate::{
    engine::Engine,
    error::{EngineError, Result},
    store::{
        commit::Batch,
        setting::{self, Setting},
    },
};
use linli_api::{AskOwnDevices, KnowDevice, ListOwnDevices, SwitchOffDevice, Topic, view};
use linli_domain::{access::Refusal, id::DeviceId, time::Timestamp};
use linli_replica::exchange::SeenDevice;
use std::collections::BTreeSet;

pub(super) fn list(
    engine: &mut Engine,
    _: ListOwnDevices,
    _: &mut Vec<Topic>,
) -> Result<Vec<view::PersonalDevice>> {
    let off = engine.switching_off()?;
    let known = engine.known_devices()?;
    let devices = engine.seen_devices()?;
    let since = own_since(engine, &devices);
    let mut shown: Vec<view::PersonalDevice> = devices
        .iter()
        .map(|seen| view::PersonalDevice {
            device: seen.device,
            kind: seen.kind,
            role: seen.role,
            since: seen.since,
            seen_at: seen.seen_at,
            is_this: seen.device == engine.device.id,
            is_new: is_new(seen, engine.device.id, since, &known),
            state: match seen.off_at {
                Some(at) => view::PersonalDeviceState::Off(at),
                None if off.contains(&seen.device) => view::PersonalDeviceState::SwitchingOff,
                None => view::PersonalDeviceState::InUse,
            },
        })
        .collect();
    // This one first, then those in use, the newest before the older ones.
    shown.sort_by_key(|device| {
        let is_off = matches!(device.state, view::PersonalDeviceState::Off(_));
        (!device.is_this, is_off, std::cmp::Reverse(device.since))
    });
    Ok(shown)
}

/// How many devices are new: in use, enrolled after this one, and not yet said to be known.
pub(super) fn new_count(engine: &Engine) -> Result<u32> {
    let known = engine.known_devices()?;
    let devices = engine.seen_devices()?;
    let since = own_since(engine, &devices);
    let new = devices
        .iter()
        .filter(|seen| is_new(seen, engine.device.id, since, &known));
    Ok(u32::try_from(new.count()).unwrap_or(u32::MAX))
}

fn own_since(engine: &Engine, devices: &[SeenDevice]) -> Option<Timestamp> {
    let own = devices.iter().find(|seen| seen.device == engine.device.id);
    own.map(|seen| seen.since)
}

fn is_new(
    seen: &SeenDevice,
    own: DeviceId,
    since: Option<Timestamp>,
    known: &BTreeSet<DeviceId>,
) -> bool {
    seen.device != own
        && seen.off_at.is_none()
        && since.is_some_and(|since| seen.since > since)
        && !known.contains(&seen.device)
}

pub(super) fn ask(engine: &mut Engine, _: AskOwnDevices, _: &mut Vec<Topic>) -> Result<()> {
    engine.centre_status.ask_devices = true;
    engine.centre_status.bell.ring();
    Ok(())
}

pub(super) fn switch_off(
    engine: &mut Engine,
    ask: SwitchOffDevice,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let devices = engine.seen_devices()?;
    let is_other =
        ask.device != engine.device.id && devices.iter().any(|seen| seen.device == ask.device);
    if !is_other {
        return Err(EngineError::NotAllowed(Refusal::NotTheirs));
    }
    let mut off = engine.switching_off()?;
    off.insert(ask.device);
    keep(engine, Setting::of(&setting::SWITCH_OFF, &off)?)?;
    changed.extend([Topic::Devices, Topic::Session]);
    engine.centre_status.bell.ring();
    Ok(())
}

pub(super) fn know(engine: &mut Engine, ask: KnowDevice, changed: &mut Vec<Topic>) -> Result<()> {
    let mut known = engine.known_devices()?;
    known.insert(ask.device);
    keep(engine, Setting::of(&setting::KNOWN_DEVICES, &known)?)?;
    changed.extend([Topic::Devices, Topic::Session]);
    Ok(())
}

fn keep(engine: &mut Engine, setting: Setting) -> Result<()> {
    engine.commit(Batch {
        settings: vec![setting],
        ..Batch::default()
    })?;
    Ok(())
}
