//! Characters that a message must not contain, and those that only look like a space or a hyphen.

use std::borrow::Cow;

/// Whether a character could steer a terminal or change the reading direction.
pub fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Returns a text from a file as a message may show it: without control characters, and truncated.
pub fn shown(text: &str) -> String {
    printable(text, 60)
}

/// Returns a text without control characters, truncated to at most `most` characters.
pub fn printable(text: &str, most: usize) -> String {
    let end = text.chars().nth(most).map(|_| '…');
    text.chars().take(most).map(|found| if is_control(found) { '\u{FFFD}' } else { found }).chain(end).collect()
}

/// Replaces typographic spaces and hyphens, which come with text copied from web pages, by plain ones.
pub fn with_plain_spaces(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let plain = |found: char| match found {
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2212}' => '-',
        other => other,
    };
    text.chars().map(plain).collect::<String>().into()
}

/// Names the first character of a text that looks like nothing or like a space, as in `U+200B (zero-width space)`.
pub fn invisible(text: &str) -> Option<String> {
    text.chars().find_map(|found| {
        let name = match found {
            '\u{A0}' => "no-break space",
            '\u{AD}' => "soft hyphen",
            '\u{200B}' => "zero-width space",
            '\u{200C}' => "zero-width non-joiner",
            '\u{200D}' => "zero-width joiner",
            '\u{202F}' => "narrow no-break space",
            '\u{2060}' => "word joiner",
            other if is_control(other) => "control character",
            _ => return None,
        };
        Some(format!("U+{:04X} ({name})", u32::from(found)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typographic_spaces_and_hyphens_become_plain() {
        assert_eq!(with_plain_spaces("150\u{A0}USD"), "150 USD");
        assert_eq!(with_plain_spaces("2026\u{2011}03\u{2212}31"), "2026-03-31");
        assert_eq!(with_plain_spaces("50–60 é"), "50–60 é");
    }

    #[test]
    fn invisible_characters_are_named() {
        assert_eq!(invisible("150\u{200B} USD").as_deref(), Some("U+200B (zero-width space)"));
        assert_eq!(invisible("150 USD"), None);
    }
}
