//! The engine itself: what it holds, how it starts, and the one way to its store.
//! What it does for screens and with the centre stands above it, in `commands`, `sync`
//! and `link`.

mod bell;
pub(crate) mod entitled;
pub(crate) mod giving_back;
pub(crate) mod not_today;
pub(crate) mod preferences;
pub(crate) mod write;

pub use bell::Bell;
use entitled::Judge;
use giving_back::GivingBack;
use not_today::NotToday;

use crate::{
    clock::DeviceClock,
    error::{EngineError, Result},
    host::{Host, fresh_id, fresh_number},
    identity::{Enrolment, Farewell, OwnDevice},
    store::{
        Database,
        catalogue_version::CatalogueVersions,
        commit::Batch,
        setting::{self, Setting},
        view_rows,
        viewer::Viewer,
    },
};
use linli_api::{Topic, view};
use linli_domain::{
    catalogue::Catalogue,
    contents::Contents,
    device::DeviceKind,
    id::{DeviceId, DocId, PersonId},
    time::{Date, Minute, Timestamp},
};
use linli_replica::{exchange::Cursor, replica::Replica};
use std::{collections::BTreeSet, fmt, sync::Arc};

/// One device. Commands come in through [`linli_api::dispatch`].
pub struct Engine {
    pub(crate) store: Database,
    pub(crate) host: Box<dyn Host>,
    pub(crate) device: OwnDevice,
    pub(crate) enrolment: Option<Enrolment>,
    /// What stays of its last holder, where it was emptied.
    pub(crate) farewell: Option<Farewell>,
    /// Part of the Automerge actor; a new one at every start and after every
    /// refusal, so that no (actor, sequence) is ever used for two changes, not
    /// even after a restore from a backup.
    pub(crate) incarnation: u32,
    pub(crate) clock: DeviceClock,
    pub(crate) catalogue: Catalogue,
    pub(crate) versions: CatalogueVersions,
    pub(crate) preferences: linli_domain::person::Preferences,
    pub(crate) centre_status: CentreStatus,
    pub(crate) judge: Judge,
    pub(crate) giving_back: GivingBack,
    pub(crate) not_today: NotToday,
    /// The day on which a screen was last answered.
    day: Option<Date>,
    /// What screens were told last: whether the clock is doubted, and the storage full.
    trouble_told: (bool, bool),
    rescued: bool,
}

/// How things stand with the centre.
#[derive(Debug, Default)]
pub(crate) struct CentreStatus {
    /// Whether it can be reached.
    pub(crate) link: view::Link,
    /// Where it is now, where this app cannot follow it.
    pub(crate) moved_to: Option<String>,
    /// When it was last heard of.
    pub(crate) heard_at: Option<Timestamp>,
    pub(crate) enrolment: view::EnrolmentState,
    /// The code to enrol with, until the centre has answered.
    pub(crate) code: Option<String>,
    /// What this device says it is, with the code.
    pub(crate) kind: DeviceKind,
    /// Somebody looks at the person's devices: the centre is asked how they are now.
    pub(crate) ask_devices: bool,
    /// Whether it knows this device.
    pub(crate) standing: view::DeviceStanding,
    /// There was no room for what was written last.
    pub(crate) is_full: bool,
    /// It saw another copy of this device's data in use.
    pub(crate) twice: bool,
    /// Rings when there is something to send or ask at once.
    pub(crate) bell: Arc<Bell>,
    /// Rings when the device's network came or went.
    pub(crate) network: Arc<Bell>,
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine")
            .field("device", &self.device)
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// Opens the database at `path`, or makes one. In the browser the shell has
    /// registered the default VFS before.
    ///
    /// A damaged database is moved aside and what can be read is carried over.
    ///
    /// # Errors
    /// When the database cannot be used at all.
    pub fn open(path: &str, mut host: impl Host + 'static) -> Result<Self> {
        let opened = Database::open(path, host.now())?;
        let store = opened.store;
        let device = store.setting(&setting::DEVICE)?;
        let is_new = device.is_none();
        let device =
            device.unwrap_or_else(|| OwnDevice::new(DeviceId(fresh_id(&mut host)), host.fresh()));
        let kept = store.setting(&setting::CATALOGUE)?;
        let catalogue = kept
            .map(|kept| serde_json::from_str(&kept.json))
            .transpose();
        let mut engine = Self {
            enrolment: store.setting(&setting::ENROLMENT)?,
            farewell: store.setting(&setting::FAREWELL)?.flatten(),
            incarnation: fresh_number(&mut host),
            clock: store.setting(&setting::CLOCK)?.unwrap_or_default(),
            // One that this version cannot read is asked for again.
            catalogue: catalogue.ok().flatten().unwrap_or_default(),
            versions: CatalogueVersions::default(),
            preferences: store.setting(&setting::PREFERENCES)?.unwrap_or_default(),
            centre_status: CentreStatus {
                heard_at: store.setting(&setting::HEARD_AT)?,
                standing: store.setting(&setting::STANDING)?.unwrap_or_default(),
                ..CentreStatus::default()
            },
            judge: Judge::default(),
            giving_back: GivingBack::default(),
            not_today: NotToday::default(),
            day: None,
            trouble_told: (false, false),
            rescued: opened.rescued,
            host: Box::new(host),
            device,
            store,
        };
        if is_new {
            let settings = vec![
                Setting::of(&setting::DEVICE, &engine.device)?,
                Setting::of(&setting::VIEWS, &view_rows::VERSION)?,
            ];
            engine.commit(Batch {
                settings,
                ..Batch::default()
            })?;
        }
        if opened.rescued {
            engine.after_rescue()?;
        } else if engine.store.setting(&setting::VIEWS)? != Some(view_rows::VERSION) {
            engine.make_views_anew()?;
        }
        if engine.farewell.is_some() && engine.store.has_remains()? {
            engine.store.scrub_or_tell();
        }
        let now = engine.now();
        engine.store.sweep_blobs(now)?;
        Ok(engine)
    }

