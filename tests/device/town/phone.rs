//! A phone in the town: the real engine on real files, and what is under way to it.

use crate::town::{
    broken::{Broken, Kept, law, never_fails},
    clock::{PhoneHost, TrueTime},
    disk, files,
};
use linli_api::{Ask, Code, Command, Failure, dispatch};
use linli_domain::{
    id::{DocId, PersonId},
    role::Role,
};
use linli_engine::{Engine, EngineError};
use linli_replica::{
    exchange::{Exchange, Exchanged},
    replica::Replica,
    signed::Hash,
};
use rusqlite::{Connection, OpenFlags, Row};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// Whose phone it is to be.
#[derive(Debug, Clone)]
pub(crate) struct Owner {
    pub(crate) name: &'static str,
    pub(crate) person: PersonId,
    pub(crate) role: Role,
}

/// A change that waits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WaitingChange {
    pub(crate) hash: Hash,
    pub(crate) doc: DocId,
    /// When it was written, in ms since 1970 by the phone's clock.
    pub(crate) at: i64,
    /// Somebody asked for it: it is no note of the program's own.
    pub(crate) is_wanted: bool,
}

/// A phone with its files, its clock, and what is under way between it and the centre.
#[derive(Debug)]
pub(crate) struct Phone {
    pub(crate) owner: Owner,
    pub(crate) engine: Engine,
    pub(crate) host: PhoneHost,
    /// A second look at its database, past the engine.
    disk: Connection,
    /// The folder of all its lives.
    folder: PathBuf,
    life: u32,
    /// Answers that are under way, each with the exchange that it answers.
    pub(crate) answers: Vec<(Exchange, Exchanged)>,
    /// Exchanges that are under way, though it gave them up.
    pub(crate) sent: Vec<Exchange>,
}

impl Phone {
    pub(crate) fn new(owner: Owner, folder: PathBuf, time: &TrueTime, seed: u64) -> Kept<Self> {
        let host = PhoneHost::new(time, seed);
        let (engine, disk) = open(&folder, 0, &host)?;
        Ok(Self {
            owner,
            engine,
            host,
            disk,
            folder,
            life: 0,
            answers: Vec::new(),
            sent: Vec::new(),
        })
    }

    /// The power fails: the program is gone, and what it had not written. It starts again
    /// on its files as they stood.
    pub(crate) fn kill(&mut self) -> Kept {
        self.start_again_on(&life(&self.folder, self.life), |_| ())
    }

    /// The power fails within a writing, of which a part lies at the log's end.
    pub(crate) fn tear(&mut self, dice: u64) -> Kept {
        let from = life(&self.folder, self.life);
        let tear = |data: &Path| files::tear(&data.join("linli.db-wal"), dice);
        self.start_again_on(&from, tear)
    }

    /// The power fails, and the disk kept only the beginning of the log.
    pub(crate) fn cut_log(&mut self, dice: u64) -> Kept {
        let from = life(&self.folder, self.life);
        let folded = files::folded_in(&from.join("linli.db-shm"));
        let cut = |data: &Path| files::cut(&data.join("linli.db-wal"), folded, dice);
        self.start_again_on(&from, cut)
    }

    /// Starts again on a copy of the files in `from`, to which `work` is done before.
    fn start_again_on(&mut self, from: &Path, work: impl FnOnce(&Path)) -> Kept {
        let before = life(&self.folder, self.life);
        self.life += 1;
        let after = life(&self.folder, self.life);
        files::copy(from, &after);
        work(&after);
        if disk::is_full(&before) {
            start_without_room(&after, &self.host)?;
        }
        (self.engine, self.disk) = open(&self.folder, self.life, &self.host)?;
        files::remove(&before);
        Ok(())
    }

    /// Its disk is full from here on, until there is room.
    pub(crate) fn fill_disk(&self) {
        disk::fill(&life(&self.folder, self.life));
    }

    pub(crate) fn make_room(&self) {
        disk::make_room(&life(&self.folder, self.life));
    }

    pub(crate) fn is_full(&self) -> bool {
        disk::is_full(&life(&self.folder, self.life))
    }

    /// What the engine did; where it had no room for it, it must say so, and the step ends.
    pub(crate) fn kept<T>(&self, done: Result<T, EngineError>, law: &'static str) -> Kept<T> {
        match done {
            Err(EngineError::Full) if self.is_full() => Err(Broken::no_room(self.owner.name)),
            done => never_fails(done, law),
        }
    }

    /// Copies its files as they stand.
    pub(crate) fn copy(&mut self) {
        let kept = self.folder.join("copy");
        files::remove(&kept);
        files::copy(&life(&self.folder, self.life), &kept);
    }

    /// Starts again on the files as they were copied; false where there is no copy.
    pub(crate) fn set_back(&mut self) -> Kept<bool> {
        let copy = self.folder.join("copy");
        if !copy.exists() {
            return Ok(false);
        }
        self.start_again_on(&copy, |_| ())?;
        Ok(true)
    }

    /// Whether it is somebody's, as far as it knows.
    pub(crate) fn is_enrolled(&self) -> bool {
        self.engine.token().is_some()
    }

