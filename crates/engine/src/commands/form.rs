//! Forms, whichever kind of document they fill: opened, answered, and kept for next time.
//! What a form says by itself is in [`linli_domain::form`].

use super::{
    acts_as::acts_as,
    bundle::answers::drafts_that_ask,
    catalogue::{kind_of, service_of},
    intent, known, under_way,
};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
    store::{
        commit::Batch,
        typed::{TypedPlace, TypedText},
    },
};
use linli_api::{Answer, KeepHalf, KeepInProfile, OpenForm, Topic, view};
use linli_domain::{
    answer::{self, AnswerError, FieldId, Question, Value},
    application::{self, Application},
    care::{self, Care, CareStatus},
    consent::Permission,
    contents::Contents,
    form::{Form, FormError, Given, Way, Writable, profile_text},
    id::DocId,
    person::Person,
    time::Date,
};
use linli_replica::replica::Edit;
use std::collections::BTreeMap;

/// A form's pages, with what is known of its questions.
pub(super) fn open(
    engine: &mut Engine,
    ask: OpenForm,
    _: &mut Vec<Topic>,
) -> Result<view::FormView> {
    let contents = engine.contents(ask.doc)?;
    let mut form = form_of(engine, &contents)?;
    form.clashes = clashes(engine, ask.doc)?;
    tell_half_typed(engine, ask.doc, &mut form)?;
    let resident = contents.header().resident;
    let profile = known::profile(engine, resident)?;
    if let Some(profile) = &profile {
        profile.tell(&mut form, engine.now());
    }
    form.look_up_births();
    let person = profile.as_ref().map(|profile| &profile.person);
    // Nobody is offered to keep what they may not change.
    let may_keep = acts_as(engine, resident, Permission::Details)?.resident;
    let keeper = person.filter(|_| may_keep);
    let (mut against, mut under_way) = (Vec::new(), None);
    let (subject, title, papers) = match contents {
        Contents::Application(application) => {
            if form.way.writable == Writable::All {
                against = under_way::against(engine, &application, &form, person)?;
                under_way = under_way::other_under_way(engine, &application)?;
            }
            let service = service_of(engine, &application)?;
            let subject = view::Subject::Application {
                service: application.service,
                bundle: application.bundle,
            };
            (subject, service.name, service.evidence)
        }
        Contents::Care(care) => {
            let title = kind_of(engine, &care.kind)?.name.clone();
            let place = person.map(Person::place).unwrap_or_default().into();
            let subject = view::Subject::Care {
                kind: care.kind,
                when: care.when,
                place,
                now: engine.local_now().1,
            };
            (subject, title, Vec::new())
        }
        Contents::Person(_) | Contents::Offer(_) | Contents::Consent(_) => {
            return Err(EngineError::NotFound(ask.doc));
        }
    };
    Ok(view::FormView {
        doc: ask.doc,
        subject,
        title,
        papers,
        newer: keeper.map_or_else(Vec::new, |person| form.newer(person)),
        doubtful: person.map_or_else(Vec::new, |person| form.doubtful(person)),
        under_way,
        against,
        form,
    })
}

/// The form that a document fills, and nothing that is known besides.
pub(super) fn form_of(engine: &Engine, contents: &Contents) -> Result<Form> {
    match contents {
        Contents::Care(care) => care_form(engine, care),
        Contents::Application(application) => application_form(engine, application),
        Contents::Person(_) | Contents::Offer(_) | Contents::Consent(_) => {
            Err(EngineError::NotFound(contents.id()))
        }
    }
}

pub(super) fn care_form(engine: &Engine, care: &Care) -> Result<Form> {
    let questions = kind_of(engine, &care.kind)?.questions.clone();
    let is_draft = care::fold(care).status == CareStatus::Draft;
    Ok(Form {
        way: Way {
            asks_when: true,
            is_shared: false,
            writable: if is_draft {
                Writable::All
            } else {
                Writable::Nothing
            },
        },
        ..Form::new(questions, care.answers.clone())
    })
}

pub(super) fn application_form(engine: &Engine, application: &Application) -> Result<Form> {
    let service = service_of(engine, application)?;
    Ok(Form {
        sections: service.sections,
        way: Way {
            asks_when: false,
            is_shared: application.bundle.is_some(),
            writable: application::fold(application).writable(),
        },
        ..Form::new(service.questions, application.answers.clone())
    })
}

