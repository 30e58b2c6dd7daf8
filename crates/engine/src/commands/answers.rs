//! Which function answers which command: the list that the compiler keeps whole.

use super::{
    alerts, application, apply, bundle, consent, desk_call, draft, form, give_backs, home, matters,
    offers, open_care, own_devices, photo, prepare, profile, queue, refused, resident, roster,
    round, seen, services, session, visit, voice,
};
use crate::engine::Engine;
use linli_api::{
    ActFor, Advance, Answer, AnswerProfile, AskOwnDevices, AskToBeCalled, AskUrgently, CancelCare,
    CancelVisit, CheckSafety, ClaimOffer, ClearWorry, CommandHandler, CountQueue, DiscardCare,
    DoTask, EndConsent, EnrolDevice, Failure, GetCatalogue, GetDelivery, GetHome, GetKeptForm,
    GetOwnPlace, GetRound, GetSession, GiveBack, GiveConsent, KeepForm, KeepHalf, KeepHome,
    KeepInProfile, KeepPhoto, KeepTyped, KnowDevice, LetGo, ListAlerts, ListBundles, ListConsents,
    ListGiveBacks, ListMatters, ListOffers, ListOwnDevices, ListPhotos, ListProfileQuestions,
    ListQueue, ListRefused, ListRoster, ListServices, NoteVisit, OpenApplication, OpenBundle,
    OpenCare, OpenForm, OpenResident, OpenService, OpenVisit, PrepareApplication, RateVisit,
    ReadPhoto, Redo, RemovePhoto, Say, SeeCare, SeeNews, SendCare, SetCentre, SetPreferences,
    SetWhen, SettleCare, StartApplication, StartCare, SwitchOffDevice, TakeOnCare, TakeStep, Topic,
    TryNow, WithdrawClaim, view,
};
use linli_domain::{
    answer::BlobRef,
    care::{OftenGivenBack, Place},
    catalogue::{Bundle, Catalogue},
};

macro_rules! answers {
    ($($function:ident: $ask:ty => $with:path, $reply:ty;)*) => {
        impl CommandHandler for Engine {
            $(fn $function(
                &mut self,
                ask: $ask,
                changed: &mut Vec<Topic>,
            ) -> std::result::Result<$reply, Failure> {
                let answered = $with(self, ask, changed);
                self.new_day(changed);
                Ok(answered?)
            })*
        }
    };
}

answers! {
    session: GetSession => session::session, view::Session;
    enrol: EnrolDevice => session::enrol, ();
    own_devices: ListOwnDevices => own_devices::list, Vec<view::PersonalDevice>;
    ask_own_devices: AskOwnDevices => own_devices::ask, ();
    switch_off_device: SwitchOffDevice => own_devices::switch_off, ();
    know_device: KnowDevice => own_devices::know, ();
    set_preferences: SetPreferences => session::set_preferences, ();
    delivery: GetDelivery => session::delivery, view::Delivery;
    try_now: TryNow => session::try_now, ();
    set_centre: SetCentre => session::set_centre, ();
    get_catalogue: GetCatalogue => session::catalogue, Catalogue;
    home: GetHome => matters::home, view::Home;
    see_news: SeeNews => seen::see, ();
    own_place: GetOwnPlace => home::place, Place;
    keep_home: KeepHome => home::keep, ();
    services: ListServices => services::list, view::Services;
    open_service: OpenService => services::open, view::ServicePage;
    profile_questions: ListProfileQuestions => profile::questions, Vec<view::ProfileQuestion>;
    answer_profile: AnswerProfile => profile::answer, ();
    start_application: StartApplication => apply::start, view::ApplicationRef;
    prepare_application: PrepareApplication => prepare::prepare, view::Prepared;
    open_application: OpenApplication => application::open, view::ApplicationPage;
    open_form: OpenForm => form::open, view::FormView;
    answer: Answer => form::answer, ();
    keep_photo: KeepPhoto => photo::keep, BlobRef;
    remove_photo: RemovePhoto => photo::remove, ();
    read_photo: ReadPhoto => photo::show, view::PhotoRead;
    photos: ListPhotos => photo::list, Vec<view::Photo>;
    keep_in_profile: KeepInProfile => form::keep_in_profile, ();
    advance: Advance => apply::advance, ();
    open_bundle: OpenBundle => bundle::open, view::BundlePage;
    bundles: ListBundles => bundle::list, Vec<Bundle>;
    queue: ListQueue => queue::list, view::ListPage<view::QueueLine>;
    queue_counts: CountQueue => queue::counts, view::QueueCounts;
    start_care: StartCare => draft::start, view::CareRef;
    set_when: SetWhen => draft::set_when, ();
    open_care: OpenCare => open_care::open, view::CarePage;
    send_care: SendCare => draft::send, ();
    discard_care: DiscardCare => draft::discard, ();
    cancel_care: CancelCare => voice::cancel, ();
    cancel_visit: CancelVisit => voice::cancel_visit, ();
    say: Say => voice::say, ();
    keep_typed: KeepTyped => voice::keep_typed, ();
    keep_form: KeepForm => voice::keep_form, ();
    keep_half: KeepHalf => form::keep_half, ();
    kept_form: GetKeptForm => voice::kept_form, String;
    rate: RateVisit => voice::rate, ();
    ask_urgently: AskUrgently => desk_call::ask, view::CareRef;
    ask_to_be_called: AskToBeCalled => desk_call::ask_to_be_called, view::CareRef;
    matters: ListMatters => matters::list, view::ListPage<view::Matter>;
    offers: ListOffers => offers::list, view::ListPage<view::OfferView>;
    claim: ClaimOffer => offers::claim, ();
    withdraw: WithdrawClaim => offers::withdraw, ();
    give_back: GiveBack => offers::give_back, ();
    round: GetRound => round::round, view::Round;
    open_visit: OpenVisit => visit::open, view::Visit;
    take_step: TakeStep => visit::take_step, ();
    check_safety: CheckSafety => visit::check_safety, ();
    clear_worry: ClearWorry => visit::clear_worry, ();
    do_task: DoTask => visit::do_task, ();
    note_visit: NoteVisit => visit::note, ();
    roster: ListRoster => roster::list, view::ListPage<view::Resident>;
    open_resident: OpenResident => resident::open, view::ResidentPage;
    give_consent: GiveConsent => consent::give, ();
    end_consent: EndConsent => consent::end, ();
    consents: ListConsents => consent::list, Vec<view::ConsentLine>;
    act_for: ActFor => consent::act_for, ();
    alerts: ListAlerts => alerts::list, Vec<view::AlertLine>;
    give_backs: ListGiveBacks => give_backs::list, Vec<OftenGivenBack>;
    see_care: SeeCare => alerts::see, ();
    take_on_care: TakeOnCare => alerts::take_on, ();
    settle_care: SettleCare => alerts::settle, ();
    refused: ListRefused => refused::list, Vec<view::Refused>;
    redo: Redo => refused::redo, ();
    let_go: LetGo => refused::let_go, ();
}
