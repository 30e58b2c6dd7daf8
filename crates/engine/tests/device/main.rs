//! One device with a centre in memory: drafts, refusals, wrong clocks, damage.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking, and its helpers too"
)]

mod applications;
mod bundles;
mod care_forms;
mod centre;
mod converge;
mod forms;
mod heal;
mod late;
mod not_today;
mod office;
mod own_devices;
mod phone;
mod photos;
mod prepare;
mod repairs;
mod services;
mod times;
mod told;
mod unread;
mod upgrade;
mod waits;

use centre::{Centre, NOW, WANG};
use linli_api::{
    Code, GetCatalogue, GetDelivery, GetSession, KeepTyped, ListMatters, ListRefused, ListRoster,
    OpenCare, Say, SendCare, Topic, dispatch, view::Delivered,
};
use linli_domain::{
    access::Refusal,
    answer::Value,
    care::CareStatus,
    id::{DocId, PersonId},
    role::Role,
};
use phone::{Phone, ask, changed};
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

#[test]
fn a_draft_survives_a_restart_and_keeps_every_answer() {
    let mut phone = Phone::new(1);
    Centre::new().enrol(&mut phone, WANG, Role::Resident);
    let doc = phone.fill_in();
    let mut phone = phone.restart();
    let care = ask(&mut phone.engine, OpenCare { doc });
    assert_eq!(care.status, CareStatus::Draft);
    assert_eq!(care.answers.len(), 4);
    assert_eq!(care.answers["door_note"], Value::Text("按两次门铃".into()));
    assert!(
        !ask(&mut phone.engine, GetCatalogue {}).care.is_empty(),
        "and so does the catalogue"
    );
}

#[test]
fn nothing_is_said_to_be_delivered_before_its_receipt() {
    let mut phone = Phone::new(1);
    let mut centre = Centre::new();
    centre.enrol(&mut phone, WANG, Role::Resident);
    let doc = phone.fill_in();
    ask(&mut phone.engine, SendCare { doc });
    let care = ask(&mut phone.engine, OpenCare { doc });
    assert_eq!(
        (care.status, care.delivered),
        (CareStatus::Sent, Delivered::Here)
    );
    assert!(ask(&mut phone.engine, GetDelivery {}).waiting > 0);

    // The answer is lost on its way; a repeat does no harm.
    let exchange = phone.engine.next_exchange(0).unwrap();
    let _lost = centre.answer(phone.device, &exchange);
    assert_eq!(
        ask(&mut phone.engine, OpenCare { doc }).delivered,
        Delivered::Here
    );
    centre.meet(&mut phone);
    assert_eq!(
        ask(&mut phone.engine, OpenCare { doc }).delivered,
        Delivered::AtCentre
    );
    assert_eq!(ask(&mut phone.engine, GetDelivery {}).waiting, 0);

    centre.receive_all();
    centre.meet(&mut phone);
    assert_eq!(
        ask(&mut phone.engine, OpenCare { doc }).status,
        CareStatus::Received
    );
}

/// A phone with a request that the centre has.
fn delivered() -> (Centre, Phone, DocId) {
    let mut phone = Phone::new(1);
    let mut centre = Centre::new();
    centre.enrol(&mut phone, WANG, Role::Resident);
    let doc = phone.fill_in();
    ask(&mut phone.engine, SendCare { doc });
    centre.meet(&mut phone);
    (centre, phone, doc)
}

#[test]
fn what_a_full_document_refused_keeps_its_words_and_is_not_offered_to_be_done_again() {
    let (mut centre, mut phone, doc) = delivered();
    for (refusal, can_redo) in [(Refusal::TooLate, true), (Refusal::TooMuch, false)] {
        let text = format!("{refusal}");
        ask(
            &mut phone.engine,
            Say {
                doc,
                text: text.clone(),
            },
        );
        centre.refuse = Some(refusal);
        centre.meet(&mut phone);
        let refused = ask(&mut phone.engine, ListRefused {});
        let line = refused.iter().find(|line| line.words == text).unwrap();
        assert_eq!((line.reason, line.can_redo), (refusal, can_redo));
    }
}

