//! The officer's desk: a case from the queue to the decision without a mouse, several
//! taken on at once, and words that outlive a pulled plug.

use crate::{
    paperwork::{ID_OF_LI, ID_OF_WANG, fill_in_the_allowance, open_service, write},
    people::{LI, WANG, ZHENG, go},
    words::Words,
};
use anyhow::{Result, ensure};
use fantoccini::{Locator, key::Key};
use linli_l10n::Lang;
use linli_tests::{
    browser::{Browser, Screen},
    town::Town,
};

/// What has the focus: its id, and how it would be read out.
const FOCUS: &str = "
    const e = document.activeElement;
    const label = e.getAttribute('aria-label') ?? (e.labels?.[0] ?? e).textContent ?? '';
    return [e.tagName, e.id, label.trim()];";

async fn focus(desk: &Browser) -> Result<(String, String, String)> {
    let found = desk.run(FOCUS, vec![]).await?;
    Ok(serde_json::from_value(found)?)
}

/// Waits until the element `id` has the focus.
async fn lands_on(desk: &Browser, id: &str) -> Result<()> {
    desk.until(&format!("the focus on `{id}`"), async |_| {
        let (_, now, _) = focus(desk).await?;
        Ok((now == id).then_some(()))
    })
    .await
}

/// Goes on with the Tab key until something named `name` has the focus.
async fn tab_to(desk: &Browser, name: &str) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..80 {
        let (tag, id, label) = focus(desk).await?;
        ensure!(
            tag != "BODY" && tag != "HTML",
            "after {passed:?} nothing has the focus, and `{name}` had it never"
        );
        passed.push(label.clone());
        let is_pressed = matches!(
            tag.as_str(),
            "A" | "BUTTON" | "INPUT" | "TEXTAREA" | "SUMMARY"
        );
        if is_pressed && (label.contains(name) || id == name) {
            return Ok(());
        }
        desk.keys(&char::from(Key::Tab).to_string()).await?;
    }
    anyhow::bail!("`{name}` is not reached by Tab")
}

async fn enter(desk: &Browser) -> Result<()> {
    desk.keys(&char::from(Key::Enter).to_string()).await
}

/// Reaches it and presses it.
async fn use_key(desk: &Browser, name: &str) -> Result<()> {
    tab_to(desk, name).await?;
    enter(desk).await
}

/// Reaches an option and chooses it.
async fn tick(desk: &Browser, name: &str) -> Result<()> {
    tab_to(desk, name).await?;
    desk.keys(" ").await
}

/// A phone whose person has applied for the allowance.
async fn applied(town: &Town, w: &Words, name: &str, id_number: &str) -> Result<Browser> {
    let phone = town.phone(id_number, Screen::Phone, w.tag()).await?;
    town.enrol(&phone, name).await?;
    phone.see(&w.t("delivery-all")).await?;
    open_service(&phone, w, w.pick("高龄津贴", "Old-age allowance")).await?;
    fill_in_the_allowance(&phone, w, id_number).await?;
    phone.press(&w.t("form-send")).await?;
    phone.see(&w.t("way-received")).await?;
    Ok(phone)
}

async fn at_desk(town: &Town, w: &Words) -> Result<Browser> {
    let desk = town.phone("desk", Screen::Desk, w.tag()).await?;
    town.enrol(&desk, ZHENG).await?;
    desk.see(&w.t("delivery-all")).await?;
    Ok(desk)
}

