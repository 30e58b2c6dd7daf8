//! The centre put together: what every request works with, whichever way it came in.

use crate::{
    config::Config,
    core::{
        account,
        catalogue::{
            kept,
            live::{LiveCatalogue, ServedCatalogue},
        },
        challenge::Challenges,
        clock::ServerClock,
        copies::Copies,
        damage::DamagedDocuments,
        data_folder::{self, FolderLock},
        guessing::WrongCodes,
        heal,
        health::StoreHealth,
        hub::{Hub, LocalHub},
        intake::Lanes,
        key::CentreKey,
        limit::Buckets,
        metrics::Metrics,
        moved,
        random::ServerRandom,
        reactions,
        transaction::{Transaction, WriterState},
        writer::{WriteQueue, WriterThread},
    },
    error::ServerError,
    store::{ReadTx, Store, StoreError, WriteTx},
};
use linli_domain::{catalogue::Catalogue, id::DeviceId, time::Timestamp};
use linli_replica::turned_away::MovedTo;
use std::{sync::Arc, time::Instant};
use tokio::sync::{Semaphore, watch};

/// Most reads of the store at one time.
const READS: usize = 8;

/// A centre at work: what all requests and tasks of a server share.
#[derive(Debug)]
pub struct Centre {
    /// The centre's key, and what follows from it.
    pub key: CentreKey,
    /// The store; requests write to it through [`Self::write`] only.
    pub store: Arc<dyn Store>,
    /// Wakes polls that wait for news.
    pub hub: Arc<dyn Hub>,
    /// The catalogue in use, and the folder that it comes from.
    pub catalogue: Arc<LiveCatalogue>,
    /// What is counted for the operator.
    pub metrics: Arc<Metrics>,
    /// Whether the store can be written.
    pub health: Arc<StoreHealth>,
    /// Documents that cannot be read.
    pub damaged: Arc<DamagedDocuments>,
    /// What devices sign to be enrolled.
    pub challenges: Challenges,
    /// Wrong enrolment codes, from everybody.
    pub wrong_codes: WrongCodes,
    /// Whether two copies of one device's data are in use.
    pub copies: Copies,
    /// How many requests a device may still make.
    pub exchanges: Buckets<DeviceId>,
    /// Keeps a device from filling the writer's queue.
    pub lanes: Lanes,
    /// Its word that it is at another address now: then it does nothing else here.
    pub moved: Option<MovedTo>,
    /// The configuration that it was opened with.
    pub config: Config,
    /// Becomes true when the centre ends; then no poll waits any longer.
    pub ending: watch::Receiver<bool>,
    clock: ServerClock,
    writer: WriteQueue,
    reads: Arc<Semaphore>,
}

/// Ends a centre that was opened.
#[derive(Debug)]
pub struct CentreShutdown {
    ending: watch::Sender<bool>,
    writer: WriterThread,
    store: Arc<dyn Store>,
    _lock: FolderLock,
}

impl CentreShutdown {
    const fn of(
        ending: watch::Sender<bool>,
        writer: WriterThread,
        store: Arc<dyn Store>,
        lock: FolderLock,
    ) -> Self {
        Self {
            ending,
            writer,
            store,
            _lock: lock,
        }
    }

    /// Has every waiting poll answered.
    pub fn begin(&self, centre: &Centre) {
        // Fails only where nobody listens any more.
        let _told = self.ending.send(true);
        centre.hub.wake_all();
    }

    /// Waits until everything that was acknowledged is on the disk, in the store's one file,
    /// and gives the folder free.
    pub async fn finish(self) {
        let end = move || {
            self.writer.end();
            if let Err(error) = self.store.fold() {
                let error = &error as &dyn std::error::Error;
                tracing::error!(error, "the store's log stays beside it");
            }
        };
        let joined = tokio::task::spawn_blocking(end).await;
        if joined.is_err() {
            tracing::error!("the writer did not end as it should");
        }
    }
}

