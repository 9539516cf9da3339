//! A listing where there is no room for columns: one entry after the other, short values side by side.

use super::layout::{Layout, columns};
use super::report::{Cell, Listing, Tone};
use super::style::{Links, painted};

/// The widest value that stands beside others; wider ones have lines of their own.
const SHORT: usize = 24;

/// The entries. Each has its first value, in bold, as its head, with what that is called beside it.
pub fn render(listing: &Listing, rows: &[Vec<String>], layout: &Layout) -> String {
    let mut text = String::new();
    let mut links = Links::default();
    let room = layout.width.saturating_sub(5);
    for (values, cells) in rows.iter().zip(&listing.rows) {
        let fields = listing.heads.iter().zip(values).zip(cells).map(|(((label, number), value), cell)| Field {
            label,
            value: value.trim_end().to_owned(),
            cell,
            number: *number,
        });
        let mut fields = fields.filter(|field| !field.value.is_empty()).peekable();
        let Some(first) = fields.next() else { continue };
        // Only a number needs its label to be understood at the head.
        let head = if first.number { format!("{} {}", first.label, first.value) } else { first.value };
        let beside = layout.width.saturating_sub(columns(&head) + 3);
        let is_name = |field: &Field<'_>| {
            let fits = !field.value.contains('\n') && columns(&field.value) <= beside;
            // Behind an id or a day stands what it is; behind words it would read as more of them.
            fits && !head.contains(' ') && !field.number
        };
        let second = fields.next_if(is_name);
        for line in layout.wrap(&head, layout.width.saturating_sub(1)) {
            text.push_str(&format!(" {}\n", painted(&line, Tone::Strong, layout)));
        }
        if let Some(second) = second {
            text.truncate(text.trim_end().len());
            text.push_str(&format!("  {}\n", painted(&second.value, second.cell.tone, layout)));
        }
        let mut line = Line { text: String::new(), width: 0, room: room + 2 };
        for field in fields {
            let label = layout.own(field.label) + ":";
            let width = columns(&label) + 1 + columns(&field.value);
            if !field.value.contains('\n') && columns(&field.value) <= SHORT && width <= room {
                line.push(&format!("{label} {}", painted(&field.value, field.cell.tone, layout)), width, layout);
                continue;
            }
            text.push_str(&line.take());
            let words = links.words(field.cell, room, layout);
            let labelled = match words {
                Some(words) => format!("{label}\n{words}"),
                None if field.value.contains('\n') => format!("{label}\n{}", field.value),
                None => format!("{label} {}", field.value),
            };
            for (at, part) in labelled.lines().flat_map(|part| layout.wrap(part, room)).enumerate() {
                text.push_str(&format!("{}{part}\n", if at == 0 { "   " } else { "     " }));
            }
        }
        text.push_str(&line.take());
    }
    links.put_into(&text)
}

/// A value with what it is.
struct Field<'a> {
    label: &'a str,
    value: String,
    cell: &'a Cell,
    number: bool,
}

/// Short values side by side, on as many lines as they need.
struct Line {
    text: String,
    width: usize,
    room: usize,
}

impl Line {
    fn push(&mut self, part: &str, width: usize, layout: &Layout) {
        if self.text.is_empty() {
            self.text = format!("   {part}");
            self.width = width;
        } else if self.width + 3 + width <= self.room {
            self.text.push_str(&format!(" {} {part}", layout.own("·")));
            self.width += 3 + width;
        } else {
            self.text.push_str(&format!("\n   {part}"));
            self.width = width;
        }
    }

    /// What was pushed, as lines.
    fn take(&mut self) -> String {
        if self.text.is_empty() { String::new() } else { std::mem::take(&mut self.text) + "\n" }
    }
}
