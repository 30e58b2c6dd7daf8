//! One care request, all the way: asked for by a resident, claimed by a caregiver
//! on another phone, done, and rated. In both languages, and with the centre gone
//! in the middle of it.

use crate::{
    people::{SUN, WANG, claim, fill_in_a_bath, go, make_the_visit, open_the_visit},
    words::Words,
};
use anyhow::Result;
use linli_l10n::Lang;
use linli_tests::{browser::Screen, town::Town};

#[tokio::test]
async fn a_request_goes_all_the_way_in_chinese() -> Result<()> {
    story(Lang::ZhCn, Centre::Always).await
}

#[tokio::test]
async fn a_request_goes_all_the_way_in_english_with_the_centre_gone_in_between() -> Result<()> {
    story(Lang::En, Centre::GoneInBetween).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Centre {
    Always,
    GoneInBetween,
}

async fn story(lang: Lang, centre: Centre) -> Result<()> {
    let w = Words::of(lang);
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    let sun = town.phone("sun", Screen::Phone, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    wang.see(&w.t("delivery-all")).await?;
    sun.see(&w.t("delivery-all")).await?;

    let gone = centre == Centre::GoneInBetween;
    if gone {
        town.server.kill()?;
    }
    fill_in_a_bath(&wang, &w).await?;
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent")).await?;
    if gone {
        // Never "sent" before a receipt.
        wang.see(&w.t("ask-sent-here")).await?;
        town.server.resume()?;
    }
    wang.see(&w.t("ask-sent-there")).await?;

    go(&sun, "offers").await?;
    let mark = w.pick("在床上擦身", "A wash in bed");
    sun.see(mark).await?;
    let shown = sun.text().await?;
    anyhow::ensure!(
        !shown.contains("王秀英") && !shown.contains("ring twice"),
        "an offer has no name and no door: {shown}"
    );
    if gone {
        town.server.kill()?;
    }
    claim(&sun, &w, mark).await?;
    if gone {
        sun.see(&w.t("offers-waiting-here")).await?;
        town.server.resume()?;
    }
    sun.see(&w.t("offers-yours")).await?;

    wang.press(&w.t("ask-see-matter")).await?;
    wang.see("孙丽").await?;
    open_the_visit(&sun, &w, WANG).await?;
    sun.see("ring twice").await?;
    if gone {
        town.server.kill()?;
    }
    make_the_visit(&sun, &w).await?;
    if gone {
        town.server.resume()?;
    }

    wang.see("all is well").await?;
    wang.press(&w.t("matter-rate")).await?;
    wang.choose(&w.t("grade-5")).await?;
    wang.press(&w.t("rate-send")).await?;
    wang.see(&w.t("matter-rated")).await?;
    wang.picture(&format!("story-{}", w.tag())).await?;
    wang.close().await?;
    sun.close().await
}