    /// Asks the engine, as a screen does. The failure is one that a screen is meant to meet.
    pub(crate) fn ask<A: Ask>(&mut self, ask: A) -> Kept<Result<A::Reply, Failure>> {
        self.run::<A>(ask.into())
    }

    /// Asks for what the screen has just said may be asked for.
    pub(crate) fn must<A: Ask>(&mut self, ask: A) -> Kept<A::Reply> {
        let command: Command = ask.into();
        let reply = self.run::<A>(command.clone())?;
        reply.map_err(|failure| Broken {
            law: "what a screen offers can be done",
            seen: format!("{}: {command:?}: {failure:?}", self.owner.name),
        })
    }

    fn run<A: Ask>(&mut self, command: Command) -> Kept<Result<A::Reply, Failure>> {
        let name = command.name();
        match dispatch(&mut self.engine, command).result {
            Ok(reply) => {
                let reply = serde_json::from_str(reply.get());
                never_fails(reply, "every reply is one").map(Ok)
            }
            Err(failure) => {
                if failure.code == Code::StorageFull && self.is_full() {
                    return Err(Broken::no_room(self.owner.name));
                }
                let is_foreseen = !matches!(
                    failure.code,
                    Code::Unexpected | Code::NotUnderstood | Code::StorageFull | Code::NotEnrolled
                );
                law(is_foreseen, "no command fails by itself", || {
                    format!("{}: {name}: {failure:?}", self.owner.name)
                })?;
                Ok(Err(failure))
            }
        }
    }

    /// The changes that wait to be sent, as they lie on the disk.
    pub(crate) fn waiting(&self) -> Kept<Vec<WaitingChange>> {
        let sql = "SELECT hash, doc, at, intent IS NOT NULL FROM outbox
                   WHERE receipt IS NULL ORDER BY place";
        let waiting = self.rows(sql, |row| {
            Ok(WaitingChange {
                hash: Hash(row.get(0)?),
                doc: DocId(row.get(1)?),
                at: row.get(2)?,
                is_wanted: row.get(3)?,
            })
        });
        never_fails(waiting, "a phone's outbox can be read")
    }

    /// All that this phone wrote and still has as its own, delivered or not.
    pub(crate) fn written(&self) -> Kept<BTreeSet<Hash>> {
        let written = self.rows("SELECT hash FROM outbox", |row| Ok(Hash(row.get(0)?)));
        let written = never_fails(written, "a phone's outbox can be read")?;
        Ok(written.into_iter().collect())
    }

    /// The documents of what it wrote, delivered, and keeps to give it back.
    pub(crate) fn kept_own(&self) -> Kept<BTreeSet<DocId>> {
        let sql = "SELECT DISTINCT doc FROM outbox WHERE receipt IS NOT NULL";
        let docs = self.rows(sql, |row| Ok(DocId(row.get(0)?)));
        Ok(never_fails(docs, "a phone's outbox can be read")?
            .into_iter()
            .collect())
    }

    /// What stands on the shelf of refused changes: of which document, and when written.
    pub(crate) fn shelf(&self) -> Kept<BTreeSet<(DocId, i64)>> {
        let shelf = self.rows("SELECT doc, at FROM refused", |row| {
            Ok((DocId(row.get(0)?), row.get(1)?))
        });
        let shelf = never_fails(shelf, "a phone's shelf can be read")?;
        Ok(shelf.into_iter().collect())
    }

    /// The documents on the disk.
    pub(crate) fn documents(&self) -> Kept<BTreeMap<DocId, Replica>> {
        let rows = self.rows("SELECT id, bytes FROM document ORDER BY id", |row| {
            Ok((DocId(row.get(0)?), row.get::<_, Vec<u8>>(1)?))
        });
        let mut documents = BTreeMap::new();
        for (doc, bytes) in never_fails(rows, "a phone's documents can be read")? {
            let replica = Replica::load(&bytes);
            let replica = never_fails(replica, "a phone's documents can be read")?;
            documents.insert(doc, replica);
        }
        Ok(documents)
    }

    fn rows<T>(
        &self,
        sql: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let mut rows = self.disk.prepare_cached(sql)?;
        rows.query_map([], read)?.collect()
    }
}

fn life(folder: &Path, life: u32) -> PathBuf {
    folder.join(life.to_string())
}

fn database(folder: &Path) -> String {
    let path = folder.join("linli.db");
    path.to_str().expect("a path in letters").to_owned()
}

/// The program starts while the disk in `folder` is full: it says so, and harms nothing.
fn start_without_room(folder: &Path, host: &PhoneHost) -> Kept {
    disk::fill(folder);
    let started = Engine::open(&database(folder), host.clone());
    let is_told = matches!(started, Ok(_) | Err(EngineError::Full));
    law(is_told, "a start without room says what is lacking", || {
        format!("{:?}", started.as_ref().err())
    })?;
    drop(started);
    disk::make_room(folder);
    Ok(())
}

fn open(folder: &Path, number: u32, host: &PhoneHost) -> Kept<(Engine, Connection)> {
    let folder = life(folder, number);
    files::make(&folder);
    let path = database(&folder);
    let engine = never_fails(Engine::open(&path, host.clone()), "a phone starts")?;
    let disk = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
    Ok((engine, never_fails(disk, "a phone's database can be read")?))
}
