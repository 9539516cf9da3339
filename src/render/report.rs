//! A report: what a command found, for people as blocks and for programs as records, before any format.
use certcmp_dataset::value::{Datum, Display, Shape, Share};
use jiff::civil::Date;
use std::borrow::Cow;

/// What a command found.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What holds for the whole report.
    pub envelope: Envelope,
    /// For people, from top to bottom.
    pub blocks: Vec<Block>,
    /// For programs.
    pub records: Records,
}

/// What every machine-readable document says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// The newest date that any source of the dataset carries.
    pub data_date: Option<Date>,
    /// The day for which it was worked out.
    pub as_of: Date,
    /// The exam language for which it was worked out.
    pub language: String,
}

/// Records of one kind, for programs.
#[derive(Debug, Clone, PartialEq)]
pub struct Records {
    /// The key under which they stand in a document.
    pub key: &'static str,
    /// Keys and shapes of a record, in order; there even if there is no record.
    pub columns: Vec<(Cow<'static, str>, Shape)>,
    /// One datum for each column.
    pub rows: Vec<Vec<Datum>>,
    /// What identifies each record.
    pub ids: Vec<String>,
    /// Parts of the document beside the records, such as the sources they cite.
    pub extra: Vec<(&'static str, Datum)>,
}

/// A part of a report, for people.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// What the report is about, and a few words behind it.
    Title(String, String),
    /// Sentences.
    Text(String),
    /// The answer in a sentence or two, with what it means.
    Verdict(String, Tone),
    /// Facts as rows, certifications as columns.
    Matrix(Matrix),
    /// One row for each thing.
    Listing(Listing),
    /// Facts of one thing, one below the other.
    Facts(FactGroup),
    /// Spans of time, drawn; all of it is said in words elsewhere.
    Timeline(Timeline),
    /// Amounts, drawn; all of it is said in words elsewhere.
    Chart(Chart),
    /// The sources that the report may cite, for formats that can link to them.
    Sources(Vec<Reference>),
}

/// Amounts side by side, for formats that can draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub heading: String,
    /// What the amounts stand for and how they are counted, in a sentence.
    pub caption: String,
    /// The panels, which share one scale, from top to bottom.
    pub panels: Vec<Panel>,
}

/// A row of columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Whose amounts they are.
    pub title: String,
    /// The columns, from left to right.
    pub columns: Vec<Pillar>,
}

/// An amount, drawn as a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Pillar {
    /// What stands below it.
    pub label: String,
    /// What stands above it: the amount in words; empty where there is nothing to say.
    pub value: String,
    /// The least that it can be.
    pub low: f64,
    /// The most that it can be.
    pub high: f64,
}

/// A source, as a reader looks it up.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// What identifies it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Its address, where it is known.
    pub url: Option<String>,
    /// How it was read.
    pub access: String,
    /// The date it carries; empty where none is known.
    pub dated: String,
}

/// Spans of time on a common axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// What it shows.
    pub heading: String,
    /// The day that is asked about.
    pub today: Date,
    /// The spans, from top to bottom.
    pub spans: Vec<TimeSpan>,
}

/// A span of time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeSpan {
    /// What it is.
    pub label: String,
    /// Its first day, where it is known.
    pub from: Option<Date>,
    /// Its last day, where it is known.
    pub to: Option<Date>,
    /// It is announced, not reported.
    pub planned: bool,
}

/// Facts as rows, things as columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// What the table holds, for formats in which tables have captions.
    pub heading: String,
    /// The heads of the columns.
    pub heads: Vec<Head>,
    /// The rows, from top to bottom.
    pub rows: Vec<(String, Vec<Cell>)>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Whose it is.
    pub owner: String,
    /// What it is called, without its owner.
    pub name: String,
    /// What tells it from the others in one short word.
    pub id: String,
}

impl Head {
    /// All of it on one line.
    pub fn line(&self) -> String {
        format!("{} {}", self.owner, self.name)
    }
}

/// A table with one row for each thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// What the table holds, if it is not the whole report.
    pub heading: String,
    /// The heads of the columns, and whether they hold numbers.
    pub heads: Vec<(String, bool)>,
    /// The rows, from top to bottom.
    pub rows: Vec<Vec<Cell>>,
    /// What a mark behind a disputed value means, where the table only marks it; else the remarks become footnotes.
    pub legend: Option<String>,
}

/// Facts of one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct FactGroup {
    /// What they have in common.
    pub heading: String,
    /// The facts, from top to bottom.
    pub rows: Vec<FactRow>,
}

/// A fact with its evidence in words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FactRow {
    /// What it is.
    pub label: String,
    /// Its value.
    pub cell: Cell,
    /// How well it is backed.
    pub support: String,
    /// Further lines on it: a note, where it is from.
    pub asides: Vec<String>,
}

/// A value in a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// What it says.
    pub content: Content,
    /// What it means, for colour; never said by colour alone.
    pub tone: Tone,
    /// What other sources say; footnotes in a table, in parentheses elsewhere.
    pub remarks: Vec<Remark>,
    /// Shares of a whole to draw in front of its lines, in percent; empty if there is nothing to draw.
    pub bars: Vec<f64>,
    /// Addresses that its content gives, each at the end of a line or on the line below the words that lead there.
    pub addresses: Vec<String>,
    /// What only a page shows of it; absent in reports for other readers.
    pub more: Option<Box<More>>,
}

