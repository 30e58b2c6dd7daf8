//! Devices with clocks that tests set.

use super::centre::NOW;
use linli_api::{Answer, Ask, GetSession, SetWhen, StartCare, Topic, dispatch};
use linli_domain::{
    answer::{FieldId, Value},
    care::When,
    catalogue::KindId,
    id::{DeviceId, DocId},
    time::Timestamp,
};
use linli_engine::{Engine, Host};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};
use tempfile::TempDir;

/// A clock that a test sets, and numbers that nobody else has.
#[derive(Clone)]
pub(crate) struct TestHost {
    pub(crate) clock: Arc<AtomicI64>,
    seed: Arc<AtomicU64>,
}

impl Host for TestHost {
    fn now(&self) -> Timestamp {
        Timestamp(self.clock.load(Ordering::SeqCst))
    }

    fn fresh(&mut self) -> [u8; 32] {
        // The engine takes its incarnation from the first bytes: they must differ too.
        let number = self
            .seed
            .fetch_add(1, Ordering::SeqCst)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut bytes = [0; 32];
        bytes
            .chunks_mut(8)
            .for_each(|chunk| chunk.copy_from_slice(&number.to_be_bytes()));
        bytes
    }
}

/// One device, whose store is a real file.
pub(crate) struct Phone {
    pub(crate) folder: TempDir,
    pub(crate) host: TestHost,
    pub(crate) engine: Engine,
    /// Its id, once it is enrolled.
    pub(crate) device: DeviceId,
}

impl Phone {
    pub(crate) fn new(seed: u64) -> Self {
        Self::with_clock(seed, NOW)
    }

    pub(crate) fn with_clock(seed: u64, now: i64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let host = TestHost {
            clock: Arc::new(AtomicI64::new(now)),
            seed: Arc::new(AtomicU64::new(seed << 32)),
        };
        let engine = Engine::open(path(&folder).to_str().unwrap(), host.clone()).unwrap();
        Self {
            folder,
            host,
            engine,
            device: DeviceId([0; 16]),
        }
    }

    pub(crate) fn restart(self) -> Self {
        self.restart_after(|_| {})
    }

    /// Starts again after something was done to the database file.
    pub(crate) fn restart_after(self, work: impl FnOnce(PathBuf)) -> Self {
        let Self {
            folder,
            host,
            engine,
            device,
        } = self;
        drop(engine);
        work(path(&folder));
        let engine = Engine::open(path(&folder).to_str().unwrap(), host.clone()).unwrap();
        Self {
            folder,
            host,
            engine,
            device,
        }
    }

    /// Everything a bath today needs, up to sending.
    pub(crate) fn fill_in(&mut self) -> DocId {
        let doc = ask(
            &mut self.engine,
            StartCare {
                kind: KindId("bath".into()),
                again: None,
            },
        )
        .doc;
        for (field, value) in [
            ("mode", Value::Choice("bed".into())),
            ("walk", Value::Choice("held".into())),
            ("family", Value::Yes(true)),
            ("door_note", Value::Text("按两次门铃".into())),
        ] {
            let field = FieldId(field.into());
            ask(
                &mut self.engine,
                Answer {
                    doc,
                    field,
                    value: Some(value),
                },
            );
        }
        let date = ask(&mut self.engine, GetSession {}).today;
        ask(
            &mut self.engine,
            SetWhen {
                doc,
                when: When::Soon { date },
            },
        );
        doc
    }
}

fn path(folder: &TempDir) -> PathBuf {
    folder.path().join("linli.db")
}

/// Has the engine answer, as a screen would.
#[track_caller]
pub(crate) fn ask<A: Ask>(engine: &mut Engine, command: A) -> A::Reply {
    let outcome = dispatch(engine, command.into());
    let reply = outcome.result.expect("the command was done");
    serde_json::from_str(reply.get()).unwrap()
}

/// What a command made stale.
pub(crate) fn changed<A: Ask>(engine: &mut Engine, command: A) -> Vec<Topic> {
    dispatch(engine, command.into()).changed
}
