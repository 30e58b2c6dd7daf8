//! The real server, killed under load: whatever it acknowledged is there afterwards.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "this whole program is a test; its helpers may fail it"
)]

#[expect(
    dead_code,
    reason = "shared with tests and the benchmark that use the rest"
)]
#[path = "support/mod.rs"]
mod support;

use linli_domain::{
    answer::{FieldId, Value},
    id::DocId,
    photo::CHUNK_BYTES,
};
use linli_replica::replica::{Edit, Replica};
use linli_server::{
    key,
    server::store_file,
    store::{Sqlite, Store},
};
use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::Duration,
};
use support::{
    Link, Phone,
    photo::{hash_of, picture},
    town::catalogue,
};

const PHONES: u64 = 4;
const KILLS: usize = 5;

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_linli-server"))
}

fn start(data: &Path) -> (Child, SocketAddr) {
    let mut child = program()
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .arg("--catalogue")
        .arg(catalogue())
        .env("LINLI_EXCHANGES_PER_MINUTE", "1000000")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.find_map(|line| {
        line.unwrap()
            .strip_prefix("listening on http://")
            .map(|address| address.parse().unwrap())
    });
    (child, address.expect("the server listens"))
}

fn code(data: &Path, name: &str, role: &str) -> String {
    let output = program()
        .args([
            "enrol",
            "--role",
            role,
            "--area",
            "demo-chunfeng",
            "--name",
            name,
            "--data",
        ])
        .arg(data)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Writes and sends until the server is gone.
fn load(phone: &mut Phone, doc: DocId, address: SocketAddr) {
    let mut link = Link::to(address);
    for number in 0.. {
        if phone.outbox.len() < 3 {
            let value = Some(Value::Number(number));
            phone.edit(doc, &[Edit::Answer(FieldId("people".to_owned()), value)]);
        }
        if phone.round(&mut link, 0).is_err() {
            return;
        }
    }
}

#[test]
fn every_acknowledged_change_survives_a_kill_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (mut child, mut address) = start(&data);
    let mut phones: Vec<(Phone, DocId)> = (0..PHONES)
        .map(|number| {
            let mut phone = Phone::new(number);
            let code = code(&data, &format!("居民{number}"), "resident");
            phone.enrol(&mut Link::to(address), &code).unwrap();
            let doc = phone.begin_care("meal");
            (phone, doc)
        })
        .collect();
    for _ in 0..KILLS {
        let [moment] = key::random::<1>().unwrap();
        thread::scope(|scope| {
            for (phone, doc) in &mut phones {
                scope.spawn(move || load(phone, *doc, address));
            }
            // A moment to kill at, not a wait for something.
            thread::sleep(Duration::from_millis(100 + u64::from(moment)));
            child.kill().unwrap();
            child.wait().unwrap();
        });
        let store: Arc<dyn Store> = Arc::new(Sqlite::open(&store_file(&data)).unwrap());
        for (phone, _) in &phones {
            assert!(!phone.received.is_empty());
            for hash in &phone.received {
                let kept = store.read(|store| store.change(*hash)).unwrap();
                assert!(
                    kept.is_some(),
                    "acknowledged and lost: {hash}, killed after {moment}"
                );
            }
        }
        drop(store);
        (child, address) = start(&data);
    }
    // What was sent but not acknowledged is sent again; then everyone agrees.
    let store: Arc<dyn Store> = Arc::new(Sqlite::open(&store_file(&data)).unwrap());
    for (phone, doc) in &mut phones {
        phone.sync(&mut Link::to(address));
        assert!(phone.refused.is_empty(), "{:?}", phone.refused);
        let changes = store.read(|store| store.changes(*doc, 0)).unwrap();
        let bytes: Vec<u8> = changes
            .into_iter()
            .flat_map(|change| change.signed.change)
            .collect();
        assert_eq!(
            Replica::load(&bytes).unwrap().heads(),
            phone.docs[doc].heads()
        );
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_photo_half_sent_is_gone_on_with_after_a_kill_in_the_middle_of_a_piece() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (mut child, address) = start(&data);
    let mut link = Link::to(address);
    let mut phone = Phone::new(1);
    let code = code(&data, "王秀英", "resident");
    phone.enrol(&mut link, &code).unwrap();
    let doc = phone.begin_application("old-age-allowance");
    let photo = picture(3 * CHUNK_BYTES, &[]);
    let (hash, size) = (hash_of(&photo), photo.len());
    phone.answer_photos(doc, &[&photo]);
    phone.sync(&mut link);
    let (first, rest) = photo.split_at(CHUNK_BYTES);
    let sent = phone.put_photo(&mut link, &hash, (0, size), first);
    assert_eq!(sent.status, 204);

    // Half of the next piece is on the wire.
    let mut wire = TcpStream::connect(address).unwrap();
    let head = phone.photo_head(CHUNK_BYTES, size);
    write!(
        wire,
        "PUT /v1/blob/{hash} HTTP/1.1\r\nhost: centre\r\n{head}content-length: {CHUNK_BYTES}\r\n\r\n"
    )
    .unwrap();
    wire.write_all(&rest[..CHUNK_BYTES / 2]).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();

    let (mut child, address) = start(&data);
    let mut link = Link::to(address);
    let has = phone.photo_offset(&mut link, &hash);
    assert_eq!(
        has.header("upload-offset"),
        CHUNK_BYTES.to_string(),
        "what was acknowledged is there, and nothing of the rest"
    );
    for (number, piece) in rest.chunks(CHUNK_BYTES).enumerate() {
        let start = (number + 1) * CHUNK_BYTES;
        let sent = phone.put_photo(&mut link, &hash, (start, size), piece);
        assert_eq!(sent.status, 204);
    }
    let whole = phone.get_photo(&mut link, &hash, None);
    assert_eq!((whole.status, whole.body), (200, photo));
    child.kill().unwrap();
    child.wait().unwrap();
}
