//! Enrolment codes as typed, and the person's own devices.

use super::{
    centre::{Centre, NOW, WANG},
    phone::{Phone, ask},
};
use linli_api::{
    AskOwnDevices, EnrolDevice, GetSession, KnowDevice, ListOwnDevices, SwitchOffDevice, Topic,
    view::{EnrolmentState, PersonalDeviceState},
};
use linli_domain::{
    device::DeviceKind,
    enrolment_code,
    id::{AreaId, DeviceId},
    role::Role,
    time::Timestamp,
};
use linli_replica::exchange::{AccountNews, Exchanged, SeenDevice, VERSION};

fn code(typed: &str) -> EnrolDevice {
    EnrolDevice {
        code: typed.into(),
        server: None,
        give_away: false,
        kind: DeviceKind::Phone,
    }
}

#[test]
fn a_slip_of_the_finger_is_told_before_anything_is_sent() {
    let mut phone = Phone::new(1);
    let right = enrolment_code::code(482_109_373_315_806);
    let mut wrong = right.clone();
    wrong.replace_range(
        3..4,
        if right.as_bytes()[3] == b'9' {
            "1"
        } else {
            "9"
        },
    );
    for (typed, state) in [
        ("", EnrolmentState::Incomplete),
        (&right[1..], EnrolmentState::Incomplete),
        (&format!("{right}1"), EnrolmentState::TooLong),
        (&wrong, EnrolmentState::Mistyped),
    ] {
        ask(&mut phone.engine, code(typed));
        assert_eq!(
            ask(&mut phone.engine, GetSession {}).enrolment,
            state,
            "{typed}"
        );
        assert!(!phone.engine.wants_enrolment(), "nothing is sent: {typed}");
    }
    ask(&mut phone.engine, code(&enrolment_code::spaced(&right)));
    assert_eq!(
        ask(&mut phone.engine, GetSession {}).enrolment,
        EnrolmentState::Asking
    );
    assert!(phone.engine.wants_enrolment());
}

fn seen(device: DeviceId, since: i64) -> SeenDevice {
    SeenDevice {
        device,
        kind: DeviceKind::Phone,
        role: Role::Resident,
        since: Timestamp(since),
        seen_at: None,
        off_at: None,
    }
}

/// The centre's answer to whatever the phone sends next.
fn told(phone: &mut Phone, devices: Vec<SeenDevice>) -> linli_replica::exchange::Exchange {
    let sent = phone.engine.next_exchange(0).unwrap();
    let answer = Exchanged {
        v: VERSION,
        devices: Some(devices),
        cursor: sent.cursor,
        now: Timestamp(NOW),
        ..Exchanged::default()
    };
    let outcome = phone.engine.take(answer, &sent).unwrap();
    assert!(
        outcome.topics.contains(&Topic::Devices),
        "{:?}",
        outcome.topics
    );
    sent
}

#[test]
fn a_new_device_is_told_until_the_person_knows_it_or_it_is_off() {
    let mut centre = Centre::new();
    let mut phone = Phone::new(1);
    centre.enrol(&mut phone, WANG, Role::Resident);
    let [old, new, strange] = [1, 2, 3].map(|n| DeviceId([n; 16]));
    let mut all = vec![
        seen(old, 1),
        seen(phone.device, 2),
        seen(new, 3),
        seen(strange, 4),
    ];
    told(&mut phone, all.clone());
    assert_eq!(ask(&mut phone.engine, GetSession {}).new_devices, 2);
    let shown = ask(&mut phone.engine, ListOwnDevices {});
    let is_new: Vec<_> = shown.iter().map(|one| (one.device, one.is_new)).collect();
    assert_eq!(
        is_new,
        [
            (phone.device, false),
            (strange, true),
            (new, true),
            (old, false)
        ]
    );
    assert!(shown[0].is_this);

    ask(&mut phone.engine, KnowDevice { device: new });
    assert_eq!(ask(&mut phone.engine, GetSession {}).new_devices, 1);
    ask(&mut phone.engine, SwitchOffDevice { device: strange });
    let shown = ask(&mut phone.engine, ListOwnDevices {});
    assert_eq!(
        shown[1].state,
        PersonalDeviceState::SwitchingOff,
        "without a network too"
    );
    let sent = told(&mut phone, all.clone());
    assert_eq!(sent.switch_off.len(), 1);
    assert!(sent.switch_off[0].device == strange && sent.ask_devices);
    all[3].off_at = Some(Timestamp(9));
    let sent = told(&mut phone, all);
    assert!(sent.switch_off.is_empty(), "asked once");
    assert_eq!(ask(&mut phone.engine, GetSession {}).new_devices, 0);
    let shown = ask(&mut phone.engine, ListOwnDevices {});
    assert_eq!(shown[3].state, PersonalDeviceState::Off(Timestamp(9)));
}

#[test]
fn the_list_is_asked_for_when_somebody_looks() {
    let mut centre = Centre::new();
    let mut phone = Phone::new(1);
    centre.enrol(&mut phone, WANG, Role::Resident);
    assert!(!phone.engine.next_exchange(0).unwrap().ask_devices);
    ask(&mut phone.engine, AskOwnDevices {});
    let own = seen(phone.device, 1);
    assert!(told(&mut phone, vec![own]).ask_devices);
    assert!(!phone.engine.next_exchange(0).unwrap().ask_devices);
}

#[test]
fn a_new_name_and_area_are_taken_over_and_said_to_be_known() {
    let mut centre = Centre::new();
    let mut phone = Phone::new(1);
    centre.enrol(&mut phone, WANG, Role::Resident);
    let card = centre.card(phone.device);
    let news = |card| AccountNews {
        version: 4,
        card,
        name: "王秀瑛".into(),
        area: AreaId("elsewhere".into()),
    };
    let sent = phone.engine.next_exchange(0).unwrap();
    assert_eq!(sent.account, 0);
    let answer = Exchanged {
        v: VERSION,
        account: Some(news(card.clone())),
        now: Timestamp(NOW),
        ..Exchanged::default()
    };
    let topics = phone.engine.take(answer.clone(), &sent).unwrap().topics;
    assert!(topics.contains(&Topic::Session));
    let account = ask(&mut phone.engine, GetSession {}).account.unwrap();
    assert_eq!(
        (account.name.as_str(), account.area.0.as_str()),
        ("王秀瑛", "elsewhere")
    );
    assert_eq!(phone.engine.next_exchange(0).unwrap().account, 4);

    let mut bent = card;
    bent.device = DeviceId([8; 16]);
    let forged = Exchanged {
        account: Some(news(bent)),
        ..answer
    };
    assert!(
        phone.engine.take(forged, &sent).is_err(),
        "not signed by the centre"
    );
}
