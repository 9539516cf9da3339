//! Columns: what can be chosen with `--fields`, each for people and for programs.

use super::{Context, page};
use crate::query::{Entry, InEffect};
use crate::render::report::{Cell, Claimed, Content, Remark, Tone};
use certcmp_dataset::fact::{ClaimView, View};
use certcmp_dataset::standing::Until;
use certcmp_dataset::value::{Datum, Display, Shape, Value};
use certcmp_dataset::vocab::{SittingKind, Support};
use certcmp_dataset::when::When;
use certcmp_dataset::{Certification, Field, SittingField, SourceRef, Status, Track};
use std::borrow::Cow;

/// What stands behind a value that is weakly backed.
pub const UNCERTAIN: &str = " (uncertain)";

/// What can be chosen with `--fields`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The id.
    Id,
    /// The provider's id.
    Provider,
    /// The name in column heads.
    ShortName,
    /// The track.
    Track,
    /// Whether it can be taken.
    Status,
    /// What can be taken instead.
    Instead,
    /// The newest date of its sources.
    Checked,
    /// A fact.
    Fact(Field),
    /// Its sittings.
    Sittings,
}

impl Column {
    /// Every column, in the order of machine formats.
    pub fn all() -> impl Iterator<Item = Self> {
        let own = [Self::Id, Self::Provider, Self::ShortName, Self::Track, Self::Status, Self::Instead, Self::Checked];
        own.into_iter().chain(Field::ALL.iter().map(|field| Self::Fact(*field))).chain([Self::Sittings])
    }

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Provider => "provider",
            Self::ShortName => "short_name",
            Self::Track => "track",
            Self::Status => "status",
            Self::Instead => "instead",
            Self::Checked => "checked",
            Self::Fact(field) => field.name(),
            Self::Sittings => "sittings",
        }
    }

    /// The label for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Id => "ID",
            Self::Provider => "Provider",
            Self::ShortName => "Certification",
            Self::Track => "Track",
            Self::Status => "Can be taken",
            Self::Instead => "Instead",
            Self::Checked => "Checked",
            Self::Fact(field) => field.label(),
            Self::Sittings => "Sittings",
        }
    }

    /// The column with a name, which may also be a machine key.
    pub fn find(name: &str) -> Option<Self> {
        let wanted = name.trim().to_lowercase().replace('-', "_");
        Self::all()
            .find(|column| column.name() == wanted || column.keys().first().is_some_and(|(key, _)| *key == wanted))
    }

    /// Keys and shapes in machine formats.
    pub fn keys(self) -> Vec<(Cow<'static, str>, Shape)> {
        match self {
            Self::Id => vec![("id".into(), Shape::Text)],
            Self::Provider => vec![("provider".into(), Shape::Text)],
            Self::ShortName => vec![("short_name".into(), Shape::Text)],
            Self::Track => vec![("track".into(), Shape::Word(Track::WORDS))],
            Self::Status => vec![
                ("status".into(), Shape::Word(Status::WORDS)),
                ("can_be_taken".into(), Shape::Bool.nullable()),
                ("standing".into(), standing_shape()),
            ],
            Self::Instead => vec![("instead".into(), Shape::Text.list())],
            Self::Checked => vec![("checked".into(), Shape::Date.nullable())],
            Self::Fact(field) => vec![(field.key().into(), field.shape().nullable())],
            Self::Sittings => vec![("sittings".into(), sitting_shape().list())],
        }
    }

    /// The data under the keys.
    pub fn data(self, entry: &Entry<'_>, context: &Context<'_>) -> Vec<Datum> {
        let certification = entry.certification;
        match self {
            Self::Id => vec![Datum::text(&certification.id)],
            Self::Provider => vec![Datum::text(&certification.provider)],
            Self::ShortName => vec![Datum::text(&certification.short_name)],
            Self::Track => vec![Datum::text(certification.track)],
            Self::Status => {
                vec![Datum::text(entry.standing.status.as_str()), can_be_taken(entry), standing_datum(entry)]
            }
            Self::Instead => vec![Datum::texts(instead(entry, context).iter().map(|next| &next.id))],
            Self::Checked => vec![Datum::option(checked(certification, context), Datum::printed)],
            Self::Fact(field) => vec![Datum::option(in_effect(entry, field), |(view, _)| view.datum(context.catalog))],
            Self::Sittings => vec![sittings_datum(certification, context)],
        }
    }

    /// The cell in a table.
    pub fn cell(self, entry: &Entry<'_>, context: &Context<'_>) -> Cell {
        let certification = entry.certification;
        match self {
            Self::Id => Cell::text(&certification.id),
            Self::Provider => Cell::text(
                context
                    .catalog
                    .provider(&certification.provider)
                    .map(|provider| provider.short_name.clone())
                    .unwrap_or_default(),
            ),
            Self::ShortName => Cell::text(context.catalog.full_title(certification)),
            Self::Track => Cell::text(certification.track.title()),
            Self::Status => status_cell(entry, context),
            Self::Instead => instead_cell(entry, context),
            Self::Checked => {
                Cell::text(checked(certification, context).map(|when| when.to_string()).unwrap_or_default())
            }
            Self::Fact(field) => {
                in_effect(entry, field).map(|(view, kind)| fact_cell(&view, kind, context)).unwrap_or_default()
            }
            Self::Sittings => Cell::stacked(sitting_lines(certification, context)),
        }
    }
}

