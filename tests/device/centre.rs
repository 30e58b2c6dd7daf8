//! A real centre in this process, and one that says whatever a test puts into its mouth.

use linli_domain::{
    id::{AreaId, PersonId},
    profile::ProfileField,
    role::Role,
    time::Timestamp,
};
use linli_replica::{exchange::encode, turned_away::TurnedAway};
use linli_server::{
    config::RawConfig,
    core::{
        account,
        centre::Centre,
        clock::ServerClock,
        data_folder::{key_file, store_file},
        enrolment, key, people,
    },
    demo::begin_person,
    server::Server,
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::oneshot,
    task::JoinHandle,
};

/// 2026-11-23 10:00 in Demo City.
pub(crate) const MORNING: i64 = 1_795_399_200_000;

/// A centre on a port of its own.
pub(crate) struct Town {
    pub(crate) centre: Arc<Centre>,
    pub(crate) address: String,
    pub(crate) clock: Arc<AtomicI64>,
    pub(crate) folder: TempDir,
    listen: String,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Town {
    pub(crate) async fn new() -> Self {
        Self::with(RawConfig::default()).await
    }

    pub(crate) async fn with(given: RawConfig) -> Self {
        let clock = Arc::new(AtomicI64::new(MORNING));
        Self::begin(tempfile::tempdir().unwrap(), clock, given).await
    }

    /// A centre on a folder and a port of its own.
    async fn begin(folder: TempDir, clock: Arc<AtomicI64>, given: RawConfig) -> Self {
        let (centre, listen, running) = start(folder.path(), &clock, "127.0.0.1:0", given).await;
        Self {
            centre,
            address: format!("http://{listen}"),
            clock,
            folder,
            listen,
            running: Some(running),
        }
    }

    /// Ends the centre in order.
    pub(crate) async fn end(&mut self) {
        if let Some((end, ended)) = self.running.take() {
            end.send(()).unwrap();
            ended.await.unwrap();
        }
    }

    /// Starts it again on the same folder and port.
    pub(crate) async fn resume(&mut self, given: RawConfig) {
        self.end().await;
        let (centre, _, running) =
            start(self.folder.path(), &self.clock, &self.listen, given).await;
        (self.centre, self.running) = (centre, Some(running));
    }

    /// The same centre on another port: the key and a copy of the store of one that has
    /// ended.
    pub(crate) async fn moved(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let [from, to] = [&self.folder, &folder].map(|folder| folder.path().join("data"));
        std::fs::create_dir(&to).unwrap();
        for file in [store_file, key_file] {
            std::fs::copy(file(&from), file(&to)).unwrap();
        }
        Self::begin(folder, self.clock.clone(), RawConfig::default()).await
    }

    pub(crate) fn store(&self) -> PathBuf {
        store_file(&self.folder.path().join("data"))
    }

    /// Writes a copy of the store.
    pub(crate) fn back_up(&self) -> PathBuf {
        let copy = self.folder.path().join("copy.sqlite");
        self.centre.store.backup(&copy).unwrap();
        copy
    }

    /// Ends the centre, puts the copy in its store's place, and starts it again.
    pub(crate) async fn bring_back(&mut self, copy: &Path) {
        self.end().await;
        for end in ["", "-wal", "-shm"] {
            let mut file = self.store().into_os_string();
            file.push(end);
            // What lies beside the store may be gone after an orderly end.
            drop(std::fs::remove_file(file));
        }
        std::fs::copy(copy, self.store()).unwrap();
        self.resume(RawConfig::default()).await;
    }

    /// A fresh code for `name`, who has an account after that.
    pub(crate) async fn code(&self, name: &str, role: Role) -> String {
        let code = key::fresh_code().unwrap();
        let (kept, name) = (code.clone(), name.to_owned());
        let made = self.centre.write(move |tx| {
            let mut known = people::named(&*tx.store, &name)?.into_iter();
            let account = match known.find(|account| account.writer.role == role) {
                Some(account) => account,
                None => {
                    let person = PersonId(key::first_half(&key::sha256(&[name.as_bytes()])));
                    let area = AreaId("demo-chunfeng".to_owned());
                    if role == Role::Resident {
                        begin_person(tx, person, &area, &home(&name))?;
                    }
                    account::open(tx.store, person, role, &area, &name, None)?
                }
            };
            let (centre, now) = (tx.state.key.clone(), tx.now);
            enrolment::add_code(tx.store, &centre, &kept, account.id, now, 15)
        });
        made.await.unwrap();
        code
    }
}

/// A resident's name and where she lives.
fn home(name: &str) -> BTreeMap<ProfileField, String> {
    [
        (ProfileField::Name, name),
        (ProfileField::Building, "3 号楼"),
        (ProfileField::Door, "1 单元 502"),
        (ProfileField::Phone, "000-5555-1001"),
    ]
    .map(|(field, text)| (field, text.to_owned()))
    .into()
}

type Running = (oneshot::Sender<()>, JoinHandle<()>);

async fn start(
    folder: &Path,
    clock: &Arc<AtomicI64>,
    listen: &str,
    given: RawConfig,
) -> (Arc<Centre>, String, Running) {
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
    let config = RawConfig {
        data: Some(folder.join("data")),
        catalogue: Some(catalogue),
        exchanges_per_minute: given.exchanges_per_minute.or(Some(10_000_000)),
        ..given
    };
    let clock = clock.clone();
    let now = ServerClock::new(move || Timestamp(clock.load(Ordering::SeqCst)));
    let server = Server::open(config.check().unwrap(), now).unwrap();
    let centre = server.centre().clone();
    let listener = TcpListener::bind(listen).await.unwrap();
    let listen = listener.local_addr().unwrap().to_string();
    let (end, told) = oneshot::channel();
    let running = tokio::spawn(async move {
        let shutdown = async { drop(told.await) };
        server.serve(listener, shutdown).await;
    });
    (centre, listen, (end, running))
}

/// Answers every request, or all under one path, with one status and body, whatever it asks.
pub(crate) struct Parrot {
    pub(crate) address: String,
    serving: JoinHandle<()>,
}

impl Parrot {
    pub(crate) async fn turning_away(status: u16, turned: &TurnedAway) -> Self {
        Self::answering(status, encode(turned)).await
    }

    pub(crate) async fn answering(status: u16, body: Vec<u8>) -> Self {
        Self::answering_each(vec![("/", status, body)]).await
    }

    /// Answers by the first path that the request begins with.
    pub(crate) async fn answering_each(answers: Vec<(&'static str, u16, Vec<u8>)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let whole = |(path, status, body): (&'static str, u16, Vec<u8>)| {
            let head = format!(
                "HTTP/1.1 {status} Turned\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            (path, [head.as_bytes(), &body].concat())
        };
        let answers: Vec<_> = answers.into_iter().map(whole).collect();
        let serving = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                // A request of a device that has nothing to send fits one packet here.
                let mut request = [0; 8 * 1024];
                drop(stream.read(&mut request).await);
                let asked = String::from_utf8_lossy(&request);
                let path = asked.split(' ').nth(1).unwrap_or_default();
                let answer = answers.iter().find(|(under, _)| path.starts_with(under));
                drop(
                    stream
                        .write_all(answer.map_or(b"", |(_, answer)| answer))
                        .await,
                );
                drop(stream.shutdown().await);
            }
        });
        Self { address, serving }
    }
}

impl Drop for Parrot {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
