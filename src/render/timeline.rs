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
    let label = |span: &TimeSpan| format!("{}{}", span.label, if span.planned { " (planned)" } else { "" });
    let widest = timeline.spans.iter().map(|span| columns(&label(span))).max().unwrap_or(0).max(14) + 4;
    let room = layout.width.saturating_sub(widest + 1);
    let Some(axis) = Axis::of(timeline).filter(|_| room >= NARROWEST) else { return String::new() };
    let mut ticks = String::new();
    for (day, text) in axis.ticks(room / 10) {
        let column = axis.place(day, room);
        if (ticks.is_empty() || column > ticks.len()) && column + text.len() <= room {
            ticks = padded(&ticks, column) + &text;
        }
    }
    let mut lines = vec![format!("{}{ticks}", " ".repeat(widest))];
    for span in &timeline.spans {
        let label = padded(&layout.symbols(&label(span)), widest - 4);
        lines.push(format!("   {label} {}", bar(&axis, span, timeline.today, room, layout)));
    }
    let mark = if layout.ascii { "^" } else { "▲" };
    let (today, column) = (timeline.today.to_string(), axis.place(timeline.today, room));
    lines.push(if column + 2 + today.len() <= room {
        format!("{}{mark} {today}", " ".repeat(widest + column))
    } else {
        format!("{}{today} {mark}", " ".repeat(widest + column.saturating_sub(today.len() + 1)))
    });
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// A span from its first to its last known day, with `?` for an end that is not known.
fn bar(axis: &Axis, span: &TimeSpan, today: Date, room: usize, layout: &Layout) -> String {
    let (first, last) = known_days(span, today);
    let (from, to) = (axis.place(first, room), axis.place(last, room));
    let solid = if layout.ascii { "#" } else { "█" };
    let (before, after) = (if span.from.is_none() { "?" } else { "" }, if span.to.is_none() { "?" } else { "" });
    format!("{}{before}{}{after}", " ".repeat(from.saturating_sub(before.len())), solid.repeat(to + 1 - from))
}

/// Returns the first and the last day on which a span is known to hold: up to today where its end is not known.
pub fn known_days(span: &TimeSpan, today: Date) -> (Date, Date) {
    let first = span.from.or(span.to).unwrap_or(today);
    (first, span.to.unwrap_or(today).max(first))
}

/// Whole years or months.
pub struct Axis {
    first: Date,
    end: Date,
    months: bool,
}

impl Axis {
    /// Returns the axis that holds today and every day that is known, of months where they are few. None if there are no
    /// spans.
    pub fn of(timeline: &Timeline) -> Option<Self> {
        let known = timeline.spans.iter().flat_map(|span| [span.from, span.to]).flatten();
        let days: Vec<Date> = known.chain([timeline.today]).collect();
        let (first, last) = (*days.iter().min()?, *days.iter().max()?);
        let months = first.until(last).ok()?.get_days() < 500;
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
        let most = most.max(1);
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

    fn draw_spans(spans: Vec<TimeSpan>) -> Vec<String> {
        let timeline = Timeline { heading: String::new(), today: date(2026, 7, 1), spans };
        draw(&timeline, &LAYOUT).lines().map(str::to_owned).collect()
    }

    #[test]
    fn spans_stand_under_their_years() {
        let lines = draw_spans(vec![span("Beta", Some(date(2025, 1, 1)), Some(date(2025, 7, 1)), false)]);
        assert_eq!(lines[..2], ["                  2025                2026", "   Beta           ███████████"]);
        assert!(lines[2].ends_with("▲ 2026-07-01") || lines[2].ends_with("2026-07-01 ▲"), "{lines:?}");
        assert!(lines.iter().all(|line| columns(line) <= 60), "{lines:?}");
    }

    #[test]
    fn a_bar_ends_with_a_question_mark_where_no_end_is_known() {
        let lines = draw_spans(vec![
            span("On offer", Some(date(2025, 7, 2)), None, false),
            span("Exam", Some(date(2027, 1, 14)), None, true),
            span("Beta", None, Some(date(2025, 7, 1)), false),
        ]);
        let place = |line: &str, found: &str| line.find(found).map(|at| columns(&line[..at]));
        let today = place(&lines[4], "▲").unwrap();
        assert_eq!(place(&lines[1], "?"), Some(today + 1), "{lines:?}");
        assert!(lines[2].starts_with("   Exam (planned)") && lines[2].ends_with("█?"), "{lines:?}");
        assert!(lines[3].ends_with("?█"), "{lines:?}");
    }

    #[test]
    fn nothing_is_drawn_where_there_is_no_room() {
        let spans = vec![span("On offer", None, None, false)];
        let timeline = Timeline { heading: String::new(), today: date(2026, 7, 1), spans };
        assert_eq!(draw(&timeline, &Layout { width: 40, ..LAYOUT }), "");
    }
}
