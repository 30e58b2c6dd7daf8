//! The centre put together, and its life from start to orderly end.

use crate::{
    config::Config,
    core::{
        account,
        catalogue::shelf::{Served, Shelf},
        hub::Hub,
        key::CentreKey,
        limit::Buckets,
        reactions,
        transaction::{Batch, Clock, Desk},
        writer::{Journal, JournalThread},
    },
    error::ServerError,
    http::{connections, metrics::Metrics, site::Site, webhooks::Sender},
    store::{Reading, Sqlite, Store, StoreError},
};
use linli_domain::{id::DeviceId, time::Timestamp};
use std::{
    future::Future,
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, watch},
    time::Instant,
};

/// Reads of the store at one time.
const READS: usize = 8;

/// A running centre.
#[derive(Debug)]
pub struct Server {
    /// The centre's key.
    pub key: CentreKey,
    /// What it keeps.
    pub store: Arc<dyn Store>,
    /// The one writer.
    pub journal: Journal,
    /// Waiting polls.
    pub hub: Arc<Hub>,
    /// The catalogue in use, and where it comes from.
    pub shelf: Arc<Shelf>,
    /// The browser app.
    pub site: Site,
    /// Counts.
    pub metrics: Arc<Metrics>,
    /// Wrong codes by address.
    pub wrong_codes: Buckets<IpAddr>,
    /// Exchanges by device.
    pub exchanges: Buckets<DeviceId>,
    /// What it was told.
    pub config: Config,
    /// True once it ends.
    pub ending: watch::Receiver<bool>,
    clock: ShownClock,
    reads: Arc<Semaphore>,
}

/// A clock with a debug form.
#[derive(Clone)]
struct ShownClock(Clock);

impl std::fmt::Debug for ShownClock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Clock")
    }
}

/// What ends a server that was opened.
#[derive(Debug)]
pub struct Ending {
    tell: watch::Sender<bool>,
    journal: JournalThread,
}

/// The file of the store in the data folder.
#[must_use]
pub fn store_file(data: &Path) -> PathBuf {
    data.join("centre.sqlite")
}

/// The file of the centre's key in the data folder.
#[must_use]
pub fn key_file(data: &Path) -> PathBuf {
    data.join("centre.key")
}

/// The system's clock.
#[must_use]
pub fn system_clock() -> Clock {
    Arc::new(|| {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    })
}

/// Opens the data folder: its store and key.
///
/// # Errors
/// When it cannot be made, or holds something else.
pub fn open_data(data: &Path) -> Result<(Arc<dyn Store>, CentreKey), ServerError> {
    std::fs::create_dir_all(data).map_err(|error| ServerError::File(data.to_owned(), error))?;
    let key = CentreKey::open(&key_file(data))?;
    let store: Arc<dyn Store> = Arc::new(Sqlite::open(&store_file(data))?);
    Ok((store, key))
}

/// The catalogue of the folder; where that cannot be used, the one that was last.
fn open_shelf(folder: &Path, store: &dyn Store, key: &CentreKey) -> Result<Shelf, ServerError> {
    let error = match Shelf::open(folder, key) {
        Ok(shelf) => return Ok(shelf),
        Err(error) => error,
    };
    let Some(bytes) = store.read(|store| store.last_catalogue())? else {
        return Err(error);
    };
    tracing::error!(
        error = &error as &dyn std::error::Error,
        "the catalogue's files cannot be used: the one that was in use last goes on"
    );
    Shelf::kept(folder, &bytes, key)
}

impl Server {
    /// Opens the store, checks the catalogue, and starts the writer.
    ///
    /// # Errors
    /// When anything that is needed is missing or wrong.
    pub fn open(config: Config, clock: Clock) -> Result<(Arc<Self>, Ending), ServerError> {
        let site = Site::load(config.web.as_deref())?;
        let (store, key) = open_data(&config.data)?;
        let shelf = Arc::new(open_shelf(&config.catalogue, store.as_ref(), &key)?);
        let (served, now) = (shelf.current(), clock());
        let catalogue = served.catalogue.clone();
        store.write(|store| {
            account::introduce_centre(store, &key, now)?;
            store.keep_catalogue(&catalogue.version, &served.bytes, now)
        })?;
        let (hub, metrics) = (Arc::new(Hub::default()), Arc::new(Metrics::default()));
        let desk = Desk::new(key.clone(), catalogue, clock.clone());
        let (journal, thread) = Journal::start(store.clone(), desk, hub.clone(), metrics.clone())
            .map_err(|error| ServerError::File(config.data.clone(), error))?;
        let (tell, ending) = watch::channel(false);
        let server = Self {
            key,
            store,
            journal,
            hub,
            shelf,
            site,
            metrics,
            wrong_codes: Buckets::new(config.limits.wrong_codes_per_minute),
            exchanges: Buckets::new(config.limits.exchanges_per_minute),
            config,
            ending,
            clock: ShownClock(clock),
            reads: Arc::new(Semaphore::new(READS)),
        };
        Ok((
            Arc::new(server),
            Ending {
                tell,
                journal: thread,
            },
        ))
    }

