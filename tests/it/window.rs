//! The real window of the desktop app, under a virtual display: the resident's part
//! of the story, the data after a restart, and what a screen reader is told.

use crate::{
    people::{WANG, fill_in_a_bath},
    words::Words,
};
use anyhow::{Context, Result, ensure};
use linli_l10n::Lang;
use linli_tests::{browser::Browser, desktop::Desktop, town::Town};

#[track_caller]
fn says(tree: &str, role: &str, name: &str) {
    let found = tree.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with(role) && line.contains(name)
    });
    assert!(
        found,
        "no {role} `{name}` in what a screen reader is told:\n{tree}"
    );
}

async fn width(window: &Browser) -> Result<f64> {
    let width = window.run("return innerWidth", Vec::new()).await?;
    width.as_f64().context("a width")
}

/// Waits until the page is so wide, in its own pixels.
async fn until_width(window: &Browser, what: &str, is_so: impl Fn(f64) -> bool) -> Result<()> {
    window
        .until(
            what,
            async |_| Ok(is_so(width(window).await?).then_some(())),
        )
        .await
}

/// Ctrl and F lead to where things are looked for, and there into the field.
async fn find_key(window: &Browser, w: &Words) -> Result<()> {
    window.keys("\u{e009}f").await?;
    window.see(&w.t("services-search")).await?;
    window
        .until("the field to be written in", async |_| {
            window.keys("\u{e009}f").await?;
            let focus = "return document.activeElement.id";
            Ok((window.run(focus, Vec::new()).await? == "search").then_some(()))
        })
        .await?;
    window.press(&w.t("common-back")).await?;
    window.see(&w.t("home-ask")).await
}

#[tokio::test]
async fn the_residents_part_of_the_story_in_the_real_window() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let town = Town::new().await?;
    let desktop = Desktop::new(&town, "desktop").await?;
    let window = desktop.open().await?;
    town.enrol(&window, WANG).await?;
    window.see(&w.t("delivery-all")).await?;

    let tree = desktop.heard(&window, &w.t("home-ask")).await?;
    says(&tree, "heading", "Wang Xiuying");
    says(&tree, "link", &w.t("home-ask"));
    says(&tree, "link", &w.t("home-matters"));
    says(&tree, "link", &w.t("home-urgent"));
    says(&tree, "landmark", "");

    // The keys and the mouse do what people expect of a window.
    let before = width(&window).await?;
    window.keys("\u{e009}=").await?;
    let is_larger = |now: f64| now < before;
    until_width(&window, "the page to be larger", is_larger).await?;
    window.keys("\u{e009}0").await?;
    until_width(&window, "the page as it was", |now| now >= before).await?;
    find_key(&window, &w).await?;
    let no_menu = "return !document.querySelector('h1').dispatchEvent(
        new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))";
    let no_menu = window.run(no_menu, Vec::new()).await?;
    ensure!(no_menu == true, "no menu leads out of the app");

    // A press on a number shows it, and takes nobody away from the page.
    window.press(&w.t("home-urgent")).await?;
    window.see(&w.t("urgent-call-by-hand")).await?;
    window.press("急救 120").await?;
    window.see(&w.t("dial-title")).await?;
    window.picture("window-dial").await?;
    window.press(&w.t("dial-done")).await?;
    window.not_see(&w.t("dial-title")).await?;
    window.see(&w.t("urgent-not-life")).await?;
    window.press(&w.t("common-back")).await?;

    window.press(&w.t("home-ask")).await?;
    window.press("帮您洗澡").await?;
    let tree = desktop.heard(&window, "在床上擦身").await?;
    says(&tree, "radio button", "在床上擦身");
    says(&tree, "push button", &w.t("common-next"));
    window.press(&w.t("common-back")).await?;
    window.press(&w.t("common-back")).await?;

    fill_in_a_bath(&window, &w).await?;
    window.press(&w.t("ask-send")).await?;
    window.see(&w.t("ask-sent-there")).await?;
    window.close().await?;

    let window = desktop.open().await?;
    window.press(&w.t("home-matters")).await?;
    window.see(&w.t("status-received")).await?;

    // Somebody starts it again: it is the same window, which comes to the front.
    let has_focus = "return document.hasFocus()";
    let before = window.run(has_focus, Vec::new()).await?;
    ensure!(
        before == false,
        "on a display without a manager none has it"
    );
    desktop.start_again().await?;
    window
        .until("the window to have the focus", async |_| {
            let has_focus = window.run(has_focus, Vec::new()).await?;
            Ok((has_focus == true).then_some(()))
        })
        .await?;
    let shown = window.text().await?;
    ensure!(
        shown.contains("帮您洗澡"),
        "the request is still there: {shown}"
    );
    window.close().await
}
