//! Refuses text that the YAML parser would read too slowly, before it reads it: the parser takes time that grows with the
//! square of the nesting of brackets, and holds every entry of a file in memory at once.
//!
//! To count brackets one must know which of them stand in quotes, comments and other texts. This follows the scanner of
//! libyaml as far as that needs. Where both disagree the count may be too large, so that a file is refused, which
//! a file of a dataset never comes near.

/// The most brackets inside one another. Of blocks the parser counts them, and is fast.
pub const MOST_DEPTH: usize = 50;

/// The number of entries that any file may have, and the bytes that each further entry needs.
const FREE_ENTRIES: usize = 10_000;
const BYTES_PER_ENTRY: usize = 6;

type Refusal = (&'static str, &'static str);

const DEEP: Refusal = ("nested too deeply", "write it less deeply nested");
const MANY: Refusal = ("too many entries for the size of the file", "remove the empty ones");
const DOCUMENTS: Refusal = ("more than one document", "put each document into a file of its own");

/// Checks the nesting of a text, the number of its entries, and that it is one document. The error is the first place at which
/// it is refused, in bytes, and why.
pub fn check(text: &str) -> Result<(), (usize, Refusal)> {
    let mut scan = Scan { bytes: text.as_bytes(), ..Scan::default() };
    while scan.at < scan.bytes.len() {
        let offset = scan.at;
        if scan.begun && scan.is_document_mark() {
            return Err((offset, DOCUMENTS));
        }
        scan.token();
        if scan.flow > MOST_DEPTH {
            return Err((offset, DEEP));
        }
    }
    // What could begin an entry counts in texts too.
    let begins_entry = |pair: &[u8]| {
        matches!(pair, [b'\n' | b'\r' | b',' | b'[' | b'{' | b'?', _] | [b'-', b' ' | b'\t' | b'\n' | b'\r'])
    };
    let mut entries = scan.bytes.windows(2).enumerate().filter(|(_, pair)| begins_entry(pair));
    let too_many = entries.nth(FREE_ENTRIES + text.len() / BYTES_PER_ENTRY);
    too_many.map_or(Ok(()), |(offset, _)| Err((offset, MANY)))
}

#[derive(Default)]
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The number of open brackets and braces.
    flow: usize,
    /// The column of the innermost key or hyphen.
    parent: Option<usize>,
    /// Where the line begins that was looked at last, and how far line breaks were looked for.
    line: usize,
    seen: usize,
    /// The column of what could be a key on this line.
    key: Option<usize>,
    /// Whether anything but comments was found.
    begun: bool,
}

