//! Makes texts, numbers and lists from bytes, so that a fuzzer and a property test can shape what they give.

use certcmp_dataset::yaml::text::is_control;

/// Texts that break programs which did not think of them.
pub const PIECES: &[&str] = &[
    "exam",
    "|",
    "\\|",
    "\\",
    "\"quoted\"",
    "\"",
    "'",
    "a,b;c",
    "=cmd|' /C calc'!A0",
    "=SUM(A1)",
    "+1",
    "-1",
    "@x",
    "<script>alert(1)</script>",
    "&amp;",
    "*bold* _x_ `code` [a](b)",
    "# no title",
    "1. one",
    "日本語の試験",
    "ｆｕｌｌ",
    "e\u{301}\u{302}\u{323}",
    "\u{301}",
    "👩‍🔬",
    "🏳️‍🌈",
    "🇩🇪🇫",
    "\u{200D}",
    "\u{200B}",
    "\u{FE0F}",
    "\u{200F}rtl עברית",
    "\u{200E}",
    "\u{AD}soft\u{AD}hyphen",
    "\u{A0}",
    "\u{3000}",
    "ﷺ",
    "½²³",
    "ß İ ı ǆ",
    "\u{E000}",
    "\u{10FFFF}",
    "─│┼ █",
    "¹²³",
    "https://example.org/a?b=c&d=e#f",
    "well-known–dashed—words",
    "NaN",
    "null",
    "…",
];

/// Characters that draw boxes and bars.
pub const BOXES: [char; 5] = ['─', '│', '┼', '█', '▌'];

/// Bytes that are used up from the front; after the last one come zeros.
pub struct Bytes<'a> {
    rest: &'a [u8],
    /// Texts have single spaces and no characters that draw boxes, so that whatever has is the renderer's.
    pub tidy: bool,
}

impl<'a> Bytes<'a> {
    /// All the bytes; the first one tells whether texts are tidy.
    pub fn new(rest: &'a [u8]) -> Self {
        let mut bytes = Self { rest, tidy: false };
        bytes.tidy = bytes.flag();
        bytes
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else { return 0 };
        self.rest = rest;
        *first
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        let wide = usize::from(self.byte()) | if limit > 256 { usize::from(self.byte()) << 8 } else { 0 };
        wide % limit.max(1)
    }

    /// Yes or no.
    pub fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// A text, or none.
    pub fn maybe<T: From<String>>(&mut self) -> T {
        if self.flag() { self.text() } else { String::new().into() }
    }

    /// The next bytes, at most so many.
    pub fn take(&mut self, most: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(most.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Up to so many of something.
    pub fn some<T>(&mut self, most: usize, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| one(self)).collect()
    }

    /// A text as the loader lets it through: not empty, on one line, without control characters, and anything else.
    pub fn text<T: From<String>>(&mut self) -> T {
        let mut text = String::new();
        for at in 0..=self.below(4) {
            if at > 0 && self.flag() {
                text.push(' ');
            }
            match self.byte() {
                // The longest are rare, because they are slow.
                255 => text.push_str(&"word".repeat(if self.byte() == 255 { 2500 } else { 60 })),
                found if found < 160 => {
                    text.push_str(PIECES.get(usize::from(found) % PIECES.len()).copied().unwrap_or_default())
                }
                found => text.extend(
                    String::from_utf8_lossy(self.take(usize::from(found) - 159))
                        .chars()
                        .filter(|one| !is_control(*one)),
                ),
            }
        }
        if self.tidy {
            let words: Vec<&str> = text.split_whitespace().collect();
            text = words.join(" ").replace(BOXES, "#");
        }
        if text.trim().is_empty() { "x".to_owned().into() } else { text.into() }
    }
}
