//! How meaning looks on a terminal: colours that every theme defines, and links. Words always say the same.

use super::layout::{Layout, columns, padded};
use super::report::{Cell, Tone};
use anstyle::{AnsiColor, Style};

/// The look of a tone. Yellow, cyan and blue are unreadable on the white or the black of a common theme, and the
/// greys are not sure to differ from the background at all; none of them is used.
pub fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain | Tone::Faint => Style::new(),
        Tone::Strong => Style::new().bold(),
        Tone::Good => color(AnsiColor::Green),
        Tone::Soon => color(AnsiColor::Magenta),
        Tone::Ended => color(AnsiColor::Red),
        Tone::Doubt => color(AnsiColor::BrightBlue),
    }
}

fn color(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(color.into()))
}

/// A text as it looks in a tone, where colours are used.
pub fn painted(text: &str, tone: Tone, layout: &Layout) -> String {
    let style = style(tone);
    if layout.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// The answer in a sentence or two, of which the first has the look of what it means.
pub fn verdict(text: &str, tone: Tone, layout: &Layout) -> String {
    let text = layout.own(text);
    let mut left = text.find(". ").map_or(text.len(), |end| end + 1);
    let mut lines = String::new();
    for line in layout.wrap(&text, layout.width.saturating_sub(1)) {
        // A word that is broken leaves no space out, so the place may fall into a character.
        let end = (0..=left.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
        let (said, rest) = line.split_at(end);
        lines.push_str(&format!(" {}{rest}\n", painted(said, tone, layout)));
        // The break stands for a space.
        left = left.saturating_sub(line.len() + 1);
    }
    lines
}

/// Addresses where there are no links: each behind its words or below them, over the whole width, so that it is broken
/// only if it must.
pub fn spelled_out(cell: &Cell, layout: &Layout) -> String {
    let pairs: Vec<(&str, &str)> =
        cell.lines().iter().map(|line| line.rsplit_once(' ').unwrap_or(("", line))).collect();
    let widest = pairs.iter().map(|(words, _)| columns(words)).max().unwrap_or(0);
    let mut text = String::new();
    for (words, address) in pairs {
        if widest + columns(address) + 6 <= layout.width {
            text.push_str(&format!("    {}  {address}\n", padded(words, widest)));
            continue;
        }
        for line in layout.wrap(words, layout.width.saturating_sub(4)) {
            text.push_str(format!("    {line}").trim_end());
            text.push('\n');
        }
        for line in layout.wrap(address, layout.width.saturating_sub(6)) {
            text.push_str(&format!("      {line}\n"));
        }
    }
    text
}

/// Gives the marks of footnotes the look of doubt, in a cell and below the table, so that the eye finds one from the
/// other.
pub fn with_painted_marks(text: String, layout: &Layout) -> String {
    if !layout.color {
        return text;
    }
    let mut painted_text = String::with_capacity(text.len() + text.len() / 16);
    let mut rest = text.as_str();
    while let Some(at) = rest.find(' ') {
        let (before, after) = rest.split_at(at + 1);
        painted_text.push_str(before);
        let mark = after.get(..mark_length(after)).unwrap_or_default();
        painted_text.push_str(&painted(mark, Tone::Doubt, layout));
        rest = after.get(mark.len()..).unwrap_or_default();
    }
    painted_text + rest
}

/// How many bytes at the start of a text are the mark of a footnote that stands alone.
fn mark_length(text: &str) -> usize {
    let end = text.find([' ', '\n', '\u{1b}']).unwrap_or(text.len());
    let is_footnote = text.get(..end).is_some_and(|word| word != "*" && is_mark(word));
    if is_footnote { end } else { 0 }
}

/// Whether a word is a mark that leads to a note.
pub fn is_mark(word: &str) -> bool {
    let digits = word.strip_prefix('[').and_then(|word| word.strip_suffix(']'));
    match digits {
        Some(digits) => !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()),
        None => word == "*" || !word.is_empty() && word.chars().all(|found| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(found)),
    }
}

/// How many columns a line takes on a terminal, where escapes take none.
pub fn columns_on_screen(line: &str) -> usize {
    if !line.contains('\u{1b}') {
        return columns(line);
    }
    let mut parts = line.split('\u{1b}');
    let first = parts.next().map_or(0, columns);
    first + parts.map(|part| columns(after_escape(part))).sum::<usize>()
}

/// What stands behind the rest of an escape: a style ends with `m`, a link with the escape of its own end.
fn after_escape(part: &str) -> &str {
    match part.as_bytes().first() {
        Some(b'[') => part.split_once('m').map_or("", |(_, text)| text),
        Some(b'\\') => part.get(1..).unwrap_or_default(),
        _ => "",
    }
}

/// The longest address that terminals take.
const LONGEST: usize = 2_000;

/// Whether an address may stand in an escape sequence: a web address of printable ASCII.
pub fn may_be_linked(address: &str) -> bool {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    is_web && address.len() <= LONGEST && address.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The links of one table. A table counts the columns of what it lays out, so it gets the words alone; where they
/// lead is put in afterwards, in the order in which the words stand.
#[derive(Debug, Default)]
pub struct Links {
    /// Words on one line, their address, and the number of the link that they are a part of.
    pieces: Vec<(String, String, usize)>,
    count: usize,
}

impl Links {
    /// A cell's text, wrapped, in which words take the place of addresses; nothing for a cell without addresses that
    /// can be linked.
    pub fn words(&mut self, cell: &Cell, width: usize, layout: &Layout) -> Option<String> {
        if !layout.links || !cell.addresses.iter().any(|address| may_be_linked(address)) {
            return None;
        }
        let mut text = Vec::new();
        for (words, address) in leading_words(cell.lines(), &cell.addresses) {
            let wrapped = layout.wrap(&words, width);
            if let Some(address) = address {
                self.count += 1;
                self.pieces.extend(wrapped.iter().map(|piece| (piece.clone(), address.to_owned(), self.count)));
            }
            text.extend(wrapped);
        }
        Some(text.join("\n"))
    }

    /// A table's text with its links.
    pub fn put_into(self, table: &str) -> String {
        let mut text = String::with_capacity(table.len());
        let mut rest = table;
        for (piece, address, number) in &self.pieces {
            let Some(at) = rest.find(piece.as_str()) else { continue };
            let (before, after) = rest.split_at(at);
            // Pieces of one link share an id, so that a terminal shows them as one.
            text.push_str(&format!("{before}\u{1b}]8;id={number};{address}\u{1b}\\{piece}\u{1b}]8;;\u{1b}\\"));
            rest = after.get(piece.len()..).unwrap_or_default();
        }
        text + rest
    }
}

/// Lines without the addresses that stand below words or behind them, each with the address that it leads to.
fn leading_words<'a>(lines: &[String], addresses: &'a [String]) -> Vec<(String, Option<&'a str>)> {
    let mut found: Vec<(String, Option<&str>)> = Vec::new();
    for line in lines {
        let address = addresses.iter().find(|address| line.ends_with(address.as_str()) && may_be_linked(address));
        let Some(address) = address else {
            found.push((line.clone(), None));
            continue;
        };
        let words = line.strip_suffix(address.as_str()).unwrap_or_default().trim_end();
        match found.last_mut() {
            Some((_, target @ None)) if words.is_empty() => *target = Some(address),
            _ if words.is_empty() => found.push((address.clone(), Some(address))),
            _ => found.push((words.to_owned().into(), Some(address))),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::report::Content;

    const LINKED: Layout = Layout { width: 80, cut: false, ascii: false, color: true, links: true };

    fn stacked(lines: &[&str], addresses: &[&str]) -> Cell {
        let own = |texts: &[&str]| texts.iter().map(|text| String::from((*text).to_owned())).collect::<Vec<_>>();
        Cell { content: Content::Stacked(own(lines)), addresses: own(addresses), ..Cell::default() }
    }

    #[test]
    fn words_take_the_place_of_an_address() {
        let page = "https://example.com/page";
        let mut links = Links::default();
        let below = links.words(&stacked(&["A long title", page, "no address"], &[page]), 7, &LINKED);
        assert_eq!(below.as_deref(), Some("A long\ntitle\nno\naddress"));
        let text = links.put_into("  A long\n  title\n  no\n");
        let open = format!("\u{1b}]8;id=1;{page}\u{1b}\\");
        assert_eq!(text, format!("  {open}A long\u{1b}]8;;\u{1b}\\\n  {open}title\u{1b}]8;;\u{1b}\\\n  no\n"));
        let behind = Links::default().words(&stacked(&[&format!("Page {page}")], &[page]), 40, &LINKED);
        assert_eq!(behind.as_deref(), Some("Page"));
        let alone = Links::default().words(&stacked(&[page], &[page]), 40, &LINKED);
        assert_eq!(alone.as_deref(), Some(page));
    }

    #[test]
    fn an_address_that_could_steer_a_terminal_stays_text() {
        for address in ["https://example.com/\u{1b}]0;x", "https://example.com/é", "https://a b", "file:///etc"] {
            assert!(!may_be_linked(address), "{address:?}");
            assert_eq!(Links::default().words(&stacked(&["Page", address], &[address]), 40, &LINKED), None);
        }
        assert!(!may_be_linked(&format!("https://example.com/{}", "a".repeat(LONGEST))));
        assert!(may_be_linked("https://example.com/a?b=c;d#e"));
    }

    #[test]
    fn the_first_sentence_of_a_verdict_is_painted() {
        let green = style(Tone::Good);
        let text = verdict("On offer in English. No end announced.", Tone::Good, &Layout { width: 12, ..LINKED });
        let said = ["On offer in", "English."].map(|part| format!("{green}{part}{green:#}"));
        assert_eq!(text, format!(" {}\n {} No\n end\n announced.\n", said[0], said[1]));
        // Words that are broken between characters of several bytes do not matter.
        for width in 6..30 {
            let layout = Layout { width, ..LINKED };
            assert!(verdict("é日本語の試験日本語の試験ééééé ééé. Mehr.", Tone::Ended, &layout).contains("Mehr"));
        }
    }

    #[test]
    fn only_marks_that_stand_alone_are_painted() {
        let doubt = style(Tone::Doubt);
        let text = with_painted_marks("200 USD ¹²  5 m² x\n [3] a [b] [] ¹".to_owned(), &LINKED);
        let expected = format!("200 USD {doubt}¹²{doubt:#}  5 m² x\n {doubt}[3]{doubt:#} a [b] [] {doubt}¹{doubt:#}");
        assert_eq!(text, expected);
    }

    /// What some common themes make of the colours: xterm, the text console, Windows Terminal, and Tango, in the order
    /// green, magenta, red, bright blue.
    const THEMES: [(&str, [u32; 4]); 4] = [
        ("xterm", [0x00_cd00, 0xcd_00cd, 0xcd_0000, 0x5c_5cff]),
        ("console", [0x00_aa00, 0xaa_00aa, 0xaa_0000, 0x55_55ff]),
        ("Campbell", [0x13_a10e, 0x88_1798, 0xc5_0f1f, 0x3b_78ff]),
        ("Tango", [0x4e_9a06, 0x75_507b, 0xcc_0000, 0x72_9fcf]),
    ];

    /// The relative luminance of WCAG 2.
    fn luminance(rgb: u32) -> f64 {
        let part = |shift: u32| {
            let value = f64::from((rgb >> shift) & 0xff) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    #[test]
    fn every_tone_can_be_read_on_white_and_on_black() {
        let index = |tone: Tone| match style(tone).get_fg_color() {
            Some(anstyle::Color::Ansi(AnsiColor::Green)) => Some(0),
            Some(anstyle::Color::Ansi(AnsiColor::Magenta)) => Some(1),
            Some(anstyle::Color::Ansi(AnsiColor::Red)) => Some(2),
            Some(anstyle::Color::Ansi(AnsiColor::BrightBlue)) => Some(3),
            None => None,
            other => panic!("{other:?} is not measured"),
        };
        let tones = [Tone::Plain, Tone::Good, Tone::Soon, Tone::Ended, Tone::Doubt, Tone::Faint, Tone::Strong];
        for index in tones.into_iter().filter_map(index) {
            for (theme, colors) in THEMES {
                let light = luminance(colors[index]);
                let (on_white, on_black) = (1.05 / (light + 0.05), (light + 0.05) / 0.05);
                // Green on the white of xterm has 2.2, which every other tool uses too; yellow would have 1.7.
                assert!(on_white > 2.1 && on_black > 2.1, "{theme} {index}: {on_white:.1} {on_black:.1}");
            }
        }
    }
}
