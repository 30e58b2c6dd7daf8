//! What every address answers, and with which headers.

use crate::support::town::Town;
use data_encoding::HEXLOWER;
use linli_domain::role::Role;
use linli_replica::keys::{Purpose, Signature};
use linli_server::config::RawConfig;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, pki_types::ServerName},
};

#[test]
fn the_catalogue_is_signed_and_sent_once() {
    let town = Town::new();
    let phone = town.phone(1, "王秀英", Role::Resident);
    let token = format!("authorization: Bearer {}\r\n", phone.token());
    let mut link = town.link();
    let first = link.get("/v1/catalogue", &token).unwrap();
    assert_eq!(first.status, 200);
    let catalogue: linli_domain::catalogue::Catalogue =
        serde_json::from_slice(&first.body).unwrap();
    assert_eq!(catalogue.care.len(), 13);
    let signature = HEXLOWER.decode(first.header("linli-signature").as_bytes());
    let signature = Signature(signature.unwrap().try_into().unwrap());
    let centre = phone.enrolled.as_ref().unwrap().centre_key;
    assert!(centre.verifies(Purpose::Catalogue, &first.body, &signature));
    let etag = format!("{token}if-none-match: {}\r\n", first.header("etag"));
    let again = link.get("/v1/catalogue", &etag).unwrap();
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[test]
fn the_catalogue_goes_out_small_to_who_reads_that_and_not_too_often() {
    let town = Town::with(RawConfig {
        exchanges_per_minute: Some(4),
        ..RawConfig::default()
    });
    let phone = town.phone(1, "王秀英", Role::Resident);
    let token = format!("authorization: Bearer {}\r\n", phone.token());
    let mut link = town.link();
    let plain = link.get("/v1/catalogue", &token).unwrap();
    let small = format!("{token}accept-encoding: gzip\r\n");
    let small = link.get("/v1/catalogue", &small).unwrap();
    assert_eq!(small.header("content-encoding"), "gzip");
    assert!(small.body.len() * 2 < plain.body.len());
    assert_eq!(small.header("etag"), plain.header("etag"));
    let version = &town.centre.served().catalogue.version;
    let path = format!("/v1/catalogue/{version}");
    let old = link.get(&path, &token).unwrap();
    assert_eq!((old.status, &old.body), (200, &plain.body));
    let known = format!("{token}if-none-match: {}\r\n", old.header("etag"));
    assert_eq!(link.get(&path, &known).unwrap().status, 304);
    let more = link.get(&path, &known).unwrap();
    assert_eq!(more.status, 429);
    assert_eq!(more.header("retry-after"), "5");
}

#[test]
fn it_is_not_well_while_its_writer_is_stuck() {
    let town = Town::new();
    let well = || town.link().get("/healthz", "").unwrap().status;
    assert_eq!(well(), 200);
    let (go, told) = std::sync::mpsc::channel::<()>();
    let (begin, begun) = std::sync::mpsc::channel();
    let centre = town.centre.clone();
    let stuck = town.runtime.spawn(async move {
        let work = centre.write(move |_| {
            let is_heard = begin.send(()).is_ok();
            Ok(is_heard && told.recv().is_ok())
        });
        work.await
    });
    begun.recv().unwrap();
    let until = Instant::now() + Duration::from_secs(60);
    while well() != 503 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(well(), 503);
    go.send(()).unwrap();
    town.runtime.block_on(stuck).unwrap().unwrap();
    assert_eq!(well(), 200);
}

#[test]
fn every_answer_is_strict_with_browsers() {
    let town = Town::new();
    for path in ["/", "/healthz", "/metrics", "/nowhere", "/v1/catalogue"] {
        let reply = town.link().get(path, "").unwrap();
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("default-src 'self'"), "{path}");
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{path}"
        );
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{path}");
    }
}

#[test]
fn asking_how_the_centre_is_costs_the_writer_nothing() {
    let town = Town::new();
    let before = town.centre.metrics.commit_jobs.get();
    let mut link = town.link();
    for _ in 0..50 {
        assert_eq!(link.get("/healthz", "").unwrap().status, 200);
    }
    assert_eq!(town.centre.metrics.commit_jobs.get(), before);
}

