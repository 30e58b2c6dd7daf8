//! The exchange, seen from a device: what to send next, and taking in the answer.
//! No network here; [`crate::link`] carries the messages.

mod account;
mod blob;
mod farewell;
mod heal;
pub(crate) mod moved;
mod news;
mod outcomes;
mod own_devices;

pub use blob::{BlobAnswer, BlobAsk};
pub(crate) use farewell::HAND_OVER_MS;

use crate::{
    engine::{Engine, preferences},
    error::{EngineError, Result},
    store::{
        commit::{Batch, Saved},
        proof::GiveBackStep,
        setting::{self, Setting},
    },
};
use linli_api::{
    Topic,
    view::{DeviceStanding, Link},
};
use linli_domain::{id::DocId, time::Timestamp};
use linli_replica::{
    exchange::{Cursor, Exchange, Exchanged, News, VERSION},
    keys::PublicKey,
    replica::Replica,
};
use std::collections::{BTreeMap, BTreeSet};

/// What came of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeOutcome {
    /// What it made stale.
    pub topics: Vec<Topic>,
    /// There is more to send or to hear: exchange again at once.
    pub again: bool,
}

/// A document while an answer is taken in.
enum Loaded {
    /// Loaded, and perhaps changed already.
    Here(Box<Replica>),
    /// As the centre sent it; the bytes need no saving anew.
    Fresh(Box<Replica>, Vec<u8>),
    /// Not on this device (any more).
    Absent,
}

/// An answer while it is taken in: the documents it touches and what will be written.
struct Intake<'a> {
    engine: &'a mut Engine,
    centre: PublicKey,
    held: BTreeMap<DocId, Loaded>,
    touched: BTreeSet<DocId>,
    batch: Batch,
    /// A change stands on something that is not here: ask for everything again.
    start_over: bool,
    /// Something that was sent got a lasting answer.
    progress: bool,
    now: Timestamp,
    /// The centre lost something: nothing leaves this device on its word.
    is_lost: bool,
    /// Documents of which the centre has all again.
    settled: BTreeSet<DocId>,
    /// Documents of which something could not be read, or was not rightly signed.
    unread: BTreeSet<DocId>,
    /// Documents that were told whole, and could be loaded.
    whole: BTreeSet<DocId>,
}

/// What a taken answer comes to.
struct TakenIn {
    batch: Batch,
    start_over: bool,
    progress: bool,
    /// A document is to be asked for at once.
    asks_again: bool,
}

