//! Cuts a large file into pieces that are parsed one after the other.
//!
//! The parser keeps all that it has found in a text until the whole text is read, which takes more than ten times the text.
//! A file is cut only where that cannot change what it says: between its sections and between the entries of their lists.

use super::path::Step;
use super::raw::RawShared;
use super::reader::is_control;
use super::scanner::{self, Scanner};
use std::borrow::Cow;

/// How many bytes of entries are parsed together, at least.
const PIECE: usize = 64 * 1024;

/// A part of a file that is read as a file of its own: a section, or some entries of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The section's key.
    pub key: &'a str,
    /// The place in the section's list of the first entry; nothing where the piece is a whole section.
    first: Option<usize>,
    /// What of the file belongs to it.
    pub text: &'a str,
    /// Where that begins in the file, in bytes.
    start: usize,
    /// How many values it holds.
    pub values: usize,
}

impl<'a> Piece<'a> {
    /// What the parser reads.
    pub fn yaml(&self) -> Cow<'a, str> {
        match self.first {
            Some(_) => Cow::Owned(format!("{}:\n{}", self.key, self.text)),
            None => Cow::Borrowed(self.text),
        }
    }

    /// Where it begins in the file, in bytes.
    pub fn start(&self) -> usize {
        self.start
    }

    /// The place in the section's list of the first entry.
    pub fn first(&self) -> usize {
        self.first.unwrap_or_default()
    }

    /// What the parser reads, in the lines in which it stands in the file, so that places in messages are right. That takes a
    /// pass over the file up to there.
    pub fn yaml_in_its_lines(&self, file: &str) -> String {
        let before = scanner::line_breaks(file.get(..self.start).unwrap_or_default());
        "\n".repeat(before.saturating_sub(usize::from(self.first.is_some()))) + &self.yaml()
    }

    /// A path in the piece, of which it was a path in the file; nothing if it leads to another piece.
    fn path_in_piece(&self, path: &[Step]) -> Option<Vec<Step>> {
        let mut path = path.to_vec();
        if !matches!(path.first(), Some(Step::Key(key)) if key == self.key) {
            return None;
        }
        if let Some(Step::Index(index)) = path.get_mut(1) {
            *index = index.checked_sub(self.first())?;
        }
        Some(path)
    }

    /// A path in the file, of which it was a path in the piece.
    pub fn path_in_file(&self, mut path: Vec<Step>) -> Vec<Step> {
        if let Some(Step::Index(index)) = path.get_mut(1) {
            *index += self.first();
        }
        path
    }
}

/// The piece in which a path of the file leads on, and the path in it.
pub fn holding<'a>(pieces: &[Piece<'a>], path: &[Step]) -> Option<(Piece<'a>, Vec<Step>)> {
    let found = |piece: &Piece<'a>| Some((*piece, piece.path_in_piece(path)?));
    pieces.iter().rev().find_map(found)
}

/// A section of a file.
#[derive(Debug)]
struct Section {
    start: Mark,
    key_end: usize,
    /// What stands under the key is a list, with these entries.
    entries: Vec<Mark>,
    /// In which column.
    column: usize,
}

/// A place where a file can be cut.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// In bytes.
    at: usize,
    /// How many values stand before it.
    values: usize,
}

/// Where a file can be cut, as far as it has been scanned.
#[derive(Debug)]
pub struct Outline<'a> {
    text: &'a str,
    sections: Vec<Section>,
    /// The beginning of the document is marked.
    marked: bool,
    /// Tokens before the first section.
    before: usize,
    /// The last token was the colon of a section.
    under_key: bool,
    /// It holds something that binds its parts together, or that is not understood here.
    whole: bool,
    /// How many values there are.
    values: usize,
}

impl<'a> Outline<'a> {
    /// Of a text of which nothing has been scanned.
    pub fn new(text: &'a str) -> Self {
        Self { text, sections: Vec::new(), marked: false, before: 0, under_key: false, whole: false, values: 0 }
    }

    /// The outline of a whole text.
    pub fn of(text: &'a str) -> Self {
        let mut outline = Self::new(text);
        let mut scanner = Scanner::new(text);
        while scanner.token() {
            outline.see(&scanner);
        }
        outline
    }

