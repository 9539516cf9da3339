//! Services and groups of counterparts as records for programs.

use super::{Across, Choice, Exam, Member, ServiceView};
use crate::commands::evidence::{self, ids_datum};
use crate::commands::keys::{self, Key};
use crate::commands::pairing::{is_loose, pairing_keys, services_datum, services_shape};
use crate::commands::{Context, standing};
use crate::render::report::Records;
use certcmp_dataset::{
    Basis, Category, Counterpart, Datum, FormerName, Labels, Service, Shape, SourceRef, Status, Strength, Support,
};

pub fn group_columns() -> Vec<(&'static str, Shape)> {
    keys::columns(group_keys())
}

pub fn service_columns() -> Vec<(&'static str, Shape)> {
    keys::columns(service_keys())
}

pub(super) fn groups(choice: &Choice<'_>, context: &Context<'_>) -> Records {
    let cited = choice.groups.iter().flat_map(|group| choice.pairings(group));
    let cited = cited.flat_map(|pairing| pairing.sources.iter().copied()).collect();
    let sources = vec![("sources", evidence::sources_datum(cited, context))];
    keys::records("counterparts", group_keys(), choice.groups.iter().map(|group| (*group, choice, context)), sources)
}

pub(super) fn services(views: &[ServiceView<'_>], context: &Context<'_>) -> Records {
    let cited = views.iter().flat_map(cited).copied().collect();
    let sources = vec![("sources", evidence::sources_datum(cited, context))];
    keys::records("services", service_keys(), views.iter().map(|view| (view, context)), sources)
}

fn cited<'a>(view: &'a ServiceView<'a>) -> impl Iterator<Item = &'a SourceRef> {
    let service = view.service;
    let names = service.sources.iter().chain(service.formerly.iter().flat_map(|former| &former.sources));
    let across = view.members.iter().chain(&view.family).flat_map(|member| &member.across);
    let pairings = across.filter_map(|across| across.pairing).flat_map(|pairing| &pairing.sources);
    names.chain(view.exams.iter().flat_map(|exam| exam.sources)).chain(pairings)
}

fn group_keys<'a>() -> [Key<(&'a Counterpart, &'a Choice<'a>, &'a Context<'a>)>; 7] {
    [
        ("id", Shape::Text, |(group, ..)| Datum::text(&group.id)),
        ("category", Shape::Word(Category::WORDS), |(group, ..)| Datum::printed(group.category)),
        ("capability", Shape::Text, |(group, ..)| Datum::text(&group.capability)),
        ("strength", Shape::Word(Strength::WORDS), |(group, ..)| Datum::printed(group.strength)),
        ("services", services_shape(), |(group, choice, context)| {
            services_datum(&choice.services(group, context), context)
        }),
        ("pairings", keys::shape(pairing_keys()).list(), |(group, choice, context)| {
            keys::list(pairing_keys(), choice.pairings(group).into_iter().map(|pairing| (pairing, *group, *context)))
        }),
        ("note", Shape::Text.nullable(), |(group, ..)| keys::text(group.note.as_ref())),
    ]
}

fn service_keys<'a>() -> [Key<(&'a ServiceView<'a>, &'a Context<'a>)>; 18] {
    fn ids(services: &[&Service]) -> Datum {
        Datum::texts(services.iter().map(|service| &service.id))
    }
    [
        ("id", Shape::Text, |(view, _)| Datum::text(&view.service.id)),
        ("provider", Shape::Text.nullable(), |(view, _)| keys::text(view.service.provider.as_ref())),
        ("name", Shape::Text, |(view, _)| Datum::text(&view.service.name)),
        ("short_name", Shape::Text.nullable(), |(view, _)| keys::text(view.service.short_name.as_ref())),
        ("category", Shape::Word(Category::WORDS), |(view, _)| Datum::printed(view.service.category)),
        ("called_since", Shape::Date.nullable(), |(view, _)| {
            keys::date(view.service.formerly.first().and_then(|former| former.until))
        }),
        ("formerly", keys::shape(former_keys()).list(), |(view, context)| {
            keys::list(former_keys(), view.service.formerly.iter().map(|former| (former, *context)))
        }),
        ("aliases", Shape::Text.list(), |(view, _)| Datum::texts(&view.service.aliases)),
        ("succeeds", Shape::Text.list(), |(view, _)| Datum::texts(&view.service.succeeds)),
        ("place_taken_by", Shape::Text.list(), |(view, context)| ids(&context.catalog.place_taken_by(view.service))),
        ("now_in", Shape::Text.nullable(), |(view, _)| keys::text(view.service.now_in.as_ref())),
        ("has_taken_in", Shape::Text.list(), |(view, _)| ids(&view.taken_in)),
        ("stands_in", Shape::Text.nullable(), |(view, context)| {
            Datum::option(context.catalog.whole_of(view.service), |whole| Datum::text(&whole.id))
        }),
        ("services_in_it", Shape::Text.list(), |(view, _)| ids(&view.parts)),
        ("counterparts", keys::shape(member_keys()).list(), |(view, context)| {
            keys::list(member_keys(), view.members.iter().chain(&view.family).map(|member| (member, *context)))
        }),
        ("exams", keys::shape(exam_keys()).list(), |(view, context)| {
            keys::list(exam_keys(), view.exams.iter().map(|exam| (exam, *context)))
        }),
        ("name_sources", Shape::Text.list(), |(view, context)| ids_datum(&view.service.sources, context)),
        ("note", Shape::Text.nullable(), |(view, _)| keys::text(view.service.note.as_ref())),
    ]
}

