//! Finds the tokens of YAML as the parser does, and keeps of each only what it does to the size and depth of the text.
//!
//! Where it cannot be sure it counts more, not less.

/// Whether a byte can be part of an anchor's name.
pub fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Whether a byte is neither punctuation nor the beginning of a line break.
// The compiler would refuse a place that is not there.
#[allow(clippy::indexing_slicing)]
const ORDINARY: [bool; 256] = {
    let mut ordinary = [true; 256];
    let others = b"\0\t\n\r ,[]{}:'\"\\#\xC2\xE2";
    let mut at = 0;
    while at < others.len() {
        ordinary[others[at] as usize] = false;
        at += 1;
    }
    ordinary
};

fn is_ordinary(byte: u8) -> bool {
    ORDINARY.get(usize::from(byte)).copied().unwrap_or_default()
}

/// A list or a map that is open by its indentation.
struct Block {
    column: usize,
    is_list: bool,
    /// A list stands under one of its keys, in the same column.
    doubled: bool,
}

/// A list or a map that is open by its bracket or brace.
struct Flow {
    is_list: bool,
    /// Its present entry is a pair, which is a map of its own.
    pair: bool,
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
pub struct Scanner<'a> {
    bytes: &'a [u8],
    /// Where the last token ends.
    pub at: usize,
    /// Where it begins.
    pub start: usize,
    /// Where its line begins.
    pub line_start: usize,
    /// The brackets and braces that are open.
    flow: Vec<Flow>,
    /// How many of them hold a pair that is a map of its own.
    pairs: usize,
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
    /// How many bytes aliases repeat.
    pub copies: usize,
    /// How many values there are.
    pub values: usize,
    /// How many entries of sections there are whose entries are large.
    pub records: usize,
}

/// How many lines end in a text, as the parser counts them.
pub fn line_breaks(text: &str) -> usize {
    let mut scanner = Scanner::new(text);
    let mut count = 0;
    while !scanner.ended() {
        scanner.skip_line();
        let length = scanner.line_break(0);
        count += usize::from(length > 0);
        scanner.next_line(length);
    }
    count
}

impl<'a> Scanner<'a> {
    /// At the beginning of a text.
    pub fn new(text: &'a str) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: 0,
            start: 0,
            line_start: 0,
            flow: Vec::new(),
            pairs: 0,
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

    /// How many lists and maps are open.
    pub fn depth(&self) -> usize {
        self.flow.len() + self.pairs + self.blocks.len() + self.doubled
    }

    /// How many may be open: what stands in brackets can turn out to be the key of a map that begins with it.
    pub fn most_depth(&self) -> usize {
        self.depth() + usize::from(self.in_brackets())
    }

    /// Whether a bracket or brace is open.
    pub fn in_brackets(&self) -> bool {
        !self.flow.is_empty()
    }

    /// Where the last token that could be a key begins and ends.
    pub fn key_text(&self) -> (usize, usize) {
        self.key_text
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

    fn skip_spaces(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| **byte == b' ').count();
    }

    /// Skips bytes that mean nothing within a text, however it is written, and single blanks between such bytes.
    fn skip_ordinary(&mut self) {
        let mut rest = self.bytes.get(self.at..).unwrap_or_default();
        while let [first, others @ ..] = rest
            && (is_ordinary(*first) || (*first == b' ' && others.first().copied().is_some_and(is_ordinary)))
        {
            rest = others;
        }
        self.at = self.bytes.len() - rest.len();
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
            self.skip_spaces();
            match self.byte(0) {
                b'\t' => self.at += 1,
                b'#' => self.skip_line(),
                byte if is_ordinary(byte) => return,
                _ => match self.line_break(0) {
                    0 => return,
                    length => self.next_line(length),
                },
            }
        }
    }

    /// Skips one token. False at the end, and where the parser would stop for a fault.
    pub fn token(&mut self) -> bool {
        self.skip_blanks();
        if self.ended() {
            return false;
        }
        self.start = self.at;
        let column = self.at - self.line_start;
        if self.flow.is_empty() {
            self.close_blocks(|block| block.column > column);
        }
        self.close_anchored(column);
        if column == 0 && self.is_document_mark() {
            self.close_flow(|_| true);
            self.close_blocks(|_| true);
            self.at += 3;
            return true;
        }
        match self.byte(0) {
            b'%' if column == 0 => self.skip_line(),
            b'[' | b'{' => self.open(column),
            b']' | b'}' => {
                let mut last = true;
                self.close_flow(|_| std::mem::take(&mut last));
                self.at += 1;
            }
            b',' => {
                self.pair(false);
                self.count_entry();
                self.at += 1;
            }
            b'-' if self.is_blank(1) => {
                self.open_block(column, true);
                self.count_entry();
            }
            b'?' if !self.flow.is_empty() || self.is_blank(1) => {
                self.pair(true);
                self.open_block(column, false);
            }
            b':' if !self.flow.is_empty() || self.is_blank(1) => {
                self.values += 1;
                self.pair(true);
                self.open_block(self.key, false);
                if self.depth() == 1 {
                    let key = self.bytes.get(self.key_text.0..self.key_text.1).unwrap_or_default();
                    self.small = [&b"sources"[..], b"services", b"counterparts"].contains(&key);
                }
            }
            b'|' | b'>' if self.flow.is_empty() => self.skip_block_scalar(),
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
        if self.flow.is_empty() {
            self.key = column;
        }
        self.values += 1;
        self.flow.push(Flow { is_list: self.byte(0) == b'[', pair: false });
        self.at += 1;
    }

    /// Notes that a pair begins or ends where a list in brackets has its entries.
    fn pair(&mut self, begins: bool) {
        if let Some(flow) = self.flow.last_mut().filter(|flow| flow.is_list) {
            self.pairs = self.pairs + usize::from(begins) - usize::from(flow.pair);
            flow.pair = begins;
        }
    }

    fn close_flow(&mut self, mut closes: impl FnMut(&Flow) -> bool) {
        while let Some(flow) = self.flow.pop_if(|flow| closes(flow)) {
            self.pairs -= usize::from(flow.pair);
        }
    }

    /// Opens a list or a map at a column, if none is open there.
    fn open_block(&mut self, column: usize, is_list: bool) {
        self.at += 1;
        if !self.flow.is_empty() {
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
        let (next, flow) = (self.byte(0), self.flow.len());
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
        if self.flow.is_empty() {
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
                self.anchored.push(Anchored { start: self.start, copies: self.copies, flow: self.flow.len(), around });
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
                    b':' => self.is_blank(1) || (!self.flow.is_empty() && b",?[]{}".contains(&self.byte(1))),
                    b',' | b'[' | b']' | b'{' | b'}' => !self.flow.is_empty(),
                    _ => false,
                };
                if ends {
                    return;
                }
                self.at += 1;
                self.skip_ordinary();
            }
            let (at, line_start) = (self.at, self.line_start);
            while self.is_blank(0) && self.byte(0) != 0 {
                match self.line_break(0) {
                    0 => self.at += 1,
                    length => self.next_line(length),
                }
                self.skip_spaces();
            }
            let column = self.at - self.line_start;
            let outside = self.line_start != line_start
                && self.flow.is_empty()
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