    /// Takes notice of the token that was scanned last.
    pub fn see(&mut self, scanner: &Scanner<'_>) {
        self.values = scanner.values;
        let first = self.text.as_bytes().get(scanner.start).copied().unwrap_or_default();
        if self.whole {
            return;
        }
        if !b"&*?.-:".contains(&first) {
            self.before += 1;
            self.under_key = false;
            return;
        }
        let under_key = std::mem::take(&mut self.under_key);
        let token = self.text.as_bytes().get(scanner.start..scanner.at).unwrap_or_default();
        match (token, scanner.in_brackets()) {
            ([b'&' | b'*', ..], _) | ([b'?'], false) => self.whole = true,
            (b"..." | b"---", false) if scanner.start == scanner.line_start => {
                let again = std::mem::replace(&mut self.marked, true);
                self.whole = token != b"---" || self.before > 0 || again;
                return;
            }
            ([b':'], false) if scanner.depth() == 1 => self.section(scanner),
            ([b'-'], false) if scanner.depth() == 2 => self.entry(scanner, under_key),
            _ => {}
        }
        self.before += 1;
    }

    /// Notes a section, of which the colon was scanned last.
    fn section(&mut self, scanner: &Scanner<'_>) {
        let (start, key_end) = scanner.key_text();
        let key = self.text.get(start..key_end).unwrap_or_default();
        let plain = !key.is_empty() && key.bytes().all(scanner::is_of_name);
        let known = self.sections.iter().any(|section| self.text.get(section.start.at..section.key_end) == Some(key));
        let alone = !self.sections.is_empty() || self.before == 1;
        self.whole = start != scanner.line_start || !plain || known || !alone;
        self.under_key = true;
        // The key itself and what the colon begins have been counted.
        let start = Mark { at: start, values: scanner.values.saturating_sub(2) };
        self.sections.push(Section { start, key_end, entries: Vec::new(), column: 0 });
    }

    /// Notes an entry of a section's list, of which the hyphen was scanned last.
    fn entry(&mut self, scanner: &Scanner<'_>, under_key: bool) {
        let column = scanner.start - scanner.line_start;
        let Some(section) = self.sections.last_mut() else {
            self.whole = true;
            return;
        };
        if under_key {
            section.column = column;
        }
        self.whole = !under_key && (section.entries.is_empty() || section.column != column);
        section.entries.push(Mark { at: scanner.line_start, values: scanner.values.saturating_sub(1) });
    }

    /// How many values the parser must hold at once if the file is not cut.
    pub fn values(&self) -> usize {
        self.values
    }

    /// The pieces. Nothing if the file must be read as a whole: because it is small, is a record, or cannot be cut.
    pub fn pieces(&self) -> Option<Vec<Piece<'a>>> {
        let key = self.sections.first().and_then(|section| self.key(section));
        let shared = key.is_some_and(|key| RawShared::SECTIONS.contains(&key));
        if shared && self.text.len() >= 2 * PIECE { self.cut(PIECE) } else { None }
    }

    /// The comments that belong to no piece: in front of the first section, and between keys and their first entries.
    fn between(&self) -> impl Iterator<Item = &'a str> {
        let begin = self.sections.first().and_then(|first| self.text.get(..first.start.at));
        let under = |section: &Section| self.text.get(section.key_end..section.entries.first()?.at);
        begin.into_iter().chain(self.sections.iter().filter_map(under))
    }

    fn key(&self, section: &Section) -> Option<&'a str> {
        self.text.get(section.start.at..section.key_end)
    }

    /// The pieces of a file of any size, with as many entries in each as reach so many bytes. Nothing if it cannot be cut.
    pub fn cut(&self, bytes: usize) -> Option<Vec<Piece<'a>>> {
        if self.whole || self.sections.is_empty() || !self.between().all(is_harmless) {
            return None;
        }
        let end = Mark { at: self.text.len(), values: self.values };
        let mut pieces = Vec::new();
        for (at, section) in self.sections.iter().enumerate() {
            let end = self.sections.get(at + 1).map_or(end, |next| next.start);
            let key = self.key(section)?;
            let piece = |first, from: Mark, to: Mark| {
                let text = self.text.get(from.at..to.at)?;
                Some(Piece { key, first, text, start: from.at, values: to.values.saturating_sub(from.values) })
            };
            if section.entries.is_empty() {
                pieces.push(piece(None, section.start, end)?);
            }
            let mut rest = section.entries.iter().copied().enumerate().peekable();
            while let Some((first, from)) = rest.next() {
                while rest.next_if(|(_, next)| next.at - from.at < bytes).is_some() {}
                let to = rest.peek().map_or(end, |(_, next)| *next);
                pieces.push(piece(Some(first), from, to)?);
            }
        }
        Some(pieces)
    }
}

