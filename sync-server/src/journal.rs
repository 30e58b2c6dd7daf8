//! The one writer. Whatever waits when a transaction begins goes into it, so that
//! many requests share one trip to the disk; all are answered after it.

use crate::{
    batch::{Batch, Desk},
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

/// A handle to the writer.
#[derive(Debug, Clone)]
pub struct Journal {
    queue: mpsc::Sender<Job>,
}

/// The writer's thread, to wait for its end.
#[derive(Debug)]
pub struct JournalThread(thread::JoinHandle<()>);

impl JournalThread {
    /// Waits until everything queued is on the disk. Returns once every [`Journal`] is dropped.
    pub fn join(self) {
        if self.0.join().is_err() {
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
        Ok((Self { queue }, JournalThread(thread)))
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
        self.queue.send(job).await.map_err(|_| ServerError::Unavailable)?;
        answered.await.map_err(|_| ServerError::Unavailable)
    }
}

fn write(
    store: &dyn Store,
    mut desk: Desk,
    hub: &Hub,
    metrics: &Metrics,
    mut jobs: mpsc::Receiver<Job>,
) {
    let mut group = Vec::new();
    while jobs.blocking_recv_many(&mut group, GROUP) > 0 {
        let started = Instant::now();
        let mut waiting = std::mem::take(&mut group);
        let written = store.write(|writing| {
            let mut batch = Batch::new(writing, &mut desk);
            let answers =
                waiting.drain(..).map(|job| job(&mut batch)).collect::<Result<Vec<_>, _>>()?;
            Ok((answers, batch.end()))
        });
        match written {
            Ok((answers, ended)) => {
                metrics.committed(started.elapsed(), answers.len(), ended.accepted);
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
