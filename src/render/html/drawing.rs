//! Drawings: columns for amounts and bars for spans of time. Widths are percentages and heights are pixels, so that a
//! drawing fills any width and its letters keep their size.

use crate::render::report::{Pillar, TimeSpan, Timeline};
use certcmp_dataset::day;
use certcmp_dataset::value::Share;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A drawing, and what it shows in words.
pub struct Drawing {
    pub number: usize,
    pub title: String,
    pub words: String,
    pub height: f64,
    pub boxes: Vec<Rect>,
    pub rules: Vec<Rule>,
    pub letters: Vec<Letters>,
}

/// A filled part: places in percent of the width and in pixels of the height.
pub struct Rect {
    pub class: &'static str,
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// A line.
pub struct Rule {
    pub class: &'static str,
    pub x: (f64, f64),
    pub y: (f64, f64),
}

/// Letters in a drawing.
pub struct Letters {
    pub class: &'static str,
    pub anchor: &'static str,
    pub x: f64,
    pub y: f64,
    pub text: String,
}

/// The columns that a phone has for letters, in pixels.
const NARROWEST: usize = 320;

/// The same within a cell of a table.
const NARROWEST_CELL: usize = 200;

/// The pixels that a letter takes.
const LETTER: usize = 6;

/// The weights of a whole's parts, numbered as in the list below.
pub fn shares(number: usize, about: &str, shares: &[Share], highest: f64) -> Drawing {
    let column = |(at, share): (usize, &Share)| Pillar {
        label: at.to_string(),
        value: share.weight.trim_end_matches(" %").to_owned(),
        low: share.bounds.0,
        high: share.bounds.1,
    };
    let columns: Vec<Pillar> = (1..).zip(shares).map(column).collect();
    let words: Vec<String> = shares.iter().map(Share::line).collect();
    let drawing = drawn(number, about, &columns, highest, Size { plot: 64.0, room: NARROWEST_CELL });
    Drawing { words: words.join("; "), ..drawing }
}

/// Amounts as columns, the highest of all drawings as high as there is room.
pub fn columns(number: usize, title: &str, columns: &[Pillar], highest: f64) -> Drawing {
    drawn(number, title, columns, highest, Size { plot: 96.0, room: NARROWEST })
}

#[derive(Clone, Copy)]
struct Size {
    /// The pixels of the highest column.
    plot: f64,
    /// The pixels of the width at the least.
    room: usize,
}

fn drawn(number: usize, title: &str, columns: &[Pillar], highest: f64, size: Size) -> Drawing {
    let slot = 100.0 / columns.len().max(1) as f64;
    let width = (slot * 0.7).min(16.0);
    let scale = size.plot / if highest > 0.0 { highest } else { 1.0 };
    let (top, base) = (18.0, size.plot + 18.0);
    let fits = |text: fn(&Pillar) -> &str| {
        let longest = columns.iter().map(|column| text(column).chars().count()).max().unwrap_or(0);
        let room = size.room / columns.len().max(1);
        (longest * LETTER).div_ceil(room.max(1)).max(1)
    };
    // Values that would run into each other are left to the words; of labels, every n-th stays.
    let (every_value, every_label) = (fits(|column| &column.value), fits(|column| &column.label));
    let mut drawing = Drawing {
        number,
        title: title.to_owned(),
        words: words(columns),
        height: size.plot + 38.0,
        boxes: Vec::new(),
        rules: vec![Rule { class: "base", x: (0.0, 100.0), y: (base, base) }],
        letters: Vec::new(),
    };
    for (at, column) in columns.iter().enumerate() {
        let middle = slot * (at as f64 + 0.5);
        let (low, high) = (column.low * scale, column.high * scale);
        let part =
            |class, from: f64, to: f64| Rect { class, x: middle - width / 2.0, y: base - to, width, height: to - from };
        drawing.boxes.extend((low > 0.0).then(|| part("solid", 0.0, low)));
        drawing.boxes.extend((high > low).then(|| part("range", low, high)));
        let letters = |class, y, text: &str| Letters { class, anchor: "middle", x: middle, y, text: text.to_owned() };
        if every_value == 1 && !column.value.is_empty() {
            drawing.letters.push(letters("value", (base - high - 5.0).max(top - 5.0), &column.value));
        }
        if at.is_multiple_of(every_label) {
            drawing.letters.push(letters("label", base + 15.0, &column.label));
        }
    }
    drawing
}

fn words(columns: &[Pillar]) -> String {
    let told = columns.iter().filter(|column| !column.value.is_empty());
    let words: Vec<String> = told.map(|column| format!("{}: {}", column.label, column.value)).collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join("; ") }
}

/// The pixels from one span to the next.
const ROW: f64 = 38.0;

