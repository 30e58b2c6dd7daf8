//! A server whose centre is at another address now.

use crate::program::{Folder, Serving};
use linli_replica::{
    exchange::decode,
    turned_away::{MovedTo, TurnedAway},
};

const NEW: &str = "https://new.example";

fn word(serving: &Serving, path: &str, token: &str) -> MovedTo {
    let reply = serving.link().post(path, token, b"whatever").unwrap();
    assert_eq!(reply.status, 410, "{path}");
    match decode(&reply.body).unwrap() {
        TurnedAway::Moved(word) => word,
        other => panic!("{path}: {other:?}"),
    }
}

#[test]
fn a_server_whose_centre_moved_says_where_it_is_and_takes_nothing() {
    let mut folder = Folder::new();
    let serving = folder.serve();
    let mut phone = folder.phone(&serving, 1);
    phone.sync(&mut serving.link());
    let draft = phone.begin_care("bath");
    serving.stop();

    folder.environment.push(("LINLI_MOVED_TO", NEW.to_owned()));
    let serving = folder.serve();
    let centre = phone.enrolled.as_ref().unwrap().centre_key;
    let reply = phone.post(&mut serving.link(), &phone.request(0)).unwrap();
    assert_eq!(reply.status, 410);
    let said = word(&serving, "/v1/exchange", phone.token());
    assert_eq!(said.address, NEW);
    assert!(said.verified_by(&centre));
    for path in [
        "/v1/enrol",
        "/v1/enrol/challenge",
        "/v1/known-again",
        "/v1/rescue",
    ] {
        assert_eq!(word(&serving, path, ""), said, "{path}");
    }
    assert_eq!(serving.link().get("/v1/catalogue", "").unwrap().status, 410);
    let office = serving.link().get("/gateway/v1/applications", "").unwrap();
    assert_eq!(office.status, 410);
    assert!(String::from_utf8(office.body).unwrap().contains(NEW));
    assert_eq!(serving.link().get("/healthz", "").unwrap().status, 200);
    serving.stop();

    // The word is as old as the move, however often the server starts.
    let serving = folder.serve();
    assert_eq!(word(&serving, "/v1/exchange", phone.token()), said);
    serving.stop();

    folder.environment.pop();
    let serving = folder.serve();
    assert_eq!(phone.outbox.len(), 1, "nothing was taken");
    phone.sync(&mut serving.link());
    assert!(phone.refused.is_empty() && phone.docs.contains_key(&draft));
}
