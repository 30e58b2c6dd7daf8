//! The one list of commands, and what the list makes.

use crate::{Ask, Code, CommandOutcome, Failure, Topic, view};
use linli_domain::{
    answer::{Address, BlobHash, BlobRef, FieldId, Value},
    application::ApplicationAction,
    care::{Check, OftenGivenBack, Place, Rating, TaskResult, VisitId, VisitStep, When},
    catalogue::{Bundle, BundleId, Catalogue, KindId, ServiceId},
    consent::{Assent, Permission},
    device::DeviceKind,
    id::{DeviceId, DocId, PersonId},
    person::Preferences,
    profile::ProfileField,
    time::Date,
};
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use std::{borrow::Cow, collections::BTreeSet};

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident / $function:ident $((formerly $($former:literal),+))? {
        $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)?
    } -> $reply:ty;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct $name { $($(#[$field_doc])* pub $field: $type),* }

            impl From<$name> for Command {
                fn from(ask: $name) -> Self { Self::$name(ask) }
            }

            impl Ask for $name {
                type Reply = $reply;
            }
        )*

        /// Any command. As text, in which it crosses to the engine: `{"ask":"say","with":{…}}`.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Command { $($(#[$doc])* $name($name)),* }

        impl Command {
            /// Its name in JSON.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => stringify!($function)),* }
            }

            /// As JSON text.
            ///
            /// # Errors
            /// Never for commands of this crate, which are plain data with text keys.
            pub fn to_text(&self) -> serde_json::Result<String> {
                let with = match self { $(Self::$name(ask) => serde_json::to_string(ask)?),* };
                Ok(format!(r#"{{"ask":"{}","with":{with}}}"#, self.name()))
            }

            /// From JSON text, under its former names too: refused changes keep their
            /// command for a long time. By hand: what serde makes of a tagged list this long
            /// is a tenth of the engine on every phone.
            ///
            /// # Errors
            /// Where it is no command of this version.
            pub fn from_text(text: &str) -> serde_json::Result<Self> {
                let wire: Wire<'_> = serde_json::from_str(text)?;
                match &*wire.ask {
                    $(stringify!($function) $($(| $former)+)? => {
                        serde_json::from_str(wire.with.get()).map(Self::$name)
                    })*
                    other => Err(serde::de::Error::custom(format_args!("no command `{other}`"))),
                }
            }
        }

        /// What an engine must be able to answer. Each method returns the reply
        /// and adds what it changed to `changed`.
        pub trait CommandHandler {
            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// The reason why it was not done; then nothing was changed.
                fn $function(&mut self, ask: $name, changed: &mut Vec<Topic>)
                    -> Result<$reply, Failure>;
            )*
        }

        /// Has `engine` answer `command`.
        pub fn dispatch(engine: &mut impl CommandHandler, command: Command) -> CommandOutcome {
            let mut changed = Vec::new();
            let result = match command {
                $(Command::$name(ask) => {
                    engine.$function(ask, &mut changed).and_then(|reply| to_json(&reply))
                })*
            };
            changed.sort_unstable();
            changed.dedup();
            CommandOutcome { result, changed }
        }

        /// The names of all commands as they are written in JSON.
        pub const NAMES: &[&str] = &[$(stringify!($function)),*];
    };
}

/// A command's text in its two parts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire<'a> {
    #[serde(borrow)]
    ask: Cow<'a, str>,
    #[serde(borrow)]
    with: &'a RawValue,
}

fn to_json(reply: &impl Serialize) -> Result<Box<RawValue>, Failure> {
    to_raw_value(reply).map_err(|error| Failure {
        code: Code::Unexpected,
        field: None,
        detail: error.to_string(),
    })
}

/// As [`dispatch`], from and to JSON text, for shells.
pub fn dispatch_json(engine: &mut impl CommandHandler, command: &str) -> String {
    let outcome = match Command::from_text(command) {
        Ok(command) => dispatch(engine, command),
        Err(error) => CommandOutcome {
            result: Err(Failure {
                code: Code::NotUnderstood,
                field: None,
                detail: error.to_string(),
            }),
            changed: Vec::new(),
        },
    };
    // Every reply type is plain data with text keys, for which this cannot fail.
    serde_json::to_string(&outcome).unwrap_or_default()
}

