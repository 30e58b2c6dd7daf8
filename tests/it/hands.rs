//! Hands that shake: a second tap, a moment after the first, does nothing more.

use crate::{
    people::{SUN, WANG, XIAOMING, claim, fill_in_a_bath, go, open_the_visit},
    words::Words,
};
use anyhow::{Context, Result, ensure};
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use linli_l10n::Lang;
use linli_tests::{
    browser::{Browser, Screen},
    town::Town,
};
use std::time::Duration;

/// The shortest and the longest time between the taps of a trembling hand.
const APART: [u64; 2] = [90, 350];

/// Where the middle of something is that lies in the main part and can be pressed, once it
/// has been scrolled to; and how much of that there is.
const PLACE: &str = "
    const all = [...document.querySelectorAll('main :is(a[href^=\"#\"], button)')]
        .filter((one) => one.getClientRects().length > 0);
    const one = arguments[1]
        ? all.find((one) => one.textContent.trim().startsWith(arguments[1]))
        : all[arguments[0]];
    if (!one) return [all.length];
    one.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = one.getBoundingClientRect();
    return [all.length, Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];";

/// What can be seen of where somebody has come to: the page, and what is chosen on it.
const STATE: &str = "
    const chosen = [...document.querySelectorAll('input:checked')].map((one) => one.id);
    return JSON.stringify([location.hash, document.documentElement.dataset.drawn, chosen]);";

async fn state(phone: &Browser) -> Result<String> {
    let state = phone.run(STATE, vec![]).await?;
    Ok(state.as_str().unwrap_or_default().to_owned())
}

/// Taps so often on one place, `apart` milliseconds between the taps.
async fn tap(phone: &Browser, (x, y): (i64, i64), times: u32, apart: u64) -> Result<()> {
    let mut hand = MouseActions::new("hand".to_owned()).then(PointerAction::MoveTo {
        duration: None,
        x: x as f64,
        y: y as f64,
    });
    for time in 0..times {
        if time > 0 {
            hand = hand.then(PointerAction::Pause {
                duration: Duration::from_millis(apart),
            });
        }
        hand = hand
            .then(PointerAction::Down { button: 0 })
            .then(PointerAction::Up { button: 0 });
    }
    Ok(phone.client.perform_actions(hand).await?)
}

/// Where it is, and how many there are of its kind.
async fn place(phone: &Browser, which: u64, words: &str) -> Result<(u64, Option<(i64, i64)>)> {
    let found = phone.run(PLACE, vec![which.into(), words.into()]).await?;
    let number = |at: usize| found.get(at).and_then(serde_json::Value::as_i64);
    let count = number(0).context("no answer")?;
    let at = number(1).zip(number(2));
    Ok((count.unsigned_abs(), at))
}

/// Waits until nothing has changed for longer than any pause between two taps.
async fn settled(phone: &Browser) -> Result<String> {
    let still = "
        const done = arguments[arguments.length - 1];
        let timer = setTimeout(end, 500);
        const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(end, 500); });
        watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        function end() { watch.disconnect(); done(true); }";
    phone.run_async(still, vec![]).await?;
    state(phone).await
}

/// Taps twice on each of the first links and buttons of a page, so far apart; it must lead where
/// one tap leads.
async fn try_page(phone: &Browser, route: &str, first: u64, apart: &[u64]) -> Result<u64> {
    let mut tried = 0;
    for which in 0..first {
        go(phone, route).await?;
        settled(phone).await?;
        let (_, Some(at)) = place(phone, which, "").await? else {
            break;
        };
        tap(phone, at, 1, 0).await?;
        let wanted = settled(phone).await?;
        for &apart in apart {
            go(phone, route).await?;
            settled(phone).await?;
            let (_, Some(at)) = place(phone, which, "").await? else {
                continue;
            };
            tap(phone, at, 2, apart).await?;
            let came = settled(phone).await?;
            ensure!(
                came == wanted,
                "{route}, {which}: one tap leads to {wanted}, two {apart} ms apart to {came}"
            );
            tried += 1;
        }
    }
    Ok(tried)
}

