//! Any bytes as the body of a change by a known device, with a right length,
//! checksum, hash and signature: refused, or the document stays sound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linli_domain::{
    access::Writer,
    answer::{FieldId, Value},
    catalogue::KindId,
    document::{Author, DocKind, Header},
    id::{AreaId, DeviceId, DocId, PersonId},
    role::{Role, scopes_of},
    time::Timestamp,
};
use linli_replica::{
    gate::{Admission, admit},
    keys::SecretKey,
    replica::{Edit, Pen, Replica},
    signed::SignedChange,
};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

const DOC: DocId = DocId([1; 16]);
const DEVICE: DeviceId = DeviceId([1; 16]);
const PERSON: PersonId = PersonId([1; 16]);

fn key() -> SecretKey {
    SecretKey::from_seed([1; 32])
}

fn draft() -> &'static Replica {
    static DRAFT: OnceLock<Replica> = OnceLock::new();
    DRAFT.get_or_init(|| {
        let key = key();
        let mut pen = Pen {
            key: &key,
            device: DEVICE,
            incarnation: 1,
            author: Author {
                person: PERSON,
                role: Role::Resident,
            },
            now: Timestamp(0),
            consent: None,
            fresh_id: &mut || [7; 16],
        };
        let header = Header::new(DOC, DocKind::Care, PERSON, AreaId("demo-lane".into()));
        let kind = KindId("bathing".into());
        let (mut replica, _) = Replica::begin_care(&mut pen, &header, &kind).expect("begun");
        let note = Value::Text("ring twice".into());
        let edits = [
            Edit::Answer(FieldId("note".into()), Some(note)),
            Edit::Answer(FieldId("lift".into()), Some(Value::Yes(true))),
        ];
        replica.edit(&mut pen, &edits).expect("edited");
        replica
    })
}

/// A chunk with the right length and checksum, and the draft's heads as its dependencies.
fn chunk(body: &[u8]) -> Vec<u8> {
    let mut whole = vec![1];
    whole.extend(draft().heads()[0].0);
    whole.push(20);
    whole.extend(DEVICE.0);
    whole.extend([0, 0, 0, 1]);
    whole.extend(body);
    let mut sized = vec![1];
    let mut length = whole.len();
    while length >= 0x80 {
        sized.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    sized.push(length as u8);
    sized.extend(whole);
    let hash = Sha256::digest(&sized);
    [&[0x85, 0x6f, 0x4a, 0x83][..], &hash[..4], &sized].concat()
}

fuzz_target!(|body: &[u8]| {
    let signed = SignedChange::sign(&key(), DEVICE, DOC, chunk(body));
    let area = AreaId("demo-lane".into());
    let writer = Writer {
        person: PERSON,
        role: Role::Resident,
        scopes: scopes_of(Role::Resident, PERSON, &area).into_iter().collect(),
    };
    let mut replica = Some(draft().clone());
    let admission = admit(&mut replica, &signed, &key().public(), &writer);
    if let (Ok(Admission::New { .. }), Some(replica)) = (admission, replica) {
        let again = Replica::load(&replica.save()).expect("what entered can be loaded again");
        assert_eq!(again.heads(), replica.heads());
    }
});
