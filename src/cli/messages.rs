//! What goes to stderr: errors, notes and hints, with their first word in bold and wrapped on a terminal.

use crate::render::Layout;
use crate::render::layout::wrap_below;

/// The first word of a message: why the program could not run.
pub const ERROR: &str = "error:";

/// What the reader should know beside the answer.
pub const NOTE: &str = "note:";

/// A next step.
pub const HINT: &str = "hint:";

/// Returns a message as it is written. Each line begins with its word, unless it is indented and belongs to the line
/// before it. Without a width nothing is wrapped, for `grep`.
pub fn message(word: &str, text: &str, width: Option<usize>, layout: &Layout, color: bool) -> String {
    let bold = anstyle::Style::new().bold();
    let style = if word == ERROR { bold.fg_color(Some(anstyle::AnsiColor::Red.into())) } else { bold };
    let lines = text.lines().map(|line| {
        let goes_on = line.is_empty() || line.starts_with(' ');
        let line = if goes_on { line.to_owned() } else { format!("{word} {line}") };
        let indent = if goes_on { line.len() - line.trim_start().len() } else { word.len() + 1 };
        let line = width.map_or_else(|| line.clone(), |width| wrap_below(&line, width, indent).join("\n"));
        match line.strip_prefix(word) {
            Some(rest) if color => format!("{style}{word}{style:#}{rest}"),
            _ => line,
        }
    });
    layout.symbols(&lines.collect::<Vec<_>>().join("\n")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout = Layout { width: 80, cut: false, ascii: false, color: false, links: false };

    #[test]
    fn messages_are_wrapped_below_their_first_word() {
        let text = "one two three four\n  did you mean a or b or c?";
        let narrow = message(NOTE, text, Some(20), &LAYOUT, false);
        assert_eq!(narrow, "note: one two three\n      four\n  did you mean a or\n  b or c?");
        assert_eq!(message(NOTE, text, None, &LAYOUT, false), format!("note: {text}"));
        let error = message(ERROR, "no", Some(20), &LAYOUT, true);
        assert_eq!(error, "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m no");
        assert_eq!(message(ERROR, "a\n  b\nc", None, &LAYOUT, false), "error: a\n  b\nerror: c");
    }
}
