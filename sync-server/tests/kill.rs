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
    answer::{FieldId, Value as Answer},
    id::DocId,
    photo::CHUNK_BYTES,
};
use linli_replica::replica::{Edit, Replica};
use linli_server::{
    core::{data_folder::store_file, key},
    store::{Seq, Sqlite, Store},
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        mpsc::{self, Sender},
    },
    thread,
    time::Duration,
};
use support::{
    Link, Phone,
    photo::{hash_of, picture},
    town::{OFFICE, catalogue},
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
        .env("LINLI_WEBHOOK_CHECK_SECONDS", "1")
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

/// Writes numbers from `first` on and sends them until the server is gone. Tells
/// `receipt` of every round that brought a receipt.
fn load(phone: &mut Phone, doc: DocId, address: SocketAddr, first: i64, receipt: Sender<()>) {
    let mut link = Link::to(address);
    let known = phone.received.len();
    for number in first.. {
        if phone.outbox.len() < 3 {
            let value = Some(Answer::Number(number));
            phone.edit(doc, &[Edit::Answer(FieldId("limit".to_owned()), value)]);
        }
        if phone.round(&mut link, 0).is_err() {
            return;
        }
        if phone.received.len() > known {
            // Only the first is waited for.
            let _heard = receipt.send(());
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
            let doc = phone.begin_care("errand");
            (phone, doc)
        })
        .collect();
    for round in 0..KILLS {
        let [moment] = key::random::<1>().unwrap();
        thread::scope(|scope| {
            // No number is written twice: writing what stands there already is no change.
            let first = 1_000_000 * i64::try_from(round).unwrap();
            let receipts: Vec<mpsc::Receiver<()>> = phones
                .iter_mut()
                .map(|(phone, doc)| {
                    let (receipt, told) = mpsc::channel();
                    scope.spawn(move || load(phone, *doc, address, first, receipt));
                    told
                })
                .collect();
            for told in &receipts {
                told.recv().expect("each phone gets a receipt");
            }
            // A moment to kill at, not a wait for something.
            thread::sleep(Duration::from_millis(u64::from(moment)));
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
        let changes = store.read(|store| store.changes(*doc, Seq::START)).unwrap();
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

/// Prints what a command of the gateway's says.
fn gateway(data: &Path, arguments: &[&str]) -> String {
    let mut command = program();
    let output = command
        .arg("gateway")
        .args(arguments)
        .arg("--data")
        .arg(data);
    let output = output.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A receiver of webhooks that outlives every kill; what it hears.
fn receiver() -> (String, mpsc::Receiver<Value>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (tell, told) = mpsc::channel();
    let hear = move |mut stream: BufReader<TcpStream>| -> std::io::Result<()> {
        let (mut line, mut length) = (String::new(), 0);
        while stream.read_line(&mut line)? > 2 {
            let lower = line.to_lowercase();
            if let Some(number) = lower.strip_prefix("content-length: ") {
                length = number.trim().parse().unwrap();
            }
            line.clear();
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body)?;
        let _gone = tell.send(serde_json::from_slice(&body).unwrap());
        let answer = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
        stream.get_mut().write_all(answer)
    };
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let hear = hear.clone();
            thread::spawn(move || hear(BufReader::new(stream)));
        }
    });
    (url, told)
}

/// Says `text` under a key of the same name; the number of the change.
fn say(link: &mut Link, token: &str, own: DocId, text: &str) -> std::io::Result<u64> {
    let headers = format!(
        "authorization: Bearer {token}\r\nidempotency-key: {text}\r\n\
         content-type: application/json\r\n"
    );
    let path = format!("/gateway/v1/applications/{own}/message");
    let body = json!({ "text": text }).to_string();
    let reply = link.send("POST", &path, &headers, body.as_bytes())?;
    let told = String::from_utf8_lossy(&reply.body);
    assert_eq!(reply.status, 200, "{told}");
    let done: Value = serde_json::from_slice(&reply.body).unwrap();
    Ok(done["sequence"].as_u64().unwrap())
}

#[test]
fn what_an_offices_system_does_is_done_once_and_told_at_least_once_whenever_it_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (mut child, mut address) = start(&data);
    let mut wang = Phone::new(1);
    let code = code(&data, "王秀英", "resident");
    wang.enrol(&mut Link::to(address), &code).unwrap();
    let own = wang.apply("old-age-allowance");
    wang.sync(&mut Link::to(address));
    let (url, told) = receiver();
    let token = gateway(&data, &["add", "--office", OFFICE, "--name", "福利系统"]);
    gateway(
        &data,
        &["webhook", "add", "--office", OFFICE, "--url", &url],
    );

    let mut said: BTreeMap<String, u64> = BTreeMap::new();
    for round in 0..KILLS {
        let [moment] = key::random::<1>().unwrap();
        let (answer, answered) = mpsc::channel();
        let (lasted, hanging) = thread::scope(|scope| {
            let talk = scope.spawn(|| {
                let (mut link, mut done) = (Link::to(address), BTreeMap::new());
                for number in 0.. {
                    let text = format!("{round}-{number}");
                    match say(&mut link, &token, own, &text) {
                        Ok(sequence) => done.insert(text, sequence),
                        Err(_) => return (done, text),
                    };
                    // Only the first is waited for.
                    let _heard = answer.send(());
                }
                unreachable!("the server is killed")
            });
            answered.recv().expect("the first action is answered");
            // A moment to kill at, not a wait for something.
            thread::sleep(Duration::from_millis(4 * u64::from(moment)));
            child.kill().unwrap();
            child.wait().unwrap();
            talk.join().unwrap()
        });
        said.extend(lasted);
        (child, address) = start(&data);
        // Whether it was done is not known: it is asked for again.
        let sequence = say(&mut Link::to(address), &token, own, &hanging).unwrap();
        said.insert(hanging, sequence);
    }
    let path = format!("/gateway/v1/applications/{own}");
    let headers = format!("authorization: Bearer {token}\r\n");
    let whole = Link::to(address).get(&path, &headers).unwrap();
    let whole: Value = serde_json::from_slice(&whole.body).unwrap();
    let events = whole["events"].as_array().unwrap().iter();
    let mut texts: Vec<&str> = events
        .filter_map(|event| event["what"]["text"].as_str())
        .collect();
    texts.sort_unstable();
    let mut keys: Vec<&str> = said.keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(texts, keys, "each is done, and done once");
    let mut untold: BTreeSet<u64> = said.values().copied().collect();
    while !untold.is_empty() {
        let news = told.recv_timeout(Duration::from_secs(60));
        let news = news.unwrap_or_else(|_| panic!("never told: {untold:?}"));
        untold.remove(&news["data"]["sequence"].as_u64().unwrap());
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
