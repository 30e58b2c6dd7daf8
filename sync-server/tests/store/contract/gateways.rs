//! Offices' own systems.

use super::{Case, DEVICE, key, writer};
use linli_domain::{
    id::{DeviceId, OfficeId, PersonId},
    role::Role,
    time::Timestamp,
};
use linli_replica::exchange::DeviceCard;
use linli_server::store::{SavedResponse, TokenHash};

/// Makes a gateway, enrolled at the time `at`.
fn add(case: &Case, number: u8, at: i64) -> DeviceId {
    let (device, writer) = (
        DeviceId([number; 16]),
        writer(PersonId([number; 16]), Role::Officer),
    );
    let office = OfficeId(format!("office-{number}"));
    case.write(|tx| {
        let account = tx.add_account(&writer, &super::area(), "system")?;
        let card = DeviceCard::sign(&key(), device, key().public(), writer);
        tx.put_device(&card, account.id, None, Timestamp(at))?;
        tx.add_gateway(device, &office, TokenHash([number; 32]))
    });
    device
}

pub fn a_gateway_is_found_by_its_token(case: &Case) {
    let (later, earlier) = (add(case, 40, 9), add(case, 50, 8));
    let gateway = case
        .read(|tx| tx.gateway_by_token(TokenHash([40; 32])))
        .unwrap();
    assert_eq!(
        (gateway.device.id, gateway.office.0.as_str()),
        (later, "office-40")
    );
    assert_eq!(gateway.device.account.name, "system");
    assert_eq!(
        case.read(|tx| tx.gateway_by_token(super::TOKEN)),
        None,
        "a device's token"
    );
    assert_eq!(
        case.read(|tx| tx.device_by_token(TokenHash([40; 32]))),
        None
    );
    let gateways = case.read(|tx| tx.gateways());
    let ids: Vec<DeviceId> = gateways.iter().map(|gateway| gateway.device.id).collect();
    assert_eq!(ids, [earlier, later]);
    case.write(|tx| tx.revoke_device(later, Timestamp(9)));
    let gateway = case
        .read(|tx| tx.gateway_by_token(TokenHash([40; 32])))
        .unwrap();
    assert_eq!(gateway.device.revoked_at, Some(Timestamp(9)));
    let office = OfficeId("other".to_owned());
    let taken = case
        .store
        .write(|tx| tx.add_gateway(DEVICE, &office, TokenHash([40; 32])));
    assert!(taken.is_err(), "one token, one gateway");
    let again = case
        .store
        .write(|tx| tx.add_gateway(later, &office, TokenHash([1; 32])));
    assert!(again.is_err());
}

pub fn a_response_is_found_until_it_is_forgotten(case: &Case) {
    let (one, two) = (add(case, 40, 9), add(case, 50, 8));
    let response = |request: u8| SavedResponse {
        request: [request; 32],
        status: 409,
        body: "{}".to_owned(),
    };
    let add = |device, key, at, forget_before| {
        let (at, before) = (Timestamp(at), Timestamp(forget_before));
        case.store
            .write(|tx| tx.add_response(device, key, &response(1), at, before))
    };
    add(one, "key", 10, 0).unwrap();
    assert_eq!(case.read(|tx| tx.response(one, "key")), Some(response(1)));
    assert_eq!(case.read(|tx| tx.response(one, "KEY")), None);
    assert_eq!(
        case.read(|tx| tx.response(two, "key")),
        None,
        "each has keys of its own"
    );
    assert!(add(one, "key", 11, 0).is_err(), "one key, one response");
    add(two, "key", 11, 10).unwrap();
    assert!(
        case.read(|tx| tx.response(one, "key")).is_some(),
        "from that very time"
    );
    add(two, "next", 12, 11).unwrap();
    assert_eq!(case.read(|tx| tx.response(one, "key")), None);
    assert_eq!(case.read(|tx| tx.response(two, "key")), Some(response(1)));
}
