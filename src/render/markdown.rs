//! Markdown: tables that paste into a document unharmed.

use super::report::{Block, Cell, Listing, Report};

/// Renders the whole report. Cells are escaped, never wrapped and never cut.
pub fn render(report: &Report) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    for block in &report.blocks {
        match block {
            Block::Title(title, aside) if aside.is_empty() => parts.push(format!("# {}\n", escaped(title))),
            Block::Title(title, aside) => parts.push(format!("# {} ({})\n", escaped(title), escaped(aside))),
            Block::Text(text) => parts.push(format!("{}\n", escaped(text))),
            Block::Status(text, _, aside) => parts.push(escaped(format!("{text} {aside}").trim_end()) + "\n"),
            Block::Notes(notes) => parts.extend(notes.iter().map(|note| format!("{}\n", escaped(note)))),
            Block::Listing(listing) if !listing.rows.is_empty() => {
                parts.extend((!listing.heading.is_empty()).then(|| format!("## {}\n", escaped(&listing.heading))));
                parts.push(table(listing, &mut notes));
            }
            Block::Listing(_) | Block::Hints(_) | Block::Sources(_) => {}
        }
    }
    if !notes.is_empty() {
        parts.push(notes.iter().enumerate().map(|(at, note)| format!("{}. {note}\n", at + 1)).collect());
    }
    parts.join("\n")
}

fn table(listing: &Listing, notes: &mut Vec<String>) -> String {
    let heads = listing.heads.iter().map(|head| escaped(&head.line())).collect();
    let rule = listing.heads.iter().map(|head| if head.number { "---:" } else { "---" }.to_owned()).collect();
    let mut lines: Vec<Vec<String>> = vec![heads, rule];
    for row in &listing.rows {
        let mut cells: Vec<String> = row.cells.iter().map(|cell| written(cell, notes)).collect();
        cells.resize(listing.heads.len(), String::new());
        if let Some(last) = cells.last_mut() {
            last.extend(row.asides.iter().map(|aside| format!("<br>{}", escaped(&aside.line()))));
        }
        lines.push(cells);
    }
    lines.iter().map(|cells| format!("| {} |\n", cells.join(" | "))).collect()
}

fn written(cell: &Cell, notes: &mut Vec<String>) -> String {
    let lines = cell.lines();
    let mut text = lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>");
    for remark in &cell.remarks {
        notes.push(escaped(&remark.line()));
        text.push_str(&format!(" ({})", notes.len()));
    }
    text
}

/// A text in which nothing is markup. Addresses stay as they are, so that they can be followed.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, word) in text.split([' ', '\n', '\r']).enumerate() {
        if at > 0 {
            escaped.push(' ');
        }
        let is_address = word.contains("://");
        let mut before = ' ';
        for (at, found) in word.char_indices() {
            let rest = word.get(at + found.len_utf8()..).unwrap_or_default();
            let is_markup = matches!(found, '|' | '\\' | '`' | '*' | '<' | '[' | ']');
            if is_markup || (!is_address && is_markup_between(before, found, rest)) {
                escaped.push('\\');
            }
            escaped.push(found);
            before = found;
        }
    }
    escaped
}

fn is_markup_between(before: char, found: char, rest: &str) -> bool {
    let after = rest.chars().next().unwrap_or(' ');
    match found {
        // Within a word it is a letter like others.
        '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
        // Only one that stands in front of a word ends no struck-out text.
        '~' => before != ' ' || !after.is_alphanumeric(),
        // The name or number of a character.
        '&' => rest.split_once(';').is_some_and(|(name, _)| {
            let name = name.strip_prefix('#').unwrap_or(name);
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_markup() {
        assert_eq!(escaped("a|b `c` *d* <e> [f]\n_g_"), "a\\|b \\`c\\` \\*d\\* \\<e> \\[f\\] \\_g\\_");
        assert_eq!(escaped("50~60 questions in 90~120 minutes"), "50\\~60 questions in 90\\~120 minutes");
        assert_eq!(escaped("&amp; &#38; ~~a~~ __b__"), "\\&amp; \\&#38; \\~\\~a\\~\\~ \\_\\_b\\_\\_");
    }

    #[test]
    fn what_cannot_be_markup_stays_as_it_is() {
        for text in ["out_of_scope", "AT&T", "Q & A", "~20 %", "a & b; c", "https://example.org/_a_?b=c&copy;=~~d"] {
            assert_eq!(escaped(text), text);
        }
    }
}
