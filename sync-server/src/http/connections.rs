//! Connections: how they are accepted, encrypted, limited and ended.

use crate::{
    config::Config,
    core::{centre::Centre, limit, metrics::Present},
    error::ServerError,
    http::{
        patience::Impatient,
        request::PeerAddress,
        slots::{self, ConnectionSlot, ConnectionSlots, SlotLimits},
    },
};
use axum::Router;
use hyper::{server::conn::http1, service::Service, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
    service::TowerToHyperService,
};
use std::{future::Future, path::Path, pin::pin, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};

/// How long a caller may take to send the head of a request, or to agree on TLS.
const HEAD_TIME: Duration = Duration::from_secs(30);
/// How long connections may take to end.
const CLOSING_TIME: Duration = Duration::from_secs(10);

/// Open connections that are to end.
pub(crate) struct Connections(GracefulShutdown);

impl Connections {
    /// Lets requests under way end, but not for ever.
    pub(crate) async fn close(self) {
        if tokio::time::timeout(CLOSING_TIME, self.0.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("some connections did not end in time");
        }
    }
}

/// Reads the certificate and its key, where the configuration names them.
pub(crate) fn acceptor(config: &Config) -> Result<Option<TlsAcceptor>, ServerError> {
    let Some((cert, key)) = &config.tls else {
        return Ok(None);
    };
    let unreadable = |path: &Path, reason: String| {
        ServerError::Config(format!(
            "`{}` cannot be read as PEM: {reason}",
            path.display()
        ))
    };
    let chain = CertificateDer::pem_file_iter(cert)
        .and_then(Iterator::collect)
        .map_err(|error| unreadable(cert, error.to_string()))?;
    let secret =
        PrivateKeyDer::from_pem_file(key).map_err(|error| unreadable(key, error.to_string()))?;
    let mut tls = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(ServerError::Tls)?
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .map_err(ServerError::Tls)?;
    tls.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Some(TlsAcceptor::from(Arc::new(tls))))
}

/// Accepts connections until `shutdown` ends.
pub(crate) async fn accept(
    centre: &Centre,
    router: Router,
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    shutdown: impl Future<Output = ()>,
) -> Connections {
    let service = TowerToHyperService::new(router);
    let graceful = GracefulShutdown::new();
    let slots = ConnectionSlots::new(slot_limits(&centre.config));
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => return Connections(graceful),
        };
        let (stream, address) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Too many open files, for one: waiting a little lets some close.
                tracing::warn!(%error, "could not accept a connection");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let (slot, left) = slots.enter(limit::caller(address.ip()));
        centre.metrics.connections_cut.inc_by(left);
        let (service, watcher) = (service.clone(), graceful.watcher());
        let (tls, metrics) = (tls.clone(), centre.metrics.clone());
        tokio::spawn(async move {
            let _open = Present::on(&metrics.connections);
            // Answers are small and awaited: nothing is gained by gathering them.
            let _delay = stream.set_nodelay(true);
            let peer = PeerAddress(address.ip());
            let service = ConnectionService {
                service,
                peer,
                slot: slot.clone(),
            };
            tokio::select! {
                () = converse(stream, tls, service, watcher) => {}
                () = slot.told_to_leave() => tracing::debug!("a connection made room for another"),
            }
        });
    }
}

/// Behind a proxy all connections come from its address, and one carries the requests of many.
fn slot_limits(config: &Config) -> SlotLimits {
    let limits = &config.limits;
    let many = |own| if config.behind_proxy { usize::MAX } else { own };
    SlotLimits {
        all: limits.connections,
        per_address: many(limits.connections_per_address),
        per_device: many(limits.connections_per_device),
    }
}

/// Who answers the requests of one connection, and where it comes from.
#[derive(Clone)]
struct ConnectionService {
    service: TowerToHyperService<Router>,
    peer: PeerAddress,
    slot: Arc<ConnectionSlot>,
}

/// Answers everything that comes over one connection.
async fn converse(
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    service: ConnectionService,
    watcher: Watcher,
) {
    let stream = Impatient::new(stream);
    match tls {
        None => talk(stream, service, watcher).await,
        Some(tls) => {
            if let Ok(Ok(stream)) = tokio::time::timeout(HEAD_TIME, tls.accept(stream)).await {
                talk(stream, service, watcher).await;
            }
        }
    }
}

async fn talk<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    connection: ConnectionService,
    watcher: Watcher,
) {
    let service = service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(connection.peer);
        slots::with(connection.slot.clone(), connection.service.call(request))
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "a connection broke");
    }
}
