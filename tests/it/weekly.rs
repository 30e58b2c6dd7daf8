//! A request that repeats: both phones work out the same visits by themselves, and
//! calling one off leaves the others.

use crate::{
    people::{SUN, WANG, claim, fill_in_a_bath_every_day, go},
    words::Words,
};
use anyhow::Result;
use linli_l10n::Lang;
use linli_tests::{
    audit::{Floor, passes},
    browser::{Browser, Screen},
    town::Town,
};

/// Takes pictures of a page in both sizes of text, and holds it to the floor.
async fn look_at(phone: &Browser, name: &str) -> Result<()> {
    for text in ["100", "200"] {
        let set = "document.documentElement.dataset.text = arguments[0];";
        phone.run(set, vec![text.into()]).await?;
        let name = format!("{name}-{text}");
        phone.picture(&name).await?;
        passes(phone, &name, Floor::Resident).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_weekly_request_makes_the_same_visits_on_both_phones() -> Result<()> {
    let w = Words::of(Lang::En);
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    let sun = town.phone("sun", Screen::Phone, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    fill_in_a_bath_every_day(&wang, &w).await?;
    wang.see("8am to midday until ").await?;
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent-there")).await?;
    go(&sun, "offers").await?;
    claim(&sun, &w, "A wash in bed").await?;
    sun.see(&w.t("offers-yours")).await?;
    wang.press(&w.t("ask-see-matter")).await?;
    wang.see("孙丽").await?;
    wang.see("8am to midday until ").await?;
    wang.picture("weekly-matter").await?;

    // Tomorrow's visit is called off without a network; it is the one that Sun Li's
    // phone worked out, and no other.
    town.server.kill()?;
    let tomorrow = w.t("when-tomorrow");
    wang.press_in("article", &tomorrow, &w.t("matter-not-this-time"))
        .await?;
    wang.press(&w.t("cancel-yes")).await?;
    wang.see(&w.t("visit-cancelled-by-client")).await?;
    go(&sun, "round").await?;
    sun.press(&w.t("round-next-day")).await?;
    sun.see(&w.t("visit-booked")).await?;
    town.server.resume()?;
    sun.see(&w.t("visit-cancelled-by-client")).await?;
    sun.press(&w.t("round-next-day")).await?;
    sun.not_see(&tomorrow).await?;
    sun.see(WANG).await?;
    sun.see(&w.t("visit-booked")).await?;

    // The day after is one that she cannot make: that one only, and the rest stays hers.
    sun.press_in("article", WANG, &w.t("round-open")).await?;
    sun.see("Every week until ").await?;
    sun.press(&w.t("visit-give-back")).await?;
    sun.see(&w.t("give-back-which")).await?;
    look_at(&sun, "give-back-which").await?;
    sun.choose(&w.t("give-back-once-words")).await?;
    sun.press(&w.t("give-back-send")).await?;
    sun.see(&w.t("round-title")).await?;
    go(&sun, "offers").await?;
    sun.see(&w.t("offers-yours")).await?;
    wang.see(&w.t("visit-cancelled-by-provider")).await?;
    wang.see("孙丽").await?;

    // And then she cannot come at all: the series goes back, and another is looked for.
    go(&sun, "round").await?;
    for status in [
        "visit-cancelled-by-client",
        "visit-cancelled-by-provider",
        "visit-booked",
    ] {
        sun.press(&w.t("round-next-day")).await?;
        sun.see(&w.t(status)).await?;
    }
    sun.press_in("article", WANG, &w.t("round-open")).await?;
    sun.press(&w.t("visit-give-back")).await?;
    sun.see(&w.t("give-back-which")).await?;
    sun.choose(&w.t("give-back-all-words")).await?;
    sun.press(&w.t("give-back-send")).await?;
    sun.see(&w.t("round-none")).await?;
    sun.picture("give-back-for-good").await?;
    wang.see(&w.t("timeline-released")).await?;
    wang.see(&w.t("visit-unclaimed")).await?;
    go(&sun, "offers").await?;
    sun.see(&w.t("offers-claim")).await?;
    wang.close().await?;
    sun.close().await
}
