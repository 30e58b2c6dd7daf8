//! Codes and tokens.

use crate::support::{Phone, town::Town};
use linli_domain::role::Role;
use linli_replica::exchange::{EnrolRefusal, Exchange, encode};

#[test]
fn a_code_works_once_and_says_why_it_does_not() {
    let town = Town::new();
    let code = town.code("王秀英", Role::Resident);
    let mut link = town.link();
    assert_eq!(
        Phone::new(1).enrol(&mut link, "00000000"),
        Err(EnrolRefusal::Wrong)
    );
    assert_eq!(
        Phone::new(1).enrol(&mut link, "0000"),
        Err(EnrolRefusal::Malformed)
    );
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

#[test]
fn wrong_codes_are_limited_and_right_ones_are_not() {
    let town = Town::new();
    let mut link = town.link();
    for number in 0..8 {
        let code = town.code("王秀英", Role::Resident);
        Phone::new(number).enrol(&mut link, &code).unwrap();
    }
    let wrong: Vec<_> = (0..7)
        .map(|_| Phone::new(99).enrol(&mut link, "00000000").unwrap_err())
        .collect();
    assert_eq!(wrong[..5], [EnrolRefusal::Wrong; 5]);
    assert_eq!(wrong[5..], [EnrolRefusal::TooMany; 2]);
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
