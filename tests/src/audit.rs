//! The accessibility floor, measured in the page: axe-core's rules and our own
//! sizes, contrast, targets and reflow.

use crate::{browser::Browser, path_from};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::fs;

const FLOOR: &str = include_str!("audit.js");

/// What makes the floor of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Floor {
    /// Residents' and caregivers' pages: targets of 60 px.
    Resident,
    /// Desks of workers and officers: targets of 44 px.
    Desk,
}

/// Fails with every finding of axe-core and of our own floor on the page as it stands.
///
/// # Errors
/// When there is a finding, or axe-core is not at hand.
pub async fn passes(browser: &Browser, page: &str, floor: Floor) -> Result<()> {
    let mut findings = axe(browser).await?;
    let own = browser
        .run(FLOOR, vec![json!(floor == Floor::Desk)])
        .await?;
    findings.extend(texts(&own));
    ensure!(findings.is_empty(), "{page}:\n  {}", findings.join("\n  "));
    Ok(())
}

async fn axe(browser: &Browser) -> Result<Vec<String>> {
    let path = path_from("LINLI_AXE", ".tools/axe-core/axe.min.js");
    let source = fs::read_to_string(&path).with_context(|| {
        format!(
            "no axe-core at `{}`: run `cargo xtask setup`",
            path.display()
        )
    })?;
    browser.run(&source, vec![]).await?;
    // What lies half under the foot can be scrolled to, which axe does not try; `audit.js` does.
    let lay =
        "document.querySelectorAll('.foot').forEach((foot) => foot.style.position = arguments[0])";
    browser.run(lay, vec!["static".into()]).await?;
    let result = browser
        .run_async(
            r#"const done = arguments[arguments.length - 1];
            axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice"] })
               .then((r) => done(r.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help}: ${n.html.slice(0, 160)}`))))
               .catch((e) => done([`axe failed: ${e}`]));"#,
            vec![],
        )
        .await?;
    browser.run(lay, vec!["".into()]).await?;
    Ok(texts(&result))
}

fn texts(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items
        .map(|item| {
            item.as_str()
                .map_or_else(|| item.to_string(), str::to_owned)
        })
        .collect()
}