pub(super) fn answer(engine: &mut Engine, ask: Answer, changed: &mut Vec<Topic>) -> Result<()> {
    let contents = engine.contents(ask.doc)?;
    let question = question_of(engine, &contents, &ask.field)?;
    let value = ask
        .value
        .clone()
        .map(|value| answer::normal(&question.kind, value));
    if let Some(value) = &value {
        let kept = answer::keeps(&question, value);
        kept.map_err(|why| EngineError::field(&question.id.0, why))?;
    }
    let docs = asked_in(engine, &contents, &question)?;
    let batch = half_typed(engine, &docs, &ask.field, "")?;
    let edit = |doc| (doc, Edit::answer(&question, value.clone()));
    let mut edits: Vec<_> = docs.into_iter().map(edit).collect();
    if let Some(value) = &value {
        let resident = contents.header().resident;
        edits.extend(known::confirmed(engine, resident, &question, value)?);
    }
    let words = match &value {
        Some(Value::Text(words)) => words.clone(),
        _ => String::new(),
    };
    engine.write_each(batch, edits, intent(ask, &words), changed)
}

pub(super) fn keep_half(
    engine: &mut Engine,
    ask: KeepHalf,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let contents = engine.contents(ask.doc)?;
    let question = question_of(engine, &contents, &ask.field)?;
    let docs = asked_in(engine, &contents, &question)?;
    let batch = half_typed(engine, &docs, &ask.field, &ask.text)?;
    let edit = |doc| (doc, Edit::answer(&question, None));
    let edits = docs.into_iter().map(edit).collect();
    engine.write_each(batch, edits, intent(ask, ""), changed)
}

fn question_of(engine: &Engine, contents: &Contents, field: &FieldId) -> Result<Question> {
    let form = form_of(engine, contents)?;
    let wrong = || EngineError::field(&field.0, AnswerError::WrongType);
    form.question(field).cloned().ok_or_else(wrong)
}

/// The document itself, and the other drafts of its bundle that ask `question` too.
fn asked_in(engine: &Engine, contents: &Contents, question: &Question) -> Result<Vec<DocId>> {
    let mut docs = vec![contents.id()];
    if let Contents::Application(own) = contents {
        docs.extend(drafts_that_ask(engine, own, question)?);
    }
    Ok(docs)
}

/// `text` as what stands half typed in the field of each of `docs`, where another stood.
fn half_typed(engine: &Engine, docs: &[DocId], field: &FieldId, text: &str) -> Result<Batch> {
    let mut batch = Batch::default();
    for doc in docs {
        let place = TypedPlace::Field(field.clone());
        if engine.store.typed(*doc, &place)? != text {
            batch.topics.push(Topic::Doc(*doc));
            batch.typed.push(TypedText {
                doc: *doc,
                place,
                text: text.to_owned(),
            });
        }
    }
    Ok(batch)
}

/// What stands half typed in fields that have no answer: somebody may have given one from
/// another device meanwhile.
fn tell_half_typed(engine: &Engine, doc: DocId, form: &mut Form) -> Result<()> {
    form.half = engine.store.half_typed(doc)?;
    let answers = &form.answers;
    form.half.retain(|field, _| !answers.contains_key(field));
    Ok(())
}

pub(super) fn keep_in_profile(
    engine: &mut Engine,
    ask: KeepInProfile,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let contents = engine.contents(ask.doc)?;
    let form = form_of(engine, &contents)?;
    let person = engine.store.person_doc(contents.header().resident)?;
    let person = person.ok_or(EngineError::NoAddress)?;
    let questions = ask.fields.iter().filter_map(|field| form.question(field));
    let edits: Vec<Edit> = questions
        .filter_map(|question| Some((question, form.answers.get(&question.id)?)))
        .flat_map(|(question, value)| profile_text(question, value))
        .map(|(field, text)| Edit::Profile(field, text))
        .collect();
    if edits.is_empty() {
        return Ok(());
    }
    engine.write(person, &edits, intent(ask, ""), changed)
}

/// Whether a form can be sent on the day `today`: every question has its answer, and one
/// only.
pub(super) fn complete(engine: &Engine, contents: &Contents, today: Date) -> Result<()> {
    let mut form = form_of(engine, contents)?;
    form.clashes = clashes(engine, contents.id())?;
    tell_half_typed(engine, contents.id(), &mut form)?;
    match form.mistakes(today).first() {
        None => Ok(()),
        Some((question, error)) => {
            let why = match error {
                FormError::TwoAnswers => AnswerError::Required,
                FormError::Half => AnswerError::WrongType,
                FormError::Wrong(why) => *why,
            };
            Err(EngineError::field(&question.id.0, why))
        }
    }
}

/// Different answers given while apart, with who gave each.
pub(super) fn clashes(engine: &Engine, doc: DocId) -> Result<BTreeMap<FieldId, Vec<Given>>> {
    let me = engine.enrolled()?.writer.person;
    let mut all = BTreeMap::new();
    for (field, versions) in engine.replica(doc)?.clashes()? {
        let mut given = Vec::new();
        for version in versions {
            let by = known::author(engine, version.source.device)?;
            given.push(Given {
                value: version.value,
                mine: by.is_some_and(|by| by.person == me),
                by,
                at: version.source.at,
            });
        }
        all.insert(field, given);
    }
    Ok(all)
}
