//! A centre in this process, with its own folder, port and clock.

use super::{Link, Phone};
use linli_domain::{
    catalogue::Catalogue,
    id::{AreaId, OfficeId, PersonId},
    role::{Role, Scope},
    time::Timestamp,
};
use linli_server::{
    config::RawConfig,
    core::{
        account, catalogue::load, centre::Centre, clock::ServerClock, data_folder::store_file,
        enrolment, key, people,
    },
    server::Server,
    store::ReadTx,
};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{
        Arc, LazyLock,
        atomic::{AtomicI64, Ordering},
    },
};
use tempfile::TempDir;
use tokio::{net::TcpListener, runtime::Runtime, sync::oneshot, task::JoinHandle};

/// 2026-11-23 10:00 in Demo City.
pub const MORNING: i64 = 1_795_399_200_000;

/// The office at whose desk every officer sits.
pub const OFFICE: &str = "civil-affairs";

pub struct Town {
    pub centre: Arc<Centre>,
    pub address: SocketAddr,
    pub clock: Arc<AtomicI64>,
    pub runtime: Runtime,
    pub folder: TempDir,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

pub fn catalogue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue")
}

/// The version of the repository's catalogue.
pub fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| load(&catalogue()).unwrap().version);
    &VERSION
}

/// A copy of the catalogue that can be written.
pub fn catalogue_copy() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for kind in Catalogue::FOLDERS {
        std::fs::create_dir(folder.path().join(kind)).unwrap();
        for entry in std::fs::read_dir(catalogue().join(kind)).unwrap() {
            let from = entry.unwrap().path();
            let to = folder.path().join(kind).join(from.file_name().unwrap());
            std::fs::copy(from, to).unwrap();
        }
    }
    folder
}

impl Town {
    pub fn new() -> Self {
        Self::with(RawConfig::default())
    }

    pub fn with(given: RawConfig) -> Self {
        let runtime = Runtime::new().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(AtomicI64::new(MORNING));
        let (centre, address, running) = start(&runtime, folder.path(), &clock, given);
        Self {
            centre,
            address,
            clock,
            runtime,
            folder,
            running: Some(running),
        }
    }

    pub fn link(&self) -> Link {
        Link::to(self.address)
    }

    /// Ends the centre in order and starts it again on the same folder.
    pub fn restart(&mut self) {
        self.restart_with(RawConfig::default());
    }

    /// The same, with another configuration.
    pub fn restart_with(&mut self, given: RawConfig) {
        self.end();
        let (centre, address, running) =
            start(&self.runtime, self.folder.path(), &self.clock, given);
        (self.centre, self.address, self.running) = (centre, address, Some(running));
    }

    /// Ends the centre in order.
    pub fn end(&mut self) {
        if let Some((end, ended)) = self.running.take() {
            end.send(()).unwrap();
            self.runtime.block_on(ended).unwrap();
        }
    }

    /// Writes a copy of the store.
    pub fn back_up(&self) -> PathBuf {
        let copy = self.folder.path().join("copy.sqlite");
        self.centre.store.backup(&copy).unwrap();
        copy
    }

    /// Ends the centre, puts the copy in its store's place, and starts it again.
    pub fn bring_back(&mut self, copy: &Path) {
        self.bring_back_with(copy, RawConfig::default());
    }

    /// The same, with another configuration.
    pub fn bring_back_with(&mut self, copy: &Path, given: RawConfig) {
        self.end();
        let store = store_file(&self.folder.path().join("data"));
        for end in ["", "-wal", "-shm"] {
            let mut file = store.clone().into_os_string();
            file.push(end);
            // What lies beside the store may be gone after an orderly end.
            drop(std::fs::remove_file(file));
        }
        std::fs::copy(copy, store).unwrap();
        self.restart_with(given);
    }

    pub fn pass_minutes(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60_000, Ordering::SeqCst);
    }

    /// A fresh code for a new person, or for one who is known.
    pub fn code(&self, name: &str, role: Role) -> String {
        let code = key::fresh_code().unwrap();
        let (kept, name) = (code.clone(), name.to_owned());
        let made = self.centre.write(move |tx| {
            let store: &dyn ReadTx = tx.store;
            let known = people::named(store, &name)?;
            let known = known
                .into_iter()
                .find(|account| account.writer.role == role);
            let account = match known {
                Some(account) => account,
                None => {
                    let person = PersonId(key::first_half(&key::sha256(&[name.as_bytes()])));
                    let area = AreaId("demo-chunfeng".to_owned());
                    let office = || Scope::Office(OfficeId(OFFICE.to_owned()));
                    let granted = (role == Role::Officer).then(office);
                    account::open(tx.store, person, role, &area, &name, granted)?
                }
            };
            let (centre, now) = (tx.state.key.clone(), tx.now);
            enrolment::add_code(tx.store, &centre, &kept, account.id, now, 15)
        });
        self.runtime.block_on(made).unwrap();
        code
    }

    /// An enrolled phone of `name`.
    pub fn phone(&self, number: u64, name: &str, role: Role) -> Phone {
        let mut phone = Phone::new(number);
        phone
            .enrol(&mut self.link(), &self.code(name, role))
            .unwrap();
        phone
    }

    /// Everything that the centre keeps.
    pub fn dump(&self) -> String {
        self.centre.store.read(|store| store.dump()).unwrap()
    }

    pub fn release_lapsed(&self) -> u64 {
        self.runtime.block_on(self.centre.release_lapsed()).unwrap()
    }
}

type Running = (oneshot::Sender<()>, JoinHandle<()>);

fn start(
    runtime: &Runtime,
    folder: &Path,
    clock: &Arc<AtomicI64>,
    given: RawConfig,
) -> (Arc<Centre>, SocketAddr, Running) {
    let config = RawConfig {
        data: Some(folder.join("data")),
        catalogue: given.catalogue.clone().or_else(|| Some(catalogue())),
        exchanges_per_minute: given.exchanges_per_minute.or(Some(10_000_000)),
        // Tests let time pass themselves.
        lease_check_seconds: Some(3600),
        webhook_check_seconds: given.webhook_check_seconds.or(Some(3600)),
        ..given
    };
    let clock = clock.clone();
    let now = ServerClock::new(move || Timestamp(clock.load(Ordering::SeqCst)));
    let server = Server::open(config.check().unwrap(), now).unwrap();
    let centre = server.centre().clone();
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (end, told) = oneshot::channel();
        let running = tokio::spawn(async move {
            let shutdown = async { drop(told.await) };
            server.serve(listener, shutdown).await;
        });
        (centre, address, (end, running))
    })
}
