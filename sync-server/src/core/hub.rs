//! Waiting polls by scope, woken by the writer after it has committed.
//!
//! [`Hub`] is the seam: where several processes write to one database, the one that
//! committed must wake the polls of all. [`LocalHub`] wakes those of its own process; for
//! PostgreSQL, `wake` would `NOTIFY`, and a task that listens would wake a `LocalHub`.
//!
//! **Invariant:** no wake-up is lost. A poll subscribes before it reads; a wake-up
//! in between is remembered by its [`Notify`] and ends the wait at once.

use linli_domain::role::Scope;
use std::{
    collections::{BTreeSet, HashMap},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;

/// Wakes the polls that wait for news.
pub trait Hub: Send + Sync + fmt::Debug {
    /// Lets a poll wait for news in any of `scopes`. Call it before reading.
    fn subscribe(&self, scopes: &BTreeSet<Scope>) -> Subscription;
    /// Wakes every poll that waits for one of `scopes`, in every process. Call it after
    /// the commit.
    fn wake(&self, scopes: &BTreeSet<Scope>);
    /// Wakes every poll of this process: the server ends, or its catalogue is new.
    fn wake_all(&self);
}

type PollsByScope = HashMap<Scope, Vec<Arc<Notify>>>;

/// Wakes the polls of this process.
#[derive(Debug, Default)]
pub struct LocalHub {
    waiting: Arc<Mutex<PollsByScope>>,
}

/// A poll that waits. It is forgotten when this is dropped.
#[derive(Debug)]
pub struct Subscription {
    waiting: Arc<Mutex<PollsByScope>>,
    scopes: BTreeSet<Scope>,
    notify: Arc<Notify>,
}

impl Hub for LocalHub {
    fn subscribe(&self, scopes: &BTreeSet<Scope>) -> Subscription {
        let notify = Arc::new(Notify::new());
        let mut waiting = lock(&self.waiting);
        for scope in scopes {
            let polls = waiting.entry(scope.clone()).or_default();
            polls.push(notify.clone());
        }
        Subscription {
            waiting: self.waiting.clone(),
            scopes: scopes.clone(),
            notify,
        }
    }

    fn wake(&self, scopes: &BTreeSet<Scope>) {
        let waiting = lock(&self.waiting);
        let polls = scopes.iter().filter_map(|scope| waiting.get(scope));
        polls.flatten().for_each(|notify| notify.notify_one());
    }

    fn wake_all(&self) {
        let waiting = lock(&self.waiting);
        waiting
            .values()
            .flatten()
            .for_each(|notify| notify.notify_one());
    }
}

fn lock(waiting: &Mutex<PollsByScope>) -> MutexGuard<'_, PollsByScope> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Subscription {
    /// Ends when there was a wake-up since this was made or since the last call.
    pub async fn woken(&self) {
        self.notify.notified().await;
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let mut waiting = lock(&self.waiting);
        for scope in &self.scopes {
            if let Some(polls) = waiting.get_mut(scope) {
                polls.retain(|notify| !Arc::ptr_eq(notify, &self.notify));
                if polls.is_empty() {
                    waiting.remove(scope);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_domain::id::{AreaId, PersonId};
    use std::time::Duration;

    /// What every hub keeps to; one that spans processes runs it too.
    async fn keeps_its_word(hub: &dyn Hub) {
        let mine = BTreeSet::from([Scope::Person(PersonId([1; 16]))]);
        let other = BTreeSet::from([Scope::Area(AreaId("a".to_owned()))]);
        let waiting = hub.subscribe(&mine);
        let stranger = hub.subscribe(&other);
        hub.wake(&mine);
        waiting.woken().await;
        let woken = tokio::time::timeout(Duration::ZERO, stranger.woken()).await;
        assert!(woken.is_err(), "another scope's news wake nobody here");
        hub.wake_all();
        waiting.woken().await;
        stranger.woken().await;
    }

    #[tokio::test]
    async fn a_wake_up_between_subscribing_and_waiting_is_not_lost() {
        let hub = LocalHub::default();
        keeps_its_word(&hub).await;
        assert!(
            lock(&hub.waiting).is_empty(),
            "who stopped waiting is forgotten"
        );
    }
}
