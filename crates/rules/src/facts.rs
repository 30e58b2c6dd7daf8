//! What is known when a rule is judged, as CEL's values.

use cel::{Context, Env, Value as Cel, objects::Key};
use linli_domain::{
    answer::Value,
    catalogue::Rule,
    id::AreaId,
    profile::{ProfileField, ProfileKey},
    time::{Date, read_day},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use crate::{
    functions::midnight,
    rule::{AREA, PROFILE, TODAY},
};

/// What is known about a person on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Profile fields. A text that is a day counts as that day; yes and no are the
    /// texts `yes` and `no`, as in a form's conditions; "I do not know" is not known.
    pub profile: BTreeMap<ProfileKey, Value>,
    /// The day of asking, where the person lives.
    pub today: Date,
    /// The area where they live.
    pub area: AreaId,
}

/// The day that a field names, if any.
pub(crate) fn day_of(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        Value::Text(words) => read_day(words.trim()),
        _ => None,
    }
}

/// Whole years on `day` for who was born on `born`; `None` before birth.
pub(crate) fn age_on(born: Date, day: Date) -> Option<i16> {
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    let age = day.year() - born.year() - i16::from(!had_birthday);
    (age >= 0).then_some(age)
}

impl Facts {
    /// Whether a rule can use the field.
    pub(crate) fn knows(&self, field: &ProfileKey) -> bool {
        let value = self.profile.get(field);
        match field.known() {
            Some(ProfileField::BirthDate) => value
                .and_then(day_of)
                .is_some_and(|born| age_on(born, self.today).is_some()),
            _ => value.and_then(of_answer).is_some(),
        }
    }

    /// Days that the profile names for `field`.
    pub(crate) fn day(&self, field: &ProfileKey) -> Option<Date> {
        self.profile.get(field).and_then(day_of)
    }
}

/// One person on one day after the other.
pub(crate) struct World<'a> {
    context: Context<'a, 'a>,
    fields: HashMap<Key, Cel>,
    born: Option<Date>,
    age: Option<i16>,
}

impl<'a> World<'a> {
    pub(crate) fn new(env: &Arc<Env>, facts: &Facts) -> Self {
        let mut context = Context::with_env(Arc::clone(env));
        context.add_variable_from_value(AREA, facts.area.0.as_str());
        let known = facts
            .profile
            .iter()
            .filter_map(|(field, value)| Some((key(field.name()), of_answer(value)?)));
        let mut world = Self {
            context,
            fields: known.collect(),
            born: facts.day(&ProfileField::BirthDate.into()),
            age: None,
        };
        world.fields.remove(&key(Rule::AGE));
        world.bind();
        world.go_to(facts.today);
        world
    }

    pub(crate) fn go_to(&mut self, day: Date) {
        if let Some(moment) = midnight(day) {
            self.context
                .add_variable_from_value(TODAY, Cel::Timestamp(moment));
        }
        let age = self.born.and_then(|born| age_on(born, day));
        if age != self.age {
            self.age = age;
            match age {
                Some(age) => self.fields.insert(key(Rule::AGE), Cel::Int(age.into())),
                None => self.fields.remove(&key(Rule::AGE)),
            };
            self.bind();
        }
    }

    fn bind(&mut self) {
        let map = cel::objects::Map {
            map: Arc::new(self.fields.clone()),
        };
        self.context.add_variable_from_value(PROFILE, Cel::Map(map));
    }

    pub(crate) const fn context(&self) -> &Context<'a, 'a> {
        &self.context
    }
}

fn key(field: &str) -> Key {
    Key::String(Arc::new(field.to_owned()))
}

/// What rules see of an answer; nothing of those that have parts.
fn of_answer(value: &Value) -> Option<Cel> {
    let text = |words: &str| Some(Cel::String(Arc::new(words.to_owned())));
    if let Some(day) = day_of(value) {
        return midnight(day).map(Cel::Timestamp);
    }
    match value {
        Value::Text(words) if words.trim().is_empty() => None,
        Value::Text(words) => text(words.trim()),
        Value::Choice(id) => text(id),
        Value::Yes(yes) => text(if *yes { "yes" } else { "no" }),
        Value::Number(number) => Some(Cel::Int(*number)),
        Value::Choices(ids) => {
            let ids = ids.iter().filter_map(|id| text(id));
            Some(Cel::List(Arc::new(ids.collect())))
        }
        Value::Date(_)
        | Value::Time(_)
        | Value::Address(_)
        | Value::DayWindow(_)
        | Value::Photos(_)
        | Value::Signature(_)
        | Value::Person(_)
        | Value::NotKnown => None,
    }
}