#[tokio::test]
async fn a_whole_case_is_handled_by_keyboard_alone() -> Result<()> {
    let w = Words::of(Lang::En);
    let town = Town::new().await?;
    let wang = applied(&town, &w, WANG, ID_OF_WANG).await?;
    let desk = at_desk(&town, &w).await?;
    desk.see(WANG).await?;
    desk.see("accept by").await?;
    desk.picture("desk-queue").await?;

    // The single keys can be switched off, and on again.
    use_key(&desk, &w.t("queue-keys")).await?;
    use_key(&desk, &w.t("queue-keys-off")).await?;
    desk.see(&w.t("queue-keys-are-off")).await?;
    desk.keys("j").await?;
    let (_, _, label) = focus(&desk).await?;
    ensure!(label == w.t("queue-keys-on"), "no key moved the focus");
    enter(&desk).await?;
    desk.see(&w.t("queue-keys-are-on")).await?;

    desk.keys("/").await?;
    lands_on(&desk, "search").await?;
    desk.keys("王秀英").await?;
    desk.keys(&char::from(Key::Tab).to_string()).await?;
    desk.see("1 application").await?;
    desk.keys("j").await?;
    lands_on(&desk, "row-0").await?;
    enter(&desk).await?;
    desk.see(&w.t("case-answers")).await?;
    lands_on(&desk, "title").await?;

    // "Show" stays where it is.
    use_key(&desk, &w.t("case-show")).await?;
    let (_, _, label) = focus(&desk).await?;
    ensure!(label.starts_with(&w.t("case-hide")), "{label}");

    // What she shows at the desk is noted, once it is said twice.
    desk.see(&w.t("case-paper-missing")).await?;
    use_key(&desk, &w.t("case-paper-seen")).await?;
    lands_on(&desk, "paper_question").await?;
    use_key(&desk, &w.t("common-not-now")).await?;
    lands_on(&desk, "case-papers").await?;
    use_key(&desk, &w.t("case-paper-seen")).await?;
    lands_on(&desk, "paper_question").await?;
    desk.picture("desk-paper-asks").await?;
    use_key(&desk, &w.t("case-paper-yes")).await?;
    lands_on(&desk, "case-papers").await?;
    desk.see("Shown at the desk to 郑文").await?;
    desk.picture("desk-papers").await?;
    wang.see("Shown at the office").await?;

    use_key(&desk, &w.t("case-take")).await?;
    lands_on(&desk, "case-do").await?;
    desk.see("You are working on it until").await?;
    use_key(&desk, &w.t("case-renew")).await?;
    lands_on(&desk, "case-do").await?;
    use_key(&desk, &w.t("case-accept")).await?;
    lands_on(&desk, "case_question").await?;
    desk.picture("desk-asks").await?;
    use_key(&desk, &w.t("common-not-now")).await?;
    lands_on(&desk, "case-do").await?;
    use_key(&desk, &w.t("case-accept")).await?;
    lands_on(&desk, "case_question").await?;
    use_key(&desk, &w.t("case-accept")).await?;
    lands_on(&desk, "case-do").await?;
    desk.see("working days left").await?;

    use_key(&desk, &w.t("case-ask-more")).await?;
    desk.see(&w.t("more-items")).await?;
    lands_on(&desk, "title").await?;
    // What is missing is said at the top, and the focus goes there and not away again.
    use_key(&desk, &w.t("common-next")).await?;
    desk.see(&w.t("common-mistakes")).await?;
    tick(&desk, "Which card should the money").await?;
    tab_to(&desk, "words").await?;
    desk.keys("please write it again").await?;
    lands_on(&desk, "words").await?;
    use_key(&desk, &w.t("common-next")).await?;
    lands_on(&desk, "question").await?;
    use_key(&desk, &w.t("case-send-no")).await?;
    lands_on(&desk, "title").await?;
    use_key(&desk, &w.t("common-next")).await?;
    lands_on(&desk, "question").await?;
    use_key(&desk, &w.t("case-send-yes")).await?;
    desk.see(&w.t("due-rests")).await?;
    lands_on(&desk, "title").await?;

    wang.press(&w.t("application-more-answer")).await?;
    wang.press(&w.t("form-known-change")).await?;
    write(
        &wang,
        &w,
        "Which card should the money",
        "6222020000000000018",
    )
    .await?;
    wang.press(&w.t("application-more-send")).await?;
    desk.see(&w.t("desk-way-supplemented")).await?;

    use_key(&desk, &w.t("case-decide")).await?;
    desk.see(&w.t("decide-outcome")).await?;
    lands_on(&desk, "title").await?;
    // Radio buttons are one stop; arrows choose among them.
    tick(&desk, &w.t("decide-granted")).await?;
    desk.keys(&char::from(Key::Down).to_string()).await?;
    desk.keys(&char::from(Key::Down).to_string()).await?;
    desk.see(&w.t("reason-conditions-not-met")).await?;
    desk.not_see(&w.t("reason-conditions-met")).await?;
    tick(&desk, &w.t("reason-conditions-not-met")).await?;
    tab_to(&desk, "words").await?;
    desk.keys("not registered here").await?;
    use_key(&desk, &w.t("common-next")).await?;
    lands_on(&desk, "question").await?;
    desk.see("60 天").await?;
    desk.see("60 days").await?;
    desk.picture("desk-last-look").await?;
    use_key(&desk, &w.t("case-send-yes")).await?;
    desk.see("not registered here").await?;
    lands_on(&desk, "title").await?;
    desk.see("please write it again").await?;
    desk.picture("desk-story").await?;

    wang.see(&w.t("application-refused")).await?;
    wang.see(&w.t("reason-conditions-not-met")).await?;
    // How to appeal was written in two languages; she reads hers.
    wang.see("60 days").await?;
    wang.not_see("60 天").await?;
    wang.close().await?;
    desk.close().await
}

