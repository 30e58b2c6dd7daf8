//! "My phones": every device of the person, which is new, and switching one off.

use crate::{
    address::{HOME, PageAddress},
    hooks::{Act, Here, Words, use_act, use_here, use_view, use_words},
    pages::{
        device::DeviceRoute,
        shared::{ConfirmPage, Page, not_here},
    },
    parts::{Button, Card, LinkButton, Notice, Tag, Tone},
    saying::{device_words, moment_inside_words, role_words},
};
use linli_api::{
    AskOwnDevices, KnowDevice, ListOwnDevices, SwitchOffDevice, Topic,
    view::{PersonalDevice, PersonalDeviceState},
};
use linli_domain::{id::DeviceId, role::Role};
use yew::prelude::*;

#[component]
pub(crate) fn OwnDevicesScreen() -> Html {
    let words = use_words();
    let act = use_act();
    let devices = use_view(ListOwnDevices {}, vec![Topic::Devices]);
    {
        // How they are now is known to the centre only.
        let act = act.clone();
        use_effect_with((), move |()| act.run(AskOwnDevices {}, |()| ()));
    }
    let title = words.text("devices-title");
    let (Some(here), Some(rows)) = (use_here(), devices.here()) else {
        return not_here(&words, &devices, title, HOME);
    };
    let nothing = rows
        .is_empty()
        .then(|| html! { <p>{ words.text("devices-not-yet") }</p> });
    let cards = rows.iter().map(|device| card(&words, &here, &act, device));
    html! {
        <Page {title} back={HOME} failure={act.failure()}>
            <p>{ words.text("devices-words") }</p>
            <>{ for nothing }</>
            <div class="cards">{ for cards }</div>
        </Page>
    }
}

fn card(words: &Words, here: &Here, act: &Act, device: &PersonalDevice) -> Html {
    let id = device.device;
    let since = moment_inside_words(words, here, device.since);
    let title = words.with(
        device_words(device.kind),
        &[("since", since.as_str().into())],
    );
    let own_role = here.session.account.as_ref().map(|account| account.role);
    let role = (own_role != Some(device.role) && device.role != Role::Centre)
        .then(|| html! { <Tag label={words.text(role_words(device.role))} /> });
    let this = device
        .is_this
        .then(|| html! { <Tag label={words.text("devices-this")} /> });
    let seen = device.seen_at.filter(|_| !device.is_this).map(|at| {
        let at = moment_inside_words(words, here, at);
        html! { <p>{ words.with("devices-seen", &[("at", at.as_str().into())]) }</p> }
    });
    let new = device.is_new.then(|| new_notice(words, act, id, &title));
    let state = match device.state {
        PersonalDeviceState::InUse if device.is_this => html! {},
        PersonalDeviceState::InUse => html! {
            <LinkButton label={words.text("devices-off")} about={title.clone()}
                href={DeviceRoute::SwitchOff(id).href()} />
        },
        PersonalDeviceState::SwitchingOff => {
            html! { <Notice tone={Tone::Careful}>{ words.text("devices-switching-off") }</Notice> }
        }
        PersonalDeviceState::Off(at) => {
            let at = moment_inside_words(words, here, at);
            html! { <p>{ words.with("devices-is-off", &[("at", at.as_str().into())]) }</p> }
        }
    };
    html! {
        <Card key={id.to_string()} {title}>
            <div class="tags">{ for this }{ for role }</div>
            <>{ for seen }</>
            <>{ for new }</>
            { state }
        </Card>
    }
}

/// A device that the person has not said to know.
fn new_notice(words: &Words, act: &Act, device: DeviceId, about: &AttrValue) -> Html {
    let know = act.clone();
    let on_press = Callback::from(move |()| know.run(KnowDevice { device }, |()| ()));
    html! {
        <>
            <Notice tone={Tone::Careful}><p>{ words.text("devices-new") }</p></Notice>
            <Button label={words.text("devices-know")} about={about.clone()} {on_press} />
        </>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct SwitchOffProps {
    pub(crate) device: DeviceId,
}

/// Asks once more before a device is switched off.
#[component]
pub(crate) fn SwitchOffScreen(props: &SwitchOffProps) -> Html {
    let words = use_words();
    let act = use_act();
    let device = props.device;
    let devices = use_view(ListOwnDevices {}, vec![Topic::Devices]);
    let back = DeviceRoute::Own.href();
    let title = words.text("devices-title");
    let (Some(here), Some(rows)) = (use_here(), devices.here()) else {
        return not_here(&words, &devices, title, back);
    };
    let Some(row) = rows.iter().find(|row| row.device == device) else {
        return html! { <Page {title} {back}><p>{ words.text("devices-gone") }</p></Page> };
    };
    let since = moment_inside_words(&words, &here, row.since);
    let name = words.with(device_words(row.kind), &[("since", since.as_str().into())]);
    let on_yes = {
        let act = act.clone();
        Callback::from(move |()| {
            act.run(SwitchOffDevice { device }, |()| {
                DeviceRoute::Own.go_instead()
            });
        })
    };
    let page = ConfirmPage {
        title,
        question: words.with("devices-off-question", &[("device", name.as_str().into())]),
        words: words.text("devices-off-words"),
        yes: words.text("devices-off-yes"),
        no: words.text("devices-off-no"),
        back,
    };
    page.draw(&act, on_yes, Html::default())
}
