//! Whatever is asked and in whatever order it is answered: no answer is lost, no way
//! leads in a circle, and each ends at "check" or at something to put right.

use linli_domain::{
    answer::{
        Address, Answers, BlobHash, BlobRef, Contact, DayWindow, FieldId, Question, QuestionKind,
        SignedName, Value, normal,
    },
    catalogue::Catalogue,
    document::{DocKind, Header},
    form::{Form, FormError, FormStep, Given, Provenance, Way, Writable},
    id::{AreaId, DocId, PersonId},
    person::Person,
    profile::ProfileKey,
    text::LocalText,
    time::{Date, Minute, Timestamp, Window},
};
use linli_testing::{cases, our_catalogue};
use proptest::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

const TODAY: Date = Date::constant(2026, 11, 25);

/// Every form of our own catalogue: alone, and as a part of a bundle.
static OURS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let catalogue = Catalogue::from_files("test".into(), our_catalogue()).unwrap();
    // The desk is called without a form.
    let care = catalogue.care.into_iter().filter(|kind| !kind.desk);
    let care = care.map(|kind| {
        let way = Way {
            asks_when: true,
            ..Way::default()
        };
        form(kind.questions, way)
    });
    let services = catalogue.services.into_iter().flat_map(|service| {
        [false, true].map(|is_shared| Form {
            sections: service.sections.clone(),
            ..form(
                service.questions.clone(),
                Way {
                    is_shared,
                    ..Way::default()
                },
            )
        })
    });
    care.chain(services).collect()
});

fn form(questions: Vec<Question>, way: Way) -> Form {
    Form {
        way,
        ..Form::new(questions, Answers::new())
    }
}

/// Something done in a form.
#[derive(Debug, Clone)]
enum Turn {
    /// The question of this number is answered, rightly or not.
    Answer(usize, Value),
    /// An answer of the usual kind, chosen by a number.
    AnswerWell(usize, usize),
    /// The answer is taken back.
    TakeBack(usize),
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let any_value = prop_oneof![
        ".{0,12}".prop_map(Value::Text),
        any::<i64>().prop_map(Value::Number),
        any::<bool>().prop_map(Value::Yes),
        "[a-c]".prop_map(Value::Choice),
        Just(Value::NotKnown),
    ];
    let turn = prop_oneof![
        1 => (any::<usize>(), any_value).prop_map(|(at, value)| Turn::Answer(at, value)),
        4 => (any::<usize>(), any::<usize>()).prop_map(|(at, seed)| Turn::AnswerWell(at, seed)),
        1 => any::<usize>().prop_map(Turn::TakeBack),
    ];
    prop::collection::vec(turn, 0..30)
}

/// Forms that no catalogue has: conditions, parts, and questions in any order.
fn generated() -> impl Strategy<Value = Form> {
    let kind = prop_oneof![
        Just(QuestionKind::YesNo),
        Just(QuestionKind::Phone),
        Just(QuestionKind::IdNumber),
        Just(QuestionKind::DayWindow),
        Just(QuestionKind::date()),
        Just(QuestionKind::Text { max: 20 }),
    ];
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    let asked = (kind, flags, any::<prop::sample::Index>());
    let way = (any::<bool>(), any::<bool>(), 0..6_usize);
    (prop::collection::vec(asked, 1..12), way).prop_map(|(asked, (asks_when, is_shared, parts))| {
        let mut questions: Vec<Question> = Vec::new();
        let all = asked.len();
        for (at, (kind, (optional, shows, on_request), other)) in asked.into_iter().enumerate() {
            let mut question = question(&format!("q{at}"), kind);
            question.optional = optional;
            question.on_request = on_request && at % 4 == 3;
            let yes_no = |known: &&Question| known.kind == QuestionKind::YesNo;
            let before: Vec<_> = questions.iter().filter(yes_no).collect();
            let shown_by = (shows && !before.is_empty()).then(|| *other.get(&before));
            question.show_if = shown_by.map(|known| linli_domain::answer::Condition {
                field: known.id.clone(),
                is: "yes".into(),
            });
            question.section = (parts > 0).then(|| format!("part{}", at * parts / all));
            questions.push(question);
        }
        let sections = (0..parts).map(|part| linli_domain::catalogue::Section {
            id: format!("part{part}"),
            label: LocalText::default(),
        });
        let way = Way {
            asks_when,
            is_shared,
            writable: Writable::All,
        };
        Form {
            sections: sections.collect(),
            ..form(questions, way)
        }
    })
}