impl Engine {
    /// What to send: waiting changes in order, at most one batch. Only when there
    /// are none may the centre hold its answer for `wait_ms`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn next_exchange(&mut self, wait_ms: u32) -> Result<Exchange> {
        let now = self.now();
        let changes = self
            .store
            .waiting_batch(|doc| self.not_today.rests(doc, now))?;
        let switch_off = self.switch_off_wishes()?;
        let heal = self.next_heal(now)?;
        let is_quiet = changes.is_empty() && heal.is_none();
        Ok(Exchange {
            v: VERSION,
            cursor: self.cursor()?,
            account: self
                .enrolment
                .as_ref()
                .map_or(0, |enrolment| enrolment.version),
            ask_devices: self.centre_status.ask_devices || !switch_off.is_empty(),
            switch_off,
            wait_ms: if is_quiet { wait_ms } else { 0 },
            changes,
            incarnation: self.incarnation,
            heal,
            again: self.store.to_read_again(now)?,
        })
    }

    /// How many changes wait for another day, and how many may be sent now.
    pub(crate) fn waiting_until(&mut self) -> Result<(u32, u32)> {
        let now = self.now();
        let mut counts = (0, 0);
        for (doc, count) in self.store.waiting_by_doc()? {
            if self.not_today.rests(doc, now) {
                counts.0 += count;
            } else {
                counts.1 += count;
            }
        }
        Ok(counts)
    }

    fn cursor(&self) -> Result<Cursor> {
        Ok(self.store.setting(&setting::CURSOR)?.unwrap_or_default())
    }

    /// How many documents are here, while the centre has never told this device all.
    pub(crate) fn coming(&self) -> Result<Option<u32>> {
        let is_here = self.store.setting(&setting::TOLD_ALL)?.unwrap_or_default();
        if is_here || self.enrolment.is_none() {
            return Ok(None);
        }
        self.store.document_count().map(Some)
    }

    /// Tells how much has come, while the centre tells all for the first time; `is_all`: it
    /// has now.
    fn note_coming(&self, batch: &mut Batch, is_all: bool) -> Result<()> {
        if self.coming()?.is_some() {
            batch.topics.push(Topic::Delivery);
            let told = is_all.then(|| Setting::of(&setting::TOLD_ALL, &true));
            batch.settings.extend(told.transpose()?);
        }
        Ok(())
    }

    /// Takes in the centre's answer to `sent`, all of it in one transaction. The
    /// same answer may come twice, and after the answer to a later exchange.
    ///
    /// # Errors
    /// When it cannot be read or written; then nothing was changed.
    pub fn take(&mut self, exchanged: Exchanged, sent: &Exchange) -> Result<ExchangeOutcome> {
        let before = (self.enrolment.clone(), self.preferences.clone());
        let taken = self.take_in(exchanged, sent);
        if taken.is_err() {
            // What was not kept is not known: the centre tells it again.
            (self.enrolment, self.preferences) = before;
        }
        taken
    }

    fn take_in(&mut self, exchanged: Exchanged, sent: &Exchange) -> Result<ExchangeOutcome> {
        let centre = self.enrolled()?.centre_key;
        let device_now = self.host.now();
        let learned = self.clock.learn(device_now, exchanged.now);
        let now = self.now();
        // It went on reading meanwhile: what this tells is told or forgotten already.
        let is_overtaken = sent.cursor != self.cursor()?;
        let mut intake = Intake::new(self, centre, now);
        intake.heal(sent, &exchanged)?;
        intake.authors(exchanged.authors)?;
        intake.outcomes(sent, exchanged.outcomes, exchanged.room_from)?;
        if !is_overtaken {
            intake.told(&exchanged.forget, &exchanged.left_out, exchanged.news)?;
        }
        let taken = intake.finish(sent, &exchanged.forget)?;
        let (mut batch, start_over) = (taken.batch, taken.start_over);
        self.note_coming(&mut batch, !exchanged.more && !start_over)?;
        let next = self.next_cursor(sent, exchanged.cursor, start_over)?;
        batch.settings.extend(next);
        if start_over && sent.cursor != Cursor::default() {
            // From the first change on nobody is told what left them since.
            batch.give_back(GiveBackStep::CheckAll);
        }
        if learned {
            batch
                .settings
                .push(Setting::of(&setting::CLOCK, &self.clock)?);
        }
        if let Some(news) = exchanged.account {
            self.take_account(news, &mut batch)?;
        }
        self.take_devices(exchanged.devices, sent, &mut batch)?;
        self.adopt_preferences(&mut batch)?;
        if self.centre_status.standing != DeviceStanding::Known {
            let known = Setting::of(&setting::STANDING, &DeviceStanding::Known)?;
            batch.settings.push(known);
            batch.topics.extend([Topic::Session, Topic::Delivery]);
        }
        self.centre_status.heard_at = Some(now);
        // Where there was no room, this shows whether there is any now.
        if !batch.is_empty() || self.centre_status.is_full {
            batch.settings.push(Setting::of(&setting::HEARD_AT, &now)?);
        }
        let mut topics = self.commit(batch)?;
        self.centre_status.standing = DeviceStanding::Known;
        topics.extend(self.set_link(Link::Online));
        if learned {
            topics.insert(Topic::Delivery);
        }
        if std::mem::replace(&mut self.centre_status.twice, exchanged.twice) != exchanged.twice {
            topics.insert(Topic::Delivery);
        }
        let (_, to_send) = self.waiting_until()?;
        let more_to_send =
            taken.progress && (to_send > 0 || !self.store.to_ask(now, 1)?.is_empty());
        Ok(ExchangeOutcome {
            topics: topics.into_iter().collect(),
            again: exchanged.more || start_over || more_to_send || taken.asks_again,
        })
    }

    /// From where the news go on, when that is somewhere else than before.
    fn next_cursor(
        &self,
        sent: &Exchange,
        told: Cursor,
        start_over: bool,
    ) -> Result<Option<Setting>> {
        let cursor = self.cursor()?;
        let next = if start_over && sent.cursor != Cursor::default() {
            Cursor::default()
        } else if sent.cursor == cursor && told != cursor {
            told
        } else {
            return Ok(None);
        };
        Setting::of(&setting::CURSOR, &next).map(Some)
    }

    /// What a person chose on another device comes with their own document.
    fn adopt_preferences(&mut self, batch: &mut Batch) -> Result<()> {
        let Some(enrolment) = &self.enrolment else {
            return Ok(());
        };
        let fields = batch
            .documents
            .iter()
            .filter_map(|saved| saved.contents.as_person())
            .find(|person| person.header.resident == enrolment.writer.person)
            .map(|person| &person.preferences);
        let Some(fields) = fields else {
            return Ok(());
        };
        let adopted = preferences::with_fields(&self.preferences, fields);
        if adopted != self.preferences {
            batch
                .settings
                .push(Setting::of(&setting::PREFERENCES, &adopted)?);
            batch.topics.push(Topic::Session);
            self.preferences = adopted;
        }
        Ok(())
    }
}

