//! A device that the centre switched off, does not know any more, or that changes hands.

use crate::{
    centre::{MORNING, Town},
    device::{DOOR_NOTE, Device, draft},
};
use linli_api::{
    Code, EnrolDevice, ListMatters, OpenCare, Say, SendCare,
    view::{DeviceStanding, EmptiedWhy, EnrolmentState, Link},
};
use linli_domain::{answer::Value, care::When, device::DeviceKind, role::Role};
use linli_replica::{
    exchange::decode,
    rescue::{HandOver, Rescue},
};
use linli_server::{config::RawConfig, store::Seq};
use std::{fs, path::Path};

async fn enrolled(number: u64, town: &Town, name: &str) -> Device {
    let device = Device::new(number, &town.address, MORNING);
    let code = town.code(name, Role::Resident).await;
    let session = device.enrol(&code).await;
    assert_eq!(session.enrolment, EnrolmentState::Idle);
    device.until_delivered().await;
    device
}

fn revoke(town: &Town, device: &Device) {
    let id = device.id();
    let now = town.centre.now();
    town.centre
        .store
        .write(|store| store.revoke_device(id, now))
        .unwrap();
    town.centre.hub.wake_all();
}

/// Every byte of every file in a folder.
fn bytes_of(folder: &Path) -> Vec<u8> {
    let files = fs::read_dir(folder).unwrap();
    files
        .flat_map(|file| fs::read(file.unwrap().path()).unwrap())
        .collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

/// Waits for what was handed over, and opens it with the centre's key.
async fn handed_over(town: &Town, device: &Device) -> Rescue {
    device
        .until("the hand-over", |device| {
            let emptied = device.session().emptied?;
            (!emptied.is_handing_over).then_some(())
        })
        .await;
    let all = town.centre.store.read(|store| store.rescues()).unwrap();
    assert_eq!(all.len(), 1);
    let bytes = town
        .centre
        .store
        .read(|store| store.rescue_bytes(all[0].id));
    let message: HandOver = decode(&bytes.unwrap().unwrap()).unwrap();
    assert!(!holds(&message.sealed.bytes, "geranium"));
    let secret = &town.centre.key.secret;
    decode(&secret.open(&message.device.0, &message.sealed).unwrap()).unwrap()
}

#[tokio::test]
async fn a_revoked_device_says_so_keeps_nothing_and_hands_over_what_was_never_delivered() {
    let mut town = Town::new().await;
    let device = enrolled(1, &town, "王秀英 Wang Xiuying").await;
    town.end().await;
    device.until_link(Link::Away).await;
    let doc = draft(&device);
    assert!(device.delivery().waiting > 0);
    assert!(holds(&bytes_of(device.folder.path()), "geranium"));

    town.resume(RawConfig::default()).await;
    // What is on its way is stopped: the device is revoked before it is heard.
    let device_was = device.id();
    revoke(&town, &device);
    let session = device
        .until("being emptied", |device| {
            let session = device.session();
            session.account.is_none().then_some(session)
        })
        .await;
    assert_eq!(session.standing, DeviceStanding::Revoked);
    let emptied = session.emptied.unwrap();
    assert_eq!(emptied.why, EmptiedWhy::Revoked);
    assert_eq!(emptied.desk.unwrap().number, "000-5555-0100");
    assert_ne!(device.id(), device_was, "a new key, a new id");
    let matters = device.try_to(ListMatters {
        open: true,
        after: None,
        limit: 9,
    });
    assert!(matches!(matters, Err(failure) if failure.code == Code::NotEnrolled));

    let waited = town
        .centre
        .store
        .read(|store| store.document(doc))
        .unwrap()
        .is_none();
    if waited {
        let rescue = handed_over(&town, &device).await;
        assert!(rescue.changes.iter().any(|change| change.signed.doc == doc));
        assert_eq!(rescue.left_out, 0);
    }
    let kept = bytes_of(device.folder.path());
    for word in ["geranium", "Xiuying", "王秀英", "bath"] {
        assert!(!holds(&kept, word), "`{word}` can still be read");
    }
}

#[tokio::test]
async fn what_a_revoked_device_never_delivered_can_be_opened_by_the_centre_only() {
    let mut town = Town::new().await;
    let device = enrolled(1, &town, "王秀英 Wang Xiuying").await;
    town.end().await;
    device.until_link(Link::Away).await;
    // The operator revokes it while the centre stands still: nothing gets in before that.
    let doc = draft(&device);
    {
        let database = rusqlite::Connection::open(town.store()).unwrap();
        let revoke = "UPDATE device SET revoked_at = 1795399200000 WHERE id = ?1";
        assert_eq!(database.execute(revoke, [device.id().0]).unwrap(), 1);
    }
    town.resume(RawConfig::default()).await;
    let rescue = handed_over(&town, &device).await;
    assert!(rescue.changes.iter().all(|change| change.signed.doc == doc));
    let commands: Vec<_> = rescue
        .changes
        .iter()
        .filter_map(|change| change.command.as_deref())
        .collect();
    assert!(
        commands.iter().any(|text| text.contains("geranium")),
        "{commands:?}"
    );
    let kept = bytes_of(device.folder.path());
    for word in ["geranium", "Xiuying", "王秀英"] {
        assert!(!holds(&kept, word), "`{word}` can still be read");
    }
}

#[tokio::test]
async fn a_device_that_a_restored_centre_forgot_is_known_again_by_its_card() {
    let mut town = Town::new().await;
    let backup = town.back_up();
    let device = enrolled(1, &town, "王秀英").await;
    let doc = draft(&device);
    device.ask(SendCare { doc });
    device.until_delivered().await;
    town.end().await;
    device.until_link(Link::Away).await;
    let text = "and the lamp is broken".to_owned();
    device.ask(Say { doc, text });
    town.bring_back(&backup).await;
    device
        .until("everything to be there again", |device| {
            let delivery = device.delivery();
            assert_eq!(device.session().standing, DeviceStanding::Known);
            let is_there = delivery.waiting == 0 && delivery.giving_back == 0;
            (is_there && delivery.link == Link::Online).then_some(())
        })
        .await;
    let care = device.ask(OpenCare { doc });
    assert_eq!(care.messages.len(), 1);
    let known = town.centre.store.read(|store| {
        let device = store.device(device.id())?.unwrap();
        Ok((device.account.name, store.changes(doc, Seq::START)?.len()))
    });
    let (name, changes) = known.unwrap();
    assert_eq!(name, "王秀英");
    let held = device.documents()[&doc].beside(None).len();
    assert_eq!(changes, held, "the centre has all that the device has");
}

#[tokio::test]
async fn a_device_whose_card_was_not_kept_takes_a_new_code_and_delivers_what_waited() {
    let mut town = Town::new().await;
    // Somebody is known before the backup, so that her person is the same after it.
    town.code("王秀英", Role::Resident).await;
    let backup = town.back_up();
    let device = enrolled(1, &town, "王秀英").await;
    town.end().await;
    device.until_link(Link::Away).await;
    let doc = draft(&device);
    {
        let database = rusqlite::Connection::open(device.folder.path().join("linli.db")).unwrap();
        database.execute("DELETE FROM author", []).unwrap();
    }
    town.bring_back(&backup).await;
    device
        .until("being unknown", |device| {
            (device.session().standing == DeviceStanding::Unknown).then_some(())
        })
        .await;
    assert!(device.session().account.is_some(), "nothing is wiped");
    assert!(device.delivery().waiting > 0, "and nothing is lost");

    // Somebody else's code is refused, and stays good.
    let others = town.code("李国强", Role::Resident).await;
    let session = device.enrol(&others).await;
    assert_eq!(session.enrolment, EnrolmentState::SomebodyElse);
    assert!(device.delivery().waiting > 0);

    let own = town.code("王秀英", Role::Resident).await;
    let session = device.enrol(&own).await;
    assert_eq!(session.enrolment, EnrolmentState::Idle);
    device.until_delivered().await;
    assert_eq!(device.session().standing, DeviceStanding::Known);
    let care = device.ask(OpenCare { doc });
    assert_eq!(care.answers["door_note"], Value::Text(DOOR_NOTE.to_owned()));
    let there = town.centre.store.read(|store| store.document(doc)).unwrap();
    assert!(there.is_some());

    let other = Device::new(2, &town.address, MORNING);
    let session = other.enrol(&others).await;
    assert_eq!(session.account.unwrap().name, "李国强");
}

#[tokio::test]
async fn a_device_changes_hands_only_by_an_explicit_word_and_empty() {
    let mut town = Town::new().await;
    let device = enrolled(1, &town, "王秀英 Wang Xiuying").await;
    let others = town.code("李国强", Role::Resident).await;
    let give = |give_away| EnrolDevice {
        code: others.clone(),
        server: None,
        give_away,
        kind: DeviceKind::Phone,
    };
    let early = device.try_to(give(true));
    assert!(early.is_err(), "nobody was told yet whose the code is");
    town.end().await;
    device.until_link(Link::Away).await;
    let doc = draft(&device);
    town.resume(RawConfig::default()).await;
    device.until_delivered().await;
    assert_eq!(
        device.enrol(&others).await.enrolment,
        EnrolmentState::SomebodyElse
    );
    device.try_to(give(true)).unwrap();
    let account = device
        .until("the new holder", |device| device.session().account)
        .await;
    assert_eq!(account.name, "李国强");
    let kept = bytes_of(device.folder.path());
    for word in ["geranium", "Xiuying"] {
        assert!(!holds(&kept, word), "`{word}` can still be read");
    }
    let there = town.centre.store.read(|store| store.document(doc)).unwrap();
    assert!(there.is_some(), "what she wrote is at the centre");
}

#[tokio::test]
async fn an_urgent_wish_of_a_device_whose_clock_was_ahead_is_for_today() {
    let mut town = Town::new().await;
    let device = enrolled(1, &town, "王秀英").await;
    town.end().await;
    device.until_link(Link::Away).await;
    let today = device.session().today;
    let year = 365 * 24 * 3_600_000;
    device
        .clock
        .fetch_add(year, std::sync::atomic::Ordering::SeqCst);
    let doc = draft(&device);
    assert_ne!(device.session().today, today);
    assert!(device.delivery().is_clock_doubted);
    device
        .clock
        .fetch_sub(year, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(
        device.session().today,
        today,
        "it does not stay a year ahead"
    );
    assert!(
        device.delivery().is_clock_doubted,
        "until the centre was asked"
    );
    town.resume(RawConfig::default()).await;
    device.until_delivered().await;
    assert!(!device.delivery().is_clock_doubted);
    // "As soon as possible" is as of when it is sent.
    device.try_to(SendCare { doc }).unwrap();
    let care = device.ask(OpenCare { doc });
    let When::Soon { date } = care.when.unwrap() else {
        panic!("it was wished soon");
    };
    assert_eq!(date, today);
}

/// A folder was copied, and both are in use.
#[tokio::test]
async fn two_copies_of_one_profile_are_noticed_on_both_and_end_equal() {
    let town = Town::new().await;
    let first = enrolled(1, &town, "王秀英").await;
    let second = first.copied(2);
    let mut docs = Vec::new();
    for _ in 0..5 {
        for device in [&first, &second] {
            docs.push(draft(device));
            device.until_delivered().await;
        }
    }
    for device in [&first, &second] {
        device
            .until("being noticed", |device| {
                device.delivery().twice.then_some(())
            })
            .await;
        device.until_delivered().await;
        device
            .until("what the other wrote", |device| {
                let held = device.documents();
                docs.iter().all(|doc| held.contains_key(doc)).then_some(())
            })
            .await;
    }
    first.until_delivered().await;
    let [here, there] = [&first, &second].map(|device| {
        let held = device.documents();
        held.into_iter()
            .map(|(doc, replica)| (doc, replica.contents().unwrap()))
            .collect::<Vec<_>>()
    });
    assert_eq!(here, there);
    for doc in docs {
        let at_centre = town.centre.store.read(|store| store.load(doc)).unwrap();
        let contents = at_centre.unwrap().contents().unwrap();
        assert!(here.contains(&(doc, contents)));
    }
}
