//! What a device makes of trees: those of the centre, and those of nobody.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, and its helpers too"
)]

use linli_domain::{answer::Value, catalogue::Tree, id::AreaId, time::Date};
use linli_rules::{CompiledRule, Facts, MAX_DEPTH, MAX_PARTS, Rules, TreeError, Verdict, read};
use linli_testing::cases;
use proptest::prelude::*;

fn facts() -> Facts {
    Facts {
        profile: [("birth_date".into(), Value::Text("1940-01-01".into()))].into(),
        today: Date::constant(2026, 11, 24),
        area: AreaId("demo-lane".into()),
    }
}

fn said(json: &str) -> Result<Verdict, TreeError> {
    let tree: Tree = serde_json::from_str(json).unwrap();
    let rule = CompiledRule::of(&tree)?;
    Ok(Rules::default().evaluate(&rule, &facts()))
}

#[test]
fn a_tree_is_short_and_can_be_read_by_a_person() {
    let text = r#"profile.age >= 80 || !has(profile.name) && today.getFullYear() in [2026, 2027]"#;
    let json = serde_json::to_string(&read(text).unwrap()).unwrap();
    assert_eq!(
        json,
        r#"["_||_",["_>=_",["profile","age"],80],["_&&_",["!_",["has","name"]],["@in",[".getFullYear",["today"]],["list",2026,2027]]]]"#
    );
    assert_eq!(said(&json), Ok(Verdict::Yes));
}

#[test]
fn a_tree_of_a_newer_centre_makes_one_rule_unknown_and_no_catalogue_unreadable() {
    let unknown = TreeError::NotKnown("nextMoon".into());
    assert_eq!(said(r#"["_<_", ["nextMoon"], 3]"#), Err(unknown));
    for odd in ["[]", "[1]", "[[\"today\"]]", "[\".size\"]"] {
        assert_eq!(said(odd), Err(TreeError::Odd), "{odd}");
    }
    for odd in [r#"["profile"]"#, r#"["profile", 1]"#, r#"["today", 1]"#] {
        assert!(matches!(said(odd), Err(TreeError::NotKnown(_))), "{odd}");
    }
    // Not what an operator takes: nothing can be said.
    let nothing = Verdict::Unknown {
        missing: Vec::new(),
    };
    for odd in [
        r#"["_&&_", true]"#,
        "5",
        r#"["_+_", 1]"#,
        r#"["_[_]", ["list"], 1]"#,
    ] {
        assert_eq!(said(odd), Ok(nothing.clone()), "{odd}");
    }
}

#[test]
fn a_tree_that_is_deep_or_wide_is_refused() {
    let nested = |deep: usize| (0..deep).fold(Tree::Truth(true), |tree, _| Tree::of("!_", [tree]));
    assert!(CompiledRule::of(&nested(MAX_DEPTH)).is_ok());
    assert_eq!(
        CompiledRule::of(&nested(MAX_DEPTH + 1)).unwrap_err(),
        TreeError::Big
    );
    let wide = |parts| Tree::of("list", (0..parts).map(|_| Tree::Number(1)));
    assert!(CompiledRule::of(&wide(MAX_PARTS - 1)).is_ok());
    assert_eq!(
        CompiledRule::of(&wide(MAX_PARTS)).unwrap_err(),
        TreeError::Big
    );
}

fn any_tree() -> impl Strategy<Value = Tree> {
    let names = [
        "_||_",
        "_&&_",
        "!_",
        "_?_:_",
        "_+_",
        "_-_",
        "_*_",
        "_/_",
        "_%_",
        "_==_",
        "_<_",
        "-_",
        "_[_]",
        "@in",
        "profile",
        "has",
        "today",
        "area",
        "list",
        "duration",
        "timestamp",
        "size",
        ".size",
        ".contains",
        ".plusMonths",
        ".getDate",
        "age",
        "birth_date",
        "2026-01-01",
        "24h",
    ];
    let text = prop::sample::select(names.to_vec()).prop_map(|name| Tree::Text(name.to_owned()));
    let number = prop_oneof![any::<i64>(), -3..40_i64].prop_map(Tree::Number);
    let leaf = prop_oneof![any::<bool>().prop_map(Tree::Truth), number, text.clone()];
    leaf.prop_recursive(6, 60, 4, move |inner| {
        (text.clone(), prop::collection::vec(inner, 0..4))
            .prop_map(|(name, parts)| Tree::Of(std::iter::once(name).chain(parts).collect()))
    })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn whatever_tree_comes_is_judged_or_refused(tree in any_tree()) {
        if let Ok(rule) = CompiledRule::of(&tree) {
            let _judged = Rules::default().evaluate(&rule, &facts());
        }
        let json = serde_json::to_string(&tree).unwrap();
        prop_assert_eq!(serde_json::from_str::<Tree>(&json).unwrap(), tree);
    }
}
