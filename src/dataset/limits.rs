//! Counts what a text would ask of the YAML parser, before it is parsed: how deep it is nested and how much it holds.
//!
//! The parser keeps all of a file as events before anything of it is understood, and its time grows with the square of
//! the depth of brackets. A file of one byte repeated could take hours and all memory there is. One pass over the bytes
//! finds such files. It follows the rules by which the parser finds tokens, and where it cannot be sure it counts more,
//! not less.

use super::fault::Fault;
use super::path::place;

/// How deep a file may be nested; records of this dataset reach 8, and the parser itself stops at 128.
const MOST_DEPTH: usize = 100;

/// How many values any file may hold, and how many bytes a larger one must have for each. Records have about 11 bytes
/// a value.
const FREE_VALUES: usize = 150_000;
const BYTES_A_VALUE: usize = 6;

/// How many records any file may hold, and how many bytes a larger one must have for each. A record is large in memory
/// even where it says little; those of the dataset have about 8,000 bytes, short ones 1,000.
const FREE_RECORDS: usize = 5_000;
const BYTES_A_RECORD: usize = 400;

/// How many bytes aliases may repeat in any file; in a larger one they may double it. The parser limits only how many
/// aliases it follows, not how much stands behind each.
const FREE_COPIES: usize = 1024 * 1024;

/// A text as short as that can ask for nothing that takes long, unless it has aliases.
const HARMLESS: usize = 8 * 1024;

/// A fault where a text asks for too much.
pub fn check(file: &str, text: &str) -> Option<Fault> {
    if text.len() <= HARMLESS && !(text.contains('&') && text.contains('*')) {
        return None;
    }
    let (at, problem, remedy) = excess(text)?;
    let place = Some(place(text, at));
    let (problem, remedy) = (problem.to_owned(), remedy.to_owned());
    Some(Fault { file: file.to_owned(), place, path: Vec::new(), problem, remedy })
}

/// Whether a text holds nothing but comments and blanks.
pub fn is_empty(text: &str) -> bool {
    !Scanner::new(text).token()
}

/// Where a second document begins, after one that holds anything.
pub fn second_document(text: &str) -> Option<usize> {
    let mut scanner = Scanner::new(text);
    let mut begun = false;
    while scanner.token() {
        let mark = scanner.at == scanner.start + 3 && scanner.start == scanner.line_start;
        if mark && text.get(scanner.start..scanner.at) == Some("---") && std::mem::replace(&mut begun, true) {
            return Some(scanner.start);
        }
        begun |= !mark;
    }
    None
}

fn excess(text: &str) -> Option<(usize, &'static str, &'static str)> {
    let most_values = FREE_VALUES.max(text.len() / BYTES_A_VALUE);
    let most_records = FREE_RECORDS.max(text.len() / BYTES_A_RECORD);
    let most_copies = FREE_COPIES.max(text.len());
    let mut scanner = Scanner::new(text);
    while scanner.token() {
        if scanner.copies > most_copies {
            return Some((scanner.start, "its aliases repeat too much", "write it without aliases"));
        }
        if scanner.depth() > MOST_DEPTH {
            return Some((scanner.start, "it is nested too deeply", "write it less deeply nested"));
        }
        if scanner.values > most_values {
            let remedy = "write fewer of them, or split the file";
            return Some((scanner.start, "there are too many values for the size of the file", remedy));
        }
        if scanner.records > most_records {
            let remedy = "give each record its facts, or split the file";
            return Some((scanner.start, "there are too many entries for the size of the file", remedy));
        }
    }
    None
}

