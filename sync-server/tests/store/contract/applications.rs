//! What is noted of applications.

use super::{Case, WANG};
use linli_domain::{id::DocId, time::Timestamp};
use linli_server::store::ApplicationNote;

fn row(tracking: &str, lapses_at: Option<i64>) -> ApplicationNote {
    ApplicationNote {
        resident: WANG,
        tracking: tracking.to_owned(),
        lapses_at: lapses_at.map(Timestamp),
    }
}

/// Begins the document `doc` and notes it.
fn note(case: &Case, doc: u8, row: &ApplicationNote) -> DocId {
    let doc = case.begin(doc);
    case.write(|tx| tx.put_application(doc, row));
    doc
}

pub fn an_application_is_found_by_its_number(case: &Case) {
    let doc = note(case, 1, &row("A1", Some(9)));
    assert_eq!(
        case.read(|tx| tx.application(doc)),
        Some(row("A1", Some(9)))
    );
    assert_eq!(case.read(|tx| tx.application(DocId([2; 16]))), None);
    assert_eq!(case.read(|tx| tx.application_by_tracking("A1")), Some(doc));
    case.write(|tx| tx.put_application(doc, &row("B2", None)));
    assert_eq!(case.read(|tx| tx.application(doc)), Some(row("B2", None)));
    assert_eq!(case.read(|tx| tx.application_by_tracking("A1")), None);
    assert_eq!(case.read(|tx| tx.application_by_tracking("B2")), Some(doc));
}

pub fn two_applications_never_share_a_number(case: &Case) {
    note(case, 1, &row("A1", None));
    let doc = case.begin(2);
    let second = case
        .store
        .write(|tx| tx.put_application(doc, &row("A1", None)));
    assert!(second.is_err());
}

pub fn applications_lapse_at_their_time(case: &Case) {
    let later = note(case, 1, &row("A1", Some(10)));
    let earlier = note(case, 2, &row("B2", Some(9)));
    note(case, 3, &row("C3", None));
    let lapsed = |now| case.read(|tx| tx.lapsed_applications(Timestamp(now)));
    assert_eq!(lapsed(8), []);
    assert_eq!(lapsed(9), [earlier]);
    assert_eq!(lapsed(10), [earlier, later]);
    case.write(|tx| tx.put_application(earlier, &row("B2", None)));
    assert_eq!(lapsed(99), [later]);
}
