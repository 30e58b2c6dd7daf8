//! Codes and tokens.

use crate::support::{Link, Phone, town::Town};
use linli_domain::{device::DeviceKind, enrolment_code, role::Role};
use linli_replica::{
    exchange::{ENROL_VERSION, Enrol, EnrolChallenge, EnrolRefusal, Exchange, VERSION, encode},
    keys::SecretKey,
};

#[test]
fn a_code_works_once_and_says_why_it_does_not() {
    let town = Town::new();
    let code = town.code("王秀英", Role::Resident);
    let mut link = town.link();
    assert_eq!(
        Phone::new(1).enrol(&mut link, &enrolment_code::code(0)),
        Err(EnrolRefusal::Wrong)
    );
    for no_code in ["0000", "4821093733158061", ""] {
        let refused = Phone::new(1).enrol(&mut link, no_code);
        assert_eq!(refused, Err(EnrolRefusal::Malformed), "{no_code}");
    }
    let mut phone = Phone::new(1);
    phone.enrol(&mut link, &code).unwrap();
    assert_eq!(phone.enrolled.as_ref().unwrap().name, "王秀英");
    assert_eq!(
        Phone::new(2).enrol(&mut link, &code),
        Err(EnrolRefusal::Used)
    );

    let late = town.code("王秀英", Role::Resident);
    town.pass_minutes(16);
    assert_eq!(
        Phone::new(3).enrol(&mut link, &late),
        Err(EnrolRefusal::Expired)
    );
}

#[test]
fn a_code_that_has_expired_does_not_live_again_when_the_clock_is_set_back() {
    let mut town = Town::new();
    let code = town.code("王秀英", Role::Resident);
    town.pass_minutes(16);
    let tried = |town: &Town| Phone::new(1).enrol(&mut town.link(), &code);
    assert_eq!(tried(&town), Err(EnrolRefusal::Expired));
    town.pass_minutes(-10);
    assert_eq!(tried(&town), Err(EnrolRefusal::Expired), "while it runs");
    town.restart();
    assert_eq!(tried(&town), Err(EnrolRefusal::Expired), "after a restart");
}

#[test]
fn a_lost_answer_does_not_burn_the_code() {
    let town = Town::new();
    let code = town.code("王秀英", Role::Resident);
    let mut phone = Phone::new(1);
    phone.enrol(&mut town.link(), &code).unwrap();
    let first = phone.token().to_owned();
    phone.enrol(&mut town.link(), &code).unwrap();
    assert_ne!(phone.token(), first, "only the new token is good");
    phone.round(&mut town.link(), 0).unwrap();
    let request = encode(&phone.request(0));
    assert_eq!(
        town.link()
            .post("/v1/exchange", &first, &request)
            .unwrap()
            .status,
        401
    );
}

#[test]
fn the_id_of_a_known_device_cannot_be_taken_over() {
    let town = Town::new();
    let known = town.phone(1, "王秀英", Role::Resident);
    let mut thief = Phone::new(2);
    thief.device = known.device;
    let code = town.code("李四", Role::Resident);
    assert_eq!(
        thief.enrol(&mut town.link(), &code),
        Err(EnrolRefusal::Malformed)
    );
}

/// Its data came from a backup of the phone, or its disk lost the end; the centre knows it.
#[test]
fn a_device_that_was_set_back_to_before_its_enrolment_takes_a_new_code() {
    let town = Town::new();
    let mut phone = town.phone(1, "王秀英", Role::Resident);
    let first = phone.token().to_owned();
    let code = town.code("王秀英", Role::Resident);
    phone.enrol(&mut town.link(), &code).unwrap();
    assert_ne!(phone.token(), first);
    phone.round(&mut town.link(), 0).unwrap();
    // Whose it is stays.
    let others = town.code("李四", Role::Resident);
    let refused = phone.enrol(&mut town.link(), &others);
    assert_eq!(refused, Err(EnrolRefusal::Malformed));
}

