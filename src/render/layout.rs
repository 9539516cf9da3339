//! How wide, with which characters and with which colours text for people is laid out.

use textwrap::WordSeparator;
use textwrap::core::Word;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::UnicodeWidthStr;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    pub width: usize,
    /// Whether long cells of compact tables are cut.
    pub cut: bool,
    /// Whether the program's own characters are ASCII only.
    pub ascii: bool,
    pub color: bool,
    pub links: bool,
}

impl Layout {
    /// Replaces the program's own symbols by ASCII where that is wanted. Widths stay the same.
    pub fn symbols(&self, text: String) -> String {
        if !self.ascii {
            return text;
        }
        let ascii = |found| match found {
            '–' | '—' | '─' | '‑' | '−' => '-',
            '·' | '•' => '|',
            '×' => 'x',
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            '█' | '▌' => '#',
            '→' => '>',
            other => other,
        };
        text.chars().map(ascii).collect()
    }

    pub fn ellipsis(&self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    pub fn mark(&self, number: usize) -> String {
        if self.ascii {
            return format!("[{number}]");
        }
        const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
        number.to_string().bytes().filter_map(|digit| DIGITS.get(usize::from(digit.wrapping_sub(b'0')))).collect()
    }

    /// Returns a bar for a share of 100 %, in halves of a column; never longer than the full one, nor shorter than none.
    pub fn bar(&self, percent: f64, full: usize) -> String {
        let drawn = percent / 100.0 * full as f64 * 2.0;
        let halves = (0..full * 2).take_while(|half| *half as f64 + 0.5 <= drawn).count();
        let whole = if self.ascii { "#" } else { "█" }.repeat(halves / 2);
        if halves % 2 == 1 && !self.ascii { whole + "▌" } else { whole }
    }
}

/// A space at which no line is broken, until the text is laid out.
pub const GLUE: &str = "\u{A0}";

/// Wraps a text to a width in columns. Too long words are broken, except addresses and ids, which get their own line.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    wrap_below(text, width, 0)
}

/// Wraps a text to a width; all lines but the first are indented by some columns.
pub fn wrap_below(text: &str, width: usize, indent: usize) -> Vec<String> {
    let room = width.saturating_sub(indent).max(1);
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let words = WordSeparator::AsciiSpace.find_words(line);
        let is_kept = |word: &str| columns(word) <= room || is_whole(word);
        let words = words.flat_map(|word| if is_kept(&word) { vec![word] } else { word.break_apart(room).collect() });
        let words: Vec<Word<'_>> = words.collect();
        let first = if lines.is_empty() { width } else { room };
        for words in wrap_first_fit(&words, &[first as f64, room as f64]) {
            let line: String = words.iter().flat_map(|word| [word.word, word.whitespace]).collect();
            let indent = if lines.is_empty() { 0 } else { indent };
            lines.push(" ".repeat(indent) + line.trim_end_matches(' '));
        }
    }
    lines
}

pub fn is_address(word: &str) -> bool {
    word.contains("https://") || word.contains("http://")
}

/// Returns whether a word is never broken: an address, or what may be a day, an exam code or an id.
pub fn is_whole(word: &str) -> bool {
    let id = word.trim_matches(|found: char| !found.is_ascii_alphanumeric());
    let is_id = id.contains('-') && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_address(word) || (is_id && columns(word) <= LONGEST_ID)
}

/// The longest id that is never broken: it fits the narrowest terminal behind an indent.
const LONGEST_ID: usize = 34;

pub fn columns(text: &str) -> usize {
    text.width()
}

pub fn padded(text: &str, width: usize) -> String {
    let gap = width.saturating_sub(columns(text));
    format!("{text}{}", " ".repeat(gap))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Layout = Layout { width: 80, cut: true, ascii: false, color: false, links: false };

    #[test]
    fn marks_and_dashes_have_ascii_forms() {
        let ascii = Layout { ascii: true, ..PLAIN };
        assert_eq!((PLAIN.mark(12).as_str(), ascii.mark(12).as_str()), ("¹²", "[12]"));
        assert_eq!(ascii.symbols("20–25 %".to_owned()), "20-25 %");
    }

    #[test]
    fn bars_show_halves() {
        assert_eq!(PLAIN.bar(13.0, 50), "██████▌");
        assert_eq!(Layout { ascii: true, ..PLAIN }.bar(13.0, 50), "######");
    }

    #[test]
    fn bars_are_bounded_whatever_the_share() {
        let bars = [f64::NAN, f64::INFINITY, 1e308, -0.0, -1e308].map(|share| PLAIN.bar(share, 3));
        assert_eq!(bars, ["", "███", "███", "", ""]);
    }

    #[test]
    fn columns_count_wide_characters_twice() {
        assert_eq!(columns("日本"), 4);
        assert_eq!(padded("日本", 6), "日本  ");
    }
}