#[tokio::test]
async fn a_second_tap_does_nothing_more() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    fill_in_a_bath(&wang, &w).await?;
    let check = wang.run("return location.hash.slice(2)", vec![]).await?;
    let form = check.as_str().context("an address")?.to_owned();
    let first = form.replace("check", "question/mode");
    wang.pause_presses(600).await?;
    let mut tried = 0;
    for route in [
        "", "ask", "services", "matters", "urgent", "details", "devices", &form, &first,
    ] {
        tried += try_page(&wang, route, 3, &APART).await?;
    }
    ensure!(tried > 20, "only {tried} were tried");

    // "Next" without an answer moves what is under the finger.
    go(&wang, "ask").await?;
    wang.pause_presses(0).await?;
    wang.press(w.pick("送饭、做饭", "Meals")).await?;
    wang.see(w.pick("上门来做", "Cook")).await?;
    wang.pause_presses(600).await?;
    for apart in APART {
        settled(&wang).await?;
        let (_, at) = place(&wang, 0, &w.t("common-next")).await?;
        let before = settled(&wang).await?;
        tap(&wang, at.context("no way on")?, 2, apart).await?;
        ensure!(settled(&wang).await? == before, "something was chosen");
    }
    wang.close().await
}

/// Between the two clicks of a hand that does not let go at once.
const CLICKED_TWICE: [u64; 1] = [120];

#[tokio::test]
async fn every_page_of_family_and_carers_takes_two_clicks_for_one() -> Result<()> {
    let w = Words::of(Lang::En);
    let town = Town::new().await?;
    let son = town.phone("son", Screen::Phone, w.tag()).await?;
    town.enrol(&son, XIAOMING).await?;
    son.see(&w.t("delivery-all")).await?;
    fill_in_a_bath(&son, &w).await?;
    let form = son.run("return location.hash.slice(2)", vec![]).await?;
    let form = form.as_str().context("an address")?.to_owned();
    son.pause_presses(600).await?;
    let mut tried = 0;
    for route in ["", "ask", "services", "matters", "details", "urgent", &form] {
        tried += try_page(&son, route, 3, &CLICKED_TWICE).await?;
    }
    son.pause_presses(0).await?;
    go(&son, &form).await?;
    son.press(&w.t("ask-send")).await?;
    son.press(&w.t("form-send-for-yes")).await?;
    son.see(&w.t("ask-sent-there")).await?;
    son.close().await?;

    let sun = town.phone("sun", Screen::Phone, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    go(&sun, "offers").await?;
    claim(&sun, &w, "A wash in bed").await?;
    sun.see(&w.t("offers-yours")).await?;
    open_the_visit(&sun, &w, WANG).await?;
    sun.press(&w.t("visit-set-out")).await?;
    sun.press(&w.t("visit-at-the-door")).await?;
    sun.see("Blood pressure, pulse").await?;
    let check = sun.run("return location.hash.slice(2)", vec![]).await?;
    let check = check.as_str().context("an address")?.to_owned();
    let visit = check.replace("/check/vitals", "");
    let water = check.replace("vitals", "water");
    sun.pause_presses(600).await?;
    for route in ["", "round", &visit, &check, &water] {
        tried += try_page(&sun, route, 3, &CLICKED_TWICE).await?;
    }
    ensure!(tried > 24, "only {tried} were tried");

    // Two clicks on "I'll come" take one request, and lead nowhere else.
    go(&sun, "offers").await?;
    settled(&sun).await?;
    let yours = w.t("offers-yours");
    let before = sun.text().await?.matches(&yours).count();
    let (_, at) = place(&sun, 0, &w.t("offers-claim")).await?;
    tap(&sun, at.context("nothing to claim")?, 2, CLICKED_TWICE[0]).await?;
    sun.until("one more that is hers", async |_| {
        let hers = sun.text().await?.matches(&yours).count();
        Ok((hers == before + 1).then_some(()))
    })
    .await?;
    ensure!(
        settled(&sun).await?.contains("#/offers"),
        "she is elsewhere"
    );
    sun.close().await
}

#[tokio::test]
async fn a_second_tap_takes_no_second_step_of_a_visit() -> Result<()> {
    let w = Words::of(Lang::En);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    fill_in_a_bath(&wang, &w).await?;
    wang.press(&w.t("ask-send")).await?;
    wang.see(&w.t("ask-sent-there")).await?;
    wang.close().await?;
    let sun = town.phone("sun", Screen::Phone, w.tag()).await?;
    town.enrol(&sun, SUN).await?;
    go(&sun, "offers").await?;
    let mark = w.pick("在床上擦身", "A wash in bed");
    claim(&sun, &w, mark).await?;
    sun.see(&w.t("offers-yours")).await?;
    open_the_visit(&sun, &w, WANG).await?;
    sun.pause_presses(600).await?;
    settled(&sun).await?;
    let (_, at) = place(&sun, 0, &w.t("visit-set-out")).await?;
    tap(&sun, at.context("no way to set out")?, 2, APART[1]).await?;
    settled(&sun).await?;
    sun.see(&w.t("visit-at-the-door")).await?;
    // A moment later the next step is taken as ever.
    let (_, at) = place(&sun, 0, &w.t("visit-at-the-door")).await?;
    tap(&sun, at.context("no way to arrive")?, 1, 0).await?;
    sun.see(w.pick("洗之前量过血压", "Blood pressure, pulse"))
        .await?;
    sun.close().await
}

/// From now on whatever the engine is asked takes a while, as on an old phone; and it is
/// noted which links do not stay where they were drawn first.
const WATCH: &str = "
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...what) {
        setTimeout(() => post.apply(this, what), 300);
    };
    const drawn = new Map();
    window.moved = [];
    (function look() {
        for (const link of document.querySelectorAll('main .tile')) {
            const top = link.getBoundingClientRect().top + scrollY;
            const first = drawn.get(link.hash) ?? top;
            drawn.set(link.hash, first);
            if (top !== first) window.moved.push(`${link.hash}: ${first}, ${top}`);
        }
        requestAnimationFrame(look);
    })();";

