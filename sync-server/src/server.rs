//! A centre and the ways to reach it: opened, served, and ended in order.

use crate::{
    config::Config,
    core::{
        centre::{Centre, CentreShutdown},
        clock::ServerClock,
        random::ServerRandom,
    },
    error::ServerError,
    http::{
        connections,
        router::{metrics_router, router},
        site::Site,
        webhooks::WebhookSender,
    },
};
use axum::{Router, extract::Request, response::Response};
use hyper::service::Service as _;
use hyper_util::service::TowerToHyperService;
use std::{
    future::{Future, pending},
    sync::Arc,
};
use tokio::{
    net::TcpListener,
    task::JoinHandle,
    time::{Instant, MissedTickBehavior, interval, interval_at},
};
use tokio_rustls::TlsAcceptor;

/// A centre that is ready to serve.
pub struct Server {
    centre: Arc<Centre>,
    shutdown: CentreShutdown,
    router: Router,
    tls: Option<TlsAcceptor>,
    metrics: Option<TcpListener>,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").finish_non_exhaustive()
    }
}

impl Server {
    /// Opens everything that serving needs, and starts the centre's writer.
    ///
    /// # Errors
    /// When the data folder, the catalogue, the browser app or the certificate cannot be
    /// used; of the last two, both are told.
    pub fn open(config: Config, clock: ServerClock) -> Result<Self, ServerError> {
        Self::open_with(config, clock, ServerRandom::system())
    }

    /// As [`Self::open`], with a source of random bytes too: for a simulation in which one
    /// seed decides everything.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_with(
        config: Config,
        clock: ServerClock,
        random: ServerRandom,
    ) -> Result<Self, ServerError> {
        let site = Site::load(config.web.as_deref());
        let (mut site, tls) = ServerError::both(site, connections::acceptor(&config))?;
        let web = config.web.clone().unwrap_or_default();
        let (centre, shutdown) = Centre::open(config, clock, random)?;
        if let Some(desk) = centre.served().catalogue.shared_desk() {
            let told = site.tell_desk(&desk.number);
            told.map_err(|error| ServerError::File(web, error))?;
        }
        Ok(Self {
            router: router(centre.clone(), site),
            centre,
            shutdown,
            tls,
            metrics: None,
        })
    }

    /// Answers `/metrics` on a listener of its own.
    #[must_use]
    pub fn with_metrics(mut self, listener: TcpListener) -> Self {
        self.metrics = Some(listener);
        self
    }

    /// The centre that it serves, for what does not come over the network.
    #[must_use]
    pub const fn centre(&self) -> &Arc<Centre> {
        &self.centre
    }

    /// Answers a request that came over no socket: a simulation is its own network.
    pub async fn answer(&self, request: Request) -> Response {
        let answer = TowerToHyperService::new(self.router.clone()).call(request);
        answer.await.unwrap_or_else(|never| match never {})
    }

    /// Serves until `shutdown` ends, then ends in order: no new connection, waiting
    /// polls answered, everything acknowledged on the disk.
    pub async fn serve(self, listener: TcpListener, shutdown: impl Future<Output = ()>) {
        let centre = self.centre;
        let rounds = tokio::spawn(do_rounds(centre.clone()));
        let looks = tokio::spawn(look_through(centre.clone()));
        let sender = send_webhooks(&centre);
        let metrics = self.metrics.map(|listener| {
            let centre = centre.clone();
            tokio::spawn(async move {
                let router = metrics_router(centre.clone());
                connections::accept(&centre, router, listener, None, pending()).await;
            })
        });
        let connections =
            connections::accept(&centre, self.router, listener, self.tls, shutdown).await;
        self.shutdown.begin(&centre);
        connections.close().await;
        for task in [Some(rounds), Some(looks), sender, metrics]
            .into_iter()
            .flatten()
        {
            task.abort();
            let _aborted = task.await;
        }
        self.shutdown.finish().await;
    }
}

/// Tells offices' systems what happens. Where the centre has moved, it does so there.
fn send_webhooks(centre: &Arc<Centre>) -> Option<JoinHandle<()>> {
    if centre.moved.is_some() {
        return None;
    }
    match WebhookSender::new(centre.clone()) {
        Ok(sender) => Some(tokio::spawn(sender.run())),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "no webhooks");
            None
        }
    }
}

/// Looks through the store at the start and on a schedule, beside everything else.
async fn look_through(centre: Arc<Centre>) {
    let mut ticks = interval(centre.config.store_check);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        centre.look_through_store().await;
    }
}

/// Looks again and again at what nobody asks for: whether the store can be written, leases,
/// last days and the catalogue's files.
async fn do_rounds(centre: Arc<Centre>) {
    let every = centre.config.lease_check;
    let mut ticks = interval_at(Instant::now() + every, every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        centre.try_store().await;
        if centre.moved.is_some() {
            continue;
        }
        if let Err(error) = centre.release_lapsed().await {
            let error = &error as &dyn std::error::Error;
            tracing::error!(error, "could not look at leases");
        }
        if let Err(error) = centre.renew_catalogue().await {
            let error = &error as &dyn std::error::Error;
            tracing::error!(error, "the catalogue in use stays");
        }
    }
}