impl Scan<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(b'\n')
    }

    fn is_blank(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), b' ' | b'\t' | b'\n' | b'\r')
    }

    /// The column of this place, from 0, in bytes.
    fn column(&mut self) -> usize {
        let passed = self.bytes.get(self.seen..self.at).unwrap_or_default();
        if let Some(last) = passed.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')) {
            self.line = self.seen + last + 1;
        }
        self.seen = self.seen.max(self.at);
        self.at.saturating_sub(self.line)
    }

    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| !wanted(*byte)).unwrap_or(rest.len());
    }

    fn skip_line(&mut self) {
        self.skip_while(|byte| !matches!(byte, b'\n' | b'\r'));
    }

    /// Whether a line begins here with `---` or `...`.
    fn is_document_mark(&mut self) -> bool {
        let mark = self.bytes.get(self.at..self.at + 3).unwrap_or_default();
        (mark == b"---" || mark == b"...") && self.is_blank(3) && self.column() == 0
    }

    fn token(&mut self) {
        match self.peek(0) {
            b' ' | b'\t' => self.at += 1,
            b'\n' | b'\r' => {
                self.at += 1;
                self.key = None;
            }
            b'#' => self.skip_line(),
            b'%' if self.column() == 0 => self.skip_line(),
            mark if self.is_document_mark() => {
                (self.begun, self.at) = (mark == b'-', self.at + 3);
                self.parent = None;
            }
            first => {
                self.begun = true;
                self.structure(first);
            }
        }
    }

    fn structure(&mut self, first: u8) {
        let in_block = self.flow == 0;
        let column = if in_block { self.column() } else { 0 };
        let key = *self.key.get_or_insert(column);
        let is_mark = self.is_blank(1);
        self.at += 1;
        match first {
            b'[' | b'{' => self.flow += 1,
            b']' | b'}' => self.flow = self.flow.saturating_sub(1),
            b',' => {}
            b'-' | b'?' if is_mark || (first == b'?' && !in_block) => {
                self.parent = if in_block { Some(column) } else { self.parent };
                self.key = None;
            }
            b':' if !in_block || is_mark => {
                self.parent = if in_block { Some(key) } else { self.parent };
                self.key = None;
            }
            b'|' | b'>' if in_block => self.block_text(),
            b'"' | b'\'' => self.quoted(first),
            b'&' | b'*' | b'!' => {
                let ends = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}');
                self.skip_while(|byte| !ends(byte));
            }
            _ => self.plain(),
        }
    }

    /// The column at which a text of several lines goes on at least.
    fn inner_column(&self) -> usize {
        self.parent.map_or(0, |parent| parent + 1)
    }

    /// Passes what follows a quote. A single quote that is doubled ends a text and begins the next one, which is the same.
    fn quoted(&mut self, quote: u8) {
        loop {
            self.skip_while(|byte| byte != quote && (byte != b'\\' || quote == b'\''));
            let is_escaped = self.peek(0) == b'\\';
            self.at += if is_escaped { 2 } else { 1 };
            if !is_escaped {
                return;
            }
        }
    }

    /// Passes a text without quotes, over several lines where they are further in than the block around it.
    fn plain(&mut self) {
        loop {
            while !self.is_blank(0) {
                let ends = match self.peek(0) {
                    b':' => self.is_blank(1),
                    b',' | b'[' | b']' | b'{' | b'}' => self.flow > 0,
                    _ => false,
                };
                if ends {
                    return;
                }
                self.at += 1;
            }
            let end = self.at;
            self.skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
            let is_further_out = self.column() < self.inner_column() && self.flow == 0;
            let is_outside = self.line > end && (is_further_out || self.is_document_mark());
            if self.at >= self.bytes.len() || self.peek(0) == b'#' || is_outside {
                self.at = end;
                return;
            }
        }
    }

    /// Passes a text after `|` or `>`: the lines below that are further in.
    fn block_text(&mut self) {
        self.skip_line();
        let mut least = None;
        while self.at < self.bytes.len() {
            let line = self.at;
            self.skip_while(|byte| matches!(byte, b'\n' | b'\r'));
            let begin = self.at;
            self.skip_while(|byte| byte == b' ');
            let column = self.at - begin;
            let is_empty = matches!(self.peek(0), b'\n' | b'\r');
            if !is_empty && column < *least.get_or_insert(self.inner_column().max(1)) {
                self.at = line;
                return;
            }
            self.skip_line();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_count_where_the_parser_sees_them() {
        let deep = 60;
        for text in [
            "[".repeat(deep),
            "{a: ".repeat(deep),
            "[ # ]\n".repeat(deep),
            "[ \"]\", ']', ".repeat(deep),
            format!("a: it's\nb: {}", "[ \"]\", ".repeat(deep)),
            format!("a: |\n  \"\nb: {}", "[ \"]\", ".repeat(deep)),
            format!("a: x\n  \"y\nb: {}", "[ \"]\", ".repeat(deep)),
            format!("- a: >-\n    it's\n  b: {}", "[ ']', ".repeat(deep)),
        ] {
            assert_eq!(check(&text).map_err(|(_, refusal)| refusal), Err(DEEP), "{text:.80}");
        }
        for text in [
            "a: { b: [c, \"[[[[\"], d: '{{{' }\n".repeat(100),
            "- a: >-\n    [[[ it's\n  b: \"x\"\n".repeat(100),
            "a: x [y\n  {z # [[\nb: [c]\n".repeat(100),
        ] {
            assert_eq!(check(&text), Ok(()), "{text:.80}");
        }
    }

    #[test]
    fn a_second_document_is_found() {
        let refused = |text: &str| check(text).err();
        assert_eq!(refused("a: b\n---\nc: d\n"), Some((5, DOCUMENTS)));
        assert_eq!(refused("# x\n---\na: b\n"), None);
        assert_eq!(refused("a: |\n  x\n ---\n"), None);
    }

    #[test]
    fn many_empty_entries_are_refused() {
        let refused = |text: String| check(&text).err();
        assert!(refused(format!("a: [{}]", "b,".repeat(100_000))).is_some());
        assert!(refused("a: { value: 1, support: official }\n".repeat(10_000)).is_none());
    }
}
