//! Single values that the device keeps, by name, as JSON.

use super::Database;
use crate::{
    clock::DeviceClock,
    error::{EngineError, Result},
    identity::{Enrolment, Farewell, OwnDevice},
};
use linli_api::view::DeviceStanding;
use linli_domain::{
    id::{DeviceId, DocId},
    person::Preferences,
    time::Timestamp,
};
use linli_replica::{
    exchange::{Cursor, Epoch, SeenDevice},
    turned_away::MovedTo,
};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    collections::{BTreeMap, BTreeSet},
    marker::PhantomData,
};

/// A setting's name with the type of its value.
#[derive(Debug)]
pub(crate) struct Key<T> {
    name: &'static str,
    holds: PhantomData<fn() -> T>,
}

impl<T> Key<T> {
    const fn new(name: &'static str) -> Self {
        Self {
            name,
            holds: PhantomData,
        }
    }
}

/// Which version of the view rows the database holds.
pub(crate) const VIEWS: Key<u32> = Key::new("views");
/// This device's id and key.
pub(crate) const DEVICE: Key<OwnDevice> = Key::new("device");
/// Whose the device is, and how the centre knows it.
pub(crate) const ENROLMENT: Key<Enrolment> = Key::new("enrolment");
/// The centre's address, where the person or shell gave one.
pub(crate) const SERVER: Key<String> = Key::new("server");
/// The centre's word that was followed last to another address.
pub(crate) const MOVED: Key<MovedTo> = Key::new("moved");
/// What stays of a device that was emptied.
pub(crate) const FAREWELL: Key<Option<Farewell>> = Key::new("farewell");
/// How far the feed was read.
pub(crate) const CURSOR: Key<Cursor> = Key::new("cursor");
/// The centre has once told this device all that it may read.
pub(crate) const TOLD_ALL: Key<bool> = Key::new("told_all");
/// The life of the centre's store that was heard of last.
pub(crate) const EPOCH: Key<Epoch> = Key::new("epoch");
/// The life in which this device had last given back all that it had.
pub(crate) const GIVEN_SINCE: Key<Epoch> = Key::new("given_since");
pub(crate) const CLOCK: Key<DeviceClock> = Key::new("clock");
/// When the centre was last heard of.
pub(crate) const HEARD_AT: Key<Timestamp> = Key::new("heard_at");
/// Whether the centre knows this device.
pub(crate) const STANDING: Key<DeviceStanding> = Key::new("standing");
/// The person's own devices, as the centre last told them.
pub(crate) const SEEN_DEVICES: Key<Vec<SeenDevice>> = Key::new("seen_devices");
/// Devices that the person has said to know.
pub(crate) const KNOWN_DEVICES: Key<BTreeSet<DeviceId>> = Key::new("known_devices");
/// Devices that are to be switched off.
pub(crate) const SWITCH_OFF: Key<BTreeSet<DeviceId>> = Key::new("switch_off");
/// Documents of which the home page told, and which were opened since.
pub(crate) const SEEN: Key<BTreeSet<DocId>> = Key::new("seen");
/// Requests that were begun again, by the draft that takes their place when it is sent.
pub(crate) const AGAIN: Key<BTreeMap<DocId, DocId>> = Key::new("again");
pub(crate) const PREFERENCES: Key<Preferences> = Key::new("preferences");
/// The catalogue as the centre sent it.
pub(crate) const CATALOGUE: Key<KeptCatalogue> = Key::new("catalogue");

/// The catalogue with the tag that the centre knows it by.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct KeptCatalogue {
    /// The centre's tag for it.
    pub(crate) etag: String,
    pub(crate) json: String,
}

/// A setting to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Setting {
    name: &'static str,
    value: String,
}

impl Setting {
    pub(crate) fn of<T: Serialize>(key: &Key<T>, value: &T) -> Result<Self> {
        let value = serde_json::to_string(value).map_err(EngineError::kept(key.name))?;
        Ok(Self {
            name: key.name,
            value,
        })
    }

    pub(super) fn write(&self, db: &Connection) -> Result<()> {
        db.prepare_cached(
            "INSERT INTO setting (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )?
        .execute((self.name, &self.value))?;
        Ok(())
    }
}

impl Database {
    /// The value kept for `key`.
    pub(crate) fn setting<T: DeserializeOwned>(&self, key: &Key<T>) -> Result<Option<T>> {
        let text: Option<String> = self
            .db
            .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
            .query_row([key.name], |row| row.get(0))
            .optional()?;
        text.map(|text| serde_json::from_str(&text).map_err(EngineError::kept(key.name)))
            .transpose()
    }
}
