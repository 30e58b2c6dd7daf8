//! One field finds services, help at home, urgent help and what can be set: whoever looks for a
//! wheelchair or for larger letters does not know where the app keeps them.

use crate::{
    people::{WANG, go},
    words::Words,
};
use anyhow::{Result, ensure};
use linli_l10n::Lang;
use linli_tests::{
    audit::{self, Floor},
    browser::Screen,
    town::Town,
};

#[tokio::test]
async fn help_and_settings_are_found_among_services_in_chinese() -> Result<()> {
    story(Lang::ZhCn).await
}

#[tokio::test]
async fn help_and_settings_are_found_among_services_in_english() -> Result<()> {
    story(Lang::En).await
}

async fn story(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    for (typed, found, leads_to) in [
        (w.pick("长辈版", "bigger"), w.t("look-title"), "#/look"),
        (
            "120",
            w.pick("紧急求助", "Urgent help").to_owned(),
            "#/urgent",
        ),
        (
            w.pick("轮椅", "wheelchair"),
            w.pick("借轮椅、修东西", "Equipment and small repairs")
                .to_owned(),
            "#/form/",
        ),
    ] {
        go(&wang, "services").await?;
        wang.fill("#search", typed).await?;
        wang.see(&w.t("services-elsewhere")).await?;
        audit::passes(&wang, typed, Floor::Resident).await?;
        wang.picture(&format!("looked-for-{}-{typed}", w.tag()))
            .await?;
        wang.press_in("main", &found, &found).await?;
        wang.until("where it leads", async |client| {
            let at = client.current_url().await?;
            let at = at.fragment().map(|at| format!("#{at}"));
            Ok(at.filter(|at| at.starts_with(leads_to)).map(drop))
        })
        .await?;
    }
    go(&wang, "services").await?;
    let slip = w.pick("高岭津贴", "age alowance");
    wang.fill("#search", slip).await?;
    wang.see(&w.t("services-near")).await?;
    wang.see(w.pick("高龄津贴", "Old-age allowance")).await?;
    wang.picture(&format!("looked-for-{}-slip", w.tag()))
        .await?;
    wang.fill("#search", "zzz").await?;
    wang.see(&w.t("services-none")).await?;
    ensure!(!wang.text().await?.contains(&w.t("services-elsewhere")));
    wang.close().await
}