    /// Brings everything into the database's one file, for when the program ends: until
    /// the next write, a copy of that file is a copy of all.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn fold(&self) -> Result<()> {
        self.store.fold()
    }

    /// Views are made again, and the centre tells everything once more.
    fn after_rescue(&mut self) -> Result<()> {
        self.make_views_anew()?;
        let settings = vec![Setting::of(&setting::CURSOR, &Cursor::default())?];
        self.commit(Batch {
            settings,
            ..Batch::default()
        })?;
        Ok(())
    }

    /// Makes the rows of all lists again from the documents that can be read.
    fn make_views_anew(&mut self) -> Result<()> {
        let mut readable = Vec::new();
        for doc in self.store.documents()? {
            let replica = self.store.replica(doc).ok().flatten();
            readable.extend(replica.and_then(|replica| replica.contents().ok()));
        }
        let (store, viewer) = self.store_and_viewer();
        store.rebuild_views(viewer, &readable)?;
        let settings = vec![Setting::of(&setting::VIEWS, &view_rows::VERSION)?];
        self.commit(Batch {
            settings,
            ..Batch::default()
        })?;
        Ok(())
    }

    /// Whether the database was damaged at start.
    pub(crate) const fn was_rescued(&self) -> bool {
        self.rescued
    }

    /// The id under which this device writes.
    #[must_use]
    pub const fn device_id(&self) -> DeviceId {
        self.device.id
    }

    /// The device's network came or went: the link tries at once.
    pub fn network_changed(&self) {
        self.centre_status.network.ring();
    }

    /// Now, by the best clock there is.
    pub(crate) fn now(&mut self) -> Timestamp {
        let device = self.host.now();
        self.clock.read(device)
    }

    /// Minutes that the area's clocks are ahead of UTC.
    pub(crate) fn offset_minutes(&self) -> i32 {
        let area = self
            .enrolment
            .as_ref()
            .and_then(|enrolment| self.catalogue.area(&enrolment.area));
        area.or_else(|| self.catalogue.areas.first())
            .map_or(DEFAULT_OFFSET_MINUTES, |area| area.utc_offset_minutes)
    }

    /// The day, and the time of it, where the area is.
    pub(crate) fn local_now(&mut self) -> (Date, Minute) {
        let offset = self.offset_minutes();
        self.now().local(offset)
    }

    /// Today where the area is.
    pub(crate) fn today(&mut self) -> Date {
        self.local_now().0
    }

    /// The day on which the centre was last heard of.
    pub(crate) fn heard_on(&self) -> Option<Date> {
        let offset = self.offset_minutes();
        Some(self.centre_status.heard_at?.local(offset).0)
    }

    /// What a new day changes, where one has come since a screen was answered last: what
    /// is today is tomorrow's yesterday on every page.
    pub(crate) fn new_day(&mut self, changed: &mut Vec<Topic>) {
        let today = self.today();
        if self.day.replace(today).is_some_and(|day| day != today) {
            changed.extend([Topic::Session, Topic::Matters, Topic::Round]);
        }
        changed.extend(self.untold_trouble());
    }

    /// What is stale where screens do not know how clock and storage are.
    pub(crate) fn untold_trouble(&mut self) -> Option<Topic> {
        let trouble = (self.clock.is_doubted(), self.centre_status.is_full);
        let told = std::mem::replace(&mut self.trouble_told, trouble);
        (told != trouble).then_some(Topic::Delivery)
    }

    /// The enrolment, where there is one.
    pub(crate) fn enrolled(&self) -> Result<&Enrolment> {
        self.enrolment.as_ref().ok_or(EngineError::NotEnrolled)
    }

    /// Loads a document from the store.
    pub(crate) fn replica(&self, doc: DocId) -> Result<Replica> {
        self.store.replica(doc)?.ok_or(EngineError::NotFound(doc))
    }

    pub(crate) fn contents(&self, doc: DocId) -> Result<Contents> {
        Ok(self.replica(doc)?.contents()?)
    }

    /// The store, and for whom its view rows are made.
    pub(crate) fn store_and_viewer(&mut self) -> (&mut Database, Viewer<'_>) {
        let now = self.now();
        let viewer = Viewer {
            person: self
                .enrolment
                .as_ref()
                .map_or(NOBODY, |enrolment| enrolment.writer.person),
            now,
            offset_minutes: self.offset_minutes(),
            catalogue: &self.catalogue,
            versions: &self.versions,
        };
        (&mut self.store, viewer)
    }

    /// Writes a batch, with the clock's guard where there is anything to write.
    pub(crate) fn commit(&mut self, mut batch: Batch) -> Result<BTreeSet<Topic>> {
        if batch.is_empty() {
            return Ok(batch.topics.into_iter().collect());
        }
        batch
            .settings
            .push(Setting::of(&setting::CLOCK, &self.clock)?);
        let (store, viewer) = self.store_and_viewer();
        let committed = store.commit(&batch, viewer);
        self.centre_status.is_full = matches!(committed, Err(EngineError::Full));
        let topics = committed?;
        if !batch.written.is_empty() {
            self.centre_status.bell.ring();
        }
        Ok(topics)
    }
}

/// Until a catalogue says otherwise: China's one time.
const DEFAULT_OFFSET_MINUTES: i32 = 480;

/// Stands for the person of a device that is not enrolled; no document names it.
const NOBODY: PersonId = PersonId([0; 16]);
