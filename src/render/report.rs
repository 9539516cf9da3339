//! A report: what a command found, for people as blocks and for programs as records, before any format.

use certcmp_dataset::value::{Datum, Shape, Share};
use jiff::civil::Date;

/// What a command found.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub envelope: Envelope,
    /// For people.
    pub blocks: Vec<Block>,
    /// For programs.
    pub records: Records,
}

/// The head of every machine-readable document.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    pub data_date: Option<Date>,
    /// The day of the answer.
    pub as_of: Date,
    /// The exam language of the answer, as a tag.
    pub language: String,
}

/// Records of one kind, for programs.
#[derive(Debug, Clone, PartialEq)]
pub struct Records {
    /// The key of the records in a document.
    pub key: &'static str,
    /// Keys and shapes of a record, in order; there even if there is no record.
    pub columns: Vec<(&'static str, Shape)>,
    /// One datum for each column.
    pub rows: Vec<Vec<Datum>>,
    pub ids: Vec<String>,
    /// Parts of the document beside the records, such as the sources they cite.
    pub extra: Vec<(&'static str, Datum)>,
}

impl Records {
    /// Returns the ids alone, for formats that read no more.
    pub fn ids_only(ids: Vec<String>) -> Self {
        Self { key: "", columns: Vec::new(), rows: Vec::new(), ids, extra: Vec::new() }
    }

    /// Returns each record as a map.
    pub fn data(&self) -> impl Iterator<Item = Datum> + '_ {
        self.rows
            .iter()
            .map(|row| Datum::Map(self.columns.iter().map(|(key, _)| *key).zip(row.iter().cloned()).collect()))
    }
}

/// A part of a report, for people. A format leaves out what it cannot show.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// What the report is about, and a few words beside it.
    Title(String, String),
    /// The answer in a sentence or two, and a few words beside it.
    Status(String, Tone, String),
    Text(String),
    /// Values of one thing behind their labels.
    Pairs(Vec<(String, Cell)>),
    /// Facts as rows, things as columns.
    Matrix(Matrix),
    /// One row for each thing.
    Listing(Listing),
    /// Facts of one thing with their evidence.
    Facts(FactGroup),
    /// Amounts, one below the other.
    Bars(Bars),
    /// Sentences on the table above, one per line.
    Notes(Vec<String>),
    /// Options and commands that lead on; for a terminal only.
    Hints(Vec<String>),
    /// The sources that the report may cite, for formats that link to them.
    Sources(Vec<Reference>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    pub heading: String,
    pub bars: Vec<Bar>,
    /// The ids of the sources, for formats that link to them.
    pub sources: Vec<String>,
}

/// An amount, drawn and in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The amount in words; `?` where it is not known.
    pub value: String,
    /// What it is the amount of.
    pub label: String,
    pub low: f64,
    pub high: f64,
    /// It goes from the low end to the high one, and not from nothing.
    pub is_span: bool,
}

impl Bar {
    pub fn line(&self) -> String {
        [self.value.as_str(), &self.label].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }

    pub fn middle(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}

impl From<&Share> for Bar {
    fn from(share: &Share) -> Self {
        Self {
            value: share.weight.clone(),
            label: share.name.clone(),
            low: share.bounds.0,
            high: share.bounds.1,
            is_span: false,
        }
    }
}

/// A source, as a reader looks it up.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    pub id: String,
    pub title: String,
    pub publisher: String,
    pub url: Option<String>,
    /// How it was read.
    pub access: String,
    /// The date it carries; empty if none is known.
    pub dated: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// The caption, for formats whose tables have one.
    pub heading: String,
    pub heads: Vec<Head>,
    pub rows: Vec<(String, Vec<Cell>)>,
    /// On a terminal, long cells are cut to a few lines and lists to their first items.
    pub compact: bool,
}

impl Matrix {
    /// Returns a matrix whose cells are shown in full.
    pub fn new(heading: impl Into<String>, heads: Vec<Head>, rows: Vec<(String, Vec<Cell>)>) -> Self {
        Self { heading: heading.into(), heads, rows, compact: false }
    }

    /// Returns the owners of the columns if they tell them apart, else the ids.
    pub fn short_heads(&self) -> Vec<&String> {
        let unique = |head: &Head| self.heads.iter().filter(|other| other.owner == head.owner).count() == 1;
        let by_owner = self.heads.iter().all(unique);
        self.heads.iter().map(|head| if by_owner { &head.owner } else { &head.id }).collect()
    }

    pub fn compact(self) -> Self {
        Self { compact: true, ..self }
    }
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Whose it is.
    pub owner: String,
    /// Its name without the owner.
    pub name: String,
    pub id: String,
}

impl Head {
    pub fn line(&self) -> String {
        format!("{} {}", self.owner, self.name)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The heading; empty if the table is the whole report.
    pub heading: String,
    /// The heads of the columns, and whether they hold numbers.
    pub heads: Vec<(String, bool)>,
    pub rows: Vec<Row>,
    /// Without heads on a terminal, for rows that explain themselves.
    pub bare: bool,
    /// A column that is left out on a terminal that is too narrow for all.
    pub spare: Option<usize>,
    /// What `*` behind a value means, for a table that only marks its values; else the remarks become footnotes.
    pub legend: Option<String>,
}

impl Listing {
    /// Returns a table; the heads say which columns hold numbers.
    pub fn new<T: Into<String>>(
        heading: impl Into<String>,
        heads: impl IntoIterator<Item = (T, bool)>,
        rows: impl IntoIterator<Item = impl Into<Row>>,
    ) -> Self {
        Self {
            heading: heading.into(),
            heads: heads.into_iter().map(|(head, number)| (head.into(), number)).collect(),
            rows: rows.into_iter().map(Into::into).collect(),
            bare: false,
            spare: None,
            legend: None,
        }
    }

