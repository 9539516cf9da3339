//! Columns: what `--fields` can choose, each with its label and cell for people and its keys for programs.

use super::{Context, keys, names, sittings, standing, topics, values};
use crate::query::Entry;
use crate::render::report::Cell;
use anyhow::{Result, bail};
use certcmp_dataset::fact::View;
use certcmp_dataset::nearest::nearest;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::TopicWeight;
use certcmp_dataset::when::When;
use certcmp_dataset::{Certification, Field, Group, Status, Track};

/// What can be chosen with `--fields`.
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
        let own = [
            Self::Id,
            Self::Provider,
            Self::ShortName,
            Self::Track,
            Self::Status,
            Self::ReplacedBy,
            Self::Replaces,
            Self::Checked,
        ];
        own.into_iter().chain(Field::ALL.iter().map(|field| Self::Fact(*field))).chain([Self::Topics, Self::Sittings])
    }

    pub fn field(self) -> Option<Field> {
        if let Self::Fact(field) = self { Some(field) } else { None }
    }

    /// The name on the command line and the label for people.
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
                let keys = [Some(field.key()), values::beta_key(field)].into_iter().flatten();
                keys.map(|key| (key, field.shape().nullable())).collect()
            }
            Self::Topics => one(keys::shape(topics::keys()).list()),
            Self::Sittings => one(sittings::shape().list()),
        }
    }

    pub fn data(self, entry: &Entry<'_>, context: &Context<'_>) -> Vec<Datum> {
        let certification = entry.certification;
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
            Self::ReplacedBy => {
                vec![Datum::texts(standing::replacements(entry, context).iter().map(|next| &next.id))]
            }
            Self::Replaces => vec![Datum::texts(standing::replaced(entry, context).iter().map(|next| &next.id))],
            Self::Checked => vec![Datum::option(checked(certification, context), Datum::printed)],
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
            Self::Replaces => standing::replaced_cell(entry, context),
            Self::Checked => {
                Cell::text(checked(certification, context).map(|when| when.to_string()).unwrap_or_default())
            }
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

/// The newest date that any source of a certification itself carries; rules of its provider do not count.
pub fn checked(certification: &Certification, context: &Context<'_>) -> Option<When> {
    context.catalog.newest(&certification.cited(false))
}

/// The oldest and the newest evidence of some certifications, in a sentence.
pub fn checked_between(entries: &[Entry<'_>], context: &Context<'_>) -> Option<String> {
    let checked: Vec<When> = entries.iter().filter_map(|entry| checked(entry.certification, context)).collect();
    let (oldest, newest) = (checked.iter().min()?, checked.iter().max()?);
    Some(if oldest == newest { format!("Checked {newest}.") } else { format!("Checked {oldest} to {newest}.") })
}

/// Words of the screen, or that people type, for columns with another name.
const WORDS: &[(&str, &[&str])] = &[
    ("available", &["status"]),
    ("can_be_taken", &["status"]),
    ("instead", &["replaced_by"]),
    ("certification", &["short_name"]),
    ("code", &["exam_code"]),
    ("cost", &["price"]),
    ("usd", &["price"]),
    ("fee", &["price"]),
    ("min", &["duration"]),
    ("minutes", &["duration"]),
    ("length", &["duration"]),
    ("exam_format", &["question_types", "questions"]),
    ("format", &["question_types", "questions"]),
    ("passing", &["passing_score"]),
    ("score", &["passing_score"]),
    ("valid", &["validity"]),
    ("valid_for", &["validity"]),
    ("expires", &["validity"]),
    ("expiry", &["validity"]),
    ("prerequisites", &["prerequisites_required", "prerequisites_recommended"]),
    ("required", &["prerequisites_required"]),
    ("recommended", &["prerequisites_recommended"]),
    ("you_need", &["prerequisites_required", "prerequisites_recommended", "experience"]),
    ("if_failed", &["retake"]),
    ("where", &["delivery"]),
    ("book", &["links"]),
    ("link", &["links"]),
];

/// The columns with some names: a name, a machine key, or a label of the screen; `all` for every column.
///
/// # Errors
/// Every unknown name, with the nearest.
pub fn choose(typed: &[String]) -> Result<Option<Vec<Column>>> {
    let mut columns: Vec<Column> = Vec::new();
    let mut problems: Vec<String> = Vec::new();
    for name in typed {
        let found = find(name);
        if found.is_empty() {
            problems.push(unknown(name));
        }
        columns.extend(found);
    }
    problems.dedup();
    if !problems.is_empty() {
        bail!("{}\n  `certcmp help fields` lists all fields", problems.join("\n"));
    }
    Ok((!typed.is_empty()).then(|| names::distinct(columns)))
}

fn find(name: &str) -> Vec<Column> {
    let wanted = name.trim().to_lowercase().replace(['-', ' '], "_");
    if wanted == "all" {
        return Column::all().collect();
    }
    let label = |column: &Column| column.label().to_lowercase().replace(['-', ' '], "_");
    let is_called = |column: &Column| {
        column.name() == wanted || column.keys().iter().any(|(key, _)| *key == wanted) || label(column) == wanted
    };
    let words = WORDS.iter().find(|(word, _)| *word == wanted);
    match (Column::all().find(is_called), words) {
        (Some(column), _) => vec![column],
        (None, Some((_, names))) => Column::all().filter(|column| names.contains(&column.name())).collect(),
        (None, None) => Vec::new(),
    }
}

fn unknown(name: &str) -> String {
    let wanted = name.trim().to_lowercase().replace(['-', ' '], "_");
    let names: Vec<&str> = Column::all().map(Column::name).chain(WORDS.iter().map(|(word, _)| *word)).collect();
    let mut near: Vec<&str> = nearest(&wanted, names.iter().copied());
    near.extend(names.into_iter().filter(|known| wanted.len() > 3 && known.contains(&wanted)));
    near.dedup();
    near.truncate(3);
    let near: Vec<String> = near.into_iter().map(|near| format!("`{near}`")).collect();
    match near.as_slice() {
        [] => format!("unknown field `{name}`"),
        near => format!("unknown field `{name}`\n  did you mean {}?", near.join(" or ")),
    }
}
