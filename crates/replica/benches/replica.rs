//! What one change costs: to make it, to let it in, to read the document; and to
//! read a message.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use linli_domain::{
    access::Writer,
    answer::{FieldId, Value},
    care::CareEvent,
    catalogue::KindId,
    document::{Author, DocKind, Header},
    id::{AreaId, DeviceId, DocId, PersonId},
    role::{Role, scopes_of},
    time::Timestamp,
};
use linli_replica::{
    exchange::{Exchange, VERSION, decode, encode},
    gate::{Admission, admit},
    keys::SecretKey,
    replica::{Edit, Pen, Replica, ReplicaError},
    signed::SignedChange,
};
use std::hint::black_box;

const PERSON: PersonId = PersonId([1; 16]);

struct Desk {
    key: SecretKey,
    ids: u64,
}

impl Desk {
    fn write<T>(&mut self, work: impl FnOnce(&mut Pen<'_>) -> T) -> T {
        let ids = &mut self.ids;
        let mut fresh_id = || {
            *ids += 1;
            let mut id = [0; 16];
            id[..8].copy_from_slice(&ids.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
            id
        };
        work(&mut Pen {
            key: &self.key,
            device: DeviceId([1; 16]),
            incarnation: 1,
            author: Author {
                person: PERSON,
                role: Role::Resident,
            },
            now: Timestamp(0),
            consent: None,
            fresh_id: &mut fresh_id,
        })
    }
}

fn choice(number: i64) -> Edit {
    Edit::Answer(FieldId("floor".into()), Some(Value::Number(number)))
}

/// A draft of `changes` changes.
fn draft(desk: &mut Desk, changes: i64) -> Result<(Replica, SignedChange), ReplicaError> {
    let area = AreaId("demo-lane".into());
    let header = Header::new(DocId([1; 16]), DocKind::Care, PERSON, area);
    let kind = KindId("bathing".into());
    let (mut replica, mut last) = desk.write(|pen| Replica::begin_care(pen, &header, &kind))?;
    for number in 1..changes {
        let said = Edit::Care(CareEvent::Said {
            text: format!("message {number}"),
        });
        let edit = if number % 4 == 0 {
            said
        } else {
            choice(number)
        };
        last = desk.write(|pen| replica.edit(pen, &[edit]))?;
    }
    Ok((replica, last))
}

fn of_size(bench: &mut Criterion, changes: i64) -> Result<(), ReplicaError> {
    let mut desk = Desk {
        key: SecretKey::from_seed([1; 32]),
        ids: 0,
    };
    let area = AreaId("demo-lane".into());
    let writer = Writer {
        person: PERSON,
        role: Role::Resident,
        scopes: scopes_of(Role::Resident, PERSON, &area)
            .into_iter()
            .collect(),
    };
    let (replica, _) = draft(&mut desk, changes)?;
    let bytes = replica.save();
    let mut ahead = replica.clone();
    let signed = desk.write(|pen| ahead.edit(pen, &[choice(-1)]))?;
    let key = desk.key.public();

    let mut group = bench.benchmark_group(format!("{changes} changes"));
    if changes > 1_000 {
        group.sample_size(10);
    }
    group.bench_function("edit one field and sign", |bench| {
        bench.iter_batched_ref(
            || replica.clone(),
            |replica| desk.write(|pen| replica.edit(pen, &[choice(-1)])),
            BatchSize::SmallInput,
        );
    });
    group.bench_function("admit a one-field change", |bench| {
        bench.iter_batched_ref(
            || Some(replica.clone()),
            |replica| {
                let admission = admit(replica, &signed, &key, &writer);
                assert!(matches!(admission, Ok(Admission::New { .. })));
            },
            BatchSize::SmallInput,
        );
    });
    group.bench_function("load", |bench| {
        bench.iter(|| Replica::load(black_box(&bytes)))
    });
    group.bench_function("save", |bench| bench.iter(|| replica.save()));
    group.bench_function("contents", |bench| bench.iter(|| replica.contents()));
    group.finish();
    Ok(())
}

fn replica(bench: &mut Criterion) {
    for changes in [20, 5_000] {
        let made = of_size(bench, changes);
        assert!(made.is_ok(), "{made:?}");
    }
}

fn messages(bench: &mut Criterion) {
    let mut desk = Desk {
        key: SecretKey::from_seed([1; 32]),
        ids: 0,
    };
    let Ok((_, signed)) = draft(&mut desk, 2) else {
        return;
    };
    bench.bench_function("read a change without applying it", |bench| {
        bench.iter(|| black_box(&signed).read());
    });
    let mut group = bench.benchmark_group("decode an exchange");
    for count in [1, 512] {
        let bytes = encode(&Exchange {
            v: VERSION,
            changes: vec![signed.clone(); count],
            ..Exchange::default()
        });
        group.throughput(Throughput::Bytes(bytes.len().try_into().unwrap_or(0)));
        group.bench_function(format!("of {count}"), |bench| {
            bench.iter(|| decode::<Exchange>(black_box(&bytes)));
        });
    }
    group.finish();
}

criterion_group!(benches, replica, messages);
criterion_main!(benches);
