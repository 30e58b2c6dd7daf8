//! The one writer. Whatever waits when a transaction begins goes into it, so that
//! many requests share one trip to the disk; all are answered after it.

use crate::{
    batch::{Batch, Desk},
    centre,
    error::ServerError,
    hub::Hub,
    metrics::Metrics,
    store::{Store, StoreError},
};
use std::{sync::Arc, thread, time::Instant};
use tokio::sync::{mpsc, oneshot};

/// Most pieces of work in one transaction.
const GROUP: usize = 256;
/// Most pieces of work that may wait; more are held up where they come from.
const QUEUE: usize = 1024;

/// Told after the transaction: it is on the disk.
type Answer = Box<dyn FnOnce() + Send>;
type Job = Box<dyn FnOnce(&mut Batch<'_>) -> Result<Answer, StoreError> + Send>;

/// What is queued: work, or the word to end after the work before it.
type Queued = Option<Job>;

/// A handle to the writer.
#[derive(Debug, Clone)]
pub struct Journal {
    queue: mpsc::Sender<Queued>,
}

/// The writer's thread, to end it.
#[derive(Debug)]
pub struct JournalThread {
    queue: mpsc::Sender<Queued>,
    thread: thread::JoinHandle<()>,
}

impl JournalThread {
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

impl Journal {
    /// Starts the writer.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(
        store: Arc<dyn Store>,
        desk: Desk,
        hub: Arc<Hub>,
        metrics: Arc<Metrics>,
    ) -> std::io::Result<(Self, JournalThread)> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let thread = thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || write(&*store, desk, &hub, &metrics, jobs))?;
        Ok((
            Self {
                queue: queue.clone(),
            },
            JournalThread { queue, thread },
        ))
    }

    /// Runs `work` in a transaction and answers when it is on the disk.
    ///
    /// # Errors
    /// [`ServerError::Unavailable`] when it could not be written; nothing was.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Batch<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ServerError> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |batch| {
            let value = work(batch)?;
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
    mut desk: Desk,
    hub: &Hub,
    metrics: &Metrics,
    mut jobs: mpsc::Receiver<Queued>,
) {
    let mut is_ending = false;
    while !is_ending {
        let mut queued = Vec::new();
        is_ending =
            jobs.blocking_recv_many(&mut queued, GROUP) == 0 || queued.iter().any(Option::is_none);
        let started = Instant::now();
        let mut waiting: Vec<Job> = queued.into_iter().flatten().collect();
        if waiting.is_empty() {
            continue;
        }
        let written = store.write(|writing| {
            let mut batch = Batch::new(writing, &mut desk);
            let answers = waiting
                .drain(..)
                .map(|job| {
                    let answer = job(&mut batch)?;
                    centre::receive_submitted(&mut batch)?;
                    Ok(answer)
                })
                .collect::<Result<Vec<_>, StoreError>>()?;
            Ok((answers, batch.end()))
        });
        match written {
            Ok((answers, ended)) => {
                metrics.committed(started.elapsed(), answers.len(), ended.accepted);
                for (id, seq, replica) in ended.documents {
                    desk.recent.keep(id, seq, replica);
                }
                // Woken before answered: who learns that a change is in can rely on
                // others being told.
                hub.wake(&ended.touched);
                answers.into_iter().for_each(|answer| answer());
            }
            Err(error) => {
                // Unanswered work is dropped, which answers it with "unavailable".
                metrics.commit_failures.add(1);
                desk.incarnation = None;
                tracing::error!(error = &error as &dyn std::error::Error, "could not write");
            }
        }
    }
}
