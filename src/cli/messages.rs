//! What goes to stderr: errors, notes and hints, with their first word in bold and wrapped on a terminal.

use crate::render::Layout;
use crate::render::layout::wrap_below;
use certcmp_dataset::yaml::text::is_control;

/// The first word of a message: why the program could not run, what to know beside the answer, a next step.
pub const ERROR: &str = "error:";
pub const NOTE: &str = "note:";
pub const HINT: &str = "hint:";

/// Returns a message as it is written. Each line begins with its word, unless it is indented and belongs to the line
/// before it. Without a width nothing is wrapped, for `grep`.
pub fn message(word: &str, text: &str, width: Option<usize>, layout: &Layout, color: bool) -> String {
    let bold = anstyle::Style::new().bold();
    let style = if word == ERROR { bold.fg_color(Some(anstyle::AnsiColor::Red.into())) } else { bold };
    let text = cleaned(text);
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
    layout.symbols(lines.collect::<Vec<_>>().join("\n"))
}

/// The characters of a long line that are kept at its beginning and at its end, where parsers say what is wrong.
const KEPT: (usize, usize) = (1_600, 400);

/// Replaces each character that could steer a terminal.
pub fn printable(text: &str) -> String {
    text.replace(is_control, "\u{FFFD}")
}

/// Returns a text of several lines, each of them printable and of a bounded length.
pub fn cleaned(text: &str) -> String {
    let line = |line: &str| {
        let line = printable(line);
        let count = line.chars().count();
        if count <= KEPT.0 + KEPT.1 {
            return line;
        }
        let head: String = line.chars().take(KEPT.0).collect();
        head + " … " + &line.chars().skip(count.saturating_sub(KEPT.1)).collect::<String>()
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
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

    #[test]
    fn messages_keep_their_lines_and_nothing_that_steers() {
        assert_eq!(cleaned("a\u{1b}[31m\n  b\r\u{9b}\u{202e}"), "a\u{FFFD}[31m\n  b\u{FFFD}\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn long_lines_are_cut_in_the_middle() {
        let (head, tail) = ("é".repeat(KEPT.0), "ü".repeat(KEPT.1));
        assert_eq!(cleaned(&format!("{head}{tail}\nend")), format!("{head}{tail}\nend"));
        assert_eq!(cleaned(&format!("{head}?{tail}\nend")), format!("{head} … {tail}\nend"));
    }
}
