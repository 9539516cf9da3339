//! Spans of time on one axis, for a terminal; pages use the same axis.

use super::layout::{Layout, columns, padded};
use super::report::{TimeSpan, Timeline};
use certcmp_dataset::day;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The fewest columns in which a timeline is readable.
const NARROWEST: usize = 24;

/// Draws a timeline; nothing where there is no room or no time to show.
pub fn draw(timeline: &Timeline, layout: &Layout) -> String {
    let label = timeline.spans.iter().map(|span| columns(&span.label)).max().unwrap_or(0).max(14) + 4;
    let room = layout.width.saturating_sub(label + 1);
    let Some(axis) = Axis::of(timeline, false).filter(|_| room >= NARROWEST) else { return String::new() };
    let mut ticks = String::new();
    for (day, text) in axis.ticks(usize::MAX) {
        let column = axis.place(day, room);
        if (ticks.is_empty() || column > ticks.len()) && column + text.len() <= room {
            ticks = padded(&ticks, column) + &text;
        }
    }
    let mut lines = vec![format!("{}{ticks}", " ".repeat(label))];
    for span in &timeline.spans {
        let label = padded(&layout.symbols(&span.label), label - 4);
        lines.push(format!("   {label} {}", bar(&axis, span, timeline.today, room, layout)));
    }
    let mark = if layout.ascii { "^" } else { "▲" };
    let (today, column) = (timeline.today.to_string(), axis.place(timeline.today, room));
    lines.push(if column + 2 + today.len() <= room {
        format!("{}{mark} {today}", " ".repeat(label + column))
    } else {
        format!("{}{today} {mark}", " ".repeat(label + column.saturating_sub(today.len() + 1)))
    });
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// A span: solid where it is known, light where it is planned or no end is known.
fn bar(axis: &Axis, span: &TimeSpan, today: Date, room: usize, layout: &Layout) -> String {
    let (solid, light) = if layout.ascii { ('#', '.') } else { ('█', '░') };
    let place = |day| axis.place(day, room);
    let from = span.from.map_or(0, place);
    let to = span.to.map_or(room.saturating_sub(1), place);
    let known_to = if span.to.is_some() { to } else { place(today) };
    let draw = |column| match column {
        _ if column < from => ' ',
        _ if span.planned || column > known_to => light,
        _ => solid,
    };
    (0..=to.max(from)).map(draw).collect()
}

/// Whole years or months.
pub struct Axis {
    first: Date,
    end: Date,
    months: bool,
}

impl Axis {
    /// Returns the axis that holds today and every day that is known; of months only where that is allowed and they
    /// are few. None if there are no spans.
    pub fn of(timeline: &Timeline, months: bool) -> Option<Self> {
        let known = timeline.spans.iter().flat_map(|span| [span.from, span.to]).flatten();
        let days: Vec<Date> = known.chain([timeline.today]).collect();
        let (first, last) = (*days.iter().min()?, *days.iter().max()?);
        let months = months && first.until(last).ok()?.get_days() < 500;
        let (first, end) = if months {
            (first.first_of_month(), last.last_of_month().tomorrow().ok()?)
        } else {
            (date(first.year(), 1, 1), Date::new(last.year().checked_add(1)?, 1, 1).unwrap_or(Date::MAX))
        };
        (first < end && !timeline.spans.is_empty()).then_some(Self { first, end, months })
    }

    /// Returns the place of a day, out of some places from the first day to the last.
    pub fn place(&self, day: Date, places: usize) -> usize {
        let days = |to: Date| self.first.until(to).map_or(0, |span| span.get_days());
        let all = days(self.end).max(1);
        let since = days(day).clamp(0, all);
        let place = usize::try_from(since).unwrap_or(0) * places / usize::try_from(all).unwrap_or(1);
        place.min(places.saturating_sub(1))
    }

    /// Returns the first days of the years or months with their labels, evenly thinned out.
    pub fn ticks(&self, most: usize) -> Vec<(Date, String)> {
        let step = if self.months { 1.month() } else { 1.year() };
        let all: Vec<Date> = self.first.series(step).take_while(|day| *day < self.end).collect();
        let label = |day: Date| if self.months { day::month(day) } else { day.year().to_string() };
        let every = all.len().div_ceil(most).max(1);
        all.into_iter().step_by(every).map(|day| (day, label(day))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout = Layout { width: 60, cut: false, ascii: false, color: false, links: false };

    fn span(label: &str, from: Option<Date>, to: Option<Date>, planned: bool) -> TimeSpan {
        TimeSpan { label: label.to_owned(), from, to, planned }
    }

    #[test]
    fn spans_stand_under_their_years() {
        let spans = vec![
            span("Beta", Some(date(2025, 1, 1)), Some(date(2025, 7, 1)), false),
            span("On offer", Some(date(2025, 7, 2)), None, false),
        ];
        let text = draw(&Timeline { heading: String::new(), today: date(2026, 7, 1), spans }, &LAYOUT);
        let expected = ["                  2025                2026", "   Beta           ███████████"];
        assert_eq!(text.lines().take(2).collect::<Vec<_>>(), expected);
        let offered = text.lines().nth(2).unwrap();
        assert!(offered.starts_with("   On offer                 ██") && offered.ends_with("█░░░░░░░░░░"), "{text}");
        assert!(text.lines().nth(3).unwrap().ends_with("▲ 2026-07-01") || text.ends_with("2026-07-01 ▲\n"), "{text}");
        assert!(text.lines().all(|line| columns(line) <= 60), "{text}");
    }

    #[test]
    fn nothing_is_drawn_where_there_is_no_room() {
        let spans = vec![span("On offer", None, None, false)];
        let timeline = Timeline { heading: String::new(), today: date(2026, 7, 1), spans };
        assert_eq!(draw(&timeline, &Layout { width: 40, ..LAYOUT }), "");
    }
}