impl Centre {
    /// Opens the store, checks the catalogue, and starts the writer.
    ///
    /// # Errors
    /// When anything that is needed is missing or wrong.
    pub fn open(
        config: Config,
        clock: ServerClock,
        random: ServerRandom,
    ) -> Result<(Arc<Self>, CentreShutdown), ServerError> {
        let lock = FolderLock::take(&config.data)?;
        let (store, key) = data_folder::open(&config.data)?;
        let clock = clock.of(&*store)?;
        let catalogue = open_catalogue(&config, store.as_ref(), &key)?;
        let (served, now) = (catalogue.current(), clock.now());
        let moved = moved::word(&config.data, config.moved_to.as_deref(), &key, now)?;
        let lost = kept::lost(&config.data, &*store)?;
        kept::keep(&config.data, &served.catalogue.version, &served.bytes)?;
        store.write(|store| {
            begin(store, &key, now)?;
            kept::give_back(store, &lost, now)?;
            store.put_catalogue(&served.catalogue.version, &served.bytes, now)
        })?;
        let (hub, metrics) = (Arc::new(LocalHub::default()), Arc::new(Metrics::default()));
        let damaged = Arc::new(DamagedDocuments::new(&metrics));
        let health = Arc::new(StoreHealth::new(config.lease_check, Instant::now()));
        let mut state = WriterState {
            earlier: earlier_catalogues(store.as_ref(), &served.catalogue.version)?,
            random,
            limits: config.limits,
            damaged: damaged.clone(),
            ..WriterState::new(key.clone(), served.catalogue.clone(), clock.clone())
        };
        state.listen_first(now);
        let (writer, thread) =
            WriteQueue::start(store.clone(), state, hub.clone(), (&metrics, &health))
                .map_err(|error| ServerError::File(config.data.clone(), error))?;
        let (tell, ending) = watch::channel(false);
        let centre = Self {
            key,
            store: store.clone(),
            hub,
            catalogue: Arc::new(catalogue),
            metrics,
            health,
            damaged,
            challenges: Challenges::new()?,
            wrong_codes: WrongCodes::new(config.limits.wrong_codes_per_minute),
            copies: Copies::default(),
            exchanges: Buckets::new(config.limits.exchanges_per_minute),
            lanes: Lanes::default(),
            moved,
            config,
            ending,
            clock,
            writer,
            reads: Arc::new(Semaphore::new(READS)),
        };
        Ok((
            Arc::new(centre),
            CentreShutdown::of(tell, thread, store, lock),
        ))
    }

    /// The time by the centre's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The catalogue in use, as served.
    #[must_use]
    pub fn served(&self) -> Arc<ServedCatalogue> {
        self.catalogue.current()
    }

