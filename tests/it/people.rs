//! What residents and caregivers do, as steps that tests are told in.

use crate::words::Words;
use anyhow::Result;
use linli_l10n::Lang;
use linli_tests::browser::Browser;

/// Seeded people of Demo City.
pub(crate) const WANG: &str = "王秀英 Wang Xiuying";
pub(crate) const LI: &str = "李国强 Li Guoqiang";
pub(crate) const XIAOMING: &str = "王小明 Wang Xiaoming";
pub(crate) const SUN: &str = "孙丽 Sun Li";
pub(crate) const HE: &str = "何平 He Ping";
pub(crate) const LIN: &str = "林晓燕 Lin Xiaoyan";
pub(crate) const ZHENG: &str = "郑文 Zheng Wen";

/// From the home page to "check your answers", asking for help with a bath today.
pub(crate) async fn fill_in_a_bath(phone: &Browser, w: &Words) -> Result<()> {
    answer_about_a_bath(phone, w).await?;
    phone.choose(&w.t("ask-when-soon")).await?;
    phone.press(&w.t("common-next")).await?;
    phone.see(&w.t("ask-check")).await?;
    phone.see("ring twice").await
}

/// The same for every day of four weeks, in the morning.
pub(crate) async fn fill_in_a_bath_every_day(phone: &Browser, w: &Words) -> Result<()> {
    answer_about_a_bath(phone, w).await?;
    phone.choose(&w.t("ask-when-weekly")).await?;
    phone.press(&w.t("common-next")).await?;
    for day in 1..=7 {
        phone.choose(&w.t(&format!("when-weekday-{day}"))).await?;
    }
    phone.press(&w.t("common-next")).await?;
    phone.choose(&w.t("ask-window-morning")).await?;
    phone.press(&w.t("common-next")).await?;
    phone.choose(&w.count("ask-until-weeks", 4)).await?;
    phone.press(&w.t("common-next")).await?;
    phone.see(&w.t("ask-check")).await
}

async fn answer_about_a_bath(phone: &Browser, w: &Words) -> Result<()> {
    phone.press(&w.t("home-ask")).await?;
    phone.press(w.pick("帮您洗澡", "Help with bathing")).await?;
    phone.choose(w.pick("在床上擦身", "A wash in bed")).await?;
    phone.press(&w.t("common-next")).await?;
    phone
        .choose(w.pick("要人扶", "With someone holding me"))
        .await?;
    phone.press(&w.t("common-next")).await?;
    phone
        .see(w.pick("身上哪里有伤口", "Do you have any wounds"))
        .await?;
    phone.press(&w.t("common-next")).await?;
    phone
        .see(w.pick("洗的时候家里有人吗", "Will someone from your family"))
        .await?;
    phone.choose(w.pick("有人", "Yes")).await?;
    phone.press(&w.t("common-next")).await?;
    phone
        .see(w.pick(
            "进门有什么要注意",
            "Is there anything we should know about getting in",
        ))
        .await?;
    phone
        .fill("main input, main textarea", "请按两次门铃 ring twice")
        .await?;
    phone.press(&w.t("common-next")).await
}

/// Presses "I'll come" on the offer whose card shows `mark`.
pub(crate) async fn claim(phone: &Browser, w: &Words, mark: &str) -> Result<()> {
    phone.press_in("article", mark, &w.t("offers-claim")).await
}

/// From the offers page to the open visit of today.
pub(crate) async fn open_the_visit(phone: &Browser, w: &Words, resident: &str) -> Result<()> {
    phone.press(&w.t("offers-see-round")).await?;
    phone.see(resident).await?;
    phone
        .press_in("article", resident, &w.t("round-open"))
        .await?;
    phone.see(&w.t("visit-needs")).await
}

/// The whole visit, from setting out to leaving.
pub(crate) async fn make_the_visit(phone: &Browser, w: &Words) -> Result<()> {
    phone.press(&w.t("visit-set-out")).await?;
    phone.press(&w.t("visit-at-the-door")).await?;
    let [vitals, meal, warm, floor] = [
        w.pick("洗之前量过血压", "Blood pressure, pulse"),
        w.pick("饭后已过一小时", "At least one hour since"),
        w.pick("房间暖和", "The room is warm"),
        w.pick("地面不滑", "The floor is not slippery"),
    ];
    for check in [vitals, meal, warm] {
        all_is_well(phone, w, check).await?;
    }
    measure_the_water(phone, w).await?;
    all_is_well(phone, w, floor).await?;
    phone.press(&w.t("visit-start")).await?;
    for task in [
        w.pick("洗澡或擦身", "Bathe or wash"),
        w.pick("擦干、穿好衣服", "Dry and dress"),
        w.pick("洗后再量一次血压", "Measure blood pressure again"),
        w.pick("收拾浴室", "Tidy the bathroom"),
    ] {
        phone.press_in("article", task, &w.t("task-do")).await?;
    }
    phone.fill("main textarea", "一切都好 all is well").await?;
    phone.press(&w.t("visit-note-keep")).await?;
    phone.see(&w.t("visit-note-kept")).await?;
    phone.press(&w.t("visit-finish")).await?;
    phone.see(&w.t("visit-finished")).await
}

/// Answers a safety check of the visit.
async fn all_is_well(phone: &Browser, w: &Words, check: &str) -> Result<()> {
    phone.see(check).await?;
    phone.choose(&w.t("check-fine")).await?;
    phone.press(&w.t("common-next")).await
}

/// Writes how warm the water is: too hot at first, which needs words and stops the work.
async fn measure_the_water(phone: &Browser, w: &Words) -> Result<()> {
    phone.see(w.pick("水温", "Water temperature")).await?;
    phone.press(&w.t("common-next")).await?;
    phone.see(&w.t("check-value-missing")).await?;
    phone.fill("#value", "44").await?;
    // Not while it is typed; "Next" leaves the field.
    phone.not_see(&w.t("check-must-stop")).await?;
    phone.press(&w.t("common-next")).await?;
    phone.see(&w.t("check-must-stop")).await?;
    phone.press(&w.t("common-next")).await?;
    phone.see(&w.t("answer-error-required")).await?;
    phone
        .picture(&format!("visit-{}-measured", w.tag()))
        .await?;
    phone.fill("#value", "38.5").await?;
    phone.not_see(&w.t("check-must-stop")).await?;
    phone.press(&w.t("common-next")).await
}

/// Goes to a page by its address, as a bookmark would, and waits until it is drawn with
/// what it shows.
pub(crate) async fn go(phone: &Browser, route: &str) -> Result<()> {
    phone
        .run(
            "location.hash = arguments[0];",
            vec![format!("#/{route}").into()],
        )
        .await?;
    let waiting = [Lang::ZhCn, Lang::En].map(|lang| Words::of(lang).t("common-one-moment"));
    let is_drawn = "
        const root = document.documentElement;
        const main = document.querySelector('main')?.innerText ?? '';
        const home = (hash) => hash || '#/';
        return home(root.dataset.drawn) === home(location.hash) && !!document.querySelector('h1')
            && !arguments[0].some((words) => main.includes(words));";
    phone
        .until(&format!("the page `{route}`"), async |_| {
            let is_drawn = phone.run(is_drawn, vec![waiting.to_vec().into()]).await?;
            Ok((is_drawn == true).then_some(()))
        })
        .await
}
