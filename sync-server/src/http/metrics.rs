//! Counts for `/metrics`, in Prometheus' text form. Numbers only, never an id.

use std::{
    fmt::Write as _,
    sync::atomic::{AtomicI64, AtomicU64, Ordering},
    time::Duration,
};

/// A number that only grows.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// Adds `n`.
    pub fn add(&self, n: u64) {
        self.0.fetch_add(n, Ordering::Relaxed);
    }
}

/// A number of things at this moment.
#[derive(Debug, Default)]
pub struct Gauge(AtomicI64);

/// Counts one thing until it is dropped.
#[derive(Debug)]
pub struct Present<'a>(&'a Gauge);

impl Gauge {
    /// Counts one more until the answer is dropped.
    pub fn enter(&self) -> Present<'_> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Present(self)
    }
}

impl Drop for Present<'_> {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// All counts.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Exchanges answered.
    pub exchanges: Counter,
    /// Devices enrolled.
    pub enrolments: Counter,
    /// Enrolments refused.
    pub enrolments_refused: Counter,
    /// Changes refused.
    pub refused: Counter,
    /// Requests turned away by a limit.
    pub limited: Counter,
    /// Transactions that failed.
    pub commit_failures: Counter,
    /// Assignments and applications that lapsed.
    pub lapsed: Counter,
    /// Webhook messages told.
    pub webhooks_told: Counter,
    /// Tries to tell one in vain.
    pub webhooks_in_vain: Counter,
    /// Webhook messages given up.
    pub webhooks_given_up: Counter,
    /// Pieces of work that failed or panicked; none of what they did stands.
    pub work_failures: Counter,
    /// Connections open.
    pub connections: Gauge,
    /// Polls waiting.
    pub waiting: Gauge,
    accepted: Counter,
    commits: Counter,
    commit_jobs: Counter,
    commit_microseconds: Counter,
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

    /// Prometheus' text form.
    #[must_use]
    pub fn text(&self) -> String {
        let counters = [
            ("exchanges", "Exchanges answered", &self.exchanges),
            ("enrolments", "Devices enrolled", &self.enrolments),
            (
                "enrolments_refused",
                "Enrolments refused",
                &self.enrolments_refused,
            ),
            (
                "changes_accepted",
                "Changes accepted, the centre's own included",
                &self.accepted,
            ),
            ("changes_refused", "Changes refused", &self.refused),
            (
                "requests_limited",
                "Requests turned away by a limit",
                &self.limited,
            ),
            ("commits", "Transactions of the writer", &self.commits),
            (
                "commit_jobs",
                "Pieces of work in these transactions",
                &self.commit_jobs,
            ),
            (
                "commit_microseconds",
                "Time in these transactions",
                &self.commit_microseconds,
            ),
            (
                "commit_failures",
                "Transactions that failed",
                &self.commit_failures,
            ),
            (
                "leases_lapsed",
                "Assignments and applications that lapsed",
                &self.lapsed,
            ),
        ];
        let counters = counters.into_iter().chain([
            (
                "webhooks_told",
                "Webhook messages told",
                &self.webhooks_told,
            ),
            (
                "webhooks_in_vain",
                "Tries to tell a webhook in vain",
                &self.webhooks_in_vain,
            ),
            (
                "webhooks_given_up",
                "Webhook messages given up",
                &self.webhooks_given_up,
            ),
            (
                "work_failures",
                "Pieces of work that failed; nothing of them stands",
                &self.work_failures,
            ),
        ]);
        let gauges = [
            ("connections", "Connections open", &self.connections),
            ("polls_waiting", "Polls waiting", &self.waiting),
        ];
        let mut text = String::new();
        let mut line = |name: &str, help: &str, kind: &str, value: String| {
            // Writing to a string cannot fail.
            let _written = write!(
                text,
                "# HELP linli_{name} {help}\n# TYPE linli_{name} {kind}\nlinli_{name} {value}\n"
            );
        };
        for (name, help, counter) in counters {
            let value = counter.0.load(Ordering::Relaxed).to_string();
            line(&format!("{name}_total"), help, "counter", value);
        }
        for (name, help, gauge) in gauges {
            line(
                name,
                help,
                "gauge",
                gauge.0.load(Ordering::Relaxed).to_string(),
            );
        }
        text
    }
}
