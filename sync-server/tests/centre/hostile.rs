//! Hostile input: each refused with its reason, and nothing kept of it.

use crate::{
    soon,
    support::{Phone, town::Town},
    tomorrow,
};
use linli_domain::{
    access::Refusal,
    answer::{FieldId, Value},
    care::{CareEvent, ReleaseReason},
    id::{DeviceId, DocId},
    role::Role,
};
use linli_replica::{
    exchange::{ChangeOutcome, Exchange, MAX_CHANGES_UP, VERSION, encode},
    replica::Edit,
    signed::SignedChange,
};
use linli_server::core::reactions::offer_of;
use std::fmt::Debug;

struct Scene {
    town: Town,
    wang: Phone,
    li: Phone,
    sun: Phone,
    /// Wang's, sent, and Sun's to do.
    sent: DocId,
    draft: DocId,
}

impl Scene {
    fn new() -> Self {
        let town = Town::new();
        let mut link = town.link();
        let mut wang = town.phone(1, "王秀英", Role::Resident);
        let li = town.phone(2, "李国强", Role::Resident);
        let mut sun = town.phone(3, "孙丽", Role::Caregiver);
        let sent = wang.ask("meal", tomorrow());
        let draft = wang.begin_care("bath");
        wang.sync(&mut link);
        sun.sync(&mut link);
        sun.claim(offer_of(sent));
        sun.sync(&mut link);
        wang.sync(&mut link);
        Self {
            town,
            wang,
            li,
            sun,
            sent,
            draft,
        }
    }

    /// What the centre says to one change that `who` sends.
    #[track_caller]
    fn outcome(&self, who: &Phone, signed: &SignedChange) -> ChangeOutcome {
        let before = self.town.dump();
        let request = Exchange {
            changes: vec![signed.clone()],
            ..who.request(0)
        };
        let reply = who.post(&mut self.town.link(), &request).unwrap();
        assert_eq!(reply.status, 200);
        let exchanged: linli_replica::exchange::Exchanged =
            linli_replica::exchange::decode(&reply.body).unwrap();
        assert!(
            self.town.dump() == before,
            "the centre kept something of it"
        );
        exchanged.outcomes.into_iter().next().unwrap()
    }

    #[track_caller]
    fn refused(&self, who: &Phone, signed: &SignedChange, reason: Refusal) {
        match self.outcome(who, signed) {
            ChangeOutcome::Refused(_, found) => assert_eq!(found, reason),
            other => panic!("not refused: {other:?}"),
        }
    }
}

/// A change by `phone` in its copy of `doc`, not in its outbox.
fn edit(phone: &mut Phone, doc: DocId, edits: &[Edit]) -> SignedChange {
    let signed = phone.edit(doc, edits);
    phone.outbox.clear();
    signed
}

fn answer() -> Edit {
    Edit::Answer(
        FieldId("mode".to_owned()),
        Some(Value::Choice("bed".to_owned())),
    )
}

#[test]
fn a_forged_signature() {
    let mut scene = Scene::new();
    let mut signed = edit(&mut scene.wang, scene.draft, &[answer()]);
    signed.signature.0[5] ^= 1;
    scene.refused(&scene.wang, &signed, Refusal::Forged);
    let by_another = SignedChange::sign(&scene.li.key, signed.device, signed.doc, signed.change);
    scene.refused(&scene.li, &by_another, Refusal::Forged);
}

#[test]
fn another_devices_actor_and_a_number_used_twice() {
    let mut scene = Scene::new();
    let honest = edit(&mut scene.wang, scene.draft, &[answer()]);
    let li = &scene.li;
    let as_li = SignedChange::sign(&li.key, li.device, honest.doc, honest.change);
    scene.refused(li, &as_li, Refusal::WrongActor);

    // Two changes under one number: the phone is set back between them.
    let mut scene = Scene::new();
    let earlier = scene.wang.docs[&scene.draft].clone();
    scene.wang.edit(scene.draft, &[answer()]);
    scene.wang.sync(&mut scene.town.link());
    scene.wang.docs.insert(scene.draft, earlier);
    let again = edit(&mut scene.wang, scene.draft, &[Edit::When(soon())]);
    scene.refused(&scene.wang, &again, Refusal::WrongActor);
}

