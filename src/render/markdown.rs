//! Markdown: tables that paste into a document unharmed.

use super::report::{Block, Cell, Head, Report};

/// The whole report. Cells are escaped, never wrapped and never cut.
pub fn render(report: &Report) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    for block in &report.blocks {
        match block {
            Block::Title(title, aside) if aside.is_empty() => parts.push(format!("# {}\n", escaped(title))),
            Block::Title(title, aside) => parts.push(format!("# {} ({})\n", escaped(title), escaped(aside))),
            Block::Text(text) => parts.push(format!("{}\n", escaped(text))),
            Block::Status(text, _, aside) => {
                parts.push(format!("{} {}\n", escaped(text), escaped(aside)).replace(" \n", "\n"))
            }
            Block::Pairs(pairs) => {
                let rows = pairs.iter().map(|(label, cell)| vec![escaped(label), written(cell, &mut notes)]);
                parts.push(table(&[("", false); 2], rows));
            }
            Block::Bars(bars) => {
                let lines = bars.bars.iter().map(|bar| format!("- {}\n", escaped(&bar.line()))).collect::<String>();
                parts.extend([format!("## {}\n", escaped(&bars.heading)), lines]);
            }
            Block::Notes(notes) => parts.extend(notes.iter().map(|note| format!("{}\n", escaped(note)))),
            Block::Matrix(matrix) => {
                let names: Vec<String> = matrix.heads.iter().map(Head::line).collect();
                let heads: Vec<_> = std::iter::once("").chain(names.iter().map(String::as_str)).collect();
                let rows = matrix.rows.iter().map(|(label, cells)| {
                    std::iter::once(escaped(label)).chain(cells.iter().map(|cell| written(cell, &mut notes))).collect()
                });
                parts.push(table(&heads.iter().map(|head| (*head, false)).collect::<Vec<_>>(), rows));
            }
            Block::Listing(listing) => {
                let rows = listing.rows.iter().map(|row| {
                    let mut cells: Vec<String> = row.cells.iter().map(|cell| written(cell, &mut notes)).collect();
                    if let Some(last) = cells.last_mut().filter(|_| !row.note.is_empty()) {
                        last.push_str(&format!("<br>{}", escaped(&row.note)));
                    }
                    cells
                });
                let heads: Vec<_> = listing.heads.iter().map(|(head, number)| (head.as_str(), *number)).collect();
                if !listing.heading.is_empty() {
                    parts.push(format!("## {}\n", escaped(&listing.heading)));
                }
                parts.push(table(&heads, rows));
            }
            Block::Hints(_) | Block::Sources(_) => {}
            Block::Facts(group) => {
                let heads = ["", "", "Support", "More"].map(|head| (head, false));
                let rows = group.rows.iter().map(|row| {
                    let more: Vec<String> = row.asides.iter().map(|aside| escaped(&aside.line())).collect();
                    vec![escaped(&row.label), written(&row.cell, &mut notes), escaped(&row.support), more.join("<br>")]
                });
                parts.push(format!("## {}\n", escaped(&group.heading)));
                parts.push(table(&heads, rows));
            }
        }
    }
    if !notes.is_empty() {
        parts.push(notes.iter().enumerate().map(|(at, note)| format!("{}. {note}\n", at + 1)).collect());
    }
    parts.join("\n")
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

/// A table; the heads say which columns hold numbers.
fn table(heads: &[(&str, bool)], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let rule = |(_, number): &(&str, bool)| if *number { "---:" } else { "---" }.to_owned();
    let head = heads.iter().map(|(head, _)| escaped(head)).collect();
    [head, heads.iter().map(rule).collect()].into_iter().chain(rows).map(line).collect()
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
            if is_markup(found) || (!is_address && is_markup_between(before, found, rest)) {
                escaped.push('\\');
            }
            escaped.push(found);
            before = found;
        }
    }
    escaped
}

fn is_markup(found: char) -> bool {
    matches!(found, '|' | '\\' | '`' | '*' | '<' | '[' | ']')
}

/// What is markup only where certain characters stand beside it.
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