#[test]
fn sockets_that_ask_for_much_and_never_read_keep_no_phone_out() {
    let web = tempfile::tempdir().unwrap();
    std::fs::write(web.path().join("index.html"), "<p>").unwrap();
    std::fs::write(web.path().join("big.js"), vec![b' '; 8 << 20]).unwrap();
    let town = Town::with(RawConfig {
        web: Some(web.path().to_owned()),
        connections: Some(100),
        ..RawConfig::default()
    });
    let phone = town.phone(1, "王秀英", Role::Resident);
    let mut own = town.link();
    assert_eq!(phone.post(&mut own, &phone.request(0)).unwrap().status, 200);
    let greedy: Vec<std::net::TcpStream> = (0..150)
        .map(|_| {
            let mut socket = std::net::TcpStream::connect(town.address).unwrap();
            // Who had to leave before is told so by the next write.
            let ask = b"GET /big.js HTTP/1.1\r\nhost: centre\r\n\r\n";
            drop(std::io::Write::write_all(&mut socket, ask));
            socket
        })
        .collect();
    // One who is signed in keeps the connection, and one who comes anew gets one.
    assert_eq!(phone.post(&mut own, &phone.request(0)).unwrap().status, 200);
    let mut anew = town.link();
    assert_eq!(
        phone.post(&mut anew, &phone.request(0)).unwrap().status,
        200
    );
    assert!(town.centre.metrics.connections_cut.get() > 0);
    drop(greedy);
}

#[test]
fn a_device_that_asks_too_often_is_told_so() {
    let town = Town::with(RawConfig {
        exchanges_per_minute: Some(3),
        ..RawConfig::default()
    });
    let phone = town.phone(1, "王秀英", Role::Resident);
    let mut link = town.link();
    let status: Vec<u16> = (0..4)
        .map(|_| phone.post(&mut link, &phone.request(0)).unwrap().status)
        .collect();
    assert_eq!(status, [200, 200, 200, 429]);
}

/// Names and kinds of what is counted.
const METRICS: [&str; 21] = [
    "linli_exchanges_total counter",
    "linli_enrolments_total counter",
    "linli_enrolments_refused_total counter",
    "linli_wrong_codes_total counter",
    "linli_changes_accepted_total counter",
    "linli_changes_refused_total counter",
    "linli_requests_limited_total counter",
    "linli_commits_total counter",
    "linli_commit_jobs_total counter",
    "linli_commit_microseconds_total counter",
    "linli_commit_failures_total counter",
    "linli_leases_lapsed_total counter",
    "linli_webhooks_told_total counter",
    "linli_webhooks_in_vain_total counter",
    "linli_webhooks_given_up_total counter",
    "linli_work_failures_total counter",
    "linli_connections_cut_total counter",
    "linli_connections gauge",
    "linli_documents_damaged gauge",
    "linli_store_faults gauge",
    "linli_polls_waiting gauge",
];

#[test]
fn the_counts_are_in_prometheus_text_and_tell_nobodys_name() {
    let monitor = "the word of a monitor";
    let town = Town::with(RawConfig {
        metrics_token: Some(monitor.to_owned().into()),
        ..RawConfig::default()
    });
    let mut phone = town.phone(1, "王秀英", Role::Resident);
    phone.begin_care("meal");
    phone.sync(&mut town.link());
    let monitor = format!("authorization: Bearer {monitor}\r\n");
    let reply = town.link().get("/metrics", &monitor).unwrap();
    assert!(
        reply
            .header("content-type")
            .starts_with("text/plain; version=0.0.4")
    );
    let text = String::from_utf8(reply.body).unwrap();
    let kinds = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    assert_eq!(kinds.collect::<Vec<_>>(), METRICS, "what monitors ask for");
    assert!(text.contains("\nlinli_enrolments_total 1\n"), "{text}");
    assert!(
        text.contains("\nlinli_changes_accepted_total 1\n"),
        "{text}"
    );
    assert!(!text.contains("王秀英") && !text.contains(&phone.device.to_string()));
}

#[test]
fn it_speaks_tls_with_the_certificate_it_was_given() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let [cert, key] = ["cert.pem", "key.pem"].map(|name| folder.path().join(name));
    std::fs::write(&cert, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let town = Town::with(RawConfig {
        tls_cert: Some(cert),
        tls_key: Some(key),
        ..RawConfig::default()
    });

    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let config = ClientConfig::builder()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let answer = town.runtime.block_on(async {
        let tcp = tokio::net::TcpStream::connect(town.address).await?;
        let name = ServerName::try_from("localhost").unwrap();
        let mut tls = TlsConnector::from(Arc::new(config))
            .connect(name, tcp)
            .await?;
        tls.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
            .await?;
        let mut answer = String::new();
        tls.read_to_string(&mut answer).await?;
        std::io::Result::Ok(answer)
    });
    let answer = answer.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let strict = "strict-transport-security: max-age=31536000";
    assert!(
        answer.contains(strict),
        "the browser stays with TLS: {answer}"
    );

    // Somebody who speaks plainly gets nothing, and harms nobody.
    let plain = town.link().get("/healthz", "");
    assert!(plain.map_or(true, |reply| reply.status != 200));
}
