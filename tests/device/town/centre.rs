//! The centre of the town: the real server on real files, reached without a socket.

mod full;
mod operated;

use crate::town::{
    broken::{Broken, Kept, law, never_fails},
    catalogue::{AREA, OTHER_AREA},
    clock::TrueTime,
    dice::SharedDice,
    disk, files,
    phone::{Owner, Phone},
};
use axum::body::Body;
use http::{Request, header::AUTHORIZATION};
use linli_api::{EnrolDevice, GetSession, view::EnrolmentState};
use linli_domain::{
    contents::Contents,
    device::DeviceKind,
    enrolment_code,
    id::{AreaId, DeviceId, DocId},
    profile::ProfileField,
    role::{Role, Scope},
};
use linli_engine::Engine;
use linli_replica::{
    exchange::{EnrolChallenge, Exchange, Exchanged, decode, encode},
    keys::Signature,
    replica::Replica,
    signed::Hash,
    turned_away::TurnedAway,
};
use linli_server::{
    config::RawConfig,
    core::{
        account, clock::ServerClock, data_folder::key_file, enrolment, own_devices,
        random::ServerRandom, transaction::Transaction,
    },
    demo,
    server::Server,
    store::{ReadTx, Seq, StoreError},
};
use serde::de::DeserializeOwned;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use tokio::runtime::{Builder, Runtime};

/// Largest answer that is read, in bytes.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Has what a request left to be done later done before the next one.
const TURNS: usize = 16;

/// What the centre answers: what was asked for, or why not.
pub(crate) type Answer<T> = Result<T, TurnedAway>;

/// The centre and its files.
#[derive(Debug)]
pub(crate) struct TownCentre {
    server: Server,
    runtime: Runtime,
    folder: PathBuf,
    life: u32,
    time: TrueTime,
    dice: SharedDice,
    codes: u64,
    /// How often a catalogue was published.
    catalogues: u64,
    /// How often somebody was renamed.
    names: u64,
}

impl TownCentre {
    pub(crate) fn open(folder: &Path, time: &TrueTime, seed: u64) -> Kept<Self> {
        let dice = SharedDice::of(seed);
        let data = data(folder, 0);
        files::make(&data);
        let mut key = [0; 32];
        dice.fill(&mut key);
        fs::write(key_file(&data), key).expect("the centre's key");
        let runtime = Builder::new_current_thread().enable_time().build();
        let runtime = runtime.expect("a runtime");
        let server = start(folder, 0, time, &dice)?;
        Ok(Self {
            server,
            runtime,
            folder: folder.to_owned(),
            life: 0,
            time: time.clone(),
            dice,
            codes: 0,
            catalogues: 0,
            names: 0,
        })
    }

    /// Its process dies and starts again on its files as they stood.
    pub(crate) fn kill(&mut self) -> Kept {
        self.start_again(|_| Ok(()))
    }

    /// Starts again on a copy of its files, on which `work` is done before.
    fn start_again(&mut self, work: impl FnOnce(&Path) -> Kept) -> Kept {
        let before = data(&self.folder, self.life);
        self.life += 1;
        let after = data(&self.folder, self.life);
        files::copy(&before, &after);
        work(&after)?;
        if disk::is_full(&before) {
            self.start_without_room(&after)?;
        }
        self.server = start(&self.folder, self.life, &self.time, &self.dice)?;
        files::remove(&before);
        Ok(())
    }

    /// Its process dies within a writing, of which a part lies at the log's end.
    pub(crate) fn tear(&mut self, dice: u64) -> Kept {
        self.start_again(|data| {
            files::tear(&data.join("centre.sqlite-wal"), dice);
            Ok(())
        })
    }

    /// Its process dies, and the disk kept only the beginning of the log.
    pub(crate) fn cut_log(&mut self, dice: u64) -> Kept {
        let before = data(&self.folder, self.life);
        let folded = files::folded_in(&before.join("centre.sqlite-shm"));
        self.start_again(|data| {
            files::cut(&data.join("centre.sqlite-wal"), folded, dice);
            Ok(())
        })
    }