/// The standing, with what is disputed of the day it rests on.
fn status_cell(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let mut cell = Cell::text(entry.standing.brief()).tone(status_tone(entry));
    let sitting = entry.standing.sitting.and_then(|at| entry.certification.sittings.get(at));
    let field = match entry.standing.status {
        Status::Announced | Status::Beta => SittingField::First,
        _ => SittingField::Last,
    };
    let view = sitting.and_then(|sitting| sitting.facts.view(field));
    if let Some(view) = view {
        cell.more = page::more(&view, context);
        if !view.disputed.is_empty() {
            cell.remarks.push(remark(&view.disputed, context).about(field.label()));
        }
    }
    cell
}

/// The colour of a standing.
pub fn status_tone(entry: &Entry<'_>) -> Tone {
    match entry.standing.status {
        _ if entry.standing.in_doubt => Tone::Doubt,
        Status::Available => Tone::Good,
        Status::Beta | Status::Retiring | Status::Announced => Tone::Soon,
        Status::Retired | Status::NotOffered => Tone::Ended,
        Status::Unknown => Tone::Doubt,
    }
}

/// What can be taken instead; nothing for an exam that can be taken itself.
pub fn instead<'a>(entry: &Entry<'_>, context: &Context<'a>) -> Vec<&'a Certification> {
    instead_with_statuses(entry, context).into_iter().map(|(next, _)| next).collect()
}

fn instead_with_statuses<'a>(entry: &Entry<'_>, context: &Context<'a>) -> Vec<(&'a Certification, Status)> {
    match entry.standing.status {
        Status::Available | Status::Beta => Vec::new(),
        _ => context.catalog.successors_now(entry.certification, context.day, context.language).0,
    }
}

fn instead_cell(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let names = instead_with_statuses(entry, context).into_iter().map(|(next, status)| {
        if status == Status::Beta { format!("{} (beta)", next.id).into() } else { next.id.clone() }
    });
    Cell { content: Content::Inline(names.collect()), ..Cell::default() }
}

/// The newest date that any source of a certification itself carries; rules of its provider do not count.
pub fn checked(certification: &Certification, context: &Context<'_>) -> Option<When> {
    context.catalog.newest(&certification.cited(false))
}

/// A fact as it holds for someone who takes the exam on the day: the open sitting's own where it has one, with the
/// kind of that sitting.
pub fn in_effect<'a>(entry: &Entry<'a>, field: Field) -> Option<(View<'a>, Option<SittingKind>)> {
    let own = match field {
        Field::Price => Some(SittingField::Price),
        Field::Duration => Some(SittingField::Duration),
        Field::Questions => Some(SittingField::Questions),
        Field::Languages => Some(SittingField::Languages),
        _ => None,
    };
    if let (Some(own), Some(sitting)) = (own, InEffect::of(entry.certification, &entry.standing).sitting())
        && let Some(view) = sitting.facts.view(own)
    {
        return Some((view, Some(sitting.kind)));
    }
    entry.certification.facts.view(field).map(|view| (view, None))
}

/// The cell of a fact: its value, a word on a beta or on doubt, and what is disputed.
pub fn fact_cell(view: &View<'_>, kind: Option<SittingKind>, context: &Context<'_>) -> Cell {
    let display = view.display(context.catalog);
    let bars = bars(&display);
    let mut content = displayed(display);
    if kind == Some(SittingKind::Beta) {
        append(&mut content, " (beta)");
    }
    if view.uncertain {
        append(&mut content, UNCERTAIN);
    }
    let remarks = if view.disputed.is_empty() { Vec::new() } else { vec![remark(&view.disputed, context)] };
    let more = page::more(view, context);
    Cell { content, tone: Tone::Plain, remarks, bars, more, ..Cell::default() }
}

/// What a value looks like in a cell.
pub fn displayed(display: Display) -> Content {
    match display {
        Display::Text(text) => Content::Text(text),
        Display::List(items) => Content::Inline(items),
        Display::Shares(_) => Content::Stacked(display.lines()),
    }
}

