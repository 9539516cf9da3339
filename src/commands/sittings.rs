//! Sittings: when, in which languages and on what terms an exam is offered, in words, for programs and drawn.

use super::{Context, evidence};
use crate::render::report::{Bar, Cell, Listing, Remark, Row};
use certcmp_dataset::{Certification, Datum, End, Shape, Sitting, SittingField, SittingKind};
use jiff::civil::Date;

pub fn shape() -> Shape {
    let evidence = |field: &SittingField| (field.key(), evidence::shape(field.shape()).nullable());
    let mut parts = vec![("kind", Shape::Word(SittingKind::WORDS))];
    parts.extend(SittingField::ALL.iter().map(|field| (field.key(), field.shape().nullable())));
    parts.push(("evidence", Shape::Map(SittingField::ALL.iter().map(evidence).collect())));
    Shape::Map(parts)
}

pub fn datum(certification: &Certification, context: &Context<'_>) -> Datum {
    let datum = |sitting: &Sitting| {
        let (mut parts, mut evidence) = (vec![("kind", Datum::printed(sitting.kind))], Vec::new());
        for field in SittingField::ALL {
            let view = sitting.facts.view(*field);
            evidence.push((field.key(), Datum::option(view.as_ref(), |view| evidence::datum(view, true, context))));
            parts.push((field.key(), Datum::option(view, |view| view.datum(context.catalog))));
        }
        parts.push(("evidence", Datum::Map(evidence)));
        Datum::Map(parts)
    };
    Datum::List(certification.sittings.iter().map(datum).collect())
}

pub fn lines(certification: &Certification, context: &Context<'_>) -> Vec<String> {
    let line = |sitting: &Sitting| format!("{}: {}", sitting.kind.title(), words(sitting, context));
    certification.sittings.iter().map(line).collect()
}

/// A sitting in words: when, in which languages, and what it has of its own.
fn words(sitting: &Sitting, context: &Context<'_>) -> String {
    let said = |field: SittingField| sitting.facts.view(field).map(|view| view.display(context.catalog).line());
    let first = match sitting.start() {
        Some(first) if first.planned => format!("planned for {}", first.when.words()),
        Some(first) => format!("from {}", first.when.words()),
        None if sitting.is_unscheduled() => "announced without a day".to_owned(),
        None => "first day not known".to_owned(),
    };
    let last = sitting.last().map(|last| match last {
        End::On(end) if end.planned => format!("end planned for {}", end.when.words()),
        End::On(end) => format!("to {}", end.when.words()),
        End::WhenOpens(id) => format!("until {id} opens"),
        End::NotAnnounced => "no end announced".to_owned(),
    });
    let own = [SittingField::Languages, SittingField::Code, SittingField::Price, SittingField::Duration];
    let questions = said(SittingField::Questions).map(|questions| format!("{questions} questions"));
    let booking = said(SittingField::Registration).map(|day| format!("booking from {day}"));
    let rest = [questions, booking, said(SittingField::Dates)].into_iter().flatten();
    let words = [first].into_iter().chain(last).chain(own.into_iter().filter_map(said)).chain(rest);
    words.collect::<Vec<_>>().join("; ")
}

pub fn row(sitting: &Sitting, with_sources: bool, context: &Context<'_>) -> Row {
    let mut asides = Vec::new();
    let mut remarks = Vec::new();
    for (field, view) in sitting.facts.views() {
        let name = field.label().to_lowercase();
        remarks.extend(evidence::remarks(&view, context).into_iter().map(|remark| remark.about(&name)));
        let below = evidence::asides(&view, with_sources, context);
        asides.extend(below.into_iter().map(|aside| Remark { words: format!("{name}: {}", aside.words), ..aside }));
    }
    let days = [SittingField::First, SittingField::Last];
    let first = days.iter().find_map(|field| sitting.facts.view(*field)).filter(|_| with_sources);
    let support = first.map(|view| evidence::support(&view));
    let uncertain = sitting.facts.first.as_deref().is_some_and(|first| first.confidence.is_some());
    let doubt = if uncertain { evidence::UNCERTAIN } else { "" };
    let cell = Cell { remarks, ..Cell::text(format!("{}{doubt}", words(sitting, context))) };
    let sources = sitting.facts.views().flat_map(|(_, view)| view.sources.to_vec()).collect();
    let cell = evidence::with_sources(cell, sources, context);
    let cells = [Cell::text(label(sitting)), cell].into_iter().chain(support.map(Cell::text)).collect::<Vec<_>>();
    Row { asides, ..Row::from(cells) }
}

fn label(sitting: &Sitting) -> &'static str {
    match sitting.kind {
        SittingKind::Beta => "Beta",
        SittingKind::Standard => "On offer",
    }
}

/// The sittings on one axis. A bar ends at the last day that is known, which is today where no end is.
pub fn spans(certification: &Certification, today: Date) -> Option<Listing> {
    let standard = certification.sittings.iter().filter(|sitting| sitting.kind == SittingKind::Standard);
    let opened = standard.filter_map(Sitting::start).filter(|start| !start.planned);
    let opened = opened.map(|start| start.when.earliest).min();
    let spans = certification.sittings.iter().filter_map(|sitting| {
        let registration = || sitting.facts.registration.as_deref().map(|registration| registration.value);
        let first = sitting.start().or_else(registration).map(|first| first.when.earliest);
        let last = sitting.end().map(|end| end.when.latest);
        let (first, last) = match sitting.kind {
            SittingKind::Beta => (first, last.or(opened)),
            SittingKind::Standard => (first.or(opened), last),
        };
        let from = first.or(last)?;
        let text = |day: Option<Date>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
        let value = format!("{} to {}", text(first), text(last));
        let planned = if sitting.start().is_some_and(|start| start.planned) { " (planned)" } else { "" };
        Some((from, last.unwrap_or(today).max(from), value, format!("{}{planned}", label(sitting))))
    });
    let spans: Vec<(Date, Date, String, String)> = spans.collect();
    let begin = spans.iter().map(|(from, ..)| *from).min()?;
    let days = |day: Date| f64::from((day - begin).get_days());
    let bars = spans.into_iter().map(|(from, to, value, label)| {
        let (low, high) = (days(from), days(to) + 1.0);
        Bar { value, label, low, high, is_span: true }
    });
    Some(Listing::bars("When it can be taken", ["Days", "Exam"], bars))
}