#[test]
fn somebody_elses_document() {
    let mut scene = Scene::new();
    let copy = scene.wang.docs[&scene.draft].clone();
    scene.li.docs.insert(scene.draft, copy);
    let signed = edit(&mut scene.li, scene.draft, &[answer()]);
    scene.refused(&scene.li, &signed, Refusal::NotTheirs);
    // A document about somebody else.
    let mut thief = scene.town.phone(9, "李国强", Role::Resident);
    thief.enrolled.as_mut().unwrap().card.writer.person = scene.wang.person();
    thief.begin_care("meal");
    let begun = thief.outbox.remove(0);
    scene.refused(&thief, &begun, Refusal::NotTheirs);
}

#[test]
fn what_the_role_may_not_write() {
    let mut scene = Scene::new();
    let received = edit(
        &mut scene.wang,
        scene.sent,
        &[Edit::Care(CareEvent::Received)],
    );
    scene.refused(&scene.wang, &received, Refusal::NotForRole);
    let mut scene = Scene::new();
    let event = CareEvent::Released {
        reason: ReleaseReason::Override,
    };
    let released = edit(&mut scene.wang, scene.sent, &[Edit::Care(event)]);
    scene.refused(&scene.wang, &released, Refusal::NotForRole);
    let mut scene = Scene::new();
    let cancelled = CareEvent::Cancelled {
        reason: String::new(),
    };
    let cancelled = edit(&mut scene.sun, scene.sent, &[Edit::Care(cancelled)]);
    scene.refused(&scene.sun, &cancelled, Refusal::NotForRole);
}

#[test]
fn what_the_state_forbids() {
    let mut scene = Scene::new();
    let late = edit(&mut scene.wang, scene.sent, &[answer()]);
    scene.refused(&scene.wang, &late, Refusal::TooLate);
    let mut scene = Scene::new();
    let again = edit(&mut scene.wang, scene.sent, &[Edit::Care(CareEvent::Sent)]);
    scene.refused(&scene.wang, &again, Refusal::TooLate);
}

#[test]
fn devices_that_are_unknown_or_revoked() {
    let mut scene = Scene::new();
    let mut signed = edit(&mut scene.wang, scene.draft, &[answer()]);
    scene.wang.device = DeviceId([0xee; 16]);
    let elsewhere = edit(&mut scene.wang, scene.draft, &[Edit::When(soon())]);
    scene.refused(&scene.li, &elsewhere, Refusal::UnknownDevice);
    let (device, now) = (signed.device, scene.wang.now());
    scene
        .town
        .centre
        .store
        .write(|store| store.revoke_device(device, now))
        .unwrap();
    scene.refused(&scene.li, &signed, Refusal::RevokedDevice);
    signed.signature.0[0] ^= 1;
    scene.refused(&scene.li, &signed, Refusal::RevokedDevice);
}

#[test]
fn bytes_that_are_no_change() {
    let mut scene = Scene::new();
    let honest = edit(&mut scene.wang, scene.draft, &[answer()]);
    let wang = &scene.wang;
    let sign =
        |bytes: &[u8]| SignedChange::sign(&wang.key, wang.device, honest.doc, bytes.to_vec());
    for end in (0..honest.change.len()).step_by(7) {
        scene.refused(wang, &sign(&honest.change[..end]), Refusal::Malformed);
    }
    // The same noise in every run.
    let mut noise: u32 = 1;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        noise.to_be_bytes()[0]
    })
    .take(4_000)
    .collect();
    for piece in noise.chunks(250) {
        scene.refused(wang, &sign(piece), Refusal::Malformed);
    }
    scene.refused(wang, &sign(&vec![0; 256 * 1024 + 1]), Refusal::TooLarge);
}

#[test]
fn a_replay_gets_its_receipt_again_and_changes_nothing() {
    let mut scene = Scene::new();
    let signed = scene.wang.edit(scene.draft, &[answer()]);
    let mut link = scene.town.link();
    let first = scene.wang.round(&mut link, 0).unwrap().outcomes.remove(0);
    assert_eq!(scene.outcome(&scene.wang, &signed), first);
    assert_eq!(
        scene.outcome(&scene.li, &signed),
        first,
        "who carries it may hand it in again"
    );
    let elsewhere = SignedChange {
        doc: scene.sent,
        ..signed.clone()
    };
    scene.refused(&scene.wang, &elsewhere, Refusal::Forged);
}