commands! {
    /// Who this device is for, how its screen looks, and how enrolment goes. Topic: session.
    GetSession / session {} -> view::Session;
    /// Begin enrolment with a code. The network part goes on by itself; its result shows in [`GetSession`].
    EnrolDevice / enrol {
        /// Digits as typed or pasted; spaces and dashes are ignored.
        code: String,
        /// The centre's address, where the shell cannot know it (desktop); `None` in the browser.
        server: Option<String>,
        /// The device's holder gives it to whom the code is for: it is emptied first. Only
        /// after the centre said that the code is for somebody else.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        give_away: bool,
        /// What the device is, for its owner to know it again.
        #[serde(default)]
        kind: DeviceKind,
    } -> ();
    /// The person's own devices, as the centre last told them. Topic: devices.
    ListOwnDevices / own_devices {} -> Vec<view::PersonalDevice>;
    /// Ask the centre how they are now; the answer shows in [`ListOwnDevices`].
    AskOwnDevices / ask_own_devices {} -> ();
    /// Switch another device of the same person off, as soon as the centre is reached.
    SwitchOffDevice / switch_off_device { device: DeviceId } -> ();
    /// The person knows this new device: it is not told any more.
    KnowDevice / know_device { device: DeviceId } -> ();
    /// Keep how the person likes their screen. Topic: session.
    SetPreferences / set_preferences { preferences: Preferences } -> ();
    /// What is on its way and whether the centre can be reached. Topic: delivery.
    GetDelivery / delivery {} -> view::Delivery;
    /// Try the network now instead of waiting for the next attempt.
    TryNow / try_now {} -> ();
    /// Keep the address at which the centre is to be found now. Nothing else changes. Topic:
    /// delivery.
    SetCentre / set_centre { address: String } -> ();

    /// The catalogue of care and places. Services come with their own commands. Topic: catalogue.
    GetCatalogue / get_catalogue {} -> Catalogue;

    /// The resident's home page. Topics: matters, session, delivery.
    GetHome / home {} -> view::Home;
    /// The person has opened what the home page told of: it is not told any more.
    SeeNews / see_news { doc: DocId } -> ();
    /// Public services, and which of them the resident can have, by words that people
    /// look for. Nothing leaves the device. Topics: catalogue, profile.
    ListServices / services { search: String } -> view::Services;
    /// One public service with the reason why, or why not. Topics: catalogue, profile.
    OpenService / open_service { service: ServiceId } -> view::ServicePage;
    /// What services ask about the person, each question once. Topics: catalogue, profile.
    ListProfileQuestions / profile_questions {} -> Vec<view::ProfileQuestion>;
    /// Keep what a person says of themselves, for all services. Returns when it is on disk.
    AnswerProfile / answer_profile { field: ProfileField, value: Option<Value> } -> ();
    /// Where the resident lives and can be called; empty where it is not known. Topic: profile.
    GetOwnPlace / own_place {} -> Place;
    /// Keep it, for whoever comes. Returns when it is on disk.
    KeepHome / keep_home { phone: String, address: Address } -> ();
    /// Begin an application, or go on with its draft; kept from here on.
    StartApplication / start_application { service: ServiceId, bundle: Option<BundleId> } -> view::ApplicationRef;
    /// Begin an application with every answer that is known and fresh, or go on so with
    /// its draft.
    PrepareApplication / prepare_application { service: ServiceId } -> view::Prepared;
    /// Everything the pages of one application show. Topics: doc, delivery, profile, catalogue.
    OpenApplication / open_application { doc: DocId } -> view::ApplicationPage;
    /// A form as it is filled in, whichever kind of document it fills. Topics: doc, profile,
    /// catalogue.
    OpenForm / open_form { doc: DocId } -> view::FormView;
    /// Keep one answer of a form; `None` takes it back. In a bundle it answers the same
    /// question of the other drafts too. Returns when it is on disk.
    Answer / answer (formerly "answer_care", "answer_application") {
        doc: DocId, field: FieldId, value: Option<Value>
    } -> ();
    /// Keep what stands in the field of a question and is no answer: half a day, a number
    /// that cannot be read. The answer that stood there is taken back with it; the next one
    /// clears it. Stays on this device. Returns when it is on disk.
    KeepHalf / keep_half { doc: DocId, field: FieldId, text: String } -> ();
    /// Put a photo into an answer: a JPEG as base64 text, already made small and drawn
    /// upright. What says where or when it was taken is cut away before anything is kept.
    /// Returns when it is on disk.
    KeepPhoto / keep_photo { doc: DocId, field: FieldId, name: String, base64: String } -> BlobRef;
    /// Take a photo out of an answer.
    RemovePhoto / remove_photo { doc: DocId, field: FieldId, hash: BlobHash } -> ();
    /// A photo to show. Where it is not here yet, it is fetched. Topic: photos.
    ReadPhoto / read_photo { doc: DocId, hash: BlobHash } -> view::PhotoRead;
    /// The photos in a document's answers, and how far each is. Topics: doc, photos.
    ListPhotos / photos { doc: DocId } -> Vec<view::Photo>;
    /// Bring the profile up to date with these answers of a form.
    KeepInProfile / keep_in_profile { doc: DocId, fields: Vec<FieldId> } -> ();
    /// Do something to an application: send it, take it back, ask for more, decide. Who
    /// may do what, and when, is `linli_domain::application::may`.
    Advance / advance { doc: DocId, what: ApplicationAction } -> ();
    /// A bundle of services, and how far each is. Topics: matters, profile, catalogue.
    OpenBundle / open_bundle { bundle: BundleId } -> view::BundlePage;
    /// Bundles of services, in the catalogue's order. Topic: catalogue.
    ListBundles / bundles {} -> Vec<Bundle>;
    /// An officer's queue: what is due first comes first. Finds by name, number or telephone. Topic: queue.
    ListQueue / queue { filter: view::QueueFilter, service: Option<ServiceId>, search: String, after: Option<view::PageKey>, limit: u32 } -> view::ListPage<view::QueueLine>;
    /// How many applications wait. Topic: queue.
    CountQueue / queue_counts {} -> view::QueueCounts;
    /// Begin a care request; its draft is kept from here on.
    StartCare / start_care {
        kind: KindId,
        /// An earlier request, whose answers it begins with where they still hold.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again: Option<DocId>,
    } -> view::CareRef;
    /// Keep when care is wanted. Returns when it is on disk.
    SetWhen / set_when { doc: DocId, when: When } -> ();
    /// Everything the pages of one care request show. Topic: doc, delivery.
    OpenCare / open_care { doc: DocId } -> view::CarePage;
    /// Send a draft to the centre. It is on this device's disk when this returns, no more.
    SendCare / send_care { doc: DocId } -> ();
    /// Throw a draft away.
    DiscardCare / discard_care { doc: DocId } -> ();
    /// Call a sent request off.
    CancelCare / cancel_care { doc: DocId, reason: String } -> ();
    /// Call one visit of a weekly request off.
    CancelVisit / cancel_visit { doc: DocId, visit: VisitId } -> ();
    /// Write a message to everyone who may read the request or application.
    Say / say { doc: DocId, text: String } -> ();
    /// Keep a message that is being typed, or the note about a visit, so that it is
    /// there again. Empty: there is none.
    KeepTyped / keep_typed { doc: DocId, visit: Option<VisitId>, text: String } -> ();
    /// Keep what is being written in a form about a document, as the page packed it, so
    /// that it is there again. Empty: there is nothing. What the form sends clears it.
    KeepForm / keep_form { doc: DocId, form: view::FormName, text: String } -> ();
    /// What was being written in a form.
    GetKeptForm / kept_form { doc: DocId, form: view::FormName } -> String;
    /// Say how a visit was.
    RateVisit / rate { doc: DocId, visit: VisitId, rating: Rating } -> ();
    /// Ask for urgent help and send it in one go.
    AskUrgently / ask_urgently { what: Option<Value>, note: String } -> view::CareRef;
    /// Ask the community desk to call, and say what about, in one go.
    AskToBeCalled / ask_to_be_called { about: String } -> view::CareRef;
    /// The resident's matters that are under way, or those that are over, newest first.
    /// Topic: matters.
    ListMatters / matters { open: bool, after: Option<view::PageKey>, limit: u32 } -> view::ListPage<view::Matter>;

    /// Offers in the caregiver's area: open ones and those they claimed. Topic: offers.
    ListOffers / offers { after: Option<view::PageKey>, limit: u32 } -> view::ListPage<view::OfferView>;
    /// A caregiver says "I'll come" to an offer.
    ClaimOffer / claim { offer: DocId } -> ();
    /// Take a claim back that is not decided yet.
    WithdrawClaim / withdraw { offer: DocId } -> ();
    /// Give an assignment back so that another can come.
    GiveBack / give_back { doc: DocId } -> ();
    /// The caregiver's visits of one day in order. Topic: round.
    GetRound / round { date: Option<Date> } -> view::Round;
    /// Everything the pages of one visit show. Topic: doc, delivery.
    OpenVisit / open_visit { doc: DocId, visit: VisitId } -> view::Visit;
    /// Take a step in a visit.
    TakeStep / take_step { doc: DocId, visit: VisitId, step: VisitStep } -> ();
    /// Answer a safety check.
    CheckSafety / check_safety { doc: DocId, visit: VisitId, check: String, result: Check } -> ();
    /// Say that what a safety check found is in order now.
    ClearWorry / clear_worry { doc: DocId, visit: VisitId, check: String, words: String } -> ();
    /// Say what became of a task.
    DoTask / do_task { doc: DocId, visit: VisitId, task: String, result: TaskResult } -> ();
    /// Keep the note about a visit.
    NoteVisit / note_visit { doc: DocId, visit: VisitId, text: String } -> ();

    /// Residents of the worker's area by name, building, door or telephone. Topic: roster.
    ListRoster / roster { search: String, after: Option<view::PageKey>, limit: u32 } -> view::ListPage<view::Resident>;
    /// Everything that the desk knows of one resident. Topic: roster, matters, consents.
    OpenResident / open_resident { resident: PersonId } -> view::ResidentPage;

    /// Write down that a resident consents to what the worker of this device does for them.
    GiveConsent / give_consent {
        resident: PersonId,
        /// What for, as it was read out.
        purpose: String,
        may: BTreeSet<Permission>,
        /// The last day on which it holds.
        until: Date,
        how: Assent,
    } -> ();
    /// End a consent: it holds no longer.
    EndConsent / end_consent { doc: DocId } -> ();
    /// Consents of the resident for whom this account acts. Topic: consents.
    ListConsents / consents {} -> Vec<view::ConsentLine>;
    /// From now on the worker acts for a resident who consented to it, or for nobody.
    ActFor / act_for { resident: Option<PersonId> } -> ();

    /// What cannot wait in the worker's area, the most pressing first: first what nobody
    /// takes care of. It depends on the time too, so ask again now and then. Topic: alerts.
    ListAlerts / alerts {} -> Vec<view::AlertLine>;
    /// Carers who gave back several requests within a week, who did most often first. Topic:
    /// alerts.
    ListGiveBacks / give_backs {} -> Vec<OftenGivenBack>;
    /// The worker has opened a request: noted once, for the resident to see.
    SeeCare / see_care { doc: DocId } -> ();
    /// The worker takes care of a request.
    TakeOnCare / take_on_care { doc: DocId } -> ();
    /// The worker says how a request ended without a visit.
    SettleCare / settle_care { doc: DocId, words: String } -> ();

    /// What the centre did not accept, oldest first, with its words. Topic: delivery.
    ListRefused / refused {} -> Vec<view::Refused>;
    /// Do a refused change again as things stand now.
    Redo / redo { refused: i64 } -> ();
    /// Let a refused change go.
    LetGo / let_go { refused: i64 } -> ();
}
