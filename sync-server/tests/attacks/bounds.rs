//! What could never be an answer, a date or a number: too long, of another kind, unseen.

use crate::siege::{
    AGE, Craft, NOT_VALID, Siege, TODAY, Verdict::Enters, applies_for, asks_for, writes, writes_at,
};
use linli_domain::{
    answer::{Contact, FieldId, Value},
    application::{ApplicationEvent, Item},
    care::{CareEvent, Place, When},
    id::DocId,
    profile::ProfileField,
    time::{Date, Weekday, Weekdays, Window, add_days},
};
use linli_replica::replica::Edit;

fn answer(doc: DocId, field: &str, value: Value) -> Craft {
    writes(doc, vec![Edit::Whole(FieldId(field.into()), value)])
}

fn words(doc: DocId, field: &str, text: &str) -> Craft {
    let value = Some(Value::Text(text.into()));
    writes(doc, vec![Edit::Answer(FieldId(field.into()), value)])
}

#[test]
fn an_answer_is_to_a_question_that_is_asked_and_could_be_one() {
    let siege = Siege::new();
    let bath = siege.does("Wang", &asks_for("bath"));
    let choice = |id: &str| Value::Choice(id.into());
    siege.stands(lines! {
        "an answer", Wang: answer(bath, "mode", choice("bed")) => Enters;
        "words", Wang: words(bath, "door_note", "ring twice") => Enters;
        "to no question", Wang: answer(bath, "gold", choice("bed")) => NOT_VALID;
        "to the empty question", Wang: answer(bath, "", choice("bed")) => NOT_VALID;
        "no option", Wang: answer(bath, "mode", choice("gold")) => NOT_VALID;
        "the empty option", Wang: answer(bath, "mode", choice("")) => NOT_VALID;
        "of another kind", Wang: answer(bath, "mode", Value::Number(7)) => NOT_VALID;
        "a text for a choice", Wang: words(bath, "mode", "bed") => NOT_VALID;
        "too many words", Wang: words(bath, "door_note", &"x".repeat(121)) => NOT_VALID;
        "a sign that turns the direction", Wang: words(bath, "door_note", "ring \u{202e}eciwt") => NOT_VALID;
        "NUL", Wang: words(bath, "door_note", "ring\0twice") => NOT_VALID;
        "not known, where that is no answer", Wang: answer(bath, "mode", Value::NotKnown) => NOT_VALID;
    });
}

#[test]
fn an_application_is_answered_by_the_questions_of_its_own_catalogue() {
    let siege = Siege::new();
    let own = siege.does("Wang", &applies_for(AGE));
    let long = "9".repeat(3_000);
    let contact = |phone: &str| {
        let (name, phone) = ("Ming".into(), phone.into());
        Value::Person(Contact {
            name,
            phone,
            relation: String::new(),
        })
    };
    let day = |year| Value::Date(Date::constant(year, 1, 1));
    siege.stands(lines! {
        "a name", Wang: answer(own, "full_name", Value::Text("Wang".into())) => Enters;
        "half a number", Wang: answer(own, "phone", Value::Text("139".into())) => Enters;
        "3,000 signs for a number", Wang: answer(own, "phone", Value::Text(long.clone())) => NOT_VALID;
        "the same letter by letter", Wang: words(own, "phone", &long) => NOT_VALID;
        "3,000 signs for an account", Wang: answer(own, "account", Value::Text(long.clone())) => NOT_VALID;
        "a number turned round", Wang: answer(own, "phone", Value::Text("\u{202e}5555".into())) => NOT_VALID;
        "a name turned round", Wang: answer(own, "full_name", Value::Text("\u{202e}gnaW".into())) => NOT_VALID;
        "a name within marks", Wang: answer(own, "full_name", Value::Text("\u{2068}Wang\u{2069}".into())) => NOT_VALID;
        "half a day in words", Wang: words(own, "birth_date", "2026 2 31") => NOT_VALID;
        "half a day as a day", Wang: answer(own, "birth_date", Value::Text("2026\n2\n31".into())) => NOT_VALID;
        "a person's telephone of 3,000 signs", Wang: answer(own, "proxy", contact(&long)) => NOT_VALID;
        "a question of another service", Wang: answer(own, "home_needs", Value::Text("x".into())) => NOT_VALID;
        "born in the year 1", Wang: answer(own, "birth_date", day(1)) => NOT_VALID;
        "born in the year 9999", Wang: answer(own, "birth_date", day(9999)) => NOT_VALID;
        "a day for a name", Wang: answer(own, "full_name", day(1946)) => NOT_VALID;
    });
}

