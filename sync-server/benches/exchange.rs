//! What the centre costs: a real server process on loopback, measured from outside.
//!
//! Sizes come from the environment: `LINLI_BENCH_CHANGES`, `LINLI_BENCH_DOCS`
//! (a list), `LINLI_BENCH_POLLS`, `LINLI_BENCH_MANY`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_precision_loss,
    unreachable_pub,
    reason = "a benchmark ends when something fails; its sums need no exactness"
)]

#[expect(dead_code, reason = "shared with tests that use the rest")]
#[path = "../tests/support/mod.rs"]
mod support;

use linli_domain::{
    answer::{FieldId, Value},
    care::CareEvent,
    id::DocId,
};
use linli_replica::{
    exchange::{Cursor, Exchange, encode},
    replica::Edit,
};
use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};
use support::{Link, Phone, town::catalogue, words::long_words};
use tempfile::TempDir;

/// Clock ticks of `/proc` in a second.
const TICKS: f64 = 100.0;
/// The word by which the centre tells what it counts.
const MONITOR: &str = "the word of the benchmark";

struct Centre {
    child: Child,
    address: SocketAddr,
    folder: TempDir,
    enrolled: u64,
}

impl Centre {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = program()
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder.path().join("data"))
            .arg("--catalogue")
            .arg(catalogue())
            .env("LINLI_EXCHANGES_PER_MINUTE", "100000000")
            // One device waits in as many polls as are asked for.
            .env("LINLI_CONNECTIONS_PER_DEVICE", "100000")
            // One resident stands for many.
            .env("LINLI_DOCUMENTS_PER_DAY", "100000000")
            .env("LINLI_MIB_PER_DAY", "1000000")
            .env("LINLI_METRICS_TOKEN", MONITOR)
            .env("LINLI_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| {
            line.unwrap()
                .strip_prefix("listening on http://")
                .map(|text| text.parse().unwrap())
        });
        Self {
            child,
            address: address.unwrap(),
            folder,
            enrolled: 0,
        }
    }

    fn phone(&mut self, name: &str, role: &str) -> Phone {
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
            .arg(self.folder.path().join("data"))
            .output()
            .unwrap();
        self.enrolled += 1;
        let mut phone = Phone::new(self.enrolled);
        let code = String::from_utf8(output.stdout).unwrap();
        phone.enrol(&mut self.link(), code.trim()).unwrap();
        phone
    }

    fn link(&self) -> Link {
        Link::to(self.address)
    }

    fn proc(&self, file: &str) -> String {
        fs::read_to_string(PathBuf::from(format!("/proc/{}/{file}", self.child.id()))).unwrap()
    }

    /// Seconds of processor time so far.
    fn cpu(&self) -> f64 {
        let stat = self.proc("stat");
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
        (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / TICKS
    }

    /// Memory that is really there, in kB.
    fn memory(&self) -> f64 {
        let status = self.proc("status");
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS:"))
            .unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }
}

impl Drop for Centre {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _ended = self.child.wait();
    }
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_linli-server"))
}

