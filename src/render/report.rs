//! A report: what a command found, for people as blocks and for programs as records, before any format.

use certcmp_dataset::{Datum, Shape, Share, Source};
use jiff::civil::Date;

#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub data_date: Option<Date>,
    pub as_of: Date,
    /// The exam language of the answer, as a tag.
    pub language: String,
    pub blocks: Vec<Block>,
    pub records: Records,
}

/// Records of one kind, for programs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Records {
    pub key: &'static str,
    /// Keys and shapes of a record, in order; there even if there is no record.
    pub columns: Vec<(&'static str, Shape)>,
    pub rows: Vec<Vec<Datum>>,
    pub ids: Vec<String>,
    /// Parts of the document beside the records, such as the sources they cite.
    pub extra: Vec<(&'static str, Datum)>,
}

impl Records {
    pub fn data(&self) -> impl Iterator<Item = Datum> + '_ {
        self.rows
            .iter()
            .map(|row| Datum::Map(self.columns.iter().map(|(key, _)| *key).zip(row.iter().cloned()).collect()))
    }
}

/// A part of a report, for people. A format leaves out what it cannot show.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Title(String, String),
    /// The answer in a sentence or two, and a few words beside it.
    Status(String, Tone, String),
    Text(String),
    Listing(Listing),
    Notes(Vec<String>),
    /// Options and commands that lead on; for a terminal only.
    Hints(Vec<String>),
    /// The sources that the report may cite, for formats that link to them.
    Sources(Vec<Source>),
}

/// An amount, drawn and in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The amount in words; `?` where it is not known.
    pub value: String,
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

/// A table: one row for each thing, or for each fact of the things in its columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listing {
    /// The heading; empty if the table is the whole report.
    pub heading: String,
    pub heads: Vec<Head>,
    pub rows: Vec<Row>,
    pub kind: Kind,
    /// A column that is left out on a terminal that is too narrow for all.
    pub spare: Option<usize>,
    /// What `*` behind a value means, for a table that only marks its values; else the remarks become footnotes.
    pub legend: Option<String>,
}

/// What the rows of a table are, and how a terminal shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    #[default]
    Things,
    /// Things that explain themselves: without heads.
    Bare,
    /// Facts, with things as columns.
    Matrix,
    /// The same, with long cells cut to a few lines and lists to their first items.
    Compact,
    /// Facts of one thing, without heads.
    Facts,
}

impl Listing {
    /// Returns a table of things; the heads say which columns hold numbers.
    pub fn new<T: Into<String>>(
        heading: impl Into<String>,
        heads: impl IntoIterator<Item = (T, bool)>,
        rows: impl IntoIterator<Item = impl Into<Row>>,
    ) -> Self {
        let head = |(name, number): (T, bool)| Head { name: name.into(), number, ..Head::default() };
        Self {
            heading: heading.into(),
            heads: heads.into_iter().map(head).collect(),
            rows: rows.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    pub fn matrix(heading: &str, things: Vec<Head>, rows: Vec<(String, Vec<Cell>)>) -> Self {
        let heads = std::iter::once(Head { name: "Fact".to_owned(), ..Head::default() }).chain(things).collect();
        let row = |(label, cells)| Row::from([vec![Cell::text(label)], cells].concat());
        let rows = rows.into_iter().map(row).collect();
        Self { heading: heading.to_owned(), heads, rows, kind: Kind::Matrix, ..Self::default() }
    }

    /// Returns amounts as a table: each in words, then drawn beside what it is the amount of.
    pub fn bars(heading: impl Into<String>, heads: [&str; 2], bars: impl IntoIterator<Item = Bar>) -> Self {
        let drawn = |bar| Content::Bars(vec![Bar { value: String::new(), ..bar }]);
        let row = |bar: Bar| vec![Cell::text(&bar.value), drawn(bar).into()];
        let [value, label] = heads;
        let heads = [(value, true), (label, false)];
        Self { kind: Kind::Facts, ..Self::new(heading, heads, bars.into_iter().map(row)) }
    }

    pub fn is_matrix(&self) -> bool {
        matches!(self.kind, Kind::Matrix | Kind::Compact)
    }

    /// Returns a short label for each column: things go by their owners if these differ, else by their ids.
    pub fn labels(&self) -> Vec<&str> {
        let mut owners: Vec<&str> = self.heads.iter().map(|head| head.owner.as_str()).collect();
        owners.sort_unstable();
        let by_owner = owners.windows(2).all(|pair| pair.first() != pair.last());
        let labels = self.heads.iter().map(|head| match head {
            Head { id, name, .. } if id.is_empty() => name.as_str(),
            Head { owner, .. } if by_owner => owner,
            Head { id, .. } => id,
        });
        labels.collect()
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// Whose it is; may be empty.
    pub owner: String,
    /// Its name without the owner.
    pub name: String,
    /// The id or code of a thing; may be empty.
    pub id: String,
    /// The column holds numbers.
    pub number: bool,
}

impl Head {
    pub fn line(&self) -> String {
        format!("{} {}", self.owner, self.name).trim().to_owned()
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// A heading above the row; empty if it belongs to the rows above.
    pub group: String,
    pub cells: Vec<Cell>,
    /// Lines below the row.
    pub asides: Vec<Remark>,
}

impl Row {
    /// Returns the row of a fact; a third cell says how well it is backed.
    pub fn fact(label: impl Into<String>, value: Cell) -> Self {
        Self::from(vec![Cell::text(label), value])
    }

    /// Adds a line below the row, unless it is empty.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.asides.extend(Some(Remark::new(note, Vec::new())).filter(|note| !note.words.is_empty()));
        self
    }
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }
}

impl Block {
    /// Returns facts as a table. If the support of any is shown, the sources stand with it.
    pub fn facts(heading: impl Into<String>, mut rows: Vec<Row>) -> Self {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(2);
        for row in &mut rows {
            row.cells.resize(columns, Cell::default());
            if let [_, value, support] = row.cells.as_mut_slice() {
                let sources = value.evidence.take().map(|evidence| evidence.sources);
                *support = std::mem::take(support).cite("", sources.unwrap_or_default());
            }
        }
        let heads = ["Fact", "Value", "Backed by"].map(|head| (head, false)).into_iter().take(columns);
        Self::Listing(Listing { kind: Kind::Facts, ..Listing::new(heading, heads, rows) })
    }

    /// Returns values of one thing behind their labels as a table.
    pub fn pairs<T: Into<String>>(pairs: impl IntoIterator<Item = (T, Cell)>) -> Self {
        let rows = pairs.into_iter().map(|(label, cell)| Row::fact(label, cell)).collect();
        Self::facts("", rows)
    }
}

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

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// The support in words; empty in a cell that itself says so.
    pub support: String,
    pub sources: Vec<String>,
}

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

#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    Text(String),
    /// Short texts on one line, as far as they fit.
    Inline(Vec<String>),
    Stacked(Vec<String>),
    Links(Vec<Link>),
    Bars(Vec<Bar>),
}

impl Default for Content {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
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

    /// Returns the cell with a text in place of its value.
    pub fn with_text(&self, text: impl Into<String>) -> Self {
        Self { content: Content::Text(text.into()), ..self.clone() }
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
        self.line().is_empty()
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
    pub fn new(words: impl Into<String>, sources: Vec<String>) -> Self {
        Self { words: words.into(), sources, ..Self::default() }
    }

    pub fn about(self, what: &str) -> Self {
        Self { about: what.to_lowercase(), ..self }
    }

    pub fn line(&self) -> String {
        if self.about.is_empty() { self.words.clone() } else { format!("{}, {}", self.about, self.words) }
    }
}
