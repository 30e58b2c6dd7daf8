//! People around one application, in the states that tests need.

use crate::{
    gate::judge,
    town::{DOC, Device, area, text},
};
use linli_domain::{
    answer::{FieldId, Value},
    application::{Application, ApplicationEvent, Item, Outcome},
    catalogue::{BundleId, ServiceId},
    document::{DocKind, Header},
    id::OfficeId,
    role::{Role, Scope},
    time::Date,
};
use linli_replica::{
    gate::Admission,
    replica::{Edit, Replica},
    signed::SignedChange,
};

/// People around one application.
pub(crate) struct Hall {
    pub(crate) wang: Device,
    pub(crate) daughter: Device,
    pub(crate) zhao: Device,
    pub(crate) sun: Device,
    pub(crate) centre: Device,
    pub(crate) filed: Replica,
    pub(crate) log: Vec<SignedChange>,
}

pub(crate) fn office() -> OfficeId {
    OfficeId("civil-affairs".into())
}

pub(crate) fn begin(device: &mut Device, header: &Header) -> (Replica, SignedChange) {
    let service = ServiceId("old-age-allowance".into());
    let bundle = BundleId("turning-80".into());
    device
        .write(|pen| {
            Replica::begin_application(pen, header, &service, "7", &office(), Some(&bundle))
        })
        .unwrap()
}

pub(crate) fn event(what: ApplicationEvent) -> Edit {
    Edit::Application(what)
}

pub(crate) fn received() -> ApplicationEvent {
    ApplicationEvent::Received {
        tracking: "2026-0001".into(),
        sender: String::new(),
    }
}

pub(crate) fn decided() -> ApplicationEvent {
    ApplicationEvent::Decided {
        outcome: Outcome::Granted,
        reason: "age".into(),
        words: "80 or older.".into(),
        appeal: String::new(),
    }
}

/// The answer to `card` is asked for again.
pub(crate) fn more_asked() -> ApplicationEvent {
    ApplicationEvent::MoreAsked {
        items: vec![Item {
            field: FieldId("card".into()),
            words: "The last digit is missing.".into(),
        }],
        words: "Please write it again.".into(),
        due: Date::constant(2026, 12, 4),
        again: None,
    }
}

impl Hall {
    /// Wang's application, with two answers.
    pub(crate) fn draft() -> Self {
        let mut wang = Device::new(1, Role::Resident);
        let header = Header::new(DOC, DocKind::Application, wang.writer.person, area());
        let (mut filed, begun) = begin(&mut wang, &header);
        let married = Edit::Answer(FieldId("married".into()), Some(Value::Yes(false)));
        let written = wang.edit(&mut filed, &[text("card", "0000 1111"), married]);
        let scope = Scope::Person(wang.writer.person);
        Self {
            wang,
            daughter: Device::new(5, Role::Delegate).with_scope(scope),
            zhao: Device::new(4, Role::Worker),
            sun: Device::new(6, Role::Officer).with_scope(Scope::Office(office())),
            centre: Device::new(9, Role::Centre),
            filed,
            log: vec![begun, written],
        }
    }

    pub(crate) fn then(
        mut self,
        who: fn(&mut Self) -> &mut Device,
        what: ApplicationEvent,
    ) -> Self {
        let mut filed = self.filed.clone();
        let change = who(&mut self).edit(&mut filed, &[event(what)]);
        let device = who(&mut self).clone();
        let judged = judge(&self.filed, &change, &device);
        assert!(matches!(judged, Ok(Admission::New { .. })), "{judged:?}");
        self.filed = filed;
        self.log.push(change);
        self
    }

    pub(crate) fn received() -> Self {
        Self::draft()
            .then(
                |hall| &mut hall.wang,
                ApplicationEvent::Submitted { by_proxy: false },
            )
            .then(|hall| &mut hall.centre, received())
    }

    pub(crate) fn accepted() -> Self {
        Self::received().then(|hall| &mut hall.sun, ApplicationEvent::Accepted)
    }

    pub(crate) fn needs_more() -> Self {
        Self::accepted().then(|hall| &mut hall.sun, more_asked())
    }
}

pub(crate) fn application(replica: &Replica) -> Application {
    let contents = replica.contents().unwrap();
    contents.into_application().unwrap()
}
