//! Tests of papers as questions.

use super::{
    Catalogue,
    service_tests::{AREA, OFFICE, SERVICE},
};
use crate::answer::{FieldId, Value, journey};

/// What is photographed is asked for after all else; what may be missing, on request.
#[test]
fn papers_with_photos_become_questions() {
    let text = SERVICE
        .replace(
            "evidence = [",
            r#"evidence = [
  { id = "old", photo = true, optional = true, label = { "zh-CN" = "旧卡", en = "Old card" }, help = { "zh-CN" = "正面", en = "Front" } },
  { id = "proof", photo = true, show_if = { field = "post", is = "yes" }, label = { "zh-CN" = "证明", en = "Proof" }, help = { "zh-CN" = "全部", en = "All" } },"#,
        )
        .replace(
            "The card\" } },\n]",
            "The card\" } },\n  { id = \"papers\", label = { \"zh-CN\" = \"材料\", en = \"Papers\" } },\n]",
        );
    let files = [
        ("areas/spring.toml", AREA),
        ("offices/bureau.toml", OFFICE),
        (
            "services/card.toml",
            &text.replace("related = [\"meal\"]", ""),
        ),
    ];
    let catalogue = Catalogue::from_files("v".into(), files).unwrap();
    let service = &catalogue.services[0];
    let asked = |yes| {
        let answers = [(FieldId("post".into()), Value::Yes(yes))].into();
        let asked = journey(&service.questions, &answers);
        asked.iter().map(|q| q.id.0.clone()).collect::<Vec<_>>()
    };
    assert_eq!(asked(false), ["number", "post"]);
    assert_eq!(asked(true), ["number", "post", "where", "proof"]);
    let wanted = |yes| {
        let answers = [(FieldId("post".into()), Value::Yes(yes))].into();
        let papers = service.papers_for(&answers);
        papers.map(|paper| paper.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(wanted(false), ["old", "id_card"]);
    assert_eq!(wanted(true), ["old", "proof", "id_card"]);
    assert!(service.asks_for_paper("id_card") && !service.asks_for_paper("number"));
    let old = service.question(&FieldId("old".into())).unwrap();
    assert!(old.on_request && service.paper(&old.id).is_some());
    assert!(service.question(&FieldId("id_card".into())).is_none());
}
