//! How wide, with which characters and with which colours text for people is laid out.
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// Settings of the text formats, resolved once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The most columns a line may take.
    pub width: usize,
    /// Whether long lists are cut, with a mark.
    pub cut: bool,
    /// Whether the program's own characters are ASCII only.
    pub ascii: bool,
    /// Whether colours are used.
    pub color: bool,
    /// Whether words can lead to an address.
    pub links: bool,
}

/// How many entries of a list stay when it is cut.
const CUT_AT: usize = 8;

impl Layout {
    /// The program's own characters, replaced one by one where only ASCII is wanted. Widths stay the same.
    pub fn own<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.ascii || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let text = text
            .chars()
            .map(|found| match found {
                '–' | '—' | '─' | '‑' | '−' => '-',
                '·' | '•' => '|',
                '×' => 'x',
                '’' | '‘' => '\'',
                '“' | '”' => '"',
                '█' | '▌' | '▉' | '▊' | '▋' | '▍' | '▎' | '▏' => '#',
                '→' => '>',
                other => other,
            })
            .collect();
        Cow::Owned(text)
    }

    /// The mark of what was cut.
    pub fn ellipsis(&self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    /// The mark of a footnote.
    pub fn mark(&self, number: usize) -> String {
        if self.ascii {
            return format!("[{number}]");
        }
        const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
        number.to_string().bytes().filter_map(|digit| DIGITS.get(usize::from(digit.wrapping_sub(b'0')))).collect()
    }

    /// A list on one line, cut if that is wanted.
    pub fn inline(&self, items: &[String]) -> String {
        if self.cut && items.len() > CUT_AT + 1 {
            let shown = items.get(..CUT_AT).unwrap_or(items);
            return self.own(&format!("{}, {}", shown.join(", "), self.more(items.len() - CUT_AT))).into_owned();
        }
        self.own(&items.join(", ")).into_owned()
    }

    fn more(&self, count: usize) -> String {
        format!("{} {count} more", self.ellipsis())
    }

    /// Wraps a text to a width, in display columns; words that are too long are broken.
    pub fn wrap(&self, text: &str, width: usize) -> Vec<String> {
        self.lines(text, width).into_iter().map(|(line, _)| line.into_owned()).collect()
    }

    /// The lines of a wrapped text, each with the columns that it takes.
    pub fn lines<'t>(&self, text: &'t str, width: usize) -> Vec<(Cow<'t, str>, usize)> {
        match self.own(text) {
            Cow::Borrowed(text) => wrapped(text, width),
            Cow::Owned(text) => {
                wrapped(&text, width).into_iter().map(|(line, taken)| (Cow::Owned(line.into_owned()), taken)).collect()
            }
        }
    }

    /// Wraps a text to a width; all lines but the first are indented by some columns.
    pub fn wrap_below(&self, text: &str, width: usize, indent: usize) -> Vec<String> {
        let indent = " ".repeat(indent);
        let options = textwrap::Options::new(width.max(1)).subsequent_indent(&indent);
        let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::wrap(&self.own(text), options).into_iter().map(Cow::into_owned).collect()
    }

    /// A bar for a share of 100 %, in halves of a column; never longer than the full one, nor shorter than none.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is between nothing and the full bar"
    )]
    pub fn bar(&self, percent: f64, full: usize) -> String {
        let halves = (percent / 100.0 * (full as f64) * 2.0).round().clamp(0.0, full as f64 * 2.0) as usize;
        let whole: String = std::iter::repeat_n(if self.ascii { '#' } else { '█' }, halves / 2).collect();
        if halves % 2 == 1 { whole + if self.ascii { "" } else { "▌" } } else { whole }
    }
}

fn wrapped(text: &str, width: usize) -> Vec<(Cow<'_, str>, usize)> {
    let options = textwrap::Options::new(width.max(1)).word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| (line.clone(), columns(&line))).collect()
}

/// How many columns a text takes on a terminal.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// Adds spaces to a text.
pub fn push_spaces(text: &mut String, mut count: usize) {
    const SPACES: &str = "                                                                                ";
    while count > 0 {
        let some = SPACES.get(..count).unwrap_or(SPACES);
        text.push_str(some);
        count -= some.len();
    }
}

/// A text filled with spaces on the right to a number of columns.
pub fn padded(text: &str, width: usize) -> String {
    let gap = width.saturating_sub(columns(text));
    format!("{text}{}", " ".repeat(gap))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Layout = Layout { width: 80, cut: true, ascii: false, color: false, links: false };

    #[test]
    fn long_lists_are_cut_with_a_mark_and_a_count() {
        let items: Vec<String> = (1..=12).map(|at| at.to_string().into()).collect();
        assert_eq!(PLAIN.inline(&items), "1, 2, 3, 4, 5, 6, 7, 8, … 4 more");
        assert_eq!(Layout { cut: false, ..PLAIN }.inline(&items), items.join(", "));
    }

    #[test]
    fn one_entry_is_never_cut_for_the_words_that_say_so() {
        let items: Vec<String> = (1..=9).map(|at| at.to_string().into()).collect();
        assert_eq!(PLAIN.inline(&items), items.join(", "));
    }

    #[test]
    fn marks_and_dashes_have_ascii_forms() {
        let ascii = Layout { ascii: true, ..PLAIN };
        assert_eq!((PLAIN.mark(12).as_str(), ascii.mark(12).as_str()), ("¹²", "[12]"));
        assert_eq!(ascii.own("20–25 %"), "20-25 %");
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
    fn spaces_are_as_many_as_are_wanted() {
        for count in [0, 1, 79, 80, 81, 200] {
            let mut text = "a".to_owned();
            push_spaces(&mut text, count);
            assert_eq!(text, format!("a{}", " ".repeat(count)));
        }
    }

    #[test]
    fn columns_count_wide_characters_twice() {
        assert_eq!(columns("日本"), 4);
        assert_eq!(padded("日本", 6), "日本  ");
    }
}
