//! What the centre counts for its operator: numbers only, never an id. How they are
//! written down for a monitor is `http`'s matter.

use prometheus_client::{
    metrics::{counter::Counter, gauge::Gauge},
    registry::Registry,
};
use std::time::Duration;

macro_rules! metrics {
    ($($name:ident: $kind:ty = $help:literal),+ $(,)?) => {
        /// Everything that is counted. A monitor knows each by its field's name, with
        /// `linli_` before it and, for what only grows, `_total` after it.
        #[derive(Debug)]
        pub struct Metrics {
            /// All of the following, to be written down.
            pub registry: Registry,
            $(#[doc = $help] pub $name: $kind,)+
        }

        impl Default for Metrics {
            fn default() -> Self {
                let mut registry = Registry::with_prefix("linli");
                $(
                    let $name = <$kind>::default();
                    registry.register(stringify!($name), $help, $name.clone());
                )+
                Self { registry, $($name),+ }
            }
        }
    };
}

metrics! {
    exchanges: Counter = "Exchanges answered",
    enrolments: Counter = "Devices enrolled",
    enrolments_refused: Counter = "Enrolments refused",
    wrong_codes: Counter = "Wrong enrolment codes",
    changes_accepted: Counter = "Changes accepted, the centre's own included",
    changes_refused: Counter = "Changes refused",
    requests_limited: Counter = "Requests turned away by a limit",
    commits: Counter = "Transactions of the writer",
    commit_jobs: Counter = "Pieces of work in these transactions",
    commit_microseconds: Counter = "Time in these transactions",
    commit_failures: Counter = "Transactions that failed",
    leases_lapsed: Counter = "Assignments and applications that lapsed",
    webhooks_told: Counter = "Webhook messages told",
    webhooks_in_vain: Counter = "Tries to tell a webhook in vain",
    webhooks_given_up: Counter = "Webhook messages given up",
    work_failures: Counter = "Pieces of work that failed; nothing of them stands",
    connections_cut: Counter = "Connections ended to make room for others",
    connections: Gauge = "Connections open",
    documents_damaged: Gauge = "Documents that cannot be read and are left out until a device gives them back",
    store_faults: Gauge = "Faults found when the store was last looked through; a backup is needed",
    polls_waiting: Gauge = "Polls waiting",
}

impl Metrics {
    /// Notes one transaction of the writer.
    pub fn committed(&self, took: Duration, jobs: usize, accepted: u64) {
        self.commits.inc();
        self.commit_jobs
            .inc_by(u64::try_from(jobs).unwrap_or(u64::MAX));
        self.changes_accepted.inc_by(accepted);
        self.commit_microseconds
            .inc_by(u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    }
}

/// One of the things that a gauge counts, until it is dropped.
#[derive(Debug)]
pub struct Present(Gauge);

impl Present {
    /// Counts one more, until what is returned is dropped.
    #[must_use]
    pub fn on(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Present {
    fn drop(&mut self) {
        self.0.dec();
    }
}
