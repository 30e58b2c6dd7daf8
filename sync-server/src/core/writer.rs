//! The one writer. All work that waits when a transaction begins goes into it, as far as
//! that is not full, so that many requests share one trip to the disk; they are answered
//! after it. Work that fails
//! or panics is undone alone: the rest of the transaction stays, and the writer goes on.

use crate::{
    core::{
        document_cache::DocumentCache,
        health::StoreHealth,
        hub::Hub,
        metrics::Metrics,
        reactions,
        transaction::{Transaction, WriterState},
    },
    error::ServerError,
    store::{Store, StoreError},
};
use linli_domain::time::Timestamp;
use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread,
    time::Instant,
};
use tokio::sync::{mpsc, oneshot};

/// Most pieces of work in one transaction.
const GROUP: usize = 256;
/// Most pieces of work that may wait; more are held up where they come from.
const QUEUE: usize = 1024;

/// Answers whoever asked for the work; called once the transaction is on the disk.
type Acknowledge = Box<dyn FnOnce() + Send>;
type Job = Box<dyn FnOnce(&mut Transaction<'_>) -> Result<Acknowledge, StoreError> + Send>;

/// An entry of the queue: work, or `None` to end after the work before it.
type Queued = Option<Job>;

/// A handle to the writer.
#[derive(Debug, Clone)]
pub struct WriteQueue {
    queue: mpsc::Sender<Queued>,
}

/// The writer's thread, to end it.
#[derive(Debug)]
pub struct WriterThread {
    queue: mpsc::Sender<Queued>,
    thread: thread::JoinHandle<()>,
}

impl WriterThread {
    /// Ends the writer when everything queued before is on the disk, and waits for
    /// it. Not from within a runtime's own thread.
    pub fn end(self) {
        // A writer that has ended already needs no telling.
        let _told = self.queue.blocking_send(None);
        if self.thread.join().is_err() {
            tracing::error!("the writer ended in a panic");
        }
    }
}

impl WriteQueue {
    /// Starts the writer.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(
        store: Arc<dyn Store>,
        state: WriterState,
        hub: Arc<dyn Hub>,
        (metrics, health): (&Arc<Metrics>, &Arc<StoreHealth>),
    ) -> std::io::Result<(Self, WriterThread)> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let (metrics, health) = (metrics.clone(), health.clone());
        let thread = thread::Builder::new()
            .name("write-queue".to_owned())
            .spawn(move || write(&*store, state, &*hub, (&metrics, &health), jobs))?;
        Ok((
            Self {
                queue: queue.clone(),
            },
            WriterThread { queue, thread },
        ))
    }

    /// Runs `work` in a transaction and answers when it is on the disk.
    ///
    /// # Errors
    /// [`ServerError::Unavailable`] when it could not be written; nothing was.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ServerError> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |tx| {
            let value = work(tx)?;
            // Whoever asked may have gone away; the work stands.
            Ok(Box::new(move || drop(answer.send(value))))
        });
        self.queue
            .send(Some(job))
            .await
            .map_err(|_| ServerError::Unavailable)?;
        answered.await.map_err(|_| ServerError::Unavailable)
    }
}

fn write(
    store: &dyn Store,
    mut state: WriterState,
    hub: &dyn Hub,
    (metrics, health): (&Metrics, &StoreHealth),
    mut jobs: mpsc::Receiver<Queued>,
) {
    let mut waiting = VecDeque::new();
    while receive(&mut jobs, &mut waiting) {
        let started = Instant::now();
        health.began(started);
        // A transaction that panics is rolled back, and nothing of it was answered.
        let written = catch_unwind(AssertUnwindSafe(|| {
            store.write(|writing| {
                let mut tx = Transaction::new(writing, &mut state);
                let mut answers = Vec::with_capacity(waiting.len());
                while let Some(job) = next(&tx, &mut waiting) {
                    answers.extend(do_one(&mut tx, job, metrics)?);
                }
                tx.note_time()?;
                Ok((answers, tx.end()?))
            })
        }));
        health.ended();
        match written.unwrap_or(Err(StoreError::Panicked)) {
            Ok((answers, ended)) => {
                metrics.committed(started.elapsed(), answers.len(), ended.accepted);
                if ended.has_written && health.wrote(Instant::now()) {
                    tracing::info!("the store can be written again");
                }
                for (id, seq, bytes, replica) in ended.documents {
                    state.cache.keep(id, seq, bytes, replica);
                }
                // Woken before answered: who learns that a change is in can rely on
                // others being told.
                hub.wake(&ended.touched);
                answers.into_iter().for_each(|answer| answer());
            }
            Err(error) => {
                // Unanswered work is dropped, which answers it with "unavailable".
                metrics.commit_failures.inc();
                health.failed();
                state.time_noted = Timestamp(0);
                state.incarnation = None;
                state.cache = DocumentCache::default();
                tracing::error!(error = &error as &dyn std::error::Error, "could not write");
            }
        }
    }
}

