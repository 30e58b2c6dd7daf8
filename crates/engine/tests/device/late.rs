//! An answer that was overtaken: the device went on reading before it came.

use crate::{
    centre::{Centre, NOW, WANG},
    phone::{Phone, ask},
};
use linli_api::{Failure, OpenCare, Say, SendCare, dispatch};
use linli_domain::{id::DocId, role::Role, time::Timestamp};
use linli_replica::exchange::{Cursor, Exchanged, VERSION};

fn is_here(phone: &mut Phone, doc: DocId) -> Result<(), Failure> {
    let outcome = dispatch(&mut phone.engine, OpenCare { doc }.into());
    outcome.result.map(drop)
}

#[test]
fn what_was_forgotten_does_not_come_back_with_an_older_answer() {
    let mut centre = Centre::new();
    let (mut first, mut second) = (Phone::new(1), Phone::new(2));
    for phone in [&mut first, &mut second] {
        centre.enrol(phone, WANG, Role::Resident);
        centre.meet(phone);
    }
    let doc = first.fill_in();
    ask(&mut first.engine, SendCare { doc });
    centre.meet(&mut first);

    let sent = second.engine.next_exchange(0).unwrap();
    let under_way = centre.answer(second.device, &sent);
    centre.meet(&mut second);
    is_here(&mut second, doc).expect("it came with the next exchange");
    let forgets = second.engine.next_exchange(0).unwrap();
    let answer = Exchanged {
        v: VERSION,
        forget: vec![doc],
        cursor: Cursor(forgets.cursor.0 + 1),
        now: Timestamp(NOW),
        ..Exchanged::default()
    };
    second.engine.take(answer, &forgets).unwrap();
    is_here(&mut second, doc).expect_err("it is no longer theirs");

    second.engine.take(under_way, &sent).unwrap();
    is_here(&mut second, doc).expect_err("and stays away");
    is_here(&mut second.restart(), doc).expect_err("for good");
}

#[test]
fn a_word_that_arrives_as_reading_ends_leaves_with_its_document() {
    let mut centre = Centre::new();
    let mut phone = Phone::new(1);
    centre.enrol(&mut phone, WANG, Role::Resident);
    centre.meet(&mut phone);
    let doc = phone.fill_in();
    ask(&mut phone.engine, SendCare { doc });
    centre.meet(&mut phone);
    let text = "再见".to_owned();
    ask(&mut phone.engine, Say { doc, text });
    let sent = phone.engine.next_exchange(0).unwrap();
    let mut answer = centre.answer(phone.device, &sent);
    answer.forget = vec![doc];
    phone.engine.take(answer, &sent).unwrap();
    is_here(&mut phone, doc).expect_err("it is no longer theirs");

    let path = phone.folder.path().join("linli.db");
    let disk = rusqlite::Connection::open(path).unwrap();
    for table in ["outbox", "proof_change", "proof"] {
        let sql = format!("SELECT count(*) FROM {table} WHERE doc = ?1");
        let left: i64 = disk.query_row(&sql, [doc.0], |row| row.get(0)).unwrap();
        assert_eq!(left, 0, "{table}");
    }
}