/// Spans of time on a common axis; nothing if there are none.
pub fn timeline(number: usize, timeline: &Timeline) -> Option<Drawing> {
    let axis = Axis::of(timeline)?;
    let bottom = 24.0 + ROW * timeline.spans.len() as f64;
    let mut drawing = Drawing {
        number,
        title: timeline.heading.clone(),
        words: timeline.spans.iter().map(span_words).collect::<Vec<_>>().join("; "),
        height: bottom + 22.0,
        boxes: Vec::new(),
        rules: Vec::new(),
        letters: Vec::new(),
    };
    for (day, label) in axis.ticks() {
        let x = axis.place(day);
        drawing.rules.push(Rule { class: "grid", x: (x, x), y: (16.0, bottom) });
        drawing.letters.push(Letters { class: "label", anchor: "start", x, y: 11.0, text: label });
    }
    for (at, span) in timeline.spans.iter().enumerate() {
        let y = 24.0 + ROW * at as f64;
        drawing.letters.push(Letters {
            class: "name",
            anchor: "start",
            x: 0.0,
            y: y + 12.0,
            text: shortened(&span.label),
        });
        drawing.boxes.extend(axis.bars(span, timeline.today, y + 18.0));
    }
    let x = axis.place(timeline.today);
    drawing.rules.push(Rule { class: "today", x: (x, x), y: (16.0, bottom + 4.0) });
    let anchor = if x < 15.0 {
        "start"
    } else if x > 85.0 {
        "end"
    } else {
        "middle"
    };
    let text = timeline.today.to_string();
    drawing.letters.push(Letters { class: "today", anchor, x, y: bottom + 17.0, text });
    Some(drawing)
}

/// The letters of a name that a phone has room for; the words of the drawing have it in full.
const LONGEST_NAME: usize = 46;

fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LONGEST_NAME - 1).collect();
    format!("{}…", kept.trim_end())
}

fn span_words(span: &TimeSpan) -> String {
    let planned = if span.planned { ", planned" } else { "" };
    let words = match (span.from, span.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}, no end known"),
        (None, Some(to)) => format!("to {to}"),
        (None, None) => "not known".to_owned(),
    };
    format!("{}: {words}{planned}", span.label)
}

/// Whole years, or whole months where there are few of them, over the width.
struct Axis {
    first: Date,
    end: Date,
    months: bool,
}

impl Axis {
    fn of(timeline: &Timeline) -> Option<Self> {
        let known = timeline.spans.iter().flat_map(|span| [span.from, span.to]).flatten();
        // What has no known end goes on, and there has to be room to see it.
        let open = timeline.spans.iter().any(|span| span.to.is_none());
        let later = timeline.today.checked_add(6.months()).ok().filter(|_| open);
        let days: Vec<Date> = known.chain([timeline.today]).chain(later).collect();
        let (first, last) = (*days.iter().min()?, *days.iter().max()?);
        if timeline.spans.is_empty() {
            return None;
        }
        let months = first.until(last).ok()?.get_days() < 500;
        let (first, end) = if months {
            (first.first_of_month(), last.last_of_month().tomorrow().ok()?)
        } else {
            (date(first.year(), 1, 1), date(last.year().checked_add(1)?, 1, 1))
        };
        (first < end).then_some(Self { first, end, months })
    }

    /// The place of a day in percent.
    fn place(&self, day: Date) -> f64 {
        let days = |to: Date| self.first.until(to).map_or(0, |span| span.get_days());
        let all = days(self.end).max(1);
        f64::from(days(day).clamp(0, all)) * 100.0 / f64::from(all)
    }

    /// Days with their labels, few enough not to run into each other.
    fn ticks(&self) -> Vec<(Date, String)> {
        let step = if self.months { 1.month() } else { 1.year() };
        let all: Vec<Date> = self.first.series(step).take_while(|day| *day < self.end).collect();
        let label = |day: Date| if self.months { day::month(day) } else { day.year().to_string() };
        let most = if self.months { 5 } else { 8 };
        let every = all.len().div_ceil(most).max(1);
        all.into_iter().step_by(every).map(|day| (day, label(day))).collect()
    }

    /// A span: solid where it is known, dashed where it is planned or no end is known.
    fn bars(&self, span: &TimeSpan, today: Date, y: f64) -> Vec<Rect> {
        let from = span.from.map_or(0.0, |day| self.place(day));
        let past = |day: Date| day.tomorrow().map_or(100.0, |day| self.place(day));
        let to = span.to.map_or(100.0, past);
        let known_to = if span.planned {
            from
        } else if span.to.is_some() {
            to
        } else {
            past(today).clamp(from, to)
        };
        let bar = |class, from: f64, to: f64| Rect { class, x: from, y, width: (to - from).max(0.6), height: 10.0 };
        let mut bars = Vec::new();
        bars.extend((known_to > from).then(|| bar("solid", from, known_to)));
        bars.extend((to > known_to).then(|| bar("range", known_to, to)));
        bars
    }
}
