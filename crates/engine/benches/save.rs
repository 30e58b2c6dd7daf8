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

use criterion::{Criterion, criterion_group, criterion_main};
use linli_api::{AnswerCare, Roster};
use linli_domain::{
    answer::{FieldId, Value},
    id::PersonId,
    role::Role,
};
use std::hint::black_box;

#[path = "../tests/device/centre.rs"]
mod centre;
#[path = "../tests/device/phone.rs"]
mod phone;

use centre::{Centre, WANG};
use phone::{Phone, ask};

/// Write-ahead log and full sync, in a file on this machine's disk.
fn save(criterion: &mut Criterion) {
    let mut phone = Phone::new(1);
    Centre::new().enrol(&mut phone, WANG, Role::Resident);
    let doc = phone.fill_in();
    let mut turn = 0_u32;
    criterion.bench_function("save one answer", |bench| {
        bench.iter(|| {
            turn += 1;
            let value = Some(Value::Text(format!("按门铃{turn}次")));
            ask(
                &mut phone.engine,
                AnswerCare {
                    doc,
                    field: FieldId("door_note".into()),
                    value,
                },
            );
        });
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
                    Roster {
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
