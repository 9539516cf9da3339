//! What users typed, as messages may repeat it: nothing in it steers a terminal, and no line runs on without end.

use certcmp_dataset::yaml::text::is_control;
use std::ffi::OsStr;

/// The characters of a long line that are kept at its beginning and at its end, where parsers say what is wrong.
const KEPT: (usize, usize) = (1_600, 400);

/// A text on one line, each character that could steer a terminal replaced.
pub fn printable(text: &str) -> String {
    text.chars().map(|found| if is_control(found) { '\u{FFFD}' } else { found }).collect()
}

/// A message of several lines, each of them printable and of a bounded length.
pub fn message(text: &str) -> String {
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

pub fn steers(word: &OsStr) -> bool {
    word.to_string_lossy().contains(is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_keep_their_lines_and_nothing_that_steers() {
        assert_eq!(message("a\u{1b}[31m\n  b\r\u{9b}\u{202e}"), "a\u{FFFD}[31m\n  b\u{FFFD}\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn long_lines_are_cut_in_the_middle() {
        let (head, tail) = ("é".repeat(KEPT.0), "ü".repeat(KEPT.1));
        assert_eq!(message(&format!("{head}{tail}\nend")), format!("{head}{tail}\nend"));
        assert_eq!(message(&format!("{head}?{tail}\nend")), format!("{head} … {tail}\nend"));
    }
}
