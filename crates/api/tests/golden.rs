//! The wire text of every command, outcome and event. A stored page of an older
//! version speaks this text; a difference here breaks it.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, and its helpers too"
)]

use expect_test::expect_file;
use linli_api::*;
use linli_domain::{
    answer::{Address, BlobHash, FieldId, SignedName, Value},
    application::ApplicationAction,
    care::{Check, Rating, TaskResult, VisitStep, When},
    catalogue::{BundleId, KindId, ServiceId},
    consent::{Assent, Permission},
    device::DeviceKind,
    id::{DeviceId, DocId, PersonId},
    person::{Preferences, TextSize, Theme},
    profile::ProfileField,
    time::{Date, Weekday, Weekdays, Window},
};
use serde_json::value::RawValue;

fn commands() -> Vec<Command> {
    let doc = DocId([1; 16]);
    let visit = "2026-11-24T0800".parse().unwrap();
    let date = Date::constant(2026, 11, 24);
    let device = DeviceId([3; 16]);
    let resident = PersonId([4; 16]);
    let hash = BlobHash::of_digest([0xab; 32]);
    let page = Some(view::PageKey("after".into()));
    vec![
        GetSession {}.into(),
        EnrolDevice {
            code: "1234 5678".into(),
            server: None,
            give_away: false,
            kind: DeviceKind::Phone,
        }
        .into(),
        ListOwnDevices {}.into(),
        AskOwnDevices {}.into(),
        SwitchOffDevice { device }.into(),
        KnowDevice { device }.into(),
        SetPreferences {
            preferences: Preferences {
                text_size: TextSize::Larger,
                theme: Theme::Contrast,
                language: Some("zh-CN".into()),
            },
        }
        .into(),
        GetDelivery {}.into(),
        TryNow {}.into(),
        SetCentre {
            address: "https://linli.example".into(),
        }
        .into(),
        GetCatalogue {}.into(),
        GetHome {}.into(),
        SeeNews { doc }.into(),
        ListServices {
            search: "老人钱".into(),
        }
        .into(),
        OpenService {
            service: ServiceId("senior-card".into()),
        }
        .into(),
        ListProfileQuestions {}.into(),
        AnswerProfile {
            field: ProfileField::HukouHere,
            value: Some(Value::Yes(true)),
        }
        .into(),
        GetOwnPlace {}.into(),
        KeepHome {
            phone: "000-5555-1001".into(),
            address: Address {
                building: "3".into(),
                unit: "1".into(),
                room: "502".into(),
            },
        }
        .into(),
        StartApplication {
            service: ServiceId("senior-card".into()),
            bundle: Some(BundleId("turning-80".into())),
        }
        .into(),
        PrepareApplication {
            service: ServiceId("old-age-allowance".into()),
        }
        .into(),
        OpenApplication { doc }.into(),
        OpenForm { doc }.into(),
        Answer {
            doc,
            field: FieldId("phone".into()),
            value: None,
        }
        .into(),
        KeepHalf {
            doc,
            field: FieldId("birth_date".into()),
            text: "1943\n2\n31".into(),
        }
        .into(),
        KeepPhoto {
            doc,
            field: FieldId("issue_photos".into()),
            name: "路灯.jpg".into(),
            base64: "/9j/2Q==".into(),
        }
        .into(),
        RemovePhoto {
            doc,
            field: FieldId("issue_photos".into()),
            hash: hash.clone(),
        }
        .into(),
        ReadPhoto { doc, hash }.into(),
        ListPhotos { doc }.into(),
        KeepInProfile {
            doc,
            fields: vec![FieldId("phone".into())],
        }
        .into(),
        Advance {
            doc,
            what: ApplicationAction::Object {
                words: "算错了".into(),
            },
        }
        .into(),
        OpenBundle {
            bundle: BundleId("turning-80".into()),
        }
        .into(),
        ListBundles {}.into(),
        ListQueue {
            filter: view::QueueFilter::ToDo,
            service: None,
            search: String::new(),
            after: None,
            limit: 50,
        }
        .into(),
        CountQueue {}.into(),
        StartCare {
            kind: KindId("bath".into()),
            again: Some(doc),
        }
        .into(),
        SetWhen {
            doc,
            when: When::Weekly {
                days: Weekdays::of(&[Weekday::Monday]),
                window: Window::MORNING,
                from: date,
                until: None,
            },
        }
        .into(),
        OpenCare { doc }.into(),
        SendCare { doc }.into(),
        DiscardCare { doc }.into(),
        CancelCare {
            doc,
            reason: "家人来了".into(),
        }
        .into(),
        CancelVisit { doc, visit }.into(),
        Say {
            doc,
            text: "请按两次门铃".into(),
        }
        .into(),
        KeepTyped {
            doc,
            visit: Some(visit),
            text: "一切".into(),
        }
        .into(),
        KeepForm {
            doc,
            form: view::FormName::Decide,
            text: "{}".into(),
        }
        .into(),
        GetKeptForm {
            doc,
            form: view::FormName::Decide,
        }
        .into(),
        RateVisit {
            doc,
            visit,
            rating: Rating {
                grade: 5,
                words: String::new(),
            },
        }
        .into(),
        AskUrgently {
            what: Some(Value::Choice("fall".into())),
            note: String::new(),
        }
        .into(),
        AskToBeCalled {
            about: "Old-age allowance".into(),
        }
        .into(),
        ListMatters {
            open: true,
            after: None,
            limit: 20,
        }
        .into(),
        ListOffers {
            after: page.clone(),
            limit: 20,
        }
        .into(),
        ClaimOffer { offer: doc }.into(),
        WithdrawClaim { offer: doc }.into(),
        GiveBack { doc }.into(),
        GetRound { date: Some(date) }.into(),
        OpenVisit { doc, visit }.into(),
        TakeStep {
            doc,
            visit,
            step: VisitStep::Stopped {
                reason: "头晕".into(),
            },
        }
        .into(),
        CheckSafety {
            doc,
            visit,
            check: "water".into(),
            result: Check::Fine,
        }
        .into(),
        ClearWorry {
            doc,
            visit,
            check: "water".into(),
            words: "水温调好了".into(),
        }
        .into(),
        DoTask {
            doc,
            visit,
            task: "wash".into(),
            result: TaskResult::Refused {
                why: "不想洗".into(),
            },
        }
        .into(),
        NoteVisit {
            doc,
            visit,
            text: "一切都好".into(),
        }
        .into(),
        ListRoster {
            search: "王".into(),
            after: None,
            limit: 50,
        }
        .into(),
        OpenResident { resident }.into(),
        GiveConsent {
            resident,
            purpose: "请人上门洗澡".into(),
            may: [Permission::Care, Permission::Apply].into(),
            until: date,
            how: Assent::Signed {
                name: SignedName::Typed("王秀英".into()),
            },
        }
        .into(),
        EndConsent { doc }.into(),
        ListConsents {}.into(),
        ActFor {
            resident: Some(resident),
        }
        .into(),
        ListAlerts {}.into(),
        ListGiveBacks {}.into(),
        SeeCare { doc }.into(),
        TakeOnCare { doc }.into(),
        SettleCare {
            doc,
            words: "扶起来了".into(),
        }
        .into(),
        ListRefused {}.into(),
        Redo { refused: 7 }.into(),
        LetGo { refused: 7 }.into(),
    ]
}

