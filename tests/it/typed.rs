//! What is typed, copied and chosen: kept as it is, in one form, or told at once; found by
//! the words that the pages use; and nothing is asked for twice.

use crate::{
    floor::look,
    paperwork::{
        FILE_FIELD, ID_OF_WANG, begin, confirm, day, fill_in_the_allowance, open_service, pick,
    },
    people::{LIN, WANG, go},
    words::Words,
};
use anyhow::{Context, Result, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use linli_l10n::Lang;
use linli_tests::{
    audit::Floor,
    browser::{Browser, Screen},
    camera,
    town::Town,
};
use serde_json::json;

#[tokio::test]
async fn what_cannot_be_read_stays_as_typed_in_chinese() -> Result<()> {
    half_typed(Lang::ZhCn).await
}

#[tokio::test]
async fn what_cannot_be_read_stays_as_typed_in_english() -> Result<()> {
    half_typed(Lang::En).await
}

async fn half_typed(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let town = Town::new().await?;
    let wang = resident(&town, &w).await?;
    let form = begin(&wang, &w, w.pick("养老金资格认证", "Yearly pension check")).await?;
    confirm(&wang, &w, w.pick("您叫什么名字", "What is your name")).await?;
    // The page goes on by itself; only then is another one opened.
    wang.see(w.pick("您的身份证号码", "What is your ID number"))
        .await?;
    let question = |field: &str| format!("{form}/question/{field}");
    let pension = w.pick("您在领养老金吗", "Do you get a pension");
    go(&wang, &question("pension")).await?;
    pick(&wang, &w, pension, w.pick("在领", "Yes")).await?;

    // On the way to the 31st of February stands the 3rd: it is not kept.
    go(&wang, &question("pension_check_on")).await?;
    let asked = w.pick("上次认证是哪一天", "When was your last check");
    wang.see(asked).await?;
    day(&wang, "pension_check_on", ["2026", "2", "31"]).await?;
    // The list of answers shows what is kept.
    go(&wang, &format!("{form}/check")).await?;
    wang.see("2026 2 31").await?;
    go(&wang, &question("pension_check_on")).await?;
    wang.see(asked).await?;
    wang.run("location.reload()", vec![]).await?;
    wang.until("the 31st in the field", async |client| {
        let field = "return document.querySelector('#answer-pension_check_on-day')?.value";
        let shown = client.execute(field, vec![]).await?;
        Ok((shown == "31").then_some(()))
    })
    .await?;
    go(&wang, &format!("{form}/check")).await?;
    wang.see("2026 2 31").await?;
    wang.see(&w.t("form-half")).await?;
    look(&wang, &format!("typed-half-{}", w.tag()), Floor::Resident).await?;
    wang.press(&w.t("form-send")).await?;
    wang.see(&w.t("common-mistakes")).await?;

    // A number as it is copied from a telephone book.
    go(&wang, &question("phone")).await?;
    wang.press(&w.t("form-known-change")).await?;
    let copied = "\u{202a}+86\u{a0}138.0013.8000\u{202c}\u{200b}";
    wang.fill("#answer-phone", copied).await?;
    wang.press(&w.t("common-next")).await?;
    wang.see(w.pick("您的社保卡号是多少", "social security card"))
        .await?;
    go(&wang, &format!("{form}/check")).await?;
    wang.see("+86 138-0013-8000").await?;
    wang.close().await
}

#[tokio::test]
async fn a_card_is_seen_whole_and_no_allowance_is_asked_for_twice_in_chinese() -> Result<()> {
    card_and_doubles(Lang::ZhCn).await
}

#[tokio::test]
async fn a_card_is_seen_whole_and_no_allowance_is_asked_for_twice_in_english() -> Result<()> {
    card_and_doubles(Lang::En).await
}

async fn card_and_doubles(lang: Lang) -> Result<()> {
    let w = Words::of(lang);
    let town = Town::new().await?;
    let wang = resident(&town, &w).await?;
    let name = w.pick("高龄津贴", "Old-age allowance");
    let form = begin(&wang, &w, name).await?;
    go(&wang, &format!("{form}/question/account")).await?;
    wang.fill("#answer-account", "6222021234567890128").await?;
    wang.until("all digits in groups", async |client| {
        let field = "return document.querySelector('#answer-account').value";
        let shown = client.execute(field, vec![]).await?;
        Ok((shown == "6222 0212 3456 7890 128").then_some(()))
    })
    .await?;
    wang.see("19").await?;
    look(&wang, &format!("typed-card-{}", w.tag()), Floor::Resident).await?;
    let hidden = "const field = document.querySelector('#answer-account');
        return field.scrollHeight > field.clientHeight + 1 || field.scrollWidth > field.clientWidth + 1";
    ensure!(
        wang.run(hidden, vec![]).await? == false,
        "a digit is out of sight"
    );

    // What speaks against it by her own answers is told before it is sent.
    open_service(&wang, &w, name).await?;
    wang.see(&w.t("service-matter-begun")).await?;
    look(&wang, &format!("typed-begun-{}", w.tag()), Floor::Resident).await?;
    go(&wang, &format!("{form}/question/hukou_here")).await?;
    let hukou = w.pick("您的户口在本区吗", "Is your household register");
    let called = w.pick("打哪个电话找您", "What is your phone number");
    pick(&wang, &w, hukou, w.pick("不在", "No")).await?;
    wang.see(called).await?;
    go(&wang, &format!("{form}/check")).await?;
    wang.see(&w.t("form-against")).await?;
    look(
        &wang,
        &format!("typed-against-{}", w.tag()),
        Floor::Resident,
    )
    .await?;
    go(&wang, &format!("{form}/question/hukou_here")).await?;
    pick(&wang, &w, hukou, w.pick("在", "Yes")).await?;
    wang.see(called).await?;
    go(&wang, &format!("{form}/check")).await?;
    wang.see(&w.t("ask-check")).await?;
    wang.not_see(&w.t("form-against")).await?;
    wang.close().await
}

#[tokio::test]
async fn what_is_under_way_is_not_asked_for_again() -> Result<()> {
    let w = Words::of(Lang::En);
    let town = Town::new().await?;
    let wang = resident(&town, &w).await?;
    open_service(&wang, &w, "Old-age allowance").await?;
    fill_in_the_allowance(&wang, &w, ID_OF_WANG).await?;
    wang.press(&w.t("form-send")).await?;
    wang.see(&w.t("way-received")).await?;
    go(&wang, "services").await?;
    wang.see(&w.t("services-asked-for")).await?;
    wang.picture("typed-services").await?;
    open_service(&wang, &w, "Old-age allowance").await?;
    wang.see(&w.t("service-matter-under-way")).await?;
    wang.not_see(&w.t("service-yes")).await?;
    wang.not_see(&w.t("service-apply")).await?;
    look(&wang, "typed-under-way", Floor::Resident).await?;
    wang.press(&w.t("service-matter-see")).await?;
    wang.see(&w.t("way-received")).await?;
    wang.close().await
}

#[tokio::test]
async fn a_picture_is_kept_whole_and_readable_or_not_at_all() -> Result<()> {
    let w = Words::of(Lang::En);
    let town = Town::new().await?;
    let wang = resident(&town, &w).await?;
    let lamp = camera::picture(&wang, &town.profile(""), "lamp").await?;
    let folder = lamp.parent().context("no folder")?.to_owned();
    let form = begin(&wang, &w, "Report a").await?;
    go(&wang, &format!("{form}/question/issue_photos")).await?;
    wang.see("Take a photo").await?;

    let whole = std::fs::read(&lamp)?;
    let torn = folder.join("torn.jpg");
    std::fs::write(&torn, whole.get(..whole.len() / 20).unwrap_or_default())?;
    wang.attach(FILE_FIELD, &torn).await?;
    wang.see(&w.t("answer-error-photo-cut-off")).await?;
    look(&wang, "typed-torn", Floor::Resident).await?;

    let heic = folder.join("IMG_0001.HEIC");
    std::fs::write(&heic, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and more")?;
    wang.attach(FILE_FIELD, &heic).await?;
    wang.see(&w.t("answer-error-photo-heic")).await?;

    let long = folder.join("long.png");
    let draw = "const [width, height] = arguments;
        const canvas = Object.assign(document.createElement('canvas'), { width, height });
        const pen = canvas.getContext('2d');
        pen.fillStyle = '#fff'; pen.fillRect(0, 0, width, height);
        return canvas.toDataURL('image/png').split(',')[1];";
    let drawn = wang.run(draw, vec![json!(900), json!(12_000)]).await?;
    std::fs::write(
        &long,
        STANDARD.decode(drawn.as_str().context("no picture")?)?,
    )?;
    wang.attach(FILE_FIELD, &long).await?;
    wang.see(&w.t("photos-tiny")).await?;
    look(&wang, "typed-tiny", Floor::Resident).await?;
    wang.press(&w.t("photos-tiny-leave")).await?;
    wang.not_see(&w.t("photos-tiny-words")).await?;
    wang.see(&w.count("photos-count", 0)).await?;
    wang.attach(FILE_FIELD, &long).await?;
    wang.press(&w.t("photos-tiny-keep")).await?;
    // With a network it may be there at once.
    wang.see(&w.count("photos-count", 1)).await?;
    wang.close().await
}

#[tokio::test]
async fn the_worker_finds_residents_by_what_the_page_writes() -> Result<()> {
    let w = Words::of(Lang::ZhCn);
    let town = Town::new().await?;
    let lin = town.phone("lin", Screen::Desk, w.tag()).await?;
    town.enrol(&lin, LIN).await?;
    lin.see(&w.t("delivery-all")).await?;
    lin.see(WANG).await?;
    for typed in [
        "wxy",
        "wangxiuying",
        "1号楼 王秀英",
        "\u{202a}王秀英\u{202c}",
        "+86 000-5555-1001",
    ] {
        lin.fill("#search", typed).await?;
        lin.until(&format!("only her by `{typed}`"), async |client| {
            let rows = "return [...document.querySelectorAll('tbody tr')].map(row => row.innerText).join('|')";
            let rows = client.execute(rows, vec![]).await?;
            let rows = rows.as_str().unwrap_or_default();
            Ok((rows.contains(WANG) && !rows.contains('|')).then_some(()))
        })
        .await?;
    }
    lin.picture("typed-found").await?;
    lin.close().await
}

/// Wang Xiuying's telephone, with everything that the centre has for her.
async fn resident(town: &Town, w: &Words) -> Result<Browser> {
    let wang = town.phone("wang", Screen::Phone, w.tag()).await?;
    town.enrol(&wang, WANG).await?;
    wang.see(&w.t("delivery-all")).await?;
    Ok(wang)
}
