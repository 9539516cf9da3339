//! The exams that name a service, and on whose word.

use super::super::Context;
use super::super::column::{Column, all_sources, status_tone};
use crate::query::Entry;
use crate::render::report::{Cell, Listing};
use certcmp_dataset::fact::{Claim, Stated};
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::Support;
use certcmp_dataset::{Certification, ServiceRef, SourceRef, Standing, Status};
use std::borrow::Cow;

/// An exam that names a service, or a service that stands in it.
pub struct Exam<'a> {
    /// The exam with its standing.
    pub entry: Entry<'a>,
    /// What of the family it names.
    pub names: Vec<ServiceRef>,
    /// On whose word.
    pub word: Word<'a>,
}

/// On whose word an exam names a service.
pub enum Word<'a> {
    /// It is in the list of services that is judged right.
    Listed {
        /// How well the list is backed.
        support: Support,
        /// The list is weakly backed.
        uncertain: bool,
        /// Where the list is from.
        sources: &'a [SourceRef],
    },
    /// Only a claim has it.
    Claimed {
        /// The claim contradicts the list.
        disputed: bool,
        /// Who says so.
        sources: &'a [SourceRef],
        /// What is thought of it.
        note: Option<&'a String>,
    },
}

/// The exams that name any of a family of services: first those that can be taken, of these first those that name the
/// head of the family, then by provider and level.
pub fn naming<'a>(family: &[ServiceRef], context: &Context<'a>) -> Vec<Exam<'a>> {
    let mut found: Vec<Exam<'a>> = context
        .catalog
        .certifications
        .iter()
        .filter_map(|certification| {
            let (names, word) = word(certification, family)?;
            let standing = Standing::of(certification, context.catalog, context.day, context.language);
            Some(Exam { entry: Entry { certification, standing }, names, word })
        })
        .collect();
    found.sort_by_key(|exam| {
        let certification = exam.entry.certification;
        (
            !exam.entry.standing.can_be_taken(),
            family.first().is_some_and(|service| !exam.names.contains(service)),
            context.catalog.provider_rank(&certification.provider),
            certification.level(),
            certification.id.clone(),
        )
    });
    found
}

fn word<'a>(certification: &'a Certification, family: &[ServiceRef]) -> Option<(Vec<ServiceRef>, Word<'a>)> {
    let fact = certification.facts.services.as_deref()?;
    let of_family = |services: &[ServiceRef]| -> Vec<ServiceRef> {
        family.iter().filter(|service| services.contains(service)).copied().collect()
    };
    let listed = of_family(&fact.value);
    if !listed.is_empty() {
        let word = Word::Listed { support: fact.support, uncertain: fact.uncertain, sources: &fact.sources };
        return Some((listed, word));
    }
    let claimed = |claims: &'a [Claim<Vec<ServiceRef>>], disputed: bool| {
        claims.iter().find_map(|claim| {
            let Stated::Value(services) = &claim.stated else { return None };
            let names = of_family(services);
            let word = Word::Claimed { disputed, sources: &claim.sources, note: claim.note.as_ref() };
            (!names.is_empty()).then_some((names, word))
        })
    };
    claimed(&fact.also, false).or_else(|| claimed(&fact.disputed, true))
}

/// A table of exams. What an exam names is a column only where one names something else than the service itself.
pub fn listing(exams: &[Exam<'_>], service: ServiceRef, context: &Context<'_>) -> Listing {
    let several = exams.iter().any(|exam| exam.names != [service]);
    let mut heads = vec!["ID", "Certification", "Can be taken"];
    heads.extend(several.then_some("Names"));
    heads.push("Support");
    let row = |exam: &Exam<'_>| {
        let certification = exam.entry.certification;
        let mut cells = vec![
            Cell::text(&certification.id),
            Cell::text(context.catalog.full_title(certification)),
            Column::Status.cell(&exam.entry, context).tone(status_tone(&exam.entry)),
        ];
        cells.extend(several.then(|| Cell::text(briefs(&exam.names, context))));
        cells.push(Cell::text(support(&exam.word, context)));
        cells
    };
    Listing {
        heading: if several { "Exams that name it or a service in it" } else { "Exams that name it" }.to_owned(),
        heads: heads.into_iter().map(|head| (head.into(), false)).collect(),
        rows: exams.iter().map(row).collect(),
        legend: None,
    }
}

fn briefs(services: &[ServiceRef], context: &Context<'_>) -> String {
    let names: Vec<String> = services
        .iter()
        .filter_map(|service| context.catalog.service(*service))
        .map(|service| service.brief().clone())
        .collect();
    names.join(", ")
}

fn support(word: &Word<'_>, context: &Context<'_>) -> String {
    match word {
        Word::Listed { support, uncertain: false, .. } => support.title().to_owned(),
        Word::Listed { support, uncertain: true, .. } => format!("{}, uncertain", support.title()),
        Word::Claimed { disputed, sources, .. } => {
            let doubt = if *disputed { ", disputed" } else { "" };
            format!("only {}{doubt}", all_sources(sources, context))
        }
    }
}

/// The shape of an exam in a record.
pub fn shape() -> Shape {
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
pub fn datum(exam: &Exam<'_>, context: &Context<'_>) -> Datum {
    let standing = &exam.entry.standing;
    let ids = exam.names.iter().filter_map(|service| context.catalog.service(*service)).map(|service| &service.id);
    let (support, uncertain, disputed, note) = match &exam.word {
        Word::Listed { support, uncertain, .. } => (Datum::text(support), *uncertain, false, None),
        Word::Claimed { disputed, note, .. } => (Datum::Null, false, *disputed, *note),
    };
    let taken = if standing.in_doubt { Datum::Null } else { Datum::Bool(standing.can_be_taken()) };
    let parts: Vec<(Cow<'static, str>, Datum)> = vec![
        ("id".into(), Datum::text(&exam.entry.certification.id)),
        ("status".into(), Datum::text(standing.status.as_str())),
        ("can_be_taken".into(), taken),
        ("names".into(), Datum::texts(ids)),
        ("support".into(), support),
        ("uncertain".into(), Datum::Bool(uncertain)),
        ("disputed".into(), Datum::Bool(disputed)),
        ("sources".into(), Datum::texts(exam.sources().iter().map(|source| context.catalog.source_id(*source)))),
        ("note".into(), Datum::option(note, Datum::text)),
    ];
    Datum::Map(parts)
}

impl<'a> Exam<'a> {
    /// Who says that it names the service.
    pub fn sources(&self) -> &'a [SourceRef] {
        match &self.word {
            Word::Listed { sources, .. } | Word::Claimed { sources, .. } => sources,
        }
    }
}
