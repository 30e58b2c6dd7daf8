//! What a person waits for: the first page they can use, and the next question after
//! a tap. In the real window and in real Chromium at phone size, release build.
//!
//! Times of starts include the start of the program by its driver.

use anyhow::{Context, Result};
use linli_l10n::{Lang, Messages};
use linli_tests::{
    browser::{Browser, Screen},
    desktop::Desktop,
    town::Town,
};
use std::time::{Duration, Instant};

const WANG: &str = "王秀英 Wang Xiuying";
const STARTS: usize = 5;
const TAPS: usize = 30;

#[tokio::main]
async fn main() -> Result<()> {
    let home = Messages::new(Lang::ZhCn).text("home-ask", &[]);
    let mut town = Town::new().await?;
    browser(&mut town, &home).await?;
    town.server.resume()?;
    desktop(&town, &home).await
}

async fn browser(town: &mut Town, home: &str) -> Result<()> {
    let mut cold = Vec::new();
    for number in 0..STARTS {
        let start = Instant::now();
        let phone = town
            .phone(&format!("cold-{number}"), Screen::Phone, "zh-CN")
            .await?;
        phone
            .until("the first page", async |client| {
                Ok(client.find(CODE).await.ok().map(drop))
            })
            .await?;
        cold.push(start.elapsed());
        phone.close().await?;
    }
    tell(
        "browser, never opened before: to the field for the code",
        &cold,
    );

    let phone = town.phone("wang", Screen::Phone, "zh-CN").await?;
    town.enrol(&phone, WANG).await?;
    phone.see(home).await?;
    taps(&phone).await?;
    phone.slow_down(4).await?;
    form(&phone).await?;
    phone.slow_down(1).await?;
    phone.until_offline_ready().await?;
    phone.close().await?;
    tell(
        "browser, enrolled: to the home page",
        &starts(town, home).await?,
    );
    town.server.kill()?;
    tell(
        "browser, enrolled, no network: to the home page",
        &starts(town, home).await?,
    );
    Ok(())
}

const CODE: fantoccini::Locator<'static> = fantoccini::Locator::Css("#code");

async fn starts(town: &Town, home: &str) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        let phone = town.phone("wang", Screen::Phone, "zh-CN").await?;
        phone.see(home).await?;
        times.push(start.elapsed());
        phone.close().await?;
    }
    Ok(times)
}

/// Another answer, "next", and the next question: the answer is on the disk before.
/// Timed in the page, so that the driver is not in it.
const TAP: &str = "
    const done = arguments[arguments.length - 1];
    const option = document.querySelectorAll('main input')[arguments[0]];
    const before = document.querySelector('main h2, main legend').textContent;
    option.click();
    const start = performance.now();
    const watch = new MutationObserver(() => {
        const now = document.querySelector('main h2, main legend');
        if (now && now.textContent !== before) {
            watch.disconnect();
            requestAnimationFrame(() => done(performance.now() - start));
        }
    });
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    requestAnimationFrame(() => document.querySelector('.dock button').click());
";

async fn taps(phone: &Browser) -> Result<()> {
    phone.run("location.hash = 'ask'", vec![]).await?;
    phone.press("帮您洗澡").await?;
    let mut times = Vec::new();
    for turn in 0..TAPS {
        phone.see("您想怎么洗").await?;
        let took = phone.run_async(TAP, vec![(turn % 4).into()]).await?;
        times.push(Duration::from_secs_f64(
            took.as_f64().context("no time")? / 1_000.0,
        ));
        phone.client.back().await?;
    }
    tell(
        "browser: from \"next\" to the next question, the answer saved between",
        &times,
    );
    Ok(())
}

/// From a press on what matches the selector to the next heading, drawn.
const PRESS: &str = "
    const done = arguments[arguments.length - 1];
    const heading = () => document.querySelector('main h2, main legend')?.textContent;
    const before = heading();
    const start = performance.now();
    const watch = new MutationObserver(() => {
        const now = heading();
        if (now && now !== before) {
            watch.disconnect();
            requestAnimationFrame(() => done(performance.now() - start));
        }
    });
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    document.querySelector(arguments[0]).click();
";

/// With the page's thread four times slower: a form opened, and its next question.
async fn form(phone: &Browser) -> Result<()> {
    let took = async |css: &str| {
        let took = phone.run_async(PRESS, vec![css.into()]).await?;
        let seconds = took.as_f64().context("no time")? / 1_000.0;
        anyhow::Ok(Duration::from_secs_f64(seconds))
    };
    let (mut opened, mut next) = (Vec::new(), Vec::new());
    for _ in 0..TAPS {
        phone
            .run("location.hash = 'service/senior-card'", vec![])
            .await?;
        phone.see("我要办").await?;
        opened.push(took("main button").await?);
        phone.see("您叫什么名字").await?;
        next.push(took(".dock button").await?);
        phone.see("身份证号码").await?;
        // As nobody had answered yet.
        phone.run("location.hash = 'matters'", vec![]).await?;
        phone.press("接着写").await?;
        phone.press("不要了").await?;
        phone.press("不要了").await?;
        phone.see("我的事项").await?;
    }
    tell(
        "browser, 4 times slower: to a form's first question",
        &opened,
    );
    tell(
        "browser, 4 times slower: to the next question, the answer saved between",
        &next,
    );
    Ok(())
}

async fn desktop(town: &Town, home: &str) -> Result<()> {
    let mut cold = Vec::new();
    for number in 0..STARTS {
        let desktop = Desktop::new(town, &format!("desk-{number}")).await?;
        let start = Instant::now();
        let window = desktop.open().await?;
        window
            .until("the first page", async |client| {
                Ok(client.find(CODE).await.ok().map(drop))
            })
            .await?;
        cold.push(start.elapsed());
        window.close().await?;
    }
    tell(
        "desktop, never opened before: to the field for the code",
        &cold,
    );

    let desktop = Desktop::new(town, "desk").await?;
    let window = desktop.open().await?;
    town.enrol(&window, WANG).await?;
    window.see(home).await?;
    window.close().await?;
    let mut warm = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        let window = desktop.open().await?;
        window.see(home).await?;
        warm.push(start.elapsed());
        window.close().await?;
    }
    tell("desktop, enrolled: to the home page", &warm);
    Ok(())
}

fn tell(what: &str, times: &[Duration]) {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at = |index: usize| sorted.get(index).map_or(0, Duration::as_millis);
    println!(
        "{what}: {} ms (from {} to {}, {} times)",
        at(sorted.len() / 2),
        at(0),
        at(sorted.len().saturating_sub(1)),
        sorted.len()
    );
}