/// The id and the public key of a device travel in cards, and its code was written down.
#[test]
fn who_knows_a_used_code_and_the_public_key_of_its_device_gets_nothing() {
    let town = Town::new();
    let code = town.code("王秀英", Role::Resident);
    let mut phone = Phone::new(1);
    let mut link = town.link();
    phone.enrol(&mut link, &code).unwrap();
    let before = town.dump();
    let theirs = SecretKey::from_seed([66; 32]);
    let challenge = Phone::challenge(&mut link);
    let own_key = Enrol::sign(
        &theirs,
        phone.device,
        DeviceKind::Phone,
        None,
        &code,
        &challenge,
    );
    let her_key = Enrol {
        key: phone.key.public(),
        ..own_key.clone()
    };
    let refused = Phone::ask_for_token(&mut link, &her_key);
    assert_eq!(refused.unwrap_err(), EnrolRefusal::Malformed);
    let refused = Phone::ask_for_token(&mut link, &own_key);
    assert_eq!(refused.unwrap_err(), EnrolRefusal::Used);

    phone.round(&mut link, 0).unwrap();
    assert_eq!(town.dump(), before, "her token is as it was");
}

#[test]
fn what_was_overheard_opens_nothing_when_it_is_sent_again() {
    let town = Town::new();
    let code = town.code("王秀英", Role::Resident);
    let (mut link, phone) = (town.link(), Phone::new(1));
    let challenge = Phone::challenge(&mut link);
    let request = phone.enrol_request(&code, None, &challenge);
    let enrolled = Phone::ask_for_token(&mut link, &request).unwrap();
    let again = Phone::ask_for_token(&mut link, &request);
    assert_eq!(again.unwrap_err(), EnrolRefusal::Stale);
    let body = encode(&Exchange {
        v: VERSION,
        ..Exchange::default()
    });
    let status = |link: &mut Link| link.post("/v1/exchange", &enrolled.token, &body);
    assert_eq!(
        status(&mut link).unwrap().status,
        200,
        "the first token stays"
    );

    let next = town.code("王秀英", Role::Resident);
    let phone = Phone::new(2);
    let old = Phone::challenge(&mut link);
    town.pass_minutes(4);
    let late = phone.enrol_request(&next, None, &old);
    let late = Phone::ask_for_token(&mut link, &late);
    assert_eq!(late.unwrap_err(), EnrolRefusal::Stale);
    let made_up = EnrolChallenge {
        v: ENROL_VERSION,
        bytes: vec![7; 56],
    };
    let made_up = phone.enrol_request(&next, None, &made_up);
    let made_up = Phone::ask_for_token(&mut link, &made_up);
    assert_eq!(made_up.unwrap_err(), EnrolRefusal::Stale);
    assert!(
        Phone::new(2).enrol(&mut link, &next).is_ok(),
        "the code is as it was"
    );
}

/// Everybody in this test stands behind one address, as behind a proxy.
#[test]
fn whoever_guesses_is_told_of_and_locks_nobody_out() {
    let town = Town::new();
    let mut link = town.link();
    for number in 0..200 {
        let wrong = Phone::new(99).enrol(&mut link, &enrolment_code::code(number));
        assert_eq!(wrong, Err(EnrolRefusal::Wrong));
    }
    assert_eq!(town.centre.metrics.wrong_codes.get(), 200);
    let commits = town.centre.metrics.commits.get();
    Phone::new(99)
        .enrol(&mut link, &enrolment_code::code(1))
        .unwrap_err();
    assert_eq!(
        town.centre.metrics.commits.get(),
        commits,
        "the writer is left alone"
    );
    let code = town.code("王秀英", Role::Resident);
    Phone::new(1).enrol(&mut link, &code).unwrap();
}

#[test]
fn nobody_gets_in_without_a_token_and_a_revoked_device_is_out_at_once() {
    let town = Town::new();
    let phone = town.phone(1, "王秀英", Role::Resident);
    let body = encode(&Exchange::default());
    let mut link = town.link();
    assert_eq!(link.post("/v1/exchange", "", &body).unwrap().status, 401);
    assert_eq!(
        link.post("/v1/exchange", &"0".repeat(64), &body)
            .unwrap()
            .status,
        401
    );
    assert_eq!(link.get("/v1/catalogue", "").unwrap().status, 401);
    let (device, now) = (phone.device, phone.now());
    town.centre
        .store
        .write(|store| store.revoke_device(device, now))
        .unwrap();
    assert_eq!(
        phone.post(&mut link, &phone.request(0)).unwrap().status,
        403
    );
}
