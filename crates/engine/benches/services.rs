//! What a resident waits for on "what can I get?": every rule of two hundred services
//! over her profile, the list made and sorted, on her own device. The limit is 50 ms on
//! a desktop.
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
use linli_api::{AnswerProfile, ListServices};
use linli_domain::{
    answer::Value,
    catalogue::{Catalogue, ServiceId},
    role::Role,
};
use std::hint::black_box;

#[path = "../tests/device/centre.rs"]
mod centre;
#[path = "../tests/device/phone.rs"]
mod phone;

use centre::{CATALOGUE, Centre, WANG};
use phone::{Phone, ask};

const COUNT: usize = 200;

/// Our own services over and over, each under an id of its own.
fn two_hundred() -> Catalogue {
    let ours = CATALOGUE.services.iter().cycle().take(COUNT);
    let services = ours.enumerate().map(|(number, service)| {
        let mut service = service.clone();
        service.id = ServiceId(format!("{}-{number}", service.id));
        service
    });
    Catalogue {
        version: "two hundred".into(),
        services: services.collect(),
        bundles: Vec::new(),
        ..CATALOGUE.clone()
    }
}

fn services(criterion: &mut Criterion) {
    let mut centre = Centre::new();
    let mut phone = Phone::new(1);
    centre.enrol(&mut phone, WANG, Role::Resident);
    for (field, value) in [
        ("hukou_here", Value::Yes(true)),
        ("lives_here", Value::Yes(true)),
        ("low_income", Value::Yes(false)),
        ("disability_grade", Value::Choice("none".into())),
    ] {
        let (field, value) = (field.parse().unwrap(), Some(value));
        ask(&mut phone.engine, AnswerProfile { field, value });
    }
    centre.give_catalogue(&mut phone, &two_hundred());
    let search = String::new();
    let found = ask(&mut phone.engine, ListServices { search });
    assert_eq!(found.lines.len(), COUNT);
    criterion.bench_function("what can I get, of 200 services", |b| {
        b.iter(|| {
            let search = String::new();
            black_box(ask(&mut phone.engine, ListServices { search }))
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = services
}
criterion_main!(benches);
