//! Asked once, and asked again: what whoever comes must know is confirmed and not typed
//! again, and a request that is made again begins with its earlier answers.

use crate::{
    people::{WANG, fill_in_a_bath, go},
    words::Words,
};
use anyhow::{Result, ensure};
use linli_l10n::Lang;
use linli_tests::{browser::Screen, town::Town};

#[tokio::test]
async fn the_door_is_asked_once_in_chinese() -> Result<()> {
    story(Lang::ZhCn).await
}

#[tokio::test]
async fn the_door_is_asked_once_in_english() -> Result<()> {
    story(Lang::En).await
}

async fn story(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    fill_in_a_bath(&wang, &w).await?;
    wang.see(&w.t("form-newer")).await?;
    wang.picture(&format!("again-{}-check", w.tag())).await?;
    wang.press(&w.t("form-newer-keep")).await?;
    wang.see(&w.t("form-newer-kept")).await?;
    wang.not_see(&w.t("form-newer")).await?;
    let focus = wang.run("return document.activeElement.id", vec![]).await?;
    ensure!(focus == "newer", "the focus is at {focus}");
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent")).await?;

    // Another kind of care knows the door; before that it asks what it does not know.
    go(&wang, "ask").await?;
    wang.press(w.pick("送饭、做饭", "Meals")).await?;
    wang.choose(w.pick("上门来做", "Cooked at my home")).await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(w.pick(
        "吃饭有什么要注意",
        "Is there anything we should know about your food",
    ))
    .await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(w.pick("对什么吃的过敏", "Which foods are you allergic"))
        .await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(&w.t("form-known")).await?;
    wang.see("ring twice").await?;
    wang.picture(&format!("again-{}-known", w.tag())).await?;
    wang.press(&w.t("form-known-yes")).await?;
    wang.see(&w.t("ask-when")).await?;

    // Called off, and asked for again: only the day is asked.
    go(&wang, "matters").await?;
    wang.press_in(
        "article",
        w.pick("帮您洗澡", "Help with bathing"),
        &w.t("matters-see"),
    )
    .await?;
    wang.press(&w.t("matter-cancel")).await?;
    wang.press(&w.t("cancel-yes")).await?;
    wang.press(&w.t("matter-ask-again")).await?;
    wang.see(&w.t("ask-when")).await?;
    wang.picture(&format!("again-{}-when", w.tag())).await?;
    wang.choose(&w.t("ask-when-soon")).await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(&w.t("ask-check")).await?;
    wang.see("ring twice").await?;
    wang.see(w.pick("在床上擦身", "A wash in bed")).await?;
    wang.not_see(&w.t("form-newer")).await?;
    wang.picture(&format!("again-{}-again", w.tag())).await?;
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent-there")).await?;
    wang.close().await
}