    /// Whether the phone has the catalogue in use.
    pub(crate) fn is_catalogue_of(&self, engine: &Engine) -> Kept<bool> {
        let known = never_fails(engine.catalogue_tag(), "the catalogue's tag can be read")?;
        Ok(known.as_deref() == Some(self.server.centre().served().etag.as_str()))
    }

    /// Revokes a device.
    pub(crate) fn revoke(&self, device: DeviceId) -> Kept {
        self.operate(move |tx| own_devices::revoke(tx, device).map(drop))
    }

    /// Whether it has revoked the device.
    pub(crate) fn has_revoked(&self, device: DeviceId) -> Kept<bool> {
        let device = self.look(|store| store.device(device))?;
        Ok(device.is_some_and(|device| device.revoked_at.is_some()))
    }

    /// What it does by itself from time to time.
    pub(crate) fn do_rounds(&self) -> Kept {
        let centre = self.server.centre();
        let released = self.runtime.block_on(centre.release_lapsed());
        self.kept(released, "the centre's rounds")?;
        let renewed = self.runtime.block_on(centre.renew_catalogue());
        self.kept(renewed, "the centre's rounds").map(drop)
    }

    /// Has the server answer one request; the status and the body.
    fn request(&self, path: &str, token: Option<&str>, body: Vec<u8>) -> Kept<(u16, Vec<u8>)> {
        let mut request = Request::post(format!("/v1/{path}"));
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Body::from(body)).expect("a request");
        self.runtime.block_on(async {
            let answer = self.server.answer(request).await;
            let status = answer.status().as_u16();
            let body = axum::body::to_bytes(answer.into_body(), MOST_BYTES).await;
            let body = never_fails(body, "an answer comes whole")?;
            // What nobody waits for is queued by now, and this stands behind it.
            for _ in 0..TURNS {
                tokio::task::yield_now().await;
            }
            let behind = self.server.centre().write(|_| Ok(()));
            let behind = behind.await;
            if !self.is_full() {
                never_fails(behind, "the centre writes")?;
            }
            Ok((status, body.to_vec()))
        })
    }

    /// Posts a message; what the answer says, or why it was turned away.
    fn post<T>(
        &self,
        path: &str,
        token: Option<&str>,
        body: Vec<u8>,
        read: impl FnOnce(&[u8]) -> Kept<T>,
    ) -> Kept<Answer<T>> {
        let (status, body) = self.request(path, token, body)?;
        if (200..300).contains(&status) {
            return read(&body).map(Ok);
        }
        let turned: TurnedAway = message(&body)?;
        // Whatever this may be, the town never gives the centre a reason for it.
        let is_foreseen = match turned {
            TurnedAway::Revoked(_) | TurnedAway::Unknown | TurnedAway::Code(_) => true,
            TurnedAway::Unavailable { .. } => self.is_full(),
            _ => false,
        };
        law(is_foreseen, "nobody is turned away without cause", || {
            format!("{path}: {status} {turned:?}")
        })?;
        Ok(Err(turned))
    }

    /// Answers an exchange.
    pub(crate) fn exchange(&self, token: &str, sent: &Exchange) -> Kept<Answer<Exchanged>> {
        self.post("exchange", Some(token), encode(sent), message)
    }

    /// What a phone signs to show its key.
    fn challenge(&self) -> Kept<EnrolChallenge> {
        let challenge = self.post("enrol/challenge", None, Vec::new(), message)?;
        let challenge = challenge.map_err(|turned| turned.why().to_owned());
        Ok(challenge.expect("a challenge is given to everybody"))
    }

    /// Lets a phone be known again that the centre forgot; whether it is, or why it was not
    /// asked.
    pub(crate) fn know_again(&self, engine: &Engine, token: &str) -> Kept<Answer<bool>> {
        let asks = engine.known_again(&self.challenge()?);
        let asks = never_fails(asks, "a phone has its card")?;
        let Some(asks) = asks else {
            return Ok(Ok(false));
        };
        let known = self.post("known-again", Some(token), encode(&asks), |_| Ok(()))?;
        Ok(match known {
            Err(turned @ TurnedAway::Unavailable { .. }) => Err(turned),
            known => Ok(known.is_ok()),
        })
    }

    /// Takes what a phone sealed before it was emptied; whether there was anything.
    pub(crate) fn take_rescue(&self, phone: &mut Phone) -> Kept<bool> {
        let Some((rescue, token)) = phone.engine.hand_over() else {
            return Ok(false);
        };
        let taken = self.post("rescue", Some(&token), encode(&rescue), |_| Ok(()))?;
        if self.is_full() && taken.is_err() {
            return Err(Broken::no_room("the centre"));
        }
        law(taken.is_ok(), "a rescue is taken", || format!("{taken:?}"))?;
        let handed = phone.engine.handed_over();
        phone.kept(handed, "a rescue is handed over").map(|_| true)
    }

    /// Gives the phone the catalogue in use, where it has another.
    pub(crate) fn give_catalogue(&self, phone: &mut Phone) -> Kept {
        let served = self.server.centre().served();
        let known = never_fails(
            phone.engine.catalogue_tag(),
            "the catalogue's tag can be read",
        )?;
        if known.as_deref() == Some(served.etag.as_str()) {
            return Ok(());
        }
        let json = std::str::from_utf8(&served.bytes).expect("JSON is text");
        let digits = served.signature.as_bytes();
        let byte = |two: &[u8]| {
            let two = std::str::from_utf8(two).ok()?;
            u8::from_str_radix(two, 16).ok()
        };
        let bytes: Option<Vec<u8>> = digits.chunks(2).map(byte).collect();
        let signature = bytes.expect("digits").try_into().expect("64 bytes");
        let signature = Signature(signature);
        let taken = phone.engine.take_catalogue(json, &served.etag, &signature);
        phone.kept(taken, "a catalogue is taken").map(drop)
    }

    /// Does the operator's work.
    fn operate<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Kept<T> {
        let done = self.runtime.block_on(self.server.centre().write(work));
        self.kept(done, "the operator's work is done")
    }

    /// Opens an account, with a person document for a resident.
    pub(crate) fn admit(&self, owner: &Owner, granted: Option<Scope>) -> Kept {
        let Owner { name, person, role } = owner.clone();
        let area = AreaId(AREA.to_owned());
        self.operate(move |tx| {
            account::open(tx.store, person, role, &area, name, granted)?;
            if role == Role::Resident {
                demo::begin_person(tx, person, &area, &profile(name))?;
            }
            Ok(())
        })
    }

    /// Enrols a phone for its owner, where the centre knows them.
    pub(crate) fn enrol(&mut self, phone: &mut Phone) -> Kept {
        self.codes += 1;
        let code = enrolment_code::code(self.codes);
        let (kept, person, role) = (code.clone(), phone.owner.person, phone.owner.role);
        let is_known = self.operate(move |tx| {
            // A centre that lost all that it knew of somebody learns of them from the cards
            // that others bring back; until then nobody has their number.
            let Some(account) = account::in_role(&*tx.store, person, role)? else {
                return Ok(false);
            };
            let (centre, now) = (tx.state.key.clone(), tx.now);
            enrolment::add_code(tx.store, &centre, &kept, account.id, now, 15)?;
            Ok(true)
        })?;
        if !is_known {
            return Ok(());
        }
        phone.must(EnrolDevice {
            code,
            server: None,
            give_away: false,
            kind: DeviceKind::Phone,
        })?;
        let request = phone.engine.enrol_request(&self.challenge()?);
        let request = request.expect("a code was given");
        let enrolled = self.post("enrol", None, encode(&request), message)?;
        if self.is_full() && enrolled.is_err() {
            let taken = phone.engine.take_enrolled(None);
            return never_fails(taken, "nobody is asked any more").map(drop);
        }
        law(enrolled.is_ok(), "a fresh code enrols", || {
            format!("{enrolled:?}")
        })?;
        let taken = phone.engine.take_enrolled(enrolled.ok().map(Ok));
        never_fails(taken, "an enrolment is taken")?;
        if !phone.is_enrolled() {
            let told = phone.must(GetSession {})?.enrolment;
            let is_true = phone.is_full() && told == EnrolmentState::NoRoom;
            return law(is_true, "an enrolment that is not kept is told", || {
                format!("{told:?}")
            });
        }
        self.give_catalogue(phone)
    }

    /// Looks into the store.
    pub(crate) fn look<T>(
        &self,
        look: impl FnOnce(&dyn ReadTx) -> Result<T, StoreError>,
    ) -> Kept<T> {
        let seen = self.server.centre().look_up(look);
        never_fails(seen, "the centre can be read")
    }

    /// Whether it has the change.
    pub(crate) fn has(&self, hash: Hash) -> Kept<bool> {
        Ok(self.look(|store| store.change(hash))?.is_some())
    }

    /// A document as the centre has it.
    pub(crate) fn document(&self, doc: DocId) -> Kept<Option<(Replica, Contents)>> {
        let Some(replica) = self.look(|store| store.load(doc))? else {
            return Ok(None);
        };
        let contents = never_fails(replica.contents(), "the centre's documents can be read")?;
        Ok(Some((replica, contents)))
    }

    /// The hashes of a document's changes, in the order of the feed.
    pub(crate) fn changes(&self, doc: DocId) -> Kept<Vec<Hash>> {
        let changes = self.look(|store| store.changes(doc, Seq::START))?;
        Ok(changes.into_iter().map(|change| change.hash).collect())
    }

    /// Documents that carry or carried one of these scopes, with a change after `after`.
    pub(crate) fn documents(&self, scopes: &BTreeSet<Scope>, after: Seq) -> Kept<BTreeSet<DocId>> {
        self.look(|store| {
            let mut docs = BTreeSet::new();
            for scope in scopes {
                let rows = store.scope_rows(scope, after)?;
                docs.extend(rows.into_iter().map(|row| row.doc));
            }
            Ok(docs)
        })
    }

    /// The number of the last change.
    pub(crate) fn horizon(&self) -> Kept<Seq> {
        self.look(|store| store.horizon())
    }
}

