//! A database that an earlier release wrote: nothing in it is lost, and all that is
//! new works on it.

use crate::phone::{Phone, ask};
use flate2::read::GzDecoder;
use linli_api::{Delivery, Matters, OpenCare, SendCare, Session, view::Matter};
use linli_domain::{answer::Value, care::CareStatus, id::DocId};
use std::{fs, io::Read as _};

/// Written by the release before applications: Wang's request for a bath with four
/// answers and a day, not sent, and a message that was being typed.
const RELEASE_2: &[u8] = include_bytes!("release-2.db.gz");

#[test]
fn a_draft_of_an_earlier_release_goes_on() {
    let mut database = Vec::new();
    GzDecoder::new(RELEASE_2)
        .read_to_end(&mut database)
        .unwrap();
    let mut phone = Phone::new(9).restart_after(|path| fs::write(path, database).unwrap());
    assert!(!ask(&mut phone.engine, Session {}).rescued);
    let doc: DocId = "59f0e9417ddf743f59f0e9417ddf743f".parse().unwrap();
    let care = ask(&mut phone.engine, OpenCare { doc });
    assert_eq!((care.status, care.answers.len()), (CareStatus::Draft, 4));
    assert_eq!(care.answers["door_note"], Value::Text("按两次门铃".into()));
    assert_eq!(care.typed, "还没写完");
    let waiting = ask(&mut phone.engine, Delivery {}).waiting;
    ask(&mut phone.engine, SendCare { doc });
    assert_eq!(ask(&mut phone.engine, Delivery {}).waiting, waiting + 1);
    let after = None;
    let matters = ask(&mut phone.engine, Matters { after, limit: 9 });
    assert!(matches!(matters.rows.as_slice(), [Matter::Care(line)] if line.doc == doc));
}