fn question(id: &str, kind: QuestionKind) -> Question {
    Question::new(FieldId(id.into()), LocalText::default(), kind)
}

/// An answer as a person would give it; `seed` chooses between some.
fn good_answer(kind: &QuestionKind, seed: usize) -> Value {
    let text = |words: &str| Value::Text(words.into());
    match kind {
        QuestionKind::Text { .. } | QuestionKind::LongText { .. } => text("有人在家"),
        QuestionKind::Phone => text("138 0000 0000"),
        QuestionKind::IdNumber => text("110101 19430303 0027"),
        QuestionKind::DisabilityNumber => text("11010119430303002721"),
        QuestionKind::BankCard => text("6222 0200 0000 0000 000"),
        QuestionKind::Choice { options } => Value::Choice(options[seed % options.len()].id.clone()),
        QuestionKind::Choices { options, min, .. } => {
            let count = usize::try_from(*min).unwrap().max(1);
            let from = seed % (options.len() - count + 1);
            let chosen = options[from..from + count].iter();
            Value::Choices(chosen.map(|option| option.id.clone()).collect())
        }
        QuestionKind::YesNo => Value::Yes(seed.is_multiple_of(2)),
        QuestionKind::Number { min, .. } | QuestionKind::Money { min, .. } => Value::Number(*min),
        QuestionKind::Date { .. } => Value::Date(TODAY),
        QuestionKind::Time => Value::Time(Minute::of(9, 0)),
        QuestionKind::Address => Value::Address(Address {
            building: "3".into(),
            unit: "1".into(),
            room: "501".into(),
        }),
        QuestionKind::DayWindow => Value::DayWindow(DayWindow {
            date: TODAY,
            window: Window::MORNING,
        }),
        QuestionKind::Photos { .. } => Value::Photos(vec![BlobRef {
            hash: BlobHash::of_digest([7; 32]),
            bytes: 9,
            name: "1.jpg".into(),
        }]),
        QuestionKind::Signature => Value::Signature(SignedName::Typed("王秀英".into())),
        QuestionKind::Person => Value::Person(Contact {
            name: "王小明".into(),
            phone: "13800000000".into(),
            relation: String::new(),
        }),
    }
}

/// Does `turns` in `form`, and sees after each that it did that and nothing else.
fn done(mut form: Form, turns: Vec<Turn>) -> Form {
    let mut expected = form.answers.clone();
    for turn in turns {
        let count = form.questions.len();
        let (at, value) = match turn {
            Turn::Answer(at, value) => (at % count, Some(value)),
            Turn::AnswerWell(at, seed) => {
                let kind = &form.questions[at % count].kind;
                (at % count, Some(good_answer(kind, seed)))
            }
            Turn::TakeBack(at) => (at % count, None),
        };
        let question = form.questions[at].clone();
        form = form.answered(&question.id, value.clone());
        match value {
            Some(value) => expected.insert(question.id, normal(&question.kind, value)),
            None => expected.remove(&question.id),
        };
        assert_eq!(form.answers, expected, "only this answer changed");
    }
    form
}

/// Goes on from the first page as a person does, until "check"; where an answer is not
/// taken, gives a good one, and stops where that is not taken either.
fn reaches_check_or_a_reason(mut form: Form) {
    let mut seen = BTreeSet::new();
    let mut step = form.first();
    for _ in 0..=4 * form.questions.len() + form.sections.len() {
        step = match step {
            FormStep::Question(field) => {
                if form.judge(&field, TODAY).is_err() {
                    let kind = form.question(&field).unwrap().kind.clone();
                    form = form.answered(&field, Some(good_answer(&kind, 0)));
                    if form.judge(&field, TODAY).is_err() {
                        let wrong = form.mistakes(TODAY);
                        let is_told = wrong.iter().any(|(question, _)| question.id == field);
                        assert!(is_told, "the reason is told at {field}");
                        return;
                    }
                }
                assert!(seen.insert(field.clone()), "{field} came twice");
                form.next(&field)
            }
            FormStep::Parts => match form.parts().iter().find(|part| part.open > 0) {
                Some(part) => FormStep::Question(part.first.clone()),
                None => FormStep::Check,
            },
            FormStep::When => FormStep::Check,
            FormStep::Check => {
                let mistakes = form.mistakes(TODAY);
                for (question, why) in mistakes {
                    assert!(!matches!(why, FormError::TwoAnswers | FormError::Half));
                    assert!(form.open_question(&question.id).is_some());
                }
                return;
            }
            FormStep::Out => unreachable!("a draft is not left by going on"),
        };
    }
    unreachable!("no end after {seen:?}");
}