    pub fn bare(self) -> Self {
        Self { bare: true, ..self }
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// A heading above the row; empty if it belongs to the rows above.
    pub group: String,
    pub cells: Vec<Cell>,
    /// A line below the row, over the whole width; may be empty.
    pub note: String,
}

impl Row {
    pub fn group(self, heading: impl Into<String>) -> Self {
        Self { group: heading.into(), ..self }
    }

    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct FactGroup {
    /// What they have in common.
    pub heading: String,
    pub rows: Vec<FactRow>,
}

/// A fact with its evidence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FactRow {
    pub label: String,
    pub cell: Cell,
    /// How well it is backed.
    pub support: String,
    /// Further lines on it: a note, what others say.
    pub asides: Vec<Remark>,
}

/// A value in a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    pub content: Content,
    /// The meaning as a colour; the words say it too.
    pub tone: Tone,
    /// What other sources say; footnotes in a table.
    pub remarks: Vec<Remark>,
    /// How well it is backed, for formats that link to sources.
    pub evidence: Option<Box<Evidence>>,
}

/// How well a value is backed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// The support in words; empty in a cell that itself says so.
    pub support: String,
    pub sources: Vec<String>,
}

/// An address and what it leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub text: String,
    /// The address; not every format may follow it. Empty if none is known.
    pub url: String,
}

impl Link {
    pub fn line(&self) -> String {
        format!("{} {}", self.text, self.url).trim().to_owned()
    }
}

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    Text(String),
    /// Short texts on one line, as far as they fit.
    Inline(Vec<String>),
    /// Texts below each other.
    Stacked(Vec<String>),
    /// Addresses below each other.
    Links(Vec<Link>),
    /// Amounts below each other.
    Bars(Vec<Bar>),
}

impl Default for Content {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// What a cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    Good,
    /// Available, but not for long or not as standard exam.
    Soon,
    Ended,
    /// Disputed or uncertain.
    Doubt,
    /// Of less weight.
    Faint,
    /// A head.
    Strong,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Content::Text(text.into()).into()
    }

    pub fn list<T: Into<String>>(items: impl IntoIterator<Item = T>) -> Self {
        Content::Inline(items.into_iter().map(T::into).collect()).into()
    }

    pub fn stacked<T: Into<String>>(lines: impl IntoIterator<Item = T>) -> Self {
        Content::Stacked(lines.into_iter().map(T::into).collect()).into()
    }

    pub fn links(links: impl IntoIterator<Item = Link>) -> Self {
        Content::Links(links.into_iter().collect()).into()
    }

    pub fn bars(bars: impl IntoIterator<Item = Bar>) -> Self {
        Content::Bars(bars.into_iter().collect()).into()
    }

    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Sets how well the value is backed: the support in words, and the ids of its sources.
    pub fn cite(mut self, support: impl Into<String>, sources: Vec<String>) -> Self {
        self.evidence = Some(Box::new(Evidence { support: support.into(), sources }));
        self
    }

    pub fn is_empty(&self) -> bool {
        match &self.content {
            Content::Text(text) => text.is_empty(),
            Content::Inline(items) | Content::Stacked(items) => items.is_empty(),
            Content::Links(links) => links.is_empty(),
            Content::Bars(bars) => bars.is_empty(),
        }
    }

    pub fn lines(&self) -> Vec<String> {
        match &self.content {
            Content::Text(text) => vec![text.clone()],
            Content::Inline(items) => vec![items.join(", ")],
            Content::Stacked(items) => items.clone(),
            Content::Links(links) => links.iter().map(Link::line).collect(),
            Content::Bars(bars) => bars.iter().map(|bar| bar.line()).collect(),
        }
    }

    pub fn line(&self) -> String {
        match &self.content {
            Content::Text(text) => text.clone(),
            _ => self.lines().join(", "),
        }
    }
}

impl From<Content> for Cell {
    fn from(content: Content) -> Self {
        Self { content, ..Self::default() }
    }
}

/// A note on a value: most often what other sources say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Remark {
    /// What it is about, if that is not the value as a whole.
    pub about: String,
    pub words: String,
    /// The ids of the sources that say otherwise; empty if the note is no dispute.
    pub sources: Vec<String>,
}

impl Remark {
    /// Returns a note with the ids of the sources that say otherwise.
    pub fn new(words: impl Into<String>, sources: Vec<String>) -> Self {
        Self { words: words.into(), sources, ..Self::default() }
    }

    pub fn about(self, what: &str) -> Self {
        Self { about: what.to_lowercase(), ..self }
    }

    /// Returns the note behind what it is about.
    pub fn line(&self) -> String {
        if self.about.is_empty() { self.words.clone() } else { format!("{}, {}", self.about, self.words) }
    }
}
