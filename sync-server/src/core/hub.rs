//! Waiting polls by scope, woken by the writer after it has committed.
//!
//! **Invariant:** no wake-up is lost. A poll subscribes before it reads; a wake-up
//! in between is remembered by its [`Notify`] and ends the wait at once.

use linli_domain::role::Scope;
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;

/// All waiting polls.
#[derive(Debug, Default)]
pub struct Hub {
    waiting: Mutex<HashMap<Scope, Vec<Arc<Notify>>>>,
}

/// A poll that waits. It is forgotten when this is dropped.
#[derive(Debug)]
pub struct Waiting {
    hub: Arc<Hub>,
    scopes: Vec<Scope>,
    notify: Arc<Notify>,
}

impl Hub {
    /// Lets a poll wait for news in any of `scopes`.
    pub fn subscribe(self: &Arc<Self>, scopes: &BTreeSet<Scope>) -> Waiting {
        let notify = Arc::new(Notify::new());
        let mut waiting = self.lock();
        for scope in scopes {
            waiting
                .entry(scope.clone())
                .or_default()
                .push(notify.clone());
        }
        Waiting {
            hub: self.clone(),
            scopes: scopes.iter().cloned().collect(),
            notify,
        }
    }

    /// Wakes every poll that waits for one of `scopes`.
    pub fn wake(&self, scopes: &BTreeSet<Scope>) {
        let waiting = self.lock();
        for notify in scopes
            .iter()
            .filter_map(|scope| waiting.get(scope))
            .flatten()
        {
            notify.notify_one();
        }
    }

    /// Wakes everyone: the server ends.
    pub fn wake_all(&self) {
        for notify in self.lock().values().flatten() {
            notify.notify_one();
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Scope, Vec<Arc<Notify>>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    /// Ends when there was a wake-up since this was made or since the last call.
    pub async fn woken(&self) {
        self.notify.notified().await;
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut waiting = self.hub.lock();
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

    #[tokio::test]
    async fn a_wake_up_between_subscribing_and_waiting_is_not_lost() {
        let hub = Arc::new(Hub::default());
        let mine = BTreeSet::from([Scope::Person(PersonId([1; 16]))]);
        let other = BTreeSet::from([Scope::Area(AreaId("a".to_owned()))]);
        let waiting = hub.subscribe(&mine);
        let stranger = hub.subscribe(&other);
        hub.wake(&mine);
        waiting.woken().await;
        let woken = tokio::time::timeout(std::time::Duration::ZERO, stranger.woken()).await;
        assert!(woken.is_err(), "another scope's news wake nobody here");
        drop((waiting, stranger));
        assert!(hub.lock().is_empty(), "who stopped waiting is forgotten");
    }
}