#[tokio::test]
async fn a_home_stands_still_once_it_is_drawn() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    // A form that waits to be sent stands above the tiles.
    fill_in_a_bath(&wang, &w).await?;
    go(&wang, "matters").await?;
    wang.see(&w.t("matters-go-on")).await?;
    wang.run(WATCH, vec![]).await?;
    go(&wang, "").await?;
    wang.see(&w.t("home-matters")).await?;
    wang.see(w.pick("帮您洗澡", "Help with bathing")).await?;
    settled(&wang).await?;
    let moved = wang.run("return window.moved", vec![]).await?;
    ensure!(moved == serde_json::json!([]), "these moved: {moved}");
    wang.close().await
}

/// Presses the first tile: when something was just put above it, and as if a long time had
/// passed since. Says whether the first press led nowhere, and where the second led.
const PUSHED: &str = "
    const done = arguments[arguments.length - 1];
    const home = location.hash;
    const forget = () => document.querySelectorAll('*').forEach((one) => delete one.linliSince);
    const tile = document.querySelector('main .tile');
    const above = document.createElement('p');
    above.style.blockSize = '100px';
    forget();
    tile.closest('.tiles').before(above);
    requestAnimationFrame(() => requestAnimationFrame(() => {
        tile.click();
        const stays = location.hash === home;
        forget();
        tile.click();
        done([stays, location.hash]);
    }));";

#[tokio::test]
async fn what_was_pushed_under_the_finger_is_not_pressed() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let town = Town::new().await?;
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    settled(&wang).await?;
    // Longer than the slowest machine takes to draw.
    wang.pause_presses(60_000).await?;
    let led = wang.run_async(PUSHED, vec![]).await?;
    ensure!(led == serde_json::json!([true, "#/ask"]), "{led}");
    wang.close().await
}
