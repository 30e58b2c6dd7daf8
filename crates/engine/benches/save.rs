//! What a person waits for on the device: one answer on the disk, and a name found
//! among five thousand.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark that cannot set itself up has nothing to measure"
)]
#![allow(
    dead_code,
    reason = "the tests' helpers hold more than a benchmark needs"
)]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use linli_api::{Answer, ListRoster};
use linli_domain::{
    answer::{FieldId, Value},
    id::PersonId,
    role::Role,
};
use std::{cell::RefCell, hint::black_box};

#[path = "../tests/device/centre.rs"]
mod centre;
#[path = "../tests/device/phone.rs"]
mod phone;

use centre::{Centre, WANG};
use phone::{Phone, ask};

/// In a request as people write them: a handful of answers. Write-ahead log and
/// full sync, in a file on this machine's disk.
fn save(criterion: &mut Criterion) {
    let mut phone = Phone::new(1);
    Centre::new().enrol(&mut phone, WANG, Role::Resident);
    let phone = RefCell::new(phone);
    criterion.bench_function("save one answer", |bench| {
        let begin = || phone.borrow_mut().fill_in();
        let save = |doc| {
            let value = Some(Value::Text("请按三次门铃".into()));
            let field = FieldId("door_note".into());
            ask(&mut phone.borrow_mut().engine, Answer { doc, field, value });
        };
        bench.iter_batched(begin, save, BatchSize::PerIteration);
    });
}

fn search(criterion: &mut Criterion) {
    let mut phone = Phone::new(2);
    let mut centre = Centre::new();
    centre.settle(5_000);
    centre.enrol(&mut phone, PersonId([2; 16]), Role::Worker);
    for (name, words) in [
        ("a whole name", "居民4321"),
        ("a building", "17"),
        ("nothing", ""),
    ] {
        criterion.bench_function(&format!("search 5,000 residents by {name}"), |bench| {
            bench.iter(|| {
                let search = words.to_owned();
                let page = ask(
                    &mut phone.engine,
                    ListRoster {
                        search,
                        after: None,
                        limit: 20,
                    },
                );
                black_box(page.rows.len())
            });
        });
    }
}

criterion_group!(benches, save, search);
criterion_main!(benches);