/// The greatest depth of a text, as far as the parser would get in it.
pub fn depth(text: &str) -> usize {
    let mut scanner = Scanner::new(text);
    let mut deepest = 0;
    while scanner.token() {
        deepest = deepest.max(scanner.depth());
    }
    deepest
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Which bytes are neither punctuation nor the beginning of a line break.
const ORDINARY: [bool; 256] = {
    let mut ordinary = [true; 256];
    let mut marks: &[u8] = b"\0\t\n\r ,[]{}:'\"\\#\xC2\xE2";
    while let [mark, rest @ ..] = marks {
        ordinary[*mark as usize] = false;
        marks = rest;
    }
    ordinary
};

/// A list or a map that is open by its indentation.
struct Block {
    column: usize,
    is_list: bool,
    /// A list stands under one of its keys, in the same column.
    doubled: bool,
}

/// What stands behind an anchor and is not at its end.
struct Anchored {
    start: usize,
    copies: usize,
    /// The brackets and braces that were open.
    flow: usize,
    /// The column of the block around it, and whether that is a map.
    around: Option<(usize, bool)>,
}

/// Goes from token to token as the parser does, and keeps of each only what it does to the depth.
struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Where the last token begins.
    start: usize,
    line_start: usize,
    /// How many brackets and braces are open.
    flow: usize,
    /// The lists and maps that are open by their indentation.
    blocks: Vec<Block>,
    /// How many of them hold another list in the same column.
    doubled: usize,
    /// The column of the last token that could be a key.
    key: usize,
    /// Where that token begins and ends.
    key_text: (usize, usize),
    /// The section holds sources, services or counterparts, which are small.
    small: bool,
    anchored: Vec<Anchored>,
    /// The most bytes that stand behind one anchor, with what aliases in it repeat.
    largest: usize,
    copies: usize,
    values: usize,
    records: usize,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: 0,
            start: 0,
            line_start: 0,
            flow: 0,
            blocks: Vec::new(),
            doubled: 0,
            key: 0,
            key_text: (0, 0),
            small: false,
            anchored: Vec::new(),
            largest: 0,
            copies: 0,
            values: 0,
            records: 0,
        }
    }

    fn depth(&self) -> usize {
        self.flow + self.blocks.len() + self.doubled
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn ended(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The bytes of the line break that stands so far ahead; YAML 1.1 has five kinds.
    fn line_break(&self, ahead: usize) -> usize {
        match self.byte(ahead) {
            b'\n' => 1,
            b'\r' => 1 + usize::from(self.byte(ahead + 1) == b'\n'),
            0xC2 if self.byte(ahead + 1) == 0x85 => 2,
            0xE2 if self.byte(ahead + 1) == 0x80 && matches!(self.byte(ahead + 2), 0xA8 | 0xA9) => 3,
            _ => 0,
        }
    }

    /// Whether a blank, a line break or the end stands so far ahead.
    fn is_blank(&self, ahead: usize) -> bool {
        matches!(self.byte(ahead), b' ' | b'\t' | 0) || self.line_break(ahead) > 0
    }

    fn next_line(&mut self, length: usize) {
        self.at += length;
        self.line_start = self.at;
    }

    /// Skips bytes that mean nothing within a text, however it is written.
    fn skip_ordinary(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| ORDINARY.get(usize::from(**byte)) == Some(&true)).count();
    }

    fn skip_line(&mut self) {
        self.skip_ordinary();
        while !self.ended() && self.line_break(0) == 0 {
            self.at += 1;
            self.skip_ordinary();
        }
    }

    /// Skips what stands between tokens.
    fn skip_blanks(&mut self) {
        loop {
            while matches!(self.byte(0), b' ' | b'\t') {
                self.at += 1;
            }
            if self.byte(0) == b'#' {
                self.skip_line();
            }
            match self.line_break(0) {
                0 => return,
                length => self.next_line(length),
            }
        }
    }

    /// Skips one token. False at the end, and where the parser would stop for a fault.
    fn token(&mut self) -> bool {
        self.skip_blanks();
        if self.ended() {
            return false;
        }
        self.start = self.at;
        let column = self.at - self.line_start;
        if self.flow == 0 {
            self.close_blocks(|block| block.column > column);
        }
        self.close_anchored(column);
        if column == 0 && self.is_document_mark() {
            self.flow = 0;
            self.close_blocks(|_| true);
            self.at += 3;
            return true;
        }
        match self.byte(0) {
            b'%' if column == 0 => self.skip_line(),
            b'[' | b'{' => self.open(column),
            b']' | b'}' => {
                self.flow = self.flow.saturating_sub(1);
                self.at += 1;
            }
            b',' => {
                self.count_entry();
                self.at += 1;
            }
            b'-' if self.is_blank(1) => {
                self.open_block(column, true);
                self.count_entry();
            }
            b'?' if self.flow > 0 || self.is_blank(1) => self.open_block(column, false),
            b':' if self.flow > 0 || self.is_blank(1) => {
                self.values += 1;
                self.open_block(self.key, false);
                if self.depth() == 1 {
                    let key = self.bytes.get(self.key_text.0..self.key_text.1).unwrap_or_default();
                    self.small = [&b"sources"[..], b"services", b"counterparts"].contains(&key);
                }
            }
            b'|' | b'>' if self.flow == 0 => self.skip_block_scalar(),
            b'%' | b'@' | b'`' | b'|' | b'>' => return false,
            other => self.scalar(other, column),
        }
        true
    }

    fn is_document_mark(&self) -> bool {
        let mark = self.bytes.get(self.at..self.at + 3).unwrap_or_default();
        (mark == b"---" || mark == b"...") && self.is_blank(3)
    }

    fn open(&mut self, column: usize) {
        if self.flow == 0 {
            self.key = column;
        }
        self.values += 1;
        self.flow += 1;
        self.at += 1;
    }

    /// Opens a list or a map at a column, if none is open there.
    fn open_block(&mut self, column: usize, is_list: bool) {
        self.at += 1;
        if self.flow > 0 {
            return;
        }
        match self.blocks.last_mut() {
            Some(block) if block.column > column => {}
            Some(block) if block.column == column => {
                let doubled = is_list && !block.is_list;
                self.doubled = self.doubled + usize::from(doubled) - usize::from(block.doubled);
                block.doubled = doubled;
            }
            _ => self.blocks.push(Block { column, is_list, doubled: false }),
        }
    }

    fn close_blocks(&mut self, closes: impl Fn(&Block) -> bool) {
        while let Some(block) = self.blocks.pop_if(|block| closes(block)) {
            self.doubled -= usize::from(block.doubled);
        }
    }

    /// Notes the size of what stands behind anchors and ends before this token.
    fn close_anchored(&mut self, column: usize) {
        let (next, flow) = (self.byte(0), self.flow);
        let ends = |anchored: &mut Anchored| match anchored.around {
            _ if anchored.flow > 0 => flow < anchored.flow || (flow == anchored.flow && b",]}".contains(&next)),
            Some((around, is_map)) => flow == 0 && (column < around || (column == around && !(is_map && next == b'-'))),
            None => false,
        };
        while let Some(anchored) = self.anchored.pop_if(ends) {
            let size = (self.start - anchored.start).saturating_add(self.copies - anchored.copies);
            self.largest = self.largest.max(size);
        }
    }

    fn count_entry(&mut self) {
        self.values += 1;
        self.records += usize::from(self.depth() <= 2 && !self.small);
    }

    fn scalar(&mut self, first: u8, column: usize) {
        self.values += 1;
        if self.flow == 0 {
            self.key = column;
        }
        match first {
            b'\'' | b'"' => self.skip_quoted(first),
            b'*' => {
                self.copies = self.copies.saturating_add(self.largest);
                self.skip_while(is_of_name);
            }
            b'&' => {
                let around = self.blocks.last().map(|block| (block.column, !block.is_list));
                self.anchored.push(Anchored { start: self.start, copies: self.copies, flow: self.flow, around });
                self.skip_while(is_of_name);
            }
            b'!' if self.byte(1) == b'<' => self.skip_while(|byte| !byte.is_ascii_whitespace() && byte != b'>'),
            b'!' => self.skip_while(|byte| byte.is_ascii_graphic() && !b",[]{}\"#".contains(&byte)),
            _ => self.skip_plain(),
        }
        self.key_text = (self.start, self.at);
    }

    fn skip_while(&mut self, goes_on: impl Fn(u8) -> bool) {
        self.at += 1;
        while !self.ended() && goes_on(self.byte(0)) {
            self.at += 1;
        }
    }

    fn skip_quoted(&mut self, quote: u8) {
        self.at += 1;
        while !self.ended() {
            self.skip_ordinary();
            match (self.byte(0), self.line_break(0)) {
                (_, length) if length > 0 => self.next_line(length),
                (b'\\', _) if quote == b'"' && !self.is_blank(1) => self.at += 2,
                (b'\'', _) if quote == b'\'' && self.byte(1) == b'\'' => self.at += 2,
                (found, _) => {
                    self.at += 1;
                    if found == quote {
                        return;
                    }
                }
            }
        }
    }

    /// A text without quotes, over as many lines as it goes on.
    fn skip_plain(&mut self) {
        self.at += 1;
        loop {
            self.skip_ordinary();
            while !self.is_blank(0) {
                let ends = match self.byte(0) {
                    b':' => self.is_blank(1) || (self.flow > 0 && b",?[]{}".contains(&self.byte(1))),
                    b',' | b'[' | b']' | b'{' | b'}' => self.flow > 0,
                    _ => false,
                };
                if ends {
                    return;
                }
                self.at += 1;
                self.skip_ordinary();
            }
            let (at, line_start) = (self.at, self.line_start);
            while matches!(self.byte(0), b' ' | b'\t') || self.line_break(0) > 0 {
                match self.line_break(0) {
                    0 => self.at += 1,
                    length => self.next_line(length),
                }
            }
            let column = self.at - self.line_start;
            let outside = self.line_start != line_start
                && self.flow == 0
                && self.blocks.last().is_some_and(|block| column <= block.column);
            let marked = self.line_start == self.at && self.is_document_mark();
            if self.ended() || self.byte(0) == 0 || self.byte(0) == b'#' || outside || marked {
                (self.at, self.line_start) = (at, line_start);
                // What could not be part of the text is looked at again, from here.
                if self.byte(0) == 0 && !self.ended() {
                    self.at = self.bytes.len();
                }
                return;
            }
        }
    }

    /// A text behind `|` or `>`: the lines that are indented.
    fn skip_block_scalar(&mut self) {
        self.values += 1;
        self.at += 1;
        let mut digit = None;
        while matches!(self.byte(0), b'0'..=b'9' | b'+' | b'-') {
            if self.byte(0).is_ascii_digit() {
                digit = Some(usize::from(self.byte(0) - b'0'));
            }
            self.at += 1;
        }
        self.skip_line();
        self.next_line(self.line_break(0));
        let least = self.blocks.last().map_or(0, |block| block.column + 1);
        let mut indent = digit.map(|digit| (least.max(1) - 1) + digit);
        let mut widest = 0;
        while !self.ended() {
            while self.byte(0) == b' ' && indent.is_none_or(|indent| self.at - self.line_start < indent) {
                self.at += 1;
            }
            let column = self.at - self.line_start;
            widest = widest.max(column);
            let length = self.line_break(0);
            if length > 0 {
                self.next_line(length);
                continue;
            }
            if column < *indent.get_or_insert(widest.max(least).max(1)) {
                return;
            }
            self.skip_line();
            let length = self.line_break(0);
            self.next_line(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_as_the_parser_nests() {
        for (text, expected) in [
            ("a: 1\nb: 2\n", 1),
            ("a: [1, {b: [2]}]\nc: [3]\n", 4),
            ("- - - a\n", 3),
            ("a:\n- b:\n  - c\n- d\ne: f\n", 4),
            ("a: \"[[[[\"\nb: '[''['\nc: x [ y\n# [[[[\n", 1),
            ("a: |\n  [[[[\n  'x\nb: [1]\n", 2),
            ("a: >-\n\n  '\n\nb: [[1]]\n", 3),
            ("[ # ]\n[ # ]\n[", 3),
            ("[ \"\n]\n\", [", 2),
            ("a: it's [1]\nb: ['it''s', [1]]\n", 3),
            ("a: one\n  two 'three\nb: [1]\n", 2),
            ("[[", 2),
        ] {
            assert_eq!(depth(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_asks_for_too_much_is_refused_with_its_place() {
        let deep = format!("id: x\na: {}", "[".repeat(10_000));
        let fault = check("file", &deep).expect("it is too deep");
        assert_eq!((fault.place, fault.problem.as_str()), (Some((2, 103)), "it is nested too deeply"));
        for text in ["- ".repeat(10_000), "{a: ".repeat(10_000), (0..200).map(|at| " ".repeat(at) + "a:\n").collect()] {
            assert!(check("file", &text).is_some());
        }
        assert!(check("file", &format!("aliases: [{}]", "a,".repeat(300_000))).is_some());
        assert!(check("file", &format!("certifications:\n{}", "- {}\n".repeat(6_000))).is_some());
        assert!(check("file", &format!("sources:\n{}", "- { id: xyz }\n".repeat(6_000))).is_none());
        assert!(check("file", &format!("sources:\n- a\ncertifications:\n{}", "- {}\n".repeat(6_000))).is_some());
        assert!(check("file", &format!("certifications: [{}]", "{},".repeat(6_000))).is_some());
    }

    #[test]
    fn aliases_may_repeat_a_little() {
        let long = "x".repeat(4_000);
        for (text, refused) in [
            (format!("a: &a {long}\nb: [{}]", "*a,".repeat(300)), true),
            (format!("a: &a [b, {{ c: {long} }}]\nb: [{}]", "*a,".repeat(300)), true),
            (format!("a: &a\n- b\n- {long}\nc: [{}]", "*a,".repeat(300)), true),
            (format!("a: [&a \"{long}\", {}]", "*a,".repeat(300)), true),
            (format!("- &a\n  b: {long}\n- [{}]", "*a,".repeat(300)), true),
            (format!("a: &a {long}\nb: &b [{0}]\nc: [{1}]", "*a,".repeat(20), "*b,".repeat(20)), true),
            (format!("a: &a short\nb: {long}\nc: [{}]", "*a,".repeat(3_000)), false),
            (format!("a: &a [a, b]\nb: {long}\nc: [{}]", "*a,".repeat(3_000)), false),
        ] {
            assert_eq!(check("file", &text).is_some(), refused, "{text:.40}");
        }
    }

    #[test]
    fn files_of_ordinary_density_pass_at_any_size() {
        let record =
            "- id: x\n  price: { value: 300 USD, support: official, sources: [a-source] }\n  note: some words\n";
        let record = format!("{record}  focus: {}\n", "what it is about, ".repeat(20));
        assert!(check("file", &format!("certifications:\n{}", record.repeat(20_000))).is_none());
    }
}
