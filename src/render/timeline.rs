//! Draws spans of time on a common axis of years. What it shows is always said in words elsewhere too.

use super::layout::{Layout, columns, padded};
use super::report::{TimeSpan, Timeline};
use jiff::civil::Date;

/// The least columns for which a timeline says anything.
const NARROWEST: usize = 24;

/// The drawing, or nothing where there is no room or no time to show.
pub fn draw(timeline: &Timeline, layout: &Layout) -> String {
    let label = timeline.spans.iter().map(|span| columns(&span.label)).max().unwrap_or(0).max(14) + 4;
    let room = layout.width.saturating_sub(label + 1);
    let Some(axis) = Axis::of(timeline, room).filter(|_| room >= NARROWEST && !timeline.spans.is_empty()) else {
        return String::new();
    };
    let mut lines = vec![format!("{}{}", " ".repeat(label), axis.years())];
    for span in &timeline.spans {
        lines.push(format!(
            "   {} {}",
            padded(&layout.own(&span.label), label - 4),
            axis.bar(span, timeline.today, layout.ascii)
        ));
    }
    let mark = if layout.ascii { "^" } else { "▲" };
    let today = axis.column(timeline.today);
    let day = timeline.today.to_string();
    let line = if today + 2 + day.len() <= room {
        format!("{}{mark} {day}", " ".repeat(today))
    } else {
        format!("{}{day} {mark}", " ".repeat(today.saturating_sub(day.len() + 1)))
    };
    lines.push(format!("{}{line}", " ".repeat(label)));
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Years laid out over columns.
struct Axis {
    first: Date,
    days: i64,
    room: usize,
}

impl Axis {
    /// Whole years that hold today and every day that is known.
    fn of(timeline: &Timeline, room: usize) -> Option<Self> {
        let known = timeline.spans.iter().flat_map(|span| [span.from, span.to]).flatten();
        let days: Vec<Date> = known.chain([timeline.today]).collect();
        let (first, last) = (days.iter().min()?, days.iter().max()?);
        let first = first.first_of_year();
        let end = Date::new(last.year().checked_add(1)?, 1, 1).unwrap_or(Date::MAX);
        let days = i64::from(first.until(end).ok()?.get_days());
        (days > 0).then_some(Self { first, days, room })
    }

    /// The column of a day.
    fn column(&self, day: Date) -> usize {
        let since = self.first.until(day).map_or(0, |span| i64::from(span.get_days())).clamp(0, self.days);
        let column = since.saturating_mul(i64::try_from(self.room).unwrap_or(i64::MAX)) / self.days;
        usize::try_from(column).unwrap_or(0).min(self.room.saturating_sub(1))
    }

    /// The years at their places, as many as fit.
    fn years(&self) -> String {
        let mut line = String::new();
        let mut year = self.first.year();
        while let Some(day) = Date::new(year, 1, 1)
            .ok()
            .filter(|day| self.first.until(*day).is_ok_and(|span| i64::from(span.get_days()) < self.days))
        {
            let column = self.column(day);
            if (line.is_empty() || column > line.len()) && column + 4 <= self.room {
                line = format!("{line}{}{year}", " ".repeat(column.saturating_sub(line.len())));
            }
            let Some(next) = year.checked_add(1) else { break };
            year = next;
        }
        line
    }

    /// A span: solid where it is known, light where it is planned or no end is known.
    fn bar(&self, span: &TimeSpan, today: Date, ascii: bool) -> String {
        let (solid, light) = if ascii { ('#', '.') } else { ('█', '░') };
        let from = span.from.map_or(0, |from| self.column(from));
        let to = span.to.map_or(self.room.saturating_sub(1), |to| self.column(to));
        let known_to = if span.to.is_some() { to } else { self.column(today) };
        (0..=to.max(from))
            .map(|column| match column {
                _ if column < from => ' ',
                _ if span.planned || column > known_to => light,
                _ => solid,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

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
        let timeline = Timeline {
            heading: String::new(),
            today: date(2026, 7, 1),
            spans: vec![span("On offer", None, None, false)],
        };
        assert_eq!(draw(&timeline, &Layout { width: 40, ..LAYOUT }), "");
    }
}
