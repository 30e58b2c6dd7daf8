//! Something is broken at home: a photo of it goes along with the request. Who comes sees it
//! before she sets out; an offer has none.

use crate::{
    paperwork::FILE_FIELD,
    people::{SUN, WANG, claim, go},
    words::Words,
};
use anyhow::{Result, ensure};
use linli_l10n::Lang;
use linli_tests::{browser::Screen, camera, town::Town};

#[tokio::test]
async fn who_comes_to_repair_sees_what_is_broken_in_chinese() -> Result<()> {
    story(Lang::ZhCn).await
}

#[tokio::test]
async fn who_comes_to_repair_sees_what_is_broken_in_english() -> Result<()> {
    story(Lang::En).await
}

async fn story(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    let sun = town.phone("sun", Screen::Phone, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    let tap = camera::picture(&wang, &town.profile(""), "tap").await?;

    go(&wang, "ask").await?;
    wang.press(w.pick("借轮椅、修东西", "Equipment and small repairs"))
        .await?;
    wang.choose(w.pick("家里小修", "A small repair at home"))
        .await?;
    wang.press(&w.t("common-next")).await?;
    wang.fill("main input", "水龙头 tap").await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(w.pick("哪里坏了", "What is wrong?")).await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(w.pick("拍张照片", "Take a photo")).await?;
    wang.attach(FILE_FIELD, &tap).await?;
    wang.see(&w.count("photos-count", 1)).await?;
    wang.picture(&format!("repair-{}-photo", w.tag())).await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(w.pick("进门有什么要注意", "getting in")).await?;
    wang.press(&w.t("common-next")).await?;
    wang.choose(&w.t("ask-when-soon")).await?;
    wang.press(&w.t("common-next")).await?;
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent-there")).await?;
    wang.press(&w.t("ask-see-matter")).await?;
    let (_, bytes) = camera::shown(&wang).await?;
    wang.picture(&format!("repair-{}-matter", w.tag())).await?;

    go(&sun, "offers").await?;
    sun.see("水龙头 tap").await?;
    let photos = "return document.querySelectorAll('main img').length";
    ensure!(
        sun.run(photos, vec![]).await? == 0,
        "an offer has no photo of a home"
    );
    claim(&sun, &w, "水龙头 tap").await?;
    sun.see(&w.t("offers-yours")).await?;
    sun.press(&w.t("offers-see-round")).await?;
    sun.press_in("article", WANG, &w.t("round-open")).await?;
    ensure!(camera::shown(&sun).await?.1 == bytes, "the same photo");
    sun.picture(&format!("repair-{}-visit", w.tag())).await?;
    wang.close().await?;
    sun.close().await
}
