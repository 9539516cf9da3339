//! Where in a YAML file something stands, as a path of keys and places.

use std::fmt;

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Under a key.
    Key(String),
    /// At a place in a list, counted from 0.
    Index(usize),
}

/// The line and column, from 1, of a byte of a text.
pub fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let begin = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
    (line, String::from_utf8_lossy(before.get(begin..).unwrap_or_default()).chars().count() + 1)
}

/// A path that grows while a file is read, without allocating.
#[derive(Debug, Clone, Copy)]
pub enum Path<'a> {
    /// The top of the file.
    Root,
    /// Under a key.
    Key(&'a Path<'a>, &'a str),
    /// At a place in a list.
    Index(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    /// The path to what stands under a key.
    pub fn key(&'a self, key: &'a str) -> Self {
        Path::Key(self, key)
    }

    /// The path to an entry of a list.
    pub fn index(&'a self, at: usize) -> Self {
        Path::Index(self, at)
    }

    /// The steps from the top.
    pub fn steps(&self) -> Vec<Step> {
        match self {
            Path::Root => Vec::new(),
            Path::Key(parent, key) => {
                let mut steps = parent.steps();
                steps.push(Step::Key((*key).to_owned()));
                steps
            }
            Path::Index(parent, at) => {
                let mut steps = parent.steps();
                steps.push(Step::Index(*at));
                steps
            }
        }
    }
}

/// Steps as people read them: `price.disputed[0].value`.
pub struct Printed<'a>(pub &'a [Step]);

impl fmt::Display for Printed<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if at == 0 => out.write_str(key)?,
                Step::Key(key) => write!(out, ".{key}")?,
                Step::Index(index) => write!(out, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// The path that a parser has put in front of a message, as in `sources[2]: missing field`, and the message without it.
pub fn in_front(message: &str) -> (Vec<Step>, &str) {
    let found = message.split_once(": ").and_then(|(path, rest)| Some((steps(path)?, rest)));
    found.unwrap_or((Vec::new(), message))
}

fn steps(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let mut pieces = part.split('[');
        let key = pieces
            .next()
            .filter(|key| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))?;
        steps.push(Step::Key(key.to_owned()));
        for piece in pieces {
            steps.push(Step::Index(piece.strip_suffix(']')?.parse().ok()?));
        }
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_front_of_a_message_is_taken_off() {
        for (message, path, rest) in [
            ("sources[2]: missing field `id`", "sources[2]", "missing field `id`"),
            ("a.b_c[0][1].d: e: f", "a.b_c[0][1].d", "e: f"),
            ("invalid type: map", "", "invalid type: map"),
            ("a[x]: b", "", "a[x]: b"),
            ("no path", "", "no path"),
        ] {
            let (steps, found) = in_front(message);
            assert_eq!((Printed(&steps).to_string().as_str(), found), (path, rest));
        }
    }
}