#[test]
fn a_refused_change_keeps_its_words_and_does_not_linger() {
    let (mut centre, mut phone, doc) = delivered();

    ask(
        &mut phone.engine,
        Say {
            doc,
            text: "请带一把椅子".into(),
        },
    );
    assert_eq!(ask(&mut phone.engine, OpenCare { doc }).messages.len(), 1);
    centre.refuse = Some(Refusal::TooLate);
    centre.meet(&mut phone);
    centre.refuse = None;

    assert!(
        ask(&mut phone.engine, OpenCare { doc }).messages.is_empty(),
        "the document was rebuilt"
    );
    let refused = ask(&mut phone.engine, ListRefused {});
    assert_eq!(
        (refused[0].words.as_str(), refused[0].reason),
        ("请带一把椅子", Refusal::TooLate)
    );
    assert_eq!(ask(&mut phone.engine, GetDelivery {}).refused, 1);

    // What comes after it enters, from a new incarnation, after a restart too.
    let mut phone = phone.restart();
    ask(
        &mut phone.engine,
        Say {
            doc,
            text: "谢谢".into(),
        },
    );
    centre.meet(&mut phone);
    let care = ask(&mut phone.engine, OpenCare { doc });
    assert_eq!(
        (care.messages.len(), care.delivered),
        (1, Delivered::AtCentre)
    );
    assert_eq!(
        ask(&mut phone.engine, ListRefused {}).len(),
        1,
        "and its words are still there"
    );
}

#[test]
fn a_clock_a_year_off_changes_no_order_and_no_day() {
    const YEAR: i64 = 365 * 24 * 3_600_000;
    for off in [YEAR, -YEAR] {
        let mut phone = Phone::with_clock(1, NOW + off);
        let mut centre = Centre::new();
        centre.enrol(&mut phone, WANG, Role::Resident);
        let doc = phone.fill_in();
        ask(
            &mut phone.engine,
            Say {
                doc,
                text: "一".into(),
            },
        );
        // The clock jumps back by a year between two messages, without a network.
        phone.host.clock.fetch_add(-YEAR, Ordering::SeqCst);
        ask(
            &mut phone.engine,
            Say {
                doc,
                text: "二".into(),
            },
        );
        let care = ask(&mut phone.engine, OpenCare { doc });
        let texts: Vec<_> = care.messages.iter().map(|m| m.text.as_str()).collect();
        assert_eq!(texts, ["一", "二"]);
        assert!(
            care.messages[0].at <= care.messages[1].at,
            "time does not run backwards on screen"
        );
        let wrong_by = (care.messages[0].at.0 - NOW).abs();
        assert!(
            wrong_by < 60_000,
            "put right by the centre's clock, not {wrong_by} ms off"
        );
    }
}