/// The shares of a whole, for drawing.
fn bars(display: &Display) -> Vec<f64> {
    match display {
        Display::Shares(shares) => shares.iter().map(|share| share.middle).collect(),
        _ => Vec::new(),
    }
}

fn append(content: &mut Content, words: &str) {
    match content {
        Content::Text(text) => text.push_str(words),
        Content::Inline(items) | Content::Stacked(items) => {
            if let Some(last) = items.last_mut() {
                last.push_str(words);
            }
        }
    }
}

/// What other sources say instead of a value.
pub fn remark(claims: &[ClaimView<'_>], context: &Context<'_>) -> Remark {
    let claimed = |claim: &ClaimView<'_>| Claimed {
        sources: page::ids(claim.sources, context),
        says: claim.display(context.catalog),
        note: claim.note.cloned().unwrap_or_default(),
    };
    Remark { claims: claims.iter().map(claimed).collect(), ..Remark::default() }
}

/// The ids of some sources.
pub fn all_sources(sources: &[SourceRef], context: &Context<'_>) -> String {
    page::ids(sources, context).join(", ")
}

fn can_be_taken(entry: &Entry<'_>) -> Datum {
    if entry.standing.in_doubt || entry.standing.status == Status::Unknown {
        Datum::Null
    } else {
        Datum::Bool(entry.standing.can_be_taken())
    }
}

fn standing_shape() -> Shape {
    Shape::Map(vec![
        ("since", Shape::Date.nullable()),
        ("until", Shape::Date.nullable()),
        ("until_planned", Shape::Bool),
        ("until_opens", Shape::Text.nullable()),
        ("opens", Shape::Date.nullable()),
        ("opens_planned", Shape::Bool),
        ("in_doubt", Shape::Bool),
        ("elsewhere", Shape::Text.list()),
    ])
}

fn standing_datum(entry: &Entry<'_>) -> Datum {
    let standing = &entry.standing;
    let (until, planned, opens) = match &standing.until {
        Some(Until::Day(when)) => (Datum::printed(when), false, Datum::Null),
        Some(Until::Planned(when)) => (Datum::printed(when), true, Datum::Null),
        Some(Until::Opens(id, _)) => (Datum::Null, false, Datum::text(id)),
        None => (Datum::Null, false, Datum::Null),
    };
    Datum::map([
        ("since", Datum::option(standing.since, Datum::printed)),
        ("until", until),
        ("until_planned", Datum::Bool(planned)),
        ("until_opens", opens),
        ("opens", Datum::option(standing.opening, |(when, _)| Datum::printed(when))),
        ("opens_planned", Datum::Bool(standing.opening.is_some_and(|(_, planned)| planned))),
        ("in_doubt", Datum::Bool(standing.in_doubt)),
        ("elsewhere", Datum::texts(&standing.elsewhere)),
    ])
}

fn sitting_shape() -> Shape {
    let mut parts = vec![("kind", Shape::Word(SittingKind::WORDS))];
    parts.extend(SittingField::ALL.iter().map(|field| (field.key(), field.shape().nullable())));
    parts.push((
        "evidence",
        Shape::Map(
            SittingField::ALL.iter().map(|field| (field.key(), evidence_shape(field.shape()).nullable())).collect(),
        ),
    ));
    Shape::Map(parts)
}