/// Goes back from "check": every question that is asked, each once, and then out.
fn goes_back_to_the_beginning(form: &Form) {
    let mut asked = form.asked();
    let mut step = form.back(&FormStep::Check);
    for _ in 0..form.questions.len() + 4 {
        match &step {
            FormStep::Question(field) => {
                let last = asked.pop().unwrap();
                assert_eq!(last.id, *field);
            }
            FormStep::When => assert!(form.way.asks_when),
            FormStep::Parts => assert!(form.is_long()),
            FormStep::Check => unreachable!("going back does not lead on"),
            FormStep::Out => {
                assert!(asked.is_empty(), "passed over {asked:?}");
                return;
            }
        }
        step = form.back(&step);
    }
    unreachable!("no way out");
}

fn a_way_through(form: Form, turns: Vec<Turn>) {
    let form = done(form, turns);
    for (at, question) in form.asked().iter().enumerate() {
        if let FormStep::Question(next) = form.next(&question.id) {
            let place = form.asked().iter().position(|asked| asked.id == next);
            assert!(place > Some(at), "forwards only");
        }
    }
    goes_back_to_the_beginning(&form);
    reaches_check_or_a_reason(form);
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn our_forms_lead_to_check_or_a_reason(at in any::<prop::sample::Index>(), turns in turns()) {
        a_way_through(at.get(&OURS).clone(), turns);
    }

    #[test]
    fn any_form_leads_to_check_or_a_reason(form in generated(), turns in turns()) {
        a_way_through(form, turns);
    }

    #[test]
    fn what_is_carried_into_the_next_form_answers_it(at in any::<prop::sample::Index>(), turns in turns()) {
        let form = at.get(&OURS);
        let earlier = done(form.clone(), turns);
        let again = Form { answers: form.carried(&earlier.answers, TODAY), ..form.clone() };
        prop_assert!(again.not_asked().is_empty());
        for (field, value) in &again.answers {
            prop_assert_eq!(earlier.answers.get(field), Some(value));
            prop_assert!(!again.question(field).unwrap().own);
        }
        // Only what was not answered, or is another time's, is left to ask.
        let wrong = again.mistakes(TODAY).into_iter();
        prop_assert!(wrong.into_iter().all(|(question, _)| !again.answers.contains_key(&question.id)));
    }
}

fn wang(profile: &[(&str, &str)]) -> Person {
    let area = AreaId("demo".into());
    let (id, resident) = (DocId([1; 16]), PersonId([1; 16]));
    let texts = profile
        .iter()
        .map(|(field, text)| ((*field).into(), (*text).into()));
    Person {
        header: Header::new(id, DocKind::Person, resident, area),
        profile: texts.collect(),
        preferences: BTreeMap::new(),
        devices: Vec::new(),
    }
}

fn filling(field: &str, kind: QuestionKind) -> Question {
    Question {
        profile: Some(field.into()),
        ..question(field, kind)
    }
}