fn former_keys<'a>() -> [Key<(&'a FormerName, &'a Context<'a>)>; 3] {
    [
        ("name", Shape::Text, |(former, _)| Datum::text(&former.name)),
        ("until", Shape::Date.nullable(), |(former, _)| keys::date(former.until)),
        ("sources", Shape::Text.list(), |(former, context)| ids_datum(&former.sources, context)),
    ]
}

fn member_keys<'a>() -> [Key<(&'a Member<'a>, &'a Context<'a>)>; 7] {
    [
        ("of", Shape::Text, |(member, _)| Datum::text(&member.service.id)),
        ("id", Shape::Text, |(member, _)| Datum::text(&member.group.id)),
        ("capability", Shape::Text, |(member, _)| Datum::text(&member.group.capability)),
        ("strength", Shape::Word(Strength::WORDS), |(member, _)| Datum::printed(member.group.strength)),
        ("beside", services_shape(), |(member, context)| services_datum(&member.beside, context)),
        ("across", keys::shape(across_keys()).list(), |(member, context)| {
            keys::list(across_keys(), member.across.iter().map(|across| (across, member.group, *context)))
        }),
        ("note", Shape::Text.nullable(), |(member, _)| keys::text(member.group.note.as_ref())),
    ]
}

fn across_keys<'a>() -> [Key<(&'a Across<'a>, &'a Counterpart, &'a Context<'a>)>; 6] {
    [
        ("provider", Shape::Text, |(across, ..)| Datum::text(across.provider)),
        ("services", services_shape(), |(across, _, context)| services_datum(&across.services, context)),
        ("basis", Shape::Word(Basis::WORDS), |(across, ..)| {
            Datum::printed(across.pairing.map_or(Basis::None, |pairing| pairing.basis))
        }),
        ("via", Shape::Text.nullable(), |(across, ..)| {
            keys::text(across.pairing.and_then(|pairing| pairing.via.as_ref()))
        }),
        ("for_the_group", Shape::Bool, |(across, group, context)| {
            Datum::Bool(across.pairing.is_some_and(|pairing| is_loose(pairing, group, context)))
        }),
        ("sources", Shape::Text.list(), |(across, _, context)| {
            ids_datum(across.pairing.map_or(&[][..], |pairing| &pairing.sources), context)
        }),
    ]
}

/// An exam; without support, only a claim names the service.
fn exam_keys<'a>() -> [Key<(&'a Exam<'a>, &'a Context<'a>)>; 9] {
    [
        ("id", Shape::Text, |(exam, _)| Datum::text(&exam.entry.certification.id)),
        ("status", Shape::Word(Status::WORDS), |(exam, _)| Datum::text(exam.entry.standing.status.as_str())),
        ("can_be_taken", Shape::Bool.nullable(), |(exam, _)| standing::can_be_taken(&exam.entry.standing)),
        ("names", Shape::Text.list(), |(exam, context)| {
            let services = exam.names.iter().filter_map(|service| context.catalog.service(*service));
            Datum::texts(services.map(|service| &service.id))
        }),
        ("support", Shape::Word(Support::WORDS).nullable(), |(exam, _)| Datum::option(exam.support, Datum::printed)),
        ("uncertain", Shape::Bool, |(exam, _)| Datum::Bool(exam.uncertain)),
        ("disputed", Shape::Bool, |(exam, _)| Datum::Bool(exam.disputed)),
        ("sources", Shape::Text.list(), |(exam, context)| ids_datum(exam.sources, context)),
        ("note", Shape::Text.nullable(), |(exam, _)| keys::text(exam.note)),
    ]
}
