//! Columns: what `--fields` can choose, each with its label and cell for people and its keys for programs.

use super::{Context, keys, names, sittings, standing, topics, values};
use crate::query::Entry;
use crate::render::report::Cell;
use anyhow::{Result, bail};
use certcmp_dataset::nearest::{did_you_mean, nearest};
use certcmp_dataset::{Certification, Datum, Field, Group, Shape, Status, TopicWeight, Track, View, When};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Id,
    Provider,
    ShortName,
    Track,
    Status,
    /// What is available in its place, or perhaps is.
    ReplacedBy,
    /// What it was put in the place of.
    Replaces,
    Checked,
    Fact(Field),
    Topics,
    Sittings,
}

impl Column {
    /// Every column, in the order of machine formats.
    pub fn all() -> impl Iterator<Item = Self> {
        let named = [Self::Id, Self::Provider, Self::ShortName, Self::Track];
        let dated = [Self::Status, Self::ReplacedBy, Self::Replaces, Self::Checked];
        let facts = Field::ALL.iter().map(|field| Self::Fact(*field));
        named.into_iter().chain(dated).chain(facts).chain([Self::Topics, Self::Sittings])
    }

    pub fn field(self) -> Option<Field> {
        if let Self::Fact(field) = self { Some(field) } else { None }
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Id => ("id", "ID"),
            Self::Provider => ("provider", "Provider"),
            Self::ShortName => ("short_name", "Certification"),
            Self::Track => ("track", "Track"),
            Self::Status => ("status", "Available"),
            Self::ReplacedBy => ("replaced_by", "Replaced by"),
            Self::Replaces => ("replaces", "Replaces"),
            Self::Checked => ("checked", "Checked"),
            Self::Fact(field) => (field.name(), field.label()),
            Self::Topics => ("topics", "Topics"),
            Self::Sittings => ("sittings", "Sittings"),
        }
    }

    pub fn name(self) -> &'static str {
        self.names().0
    }

    pub fn label(self) -> &'static str {
        self.names().1
    }

    pub fn keys(self) -> Vec<(&'static str, Shape)> {
        let one = |shape| vec![(self.name(), shape)];
        match self {
            Self::Id | Self::Provider | Self::ShortName => one(Shape::Text),
            Self::Track => one(Shape::Word(Track::WORDS)),
            Self::Status => vec![
                ("status", Shape::Word(Status::WORDS)),
                ("can_be_taken", Shape::Bool.nullable()),
                ("standing", keys::shape(standing::keys())),
            ],
            Self::ReplacedBy | Self::Replaces => one(Shape::Text.list()),
            Self::Checked => one(Shape::Date.nullable()),
            Self::Fact(field) => {
                values::shapes(field).into_iter().map(|(key, shape)| (key, shape.nullable())).collect()
            }
            Self::Topics => one(keys::shape(topics::keys()).list()),
            Self::Sittings => one(sittings::shape().list()),
        }
    }

    pub fn data(self, entry: &Entry<'_>, context: &Context<'_>) -> Vec<Datum> {
        let certification = entry.certification;
        let ids = |others: Vec<&Certification>| vec![Datum::texts(others.iter().map(|other| &other.id))];
        match self {
            Self::Id => vec![Datum::text(&certification.id)],
            Self::Provider => vec![Datum::text(&certification.provider)],
            Self::ShortName => vec![Datum::text(&certification.short_name)],
            Self::Track => vec![Datum::printed(certification.track)],
            Self::Status => vec![
                Datum::text(entry.standing.status.as_str()),
                standing::can_be_taken(&entry.standing),
                keys::map(&standing::keys(), &&entry.standing),
            ],
            Self::ReplacedBy => ids(standing::replacements(entry, context)),
            Self::Replaces => ids(standing::replaced(entry, context)),
            Self::Checked => vec![Datum::option(certification.checked, Datum::printed)],
            Self::Fact(field) => {
                let datum = |(_, view): (_, Option<View<'_>>)| Datum::option(view, |view| view.datum(context.catalog));
                values::keyed(entry, field).into_iter().map(datum).collect()
            }
            Self::Topics => vec![topics::datum(certification, context)],
            Self::Sittings => vec![sittings::datum(certification, context)],
        }
    }

    pub fn cell(self, entry: &Entry<'_>, context: &Context<'_>) -> Cell {
        let certification = entry.certification;
        match self {
            Self::Id => Cell::text(&certification.id),
            Self::Provider => Cell::text(names::provider(certification, context)),
            Self::ShortName => Cell::text(context.catalog.full_title(certification)),
            Self::Track => Cell::text(certification.track.title()),
            Self::Status => standing::cell(entry, context),
            Self::ReplacedBy => standing::replacements_cell(entry, names::code, context),
            Self::Replaces => {
                let replaced = standing::replaced(entry, context);
                Cell::list(replaced.into_iter().map(|earlier| standing::ended_name(earlier, context)))
            }
            Self::Checked => Cell::list(certification.checked.map(|when| when.to_string())),
            Self::Fact(field) => values::cell(entry, field, context),
            Self::Topics => {
                let labels = |weight| topics::labels(entry, weight, false, context);
                Cell::list(labels(TopicWeight::Main).into_iter().chain(labels(TopicWeight::Covered)))
            }
            Self::Sittings => Cell::stacked(sittings::lines(certification, context)),
        }
    }
}