#[test]
fn the_profile_and_the_place_hold_what_they_are_for() {
    let siege = Siege::new();
    let (person, bath) = (
        siege.person_doc("Wang"),
        siege.does("Wang", &asks_for("bath")),
    );
    let field = |field, text: &str| writes(person, vec![Edit::Profile(field, text.into())]);
    let wish =
        |key: &str, text: &str| writes(person, vec![Edit::Preference(key.into(), text.into())]);
    let place = |bend: fn(&mut Place)| {
        let mut place = Place {
            name: "Wang".into(),
            phone: "000".into(),
            building: "3".into(),
            door: "501".into(),
            ..Place::default()
        };
        bend(&mut place);
        writes(bath, vec![Edit::Place(place)])
    };
    use ProfileField as F;
    siege.stands(lines! {
        "a telephone", Wang: field(F::Phone, "000-5555-0101") => Enters;
        "3,000 signs for it", Wang: field(F::Phone, &"9".repeat(3_000)) => NOT_VALID;
        "a mark in it", Wang: field(F::Phone, "000\u{200f}5555") => NOT_VALID;
        "3,000 signs for an account", Wang: field(F::Account, &"9".repeat(3_000)) => NOT_VALID;
        "3,000 signs for a name", Wang: field(F::Name, &"x".repeat(3_000)) => NOT_VALID;
        "a name turned round", Wang: field(F::Name, "\u{202e}gnaW") => NOT_VALID;
        "NUL in a name", Wang: field(F::Name, "Wang\0") => NOT_VALID;
        "born on no day", Wang: field(F::BirthDate, "soon") => NOT_VALID;
        "born at the end of time", Wang: field(F::BirthDate, "9999-12-31") => NOT_VALID;
        "neither yes nor no", Wang: field(F::LivesAlone, "perhaps") => NOT_VALID;
        "a wish for the screen", Wang: wish("theme", "dark") => Enters;
        "an endless wish", Wang: wish("theme", &"x".repeat(3_000)) => NOT_VALID;
        "a wish for nothing", Wang: wish("", "x") => NOT_VALID;
        "a place", Wang: place(|_| ()) => Enters;
        "a telephone of 3,000 signs there", Wang: place(|place| place.phone = "9".repeat(3_000)) => NOT_VALID;
        "a door of 3,000 signs", Wang: place(|place| place.door = "9".repeat(3_000)) => NOT_VALID;
        "whom to call of 3,000 signs", Wang: place(|place| place.reaching.contact_phone = "9".repeat(3_000)) => NOT_VALID;
        "a name of 3,000 signs to call", Wang: place(|place| place.reaching.contact_name = "x".repeat(3_000)) => NOT_VALID;
        "a speech about hearing", Wang: place(|place| place.reaching.hearing = "x".repeat(300)) => NOT_VALID;
        "a mark in the door", Wang: place(|place| place.door.push('\u{2066}')) => NOT_VALID;
    });
}

