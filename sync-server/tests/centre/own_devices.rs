//! A person's own devices: each is told of the others, and one can switch another off.

use crate::support::{Phone, town::Town};
use linli_domain::{
    device::DeviceKind,
    role::Role,
    time::{MINUTE_MS, Timestamp},
};
use linli_replica::exchange::{Exchange, Exchanged, SwitchOff, decode};

/// What the centre answers to an exchange that asks for the devices and switches some off.
fn ask(town: &Town, phone: &Phone, switch_off: Vec<SwitchOff>) -> Exchanged {
    let request = Exchange {
        ask_devices: true,
        switch_off,
        ..phone.request(0)
    };
    let reply = phone.post(&mut town.link(), &request).unwrap();
    assert_eq!(reply.status, 200);
    decode(&reply.body).unwrap()
}

fn off(by: &Phone, other: &Phone) -> SwitchOff {
    SwitchOff::sign(&by.key, by.device, other.device)
}

/// Whether the centre turns the phone away.
fn is_off(town: &Town, phone: &Phone) -> bool {
    phone
        .post(&mut town.link(), &phone.request(0))
        .unwrap()
        .status
        == 403
}

#[test]
fn a_second_phone_is_told_to_the_first_and_to_the_worker() {
    let town = Town::new();
    let worker_number = 9;
    let said = crate::people::told(&town, &crate::people::enrol("王秀英", "resident"));
    let mut first = Phone::new(1);
    first.enrol(&mut town.link(), &said.out).unwrap();
    first.sync(&mut town.link());
    let mut worker = town.phone(worker_number, "林晓燕", Role::Worker);
    worker.sync(&mut town.link());
    let own = *first.docs.keys().next().unwrap();
    let noted = |phone: &Phone| {
        let person = phone.docs[&own].contents().unwrap().into_person().unwrap();
        person.devices
    };
    assert_eq!(noted(&worker), [], "one phone is nothing to tell");

    town.pass_minutes(100);
    let mut second = town.phone(2, "王秀英", Role::Resident);
    let told = first.round(&mut town.link(), 0).unwrap();
    let devices = told.devices.expect("told without being asked");
    let ids: Vec<_> = devices.iter().map(|device| device.device).collect();
    assert_eq!(ids, [first.device, second.device]);
    assert_eq!(devices[1].kind, DeviceKind::Phone);
    assert_eq!(devices[1].since, second.now());
    assert!(
        first.round(&mut town.link(), 0).unwrap().devices.is_none(),
        "told once"
    );
    worker.sync(&mut town.link());
    let notes = noted(&worker);
    assert_eq!((notes.len(), notes[1].since), (2, second.now()));

    let answer = ask(&town, &first, vec![off(&first, &second)]);
    let devices = answer.devices.unwrap();
    assert_eq!(devices[0].off_at, None);
    assert_eq!(devices[1].off_at, Some(second.now()));
    assert!(is_off(&town, &second) && !is_off(&town, &first));
    worker.sync(&mut town.link());
    assert_eq!(noted(&worker)[1].off_at, Some(second.now()));
    let before = town.dump();
    ask(&town, &first, vec![off(&first, &second)]);
    assert_eq!(town.dump(), before, "once more changes nothing");
    second.outbox.clear();
}

#[test]
fn nobody_switches_off_what_is_not_theirs() {
    let town = Town::new();
    let wang = town.phone(1, "王秀英", Role::Resident);
    let tablet = town.phone(2, "王秀英", Role::Resident);
    let worker = town.phone(3, "林晓燕", Role::Worker);
    let forged = SwitchOff::sign(&worker.key, wang.device, tablet.device);
    for (phone, wish) in [
        (&worker, off(&worker, &wang)),
        (&wang, off(&wang, &worker)),
        (&wang, off(&wang, &wang)),
        (&wang, off(&tablet, &tablet)),
        (&wang, forged),
    ] {
        let before = town.dump();
        ask(&town, phone, vec![wish]);
        assert_eq!(town.dump(), before);
    }
    assert!(
        ![&wang, &tablet, &worker]
            .into_iter()
            .any(|phone| is_off(&town, phone))
    );
    let answer = ask(&town, &wang, Vec::new());
    let ids: Vec<_> = answer
        .devices
        .unwrap()
        .iter()
        .map(|one| one.device)
        .collect();
    assert_eq!(ids, [wang.device, tablet.device], "only her own");
}

#[test]
fn when_a_phone_was_last_in_touch_is_known_to_the_hour() {
    let town = Town::new();
    let wang = town.phone(1, "王秀英", Role::Resident);
    let tablet = town.phone(2, "王秀英", Role::Resident);
    let seen = || -> Timestamp {
        let devices = ask(&town, &wang, Vec::new()).devices.unwrap();
        devices[1].seen_at.unwrap()
    };
    let first = seen();
    town.pass_minutes(59);
    assert!(!is_off(&town, &tablet));
    assert_eq!(seen(), first);
    town.pass_minutes(2);
    assert!(!is_off(&town, &tablet));
    assert_eq!(seen(), first.plus_ms(61 * MINUTE_MS));
}

/// Whoever waits hears of it at once, and is turned away at once.
#[test]
fn a_waiting_phone_is_switched_off_at_once() {
    let town = Town::new();
    let wang = town.phone(1, "王秀英", Role::Resident);
    let mut tablet = town.phone(2, "王秀英", Role::Resident);
    tablet.sync(&mut town.link());
    let link = town.link();
    let waiting = std::thread::spawn(move || {
        let mut link = link;
        tablet
            .post(&mut link, &tablet.request(50_000))
            .unwrap()
            .status
    });
    while town.centre.metrics.polls_waiting.get() == 0 {
        std::thread::yield_now();
    }
    let reply = ask(&town, &wang, Vec::new());
    let tablet = reply.devices.unwrap()[1].device;
    ask(
        &town,
        &wang,
        vec![SwitchOff::sign(&wang.key, wang.device, tablet)],
    );
    assert_eq!(waiting.join().unwrap(), 403);
}