/// What the page was told to print, and what it gave to the system to keep.
const WATCH: &str = "
    window.prints = 0;
    window.print = () => { window.prints += 1; };
    const made = URL.createObjectURL.bind(URL);
    URL.createObjectURL = blob => { window.blob = blob; return made(blob); };";

const KEPT: &str = "
    const done = arguments[arguments.length - 1];
    window.blob.arrayBuffer().then(bytes => done([...new Uint8Array(bytes)]));";

#[tokio::test]
async fn what_comes_to_the_desk_is_taken_in_and_who_decided_has_a_name() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let town = Town::new().await?;
    let wang = applied(&town, &w, WANG, ID_OF_WANG).await?;
    let desk = at_desk(&town, &w).await?;
    desk.see(WANG).await?;
    desk.run(WATCH, vec![]).await?;
    desk.press(&w.t("queue-csv")).await?;
    desk.see("1 件存进了文件").await?;
    let bytes = desk.run_async(KEPT, vec![]).await?;
    let bytes: Vec<u8> = serde_json::from_value(bytes)?;
    let text = String::from_utf8(bytes)?;
    ensure!(
        text.starts_with('\u{feff}'),
        "spreadsheets know UTF-8 by it"
    );
    ensure!(text.lines().count() == 2 && text.contains(WANG), "{text}");
    desk.picture("desk-csv").await?;

    desk.press_in("tr", WANG, " ").await?;
    desk.see(&w.t("case-rules-yes")).await?;
    let title = desk.run("return document.querySelector('h1').innerText", vec![]);
    let title = title.await?;
    ensure!(title.as_str().unwrap_or_default().contains(WANG), "{title}");
    desk.press(&w.t("case-print")).await?;
    ensure!(desk.run("return window.prints", vec![]).await? == 1);
    desk.press(&w.t("case-accept")).await?;
    lands_on(&desk, "case_question").await?;
    desk.press(&w.t("case-accept")).await?;
    lands_on(&desk, "case-do").await?;
    desk.press(&w.t("case-ask-more")).await?;
    desk.see(&w.t("more-items")).await?;
    let first = "document.querySelector('input[type=checkbox]').click()";
    desk.run(first, vec![]).await?;
    desk.fill("#words", "请再写一次").await?;
    desk.press(&w.t("common-next")).await?;
    lands_on(&desk, "question").await?;
    desk.press(&w.t("case-send-yes")).await?;
    desk.see(&w.t("due-rests")).await?;
    wang.see(&w.t("application-more")).await?;

    // It came to the desk instead: the office needs nothing more, and its time runs on.
    desk.press(&w.t("case-no-more")).await?;
    lands_on(&desk, "case_question").await?;
    desk.picture("desk-no-more-asks").await?;
    desk.press(&w.t("case-no-more")).await?;
    lands_on(&desk, "case-do").await?;
    desk.not_see(&w.t("due-rests")).await?;
    wang.see(&w.t("way-no-more-asked")).await?;

    // Decided without a turn, and told to her at the desk, which she reads later.
    let page = wang.run("return location.hash.slice(2)", vec![]).await?;
    go(&wang, "").await?;
    desk.press(&w.t("case-decide")).await?;
    desk.choose(&w.t("decide-granted")).await?;
    desk.choose(&w.t("reason-conditions-met")).await?;
    desk.fill("#words", "都符合").await?;
    desk.press(&w.t("common-next")).await?;
    lands_on(&desk, "question").await?;
    desk.press(&w.t("case-send-yes")).await?;
    desk.see(&w.t("desk-decided")).await?;
    desk.picture("desk-decided").await?;
    desk.press(&w.t("case-served")).await?;
    lands_on(&desk, "case_question").await?;
    desk.press(&w.t("case-served")).await?;
    lands_on(&desk, "case-do").await?;
    desk.see(&w.t("case-nothing-to-do")).await?;
    go(&wang, page.as_str().unwrap_or_default()).await?;
    wang.see(&w.t("application-granted")).await?;
    wang.see(&format!("{ZHENG}，")).await?;
    wang.close().await?;
    desk.close().await
}

