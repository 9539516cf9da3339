//! What the blocks of a terminal share: paragraphs, headings, the lines of cells, marks and footnotes.

use super::layout::{GLUE, Layout, columns, padded, wrap_below};
use super::report::{Bar, Cell, Content, Link, Tone};

#[derive(Debug)]
pub struct Screen<'a> {
    pub layout: &'a Layout,
    /// The addresses of links, in their order.
    pub(super) links: Vec<String>,
    /// The footnotes of the table in hand.
    notes: Vec<String>,
}

impl<'a> Screen<'a> {
    pub fn new(layout: &'a Layout) -> Self {
        Self { layout, links: Vec::new(), notes: Vec::new() }
    }

    /// Wraps a text, each line behind a space.
    pub fn paragraph(&self, text: &str) -> String {
        indented(&self.wrap(text, self.layout.width.saturating_sub(1)), " ")
    }

    pub fn heading(&self, heading: &str) -> String {
        if heading.is_empty() { String::new() } else { self.paragraph(&self.tone(heading, Tone::Strong)) }
    }

    /// Returns the marks of a cell's remarks, each behind a space that is not broken.
    pub fn marks(&mut self, cell: &Cell) -> String {
        let mut marks = String::new();
        for remark in &cell.remarks {
            self.notes.push(remark.line());
            let mark = self.layout.mark(self.notes.len());
            marks.push_str(&format!("{GLUE}{}", self.tone(&mark, Tone::Doubt)));
        }
        marks
    }

    /// Returns the footnotes since the last call, below a table.
    pub fn take_footnotes(&mut self) -> String {
        let mut text = String::new();
        for (at, note) in std::mem::take(&mut self.notes).iter().enumerate() {
            let mark = self.layout.mark(at + 1);
            let indent = columns(&mark) + 1;
            let mark = self.tone(&mark, Tone::Doubt);
            let width = self.layout.width.saturating_sub(1);
            text.push_str(&indented(&wrap_below(&format!("{mark} {note}"), width, indent), " "));
        }
        text
    }

    /// Returns the lines of a cell before they are wrapped, with marks at the end of the first.
    pub fn lines(&mut self, cell: &Cell, marks: &str) -> Vec<String> {
        let link = |link: &Link| {
            let linked = self.link(&link.text, &link.url);
            linked.unwrap_or_else(|| format!("{}\n{}", link.text, link.url).trim().to_owned())
        };
        let lines = match &cell.content {
            Content::Links(links) => links.iter().map(link).collect(),
            _ => cell.lines(),
        };
        let lines = lines.iter().flat_map(|line| line.split('\n'));
        let mut lines: Vec<String> = lines.map(|line| self.tone(line, cell.tone)).collect();
        if lines.is_empty() && !marks.is_empty() {
            lines.push(String::new());
        }
        lines.first_mut().into_iter().for_each(|first| first.push_str(marks));
        lines
    }

    pub fn wrap_lines(&self, lines: &[String], width: usize) -> Vec<String> {
        lines.iter().flat_map(|line| self.wrap(line, width)).collect()
    }

    /// Draws a bar in front of each line; half of the whole fills the bar.
    pub fn with_bars(&self, lines: &[String], bars: &[Bar], width: usize) -> String {
        let mut text = Vec::new();
        for (line, bar) in lines.iter().zip(bars) {
            let bar: String = self.layout.bar(bar.middle(), BAR * 2).chars().take(BAR).collect();
            for (at, part) in self.wrap(line, width.saturating_sub(BAR + 1)).iter().enumerate() {
                text.push(format!("{} {part}", padded(if at == 0 { &bar } else { "" }, BAR)));
            }
        }
        text.join("\n")
    }
}

pub const BAR: usize = 12;

pub fn indented(lines: &[String], indent: &str) -> String {
    lines.iter().map(|line| format!("{indent}{line}").trim_end().to_owned() + "\n").collect()
}
