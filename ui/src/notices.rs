//! Notices of the system: words beside the app, shown once each.
//!
//! In the browser the service worker shows them; in the desktop app its window does. A
//! system without notices, or a person who does not want them, loses nothing: the home
//! page says the same. Not here: what there is to remember (the engine).

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Notification, NotificationOptions, NotificationPermission, ServiceWorkerRegistration, Storage,
};

/// Where the ids of notices that were shown are kept, one a line.
const SHOWN: &str = "linli-notices";
/// Stands in the page's storage once the person has asked for notices.
const WANTED: &str = "linli-notices-wanted";

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SystemNotice {
    /// Stands for it: what has an id that was shown before is not shown again.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) words: String,
}

/// Whether the person may still be asked. `false` where the system has no notices.
#[must_use]
pub(crate) fn may_ask() -> bool {
    is_there() && !are_wanted() && Notification::permission() != NotificationPermission::Denied
}

/// Whether notices are shown: the person wants them, and the system lets us.
#[must_use]
pub(crate) fn are_allowed() -> bool {
    is_there() && are_wanted() && Notification::permission() == NotificationPermission::Granted
}

/// The desktop's system asks nobody, so what the person said is kept here.
fn are_wanted() -> bool {
    storage().is_some_and(|storage| matches!(storage.get_item(WANTED), Ok(Some(_))))
}

fn is_there() -> bool {
    let global = JsValue::from(js_sys::global());
    js_sys::Reflect::has(&global, &"Notification".into()).unwrap_or(false)
}

/// The person wants notices: asks the system, then calls `then` whatever its answer was.
pub(crate) fn ask(then: impl FnOnce() + 'static) {
    let noted = storage().map(|storage| storage.set_item(WANTED, "yes"));
    if !matches!(noted, Some(Ok(()))) {
        return;
    }
    let Ok(asked) = Notification::request_permission() else {
        return;
    };
    spawn_local(async move {
        // What was answered, the permission says.
        let _ = JsFuture::from(asked).await;
        if !are_allowed()
            && let Some(storage) = storage()
        {
            // Who closed the question unanswered may be asked again.
            drop(storage.remove_item(WANTED));
        }
        then();
    });
}

/// Shows what was not shown yet, and forgets ids that are not in `all` any more.
pub(crate) fn show(all: Vec<SystemNotice>) {
    let Some(storage) = storage() else { return };
    spawn_local(async move {
        for notice in &all {
            let known = storage.get_item(SHOWN).ok().flatten().unwrap_or_default();
            let Some(next) = once(&known, notice, &all) else {
                continue;
            };
            match show_one(notice).await {
                // Without a place to note it, it is shown again: better than never.
                Ok(()) => drop(storage.set_item(SHOWN, &next)),
                Err(error) => {
                    web_sys::console::warn_2(&"a notice was not shown".into(), &error);
                }
            }
        }
    });
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What is to be kept as shown once `notice` was; `None` where it was shown before.
fn once(known: &str, notice: &SystemNotice, all: &[SystemNotice]) -> Option<String> {
    if known.lines().any(|id| id == notice.id) {
        return None;
    }
    let stays = |id: &&str| all.iter().any(|notice| notice.id == **id);
    let ids = known.lines().filter(stays).chain([notice.id.as_str()]);
    Some(ids.collect::<Vec<_>>().join("\n"))
}

async fn show_one(notice: &SystemNotice) -> Result<(), JsValue> {
    let options = NotificationOptions::new();
    options.set_body(&notice.words);
    options.set_tag(&notice.id);
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let workers = js_sys::Reflect::get(&window.navigator(), &"serviceWorker".into())?;
    if !workers.is_object() || window.navigator().service_worker().controller().is_none() {
        return Notification::new_with_options(&notice.title, &options).map(drop);
    }
    let ready = JsFuture::from(window.navigator().service_worker().ready()?).await?;
    let worker: ServiceWorkerRegistration = ready.into();
    options.set_icon("/icon-192.png");
    let shown = worker.show_notification_with_options(&notice.title, &options)?;
    JsFuture::from(shown).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(id: &str) -> SystemNotice {
        SystemNotice {
            id: id.to_owned(),
            title: String::new(),
            words: String::new(),
        }
    }

    #[test]
    fn each_is_shown_once_and_what_is_over_is_forgotten() {
        let [check, sooner, card] = ["check 60", "check 30", "card 7"].map(notice);
        let all = [check.clone(), card.clone()];
        assert_eq!(once("", &check, &all).as_deref(), Some("check 60"));
        assert_eq!(once("check 60", &check, &all), None);
        assert_eq!(
            once("check 60", &card, &all).as_deref(),
            Some("check 60\ncard 7")
        );
        let all = [sooner.clone(), card];
        assert_eq!(
            once("check 60\ncard 7", &sooner, &all).as_deref(),
            Some("card 7\ncheck 30")
        );
    }
}
