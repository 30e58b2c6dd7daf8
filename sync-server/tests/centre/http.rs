//! What every address answers, and with which headers.

use crate::support::town::Town;
use linli_domain::role::Role;
use linli_replica::keys::{Purpose, Signature};
use linli_server::config::Given;

#[test]
fn the_catalogue_is_signed_and_sent_once() {
    let town = Town::new();
    let phone = town.phone(1, "王秀英", Role::Resident);
    let token = format!("authorization: Bearer {}\r\n", phone.token());
    let mut link = town.link();
    let first = link.get("/v1/catalogue", &token).unwrap();
    assert_eq!(first.status, 200);
    let catalogue: linli_domain::catalogue::Catalogue =
        serde_json::from_slice(&first.body).unwrap();
    assert_eq!(catalogue.care.len(), 12);
    let mut signature = Signature([0; 64]);
    let hex = first.header("linli-signature");
    for (byte, pair) in signature.0.iter_mut().zip(hex.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    }
    let centre = phone.enrolled.as_ref().unwrap().centre_key;
    assert!(centre.verifies(Purpose::Catalogue, &first.body, &signature));
    let etag = format!("{token}if-none-match: {}\r\n", first.header("etag"));
    let again = link.get("/v1/catalogue", &etag).unwrap();
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[test]
fn every_answer_is_strict_with_browsers() {
    let town = Town::new();
    for path in ["/", "/healthz", "/metrics", "/nowhere", "/v1/catalogue"] {
        let reply = town.link().get(path, "").unwrap();
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("default-src 'self'"), "{path}");
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{path}"
        );
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{path}");
    }
}

#[test]
fn a_device_that_asks_too_often_is_told_so() {
    let town = Town::with(Given {
        exchanges_per_minute: Some(3),
        ..Given::default()
    });
    let phone = town.phone(1, "王秀英", Role::Resident);
    let mut link = town.link();
    let status: Vec<u16> = (0..4)
        .map(|_| phone.post(&mut link, &phone.request(0)).unwrap().status)
        .collect();
    assert_eq!(status, [200, 200, 200, 429]);
}

#[test]
fn the_counts_are_in_prometheus_text_and_tell_nobodys_name() {
    let town = Town::new();
    let mut phone = town.phone(1, "王秀英", Role::Resident);
    phone.begin_care("meal");
    phone.sync(&mut town.link());
    let text = String::from_utf8(town.link().get("/metrics", "").unwrap().body).unwrap();
    assert!(text.contains("\nlinli_enrolments_total 1\n"), "{text}");
    assert!(
        text.contains("\nlinli_changes_accepted_total 1\n"),
        "{text}"
    );
    assert!(!text.contains("王秀英") && !text.contains(&phone.device.to_string()));
}
