//! What residents and officers do with applications, as steps that tests are told in.

use crate::{people::go, words::Words};
use anyhow::{Context, Result};
use fantoccini::Locator;
use linli_tests::browser::Browser;

/// Numbers that pass all checks, of Wang Xiuying and Li Guoqiang.
pub(crate) const ID_OF_WANG: &str = "110101194501010027";
pub(crate) const ID_OF_LI: &str = "110101194102020017";
pub(crate) const CARD: &str = "6222020000000000000";

/// Control and A, then nothing held.
const MARK_ALL: &str = "\u{e009}a\u{e000}";

/// Where pictures that are there already are chosen.
pub(crate) const FILE_FIELD: &str = "input[type=file]:not([capture])";

/// From anywhere to a service's page, by looking for its name.
pub(crate) async fn open_service(phone: &Browser, w: &Words, name: &str) -> Result<()> {
    go(phone, "services").await?;
    phone.see(&w.t("services-search")).await?;
    phone.fill("main input", name).await?;
    // A list that still gets shorter moves under the finger.
    let tiles = "return document.querySelectorAll('main .tile').length < 9";
    phone
        .until("a short list", async |_| {
            let is_short = phone.run(tiles, vec![]).await?;
            Ok((is_short == true).then_some(()))
        })
        .await?;
    phone.press(name).await?;
    phone.see(&w.t("service-steps")).await
}

/// "Yes, that is right", to what is known already.
pub(crate) async fn confirm(phone: &Browser, w: &Words, ask: &str) -> Result<()> {
    phone.see(ask).await?;
    phone.press(&w.t("form-known-yes")).await
}

/// Answers a question with words.
pub(crate) async fn write(phone: &Browser, w: &Words, ask: &str, words: &str) -> Result<()> {
    phone.see(ask).await?;
    phone.fill("main input, main textarea", words).await?;
    phone.press(&w.t("common-next")).await
}

/// Answers a question with an option.
pub(crate) async fn pick(phone: &Browser, w: &Words, ask: &str, option: &str) -> Result<()> {
    phone.see(ask).await?;
    phone.choose(option).await?;
    phone.press(&w.t("common-next")).await
}

/// From the service's page to "read it once more".
pub(crate) async fn fill_in_the_allowance(
    phone: &Browser,
    w: &Words,
    id_number: &str,
) -> Result<()> {
    up_to_the_number(phone, w).await?;
    phone.fill("main textarea", id_number).await?;
    phone.press(&w.t("common-next")).await?;
    from_the_number_on(phone, w).await
}

/// From the service's page to the question for the ID number.
pub(crate) async fn up_to_the_number(phone: &Browser, w: &Words) -> Result<()> {
    phone.press(&w.t("service-apply")).await?;
    phone.see(&w.t("form-parts")).await?;
    phone.press(w.pick("您的情况", "About you")).await?;
    confirm(phone, w, w.pick("您叫什么名字", "What is your name")).await?;
    let number = w.pick("您的身份证号码", "What is your ID number");
    phone.see(number).await
}

/// From the question after it to "read it once more".
pub(crate) async fn from_the_number_on(phone: &Browser, w: &Words) -> Result<()> {
    confirm(
        phone,
        w,
        w.pick("您是哪天出生的", "What is your date of birth"),
    )
    .await?;
    let hukou = w.pick("您的户口在本区吗", "Is your household register");
    pick(phone, w, hukou, w.pick("在", "Yes")).await?;
    confirm(
        phone,
        w,
        w.pick("打哪个电话找您", "What is your phone number"),
    )
    .await?;
    phone.press(w.pick("收钱的卡", "Your bank card")).await?;
    let card = w.pick("钱打到您的哪张卡上", "Which card should the money");
    write(phone, w, card, CARD).await?;
    phone.press(w.pick("谁来办", "Who is applying")).await?;
    let who = w.pick("是谁在申请", "Who is applying");
    pick(phone, w, who, w.pick("我自己", "Me, for myself")).await?;
    // Papers are shown at the desk.
    phone.press(&w.t("form-to-check")).await?;
    phone.see(&w.t("ask-check")).await
}

/// The address of the form, once it is drawn and leads nowhere else by itself.
const FORM: &str = "
    const is_drawn = document.documentElement.dataset.drawn === location.hash
        && document.querySelector('main .button');
    return is_drawn && location.hash.startsWith('#/form/') ? location.hash : null;";

/// Begins to apply, and the form's address.
pub(crate) async fn begin(phone: &Browser, w: &Words, service: &str) -> Result<String> {
    open_service(phone, w, service).await?;
    phone.press(&w.t("service-apply")).await?;
    let address = phone
        .until("the form", async |client| {
            let hash = client.execute(FORM, vec![]).await?;
            Ok(hash.as_str().map(str::to_owned))
        })
        .await?;
    let mut parts = address.trim_start_matches("#/").split('/');
    let (form, doc) = parts.next().zip(parts.next()).context("no form")?;
    Ok(format!("{form}/{doc}"))
}

/// Writes a day over what stands there, as a person does: all of it marked, then typed.
pub(crate) async fn day(phone: &Browser, field: &str, [year, month, day]: [&str; 3]) -> Result<()> {
    for (part, number) in [("year", year), ("month", month), ("day", day)] {
        let css = format!("#answer-{field}-{part}");
        phone
            .until(&format!("a field `{css}`"), async |client| {
                let element = client.find(Locator::Css(&css)).await?;
                element.send_keys(&format!("{MARK_ALL}{number}")).await?;
                Ok(Some(()))
            })
            .await?;
    }
    Ok(())
}
