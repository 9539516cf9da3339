//! What goes to stderr: errors, notes and hints, with their first word in bold and wrapped on a terminal.

use crate::render::Layout;

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The program could not run.
    Error,
    /// What the reader should know beside the answer.
    Note,
    /// A next step.
    Hint,
}

impl Kind {
    /// The word in front of it.
    fn word(self) -> &'static str {
        match self {
            Self::Error => "error:",
            Self::Note => "note:",
            Self::Hint => "hint:",
        }
    }

    fn style(self) -> anstyle::Style {
        match self {
            Self::Error => anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Red.into())),
            Self::Note | Self::Hint => anstyle::Style::new().bold(),
        }
    }
}

/// A message as it is written. Without a width nothing is wrapped: a message then stays on the lines that it has, for
/// `grep`.
pub fn message(kind: Kind, text: &str, width: Option<usize>, layout: &Layout, color: bool) -> String {
    let word = kind.word();
    let whole = layout.symbols(&format!("{word} {text}")).into_owned();
    let whole = match width {
        Some(width) => whole.lines().map(|line| wrapped(line, word, width, layout)).collect::<Vec<_>>().join("\n"),
        None => whole,
    };
    match whole.strip_prefix(word) {
        Some(rest) if color => {
            let style = kind.style();
            format!("{style}{word}{style:#}{rest}")
        }
        _ => whole,
    }
}

/// A line, wrapped so that what follows stands below its first word.
fn wrapped(line: &str, word: &str, width: usize, layout: &Layout) -> String {
    let indent = if line.starts_with(word) { word.len() + 1 } else { line.len() - line.trim_start().len() };
    layout.wrap_below(line, width, indent).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout = Layout { width: 80, cut: false, ascii: false, color: false, links: false };

    #[test]
    fn messages_are_wrapped_below_their_first_word() {
        let text = "one two three four\n  did you mean a or b or c?";
        let narrow = message(Kind::Note, text, Some(20), &LAYOUT, false);
        assert_eq!(narrow, "note: one two three\n      four\n  did you mean a or\n  b or c?");
        assert_eq!(message(Kind::Note, text, None, &LAYOUT, false), format!("note: {text}"));
        let error = message(Kind::Error, "no", Some(20), &LAYOUT, true);
        assert_eq!(error, "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m no");
    }
}