#[test]
fn what_is_known_fills_what_is_fresh_and_leaves_the_rest_to_people() {
    let questions = vec![
        filling("phone", QuestionKind::Phone),
        filling("id_number", QuestionKind::IdNumber),
        filling("birth_date", QuestionKind::date()),
        filling("account", QuestionKind::BankCard),
    ];
    let mut form = Form::new(questions, Answers::new());
    let person = wang(&[
        ("phone", "13800000000"),
        ("id_number", "110101194303030027"),
        ("account", "12"),
    ]);
    let now = Timestamp(1_800_000_000_000);
    let source = |field: &ProfileKey| Provenance {
        by: None,
        at: (field.name() != "phone").then_some(now),
    };
    form.look_up(&person, source, now);
    let known: Vec<_> = form.known.keys().map(|field| field.0.as_str()).collect();
    assert_eq!(known, ["id_number", "phone"], "no card has two digits");
    assert!(form.known["phone"].is_old && !form.known["id_number"].is_old);
    assert_eq!(form.fill(), [FieldId("id_number".into())]);
    assert_eq!(form.first_left().unwrap().id.0, "phone");

    form.look_up_births();
    assert!(form.known["birth_date"].by_id_number);
    let elsewhere = FieldId("phone".into());
    let form = form.answered(&elsewhere, Some(Value::Text("13900000000".into())));
    assert_eq!(form.newer(&person), [elsewhere]);
}

#[test]
fn what_is_known_to_be_otherwise_is_not_carried() {
    let door = FieldId("door".into());
    let mut form = Form::new(
        vec![filling("door", QuestionKind::Text { max: 20 })],
        Answers::new(),
    );
    let twice = Value::Text("按两次".into());
    let earlier = form.clone().answered(&door, Some(twice)).answers;
    assert_eq!(form.carried(&earlier, TODAY), earlier);
    form.look_up(
        &wang(&[("door", "敲门")]),
        |_| Provenance::default(),
        Timestamp(0),
    );
    assert!(
        form.carried(&earlier, TODAY).is_empty(),
        "it is asked, with what is known"
    );
}

#[test]
fn what_the_office_asks_for_again_is_asked_whatever_the_other_answers_say() {
    let paper = Question {
        on_request: true,
        ..question("paper", QuestionKind::Photos { max: 2 })
    };
    let mut form = form(
        vec![question("name", QuestionKind::Text { max: 9 }), paper],
        Way::default(),
    );
    let (name, paper) = (FieldId("name".into()), FieldId("paper".into()));
    assert!(form.open_question(&paper).is_none());
    form.way.writable = Writable::Only(vec![paper.clone()]);
    assert!(form.open_question(&paper).is_some() && form.open_question(&name).is_none());
    assert_eq!(
        (
            form.next(&paper),
            form.back(&FormStep::Question(paper.clone()))
        ),
        (FormStep::Out, FormStep::Out)
    );
    let wrong: Vec<_> = form
        .mistakes(TODAY)
        .into_iter()
        .map(|(question, _)| &question.id)
        .collect();
    assert_eq!(wrong, [&paper], "what may not be written keeps nobody");
    form.way.writable = Writable::Nothing;
    assert!(form.open_question(&paper).is_none() && form.mistakes(TODAY).is_empty());
}

#[test]
fn two_answers_keep_a_form_until_somebody_chooses() {
    let phone = FieldId("phone".into());
    let number = Value::Text("13800000000".into());
    let form = form(vec![question("phone", QuestionKind::Phone)], Way::default());
    let mut form = form.answered(&phone, Some(number.clone()));
    assert_eq!(form.first(), FormStep::Check);
    let given = Given {
        value: number,
        by: None,
        mine: true,
        at: Timestamp(0),
    };
    form.clashes
        .insert(phone.clone(), vec![given.clone(), given]);
    assert_eq!(form.first(), FormStep::Question(phone));
    assert!(matches!(
        form.mistakes(TODAY)[..],
        [(_, FormError::TwoAnswers)]
    ));
}

#[test]
fn what_is_half_typed_keeps_even_an_optional_question_from_being_sent() {
    let day = FieldId("day".into());
    let optional = Question {
        optional: true,
        ..question("day", QuestionKind::date())
    };
    let mut form = form(vec![optional], Way::default());
    assert!(form.mistakes(TODAY).is_empty(), "it may be passed over");
    form.half.insert(day.clone(), "2026\n2\n31".into());
    assert!(matches!(form.mistakes(TODAY)[..], [(_, FormError::Half)]));
    assert_eq!(form.first_open().map(|open| &open.id), Some(&day));
    let emptied = form.answered(&day, None);
    assert!(emptied.mistakes(TODAY).is_empty() && emptied.half.is_empty());
}
