//! A photo of what is broken goes along with the request: who comes has it before they set
//! out, and the next request begins without it.

use super::{
    applications::answer,
    centre::{Centre, WANG},
    phone::{Phone, ask},
    photos::{Album, base64, taken},
    told::{SUN, enrolled, send},
};
use linli_api::{
    GetRound, GetSession, KeepPhoto, ListPhotos, OpenCare, OpenVisit, ReadPhoto, SendCare, SetWhen,
    StartCare,
    view::{PhotoRead, PhotoState},
};
use linli_domain::{
    answer::{FieldId, Value},
    care::When,
    catalogue::KindId,
    id::DocId,
    photo,
    role::Role,
};

/// A repair for today with a photo, all but sent.
fn ask_for_a_repair(phone: &mut Phone, bytes: &[u8]) -> DocId {
    let kind = KindId("device-repair".into());
    let doc = ask(&mut phone.engine, StartCare { kind, again: None }).doc;
    answer(phone, doc, "what", Value::Choice("home".into()));
    answer(phone, doc, "item", Value::Text("水龙头".into()));
    let keep = KeepPhoto {
        doc,
        field: FieldId("photos".into()),
        name: "水龙头.jpg".into(),
        base64: base64(bytes),
    };
    ask(&mut phone.engine, keep);
    let date = ask(&mut phone.engine, GetSession {}).today;
    let when = When::Soon { date };
    ask(&mut phone.engine, SetWhen { doc, when });
    doc
}

#[test]
fn who_comes_sees_the_photo_of_what_is_broken() {
    let mut centre = Centre::new();
    let mut wang = enrolled(&mut centre, 1, WANG, Role::Resident);
    let mut sun = enrolled(&mut centre, 2, SUN, Role::Caregiver);
    let bytes = taken(400, 0x3f);
    let doc = ask_for_a_repair(&mut wang, &bytes);
    ask(&mut wang.engine, SendCare { doc });
    centre.meet(&mut wang);
    let mut album = Album::default();
    album.carry(&mut wang, 9);
    centre.receive_all();
    send(&mut centre, doc, SUN);
    centre.meet(&mut sun);

    let stops = ask(&mut sun.engine, GetRound { date: None }).stops;
    let visit = stops[0].visit;
    let page = ask(&mut sun.engine, OpenVisit { doc, visit });
    assert!(matches!(&page.answers["photos"], Value::Photos(photos) if photos.len() == 1));
    let photos = ask(&mut sun.engine, ListPhotos { doc });
    assert_eq!(photos[0].state, PhotoState::Elsewhere);
    let hash = photos[0].hash.clone();
    let read = ReadPhoto { doc, hash };
    assert_eq!(ask(&mut sun.engine, read.clone()), PhotoRead::OnItsWay);
    album.carry(&mut sun, 9);
    let picture = photo::stripped(&bytes).unwrap();
    let here = PhotoRead::Here(base64(&picture));
    assert_eq!(ask(&mut sun.engine, read), here);
}

#[test]
fn the_next_request_begins_without_the_photo() {
    let mut centre = Centre::new();
    let mut wang = enrolled(&mut centre, 1, WANG, Role::Resident);
    let doc = ask_for_a_repair(&mut wang, &taken(400, 0x3f));
    ask(&mut wang.engine, SendCare { doc });
    let (kind, again) = (KindId("device-repair".into()), Some(doc));
    let next = ask(&mut wang.engine, StartCare { kind, again }).doc;
    let answers = ask(&mut wang.engine, OpenCare { doc: next }).answers;
    assert!(answers.contains_key("item") && !answers.contains_key("photos"));
}
