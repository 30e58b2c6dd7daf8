//! Enrolment, the catalogue, and how things stand with the centre.

use super::signed_by_centre;
use crate::{
    engine::Engine,
    error::{EngineError, Result},
    identity::Enrolment,
    store::{
        commit::Batch,
        setting::{self, KeptCatalogue, Setting},
    },
};
use linli_api::{Topic, view};
use linli_domain::catalogue::Catalogue;
use linli_replica::{
    exchange::{AccountNews, Cursor, Enrol, EnrolChallenge, EnrolRefusal, Enrolled},
    keys::{Purpose, Signature},
    known_again::KnownAgain,
    turned_away::Revocation,
};

impl Engine {
    /// Whether a person has given a code, so that the centre is to be asked for a challenge.
    #[must_use]
    pub const fn wants_enrolment(&self) -> bool {
        self.centre_status.code.is_some()
    }

    /// What to send to be enrolled, where a person has given a code: signed by this
    /// device's key over the centre's challenge.
    #[must_use]
    pub fn enrol_request(&self, challenge: &EnrolChallenge) -> Option<Enrol> {
        let code = self.centre_status.code.as_ref()?;
        let (device, kind) = (&self.device, self.centre_status.kind);
        let holder = self
            .enrolment
            .as_ref()
            .map(|enrolment| enrolment.writer.author());
        let key = device.key();
        Some(Enrol::sign(&key, device.id, kind, holder, code, challenge))
    }

    /// Takes in the centre's answer to an enrolment; `None` when it could not be reached.
    ///
    /// # Errors
    /// When the store cannot be written, or the centre's answer is not for this device.
    pub fn take_enrolled(
        &mut self,
        answer: Option<std::result::Result<Enrolled, EnrolRefusal>>,
    ) -> Result<Vec<Topic>> {
        self.centre_status.code = None;
        self.centre_status.enrolment = match answer {
            None => match self.centre_status.link {
                view::Link::NoNetwork => view::EnrolmentState::NoNetwork,
                view::Link::Busy => view::EnrolmentState::TooMany,
                _ => view::EnrolmentState::Away,
            },
            Some(Err(EnrolRefusal::SomebodyElse)) => view::EnrolmentState::SomebodyElse,
            Some(Err(EnrolRefusal::Wrong | EnrolRefusal::Malformed)) => view::EnrolmentState::Wrong,
            Some(Err(EnrolRefusal::Used)) => view::EnrolmentState::Used,
            Some(Err(EnrolRefusal::Expired)) => view::EnrolmentState::Expired,
            Some(Err(EnrolRefusal::TooMany)) => view::EnrolmentState::TooMany,
            Some(Err(EnrolRefusal::Stale)) => view::EnrolmentState::TooSlow,
            Some(Ok(enrolled)) if self.is_somebody_elses(&enrolled) => {
                view::EnrolmentState::SomebodyElse
            }
            Some(Ok(enrolled)) => {
                // Where it cannot be taken up, nobody is asked any more.
                self.centre_status.enrolment = view::EnrolmentState::Away;
                match self.become_enrolled(enrolled) {
                    Ok(()) => view::EnrolmentState::Idle,
                    Err(EngineError::Full) => view::EnrolmentState::NoRoom,
                    Err(error) => return Err(error),
                }
            }
        };
        Ok(vec![Topic::Session])
    }

    /// Whether it would put what one person wrote under another's name. The centre was told
    /// whose the device is, and does not answer so.
    fn is_somebody_elses(&self, enrolled: &Enrolled) -> bool {
        self.enrolment.as_ref().is_some_and(|enrolment| {
            enrolment.writer.author() != enrolled.card.writer.author()
                || enrolment.centre_key != enrolled.centre_key
        })
    }

    fn become_enrolled(&mut self, enrolled: Enrolled) -> Result<()> {
        let card = &enrolled.card;
        let is_ours = card.device == self.device.id
            && card.key == self.device.key().public()
            && card.verified_by(&enrolled.centre_key);
        signed_by_centre(is_ours, "card")?;
        let device_now = self.host.now();
        self.clock.learn(device_now, enrolled.now);
        // Kept: by it a centre that lost this device knows it again.
        let authors = vec![card.clone()];
        let enrolment = Enrolment {
            writer: card.writer.clone(),
            name: enrolled.name,
            area: enrolled.area,
            token: enrolled.token,
            centre_key: enrolled.centre_key,
            version: enrolled.version,
            acting: None,
        };
        let settings = vec![
            Setting::of(&setting::ENROLMENT, &enrolment)?,
            Setting::of(&setting::CURSOR, &Cursor::default())?,
            Setting::of(&setting::STANDING, &view::DeviceStanding::Known)?,
        ];
        self.commit(Batch {
            settings,
            authors,
            ..Batch::default()
        })?;
        self.enrolment = Some(enrolment);
        self.centre_status.standing = view::DeviceStanding::Known;
        Ok(())
    }

