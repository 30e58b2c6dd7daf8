//! Who wrote a value, and when; and values given for one answer while apart.

use crate::{
    layout,
    replica::{Replica, ReplicaError as Error},
    signed::device_of,
};
use automerge::{Automerge, ObjId, ReadDoc};
use linli_domain::{
    answer::{FieldId, Value},
    id::DeviceId,
    profile::ProfileKey,
    time::Timestamp,
};
use std::collections::BTreeMap;

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueSource {
    /// The device that wrote it.
    pub device: DeviceId,
    /// When, by that device's clock, to the second.
    pub at: Timestamp,
}

/// One of several values given for one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub value: Value,
    /// Where it comes from.
    pub source: ValueSource,
}

impl Replica {
    /// Where each field of a profile comes from; empty for other kinds of document.
    ///
    /// # Errors
    /// [`Error::Change`] when Automerge cannot read the document.
    pub fn profile_sources(&self) -> Result<BTreeMap<ProfileKey, ValueSource>, Error> {
        let Some(map) = layout::map(&self.doc, layout::PROFILE) else {
            return Ok(BTreeMap::new());
        };
        let mut sources = BTreeMap::new();
        for key in self.doc.keys(&map) {
            let Some((_, id)) = self.doc.get(&map, key.as_str())? else {
                continue;
            };
            sources.extend(source(&self.doc, &id).map(|source| (key.into(), source)));
        }
        Ok(sources)
    }

    /// Answers for which different values were given while apart: all of them, the one
    /// that shows until somebody chooses first. Photos are never among them.
    ///
    /// # Errors
    /// [`Error::Change`] when Automerge cannot read the document.
    pub fn clashes(&self) -> Result<BTreeMap<FieldId, Vec<Version>>, Error> {
        let Some(map) = layout::map(&self.doc, layout::ANSWERS) else {
            return Ok(BTreeMap::new());
        };
        let mut clashes = BTreeMap::new();
        for key in self.doc.keys(&map) {
            let values = self.doc.get_all(&map, key.as_str())?;
            if values.len() < 2 {
                continue;
            }
            let mut versions: Vec<Version> = Vec::new();
            // Automerge tells them in order, the one that shows last.
            for (value, id) in values.into_iter().rev() {
                let value = layout::answer(&self.doc, &value, &id);
                let Some((value, source)) = value.zip(source(&self.doc, &id)) else {
                    continue;
                };
                if versions.iter().all(|known| known.value != value) {
                    versions.push(Version { value, source });
                }
            }
            // Lists of photos become one by themselves.
            let is_photos = |version: &Version| matches!(version.value, Value::Photos(_));
            if versions.len() > 1 && !versions.iter().all(is_photos) {
                clashes.insert(FieldId(key), versions);
            }
        }
        Ok(clashes)
    }
}

fn source(doc: &Automerge, id: &ObjId) -> Option<ValueSource> {
    let meta = doc.get_change_meta_by_hash(&doc.hash_for_opid(id)?)?;
    Some(ValueSource {
        device: device_of(&meta.actor)?.0,
        at: Timestamp(meta.timestamp.checked_mul(1000)?),
    })
}