#[tokio::test]
async fn what_was_refused_names_its_case_and_leads_there() -> Result<()> {
    let w = Words::of(Lang::En);
    let mut town = Town::new().await?;
    let wang = applied(&town, &w, WANG, ID_OF_WANG).await?;
    let desk = at_desk(&town, &w).await?;
    let away = town.phone("away", Screen::Desk, w.tag()).await?;
    town.enrol(&away, ZHENG).await?;
    away.see(&w.t("delivery-all")).await?;
    away.press_in("tr", WANG, " ").await?;
    away.see(&w.t("case-answers")).await?;
    // Written where there is no network, while it was accepted elsewhere.
    town.server.kill()?;
    away.press(&w.t("case-turn-away")).await?;
    away.choose(&w.t("reason-other-office")).await?;
    away.fill("#words", "not for us").await?;
    away.fill("#where", "next door").await?;
    away.press(&w.t("common-next")).await?;
    away.press(&w.t("case-send-yes")).await?;
    away.see(&w.t("desk-not-accepted")).await?;
    away.kill().await?;
    town.server.resume()?;
    desk.press_in("tr", WANG, " ").await?;
    desk.press(&w.t("case-accept")).await?;
    lands_on(&desk, "case_question").await?;
    desk.press(&w.t("case-accept")).await?;
    wang.see(&w.t("way-accepted")).await?;

    let away = town.phone("away", Screen::Desk, w.tag()).await?;
    go(&away, "refused").await?;
    away.see("not for us").await?;
    away.see(WANG).await?;
    away.picture("desk-refused").await?;
    away.press(WANG).await?;
    away.see(&w.t("case-answers")).await?;
    go(&away, "refused").await?;
    away.press(&w.t("refused-let-go")).await?;
    away.see(&w.t("refused-none")).await?;
    lands_on(&away, "title").await?;
    for screen in [wang, desk, away] {
        screen.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn several_are_taken_on_at_once_and_only_what_is_seen() -> Result<()> {
    let w = Words::of(Lang::En);
    let town = Town::new().await?;
    let wang = applied(&town, &w, WANG, ID_OF_WANG).await?;
    let li = applied(&town, &w, LI, ID_OF_LI).await?;
    let desk = at_desk(&town, &w).await?;
    for name in [WANG, LI] {
        desk.see(name).await?;
        select(&desk, name).await?;
    }
    desk.see("2 applications selected").await?;
    // Looking for somebody else is another question.
    desk.fill("#search", "李国强").await?;
    desk.see("1 application").await?;
    desk.not_see("selected").await?;
    desk.run("location.reload()", vec![]).await?;
    for name in [WANG, LI] {
        desk.see(name).await?;
        select(&desk, name).await?;
    }
    desk.press("Accept 2 applications").await?;
    lands_on(&desk, "bulk_title").await?;
    let asked = desk
        .run("return document.querySelector('.notice').innerText", vec![])
        .await?;
    let asked = asked.as_str().unwrap_or_default();
    ensure!(asked.contains(WANG) && asked.contains(LI), "{asked}");
    desk.picture("desk-bulk-asks").await?;
    desk.press(&w.t("bulk-yes")).await?;
    desk.see("2 applications accepted").await?;
    lands_on(&desk, "bulk_title").await?;
    desk.picture("desk-bulk-done").await?;
    desk.press(&w.t("bulk-close")).await?;
    lands_on(&desk, "found").await?;
    for phone in [&wang, &li] {
        phone.see(&w.t("way-accepted")).await?;
    }

    // Words that are being written outlive a pulled plug, and what was chosen too.
    desk.press_in("tr", WANG, " ").await?;
    // Neither does what an officer notes for themselves.
    desk.fill("#own-note", "her son calls at ten").await?;
    desk.press(&w.t("case-decide")).await?;
    desk.choose(&w.t("decide-refused")).await?;
    desk.choose(&w.t("reason-not-proved")).await?;
    desk.fill("#words", "half a sentence").await?;
    let case = desk.run("return location.hash", vec![]).await?;
    let case = case.as_str().unwrap_or_default().to_owned();
    go(&desk, "").await?;
    desk.see(&w.t("queue-search")).await?;
    desk.kill().await?;
    let desk = town.phone("desk", Screen::Desk, w.tag()).await?;
    go(&desk, case.trim_start_matches("#/")).await?;
    desk.see(&w.t("decide-appeal")).await?;
    let text = desk
        .run("return document.querySelector('#words').value", vec![])
        .await?;
    ensure!(text == "half a sentence", "{text}");
    let chosen = "return document.querySelectorAll('input:checked').length";
    ensure!(desk.run(chosen, vec![]).await? == 2);
    desk.press(&w.t("common-back")).await?;
    let note = "return document.querySelector('#own-note')?.value ?? ''";
    desk.until("the note", async |_| {
        let note = desk.run(note, vec![]).await?;
        Ok((note == "her son calls at ten").then_some(()))
    })
    .await?;
    for screen in [wang, li, desk] {
        screen.close().await?;
    }
    Ok(())
}

/// Ticks the box of the row that shows `name`.
async fn select(desk: &Browser, name: &str) -> Result<()> {
    let path = format!("//tr[contains(normalize-space(.), \"{name}\")]//input");
    desk.until(&format!("the box of {name}"), async |client| {
        client.find(Locator::XPath(&path)).await?.click().await?;
        Ok(Some(()))
    })
    .await
}