fn sittings_datum(certification: &Certification, context: &Context<'_>) -> Datum {
    let datum = |sitting: &certcmp_dataset::Sitting| {
        let mut parts: Vec<(Cow<'static, str>, Datum)> = vec![("kind".into(), Datum::text(sitting.kind))];
        let mut evidence: Vec<(Cow<'static, str>, Datum)> = Vec::new();
        for field in SittingField::ALL {
            let view = sitting.facts.view(*field);
            evidence
                .push((field.key().into(), Datum::option(view.as_ref(), |view| evidence_datum(view, None, context))));
            parts.push((field.key().into(), Datum::option(view, |view| view.datum(context.catalog))));
        }
        parts.push(("evidence".into(), Datum::Map(evidence)));
        Datum::Map(parts)
    };
    Datum::List(certification.sittings.iter().map(datum).collect())
}

/// A line for each sitting: its kind, when, in which languages, and what it has of its own.
pub fn sitting_lines(certification: &Certification, context: &Context<'_>) -> Vec<String> {
    certification
        .sittings
        .iter()
        .map(|sitting| format!("{}: {}", sitting.kind.title(), sitting_words(sitting, context)))
        .collect()
}

/// A sitting in words.
pub fn sitting_words(sitting: &certcmp_dataset::Sitting, context: &Context<'_>) -> String {
    let said = |field: SittingField| sitting.facts.view(field).map(|view| view.display(context.catalog).line());
    let mut words = Vec::new();
    words.push(match &sitting.facts.first {
        Some(first) if first.value.planned => format!("planned for {}", first.value.when.words()),
        Some(first) => format!("from {}", first.value.when.words()),
        None => "first day not known".to_owned(),
    });
    match sitting.facts.last.as_deref().map(|last| &last.value) {
        Some(certcmp_dataset::sitting::End::On(end)) if end.planned => {
            words.push(format!("end planned for {}", end.when.words()))
        }
        Some(certcmp_dataset::sitting::End::On(end)) => words.push(format!("to {}", end.when.words())),
        Some(certcmp_dataset::sitting::End::WhenOpens(id)) => words.push(format!("until {id} opens")),
        Some(certcmp_dataset::sitting::End::NotAnnounced) => words.push("no end announced".to_owned()),
        None => {}
    }
    for field in [SittingField::Languages, SittingField::Code, SittingField::Price, SittingField::Duration] {
        words.extend(said(field).map(String::from));
    }
    words.extend(said(SittingField::Questions).map(|questions| format!("{questions} questions")));
    words.extend(said(SittingField::Registration).map(|day| format!("booking from {day}")));
    words.join("; ")
}

/// The shape of the evidence of a fact whose value has a shape.
pub fn evidence_shape(value: Shape) -> Shape {
    let claim = Shape::Map(vec![
        ("value", value.nullable()),
        ("says", Shape::Text.nullable()),
        ("sources", Shape::Text.list()),
        ("note", Shape::Text.nullable()),
    ]);
    Shape::Map(vec![
        ("support", Shape::Word(Support::WORDS)),
        ("uncertain", Shape::Bool),
        ("rule_of_provider", Shape::Bool),
        ("of_sitting", Shape::Word(SittingKind::WORDS).nullable()),
        ("checked", Shape::Date.nullable()),
        ("sources", Shape::Text.list()),
        ("disputed", claim.clone().list()),
        ("also", claim.list()),
        ("note", Shape::Text.nullable()),
    ])
}

/// The evidence of a fact for programs.
pub fn evidence_datum(view: &View<'_>, kind: Option<SittingKind>, context: &Context<'_>) -> Datum {
    let ids = |sources: &[SourceRef]| Datum::texts(sources.iter().map(|source| context.catalog.source_id(*source)));
    let claim = |claim: &ClaimView<'_>| {
        let says = if claim.datum(context.catalog).is_some() {
            Datum::Null
        } else {
            Datum::Text(claim.display(context.catalog).line())
        };
        Datum::map([
            ("value", claim.datum(context.catalog).clone().unwrap_or(Datum::Null)),
            ("says", says),
            ("sources", ids(claim.sources)),
            ("note", Datum::option(claim.note, Datum::text)),
        ])
    };
    Datum::map([
        ("support", Datum::text(view.support)),
        ("uncertain", Datum::Bool(view.uncertain)),
        ("rule_of_provider", Datum::Bool(view.rule)),
        ("of_sitting", Datum::option(kind, Datum::text)),
        ("checked", Datum::option(context.catalog.newest(view.sources), Datum::printed)),
        ("sources", ids(view.sources)),
        ("disputed", Datum::List(view.disputed.iter().map(claim).collect())),
        ("also", Datum::List(view.also.iter().map(claim).collect())),
        ("note", Datum::option(view.note, Datum::text)),
    ])
}

/// The description of a source for programs.
pub fn source_datum(source: &certcmp_dataset::Source) -> Datum {
    Datum::map([
        ("id", Datum::text(&source.id)),
        ("title", Datum::text(&source.title)),
        ("publisher", Datum::text(&source.publisher)),
        ("url", Datum::option(source.url.as_ref(), Datum::text)),
        ("official", Datum::Bool(source.official)),
        ("access", Datum::text(source.access)),
        ("dated", Datum::option(source.dated, |when| when.datum(&certcmp_dataset::Catalog::default()))),
        ("read", Datum::printed(source.read)),
        ("note", Datum::option(source.note.as_ref(), Datum::text)),
    ])
}

/// The shape of [`source_datum`].
pub fn source_shape() -> Shape {
    Shape::Map(vec![
        ("id", Shape::Text),
        ("title", Shape::Text),
        ("publisher", Shape::Text),
        ("url", Shape::Url.nullable()),
        ("official", Shape::Bool),
        ("access", Shape::Word(certcmp_dataset::vocab::Access::WORDS)),
        ("dated", Shape::Date.nullable()),
        ("read", Shape::Date),
        ("note", Shape::Text.nullable()),
    ])
}