    /// Whose this device is has changed: the person was renamed or moved, or reads other
    /// documents. What that made stale.
    ///
    /// # Errors
    /// When the news is not for this device, or cannot be kept.
    pub(super) fn take_account(&mut self, news: AccountNews, batch: &mut Batch) -> Result<()> {
        let enrolment = self.enrolled()?;
        let card = &news.card;
        let is_ours = card.device == self.device.id
            && card.key == self.device.key().public()
            && card.writer.author() == enrolment.writer.author()
            && card.verified_by(&enrolment.centre_key);
        signed_by_centre(is_ours, "card")?;
        let enrolment = Enrolment {
            writer: card.writer.clone(),
            name: news.name,
            area: news.area,
            version: news.version,
            ..enrolment.clone()
        };
        batch
            .settings
            .push(Setting::of(&setting::ENROLMENT, &enrolment)?);
        batch.topics.extend([
            Topic::Session,
            Topic::Matters,
            Topic::Offers,
            Topic::Round,
            Topic::Roster,
            Topic::Queue,
        ]);
        self.enrolment = Some(enrolment);
        Ok(())
    }

    /// The centre's tag of the catalogue that is here.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn catalogue_tag(&self) -> Result<Option<String>> {
        Ok(self
            .store
            .setting(&setting::CATALOGUE)?
            .map(|kept| kept.etag))
    }

    /// Takes in a catalogue: its JSON, the centre's tag and signature.
    ///
    /// # Errors
    /// When it is not signed by the centre, cannot be read, or not be kept.
    pub fn take_catalogue(
        &mut self,
        json: &str,
        etag: &str,
        signature: &Signature,
    ) -> Result<Vec<Topic>> {
        let centre = self.enrolled()?.centre_key;
        let is_signed = centre.verifies(Purpose::Catalogue, json.as_bytes(), signature);
        signed_by_centre(is_signed, "catalogue")?;
        let catalogue: Catalogue =
            serde_json::from_str(json).map_err(EngineError::kept("catalogue"))?;
        let kept = KeptCatalogue {
            etag: etag.to_owned(),
            json: json.to_owned(),
        };
        let settings = vec![Setting::of(&setting::CATALOGUE, &kept)?];
        let catalogue_version = self.still_used(&catalogue.version)?;
        self.commit(Batch {
            settings,
            catalogue_version,
            ..Batch::default()
        })?;
        let renamed = self.catalogue.areas != catalogue.areas;
        self.catalogue = catalogue;
        self.versions.forget();
        let mut docs = self.store.open_applications()?;
        if renamed {
            // Residents are found by what their building is called.
            docs.extend(self.store.person_docs()?);
        }
        let mut open = Vec::new();
        for doc in docs {
            open.push(self.contents(doc)?);
        }
        let (store, viewer) = self.store_and_viewer();
        store.write_views(viewer, &open)?;
        Ok(vec![
            Topic::Catalogue,
            Topic::Session,
            Topic::Matters,
            Topic::Queue,
        ])
    }

    /// The catalogue that another of version `next` replaces, where a draft still uses it.
    fn still_used(&self, next: &str) -> Result<Option<(String, String)>> {
        let version = &self.catalogue.version;
        if version == next || !self.store.is_version_used(version)? {
            return Ok(None);
        }
        let kept = self.store.setting(&setting::CATALOGUE)?;
        Ok(kept.map(|kept| (version.clone(), kept.json)))
    }

    /// Notes whether the centre can be reached; what that made stale.
    pub fn set_link(&mut self, link: view::Link) -> Option<Topic> {
        let changed = self.centre_status.link != link;
        self.centre_status.link = link;
        self.centre_status.moved_to = None;
        let untold = self.untold_trouble();
        changed.then_some(Topic::Delivery).or(untold)
    }

    /// The centre said that this device was revoked. Only a word with its signature counts:
    /// anybody between the two could say so.
    ///
    /// # Errors
    /// When it is not the centre's word about this device, or the store cannot be written.
    pub fn take_revoked(&mut self, word: &Revocation) -> Result<Vec<Topic>> {
        let centre = self.enrolled()?.centre_key;
        let is_ours = word.device == self.device.id && word.verified_by(&centre);
        signed_by_centre(is_ours, "revocation")?;
        self.empty(view::EmptiedWhy::Revoked)
    }

    /// The centre said that it knows no such device.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn take_unknown(&mut self) -> Result<Vec<Topic>> {
        self.stand(view::DeviceStanding::Unknown)
    }

    /// What to say to a centre that forgot this device, over its fresh challenge; `None`
    /// where it is nobody's, or its card was not kept.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn known_again(&self, challenge: &EnrolChallenge) -> Result<Option<KnownAgain>> {
        let Some(enrolment) = &self.enrolment else {
            return Ok(None);
        };
        let card = self.store.author(self.device.id)?;
        Ok(card.map(|card| {
            let (key, holder) = (
                self.device.key(),
                (enrolment.name.clone(), enrolment.area.clone()),
            );
            KnownAgain::sign(&key, &enrolment.token, card, holder, challenge)
        }))
    }

    fn stand(&mut self, standing: view::DeviceStanding) -> Result<Vec<Topic>> {
        if self.centre_status.standing == standing {
            return Ok(Vec::new());
        }
        let settings = vec![Setting::of(&setting::STANDING, &standing)?];
        self.commit(Batch {
            settings,
            ..Batch::default()
        })?;
        self.centre_status.standing = standing;
        Ok(vec![Topic::Session, Topic::Delivery])
    }

    /// The centre's address, where the person or an earlier run gave one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn server(&self) -> Result<Option<String>> {
        self.store.setting(&setting::SERVER)
    }

    /// The token for requests, unless the device is not enrolled or was revoked.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        let enrolment = self
            .enrolment
            .as_ref()
            .filter(|_| self.centre_status.standing != view::DeviceStanding::Revoked)?;
        Some(&enrolment.token)
    }
}