fn size(name: &str, otherwise: usize) -> usize {
    env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

fn row(what: &str, value: &str) {
    println!("  {what:<62} {value:>22}");
}

/// An answer to one of two questions that the catalogue asks about meals, another one
/// for each number.
fn answer(number: usize) -> Edit {
    let (field, words) = match number % 2 {
        0 => ("allergy", format!("nothing, {number}")),
        _ => ("door_note", format!("ring {number} times")),
    };
    Edit::Whole(FieldId(field.to_owned()), Value::Text(words))
}

/// A document of 20 changes.
fn fill(phone: &mut Phone) -> DocId {
    let doc = phone.begin_care("meal");
    for number in 0..19 {
        phone.edit(doc, &[answer(1_000_000 + number)]);
    }
    doc
}

fn main() {
    // `cargo test --benches` only asks whether it runs at all.
    let is_measured = env::args().any(|argument| argument == "--bench");
    let scale = |full: usize, small: usize| if is_measured { full } else { small };
    println!(
        "\nThe centre, on loopback ({} processors)",
        thread::available_parallelism().unwrap()
    );
    one_change(size("LINLI_BENCH_CHANGES", scale(2_000, 20)));
    saturation(size("LINLI_BENCH_CHANGES", scale(2_000, 20)));
    let docs = env::var("LINLI_BENCH_DOCS").unwrap_or_else(|_| {
        if is_measured {
            "500,2000".to_owned()
        } else {
            "5".to_owned()
        }
    });
    for docs in docs.split(',').filter_map(|text| text.trim().parse().ok()) {
        cold_start(docs);
    }
    flood(size("LINLI_BENCH_FLOOD", scale(5, 1)));
    polls(size("LINLI_BENCH_POLLS", scale(1_000, 5)));
    many(size("LINLI_BENCH_MANY", scale(50_000, 50)));
}

/// A resident changes one field; a worker's device waits for it.
fn one_change(changes: usize) {
    let mut centre = Centre::start();
    let mut wang = centre.phone("王秀英", "resident");
    let mut lin = centre.phone("林晓燕", "worker");
    let mut link = centre.link();
    let docs: Vec<DocId> = (0..50).map(|_| fill(&mut wang)).collect();
    wang.sync(&mut link);
    lin.sync(&mut link);
    let heard = AtomicUsize::new(0);
    let mut own = centre.link();
    let (before, started) = (centre.cpu(), Instant::now());
    let mut bytes = (0, 0);
    thread::scope(|scope| {
        scope.spawn(|| {
            while heard.load(Ordering::SeqCst) < changes {
                let exchanged = lin.round(&mut own, 20_000).unwrap();
                let told: usize = exchanged.news.iter().map(|news| news.changes.len()).sum();
                heard.fetch_add(told, Ordering::SeqCst);
            }
        });
        for number in 0..changes {
            wang.edit(docs[number % docs.len()], &[answer(number)]);
            let from = link.bytes;
            wang.round(&mut link, 0).unwrap();
            assert!(wang.refused.is_empty(), "{:?}", wang.refused);
            bytes = (link.bytes.0 - from.0, link.bytes.1 - from.1);
            while heard.load(Ordering::SeqCst) <= number {
                thread::yield_now();
            }
        }
    });
    let cpu = (centre.cpu() - before) * 1e3 / changes as f64;
    let time = started.elapsed().as_secs_f64() * 1e3 / changes as f64;
    row(
        "one-field change, verified, kept, delivered: CPU",
        &format!("{cpu:.2} ms"),
    );
    row(
        "the same: from the writer's send to the reader's ears",
        &format!("{time:.2} ms"),
    );
    row(
        "the same: body up / down",
        &format!("{} / {} bytes", bytes.0, bytes.1),
    );
}

/// Many residents at once.
fn saturation(changes: usize) {
    let mut centre = Centre::start();
    let phones: Vec<Phone> = (0..16)
        .map(|number| centre.phone(&format!("居民{number}"), "resident"))
        .collect();
    let each = changes.div_ceil(phones.len());
    let (before, started) = (centre.cpu(), Instant::now());
    thread::scope(|scope| {
        for mut phone in phones {
            let mut link = centre.link();
            scope.spawn(move || {
                let docs: Vec<DocId> = (0..10).map(|_| phone.begin_care("meal")).collect();
                phone.sync(&mut link);
                for number in 0..each {
                    phone.edit(docs[number % docs.len()], &[answer(number)]);
                    phone.round(&mut link, 0).unwrap();
                }
                assert!(phone.refused.is_empty(), "{:?}", phone.refused);
            });
        }
    });
    let (cpu, time) = (centre.cpu() - before, started.elapsed().as_secs_f64());
    let total = (16 * (each + 10)) as f64;
    row(
        "16 residents, one change an exchange",
        &format!("{:.0} changes/s", total / time),
    );
    row(
        "the same: for each second of one processor",
        &format!("{:.0} changes", total / cpu),
    );
}

/// A worker's new device.
fn cold_start(count: usize) {
    let mut centre = Centre::start();
    let mut wang = centre.phone("王秀英", "resident");
    for _ in 0..count {
        fill(&mut wang);
        if wang.outbox.len() > 380 {
            wang.sync(&mut centre.link());
        }
    }
    wang.sync(&mut centre.link());
    // First without delay (snapshots are made), then with 50 ms added to each round trip.
    for (what, delay) in [("first", 0), ("later, + 50 ms", 50)] {
        let mut lin = centre.phone(&format!("林晓燕{delay}"), "worker");
        let mut link = centre.link();
        let (before, started) = (centre.cpu(), Instant::now());
        loop {
            thread::sleep(Duration::from_millis(delay));
            if !lin.round(&mut link, 0).unwrap().more {
                break;
            }
        }
        let time = started.elapsed().as_secs_f64();
        let cpu = centre.cpu() - before;
        assert!(lin.docs.len() >= count);
        row(
            &format!("cold start of {count} documents ({what}): trips, body, time"),
            &format!("{}, {} kB, {time:.2} s", link.trips, link.bytes.1 / 1000),
        );
        row("the same: CPU of the centre", &format!("{cpu:.2} s"));
        let mut link = centre.link();
        lin.round(&mut link, 0).unwrap();
        row(
            &format!("nothing new with {count} documents: trips, body up / down"),
            &format!("{}, {} / {} bytes", link.trips, link.bytes.0, link.bytes.1),
        );
    }
}

/// One resident writes exchange after exchange of legal messages, 2.8 MB each, into her own
/// request, while another one waits for each of her own small changes to be in.
fn flood(count: usize) {
    let mut centre = Centre::start();
    let mut wang = centre.phone("王秀英", "resident");
    let mut li = centre.phone("李国强", "resident");
    let (request, own) = (fill(&mut wang), fill(&mut li));
    wang.sync(&mut centre.link());
    li.sync(&mut centre.link());
    let is_over = AtomicBool::new(false);
    let mut waits = Vec::new();
    let mut costs = Vec::new();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let (mut link, mut waits) = (centre.link(), Vec::new());
            while !is_over.load(Ordering::SeqCst) {
                li.edit(own, &[answer(waits.len())]);
                let started = Instant::now();
                li.round(&mut link, 0).unwrap();
                waits.push(started.elapsed().as_secs_f64());
            }
            waits
        });
        let mut link = centre.link();
        for exchange in 0..count as u64 {
            for change in 0..16 {
                let seed = (exchange * 16 + change) * 16;
                let said = (0..16).map(|message| CareEvent::Said {
                    text: long_words(seed + message),
                });
                let edits: Vec<Edit> = said.map(Edit::Care).collect();
                wang.edit(request, &edits);
            }
            let before = centre.cpu();
            wang.round(&mut link, 0).unwrap();
            costs.push(centre.cpu() - before);
        }
        is_over.store(true, Ordering::SeqCst);
        waits = waiting.join().unwrap();
    });
    assert!(wang.refused.is_empty() && wang.outbox.is_empty());
    let (first, last) = (costs.first().unwrap(), costs.last().unwrap());
    row(
        &format!("exchange of 2.8 MB of messages, first / {count}th: CPU, with another's"),
        &format!("{first:.2} / {last:.2} s"),
    );
    waits.sort_by(f64::total_cmp);
    row(
        "the same: another's small change waits, half of them / longest",
        &format!(
            "{:.3} / {:.3} s",
            waits[waits.len() / 2],
            waits[waits.len() - 1]
        ),
    );
}

