//! Urgent help reaches a person, and who asked for it sees who that is; so does whatever
//! else cannot wait.

use crate::{
    centre::Town,
    device::{Device, draft},
};
use linli_api::{
    AskUrgently, CancelCare, ListAlerts, ListOffers, OpenCare, Say, SeeCare, SendCare, SettleCare,
    TakeOnCare,
    view::{AlertLine, CarePage, DeskHand},
};
use linli_domain::{
    answer::{FieldId, Value},
    care::{AlertKind, CareMove, CareStatus},
    id::DocId,
    offer::Standing,
    role::Role,
    time::{DAY_MS, MINUTE_MS},
};
use std::sync::atomic::Ordering;

/// Waits until what cannot wait on a worker's device is as `wanted` says.
async fn until_alert(
    worker: &Device,
    what: &str,
    wanted: impl Fn(&AlertLine) -> bool,
) -> AlertLine {
    let look = |device: &Device| device.ask(ListAlerts {}).into_iter().find(&wanted);
    worker.until(what, look).await
}

/// Waits until the page of a request is as `wanted` says.
async fn until_page(
    device: &Device,
    doc: DocId,
    what: &str,
    wanted: impl Fn(&CarePage) -> bool,
) -> CarePage {
    let look = |device: &Device| Some(device.ask(OpenCare { doc })).filter(&wanted);
    device.until(what, look).await
}

fn names(hands: &[DeskHand]) -> Vec<&str> {
    hands
        .iter()
        .map(|hand| hand.name.as_deref().unwrap_or_default())
        .collect()
}

#[tokio::test]
async fn urgent_help_is_seen_taken_on_and_settled_by_people_whom_she_knows_by_name() {
    let town = Town::new().await;
    let wang = Device::enrolled(1, &town, "王秀英", Role::Resident).await;
    let lin = Device::enrolled(2, &town, "林晓燕", Role::Worker).await;
    let zhao = Device::enrolled(3, &town, "赵敏", Role::Worker).await;
    assert_eq!(lin.ask(ListAlerts {}), []);

    let doc = wang
        .ask(AskUrgently {
            what: Some(Value::Choice("fall".to_owned())),
            note: "起不来，在卫生间".to_owned(),
        })
        .doc;
    wang.until_delivered().await;
    let page = wang.ask(OpenCare { doc });
    assert_eq!((page.seen, page.taken_on), (vec![], vec![]));
    assert!(!page.may.contains(&CareMove::TakeOn));

    // The worker's page says what, where, whom to call, and in whose words.
    let line = until_alert(&lin, "the call", |line| line.doc == doc).await;
    assert_eq!(line.alert.kind, AlertKind::UrgentCall);
    assert_eq!(line.place.door, "1 单元 502");
    assert_eq!(line.place.phone, "000-5555-1001");
    let what = line.answers.get(&FieldId("what".to_owned()));
    assert_eq!(what, Some(&Value::Choice("fall".to_owned())));
    assert_eq!(line.said.unwrap().text, "起不来，在卫生间");
    assert_eq!(line.taken_on, []);

    // She opens it, twice: the resident sees her name once.
    lin.ask(SeeCare { doc });
    lin.ask(SeeCare { doc });
    lin.until_delivered().await;
    let page = until_page(&wang, doc, "who has seen it", |page| {
        names(&page.seen) == ["林晓燕"]
    })
    .await;
    assert_eq!(page.taken_on, []);

    // Both take care of it at once: both are told.
    until_alert(&zhao, "the call", |line| line.doc == doc).await;
    for worker in [&lin, &zhao] {
        worker.ask(TakeOnCare { doc });
        worker.until_delivered().await;
    }
    until_page(&wang, doc, "both", |page| page.taken_on.len() == 2).await;
    let line = until_alert(&lin, "the other", |line| line.taken_on.len() == 2).await;
    assert!(line.taken_on.iter().any(|hand| hand.mine));

    // How it ended stands on her page; nobody is sent for nothing.
    let sun = Device::enrolled(4, &town, "孙丽", Role::Caregiver).await;
    let offers = || {
        sun.ask(ListOffers {
            after: None,
            limit: 9,
        })
        .rows
    };
    assert_eq!(offers().len(), 1);
    lin.ask(SettleCare {
        doc,
        words: "扶起来了，没受伤".to_owned(),
    });
    lin.until_delivered().await;
    let page = until_page(&wang, doc, "the end", |page| page.settled.is_some()).await;
    let settled = page.settled.unwrap();
    assert_eq!(settled.words, "扶起来了，没受伤");
    assert_eq!(settled.hand.name.as_deref(), Some("林晓燕"));
    assert_eq!((page.status, page.alert), (CareStatus::Completed, None));
    zhao.until("the list to be empty", |zhao| {
        zhao.ask(ListAlerts {}).is_empty().then_some(())
    })
    .await;
    sun.until("the offer to be over", |_| {
        let open = |offer: &linli_api::view::OfferView| offer.standing == Standing::Open;
        (!offers().iter().any(open)).then_some(())
    })
    .await;
}

