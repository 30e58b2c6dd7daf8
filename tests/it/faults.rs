//! Faults: a battery pulled right after a tap, no network at start, two tabs, and
//! two caregivers who claim the same request while apart.

use crate::{
    people::{HE, SUN, WANG, claim, fill_in_a_bath, go},
    words::Words,
};
use anyhow::Result;
use linli_l10n::Lang;
use linli_tests::{browser::Screen, town::Town};

#[tokio::test]
async fn nothing_is_lost_when_the_battery_is_pulled_right_after_a_tap() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let mut town = Town::new().await?;
    let phone = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&phone, WANG).await?;
    phone.see(&w.t("delivery-all")).await?;
    phone.until_offline_ready().await?;
    town.server.kill()?;
    fill_in_a_bath(&phone, &w).await?;
    phone.press(&w.t("ask-send")).await?;
    // The confirmation is shown only once it is on the disk; pull the battery then.
    phone.see(&w.t("ask-sent-here")).await?;
    phone.kill().await?;

    // No network at start either: the app comes from the phone itself.
    let phone = town.phone("wang", Screen::Phone, w.tag()).await?;
    phone.press(&w.t("home-matters")).await?;
    phone.see(w.pick("帮您洗澡", "Help with bathing")).await?;
    phone.see(&w.t("delivered-here")).await?;
    town.server.resume()?;
    phone.see(&w.t("status-received")).await?;
    phone.see(&w.t("delivery-all")).await?;
    phone.close().await
}

#[tokio::test]
async fn a_draft_is_there_again_after_the_battery_was_pulled() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let town = Town::new().await?;
    let phone = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&phone, WANG).await?;
    fill_in_a_bath(&phone, &w).await?;
    phone.kill().await?;
    let phone = town.phone("wang", Screen::Phone, w.tag()).await?;
    phone.press(&w.t("home-matters")).await?;
    phone.press(&w.t("matters-go-on")).await?;
    phone.see("ring twice").await?;
    phone.see(w.pick("在床上擦身", "A wash in bed")).await?;
    phone.close().await
}

#[tokio::test]
async fn two_claims_made_apart_end_in_one_assignment_and_both_phones_say_so() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let mut town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    let sun = town.phone("sun", Screen::Phone, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    let he = town.phone("he", Screen::Phone, w.tag()).await?;
    town.enrol(&he, HE).await?;
    fill_in_a_bath(&wang, &w).await?;
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent-there")).await?;

    let mark = w.pick("在床上擦身", "A wash in bed");
    for phone in [&sun, &he] {
        go(phone, "offers").await?;
        phone.see(mark).await?;
    }
    town.server.kill()?;
    for phone in [&sun, &he] {
        claim(phone, &w, mark).await?;
        phone.see(&w.t("offers-waiting-here")).await?;
    }
    town.server.resume()?;
    let [yours, lost] = [w.t("offers-yours"), w.t("offers-lost")];
    for phone in [&sun, &he] {
        phone.see_one_of(&[&yours, &lost]).await?;
    }
    let (sun_text, he_text) = (sun.text().await?, he.text().await?);
    anyhow::ensure!(
        sun_text.contains(&yours) != he_text.contains(&yours)
            && sun_text.contains(&lost) != he_text.contains(&lost),
        "exactly one has it:\n{sun_text}\n----\n{he_text}"
    );
    wang.close().await?;
    sun.close().await?;
    he.close().await
}

#[tokio::test]
async fn a_second_tab_says_so_and_takes_over_when_asked() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let town = Town::new().await?;
    let phone = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&phone, WANG).await?;
    let first = phone.client.window().await?;
    let second = phone.client.new_window(true).await?;
    phone.client.switch_to_window(second.handle.clone()).await?;
    phone.open(&town.server.address).await?;
    phone.see(&w.t("shell-elsewhere-title")).await?;
    phone.press(&w.t("shell-use-here")).await?;
    phone.see(&w.t("home-ask")).await?;
    phone.press(&w.t("home-ask")).await?;
    phone.press("送饭、做饭").await?;
    phone.choose("上门来做").await?;
    phone.press(&w.t("common-next")).await?;
    phone.see("吃饭有什么要注意").await?;
    phone.client.switch_to_window(first).await?;
    phone.see(&w.t("shell-moved-title")).await?;
    phone.press(&w.t("shell-use-here")).await?;
    phone.press(&w.t("home-matters")).await?;
    phone.see("送饭、做饭").await?;
    phone.close().await
}