/// What only formats with links and drawings show of a value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct More {
    /// How well it is backed; empty in a cell that itself says so, in which its sources then stand.
    pub support: String,
    /// The ids of the sources it is from.
    pub sources: Vec<String>,
    /// Addresses that stand in the place of its lines; empty where its lines are no addresses.
    pub links: Vec<Link>,
    /// Shares of a whole that stand in the place of its lines; empty where it has none.
    pub shares: Vec<Share>,
}

/// An address with what it leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What it leads to.
    pub text: String,
    /// The address; anything, not only what is safe to follow.
    pub url: String,
}

/// What is to be said of a value: most often what other sources say instead.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Remark {
    /// What it is about, if that is not the value as a whole.
    pub about: String,
    /// The claims one by one.
    pub claims: Vec<Claimed>,
    /// What is to be said that is no claim.
    pub words: String,
}

/// What some sources say.
#[derive(Debug, Clone, PartialEq)]
pub struct Claimed {
    /// Their ids.
    pub sources: Vec<String>,
    /// What they say.
    pub says: Display,
    /// What is thought of it; may be empty.
    pub note: String,
}

impl Remark {
    /// The remark with what it is about.
    pub fn about(self, what: &str) -> Self {
        Self { about: what.to_lowercase(), ..self }
    }

    /// In full, with every source: "disputed: last day, somebody: 2027-01-14".
    pub fn long(&self) -> String {
        let disputed = if self.claims.is_empty() { "" } else { "disputed: " };
        self.told(disputed, |claim, text| {
            for (at, id) in claim.sources.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { ", " });
                text.push_str(id);
            }
            text.push_str(": ");
            text.push_str(&claim.says.line());
        })
    }

    /// With the first source of each claim and the number of the others.
    pub fn short(&self) -> String {
        self.told("", |claim, text| {
            text.push_str(&first_and_others(&claim.sources));
            text.push_str(": ");
            text.push_str(&claim.says.gist());
        })
    }

    fn told(&self, begin: &str, tell: impl Fn(&Claimed, &mut String)) -> String {
        let mut text = String::with_capacity(80);
        text.push_str(begin);
        text.push_str(&self.about);
        let mut between = if self.about.is_empty() { "" } else { ", " };
        for claim in &self.claims {
            text.push_str(between);
            tell(claim, &mut text);
            between = "; ";
        }
        if !self.words.is_empty() {
            text.push_str(between);
            text.push_str(&self.words);
        }
        text
    }
}

/// The first of some sources, and how many others there are.
pub fn first_and_others(sources: &[String]) -> String {
    let first = sources.first().cloned().unwrap_or_default();
    match sources.len() {
        0 | 1 => first,
        2 => format!("{first}, 1 other").into(),
        more => format!("{first}, {} others", more - 1).into(),
    }
}

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A text.
    Text(String),
    /// Short texts on one line, as far as they fit.
    Inline(Vec<String>),
    /// Texts below each other.
    Stacked(Vec<String>),
}

impl Default for Content {
    fn default() -> Self {
        Self::Text(String::default())
    }
}

/// What a cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// It can be taken.
    Good,
    /// It can be taken, but not for long, or not as it is meant to be.
    Soon,
    /// It is over.
    Ended,
    /// Sources disagree on it, or it is uncertain.
    Doubt,
    /// Of less weight.
    Faint,
    /// A head.
    Strong,
}

impl Cell {
    /// A cell with a text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { content: Content::Text(text.into()), ..Self::default() }
    }

    /// A cell with texts below each other.
    pub fn stacked<T: Into<String>>(lines: impl IntoIterator<Item = T>) -> Self {
        Self { content: Content::Stacked(lines.into_iter().map(T::into).collect()), ..Self::default() }
    }

    /// The cell with a meaning.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        match &self.content {
            Content::Text(text) => text.is_empty(),
            Content::Inline(items) | Content::Stacked(items) => items.is_empty(),
        }
    }

    /// Its texts, one below the other.
    pub fn lines(&self) -> &[String] {
        match &self.content {
            Content::Text(text) => std::slice::from_ref(text),
            Content::Inline(items) | Content::Stacked(items) => items,
        }
    }

    /// Everything on one line.
    pub fn line(&self) -> String {
        match &self.content {
            Content::Text(text) => text.clone(),
            Content::Inline(items) | Content::Stacked(items) => items.join(", ").into(),
        }
    }
}

impl Records {
    /// The ids alone, for formats that read no more.
    pub fn ids_only(ids: Vec<String>) -> Self {
        Self { key: "", columns: Vec::new(), rows: Vec::new(), ids, extra: Vec::new() }
    }

    /// Each record as a datum of its own.
    pub fn data(&self) -> impl Iterator<Item = Datum> + '_ {
        self.rows
            .iter()
            .map(|row| Datum::Map(self.columns.iter().map(|(key, _)| key.clone()).zip(row.iter().cloned()).collect()))
    }
}
