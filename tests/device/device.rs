//! A device with the engine's own link, as a shell runs it.

use crate::centre::{MORNING, Town};
use linli_api::{
    Answer, Ask, EngineEvent, EnrolDevice, Failure, GetDelivery, GetSession, SetWhen, StartCare,
    dispatch, view,
};
use linli_domain::{
    answer::{FieldId, Value},
    care::When,
    catalogue::KindId,
    device::DeviceKind,
    id::{DeviceId, DocId},
    role::Role,
};
use linli_engine::{
    Engine, Host, Timestamp,
    link::{self, Shell},
};
use linli_replica::{
    exchange::{Exchanged, decode, encode},
    replica::Replica,
};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicI64, AtomicU8, AtomicU64, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::watch,
    task::JoinHandle,
    time::timeout,
};

/// No step takes so long unless it never ends.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the device lends its engine.
#[derive(Clone)]
struct TestHost {
    clock: Arc<AtomicI64>,
    seed: Arc<AtomicU64>,
}

impl Host for TestHost {
    fn now(&self) -> Timestamp {
        Timestamp(self.clock.load(Ordering::SeqCst))
    }

    fn fresh(&mut self) -> [u8; 32] {
        let number = self.seed.fetch_add(1, Ordering::SeqCst);
        let mut bytes = [0; 32];
        bytes.chunks_mut(8).enumerate().for_each(|(place, chunk)| {
            let mixed = (number + (place as u64)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            chunk.copy_from_slice(&mixed.to_be_bytes());
        });
        bytes
    }
}

/// The network that a device says it has.
const NO_NETWORK: u8 = 1;

/// The engine as the link and the screens share it.
#[derive(Clone)]
struct TestShell {
    engine: Arc<Mutex<Engine>>,
    told: watch::Sender<u64>,
    network: Arc<AtomicU8>,
    /// Like a browser's page: it reaches only where it came from.
    stays: Arc<AtomicBool>,
}

impl TestShell {
    fn engine(&self) -> MutexGuard<'_, Engine> {
        self.engine.lock().unwrap()
    }
}

impl Shell for TestShell {
    fn with<T>(&self, work: impl FnOnce(&mut Engine) -> T) -> T {
        work(&mut self.engine())
    }

    async fn sleep(&self, ms: u32) {
        tokio::time::sleep(Duration::from_millis(ms.into())).await;
    }

    fn emit(&self, _: EngineEvent) {
        self.told.send_modify(|told| *told += 1);
    }

    fn has_network(&self) -> Option<bool> {
        Some(self.network.load(Ordering::SeqCst) != NO_NETWORK)
    }

    fn can_follow(&self) -> bool {
        !self.stays.load(Ordering::SeqCst)
    }
}

/// One device at work.
pub(crate) struct Device {
    pub(crate) folder: TempDir,
    pub(crate) clock: Arc<AtomicI64>,
    address: String,
    shell: TestShell,
    link: JoinHandle<()>,
}

impl Device {
    /// A new device that looks for its centre at `address`.
    pub(crate) fn new(number: u64, address: &str, now: i64) -> Self {
        Self::on(tempfile::tempdir().unwrap(), number, address, now)
    }

    /// A device of somebody's at a town's centre, with all that they read.
    pub(crate) async fn enrolled(number: u64, town: &Town, name: &str, role: Role) -> Self {
        let device = Self::new(number, &town.address, MORNING);
        device.enrol(&town.code(name, role).await).await;
        device.until_delivered().await;
        device
    }

    /// A copy of this device's data, in use beside it.
    pub(crate) fn copied(&self, number: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let [from, to] = [&self.folder, &folder].map(|folder| folder.path().join("linli.db"));
        let database = rusqlite::Connection::open(from).unwrap();
        database
            .execute("VACUUM INTO ?1", [to.to_str().unwrap()])
            .unwrap();
        let now = self.clock.load(Ordering::SeqCst);
        Self::on(folder, number, &self.address, now)
    }

    fn on(folder: TempDir, number: u64, address: &str, now: i64) -> Self {
        let clock = Arc::new(AtomicI64::new(now));
        let host = TestHost {
            clock: clock.clone(),
            seed: Arc::new(AtomicU64::new(number << 32)),
        };
        let path = folder.path().join("linli.db");
        let engine = Engine::open(path.to_str().unwrap(), host).unwrap();
        let shell = TestShell {
            engine: Arc::new(Mutex::new(engine)),
            told: watch::channel(0).0,
            network: Arc::default(),
            stays: Arc::default(),
        };
        let link = tokio::spawn(link::run(shell.clone(), Some(address.to_owned())));
        Self {
            folder,
            clock,
            address: address.to_owned(),
            shell,
            link,
        }
    }

    /// From now on it reaches only the address that it began with, like a page in a browser.
    pub(crate) fn stay(&self) {
        self.shell.stays.store(true, Ordering::SeqCst);
    }

    /// Whether the device has a network, as its system says.
    pub(crate) fn set_network(&self, has: bool) {
        let word = if has { 0 } else { NO_NETWORK };
        self.shell.network.store(word, Ordering::SeqCst);
        self.shell.engine().network_changed();
    }

    /// Has the engine answer, as a screen would.
    #[track_caller]
    pub(crate) fn ask<A: Ask>(&self, command: A) -> A::Reply {
        let outcome = dispatch(&mut *self.shell.engine(), command.into());
        let reply = outcome.result.expect("the command was done");
        serde_json::from_str(reply.get()).unwrap()
    }

