//! Makes files of synthetic records, as many as wanted and the same every time, by varying the real ones of `data/`.
//!
//! Nothing is made up: a record is a real one under another id, with some of its facts taken from another exam of the same
//! provider. So it is valid and as large as real ones are, and untrue; its id and its names say that it is synthetic.

use serde_yaml::{Mapping, Value};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How much of a real record is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// All of it, about 8 kB: a record of the project.
    Full,
    /// What somebody would write down for a team, about 1 kB: the main facts, each with one source and no disputes.
    Short,
}

/// The fields of a short record.
const SHORT: &[&str] =
    &["id", "provider", "short_name", "track", "name", "level", "sittings", "price", "duration", "services"];

/// The facts that are taken from another exam of the provider. None of them refers to the rest of its record.
const EXCHANGED: &[&str] = &[
    "price",
    "duration",
    "questions",
    "question_types",
    "passing_score",
    "audience",
    "roles",
    "domains",
    "services",
    "emphasis",
    "skills",
    "experience",
];

/// The real records, from which synthetic ones are made.
#[derive(Debug)]
pub struct Synthetic {
    originals: Vec<Mapping>,
    ids: Vec<String>,
    /// The places of each provider's records.
    of_provider: BTreeMap<String, Vec<usize>>,
}

impl Synthetic {
    /// Reads the real records: a folder as `data/` of the project.
    ///
    /// # Errors
    /// If it cannot be read, or a file in it is no record.
    pub fn read(data: &Path) -> io::Result<Self> {
        let mut originals = Vec::new();
        for folder in sorted(data)?.into_iter().filter(|path| path.is_dir()) {
            for file in sorted(&folder)? {
                let record = serde_yaml::from_str(&fs::read_to_string(&file)?).map_err(io::Error::other)?;
                originals.push(record);
            }
        }
        let ids: Vec<String> = originals.iter().map(|record| text(record, "id")).collect();
        let mut of_provider: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, record) in originals.iter().enumerate() {
            of_provider.entry(text(record, "provider")).or_default().push(at);
        }
        if originals.is_empty() {
            return Err(io::Error::other(format!("there are no records in `{}`", data.display())));
        }
        Ok(Self { originals, ids, of_provider })
    }

    /// The records of the project.
    ///
    /// # Errors
    /// As [`Synthetic::read`].
    pub fn of_project() -> io::Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.ancestors().find(|folder| folder.join("data/providers.yaml").is_file());
        Self::read(&root.unwrap_or(here).join("data"))
    }

    /// The id of a synthetic record.
    pub fn id(&self, at: usize) -> String {
        self.renamed(&self.ids[at % self.ids.len()], self.round(at))
    }

    /// Writes one file with many records.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, count: usize, shape: Shape, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "# {count} synthetic records: real ones under other ids, with their facts exchanged. Not true.")?;
        writeln!(out, "certifications:")?;
        for at in 0..count {
            let record = [Value::Mapping(self.record(at, count, shape))];
            out.write_all(serde_yaml::to_string(&record).map_err(io::Error::other)?.as_bytes())?;
        }
        Ok(())
    }

    /// The text of one file with many records.
    ///
    /// # Errors
    /// If it cannot be represented, which no file of the project is.
    pub fn yaml(&self, count: usize, shape: Shape) -> io::Result<String> {
        let mut bytes = Vec::new();
        self.write(count, shape, &mut bytes)?;
        String::from_utf8(bytes).map_err(io::Error::other)
    }

    /// One of so many records.
    fn record(&self, at: usize, count: usize, shape: Shape) -> Mapping {
        let round = self.round(at);
        let place = at % self.originals.len();
        let original = &self.originals[place];
        let other = &self.originals[self.partner(place, round)];
        let mut record = Mapping::new();
        for (field, value) in original {
            let name = field.as_str().unwrap_or_default();
            if shape == Shape::Short && !SHORT.contains(&name) {
                continue;
            }
            let value = other.get(name).filter(|_| EXCHANGED.contains(&name)).unwrap_or(value);
            let mut value = self.moved(value, round, count);
            if shape == Shape::Short {
                shorten(&mut value);
            }
            record.insert(field.clone(), value);
        }
        self.label(&mut record, round);
        record
    }

    /// Names that say what it is and that no other record has.
    fn label(&self, record: &mut Mapping, round: usize) {
        let title = |name: &str| Value::from(format!("Synthetic {round}: {name}"));
        let short = text(record, "short_name");
        record.insert("short_name".into(), title(&short));
        if let Some(Value::Mapping(name)) = record.get_mut("name") {
            let real = text(name, "value");
            name.insert("value".into(), title(&real));
        }
        if let Some(Value::Sequence(aliases)) = record.get_mut("aliases") {
            for alias in aliases {
                *alias = self.renamed(alias.as_str().unwrap_or_default(), round).into();
            }
        }
    }

    /// A value in which the ids of records are those of the same round. Where the round has no such record, because there
    /// are enough, the real one stays.
    fn moved(&self, value: &Value, round: usize, count: usize) -> Value {
        match value {
            Value::String(text) => {
                let id = text.strip_prefix("when ").and_then(|rest| rest.strip_suffix(" opens")).unwrap_or(text);
                let there = |place: usize| round * self.ids.len() + place < count;
                match self.ids.iter().position(|known| known == id).filter(|place| there(*place)) {
                    Some(_) if id == text => self.renamed(id, round).into(),
                    Some(_) => format!("when {} opens", self.renamed(id, round)).into(),
                    None => value.clone(),
                }
            }
            Value::Sequence(values) => values.iter().map(|value| self.moved(value, round, count)).collect(),
            Value::Mapping(fields) => {
                let moved = fields.iter().map(|(key, value)| (key.clone(), self.moved(value, round, count)));
                Value::Mapping(moved.collect())
            }
            _ => value.clone(),
        }
    }

    fn renamed(&self, name: &str, round: usize) -> String {
        format!("synthetic-{round:04}-{name}")
    }

    fn round(&self, at: usize) -> usize {
        at / self.originals.len()
    }

    /// The record that lends its facts: another one of the provider in each round.
    fn partner(&self, place: usize, round: usize) -> usize {
        let provider = text(&self.originals[place], "provider");
        let places = &self.of_provider[&provider];
        let own = places.iter().position(|other| *other == place).unwrap_or_default();
        places[(own + round) % places.len()]
    }
}

/// Leaves one source of a fact and nothing that is said against it.
fn shorten(value: &mut Value) {
    match value {
        Value::Mapping(fields) => {
            for field in ["disputed", "also", "note"] {
                fields.remove(field);
            }
            for (key, value) in fields.iter_mut() {
                match value {
                    Value::Sequence(sources) if key == "sources" => sources.truncate(1),
                    _ => shorten(value),
                }
            }
        }
        Value::Sequence(values) => values.iter_mut().for_each(shorten),
        _ => {}
    }
}

fn text(fields: &Mapping, name: &str) -> String {
    fields.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}