/// The groups of facts, what one asks first on top.
pub const GROUPS: [Group; 7] =
    [Group::Exam, Group::Keeping, Group::Candidate, Group::Content, Group::Links, Group::Lifecycle, Group::Identity];

/// The oldest and the newest evidence of some certifications, in a sentence.
pub fn checked_between(entries: &[Entry<'_>]) -> Option<String> {
    let checked: Vec<When> = entries.iter().filter_map(|entry| entry.certification.checked).collect();
    let (oldest, newest) = (checked.iter().min()?, checked.iter().max()?);
    Some(if oldest == newest { format!("Checked {newest}.") } else { format!("Checked {oldest} to {newest}.") })
}

/// The names of columns, and the words that people type for them beside names, machine keys and labels.
const WORDS: &[(&str, &str)] = &[
    ("replaced_by", "instead"),
    ("exam_code", "code"),
    ("price", "cost usd fee"),
    ("duration", "min minutes length"),
    ("question_types questions", "exam_format format"),
    ("passing_score", "passing score"),
    ("validity", "valid valid_for expires expiry"),
    ("prerequisites_required prerequisites_recommended", "prerequisites"),
    ("prerequisites_required", "required"),
    ("prerequisites_recommended", "recommended"),
    ("prerequisites_required prerequisites_recommended experience", "you_need"),
    ("retake", "if_failed"),
    ("delivery", "where"),
    ("links", "book link"),
];

/// The columns with some names: a name, a machine key, or a label of the screen; `all` for every column. Fails with every
/// unknown name and the nearest.
pub fn choose(typed: &[String]) -> Result<Option<Vec<Column>>> {
    let mut columns: Vec<Column> = Vec::new();
    let mut problems: Vec<String> = Vec::new();
    for name in typed {
        let wanted = key(name.trim());
        let found = find(&wanted);
        if found.is_empty() {
            problems.push(format!("unknown field `{name}`{}", did_you_mean(&near(&wanted))));
        }
        columns.extend(found);
    }
    problems.dedup();
    if !problems.is_empty() {
        bail!("{}\n  `certcmp help fields` lists all fields", problems.join("\n"));
    }
    Ok((!typed.is_empty()).then(|| names::distinct(columns)))
}

fn key(name: &str) -> String {
    name.to_lowercase().replace(['-', ' '], "_")
}

fn find(wanted: &str) -> Vec<Column> {
    if wanted == "all" {
        return Column::all().collect();
    }
    let is_called = |column: &Column| {
        let mut keys = column.keys().into_iter();
        column.name() == wanted || key(column.label()) == wanted || keys.any(|(key, _)| key == wanted)
    };
    if let Some(column) = Column::all().find(is_called) {
        return vec![column];
    }
    let meant = WORDS.iter().find(|(_, words)| words.split(' ').any(|word| word == wanted));
    let names: Vec<&str> = meant.map_or("", |(names, _)| names).split(' ').collect();
    Column::all().filter(|column| names.contains(&column.name())).collect()
}

fn near(wanted: &str) -> Vec<&'static str> {
    let words = WORDS.iter().flat_map(|(_, words)| words.split(' '));
    let names: Vec<&str> = Column::all().map(Column::name).chain(["available", "certification"]).chain(words).collect();
    let mut near: Vec<&str> = nearest(wanted, names.iter().copied());
    near.extend(names.into_iter().filter(|known| wanted.len() > 3 && known.contains(wanted)));
    near.dedup();
    near.truncate(3);
    near
}