/// Fills up what waits from the queue, behind what waited before; waits for something
/// where there is nothing. False where there is nothing and nothing will come.
fn receive(jobs: &mut mpsc::Receiver<Queued>, waiting: &mut VecDeque<Job>) -> bool {
    let mut queued = Vec::new();
    if waiting.is_empty() {
        jobs.blocking_recv_many(&mut queued, GROUP);
    } else {
        let room = GROUP.saturating_sub(waiting.len());
        queued.extend(std::iter::from_fn(|| jobs.try_recv().ok()).take(room));
    }
    if queued.iter().any(Option::is_none) {
        // What is queued already is still done; nothing more is taken.
        jobs.close();
    }
    waiting.extend(queued.into_iter().flatten());
    !waiting.is_empty()
}

/// The next piece of work that comes into this transaction. What is left over comes into
/// the one after it, in order: whoever brought little waits for no more than one full one.
fn next(tx: &Transaction<'_>, waiting: &mut VecDeque<Job>) -> Option<Job> {
    if tx.is_full() {
        return None;
    }
    waiting.pop_front()
}

/// Does one piece of work. `None` where it failed: then nothing of it stays, and whoever
/// asked learns [`ServerError::Unavailable`], because nobody acknowledges.
fn do_one(
    tx: &mut Transaction<'_>,
    job: Job,
    metrics: &Metrics,
) -> Result<Option<Acknowledge>, StoreError> {
    tx.store.savepoint()?;
    let done = catch_unwind(AssertUnwindSafe(|| {
        let answer = job(tx)?;
        reactions::receive_submitted(tx)?;
        Ok(answer)
    }));
    let failed: StoreError = match done.unwrap_or(Err(StoreError::Panicked)) {
        Ok(answer) => {
            tx.store.release()?;
            return Ok(Some(answer));
        }
        Err(error) => error,
    };
    metrics.work_failures.inc();
    let error = &failed as &dyn std::error::Error;
    tracing::error!(error, "could not do a piece of work");
    if failed.ends_writing() {
        return Err(failed);
    }
    // Fails where the database has rolled everything back already: then all of it failed.
    tx.store.roll_back()?;
    tx.forget();
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        core::{clock::ServerClock, hub::LocalHub, key::CentreKey},
        store::Sqlite,
    };
    use linli_replica::exchange::Epoch;
    use std::time::Duration;

    fn queue(folder: &std::path::Path) -> (WriteQueue, WriterThread, Arc<Metrics>) {
        let store = Arc::new(Sqlite::open(&folder.join("centre.sqlite")).unwrap());
        let key = CentreKey::from_seed([1; 32]);
        let state = WriterState::new(key, Arc::default(), ServerClock::new(|| Timestamp(0)));
        let metrics = Arc::<Metrics>::default();
        let hub = Arc::new(LocalHub::default());
        let health = Arc::new(StoreHealth::new(Duration::ZERO, Instant::now()));
        let (queue, thread) = WriteQueue::start(store, state, hub, (&metrics, &health)).unwrap();
        (queue, thread, metrics)
    }

    /// Counts up, and waits with the others for one transaction.
    fn count(tx: &mut Transaction<'_>) -> Result<u64, StoreError> {
        let next = tx.store.epoch()?.0 + 1;
        tx.store.set_epoch(Epoch(next))?;
        Ok(next)
    }

    #[test]
    fn work_that_fails_or_panics_takes_nothing_else_with_it_and_the_writer_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let (queue, thread, _) = queue(folder.path());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let counted = runtime.block_on(async {
            // The writer is held up until all of these wait, so that they share one transaction.
            let (go, told) = std::sync::mpsc::channel::<()>();
            let held = queue.run(move |_| Ok(told.recv().is_ok()));
            let fails = queue.run(|tx| {
                count(tx)?;
                Err::<u64, _>(StoreError::Unreadable("test"))
            });
            let panics = queue.run(|tx| {
                count(tx)?;
                panic!("this work panics")
            });
            let together =
                async { tokio::join!(queue.run(count), fails, panics, queue.run(count)) };
            let go = async { go.send(()).unwrap() };
            let (_, together, ()) = tokio::join!(held, together, go);
            let (first, fails, panics, last): (_, _, Result<u64, _>, _) = together;
            assert!(fails.is_err() && panics.is_err());
            (
                first.unwrap(),
                last.unwrap(),
                queue.run(count).await.unwrap(),
            )
        });
        assert_eq!(counted, (1, 2, 3), "what failed has not counted");
        thread.end();
    }
}
