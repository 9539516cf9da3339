//! Parses the files of a dataset and gathers their entries by section, each with its origin.

use super::assemble::Origin;
use super::fault::Fault;
use super::files::TextFile;
use super::node::Node;
use super::path::{self, Step};
use super::pieces::Piece;
use super::raw::{RawFile, RawRecord, RawShared};
use super::yaml::{self, Parsed};

/// An entry of a file with its origin.
pub type Found<R> = Vec<(Origin, R)>;

/// What stands in the sections of files.
#[derive(Default)]
pub struct Sections<'a> {
    /// Providers.
    pub providers: Found<Node>,
    /// Sources.
    pub sources: Found<Node>,
    /// Services.
    pub services: Found<Node>,
    /// Counterparts.
    pub counterparts: Found<Node>,
    /// Certifications.
    pub records: Found<RawRecord>,
    /// Pieces of large files that hold records. They are parsed when all else is read, and forgotten one by one.
    pub more_records: Vec<(usize, Piece<'a>)>,
    /// Large files of which a piece cannot be parsed.
    pub broken: Vec<usize>,
}

/// Parses files.
pub fn parse_all<'a>(files: &'a [TextFile], faults: &mut Vec<Fault>) -> Sections<'a> {
    let mut sections = Sections::default();
    for (file, text) in files.iter().enumerate() {
        if !text.is_utf8 {
            let (file, place) = (text.name.clone(), Some(path::place(&text.text, text.text.len())));
            let (problem, remedy) = ("the file is not UTF-8".to_owned(), "save it as UTF-8".to_owned());
            Fault { file, place, path: Vec::new(), problem, remedy }.note(faults);
            continue;
        }
        match yaml::parse(&text.name, &text.text, faults) {
            Some(Parsed::Whole(RawFile::Record(record))) => {
                sections.records.push((Origin { file, path: Vec::new() }, *record));
            }
            Some(Parsed::Whole(RawFile::Shared(shared))) => sections.add(file, &text.name, 0, *shared, faults),
            Some(Parsed::Pieces(pieces)) => {
                for piece in pieces {
                    if piece.key == RECORDS {
                        sections.more_records.push((file, piece));
                        continue;
                    }
                    match yaml::parse_piece(&text.name, &piece) {
                        Ok(shared) => sections.add(file, &text.name, piece.first(), shared, faults),
                        Err(_) => {
                            sections.broken.push(file);
                            break;
                        }
                    }
                }
            }
            None => {}
        }
    }
    sections
}

/// The section that holds certifications.
pub const RECORDS: &str = "certifications";

impl Sections<'_> {
    /// Adds what a file holds, or a piece of it, of which the entries stand in the file from a place on.
    fn add(&mut self, file: usize, name: &str, first: usize, shared: RawShared, faults: &mut Vec<Fault>) {
        for section in shared.unknown {
            yaml::unknown_field(name, vec![Step::Key(section)]).note(faults);
        }
        spread(&mut self.providers, file, "providers", first, shared.providers);
        spread(&mut self.sources, file, "sources", first, shared.sources);
        spread(&mut self.services, file, "services", first, shared.services);
        spread(&mut self.counterparts, file, "counterparts", first, shared.counterparts);
        spread(&mut self.records, file, RECORDS, first, shared.certifications);
    }
}

/// Adds the entries of a section, which stand in the file from a place on.
pub fn spread<R>(found: &mut Found<R>, file: usize, section: &str, first: usize, entries: Option<Vec<R>>) {
    for (index, entry) in entries.into_iter().flatten().enumerate() {
        let path = vec![Step::Key(section.to_owned()), Step::Index(first + index)];
        found.push((Origin { file, path }, entry));
    }
}