#[test]
fn a_damaged_database_is_moved_aside_and_never_deleted() {
    let mut phone = Phone::new(1);
    Centre::new().enrol(&mut phone, WANG, Role::Resident);
    let mut phone = phone.restart_after(|file| {
        let mut bytes = std::fs::read(&file).unwrap();
        bytes[..100].fill(0x5a);
        std::fs::write(&file, &bytes).unwrap();
    });
    assert!(
        ask(&mut phone.engine, GetSession {}).rescued,
        "and it says so"
    );
    let kept = std::fs::read_dir(phone.folder.path())
        .unwrap()
        .filter(|entry| {
            let name = entry.as_ref().unwrap().file_name();
            name.to_string_lossy().contains("damaged")
        });
    assert!(kept.count() > 0, "the damaged file is kept");
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_computer_can_read_the_store_or_what_is_beside_it() {
    use std::{fs, os::unix::fs::PermissionsExt};
    let open_to_others = |phone: &Phone| -> Vec<_> {
        let files = fs::read_dir(phone.folder.path()).unwrap();
        let files = files.map(|file| file.unwrap().path());
        files
            .filter(|file| fs::metadata(file).unwrap().permissions().mode() & 0o077 != 0)
            .collect()
    };
    let mut phone = Phone::new(1);
    Centre::new().enrol(&mut phone, WANG, Role::Resident);
    let log = phone.folder.path().join("linli.db-wal");
    assert!(log.exists());
    assert!(open_to_others(&phone).is_empty());
    // As an earlier program left it.
    let phone = phone.restart_after(|file| {
        fs::set_permissions(file, fs::Permissions::from_mode(0o644)).unwrap();
    });
    assert!(open_to_others(&phone).is_empty());
}

#[test]
fn after_a_fold_the_one_file_is_the_whole_store() {
    let mut phone = Phone::new(1);
    Centre::new().enrol(&mut phone, WANG, Role::Resident);
    let doc = phone.fill_in();
    let log = phone.folder.path().join("linli.db-wal");
    assert_ne!(std::fs::metadata(&log).unwrap().len(), 0);
    phone.engine.fold().unwrap();
    assert_eq!(std::fs::metadata(&log).unwrap().len(), 0);
    let mut phone = phone.restart_after(|_| drop(std::fs::remove_file(&log)));
    assert_eq!(ask(&mut phone.engine, OpenCare { doc }).answers.len(), 4);
}

#[test]
fn a_write_names_what_it_made_stale() {
    let mut phone = Phone::new(1);
    Centre::new().enrol(&mut phone, WANG, Role::Resident);
    let doc = phone.fill_in();
    let topics = changed(
        &mut phone.engine,
        Say {
            doc,
            text: "您好".into(),
        },
    );
    for topic in [Topic::Doc(doc), Topic::Matters, Topic::Delivery] {
        assert!(topics.contains(&topic), "{topic:?} in {topics:?}");
    }
    assert_eq!(
        ask(
            &mut phone.engine,
            ListMatters {
                open: true,
                after: None,
                limit: 10
            }
        )
        .total,
        1
    );
}

#[test]
fn a_worker_finds_one_of_many_and_pages_through_all() {
    let mut phone = Phone::new(1);
    let mut centre = Centre::new();
    centre.settle(60);
    centre.enrol(&mut phone, PersonId([2; 16]), Role::Worker);
    let mut find = |search: &str, after| {
        ask(
            &mut phone.engine,
            ListRoster {
                search: search.into(),
                after,
                limit: 25,
            },
        )
    };
    let found = find("居民42", None);
    assert_eq!(
        found
            .rows
            .iter()
            .map(|row| row.name.as_str())
            .collect::<Vec<_>>(),
        ["居民42"]
    );
    let (mut seen, mut after) = (BTreeSet::new(), None);
    loop {
        let page = find("", after);
        assert_eq!(page.total, 61, "all of them and Wang Xiuying");
        seen.extend(page.rows.into_iter().map(|row| row.person));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 61, "each of them once");
}

#[test]
fn a_request_is_not_sent_without_the_address_and_says_why() {
    let mut phone = Phone::new(1);
    let mut centre = Centre::new();
    // The centre has no document of this person yet.
    centre.enrol(&mut phone, PersonId([3; 16]), Role::Resident);
    let doc = phone.fill_in();
    let outcome = dispatch(&mut phone.engine, SendCare { doc }.into());
    assert_eq!(outcome.result.unwrap_err().code, Code::AddressUnknown);
    assert_eq!(
        ask(&mut phone.engine, OpenCare { doc }).status,
        CareStatus::Draft
    );
}

#[test]
fn a_message_half_typed_is_there_again_until_it_is_said() {
    let mut phone = Phone::new(1);
    Centre::new().enrol(&mut phone, WANG, Role::Resident);
    let doc = phone.fill_in();
    let text = "请带一把椅子";
    let keep = KeepTyped {
        doc,
        visit: None,
        text: text.into(),
    };
    assert!(
        changed(&mut phone.engine, keep).is_empty(),
        "nobody else sees it"
    );
    let mut phone = phone.restart();
    assert_eq!(ask(&mut phone.engine, OpenCare { doc }).typed, text);
    ask(
        &mut phone.engine,
        Say {
            doc,
            text: text.into(),
        },
    );
    let care = ask(&mut phone.engine, OpenCare { doc });
    assert_eq!((care.typed.as_str(), care.messages.len()), ("", 1));
}

#[test]
fn a_worker_finds_somebody_by_what_the_page_writes() {
    let mut phone = Phone::new(1);
    let mut centre = Centre::new();
    centre.settle(3);
    centre.enrol(&mut phone, PersonId([2; 16]), Role::Worker);
    centre.meet(&mut phone);
    let mut find = |search: &str| {
        let found = ask(
            &mut phone.engine,
            ListRoster {
                search: search.into(),
                after: None,
                limit: 25,
            },
        );
        let names = found.rows.into_iter().map(|row| row.name);
        names.collect::<Vec<_>>()
    };
    for typed in [
        "王秀英",
        "\u{202a}王\u{200b}秀英\u{202c}",
        "wang",
        "xiuying",
        "wxy",
        "3号楼 501 王",
        "３号楼 王",
        "Building 3 wang",
        "3-501 wxy",
    ] {
        assert_eq!(find(typed), ["王秀英"], "{typed}");
    }
    assert_eq!(find("3号楼"), ["王秀英"], "the others live in 0, 1 and 2");
    assert!(find("zhang").is_empty());
}
