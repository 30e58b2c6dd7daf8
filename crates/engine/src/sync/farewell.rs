//! Leaving a device: whoever is revoked, or gives the device to somebody else, leaves
//! nothing readable behind. What was never delivered is sealed to the centre first, and
//! handed over as soon as there is a way.

use crate::{
    engine::{Engine, giving_back::GivingBack},
    error::{EngineError, Result},
    host::{fresh_id, fresh_number},
    identity::{Enrolment, Farewell, KeptHandOver, OwnDevice},
    store::{
        commit::Batch,
        setting::{self, Setting},
    },
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use linli_api::{
    Topic,
    view::{DeviceStanding, EmptiedWhy, EnrolmentState},
};
use linli_domain::{catalogue::Area, id::DeviceId, time::Timestamp};
use linli_replica::{
    exchange::{VERSION, decode, encode},
    rescue::{HandOver, MAX_RESCUE_BYTES, Rescue},
};

/// Shortest time between two tries to hand over, in milliseconds.
pub(crate) const HAND_OVER_MS: i64 = 60_000;

impl Engine {
    /// Empties the device: nothing that anybody wrote or read here stays. It has a new id
    /// and key after that, and belongs to nobody.
    ///
    /// # Errors
    /// When something cannot be sealed or written; then everything is as it was.
    pub fn empty(&mut self, why: EmptiedWhy) -> Result<Vec<Topic>> {
        let now = self.now();
        let enrolment = self.enrolled()?.clone();
        let area = self.catalogue.area(&enrolment.area);
        let desk = area.and_then(Area::desk);
        let farewell = Farewell {
            why,
            desk: desk.cloned(),
            area: enrolment.area.clone(),
            hand_over: self.sealed(&enrolment, now)?,
        };
        let device = OwnDevice::new(DeviceId(fresh_id(self.host.as_mut())), self.host.fresh());
        let standing = match why {
            EmptiedWhy::Revoked => DeviceStanding::Revoked,
            EmptiedWhy::GivenAway => DeviceStanding::Known,
        };
        let mut keep = vec![
            Setting::of(&setting::DEVICE, &device)?,
            Setting::of(&setting::FAREWELL, &Some(farewell.clone()))?,
            Setting::of(&setting::STANDING, &standing)?,
            Setting::of(&setting::PREFERENCES, &self.preferences)?,
            Setting::of(&setting::CLOCK, &self.clock)?,
        ];
        if let Some(server) = self.store.setting(&setting::SERVER)? {
            keep.push(Setting::of(&setting::SERVER, &server)?);
        }
        self.store.wipe(&keep)?;
        self.device = device;
        self.farewell = Some(farewell);
        self.enrolment = None;
        self.catalogue = linli_domain::catalogue::Catalogue::default();
        self.versions.forget();
        self.judge = crate::engine::entitled::Judge::default();
        self.incarnation = fresh_number(self.host.as_mut());
        self.centre_status.standing = standing;
        self.centre_status.heard_at = None;
        self.centre_status.twice = false;
        self.giving_back = GivingBack::default();
        self.not_today.ask_again();
        self.centre_status.enrolment = EnrolmentState::Idle;
        self.centre_status.bell.ring();
        Ok(vec![
            Topic::Session,
            Topic::Delivery,
            Topic::Profile,
            Topic::Matters,
            Topic::Offers,
            Topic::Round,
            Topic::Roster,
            Topic::Queue,
            Topic::Photos,
            Topic::Catalogue,
        ])
    }

    /// What was never delivered, sealed so that only the centre can open it. `None` where
    /// everything was.
    fn sealed(&mut self, enrolment: &Enrolment, at: Timestamp) -> Result<Option<KeptHandOver>> {
        let rescue = self.rescue(enrolment, at)?;
        let nothing = rescue.changes.is_empty()
            && rescue.words.is_empty()
            && rescue.photos.is_empty()
            && rescue.left_out == 0;
        if nothing {
            return Ok(None);
        }
        let device = self.device.id;
        let random = self.host.fresh();
        let sealed = enrolment
            .centre_key
            .seal(&device.0, &encode(&rescue), random)
            .map_err(|_| EngineError::NotTheCentre("key"))?;
        let hand_over = HandOver {
            v: VERSION,
            device,
            sealed,
        };
        Ok(Some(KeptHandOver {
            token: enrolment.token.clone(),
            message: BASE64_STANDARD.encode(encode(&hand_over)),
        }))
    }

    /// Everything that was never delivered, as far as it fits: changes come first.
    fn rescue(&self, enrolment: &Enrolment, at: Timestamp) -> Result<Rescue> {
        let mut rescue = Rescue {
            v: VERSION,
            holder: enrolment.writer.author(),
            at,
            changes: Vec::new(),
            words: Vec::new(),
            photos: Vec::new(),
            left_out: 0,
        };
        let mut room = MAX_RESCUE_BYTES;
        let mut fits = |bytes: usize| {
            let is_room = bytes <= room;
            if is_room {
                room -= bytes;
            }
            is_room
        };
        for change in self.store.undelivered_changes()? {
            if fits(encode(&change).len()) {
                rescue.changes.push(change);
            } else {
                rescue.left_out += 1;
            }
        }
        for words in self.store.undelivered_words()? {
            if fits(words.len() + WORD_BYTES) {
                rescue.words.push(words);
            } else {
                rescue.left_out += 1;
            }
        }
        self.store.undelivered_photos(|photo| {
            if fits(photo.bytes.len() + WORD_BYTES) {
                rescue.photos.push(photo);
            } else {
                rescue.left_out += 1;
            }
        })?;
        Ok(rescue)
    }

    /// What is to be handed over, with the token that it was written under.
    #[must_use]
    pub fn hand_over(&self) -> Option<(HandOver, String)> {
        let kept = self.farewell.as_ref()?.hand_over.as_ref()?;
        let bytes = BASE64_STANDARD.decode(&kept.message).ok()?;
        Some((decode(&bytes).ok()?, kept.token.clone()))
    }

    /// The centre has it: nothing of it stays here.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn handed_over(&mut self) -> Result<Vec<Topic>> {
        let farewell = self.farewell.clone().map(|farewell| Farewell {
            hand_over: None,
            ..farewell
        });
        let settings = vec![Setting::of(&setting::FAREWELL, &farewell)?];
        self.commit(Batch {
            settings,
            ..Batch::default()
        })?;
        self.farewell = farewell;
        self.store.scrub()?;
        Ok(vec![Topic::Session])
    }
}

/// What the wire adds to bytes or words.
const WORD_BYTES: usize = 9;
