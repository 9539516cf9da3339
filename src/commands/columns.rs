//! Columns: what `--fields` can choose, each with its label and cell for people and its keys for programs.

use super::{Context, evidence, sittings, standing};
use crate::query::{Entry, InEffect};
use crate::render::report::{Cell, Head};
use certcmp_dataset::fact::View;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::when::When;
use certcmp_dataset::{Certification, Field, SittingField, Status, Track};
use std::borrow::Cow;

/// What can be chosen with `--fields`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The id.
    Id,
    /// The provider.
    Provider,
    /// The short name.
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
                ("standing".into(), standing::shape()),
            ],
            Self::Instead => vec![("instead".into(), Shape::Text.list())],
            Self::Checked => vec![("checked".into(), Shape::Date.nullable())],
            Self::Fact(field) => vec![(field.key().into(), field.shape().nullable())],
            Self::Sittings => vec![("sittings".into(), sittings::shape().list())],
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
            Self::Status => vec![
                Datum::text(entry.standing.status.as_str()),
                standing::can_be_taken(&entry.standing),
                standing::datum(&entry.standing),
            ],
            Self::Instead => {
                let next = standing::replacements(entry, context);
                vec![Datum::texts(next.iter().map(|next| &next.id))]
            }
            Self::Checked => vec![Datum::option(checked(certification, context), Datum::printed)],
            Self::Fact(field) => vec![Datum::option(in_effect(entry, field), |(view, _)| view.datum(context.catalog))],
            Self::Sittings => vec![sittings::datum(certification, context)],
        }
    }

    /// The cell in a table.
    pub fn cell(self, entry: &Entry<'_>, context: &Context<'_>) -> Cell {
        let certification = entry.certification;
        match self {
            Self::Id => Cell::text(&certification.id),
            Self::Provider => Cell::text(provider_name(certification, context)),
            Self::ShortName => Cell::text(context.catalog.full_title(certification)),
            Self::Track => Cell::text(certification.track.title()),
            Self::Status => standing::cell(entry, context),
            Self::Instead => standing::replacements_cell(entry, context),
            Self::Checked => {
                Cell::text(checked(certification, context).map(|when| when.to_string()).unwrap_or_default())
            }
            Self::Fact(field) => {
                in_effect(entry, field).map(|(view, kind)| evidence::cell(&view, kind, context)).unwrap_or_default()
            }
            Self::Sittings => Cell::stacked(sittings::lines(certification, context)),
        }
    }
}

/// The short name of a certification's provider.
pub fn provider_name(certification: &Certification, context: &Context<'_>) -> String {
    let provider = context.catalog.provider(&certification.provider);
    provider.map_or_else(|| certification.provider.clone(), |provider| provider.short_name.clone())
}

/// The heads of a matrix of certifications.
pub fn heads(entries: &[Entry<'_>], context: &Context<'_>) -> Vec<Head> {
    let head = |entry: &Entry<'_>| Head {
        owner: provider_name(entry.certification, context),
        name: entry.certification.short_name.clone(),
        id: entry.certification.id.clone(),
    };
    entries.iter().map(head).collect()
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
