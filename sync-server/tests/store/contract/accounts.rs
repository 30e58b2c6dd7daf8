//! Accounts, codes and devices.

use super::{Case, DEVICE, LIN, TOKEN, WANG, area, key, writer};
use linli_domain::{
    access::Writer,
    device::DeviceKind,
    id::{AreaId, DeviceId},
    role::{Role, Scope},
    time::Timestamp,
};
use linli_replica::exchange::DeviceCard;
use linli_server::store::{Account, AccountId, CodeHash, TokenHash};
use std::collections::BTreeSet;

pub fn accounts_are_found_by_person_and_listed_in_order(case: &Case) {
    case.write(|tx| tx.add_account(&writer(WANG, Role::Delegate), &area(), "王小明"));
    let accounts = case.read(|tx| tx.accounts_of(WANG));
    let roles: Vec<Role> = accounts.iter().map(|account| account.writer.role).collect();
    assert_eq!(roles, [Role::Resident, Role::Delegate]);
    assert_eq!(accounts[0].writer, writer(WANG, Role::Resident));
    assert_eq!((&accounts[0].area, accounts[0].id), (&area(), case.account));
    assert_eq!(case.read(|tx| tx.accounts_of(LIN)), []);
    assert_eq!(case.read(|tx| tx.accounts()), accounts);
    assert_eq!(case.read(|tx| tx.count_accounts()), 2);
}

pub fn a_person_has_one_account_in_a_role(case: &Case) {
    let again = |name| {
        let writer = writer(WANG, Role::Resident);
        case.store
            .write(|tx| tx.add_account(&writer, &area(), name))
    };
    assert!(again("王秀英").is_err());
    assert_eq!(case.read(|tx| tx.count_accounts()), 1);
}

pub fn what_changes_of_an_account_is_kept(case: &Case) {
    let before = case.read(|tx| tx.accounts_of(WANG)).remove(0);
    assert_eq!((before.version, before.rights_version), (0, 0));
    assert_eq!((&before.lost, before.closed_at), (&BTreeSet::new(), None));
    let changed = Account {
        area: AreaId("b".to_owned()),
        name: "王秀瑛".to_owned(),
        version: 7,
        rights_version: 5,
        lost: before.writer.scopes.clone(),
        closed_at: Some(Timestamp(9)),
        writer: Writer {
            scopes: BTreeSet::from([Scope::Person(LIN)]),
            ..before.writer
        },
        ..before
    };
    case.write(|tx| tx.set_account(&changed));
    assert_eq!(
        case.read(|tx| tx.accounts()),
        std::slice::from_ref(&changed)
    );
    assert_eq!(case.read(|tx| tx.device(DEVICE)).unwrap().account, changed);
}

pub fn forgotten_codes_are_those_of_one_account(case: &Case) {
    let other = case.write(|tx| tx.add_account(&writer(LIN, Role::Worker), &area(), "林晓燕"));
    let (own, others) = (CodeHash([4; 32]), CodeHash([5; 32]));
    case.write(|tx| tx.add_code(own, case.account, Timestamp(9), Timestamp(0)));
    case.write(|tx| tx.add_code(others, other.id, Timestamp(9), Timestamp(0)));
    case.write(|tx| tx.forget_codes(case.account));
    assert_eq!(case.read(|tx| tx.code(own)), None);
    assert!(case.read(|tx| tx.code(others)).is_some());
}

pub fn a_persons_devices_are_those_of_all_their_roles(case: &Case) {
    let role = writer(WANG, Role::Delegate);
    let account = case.write(|tx| tx.add_account(&role, &area(), "王秀英"));
    let other = DeviceId([8; 16]);
    let card = DeviceCard::sign(&key(), other, key().public(), role);
    case.write(|tx| tx.put_device(&card, account.id, None, Timestamp(4)));
    let ids = |person| -> Vec<DeviceId> {
        let devices = case.read(|tx| tx.devices_of(person));
        devices.iter().map(|device| device.id).collect()
    };
    assert_eq!(ids(WANG), [other, DEVICE]);
    assert_eq!(ids(LIN), []);
    let before = case.read(|tx| tx.device(DEVICE)).unwrap();
    assert_eq!((before.kind, before.seen_at), (DeviceKind::Unknown, None));
    case.write(|tx| tx.set_device_kind(DEVICE, DeviceKind::Tablet));
    case.write(|tx| tx.set_device_seen(DEVICE, Timestamp(8)));
    let after = case.read(|tx| tx.device(DEVICE)).unwrap();
    assert_eq!(
        (after.kind, after.seen_at),
        (DeviceKind::Tablet, Some(Timestamp(8)))
    );
    let untouched = case.read(|tx| tx.device(other)).unwrap();
    assert_eq!(
        (untouched.kind, untouched.seen_at),
        (DeviceKind::Unknown, None)
    );
}

pub fn an_account_without_a_name_is_named_once(case: &Case) {
    let writer = writer(LIN, Role::Worker);
    let id = case.write(|tx| Ok(tx.add_account(&writer, &area(), "")?.id));
    for name in ["林晓燕", "another"] {
        case.write(|tx| tx.name_account(id, name, &area()));
        assert_eq!(case.read(|tx| tx.accounts_of(LIN))[0].name, "林晓燕");
    }
}