impl<'a> Intake<'a> {
    fn new(engine: &'a mut Engine, centre: PublicKey, now: Timestamp) -> Self {
        Self {
            engine,
            centre,
            held: BTreeMap::new(),
            touched: BTreeSet::new(),
            batch: Batch::default(),
            start_over: false,
            progress: false,
            now,
            is_lost: false,
            settled: BTreeSet::new(),
            unread: BTreeSet::new(),
            whole: BTreeSet::new(),
        }
    }
}

impl Intake<'_> {
    /// What the centre tells of documents.
    fn told(&mut self, forget: &[DocId], left_out: &[DocId], news: Vec<News>) -> Result<()> {
        self.forget(forget)?;
        self.left_out(left_out)?;
        news.into_iter().try_for_each(|news| self.news(news))
    }

    /// The document as it stands so far.
    fn hold(&mut self, doc: DocId) -> Result<&mut Loaded> {
        let held = match self.held.remove(&doc) {
            Some(held) => held,
            None => match self.engine.store.replica(doc) {
                Ok(Some(replica)) => Loaded::Here(Box::new(replica)),
                Ok(None) => Loaded::Absent,
                Err(EngineError::Replica(error)) => {
                    tracing::error!(doc.id = %doc, %error, "a document here is damaged");
                    self.unread.insert(doc);
                    Loaded::Absent
                }
                Err(error) => return Err(error),
            },
        };
        Ok(self.held.entry(doc).or_insert(held))
    }

    /// Takes the document out, leaving [`Loaded::Absent`].
    fn take_out(&mut self, doc: DocId) -> Result<Loaded> {
        Ok(std::mem::replace(self.hold(doc)?, Loaded::Absent))
    }

    fn put(&mut self, doc: DocId, held: Loaded) {
        self.held.insert(doc, held);
        self.touched.insert(doc);
    }

    fn finish(mut self, sent: &Exchange, gone: &[DocId]) -> Result<TakenIn> {
        if self.is_lost {
            self.batch.give_back(GiveBackStep::AskAll);
            self.progress = true;
        }
        for doc in &self.touched {
            let (replica, bytes) = match self.held.remove(doc) {
                Some(Loaded::Here(replica)) => {
                    let bytes = replica.save();
                    (replica, bytes)
                }
                Some(Loaded::Fresh(replica, bytes)) => (replica, bytes),
                Some(Loaded::Absent) | None => {
                    self.batch.gone.push(*doc);
                    continue;
                }
            };
            match replica.contents() {
                Ok(contents) => self.batch.documents.push(Saved { bytes, contents }),
                Err(error) => {
                    tracing::warn!(%doc, %error, "a document that this version cannot read");
                    self.unread.insert(*doc);
                }
            }
        }
        let asks_again = self.note_unread(sent, gone)?;
        Ok(TakenIn {
            batch: self.batch,
            start_over: self.start_over,
            progress: self.progress,
            asks_again,
        })
    }
}

/// The centre's message must carry its signature.
fn signed_by_centre(is: bool, what: &'static str) -> Result<()> {
    if is {
        Ok(())
    } else {
        Err(EngineError::NotTheCentre(what))
    }
}
