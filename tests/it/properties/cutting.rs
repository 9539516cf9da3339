//! What holds for every text that can be cut: its pieces say together what the whole text says.

use certcmp_dataset::yaml::pieces::Outline;
use serde_yaml::{Mapping, Value};

/// Cuts a text into the smallest pieces there can be.
pub fn check(text: &str) {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let Some(pieces) = Outline::of(text).cut(1) else { return };
    let whole: Result<Value, _> = serde_yaml::from_str(text);
    let mut together = Mapping::new();
    let mut fault = None;
    for piece in &pieces {
        let read: Result<Mapping, _> = serde_yaml::from_str(&piece.yaml());
        match read {
            Ok(read) => read.into_iter().for_each(|(key, value)| add(&mut together, key, value)),
            Err(error) => fault = Some((piece, error)),
        }
    }
    match (whole, fault) {
        // Compared as printed: what is no number is not the same as itself.
        (Ok(whole), None) => assert_eq!(format!("{whole:?}"), format!("{:?}", Value::Mapping(together)), "{text:?}"),
        (Err(error), None) => panic!("only the whole is refused: {error}: {text:?}"),
        (Ok(_), Some((piece, error))) => panic!("only {piece:?} is refused: {error}: {text:?}"),
        (Err(_), Some((piece, _))) => {
            let error =
                serde_yaml::from_str::<Value>(&piece.yaml_in_its_lines(text)).expect_err("it is as wrong there");
            let lines = text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).count();
            assert!(error.location().is_none_or(|location| location.line() <= lines + 1), "{error}: {text:?}");
        }
    }
}

fn add(together: &mut Mapping, key: Value, value: Value) {
    match (together.get_mut(&key), value) {
        (Some(Value::Sequence(known)), Value::Sequence(more)) => known.extend(more),
        (Some(known), _) => panic!("{key:?} stands in two pieces: {known:?}"),
        (None, value) => {
            together.insert(key, value);
        }
    }
}

/// Lines of which texts are made that can, or nearly can, be cut.
pub const LINES: &[&str] = &[
    "certifications:",
    "sources:",
    "services: # with a note",
    "other :",
    "sources: [a, b]",
    "sources: [a,",
    "b]",
    "note: text",
    "- a",
    "- id: a",
    "-",
    "- - a",
    "-\ta",
    "- 'it''s",
    "it's'",
    "- \"x",
    "y\"",
    "- |",
    "- >-",
    "- b: |",
    "- c: [x, 'y']",
    "- ? a",
    "- {a: b}",
    "- {a: b,",
    "c: d}",
    "id: a",
    "a: b",
    "a:",
    "a",
    "? a",
    ": b",
    "# a note",
    "# a \0",
    "# \u{1B}[m",
    "",
    "---",
    "--- # begin",
    "--- a",
    "...",
    "%YAML 1.1",
    "&a",
    "- &a b",
    "- *a",
    "'quoted':",
    "\"certifications\":",
    "!!seq",
    "- !!str a",
    "!x",
    "c: !e!x d",
    "[a]: b",
    "{a}: b",
    "- a: b: c",
    "- [",
    "]",
    "}",
    "- -",
    "null",
    "~: a",
    "1: a",
    "<<: a",
    "@",
    "\u{FEFF}",
];
