//! Services and groups of counterparts as records for programs.

use super::super::pairing::{pairing_datum, pairing_shape, service_datum, service_shape, services_datum};
use super::super::{Context, evidence};
use super::choice::Choice;
use super::exams::Exam;
use super::view::{Counterparts, Member, ServiceView};
use crate::render::report::Records;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::{Basis, Category, Strength, Support};
use certcmp_dataset::{Counterpart, Service, SourceRef, Status};
use std::borrow::Cow;

/// Keys and shapes.
type Columns = Vec<(Cow<'static, str>, Shape)>;

/// Keys and shapes of a group of counterparts.
pub fn group_columns() -> Columns {
    vec![
        ("id".into(), Shape::Text),
        ("category".into(), Shape::Word(Category::WORDS)),
        ("capability".into(), Shape::Text),
        ("strength".into(), Shape::Word(Strength::WORDS)),
        ("services".into(), service_shape().list()),
        ("pairings".into(), pairing_shape().list()),
        ("note".into(), Shape::Text.nullable()),
    ]
}

/// Returns the groups of a choice.
pub fn groups(choice: &Choice<'_>, context: &Context<'_>) -> Records {
    let mut cited = Vec::new();
    let mut row = |group: &&Counterpart| {
        let services = choice.services(group, context);
        let pairings = choice.pairings(group);
        cited.extend(pairings.iter().flat_map(|pairing| pairing.sources.iter().copied()));
        vec![
            Datum::text(&group.id),
            Datum::text(group.category),
            Datum::text(&group.capability),
            Datum::text(group.strength),
            services_datum(&services, context),
            Datum::List(pairings.iter().map(|pairing| pairing_datum(pairing, group, context)).collect()),
            Datum::option(group.note.as_ref(), Datum::text),
        ]
    };
    let rows = choice.groups.iter().map(&mut row).collect();
    let extra = vec![("sources", evidence::sources_datum(cited, context))];
    Records { key: "counterparts", columns: group_columns(), rows, ids: choice.ids(context), extra }
}

/// Keys and shapes of a service.
pub fn service_columns() -> Columns {
    let former =
        Shape::Map(vec![("name", Shape::Text), ("until", Shape::Date.nullable()), ("sources", Shape::Text.list())]);
    vec![
        ("id".into(), Shape::Text),
        ("provider".into(), Shape::Text.nullable()),
        ("name".into(), Shape::Text),
        ("short_name".into(), Shape::Text.nullable()),
        ("category".into(), Shape::Word(Category::WORDS)),
        ("called_since".into(), Shape::Date.nullable()),
        ("formerly".into(), former.list()),
        ("aliases".into(), Shape::Text.list()),
        ("succeeds".into(), Shape::Text.list()),
        ("place_taken_by".into(), Shape::Text.list()),
        ("now_in".into(), Shape::Text.nullable()),
        ("has_taken_in".into(), Shape::Text.list()),
        ("stands_in".into(), Shape::Text.nullable()),
        ("services_in_it".into(), Shape::Text.list()),
        ("counterparts".into(), member_shape().list()),
        ("exams".into(), exam_shape().list()),
        ("name_sources".into(), Shape::Text.list()),
        ("note".into(), Shape::Text.nullable()),
    ]
}

fn member_shape() -> Shape {
    let across = Shape::Map(vec![
        ("provider", Shape::Text),
        ("services", service_shape().list()),
        ("basis", Shape::Word(Basis::WORDS)),
        ("via", Shape::Text.nullable()),
        ("for_the_group", Shape::Bool),
        ("sources", Shape::Text.list()),
    ]);
    Shape::Map(vec![
        ("of", Shape::Text),
        ("id", Shape::Text),
        ("capability", Shape::Text),
        ("strength", Shape::Word(Strength::WORDS)),
        ("beside", service_shape().list()),
        ("across", across.list()),
        ("note", Shape::Text.nullable()),
    ])
}

/// Services with their counterparts and their exams.
pub fn services(views: &[ServiceView<'_>], context: &Context<'_>) -> Records {
    let ids = views.iter().map(|view| view.service.id.clone()).collect();
    let mut cited = Vec::new();
    let rows = views.iter().map(|view| service_row(view, &mut cited, context)).collect();
    Records {
        key: "services",
        columns: service_columns(),
        rows,
        ids,
        extra: vec![("sources", evidence::sources_datum(cited, context))],
    }
}

fn service_row(view: &ServiceView<'_>, cited: &mut Vec<SourceRef>, context: &Context<'_>) -> Vec<Datum> {
    let (service, catalog) = (view.service, context.catalog);
    cited.extend(&service.sources);
    cited.extend(service.formerly.iter().flat_map(|former| former.sources.iter().copied()));
    cited.extend(view.exams.iter().flat_map(|exam| exam.sources.iter().copied()));
    let ids = |services: &[&Service]| Datum::texts(services.iter().map(|service| &service.id));
    let source_ids = |sources: &[SourceRef]| Datum::texts(evidence::ids(sources, context));
    let former = |former: &certcmp_dataset::service::FormerName| {
        Datum::map([
            ("name", Datum::text(&former.name)),
            ("until", Datum::option(former.until, Datum::printed)),
            ("sources", source_ids(&former.sources)),
        ])
    };
    let members: Vec<Member<'_>> = view.members(context).into_iter().chain(view.family_members(context)).collect();
    let pairings = members.iter().flat_map(|member| &member.across).filter_map(|across| across.pairing);
    cited.extend(pairings.flat_map(|pairing| pairing.sources.iter().copied()));
    let since = service.formerly.first().and_then(|former| former.until);
    vec![
        Datum::text(&service.id),
        Datum::option(service.provider.as_ref(), Datum::text),
        Datum::text(&service.name),
        Datum::option(service.short_name.as_ref(), Datum::text),
        Datum::text(service.category),
        Datum::option(since, Datum::printed),
        Datum::List(service.formerly.iter().map(former).collect()),
        Datum::texts(&service.aliases),
        Datum::texts(&service.succeeds),
        ids(&catalog.place_taken_by(service)),
        Datum::option(service.now_in.as_ref(), Datum::text),
        ids(&view.taken_in),
        Datum::option(catalog.whole_of(service), |whole| Datum::text(&whole.id)),
        ids(&view.parts),
        Datum::List(members.iter().map(|member| member_datum(member, context)).collect()),
        Datum::List(view.exams.iter().map(|exam| exam_datum(exam, context)).collect()),
        source_ids(&service.sources),
        Datum::option(service.note.as_ref(), Datum::text),
    ]
}

fn member_datum(member: &Member<'_>, context: &Context<'_>) -> Datum {
    let beside = member.own.services.iter().filter_map(|place| context.catalog.service(*place));
    let beside = beside.filter(|service| service.id != member.service.id).map(service_datum);
    Datum::map([
        ("of", Datum::text(&member.service.id)),
        ("id", Datum::text(&member.group.id)),
        ("capability", Datum::text(&member.group.capability)),
        ("strength", Datum::text(member.group.strength)),
        ("beside", Datum::List(beside.collect())),
        ("across", Datum::List(member.across.iter().map(|across| across_datum(across, context)).collect())),
        ("note", Datum::option(member.group.note.as_ref(), Datum::text)),
    ])
}

fn across_datum(across: &Counterparts<'_>, context: &Context<'_>) -> Datum {
    let services =
        across.side.as_ref().map_or_else(|| Datum::List(Vec::new()), |side| services_datum(&side.services, context));
    let sources = across.pairing.map_or(&[][..], |pairing| &pairing.sources);
    Datum::map([
        ("provider", Datum::text(across.provider)),
        ("services", services),
        ("basis", Datum::text(across.basis)),
        ("via", Datum::option(across.pairing.and_then(|pairing| pairing.via.as_ref()), Datum::text)),
        ("for_the_group", Datum::Bool(across.is_loose)),
        ("sources", Datum::texts(evidence::ids(sources, context))),
    ])
}

/// The shape of an exam in a record.
fn exam_shape() -> Shape {
    Shape::Map(vec![
        ("id", Shape::Text),
        ("status", Shape::Word(Status::WORDS)),
        ("can_be_taken", Shape::Bool.nullable()),
        ("names", Shape::Text.list()),
        ("support", Shape::Word(Support::WORDS).nullable()),
        ("uncertain", Shape::Bool),
        ("disputed", Shape::Bool),
        ("sources", Shape::Text.list()),
        ("note", Shape::Text.nullable()),
    ])
}

/// An exam in a record; without support, only a claim names the service.
fn exam_datum(exam: &Exam<'_>, context: &Context<'_>) -> Datum {
    let standing = &exam.entry.standing;
    let ids = exam.names.iter().filter_map(|service| context.catalog.service(*service)).map(|service| &service.id);
    let taken = if standing.in_doubt { Datum::Null } else { Datum::Bool(standing.can_be_taken()) };
    Datum::map([
        ("id", Datum::text(&exam.entry.certification.id)),
        ("status", Datum::text(standing.status.as_str())),
        ("can_be_taken", taken),
        ("names", Datum::texts(ids)),
        ("support", Datum::option(exam.support, Datum::text)),
        ("uncertain", Datum::Bool(exam.uncertain)),
        ("disputed", Datum::Bool(exam.disputed)),
        ("sources", Datum::texts(evidence::ids(exam.sources, context))),
        ("note", Datum::option(exam.note, Datum::text)),
    ])
}