/// Whether a comment holds nothing that the parser would refuse.
fn is_harmless(text: &str) -> bool {
    !text.contains(|found| is_control(found) && !matches!(found, '\n' | '\r' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Option<Vec<(&str, usize, &str)>> {
        let pieces = Outline::of(text).cut(1)?;
        Some(pieces.iter().map(|piece| (piece.key, piece.first(), piece.text)).collect())
    }

    #[test]
    fn a_file_is_cut_between_sections_and_between_entries() {
        let text = "# first\n---\nsources:\n  # all\n  - id: a\n    b: [c,\n- d]\n  - 'e\n  - f'\nnote: x\nservices:\n- |\n - g\n-\n";
        let expected = [
            ("sources", 0, "  - id: a\n    b: [c,\n- d]\n"),
            ("sources", 1, "  - 'e\n  - f'\n"),
            ("note", 0, "note: x\n"),
            ("services", 0, "- |\n - g\n"),
            ("services", 1, "-\n"),
        ];
        assert_eq!(cut(text), Some(expected.to_vec()));
    }

    #[test]
    fn what_binds_a_file_together_keeps_it_whole() {
        for text in [
            "a:\n- &x b\n- *x\n",
            "a: {b: [&x c]}\nd: e\n",
            "a: b\na: c\n",
            "a: b\n---\nc: d\n",
            "a: b\n...\n",
            "---\n---\na: b\n",
            "%TAG !e! tag:e:\n---\na: !e!b c\n",
            "? a\n: b\n",
            "'a': b\n",
            " a: b\n",
            "a:\n  - b\n- c\n",
            "a: b\n- c\n",
            "- a\n- b\n",
            "{a: b}\n",
            "a\nb: c\n",
            "# \0\na: b\n",
            "a: # \u{1B}\n- b\n",
        ] {
            assert_eq!(cut(text), None, "{text:?}");
        }
    }

    #[test]
    fn small_files_and_records_are_not_cut() {
        let long = format!("- {}\n", "x".repeat(1000)).repeat(200);
        for (text, pieces) in [
            (format!("sources:\n{long}"), Some(4)),
            (format!("id: x\naliases:\n{long}"), None),
            (format!("sources:\n{}", long.get(..9_018).unwrap_or_default()), None),
        ] {
            assert_eq!(Outline::of(&text).pieces().map(|pieces| pieces.len()), pieces);
        }
    }

    #[test]
    fn places_and_paths_lead_from_a_piece_to_the_file_and_back() {
        let text = "# a note\nsources:\n- a\n- b\n- c:\n    d\nother: e\n";
        let pieces = Outline::of(text).cut(1).expect("it can be cut");
        let path = [Step::Key("sources".to_owned()), Step::Index(2), Step::Key("c".to_owned())];
        let (piece, inside) = holding(&pieces, &path).expect("a piece holds it");
        assert_eq!((piece.text, inside.get(1)), ("- c:\n    d\n", Some(&Step::Index(0))));
        assert_eq!(piece.path_in_file(inside), path);
        assert_eq!(piece.yaml(), "sources:\n- c:\n    d\n");
        assert_eq!(piece.yaml_in_its_lines(text), "\n\n\nsources:\n- c:\n    d\n");
        let (other, _) = holding(&pieces, &[Step::Key("other".to_owned())]).expect("a piece holds it");
        assert_eq!(other.yaml_in_its_lines(text), "\n\n\n\n\n\nother: e\n");
        assert!(holding(&pieces, &[Step::Key("another".to_owned())]).is_none());
    }
}
