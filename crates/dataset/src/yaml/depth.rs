//! Refuses text that the YAML parser would read too slowly, before it reads it: the parser takes time that grows with the
//! square of the nesting of brackets, and holds every entry of a file in memory at once.
//!
//! To count brackets one must know which of them stand in quotes, comments and other texts. This follows the scanner of
//! libyaml as far as that needs. Where both disagree the count may be too large, so that a file is refused, which
//! a file of a dataset never comes near.

/// The most brackets, or blocks, inside one another.
pub const MOST_DEPTH: usize = 50;

/// The number of entries that any file may have, and the bytes that each further entry needs.
const FREE_ENTRIES: usize = 10_000;
const BYTES_PER_ENTRY: usize = 6;

/// Where a text is refused, in bytes, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The offset in bytes.
    pub offset: usize,
    /// What is wrong.
    pub problem: &'static str,
    /// What would be right.
    pub remedy: &'static str,
}

const DEEP: (&str, &str) = ("nested too deeply", "write it less deeply nested");
const MANY: (&str, &str) = ("too many entries for the size of the file", "remove the empty ones");
const DOCUMENTS: (&str, &str) = ("more than one document", "put each document into a file of its own");

/// Checks the nesting of a text, the number of its entries, and that it is one document.
///
/// # Errors
/// The first place at which it is refused.
pub fn check(text: &str) -> Result<(), Refusal> {
    let mut scan = Scan { bytes: text.as_bytes(), ..Scan::default() };
    while scan.at < scan.bytes.len() {
        let offset = scan.at;
        if let Err((problem, remedy)) = scan.token() {
            return Err(Refusal { offset, problem, remedy });
        }
    }
    Ok(())
}

#[derive(Default)]
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The number of open brackets and braces.
    flow: usize,
    /// The columns of the open blocks.
    indents: Vec<usize>,
    /// Where the line begins that was looked at last, and how far line breaks were looked for.
    line: usize,
    seen: usize,
    /// The column of what could be a key on this line.
    key: Option<usize>,
    entries: usize,
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

    /// Passes one token.
    fn token(&mut self) -> Result<(), (&'static str, &'static str)> {
        match self.peek(0) {
            b' ' | b'\t' => self.at += 1,
            b'\n' | b'\r' => {
                self.at += 1;
                self.key = None;
                self.entry()?;
            }
            b'#' => self.skip_line(),
            b'%' if self.column() == 0 => self.skip_line(),
            _ if self.is_document_mark() => {
                if self.begun {
                    return Err(DOCUMENTS);
                }
                (self.begun, self.at) = (self.peek(0) == b'-', self.at + 3);
                self.indents.clear();
            }
            first => {
                self.begun = true;
                self.structure(first)?;
            }
        }
        Ok(())
    }

    fn structure(&mut self, first: u8) -> Result<(), (&'static str, &'static str)> {
        let in_block = self.flow == 0;
        let column = if in_block { self.column() } else { 0 };
        if in_block && self.key.is_none() {
            self.indents.truncate(self.indents.partition_point(|indent| *indent <= column));
        }
        match first {
            b'[' | b'{' => {
                self.key.get_or_insert(column);
                self.flow += 1;
                self.at += 1;
                self.entry()?;
            }
            b']' | b'}' => {
                self.flow = self.flow.saturating_sub(1);
                self.at += 1;
            }
            b',' => {
                self.at += 1;
                self.entry()?;
            }
            b'-' | b'?' if self.is_blank(1) || (first == b'?' && !in_block) => {
                self.open(column);
                self.key = None;
                self.at += 1;
                self.entry()?;
            }
            b':' if !in_block || self.is_blank(1) => {
                self.open(self.key.unwrap_or(column));
                self.key = None;
                self.at += 1;
            }
            b'|' | b'>' if in_block => self.block_text(),
            quote @ (b'"' | b'\'') => {
                self.key.get_or_insert(column);
                self.quoted(quote);
            }
            b'&' | b'*' | b'!' => {
                self.key.get_or_insert(column);
                self.at += 1;
                let ends = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}');
                self.skip_while(|byte| !ends(byte));
            }
            _ => {
                self.key.get_or_insert(column);
                self.plain();
            }
        }
        if self.flow + self.indents.len() > MOST_DEPTH { Err(DEEP) } else { Ok(()) }
    }

    /// Opens a block at a column, if it is further in than the innermost one.
    fn open(&mut self, column: usize) {
        if self.flow == 0 && self.indents.last().is_none_or(|indent| *indent < column) {
            self.indents.push(column);
        }
    }

    fn entry(&mut self) -> Result<(), (&'static str, &'static str)> {
        self.entries += 1;
        if self.entries > FREE_ENTRIES + self.bytes.len() / BYTES_PER_ENTRY { Err(MANY) } else { Ok(()) }
    }

    /// The column at which a text inside the innermost block begins at least.
    fn inner_column(&self) -> usize {
        self.indents.last().map_or(0, |indent| indent + 1)
    }

    fn quoted(&mut self, quote: u8) {
        self.at += 1;
        while self.at < self.bytes.len() {
            self.skip_while(|byte| byte != quote && byte != b'\\');
            if quote == b'"' && self.peek(0) == b'\\'
                || quote == b'\'' && self.peek(0) == quote && self.peek(1) == quote
            {
                self.at += 2;
            } else {
                self.at += 1;
                if self.bytes.get(self.at - 1) == Some(&quote) {
                    return;
                }
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
            let is_new_line =
                self.bytes.get(end..self.at).is_some_and(|blank| blank.contains(&b'\n') || blank.contains(&b'\r'));
            let is_outside =
                is_new_line && (self.is_document_mark() || (self.flow == 0 && self.column() < self.inner_column()));
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
            "- ".repeat(deep),
            "? ".repeat(deep),
            "[ # ]\n".repeat(deep),
            "[ \"]\", ']', ".repeat(deep),
            format!("a: it's\nb: {}", "[ \"]\", ".repeat(deep)),
            format!("a: |\n  \"\nb: {}", "[ \"]\", ".repeat(deep)),
            format!("a: x\n  \"y\nb: {}", "[ \"]\", ".repeat(deep)),
            format!("- a: >-\n    it's\n  b: {}", "[ ']', ".repeat(deep)),
            (0..deep).map(|at| format!("{}a:\n", " ".repeat(at))).collect(),
        ] {
            assert_eq!(check(&text).map_err(|refusal| refusal.problem), Err("nested too deeply"), "{text:.80}");
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
        let refused = |text: &str| check(text).err().map(|refusal| (refusal.offset, refusal.problem));
        assert_eq!(refused("a: b\n---\nc: d\n"), Some((5, "more than one document")));
        assert_eq!(refused("# x\n---\na: b\n"), None);
        assert_eq!(refused("a: |\n  x\n ---\n"), None);
    }

    #[test]
    fn many_empty_entries_are_refused() {
        let refused = |text: String| check(&text).err().map(|refusal| refusal.problem);
        assert!(refused(format!("a: [{}]", "b,".repeat(100_000))).is_some());
        assert!(refused("a: { value: 1, support: official }\n".repeat(10_000)).is_none());
    }
}
