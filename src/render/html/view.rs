//! What the templates show: a page whose every text is plain and still has to be escaped.

use crate::render::report::Reference;

pub struct Page {
    pub title: String,
    pub aside: String,
    /// The answer.
    pub lede: String,
    pub as_of: String,
    pub language: String,
    pub data_date: String,
    pub sections: Vec<Section>,
    pub notes: Vec<Note>,
    pub sources: Vec<Source>,
    pub version: &'static str,
}

impl Page {
    /// Returns whether words such as "official" stand on the page and want an explanation.
    pub fn has_support(&self) -> bool {
        let has = |part: &Part| matches!(part, Part::Table(table) if table.rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.support.is_empty()));
        self.sections.iter().flat_map(|section| &section.parts).any(has)
    }

    /// Returns whether the page wants a table of contents.
    pub fn is_long(&self) -> bool {
        self.sections.iter().filter(|section| !section.heading.is_empty()).count() > 3
    }
}

/// A part of a page under a heading, which may be empty.
pub struct Section {
    pub number: usize,
    pub heading: String,
    pub parts: Vec<Part>,
}

pub enum Part {
    Text(String),
    /// Amounts, one below the other.
    Bars(Cell),
    Table(Table),
}

#[derive(Default)]
pub struct Row {
    /// A heading above the row, or empty.
    pub group: String,
    pub cells: Vec<Cell>,
}

/// A table, in which the first cell of each row is its head.
pub struct Table {
    pub number: usize,
    pub caption: String,
    /// `matrix`, `listing` or `facts`: how it is laid out.
    pub kind: &'static str,
    pub heads: Vec<Head>,
    pub rows: Vec<Row>,
}

impl Table {
    /// Returns the classes: whether it fits a wide window without scrolling, whether rows become cards on a phone, and
    /// whether its heads go without saying.
    pub fn classes(&self) -> String {
        let narrow = if self.heads.len() <= 6 { " narrow" } else { "" };
        let cards = if self.kind != "listing" || self.heads.len() > 4 { " cards" } else { "" };
        let headless = if self.kind == "facts" && self.heads.len() == 2 { " headless" } else { "" };
        format!("{}{narrow}{cards}{headless}", self.kind)
    }
}

/// The head of a column.
#[derive(Default)]
pub struct Head {
    /// A line above the name, or empty.
    pub owner: String,
    pub name: String,
    /// A code below the name, or empty.
    pub code: String,
    pub number: bool,
}

/// A cell of a table.
#[derive(Default)]
pub struct Cell {
    /// The label of the column, for cards.
    pub column: String,
    pub tone: &'static str,
    pub number: bool,
    pub lines: Vec<String>,
    /// The numbers of its notes, and whether each is a dispute.
    pub marks: Vec<(usize, bool)>,
    /// Lines below it, with the sources that they name.
    pub asides: Vec<(String, Vec<Citation>)>,
    pub bars: Vec<Bar>,
    pub links: Vec<Address>,
    pub support: String,
    pub sources: Vec<Citation>,
}

impl Cell {
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(String::is_empty)
            && self.marks.is_empty()
            && self.bars.is_empty()
            && self.links.is_empty()
            && self.support.is_empty()
            && self.sources.is_empty()
    }

    /// Returns where a line may break: dates and ids nowhere, very long words anywhere, all others between words.
    pub fn breaks(&self, line: &str) -> &'static str {
        let longest = line.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
        match line.chars().count() {
            _ if longest > 24 => "anywhere",
            0..16 => "unbroken",
            _ => "words",
        }
    }

    /// Returns the classes that lay it out.
    pub fn classes(&self) -> String {
        let classes = [self.tone, if self.number { "number" } else { "" }, if self.is_empty() { "empty" } else { "" }];
        classes.iter().filter(|class| !class.is_empty()).copied().collect::<Vec<_>>().join(" ")
    }
}

/// An amount; widths are percentages.
pub struct Bar {
    pub value: String,
    pub label: String,
    pub least: f64,
    /// From the least to the most that it can be.
    pub range: f64,
}

/// An address with what it leads to.
pub struct Address {
    pub text: String,
    /// The address as people read it.
    pub shown: String,
    /// The address to follow; none if that is not safe.
    pub href: Option<String>,
}

/// A source where it is cited.
pub struct Citation {
    pub id: String,
    /// Its number among the sources of the page; none if it is not among them.
    pub number: Option<usize>,
}

pub struct Note {
    pub number: usize,
    pub about: String,
    pub text: String,
    pub sources: Vec<Citation>,
}

pub struct Source {
    pub number: usize,
    pub reference: Reference,
    pub address: Option<Address>,
}