#[test]
fn a_change_whose_ground_is_unknown_is_asked_for_and_not_refused() {
    let mut scene = Scene::new();
    let first = edit(&mut scene.wang, scene.draft, &[answer()]);
    let second = edit(&mut scene.wang, scene.draft, &[Edit::When(soon())]);
    let missing = vec![first.read().unwrap().hash];
    assert_eq!(
        scene.outcome(&scene.wang, &second),
        ChangeOutcome::Missing(missing)
    );
    let other_place = SignedChange::sign(&scene.wang.key, second.device, scene.sent, second.change);
    assert!(matches!(
        scene.outcome(&scene.wang, &other_place),
        ChangeOutcome::Missing(_)
    ));
}

#[test]
fn a_second_beginning_of_a_document() {
    let mut scene = Scene::new();
    let (mut other, care) = (Phone::new(1), scene.draft);
    other.enrolled = scene.wang.enrolled.take();
    let header = {
        use linli_domain::document::{DocKind, Header};
        Header::new(care, DocKind::Care, other.person(), other.area())
    };
    let kind = linli_domain::catalogue::KindId("meal".to_owned());
    let (_, signed) = other
        .write(|pen| {
            pen.incarnation = 2;
            linli_replica::replica::Replica::begin_care(pen, &header, &kind)
        })
        .unwrap();
    scene.refused(&other, &signed, Refusal::NotValid);
}

#[track_caller]
fn answered(scene: &Scene, what: &dyn Debug, body: &[u8], status: u16) {
    let before = scene.town.dump();
    let reply = scene
        .town
        .link()
        .post("/v1/exchange", scene.wang.token(), body)
        .unwrap();
    assert_eq!(reply.status, status, "{what:?}");
    assert!(scene.town.dump() == before, "{what:?}");
}

#[test]
fn bodies_that_are_no_exchange() {
    let mut scene = Scene::new();
    let honest = edit(&mut scene.wang, scene.draft, &[answer()]);
    let exchange = Exchange {
        v: VERSION,
        changes: vec![honest.clone()],
        ..Exchange::default()
    };
    let bytes = encode(&exchange);
    for end in (0..bytes.len()).step_by(11) {
        answered(&scene, &end, &bytes[..end], 400);
    }
    answered(&scene, &"trailing", &[bytes.as_slice(), &[0]].concat(), 400);
    // Ten thousand arrays in one another, and as many tags.
    for deep in [0x81, 0xc1] {
        answered(&scene, &"deep", &vec![deep; 10_000], 400);
    }
    // An array that says it has 2^62 entries.
    answered(&scene, &"long", &[0x9b, 0x40, 0, 0, 0, 0, 0, 0, 0], 400);
    let many = Exchange {
        changes: vec![honest; MAX_CHANGES_UP + 1],
        ..exchange.clone()
    };
    answered(&scene, &"many", &encode(&many), 413);
    answered(
        &scene,
        &"version",
        &encode(&Exchange { v: 9, ..exchange }),
        400,
    );
}

#[test]
fn a_body_of_100_megabytes_is_turned_away_before_it_is_read() {
    let scene = Scene::new();
    let before = scene.town.dump();
    let head = format!(
        "POST /v1/exchange HTTP/1.1\r\nhost: centre\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n",
        scene.wang.token(),
        100 * 1024 * 1024
    );
    assert_eq!(scene.town.link().raw(head.as_bytes()).unwrap().status, 413);
    // One that does not say how large it is.
    let head = format!(
        "POST /v1/exchange HTTP/1.1\r\nhost: centre\r\nauthorization: Bearer {}\r\ntransfer-encoding: chunked\r\n\r\n",
        scene.wang.token()
    );
    let chunk = [b"100000\r\n".as_slice(), &vec![0; 1024 * 1024], b"\r\n"].concat();
    let body = [head.as_bytes(), &chunk.repeat(5)].concat();
    assert_eq!(scene.town.link().raw(&body).unwrap().status, 413);
    assert!(scene.town.dump() == before);
}