    /// Reads the store on a thread that may wait for the disk.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn ReadTx) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ServerError> {
        let permit = self.reads.clone().acquire_owned().await;
        let permit = permit.map_err(|_| ServerError::Unavailable)?;
        let store = self.store.clone();
        let read = tokio::task::spawn_blocking(move || {
            let answer = store.read(work);
            drop(permit);
            answer
        });
        Ok(read.await.map_err(|_| ServerError::Unavailable)??)
    }

    /// Reads the store on the thread that asks. For a few rows by key: handing that to
    /// another thread costs more than it takes.
    ///
    /// # Errors
    /// When the store fails.
    pub fn look_up<T>(
        &self,
        work: impl FnOnce(&dyn ReadTx) -> Result<T, StoreError>,
    ) -> Result<T, ServerError> {
        Ok(self.store.read(work)?)
    }

    /// Runs `work` in a transaction of the one writer, and answers once it is on the disk.
    ///
    /// # Errors
    /// [`ServerError::Unavailable`] when it could not be written; then nothing of it was.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ServerError> {
        self.writer.run(work).await
    }

    /// Reads and writes the store, so that [`Self::health`] is true also while nobody else
    /// does. What goes wrong is logged where it does.
    pub async fn try_store(&self) {
        let read = self.read(|store| store.horizon()).await;
        let written = self.write(|tx| {
            // Written even where that was done just now.
            tx.state.time_noted = Timestamp(0);
            Ok(())
        });
        if written.await.is_err() || read.is_err() {
            self.health.failed();
        }
    }

    /// Looks through the whole store for damage and tells what it found. It goes on serving:
    /// what is damaged may be little, and everybody else's is whole.
    pub async fn look_through_store(&self) {
        let store = self.store.clone();
        let looked = tokio::task::spawn_blocking(move || store.faults()).await;
        let faults = match looked.unwrap_or(Err(StoreError::Panicked)) {
            _ if *self.ending.borrow() => return,
            Ok(faults) => faults,
            Err(error) => vec![ServerError::from(error).to_string()],
        };
        let count = i64::try_from(faults.len()).unwrap_or(i64::MAX);
        self.metrics.store_faults.set(count);
        match faults.first() {
            None => tracing::info!("the store was looked through; it is whole"),
            Some(first) => tracing::error!(
                faults = count,
                first,
                "the store is damaged: what is damaged is left out and the rest is served; keep a copy of it as it is, then restore a backup"
            ),
        }
    }

    /// Takes the catalogue in the folder into use where its files have changed, and wakes
    /// every poll to tell of it. Returns whether there is a new one.
    ///
    /// # Errors
    /// When the store fails, or the files hold mistakes: then the error lists them with
    /// file, line and reason, and the catalogue in use stays.
    pub async fn renew_catalogue(&self) -> Result<bool, ServerError> {
        let (live, key) = (self.catalogue.clone(), self.key.clone());
        let next = tokio::task::spawn_blocking(move || live.next(&key)).await;
        let Some(next) = next.map_err(|_| ServerError::Unavailable)?? else {
            return Ok(false);
        };
        let version = &next.catalogue.version;
        kept::keep(&self.config.data, version, &next.bytes)?;
        let kept = next.clone();
        let put = move |tx: &mut Transaction<'_>| {
            tx.store
                .put_catalogue(&kept.catalogue.version, &kept.bytes, tx.now)
        };
        let catalogue = next.catalogue.clone();
        // The gate judges by it once it is on the disk, and not before.
        let taken = async {
            self.write(put).await?;
            let judge_by_it = move |tx: &mut Transaction<'_>| {
                tx.state.renew(catalogue);
                Ok(())
            };
            self.write(judge_by_it).await
        };
        taken.await.inspect_err(|_| self.catalogue.forget_seen())?;
        tracing::info!(
            version = next.catalogue.version,
            "a new catalogue is in use"
        );
        self.catalogue.put(next);
        self.hub.wake_all();
        Ok(true)
    }

    /// Gives care requests back whose lease has ended, and lets applications lapse whose
    /// last day is over, once it has [listened](WriterState::listen_first). Returns how many
    /// there were.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn release_lapsed(&self) -> Result<u64, ServerError> {
        let now = self.now();
        let is_due = move |store: &dyn ReadTx| {
            Ok(!store.ended_leases(now)?.is_empty() || !store.lapsed_applications(now)?.is_empty())
        };
        if !self.read(is_due).await? {
            return Ok(0);
        }
        let released = self.write(reactions::end_what_is_due).await?;
        self.metrics.leases_lapsed.inc_by(released);
        Ok(released)
    }
}

/// What a store needs at each start, before anybody is answered.
fn begin(store: &mut dyn WriteTx, key: &CentreKey, now: Timestamp) -> Result<(), StoreError> {
    account::introduce_centre(store, key, now)?;
    if store.epoch()?.is_none() {
        heal::begin_epoch(store)?;
    }
    reactions::gone::look_for_left_work(store, now)
}

/// The catalogues that were in use before the one of this `version`, the newest first. One
/// that this program cannot read any more is left out.
fn earlier_catalogues(
    store: &dyn Store,
    version: &str,
) -> Result<Vec<Arc<Catalogue>>, ServerError> {
    let kept = store.read(|store| store.catalogues())?;
    let read = kept.iter().filter_map(|bytes| {
        let read: Result<Catalogue, _> = serde_json::from_slice(bytes);
        read.inspect_err(|error| tracing::warn!(%error, "an earlier catalogue cannot be read"))
            .ok()
    });
    Ok(read
        .filter(|earlier| earlier.version != version)
        .map(Arc::new)
        .collect())
}

/// Opens the catalogue in the folder. Where that cannot be used, goes on with the one
/// that was in use last.
fn open_catalogue(
    config: &Config,
    store: &dyn Store,
    key: &CentreKey,
) -> Result<LiveCatalogue, ServerError> {
    let folder = &config.catalogue;
    let error = match LiveCatalogue::open(folder, key) {
        Ok(catalogue) => return Ok(catalogue),
        Err(error) => error,
    };
    let Some(bytes) = store.read(|store| store.last_catalogue())? else {
        return Err(error);
    };
    tracing::error!(
        error = &error as &dyn std::error::Error,
        "the catalogue's files cannot be used: the one that was in use last goes on"
    );
    LiveCatalogue::kept(folder, &bytes, key)
}
