//! Which function answers which command: the list that the compiler keeps whole.

use super::{
    alerts, application, apply, bundle, draft, form, give_backs, home, matters, offers, open_care,
    own_devices, photo, prepare, profile, queue, refused, roster, round, seen, services, session,
    urgent, visit, voice,
};
use crate::engine::Engine;
use linli_api::{
    Advance, Alerts, Answer, AnswerProfile, AskOwnDevices, AskUrgently, Bundles, CancelCare,
    CancelVisit, CheckSafety, Claim, ClearWorry, CommandHandler, Delivery, DiscardCare, DoTask,
    Enrol, Failure, GetCatalogue, GiveBack, GiveBacks, Home, KeepForm, KeepHalf, KeepHome,
    KeepInProfile, KeepPhoto, KeepTyped, KeptForm, KnowDevice, LetGo, Matters, NoteVisit, Offers,
    OpenApplication, OpenBundle, OpenCare, OpenForm, OpenService, OpenVisit, OwnDevices, OwnPlace,
    Photos, PrepareApplication, ProfileQuestions, Queue, QueueCounts, Rate, ReadPhoto, Redo,
    Refused, RemovePhoto, Roster, Round, Say, SeeCare, SeeNews, SendCare, Services, Session,
    SetCentre, SetPreferences, SetWhen, SettleCare, StartApplication, StartCare, SwitchOffDevice,
    TakeOnCare, TakeStep, Topic, TryNow, Withdraw, view,
};
use linli_domain::{
    answer::BlobRef,
    care::Place,
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
                self.new_day(changed);
                Ok($with(self, ask, changed)?)
            })*
        }
    };
}

answers! {
    session: Session => session::session, view::Session;
    enrol: Enrol => session::enrol, ();
    own_devices: OwnDevices => own_devices::list, Vec<view::PersonalDevice>;
    ask_own_devices: AskOwnDevices => own_devices::ask, ();
    switch_off_device: SwitchOffDevice => own_devices::switch_off, ();
    know_device: KnowDevice => own_devices::know, ();
    set_preferences: SetPreferences => session::set_preferences, ();
    delivery: Delivery => session::delivery, view::Delivery;
    try_now: TryNow => session::try_now, ();
    set_centre: SetCentre => session::set_centre, ();
    get_catalogue: GetCatalogue => session::catalogue, Catalogue;
    home: Home => matters::home, view::Home;
    see_news: SeeNews => seen::see, ();
    own_place: OwnPlace => home::place, Place;
    keep_home: KeepHome => home::keep, ();
    services: Services => services::list, view::Services;
    open_service: OpenService => services::open, view::ServicePage;
    profile_questions: ProfileQuestions => profile::questions, Vec<view::ProfileQuestion>;
    answer_profile: AnswerProfile => profile::answer, ();
    start_application: StartApplication => apply::start, view::ApplicationRef;
    prepare_application: PrepareApplication => prepare::prepare, view::Prepared;
    open_application: OpenApplication => application::open, view::ApplicationPage;
    open_form: OpenForm => form::open, view::FormView;
    answer: Answer => form::answer, ();
    keep_photo: KeepPhoto => photo::keep, BlobRef;
    remove_photo: RemovePhoto => photo::remove, ();
    read_photo: ReadPhoto => photo::show, view::PhotoRead;
    photos: Photos => photo::list, Vec<view::Photo>;
    keep_in_profile: KeepInProfile => form::keep_in_profile, ();
    advance: Advance => apply::advance, ();
    open_bundle: OpenBundle => bundle::open, view::BundlePage;
    bundles: Bundles => bundle::list, Vec<Bundle>;
    queue: Queue => queue::list, view::ListPage<view::QueueLine>;
    queue_counts: QueueCounts => queue::counts, view::QueueCounts;
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
    kept_form: KeptForm => voice::kept_form, String;
    rate: Rate => voice::rate, ();
    ask_urgently: AskUrgently => urgent::ask, view::CareRef;
    matters: Matters => matters::list, view::ListPage<view::Matter>;
    offers: Offers => offers::list, view::ListPage<view::OfferView>;
    claim: Claim => offers::claim, ();
    withdraw: Withdraw => offers::withdraw, ();
    give_back: GiveBack => offers::give_back, ();
    round: Round => round::round, view::Round;
    open_visit: OpenVisit => visit::open, view::Visit;
    take_step: TakeStep => visit::take_step, ();
    check_safety: CheckSafety => visit::check_safety, ();
    clear_worry: ClearWorry => visit::clear_worry, ();
    do_task: DoTask => visit::do_task, ();
    note_visit: NoteVisit => visit::note, ();
    roster: Roster => roster::list, view::ListPage<view::Resident>;
    alerts: Alerts => alerts::list, Vec<view::AlertLine>;
    give_backs: GiveBacks => give_backs::list, Vec<view::GiveBackLine>;
    see_care: SeeCare => alerts::see, ();
    take_on_care: TakeOnCare => alerts::take_on, ();
    settle_care: SettleCare => alerts::settle, ();
    refused: Refused => refused::list, Vec<view::Refused>;
    redo: Redo => refused::redo, ();
    let_go: LetGo => refused::let_go, ();
}