#[test]
fn every_command_has_its_wire_text() {
    let texts: Vec<_> = commands()
        .iter()
        .map(|command| command.to_text().unwrap())
        .collect();
    let names: Vec<_> = texts
        .iter()
        .map(|text| {
            let json: serde_json::Value = serde_json::from_str(text).unwrap();
            json["ask"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(
        names, NAMES,
        "one example for each command, in the list's order"
    );
    for (text, command) in texts.iter().zip(commands()) {
        assert_eq!(Command::from_text(text).unwrap(), command);
    }
    golden("commands.txt", &texts.join("\n"));
}

#[test]
fn what_is_no_command_is_not_taken_for_one() {
    for text in [
        "",
        "null",
        r#"{"ask":"fly","with":{}}"#,
        r#"{"ask":"say","with":{}}"#,
        r#"{"ask":"try_now","with":{},"more":1}"#,
        r#"{"ask":"try_now"}"#,
    ] {
        assert!(Command::from_text(text).is_err(), "{text}");
    }
}

#[test]
fn outcomes_and_events_have_their_wire_text() {
    let outcomes = [
        CommandOutcome {
            result: Ok(RawValue::NULL.to_owned()),
            changed: vec![Topic::Matters, Topic::Doc(DocId([2; 16]))],
        },
        CommandOutcome {
            result: Err(Failure {
                code: Code::NotValid,
                field: Some("mode".into()),
                detail: String::new(),
            }),
            changed: vec![],
        },
    ];
    let mut texts: Vec<_> = outcomes
        .iter()
        .map(|o| serde_json::to_string(o).unwrap())
        .collect();
    texts.push(serde_json::to_string(&EngineEvent::Changed(vec![Topic::Offers])).unwrap());
    golden("outcomes.txt", &texts.join("\n"));
}

/// Refused changes keep their command; what an earlier version kept is done again today.
#[test]
fn commands_are_read_under_their_former_names() {
    let doc = DocId([1; 16]);
    let answer: Command = Answer {
        doc,
        field: FieldId("phone".into()),
        value: Some(Value::Text("000".into())),
    }
    .into();
    for former in ["answer_care", "answer_application"] {
        let text = answer.to_text().unwrap();
        let text = text.replace(r#""ask":"answer""#, &format!(r#""ask":"{former}""#));
        assert!(text.contains(former));
        assert_eq!(Command::from_text(&text).unwrap(), answer);
    }
    let begun = r#"{"ask":"start_care","with":{"kind":"bath"}}"#;
    let start: Command = StartCare {
        kind: KindId("bath".into()),
        again: None,
    }
    .into();
    assert_eq!(Command::from_text(begun).unwrap(), start);
    assert_eq!(start.to_text().unwrap(), begun);
}

/// Compares with `golden/<name>`; `UPDATE_EXPECT=1` rewrites it.
fn golden(name: &str, text: &str) {
    expect_file![format!("../golden/{name}")].assert_eq(&format!("{text}\n"));
}
