//! Sittings: when, in which languages and on what terms an exam is offered, in words, for programs, and drawn.

use super::{Context, evidence};
use crate::render::report::{Cell, FactRow, Remark, TimeSpan, Timeline};
use certcmp_dataset::sitting::End;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::{Certification, Sitting, SittingField};
use jiff::civil::Date;
use std::borrow::Cow;

pub fn shape() -> Shape {
    let evidence = |field: &SittingField| (field.key(), evidence::shape(field.shape()).nullable());
    let mut parts = vec![("kind", Shape::Word(SittingKind::WORDS))];
    parts.extend(SittingField::ALL.iter().map(|field| (field.key(), field.shape().nullable())));
    parts.push(("evidence", Shape::Map(SittingField::ALL.iter().map(evidence).collect())));
    Shape::Map(parts)
}

pub fn datum(certification: &Certification, context: &Context<'_>) -> Datum {
    let datum = |sitting: &Sitting| {
        let mut parts: Vec<(Cow<'static, str>, Datum)> = vec![("kind".into(), Datum::text(sitting.kind))];
        let mut evidence: Vec<(Cow<'static, str>, Datum)> = Vec::new();
        for field in SittingField::ALL {
            let view = sitting.facts.view(*field);
            let backing = Datum::option(view.as_ref(), |view| evidence::datum(view, None, context));
            evidence.push((field.key().into(), backing));
            parts.push((field.key().into(), Datum::option(view, |view| view.datum(context.catalog))));
        }
        parts.push(("evidence".into(), Datum::Map(evidence)));
        Datum::Map(parts)
    };
    Datum::List(certification.sittings.iter().map(datum).collect())
}

/// A line for each sitting: its kind and its days.
pub fn lines(certification: &Certification, context: &Context<'_>) -> Vec<String> {
    let line = |sitting: &Sitting| format!("{}: {}", sitting.kind.title(), words(sitting, context));
    certification.sittings.iter().map(line).collect()
}

/// A sitting in words: when, in which languages, and what it has of its own.
fn words(sitting: &Sitting, context: &Context<'_>) -> String {
    let said = |field: SittingField| sitting.facts.view(field).map(|view| view.display(context.catalog).line());
    let mut words = Vec::new();
    words.push(match sitting.start() {
        Some(first) if first.planned => format!("planned for {}", first.when.words()),
        Some(first) => format!("from {}", first.when.words()),
        None if sitting.is_unscheduled() => "announced without a day".to_owned(),
        None => "first day not known".to_owned(),
    });
    match sitting.facts.last.as_deref().map(|last| &last.value) {
        Some(End::On(end)) if end.planned => words.push(format!("end planned for {}", end.when.words())),
        Some(End::On(end)) => words.push(format!("to {}", end.when.words())),
        Some(End::WhenOpens(id)) => words.push(format!("until {id} opens")),
        Some(End::NotAnnounced) => words.push("no end announced".to_owned()),
        None => {}
    }
    for field in [SittingField::Languages, SittingField::Code, SittingField::Price, SittingField::Duration] {
        words.extend(said(field));
    }
    words.extend(said(SittingField::Questions).map(|questions| format!("{questions} questions")));
    words.extend(said(SittingField::Registration).map(|day| format!("booking from {day}")));
    words.extend(said(SittingField::Dates));
    words.join("; ")
}

/// The row of a sitting, with the evidence of all its facts.
pub fn row(sitting: &Sitting, with_sources: bool, context: &Context<'_>) -> FactRow {
    let mut asides = Vec::new();
    let mut remarks = Vec::new();
    for (field, view) in sitting.facts.views() {
        let name = field.label().to_lowercase();
        remarks.extend(evidence::remarks(&view, context).into_iter().map(|remark| remark.about(&name)));
        let below = evidence::asides(&view, with_sources, context);
        asides.extend(below.into_iter().map(|aside| Remark { words: format!("{name}: {}", aside.words), ..aside }));
    }
    let days = [SittingField::First, SittingField::Last];
    let support = days.iter().find_map(|field| sitting.facts.view(*field)).map(|view| evidence::support(&view));
    let uncertain = sitting.facts.first.as_deref().is_some_and(|first| first.uncertain);
    let doubt = if uncertain { evidence::UNCERTAIN } else { "" };
    let cell = Cell { remarks, ..Cell::text(format!("{}{doubt}", words(sitting, context))) };
    let sources = sitting.facts.views().flat_map(|(_, view)| view.sources.to_vec()).collect();
    let cell = evidence::with_sources(cell, sources, context);
    FactRow { label: label(sitting).into(), cell, support: support.unwrap_or_default(), asides }
}

/// The sittings, and the time in which certificates are renewed where that ends.
pub fn timeline(certification: &Certification, context: &Context<'_>) -> Timeline {
    let standard = certification.sittings.iter().filter(|sitting| sitting.kind == SittingKind::Standard);
    let opened = standard.filter_map(Sitting::start);
    let opened = opened.filter(|start| !start.planned).map(|start| start.when.earliest).min();
    let mut spans: Vec<TimeSpan> = certification.sittings.iter().filter_map(|sitting| span(sitting, opened)).collect();
    let earliest = spans.iter().filter_map(|span| span.from).min();
    spans.extend(certification.facts.renewals_end.as_deref().map(|end| TimeSpan {
        label: "Renewals".to_owned(),
        from: earliest,
        to: Some(end.value.latest),
        planned: false,
    }));
    Timeline { heading: "When it can be taken".to_owned(), today: context.day, spans }
}

/// A sitting as a span; nothing if neither end of it is known. A beta is over when the standard exam has opened, and a
/// standard sitting begins no earlier than the exam.
fn span(sitting: &Sitting, opened: Option<Date>) -> Option<TimeSpan> {
    let registration = || sitting.facts.registration.as_deref().map(|registration| registration.value);
    let first = sitting.start().or_else(registration);
    let last = match sitting.facts.last.as_deref().map(|last| &last.value) {
        Some(End::On(end)) => Some(end.when.latest),
        _ => None,
    };
    let (from, to) = (first.map(|first| first.when.earliest), last);
    let (from, to) = match sitting.kind {
        SittingKind::Beta => (from, to.or(opened)),
        SittingKind::Standard => (from.or(opened), to),
    };
    let tags = sitting.facts.languages.as_deref().map(|languages| {
        let tags: Vec<&str> = languages.value.listed.iter().map(|language| language.as_str()).collect();
        format!(" {}", tags.join(" "))
    });
    let label = format!("{}{}", label(sitting), tags.unwrap_or_default());
    let planned = first.is_some_and(|first| first.planned);
    (from.is_some() || to.is_some()).then_some(TimeSpan { label, from, to, planned })
}

fn label(sitting: &Sitting) -> &'static str {
    match sitting.kind {
        SittingKind::Beta => "Beta",
        SittingKind::Standard => "On offer",
    }
}