#[tokio::test]
async fn what_nobody_took_comes_to_the_worker_by_time_alone_and_without_a_network() {
    let town = Town::new().await;
    let wang = Device::enrolled(1, &town, "王秀英", Role::Resident).await;
    let lin = Device::enrolled(2, &town, "林晓燕", Role::Worker).await;
    let doc = draft(&wang);
    wang.ask(SendCare { doc });
    wang.until_delivered().await;
    // She is told of the request, and then of nothing more.
    let told = |device: &Device| device.try_to(OpenCare { doc }).ok();
    lin.until("the request", told).await;
    let mut lin = lin;
    lin.leave().await;
    assert_eq!(lin.ask(ListAlerts {}), []);
    lin.clock.fetch_add(121 * MINUTE_MS, Ordering::SeqCst);
    let lines = lin.ask(ListAlerts {});
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].alert.kind, AlertKind::NobodyTook);
    lin.ask(TakeOnCare { doc });
    assert_eq!(lin.ask(ListAlerts {})[0].taken_on.len(), 1);
    lin.clock.fetch_add(DAY_MS + MINUTE_MS, Ordering::SeqCst);
    assert_eq!(
        lin.ask(ListAlerts {}),
        [],
        "for a day somebody cares about it"
    );
}

#[tokio::test]
async fn that_the_desk_looked_at_what_was_called_off_meanwhile_is_nothing_to_tell_anybody() {
    let town = Town::new().await;
    let wang = Device::enrolled(1, &town, "王秀英", Role::Resident).await;
    let lin = Device::enrolled(2, &town, "林晓燕", Role::Worker).await;
    let (what, note) = (None, String::new());
    let doc = wang.ask(AskUrgently { what, note }).doc;
    wang.until_delivered().await;
    until_alert(&lin, "the call", |line| line.doc == doc).await;
    let mut lin = lin;
    lin.leave().await;
    lin.ask(SeeCare { doc });
    lin.ask(TakeOnCare { doc });
    wang.ask(CancelCare {
        doc,
        reason: "好了".to_owned(),
    });
    wang.until_delivered().await;
    lin.meet(4, false).await;
    let delivery = lin.delivery();
    assert_eq!((delivery.waiting, delivery.refused), (0, 0));
    assert_eq!(lin.ask(ListAlerts {}), []);
    // How it ended was not hers to say any more: told, with her words.
    let text = "我来电话了".to_owned();
    lin.ask(Say { doc, text });
    let words = "没事".to_owned();
    assert!(lin.try_to(SettleCare { doc, words }).is_err());
}

#[tokio::test]
async fn only_the_desk_has_a_list_of_what_cannot_wait() {
    let town = Town::new().await;
    for (number, name, role) in [(1, "王秀英", Role::Resident), (2, "孙丽", Role::Caregiver)] {
        let device = Device::enrolled(number, &town, name, role).await;
        assert!(device.try_to(ListAlerts {}).is_err());
    }
}