fn polls(count: usize) {
    let mut centre = Centre::start();
    let sun = centre.phone("孙丽", "caregiver");
    let body = encode(&Exchange {
        cursor: Cursor::default(),
        ..sun.request(55_000)
    });
    let head = format!(
        "POST /v1/exchange HTTP/1.1\r\nhost: centre\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n",
        sun.token(),
        body.len()
    );
    let request = [head.as_bytes(), &body].concat();
    let waiting = |centre: &Centre| -> usize {
        let token = format!("authorization: Bearer {MONITOR}\r\n");
        let text = centre.link().get("/metrics", &token).unwrap().body;
        let text = String::from_utf8(text).unwrap();
        let line = text
            .lines()
            .find(|line| line.starts_with("linli_polls_waiting "))
            .unwrap();
        line.rsplit(' ').next().unwrap().parse().unwrap()
    };
    let mut streams = Vec::new();
    let mut before = 0.0;
    // The first few pay for what all share.
    for (goal, is_first) in [(count.min(50), true), (count.min(50) + count, false)] {
        while streams.len() < goal {
            let Ok(mut stream) = TcpStream::connect(centre.address) else {
                break;
            };
            stream.write_all(&request).unwrap();
            streams.push(stream);
        }
        let deadline = Instant::now() + Duration::from_secs(20);
        while waiting(&centre) < streams.len() && Instant::now() < deadline {
            thread::yield_now();
        }
        if is_first {
            before = centre.memory();
        }
    }
    let added = streams.len() - count.min(50);
    let each = (centre.memory() - before) / added as f64;
    row(
        &format!("{} waiting polls: memory of the centre", streams.len()),
        &format!("{:.1} MB", centre.memory() / 1e3),
    );
    row("the same: for each poll", &format!("{each:.1} kB"));
}

fn many(count: usize) {
    let mut centre = Centre::start();
    let mut memory = Vec::new();
    let mut made = 0;
    for part in [count.div_ceil(10), count] {
        let mut number = 0;
        while made < part {
            number += 1;
            let mut phone = centre.phone(&format!("居民{part}-{number}"), "resident");
            for _ in 0..400.min(part - made) {
                phone.begin_care("meal");
                made += 1;
            }
            phone.sync(&mut centre.link());
        }
        memory.push((made, centre.memory() / 1e3));
    }
    for (made, megabytes) in memory {
        row(
            &format!("memory of the centre after {made} documents"),
            &format!("{megabytes:.1} MB"),
        );
    }
    let mut lin = centre.phone("林晓燕", "worker");
    let (mut link, started) = (centre.link(), Instant::now());
    let mut request = lin.request(0);
    loop {
        let reply = lin.post(&mut link, &request).unwrap();
        let exchanged: linli_replica::exchange::Exchanged =
            linli_replica::exchange::decode(&reply.body).unwrap();
        lin.cursor = exchanged.cursor;
        request = lin.request(0);
        if !exchanged.more {
            break;
        }
    }
    row(
        &format!("reading all {made} over the network: trips, body, time"),
        &format!(
            "{}, {:.1} MB, {:.1} s",
            link.trips,
            link.bytes.1 as f64 / 1e6,
            started.elapsed().as_secs_f64()
        ),
    );
    row(
        "the same: memory of the centre",
        &format!("{:.1} MB", centre.memory() / 1e3),
    );
    let mut link = centre.link();
    lin.round(&mut link, 0).unwrap();
    row(
        "nothing new after that: body up / down",
        &format!("{} / {} bytes", link.bytes.0, link.bytes.1),
    );
}