    /// The same, where it may not be done.
    pub(crate) fn try_to<A: Ask>(&self, command: A) -> Result<(), Failure> {
        dispatch(&mut *self.shell.engine(), command.into())
            .result
            .map(drop)
    }

    /// The device's id at present.
    pub(crate) fn id(&self) -> DeviceId {
        self.shell.engine().device_id()
    }

    pub(crate) fn session(&self) -> view::Session {
        self.ask(GetSession {})
    }

    pub(crate) fn delivery(&self) -> view::Delivery {
        self.ask(GetDelivery {})
    }

    /// Types a code in, and waits for what comes of it.
    pub(crate) async fn enrol(&self, code: &str) -> view::Session {
        self.ask(EnrolDevice {
            code: code.to_owned(),
            server: None,
            give_away: false,
            kind: DeviceKind::Phone,
        });
        self.until("the enrolment", |device| {
            let session = device.session();
            (session.enrolment != view::EnrolmentState::Asking).then_some(session)
        })
        .await
    }

    /// Waits until `look` finds something, looking whenever the engine tells of a change.
    pub(crate) async fn until<T>(&self, what: &str, look: impl Fn(&Self) -> Option<T>) -> T {
        let mut told = self.shell.told.subscribe();
        let found = async {
            loop {
                told.mark_unchanged();
                if let Some(found) = look(self) {
                    return found;
                }
                told.changed().await.unwrap();
            }
        };
        match timeout(PATIENCE, found).await {
            Ok(found) => found,
            Err(_) => panic!(
                "waited in vain for {what}: {:?} {:?}",
                self.session(),
                self.delivery()
            ),
        }
    }

    /// Waits until the link stands so.
    pub(crate) async fn until_link(&self, link: view::Link) {
        self.until(&format!("{link:?}"), |device| {
            (device.delivery().link == link).then_some(())
        })
        .await;
    }

    /// Ends the link: from now on the device meets the centre only in [`Self::meet`].
    pub(crate) async fn leave(&mut self) {
        self.link.abort();
        drop((&mut self.link).await);
    }

    /// Exchanges with the centre until neither has more to say, but not more than `most`
    /// times. Where `is_cut`, the answer to the last one is lost.
    pub(crate) async fn meet(&self, most: usize, is_cut: bool) {
        for number in 1..=most {
            let (sent, token) = {
                let mut engine = self.shell.engine();
                let token = engine.token().unwrap().to_owned();
                (engine.next_exchange(0).unwrap(), token)
            };
            let (mut status, mut answer) = self.post("exchange", &token, &encode(&sent)).await;
            if status == 401 {
                let given = self.post("enrol/challenge", &token, &[]).await.1;
                let given = decode(&given).unwrap();
                let message = self.shell.engine().known_again(&given).unwrap().unwrap();
                let known = self.post("known-again", &token, &encode(&message)).await;
                assert_eq!(known.0, 204);
                (status, answer) = self.post("exchange", &token, &encode(&sent)).await;
            }
            assert_eq!(status, 200);
            if is_cut && number == most {
                return;
            }
            let exchanged: Exchanged = decode(&answer).unwrap();
            let outcome = self.shell.engine().take(exchanged, &sent).unwrap();
            if !outcome.again {
                return;
            }
        }
    }

    /// Has the centre answer one request; the status and the body.
    async fn post(&self, path: &str, token: &str, body: &[u8]) -> (u16, Vec<u8>) {
        let host = self.address.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(host).await.unwrap();
        let head = format!(
            "POST /v1/{path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\n\
             connection: close\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(body).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let status = str::from_utf8(&answer[9..12]).unwrap().parse().unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
        (status, answer.split_off(end.unwrap() + 4))
    }

    /// The documents on the disk.
    pub(crate) fn documents(&self) -> BTreeMap<DocId, Replica> {
        let database = rusqlite::Connection::open(self.folder.path().join("linli.db")).unwrap();
        let mut rows = database.prepare("SELECT id, bytes FROM document").unwrap();
        let documents = rows.query_map([], |row| {
            let bytes: Vec<u8> = row.get(1)?;
            Ok((DocId(row.get(0)?), Replica::load(&bytes).unwrap()))
        });
        documents.unwrap().map(Result::unwrap).collect()
    }

    /// Waits until everything is at the centre.
    pub(crate) async fn until_delivered(&self) {
        self.until("delivery", |device| {
            let delivery = device.delivery();
            let is_there = delivery.waiting == 0 && delivery.link == view::Link::Online;
            is_there.then_some(())
        })
        .await;
    }
}

/// The note for the door in a [`draft`].
pub(crate) const DOOR_NOTE: &str = "ring twice, the bell is behind the geranium";

/// A draft with a few answers.
pub(crate) fn draft(device: &Device) -> DocId {
    let kind = KindId("bath".to_owned());
    let doc = device.ask(StartCare { kind, again: None }).doc;
    for (field, value) in [
        ("mode", Value::Choice("bed".to_owned())),
        ("walk", Value::Choice("held".to_owned())),
        ("family", Value::Yes(true)),
        ("door_note", Value::Text(DOOR_NOTE.to_owned())),
    ] {
        device.ask(Answer {
            doc,
            field: FieldId(field.to_owned()),
            value: Some(value),
        });
    }
    let date = device.session().today;
    device.ask(SetWhen {
        doc,
        when: When::Soon { date },
    });
    doc
}

impl Drop for Device {
    fn drop(&mut self) {
        self.link.abort();
    }
}
