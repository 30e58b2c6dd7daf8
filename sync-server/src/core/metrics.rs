//! What the centre counts for its operator: numbers only, never an id. How they are
//! written down for a monitor is `http`'s matter.

use std::{
    sync::atomic::{AtomicI64, AtomicU64, Ordering},
    time::Duration,
};

/// A number that only grows.
#[derive(Debug)]
pub struct Counter {
    /// As a monitor names it, without prefix and suffix.
    pub name: &'static str,
    /// What is counted, in words.
    pub help: &'static str,
    value: AtomicU64,
}

impl Counter {
    const fn new(name: &'static str, help: &'static str) -> Self {
        let value = AtomicU64::new(0);
        Self { name, help, value }
    }

    /// Adds `n`.
    pub fn add(&self, n: u64) {
        self.value.fetch_add(n, Ordering::Relaxed);
    }

    /// The count so far.
    pub fn get(&self) -> u64 {
        self.value.load(Ordering::Relaxed)
    }
}

/// A number of things at this moment.
#[derive(Debug)]
pub struct Gauge {
    /// As a monitor names it, without prefix.
    pub name: &'static str,
    /// What is counted, in words.
    pub help: &'static str,
    value: AtomicI64,
}

/// Counts one thing until it is dropped.
#[derive(Debug)]
pub struct Present<'a>(&'a Gauge);

impl Gauge {
    const fn new(name: &'static str, help: &'static str) -> Self {
        let value = AtomicI64::new(0);
        Self { name, help, value }
    }

    /// Counts one more until what this returns is dropped.
    pub fn enter(&self) -> Present<'_> {
        self.value.fetch_add(1, Ordering::Relaxed);
        Present(self)
    }

    /// How many there are now.
    pub fn get(&self) -> i64 {
        self.value.load(Ordering::Relaxed)
    }
}

impl Drop for Present<'_> {
    fn drop(&mut self) {
        self.0.value.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Everything that is counted.
#[derive(Debug)]
#[expect(missing_docs, reason = "each says what it counts in its `help`")]
pub struct Metrics {
    pub exchanges: Counter,
    pub enrolments: Counter,
    pub enrolments_refused: Counter,
    accepted: Counter,
    pub refused: Counter,
    pub limited: Counter,
    commits: Counter,
    commit_jobs: Counter,
    commit_microseconds: Counter,
    pub commit_failures: Counter,
    pub lapsed: Counter,
    pub webhooks_told: Counter,
    pub webhooks_in_vain: Counter,
    pub webhooks_given_up: Counter,
    pub work_failures: Counter,
    pub connections: Gauge,
    pub waiting: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            exchanges: Counter::new("exchanges", "Exchanges answered"),
            enrolments: Counter::new("enrolments", "Devices enrolled"),
            enrolments_refused: Counter::new("enrolments_refused", "Enrolments refused"),
            accepted: Counter::new(
                "changes_accepted",
                "Changes accepted, the centre's own included",
            ),
            refused: Counter::new("changes_refused", "Changes refused"),
            limited: Counter::new("requests_limited", "Requests turned away by a limit"),
            commits: Counter::new("commits", "Transactions of the writer"),
            commit_jobs: Counter::new("commit_jobs", "Pieces of work in these transactions"),
            commit_microseconds: Counter::new("commit_microseconds", "Time in these transactions"),
            commit_failures: Counter::new("commit_failures", "Transactions that failed"),
            lapsed: Counter::new("leases_lapsed", "Assignments and applications that lapsed"),
            webhooks_told: Counter::new("webhooks_told", "Webhook messages told"),
            webhooks_in_vain: Counter::new("webhooks_in_vain", "Tries to tell a webhook in vain"),
            webhooks_given_up: Counter::new("webhooks_given_up", "Webhook messages given up"),
            work_failures: Counter::new(
                "work_failures",
                "Pieces of work that failed; nothing of them stands",
            ),
            connections: Gauge::new("connections", "Connections open"),
            waiting: Gauge::new("polls_waiting", "Polls waiting"),
        }
    }
}

impl Metrics {
    /// Notes one transaction of the writer.
    pub fn committed(&self, took: Duration, jobs: usize, accepted: u64) {
        self.commits.add(1);
        self.commit_jobs
            .add(u64::try_from(jobs).unwrap_or(u64::MAX));
        self.accepted.add(accepted);
        self.commit_microseconds
            .add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    }

    /// Every counter, in the order in which they are told.
    #[must_use]
    pub const fn counters(&self) -> [&Counter; 15] {
        [
            &self.exchanges,
            &self.enrolments,
            &self.enrolments_refused,
            &self.accepted,
            &self.refused,
            &self.limited,
            &self.commits,
            &self.commit_jobs,
            &self.commit_microseconds,
            &self.commit_failures,
            &self.lapsed,
            &self.webhooks_told,
            &self.webhooks_in_vain,
            &self.webhooks_given_up,
            &self.work_failures,
        ]
    }

    /// Every gauge, in the order in which they are told.
    #[must_use]
    pub const fn gauges(&self) -> [&Gauge; 2] {
        [&self.connections, &self.waiting]
    }
}
