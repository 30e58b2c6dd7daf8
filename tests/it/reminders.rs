//! A day to remember: worked out on the phone from what was said, shown on the home
//! page, and told beside the app to who wants that, once.

use crate::{
    paperwork::pick,
    people::{LI, go},
    words::Words,
};
use anyhow::{Result, ensure};
use linli_l10n::Lang;
use linli_tests::{
    browser::{Browser, Screen},
    town::Town,
};
use serde_json::Value;

/// A year ago and twenty days after: what is due every year is due in twenty days.
const LAST: &str = "
    const day = new Date(); day.setFullYear(day.getFullYear() - 1); day.setDate(day.getDate() + 20);
    return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map(String);";
/// Whether the app has noted that a notice was shown.
const SHOWN: &str = "return Boolean(localStorage.getItem('linli-notices'))";
const TOLD: &str = "
    const done = arguments[arguments.length - 1];
    navigator.serviceWorker.ready
        .then((worker) => worker.getNotifications())
        .then((notices) => done(notices.map((notice) => [notice.title, notice.body])));";

#[tokio::test]
async fn the_pension_check_is_remembered_without_a_network() -> Result<()> {
    let w = Words::of(Lang::En);
    let mut town = Town::new().await?;
    let li = town.phone("li", Screen::Phone, w.tag()).await?;
    town.enrol(&li, LI).await?;
    li.see(&w.t("delivery-all")).await?;
    li.until_offline_ready().await?;
    town.server.kill()?;
    go(&li, "about/pension-eligibility-check").await?;
    pick(&li, &w, "Do you get a pension", "Yes").await?;
    li.see("When was your last check").await?;
    let last = li.run(LAST, vec![]).await?;
    let last: [String; 3] = serde_json::from_value(last)?;
    for (part, number) in ["year", "month", "day"].iter().zip(&last) {
        li.fill(&format!("#answer-pension_check_on-{part}"), number)
            .await?;
    }
    li.press(&w.t("common-next")).await?;
    li.see(&last[0]).await?;

    go(&li, "").await?;
    li.see("Please do this by").await?;
    ensure!(told(&li).await?.is_empty(), "nobody has been asked yet");
    li.allow("notifications").await?;
    li.press(&w.t("remind-ask")).await?;
    // The browser forgets a notice that it is asked about while it shows it.
    li.until("a notice", async |client| {
        let shown = client.execute(SHOWN, vec![]).await?.as_bool();
        Ok(shown.filter(|shown| *shown).map(drop))
    })
    .await?;
    let first = told(&li).await?;
    ensure!(first.len() == 1, "one notice: {first:?}");
    ensure!(first[0][0] == "Yearly pension check", "{first:?}");
    li.not_see(&w.t("remind-ask")).await?;
    li.picture("reminder").await?;

    // Closed and opened again: it was told.
    li.run_async(
        "const done = arguments[0];
         navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
            .then((notices) => { notices.forEach((notice) => notice.close()); done(); });",
        vec![],
    )
    .await?;
    li.run("location.reload()", vec![]).await?;
    li.see("Please do this by").await?;
    ensure!(told(&li).await?.is_empty(), "told once");
    li.close().await
}

async fn told(phone: &Browser) -> Result<Vec<[String; 2]>> {
    let told: Value = phone.run_async(TOLD, vec![]).await?;
    Ok(serde_json::from_value(told)?)
}
