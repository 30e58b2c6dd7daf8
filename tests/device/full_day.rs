//! A centre that has had as much from somebody as it takes in one day, and their phone.

use crate::{
    centre::{MORNING, Town},
    device::{Device, draft},
};
use linli_api::{
    Answer, OpenCare,
    view::{Delivered, Link},
};
use linli_domain::{
    answer::{FieldId, Value},
    role::Role,
    time::MINUTE_MS,
};
use linli_server::config::RawConfig;
use std::sync::atomic::Ordering;

#[tokio::test]
async fn what_has_no_room_today_is_told_and_goes_by_itself_after_midnight() {
    let town = Town::with(RawConfig {
        documents_per_day: Some(1),
        ..RawConfig::default()
    })
    .await;
    let phone = Device::new(1, &town.address, MORNING);
    phone
        .enrol(&town.code("王秀英", Role::Resident).await)
        .await;
    phone.until_delivered().await;
    let first = draft(&phone);
    phone.until_delivered().await;
    let second = draft(&phone);
    let told = phone
        .until("the day to be full", |phone| {
            let told = phone.delivery();
            (told.not_today > 0 && told.not_today == told.waiting).then_some(told)
        })
        .await;
    assert_eq!((told.link, told.refused), (Link::Online, 0));

    // What is begun already goes on meanwhile.
    phone.ask(Answer {
        doc: first,
        field: FieldId("door_note".to_owned()),
        value: Some(Value::Text("ring three times".to_owned())),
    });
    let delivered = |doc| phone.ask(OpenCare { doc }).delivered;
    phone
        .until("the answer to be there", |_| {
            (delivered(first) == Delivered::AtCentre).then_some(())
        })
        .await;
    assert_eq!(delivered(second), Delivered::Here);

    for clock in [&town.clock, &phone.clock] {
        clock.fetch_add(14 * 60 * MINUTE_MS, Ordering::SeqCst);
    }
    // As at the end of a poll, without waiting for that.
    phone.set_network(true);
    phone.until_delivered().await;
    assert_eq!(delivered(second), Delivered::AtCentre);
    assert_eq!(phone.delivery().refused, 0);
}
