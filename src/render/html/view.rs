//! What the templates see: a page whose every text is plain and still has to be escaped.

use super::drawing::Drawing;

/// A page.
pub struct Page {
    pub title: String,
    pub aside: String,
    /// The first sentences.
    pub lede: Option<String>,
    pub as_of: String,
    pub language: String,
    pub data_date: String,
    pub sections: Vec<Section>,
    pub notes: Vec<Note>,
    /// Where the values are from.
    pub evidence: Option<Section>,
    pub sources: Vec<Source>,
    pub version: &'static str,
}

impl Page {
    /// Whether the page says how well values are backed, so that the words want an explanation.
    pub fn tells_support(&self) -> bool {
        let tells = |part: &Part| matches!(part, Part::Table(table) if table.tells_support());
        self.sections.iter().chain(&self.evidence).flat_map(|section| &section.parts).any(tells)
    }

    /// Whether a reader needs a list of what is where.
    pub fn is_long(&self) -> bool {
        self.sections.iter().filter(|section| !section.heading.is_empty()).count() > 3
    }
}

/// A part of a page under a heading.
pub struct Section {
    pub number: usize,
    /// Empty if it goes on with what stands above it.
    pub heading: String,
    pub parts: Vec<Part>,
}

/// What stands in a section.
pub enum Part {
    Text(String),
    Figure(Figure),
    Table(Table),
}

/// Drawings with what they show.
pub struct Figure {
    pub caption: String,
    pub drawings: Vec<Panel>,
}

/// A drawing below its own heading, which may be empty.
pub struct Panel {
    pub heading: String,
    pub drawing: Drawing,
}

/// A table, in which the first cell of each row is its head.
pub struct Table {
    pub number: usize,
    pub caption: String,
    /// `matrix`, `listing` or `facts`: how it is laid out.
    pub kind: &'static str,
    pub heads: Vec<Head>,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    fn tells_support(&self) -> bool {
        self.rows.iter().flatten().any(|cell| !cell.support.is_empty())
    }

    /// The classes that lay it out: whether it fits a wide window without being scrolled, and whether it fits a phone.
    pub fn classes(&self) -> String {
        let narrow = if self.heads.len() <= 6 { " narrow" } else { "" };
        let cards = if self.kind != "listing" || self.heads.len() > 4 { " cards" } else { "" };
        format!("{}{narrow}{cards}", self.kind)
    }
}

/// The head of a column.
pub struct Head {
    /// A line above the name, or empty.
    pub owner: String,
    pub name: String,
    /// Whether the column holds numbers.
    pub number: bool,
}

/// A cell of a table.
#[derive(Default)]
pub struct Cell {
    /// What the column is called where there is no room for columns.
    pub column: String,
    /// What it means; its words say it too.
    pub tone: &'static str,
    pub number: bool,
    pub lines: Vec<String>,
    /// The numbers of its notes.
    pub marks: Vec<usize>,
    pub asides: Vec<String>,
    pub drawing: Option<Drawing>,
    /// Weights and names, in the place of lines.
    pub shares: Vec<(String, String)>,
    pub links: Vec<Address>,
    pub support: String,
    pub sources: Vec<Citation>,
}

impl Cell {
    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(String::is_empty)
            && self.marks.is_empty()
            && self.shares.is_empty()
            && self.links.is_empty()
            && self.support.is_empty()
            && self.sources.is_empty()
    }

    /// Where a line may break: dates and ids nowhere, very long words anywhere, all others between words.
    pub fn breaks(&self, line: &str) -> &'static str {
        let longest = line.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
        match line.chars().count() {
            _ if longest > 24 => "anywhere",
            0..16 => "unbroken",
            _ => "words",
        }
    }

    /// The classes that lay it out.
    pub fn classes(&self) -> String {
        let classes = [self.tone, if self.number { "number" } else { "" }, if self.is_empty() { "empty" } else { "" }];
        classes.iter().filter(|class| !class.is_empty()).copied().collect::<Vec<_>>().join(" ")
    }
}

/// An address with what it leads to.
pub struct Address {
    pub text: String,
    /// The address as people read it.
    pub shown: String,
    /// What to follow; absent if that is not safe.
    pub href: Option<String>,
}

/// A source where it is cited.
pub struct Citation {
    pub id: String,
    /// Its number among the sources of the page; absent if it is not among them.
    pub number: Option<usize>,
}

/// What other sources say instead of a value.
pub struct Note {
    pub number: usize,
    /// Which value it is about.
    pub about: String,
    pub claims: Vec<Claim>,
    /// In the place of claims, where they are not known one by one.
    pub text: String,
}

/// What some sources say.
pub struct Claim {
    pub sources: Vec<Citation>,
    pub says: String,
    pub note: String,
}

/// A source in the list of sources.
pub struct Source {
    pub number: usize,
    pub id: String,
    pub title: String,
    pub publisher: String,
    pub access: String,
    pub dated: String,
    pub address: Option<Address>,
}