    /// The centre's time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.clock.0)()
    }

    /// Reads the store on a thread that may wait for the disk.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Reading) -> Result<T, StoreError> + Send + 'static,
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

    /// Looks something up at once. For a few rows by key: handing that to another
    /// thread costs more than it takes.
    ///
    /// # Errors
    /// When the store fails.
    pub fn look_up<T>(
        &self,
        work: impl FnOnce(&dyn Reading) -> Result<T, StoreError>,
    ) -> Result<T, ServerError> {
        Ok(self.store.read(work)?)
    }

    /// The catalogue in use, as served.
    #[must_use]
    pub fn served(&self) -> Arc<Served> {
        self.shelf.current()
    }

    /// Takes up the catalogue in the folder, where its files have changed, and wakes
    /// every poll to tell of it. Answers whether there is a new one.
    ///
    /// # Errors
    /// Every mistake in it with file, line and reason: the one in use stays; or when
    /// the store fails.
    pub async fn renew_catalogue(&self) -> Result<bool, ServerError> {
        let (shelf, key) = (self.shelf.clone(), self.key.clone());
        let next = tokio::task::spawn_blocking(move || shelf.next(&key)).await;
        let Some(next) = next.map_err(|_| ServerError::Unavailable)?? else {
            return Ok(false);
        };
        let kept = next.clone();
        let take_up = move |batch: &mut Batch<'_>| {
            let Served {
                catalogue, bytes, ..
            } = &*kept;
            batch
                .store
                .keep_catalogue(&catalogue.version, bytes, batch.now)?;
            batch.desk.catalogue = catalogue.clone();
            Ok(())
        };
        let taken = self.journal.run(take_up).await;
        taken.inspect_err(|_| self.shelf.forget_seen())?;
        tracing::info!(
            version = next.catalogue.version,
            "a new catalogue is in use"
        );
        self.shelf.put(next);
        self.hub.wake_all();
        Ok(true)
    }

    /// Gives back care requests, and lets applications lapse, whose time has run out
    /// by now. Answers how many that were.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn release_lapsed(&self) -> Result<u64, ServerError> {
        let now = self.now();
        let is_due = move |store: &dyn Reading| {
            Ok(!store.lapsed(now)?.is_empty() || !store.waiting_too_long(now)?.is_empty())
        };
        if !self.read(is_due).await? {
            return Ok(0);
        }
        let both = |batch: &mut Batch<'_>| {
            Ok(reactions::release_lapsed(batch)? + reactions::lapse_due(batch)?)
        };
        let released = self.journal.run(both).await?;
        self.metrics.lapsed.add(released);
        Ok(released)
    }
}

/// Serves until `shutdown` ends, then ends in order: no new connection, waiting
/// polls answered, everything acknowledged on the disk.
///
/// # Errors
/// When the certificate cannot be used.
pub async fn serve(
    server: Arc<Server>,
    ending: Ending,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServerError> {
    let tls = connections::acceptor(&server.config)?;
    let rounds = tokio::spawn(look_around(server.clone()));
    let sender = match Sender::new(server.clone()) {
        Ok(sender) => Some(tokio::spawn(sender.run())),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "no webhooks");
            None
        }
    };
    let connections = connections::accept(&server, listener, tls, shutdown).await;
    // The other side ends with the server only.
    let _told = ending.tell.send(true);
    server.hub.wake_all();
    connections.close().await;
    for task in [Some(rounds), sender].into_iter().flatten() {
        task.abort();
        let _aborted = task.await;
    }
    // The end of the writer waits for the disk.
    let joined = tokio::task::spawn_blocking(move || ending.journal.end()).await;
    if joined.is_err() {
        tracing::error!("could not wait for the writer");
    }
    Ok(())
}

/// What is looked at again and again: leases, last days, and the catalogue's files.
async fn look_around(server: Arc<Server>) {
    let every = server.config.lease_check;
    let mut ticks = tokio::time::interval_at(Instant::now() + every, every);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = server.release_lapsed().await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "could not look at leases"
            );
        }
        if let Err(error) = server.renew_catalogue().await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the catalogue in use stays"
            );
        }
    }
}