pub fn a_first_token_is_given_once_and_not_to_a_revoked_device(case: &Case) {
    let (silent, revoked) = (DeviceId([8; 16]), DeviceId([9; 16]));
    enrol(case, silent, None, 4);
    enrol(case, revoked, None, 4);
    case.write(|tx| tx.revoke_device(revoked, Timestamp(5)));
    let first = TokenHash([21; 32]);
    assert!(case.write(|tx| tx.set_first_token(silent, first)));
    assert!(!case.write(|tx| tx.set_first_token(silent, TokenHash([22; 32]))));
    assert!(!case.write(|tx| tx.set_first_token(revoked, TokenHash([23; 32]))));
    let found = case.read(|tx| tx.device_by_token(first)).unwrap();
    assert_eq!(found.id, silent);
}

pub fn a_code_is_found_until_it_is_forgotten(case: &Case) {
    let (first, next) = (CodeHash([4; 32]), CodeHash([5; 32]));
    let add = |hash, ends, forget_before| {
        case.write(|tx| {
            tx.add_code(
                hash,
                case.account,
                Timestamp(ends),
                Timestamp(forget_before),
            )
        });
    };
    add(first, 9, 0);
    let code = case.read(|tx| tx.code(first)).unwrap();
    assert_eq!(
        (code.account.id, code.expires_at),
        (case.account, Timestamp(9))
    );
    assert_eq!(
        (code.account.name.as_str(), code.used_by),
        ("王秀英 Wang Xiuying", None)
    );
    case.write(|tx| tx.set_code_used(first, DEVICE));
    assert_eq!(
        case.read(|tx| tx.code(first)).unwrap().used_by,
        Some(DEVICE)
    );
    add(next, 20, 9);
    assert!(
        case.read(|tx| tx.code(first)).is_some(),
        "ended at that very time"
    );
    add(CodeHash([6; 32]), 20, 10);
    assert_eq!(case.read(|tx| tx.code(first)), None);
    assert_eq!(case.read(|tx| tx.code(next)).unwrap().used_by, None);
}

/// Enrols a device at the time `at`.
fn enrol(case: &Case, device: DeviceId, token: Option<TokenHash>, at: i64) {
    let card = DeviceCard::sign(&key(), device, key().public(), writer(WANG, Role::Resident));
    case.write(|tx| tx.put_device(&card, case.account, token, Timestamp(at)));
}

pub fn devices_are_found_by_id_and_token_in_the_order_of_enrolment(case: &Case) {
    let (earlier, silent) = (DeviceId([8; 16]), DeviceId([1; 16]));
    enrol(case, earlier, Some(TokenHash([8; 32])), 4);
    enrol(case, silent, None, 6);
    let device = case.read(|tx| tx.device(DEVICE)).unwrap();
    assert_eq!(
        (device.id, device.key, device.revoked_at),
        (DEVICE, key().public(), None)
    );
    assert_eq!(
        (device.account.id, device.enrolled_at),
        (case.account, Timestamp(5))
    );
    assert_eq!(case.read(|tx| tx.device_by_token(TOKEN)), Some(device));
    assert_eq!(case.read(|tx| tx.device_by_token(TokenHash([0; 32]))), None);
    assert_eq!(case.read(|tx| tx.device(DeviceId([0; 16]))), None);
    let devices = case.read(|tx| tx.devices());
    let ids: Vec<DeviceId> = devices.iter().map(|device| device.id).collect();
    assert_eq!(ids, [earlier, DEVICE, silent]);
    let card = case.read(|tx| tx.card(DEVICE)).unwrap();
    assert!(card.device == DEVICE && card.verified_by(&key().public()));
    assert_eq!(case.read(|tx| tx.card(DeviceId([0; 16]))), None);
    let unknown = AccountId(case.account.0 + 1);
    let refused = case
        .store
        .write(|tx| tx.put_device(&card, unknown, None, Timestamp(5)));
    // The device is there already, and only its token may change.
    assert!(
        refused.is_ok() && case.read(|tx| tx.device(DEVICE)).unwrap().account.id == case.account
    );
}

pub fn a_new_token_replaces_the_old_one(case: &Case) {
    let next = TokenHash([7; 32]);
    enrol(case, DEVICE, Some(next), 99);
    assert_eq!(case.read(|tx| tx.device_by_token(TOKEN)), None);
    let device = case.read(|tx| tx.device_by_token(next)).unwrap();
    assert_eq!((device.id, device.enrolled_at), (DEVICE, Timestamp(5)));
}

pub fn a_device_is_revoked_once(case: &Case) {
    assert!(case.write(|tx| tx.revoke_device(DEVICE, Timestamp(8))));
    assert!(!case.write(|tx| tx.revoke_device(DEVICE, Timestamp(9))));
    assert!(!case.write(|tx| tx.revoke_device(DeviceId([0; 16]), Timestamp(9))));
    let device = case.read(|tx| tx.device(DEVICE)).unwrap();
    assert_eq!(device.revoked_at, Some(Timestamp(8)));
    assert_eq!(
        case.read(|tx| tx.device_by_token(TOKEN)),
        Some(device),
        "known, but revoked"
    );
}
