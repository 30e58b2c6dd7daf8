//! A document that is damaged at the centre: everybody else's arrive, and it comes back from
//! whoever has it.

use crate::{
    centre::{MORNING, Town},
    device::{Device, draft},
};
use linli_api::{OpenCare, Say, SendCare, view::EnrolmentState};
use linli_domain::{id::DocId, role::Role};
use linli_server::config::RawConfig;

async fn enrolled(town: &Town, number: u64, name: &str, role: Role) -> Device {
    let mut device = Device::new(number, &town.address, MORNING);
    let code = town.code(name, role).await;
    assert_eq!(device.enrol(&code).await.enrolment, EnrolmentState::Idle);
    device.until_delivered().await;
    device.leave().await;
    device
}

/// Spoils all changes of a document in the store, while the centre is away.
async fn damage(town: &mut Town, doc: DocId) {
    town.end().await;
    let database = rusqlite::Connection::open(town.store()).unwrap();
    let sql = "UPDATE change SET bytes = zeroblob(length(bytes)) WHERE doc = ?1";
    assert!(database.execute(sql, [doc.0]).unwrap() > 0);
    drop(database);
    town.resume(RawConfig::default()).await;
}

fn damaged(town: &Town) -> i64 {
    town.centre.metrics.documents_damaged.get()
}

fn said(device: &Device, doc: DocId) -> Vec<String> {
    let messages = device.ask(OpenCare { doc }).messages.into_iter();
    messages.map(|said| said.text).collect()
}

#[tokio::test]
async fn a_damaged_document_is_left_out_told_and_healed_by_a_device_that_has_it() {
    let mut town = Town::new().await;
    let wang = enrolled(&town, 1, "王秀英", Role::Resident).await;
    let lin = enrolled(&town, 2, "林晓燕", Role::Worker).await;
    let [hurt, whole] = [(); 2].map(|()| {
        let doc = draft(&wang);
        wang.ask(SendCare { doc });
        doc
    });
    let text = "ring twice".to_owned();
    wang.ask(Say { doc: hurt, text });
    wang.meet(100, false).await;
    damage(&mut town, hurt).await;

    lin.meet(100, false).await;
    let there = lin.documents();
    assert!(there.contains_key(&whole), "the rest arrives");
    assert!(!there.contains_key(&hurt));
    assert_eq!((lin.delivery().unread, damaged(&town)), (1, 1));

    // What she writes meanwhile waits, and what she writes elsewhere does not.
    for doc in [hurt, whole] {
        let text = "thank you".to_owned();
        wang.ask(Say { doc, text });
    }
    wang.meet(1, false).await;
    assert_eq!(wang.delivery().waiting, 1);
    wang.meet(100, false).await;
    assert_eq!(damaged(&town), 0, "her device gave it back");
    let delivery = wang.delivery();
    assert_eq!((delivery.waiting, delivery.giving_back), (0, 0));
    assert_eq!((delivery.unread, delivery.refused), (0, 0));

    lin.meet(100, false).await;
    assert_eq!(lin.delivery().unread, 0);
    assert_eq!(said(&lin, hurt), ["ring twice", "thank you"]);
    assert_eq!(
        lin.documents()[&hurt].heads(),
        wang.documents()[&hurt].heads()
    );
}
