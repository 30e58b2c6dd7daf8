//! A worker does for a resident what she consented to, without a network too, and nothing
//! after she took it back.

use crate::{
    centre::Town,
    device::{Device, draft},
};
use linli_api::{
    ActFor, Code, EndConsent, GetHome, GiveConsent, ListConsents, ListRefused, ListRoster,
    OpenCare, OpenResident, SendCare, StartCare,
    view::{ConsentLine, SentMatter},
};
use linli_domain::{
    access::Refusal,
    answer::SignedName,
    care::CareStatus,
    catalogue::KindId,
    consent::{Assent, Permission},
    id::PersonId,
    role::Role,
    time::{MINUTE_MS, add_days},
};
use std::{collections::BTreeSet, sync::atomic::Ordering};

/// What Wang says to the worker at her door.
fn consent(worker: &Device, resident: PersonId, may: Permission) -> GiveConsent {
    GiveConsent {
        resident,
        purpose: "请人上门洗澡".to_owned(),
        may: BTreeSet::from([may]),
        until: add_days(worker.session().today, 7),
        how: Assent::Signed {
            name: SignedName::Typed("王秀英".to_owned()),
        },
    }
}

fn acts_for(worker: &Device) -> Option<String> {
    worker.session().account.unwrap().acts_for
}

/// Waits until what she lets others do is as `wanted` says.
async fn until_consent(
    device: &Device,
    what: &str,
    wanted: impl Fn(&ConsentLine) -> bool,
) -> ConsentLine {
    let look = |device: &Device| device.ask(ListConsents {}).into_iter().find(&wanted);
    device.until(what, look).await
}

/// Wang, and the worker on whose roster she stands.
async fn at_the_door(town: &Town) -> (Device, Device, PersonId) {
    let wang = Device::enrolled(1, town, "王秀英", Role::Resident).await;
    let lin = Device::enrolled(2, town, "林晓燕", Role::Worker).await;
    let person = wang.session().account.unwrap().person;
    let everybody = ListRoster {
        search: String::new(),
        after: None,
        limit: 50,
    };
    let on_roster = |lin: &Device| {
        let mut rows = lin.ask(everybody.clone()).rows.into_iter();
        rows.find(|row| row.person == person)
    };
    lin.until("her on the roster", on_roster).await;
    (wang, lin, person)
}

#[tokio::test]
async fn a_worker_does_for_her_what_she_consented_to_and_nothing_after_she_took_it_back() {
    let town = Town::new().await;
    let (wang, mut lin, person) = at_the_door(&town).await;
    let bath = || StartCare {
        kind: KindId("bath".to_owned()),
        again: None,
    };
    let resident = Some(person);
    // Nobody was asked yet.
    assert_eq!(lin.try_to(bath()).unwrap_err().code, Code::NotAllowed);
    let refused = lin.try_to(ActFor { resident }).unwrap_err();
    assert_eq!(refused.code, Code::NoConsent);
    assert_eq!(acts_for(&lin), None);

    // At her door there is no network.
    lin.set_network(false);
    lin.ask(consent(&lin, person, Permission::Care));
    assert_eq!(acts_for(&lin).as_deref(), Some("王秀英"));
    let doc = draft(&lin);
    lin.ask(SendCare { doc });
    let page = lin.ask(OpenResident { resident: person });
    assert_eq!((page.matters.len(), page.consents.len()), (1, 1));
    assert!(page.consents[0].is_mine && page.consents[0].holds);

    lin.set_network(true);
    lin.until_delivered().await;
    assert_eq!(lin.delivery().refused, 0);
    // She reads who did it, and whom she lets do what.
    let told = |wang: &Device| {
        let sent = wang.ask(GetHome {}).sent_for_you;
        (sent.len() == 2).then_some(sent)
    };
    let told = wang.until("what was sent for her", told).await;
    assert!(told.iter().any(|sent| sent.doc == doc));
    assert!(told.iter().any(|sent| sent.what == SentMatter::Consent));
    let line = until_consent(&wang, "her consent", |_| true).await;
    assert_eq!(line.grant.to_name, "林晓燕");
    assert!(line.holds && !line.is_mine);
    let received = |wang: &Device| {
        let page = wang.ask(OpenCare { doc });
        (page.status == CareStatus::Received).then_some(())
    };
    wang.until("the receipt", received).await;

    // She takes it back while the worker is on her round; what is written after that is not
    // taken in, and its words stay with the worker.
    lin.leave().await;
    wang.ask(EndConsent { doc: line.doc });
    wang.until_delivered().await;
    lin.clock.fetch_add(5 * MINUTE_MS, Ordering::SeqCst);
    town.clock.fetch_add(5 * MINUTE_MS, Ordering::SeqCst);
    draft(&lin);
    lin.meet(usize::MAX, false).await;
    assert_eq!((acts_for(&lin), lin.delivery().waiting), (None, 0));
    let lines = lin.ask(ListRefused {});
    assert!(!lines.is_empty(), "her words stay with the worker");
    assert!(lines.iter().all(|line| line.reason == Refusal::NoConsent));
    assert_eq!(lin.try_to(bath()).unwrap_err().code, Code::NotAllowed);
    assert_eq!(wang.ask(GetHome {}).open_matters, 1);
}

#[tokio::test]
async fn a_worker_does_nothing_that_she_did_not_consent_to() {
    let town = Town::new().await;
    let (_, lin, person) = at_the_door(&town).await;
    lin.ask(consent(&lin, person, Permission::Apply));
    let kind = KindId("bath".to_owned());
    let refused = lin.try_to(StartCare { kind, again: None }).unwrap_err();
    assert_eq!(refused.code, Code::NoConsent);
    // The last day passes while the app is open.
    let week = 8 * 24 * 60 * MINUTE_MS;
    lin.clock.fetch_add(week, Ordering::SeqCst);
    town.clock.fetch_add(week, Ordering::SeqCst);
    assert_eq!(acts_for(&lin), None);
    // And when she is done, she acts for nobody.
    lin.ask(consent(&lin, person, Permission::Care));
    assert_eq!(acts_for(&lin).as_deref(), Some("王秀英"));
    lin.ask(ActFor { resident: None });
    assert_eq!(acts_for(&lin), None);
}