#[test]
fn care_is_wanted_within_a_year_and_not_in_the_past() {
    let siege = Siege::new();
    let bath = siege.does("Wang", &asks_for("bath"));
    let at = |date| {
        writes(
            bath,
            vec![Edit::When(When::Once {
                date,
                window: Window::MORNING,
            })],
        )
    };
    let weekly = |from, until| {
        let (days, window) = (Weekdays::of(&[Weekday::Monday]), Window::MORNING);
        writes(
            bath,
            vec![Edit::When(When::Weekly {
                days,
                window,
                from,
                until,
            })],
        )
    };
    let soon = |date| writes(bath, vec![Edit::When(When::Soon { date })]);
    siege.stands(lines! {
        "tomorrow", Wang: at(add_days(TODAY, 1)) => Enters;
        "in a year", Wang: at(add_days(TODAY, 366)) => Enters;
        "later than in a year", Wang: at(add_days(TODAY, 367)) => NOT_VALID;
        "as soon as possible next year", Wang: soon(add_days(TODAY, 400)) => NOT_VALID;
        "last summer", Wang: at(add_days(TODAY, -100)) => NOT_VALID;
        "at the end of time", Wang: at(Date::constant(9999, 12, 31)) => NOT_VALID;
        "before time", Wang: soon(Date::constant(1, 1, 1)) => NOT_VALID;
        "every week from the year 9000", Wang: weekly(Date::constant(9000, 1, 1), None) => NOT_VALID;
        "every week for a century", Wang: weekly(TODAY, Some(add_days(TODAY, 36_500))) => NOT_VALID;
    });
    let sent = |when: When, minutes| {
        let place = Place {
            name: "Wang".into(),
            ..Place::default()
        };
        let edits = vec![
            Edit::When(when),
            Edit::Place(place),
            Edit::Care(CareEvent::Sent),
        ];
        writes_at(bath, minutes, edits)
    };
    let once = |days| When::Once {
        date: add_days(TODAY, days),
        window: Window::MORNING,
    };
    let is_soon = |days| When::Soon {
        date: add_days(TODAY, days),
    };
    const DAY: i64 = 24 * 60;
    siege.stands(lines! {
        "for yesterday", Wang: sent(once(-1), 0) => NOT_VALID;
        "as soon as possible, the day before yesterday", Wang: sent(is_soon(-2), 0) => NOT_VALID;
        "as soon as possible, next week", Wang: sent(is_soon(7), 0) => NOT_VALID;
        "sent tomorrow", Wang: sent(once(1), DAY) => NOT_VALID;
        "sent at the beginning of time", Wang: sent(once(1), i64::MIN / 100_000) => NOT_VALID;
        "sent in the year 8870", Wang: sent(once(1), 3_600_000_000) => NOT_VALID;
        "sent in time, and long on its way", Wang: sent(once(-1), -2 * DAY) => Enters;
    });
}

#[test]
fn words_are_bounded_and_seen() {
    let siege = Siege::new();
    let bath = siege.does("Wang", &asks_for("bath"));
    let say = |text: &str| {
        writes(
            bath,
            vec![Edit::Care(CareEvent::Said { text: text.into() })],
        )
    };
    siege.stands(lines! {
        "a message", Wang: say("hello\nthere") => Enters;
        "an empty message", Wang: say(" ") => NOT_VALID;
        "an endless message", Wang: say(&"x".repeat(4_001)) => NOT_VALID;
        "a message that ends in nothing", Wang: say("hello\0") => NOT_VALID;
        "a message turned round", Wang: say("\u{202e}olleh") => NOT_VALID;
    });
}

#[test]
fn an_office_asks_for_what_there_is_and_within_a_year() {
    let siege = Siege::new();
    let own = siege.does("Wang", &applies_for(AGE));
    siege.does(
        "Wang",
        &writes(
            own,
            vec![Edit::Application(ApplicationEvent::Submitted {
                by_proxy: false,
            })],
        ),
    );
    siege.does(
        "Qin",
        &writes(own, vec![Edit::Application(ApplicationEvent::Accepted)]),
    );
    let more = |field: &str, days| {
        let item = Item {
            field: FieldId(field.into()),
            words: String::new(),
        };
        let (items, words, due) = (vec![item], String::new(), add_days(TODAY, days));
        let what = ApplicationEvent::MoreAsked {
            items,
            words,
            due,
            again: None,
        };
        writes(own, vec![Edit::Application(what)])
    };
    siege.stands(lines! {
        "for what no question asks", Qin: more("gold", 7) => NOT_VALID;
        "by the year 9999", Qin: more("full_name", 2_900_000) => NOT_VALID;
        "in two years", Qin: more("full_name", 730) => NOT_VALID;
        "in a week", Qin: more("full_name", 7) => Enters;
    });
}
