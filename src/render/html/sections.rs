//! Turns the blocks of a report into the sections of a page.

use super::cells;
use super::drawing;
use super::notes::Notes;
use super::view::{Figure, Panel, Part, Section, Table};
use crate::render::report::{Block, Chart, Matrix, Report, Timeline};

/// A report in sections.
pub struct Outline {
    /// The first sentences.
    pub lede: Option<String>,
    /// The sections, from top to bottom.
    pub sections: Vec<Section>,
    /// Where the values are from.
    pub evidence: Option<Section>,
}

/// The outline of a report.
pub fn of(report: &Report, title: &str, notes: &mut Notes<'_>) -> Outline {
    let mut lede = None;
    let mut sections = Sections { sections: Vec::new() };
    let mut evidence = None;
    let mut after_title = false;
    for block in &report.blocks {
        match block {
            Block::Title(..) => {
                after_title = true;
                continue;
            }
            Block::Verdict(text, _) => lede = Some(text.clone()),
            Block::Text(text) if after_title => lede = Some(text.clone()),
            Block::Text(text) => sections.go_on(Part::Text(text.clone())),
            Block::Matrix(matrix) => {
                sections.table(&matrix.heading, Table { caption: title.to_owned(), ..cells::matrix(matrix, notes) });
                evidence = evidence.or_else(|| from(matrix, title, notes));
            }
            Block::Listing(listing) => {
                let table = cells::listing(listing, notes);
                let caption = if table.caption.is_empty() { title.to_owned() } else { table.caption };
                sections.table(&listing.heading, Table { caption, ..table });
            }
            Block::Facts(group) => {
                let table = cells::facts(group, notes);
                sections.table(&group.heading, table);
            }
            Block::Timeline(timeline) => sections.figure(&timeline.heading, of_time(timeline, notes)),
            Block::Chart(chart) => sections.figure(&chart.heading, Some(of_amounts(chart, notes))),
            Block::Sources(_) => {}
        }
        after_title = false;
    }
    let number = sections.sections.len() + 1;
    let heading = "Where the values are from".to_owned();
    let evidence = evidence.map(|table| Section { number, heading, parts: vec![Part::Table(table)] });
    Outline { lede, sections: sections.sections, evidence }
}

struct Sections {
    sections: Vec<Section>,
}

impl Sections {
    /// Puts a part below what stands last.
    fn go_on(&mut self, part: Part) {
        match self.sections.last_mut() {
            Some(section) => section.parts.push(part),
            None => self.open("", part),
        }
    }

    fn open(&mut self, heading: &str, part: Part) {
        let number = self.sections.len() + 1;
        self.sections.push(Section { number, heading: heading.to_owned(), parts: vec![part] });
    }

    /// A table under its heading; one without rows would be a table of nothing.
    fn table(&mut self, heading: &str, table: Table) {
        if table.rows.is_empty() {
            return;
        }
        self.open(heading, Part::Table(table));
    }

    fn figure(&mut self, heading: &str, figure: Option<Figure>) {
        if let Some(figure) = figure {
            self.open(heading, Part::Figure(figure));
        }
    }
}

fn from(matrix: &Matrix, title: &str, notes: &mut Notes<'_>) -> Option<Table> {
    let caption = format!("{title}: where the values are from");
    cells::evidence(matrix, notes).map(|table| Table { caption, ..table })
}

fn of_time(timeline: &Timeline, notes: &mut Notes<'_>) -> Option<Figure> {
    let drawing = drawing::timeline(notes.drawing(), timeline)?;
    let mut caption = format!("The line marks {}.", timeline.today);
    if timeline.spans.iter().any(|span| span.planned || span.to.is_none()) {
        caption.push_str(" A dashed bar is planned, or has no known end.");
    }
    Some(Figure { caption, drawings: vec![Panel { heading: String::new(), drawing }] })
}

fn of_amounts(chart: &Chart, notes: &mut Notes<'_>) -> Figure {
    let columns = || chart.panels.iter().flat_map(|panel| &panel.columns);
    let highest = columns().map(|column| column.high).fold(0.0, f64::max);
    let drawings = chart.panels.iter().map(|panel| {
        let name = [&chart.heading, &panel.title].map(String::as_str).into_iter().filter(|text| !text.is_empty());
        let name = name.collect::<Vec<_>>().join(", ");
        Panel {
            heading: panel.title.clone(),
            drawing: drawing::columns(notes.drawing(), &name, &panel.columns, highest),
        }
    });
    Figure { drawings: drawings.collect(), caption: chart.caption.clone() }
}
