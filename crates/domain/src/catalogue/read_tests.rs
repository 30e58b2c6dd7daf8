//! Tests of what a service tells once it is read.

use super::{service_tests::SERVICE, *};
use crate::{
    answer::{Condition, FieldId},
    profile::ProfileKey,
};

#[test]
fn a_rule_tells_which_fields_it_reads() {
    let service = Service::parse("services/card.toml", SERVICE).unwrap();
    let mut rule = service.eligibility[0].clone();
    assert_eq!(
        rule.fields(),
        [ProfileField::BirthDate.into()],
        "for the age"
    );
    rule.expr = r#"profile.age>=80||profile.low_income=="yes"&&profile.age<99"#.into();
    let both = [ProfileField::BirthDate, ProfileField::LowIncome];
    assert_eq!(rule.fields(), both.map(ProfileKey::from));
    rule.expr = "true".into();
    assert!(rule.fields().is_empty());
}

#[test]
fn a_question_is_found_by_its_id() {
    let service = Service::parse("services/card.toml", SERVICE).unwrap();
    let found = service.question(&FieldId("where".into())).unwrap();
    let condition = Condition {
        field: FieldId("post".into()),
        is: "yes".into(),
    };
    assert_eq!(found.show_if, Some(condition));
    assert!(service.question(&FieldId("tea".into())).is_none());
}

#[test]
fn a_life_event_is_written_as_its_code() {
    for event in LifeEvent::ALL {
        let written = serde_json::to_value(event).unwrap();
        assert_eq!(written, event.code());
    }
}
