//! What an officer waits for at a desk with a hundred thousand applications: the first
//! page, the next one, the counts, and a name found.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark that cannot set itself up has nothing to measure"
)]
#![allow(
    dead_code,
    reason = "the tests' helpers hold more than a benchmark needs"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use linli_api::{
    CountQueue, ListQueue,
    view::{PageKey, QueueFilter},
};
use linli_domain::{
    answer::{FieldId, Value},
    application::ApplicationEvent as E,
    catalogue::ServiceId,
    document::{Author, DocKind, Header},
    id::{DeviceId, DocId, OfficeId, PersonId},
    role::Role,
    time::{DAY_MS, Timestamp},
};
use linli_replica::{
    exchange::{Cursor, Exchanged, News, Snapshot, VERSION},
    keys::SecretKey,
    replica::{Edit, Pen, Replica},
};
use std::hint::black_box;

#[path = "../tests/device/centre.rs"]
mod centre;
#[path = "../tests/device/phone.rs"]
mod phone;

use centre::{Centre, NOW, area};
use phone::{Phone, ask};

const COUNT: u32 = 100_000;
const BATCH: u32 = 1_000;
const SUN: PersonId = PersonId([3; 16]);

/// An application that was received, and mostly taken on, within the last forty days.
fn application(key: &SecretKey, number: u32) -> (DocId, Vec<u8>) {
    let mut id = [8; 16];
    id[..4].copy_from_slice(&number.wrapping_mul(0x9e37_79b9).to_be_bytes());
    let doc = DocId(id);
    let begun = Timestamp(NOW - i64::from(number % 40) * DAY_MS);
    let mut fresh = 0_u8;
    let mut write = |role, person, replica: Option<Replica>, edits: &[Edit]| {
        let mut fresh_id = || {
            fresh += 1;
            [fresh; 16]
        };
        let mut pen = Pen {
            key,
            device: DeviceId([7; 16]),
            incarnation: 1,
            author: Author { person, role },
            now: begun,
            consent: None,
            fresh_id: &mut fresh_id,
        };
        let mut replica = replica.unwrap_or_else(|| {
            let header = Header::new(doc, DocKind::Application, PersonId(id), area());
            let services = ["old-age-allowance", "senior-card", "meal-subsidy"];
            let service = ServiceId(services[number as usize % 3].into());
            let office = OfficeId("civil-affairs".into());
            Replica::begin_application(&mut pen, &header, &service, "test", &office, None)
                .unwrap()
                .0
        });
        replica.edit(&mut pen, edits).unwrap();
        replica
    };
    let names = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"];
    let name = format!("{}居民{number}", names[number as usize % 10]);
    let text = |field: &str, words: String| Edit::Whole(FieldId(field.into()), Value::Text(words));
    let submitted = [
        text("full_name", name),
        text("phone", format!("138{number:08}")),
        Edit::Application(E::Submitted { by_proxy: false }),
    ];
    let filed = write(Role::Resident, PersonId(id), None, &submitted);
    let tracking = format!(
        "{:04}-{:04}-{}",
        number / 10_000,
        number % 10_000,
        number % 10
    );
    let received = Edit::Application(E::Received {
        tracking,
        sender: String::new(),
    });
    let mut filed = write(Role::Centre, PersonId([99; 16]), Some(filed), &[received]);
    if !number.is_multiple_of(4) {
        let accepted = Edit::Application(E::Accepted);
        filed = write(Role::Officer, SUN, Some(filed), &[accepted]);
    }
    (doc, filed.save())
}

fn desk() -> Phone {
    let mut phone = Phone::new(1);
    let mut centre = Centre::new();
    centre.enrol(&mut phone, SUN, Role::Officer);
    // The key of the centre in memory.
    let key = SecretKey::from_seed([9; 32]);
    for start in (0..COUNT).step_by(BATCH as usize) {
        let news = (start..start + BATCH).map(|number| {
            let (doc, bytes) = application(&key, number);
            News {
                doc,
                kind: DocKind::Application,
                snapshot: Some(Snapshot::sign(&key, doc, bytes)),
                changes: Vec::new(),
            }
        });
        let exchange = phone.engine.next_exchange(0).unwrap();
        let answer = Exchanged {
            v: VERSION,
            news: news.collect(),
            cursor: Cursor(u64::from(start) + 1),
            now: Timestamp(NOW),
            ..Exchanged::default()
        };
        phone.engine.take(answer, &exchange).unwrap();
    }
    phone
}

fn queue(criterion: &mut Criterion) {
    let mut phone = desk();
    let counts = ask(&mut phone.engine, CountQueue {});
    assert_eq!(counts.to_do, COUNT);
    assert!(counts.overdue > 0);
    let mut page = |filter, service: Option<&str>, search: &str, after: Option<PageKey>| {
        let ask_for = ListQueue {
            filter,
            service: service.map(|id| ServiceId(id.into())),
            search: search.into(),
            after,
            limit: 50,
        };
        ask(&mut phone.engine, ask_for)
    };
    let mut deep = None;
    for _ in 0..20 {
        deep = page(QueueFilter::ToDo, None, "", deep).next;
    }
    for (name, filter, service, search, after) in [
        ("first page", QueueFilter::ToDo, None, "", None),
        ("page 21", QueueFilter::ToDo, None, "", deep),
        ("overdue", QueueFilter::Overdue, None, "", None),
        (
            "one service",
            QueueFilter::ToDo,
            Some("senior-card"),
            "",
            None,
        ),
        ("a surname of 10,000", QueueFilter::ToDo, None, "王", None),
        (
            "a telephone number",
            QueueFilter::All,
            None,
            "13800054321",
            None,
        ),
        (
            "a tracking number",
            QueueFilter::All,
            None,
            "0005-4321",
            None,
        ),
    ] {
        criterion.bench_function(&format!("queue of 100,000: {name}"), |bench| {
            bench.iter(|| black_box(page(filter, service, search, after.clone()).rows.len()));
        });
    }
    criterion.bench_function("queue of 100,000: counts", |bench| {
        bench.iter(|| black_box(ask(&mut phone.engine, CountQueue {})));
    });
}

criterion_group!(benches, queue);
criterion_main!(benches);