fn data(folder: &Path, life: u32) -> PathBuf {
    folder.join(format!("data-{life}"))
}

fn start(folder: &Path, life: u32, time: &TrueTime, dice: &SharedDice) -> Kept<Server> {
    let config = RawConfig {
        data: Some(data(folder, life)),
        catalogue: Some(folder.join("catalogue")),
        // Counted by the computer's clock, which has no part in this.
        exchanges_per_minute: Some(10_000_000),
        ..RawConfig::default()
    };
    let config = never_fails(config.check(), "the centre starts")?;
    let (time, dice) = (time.clone(), dice.clone());
    let clock = ServerClock::new(move || time.now());
    let random = ServerRandom::new(move |bytes| dice.fill(bytes));
    never_fails(
        Server::open_with(config, clock, random),
        "the centre starts",
    )
}

fn message<T: DeserializeOwned>(bytes: &[u8]) -> Kept<T> {
    never_fails(decode(bytes), "a message can be read")
}

fn profile(name: &str) -> BTreeMap<ProfileField, String> {
    let fields = [
        (ProfileField::Name, name),
        (ProfileField::Phone, "000-5555-1001"),
        (ProfileField::Building, "3"),
        (ProfileField::Door, "2 单元 501"),
        (ProfileField::BirthDate, "1945-01-01"),
    ];
    fields.map(|(field, text)| (field, text.to_owned())).into()
}
