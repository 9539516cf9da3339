//! Runs the program as a user would, with strict defaults: a fixed day and width, no colour, no user's data, and
//! nothing but what a test asks for in the environment.
#![allow(dead_code)]

#[cfg(unix)]
pub mod bounded;
pub mod terminal;

use certcmp_dataset::Catalog;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The day for which the tests ask, unless they say otherwise.
pub const DAY: &str = "2026-11-23";

/// The frozen dataset: records with every awkward case, which no change of the real data touches.
pub const FROZEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data");

/// A run of the program in the making.
pub struct Certcmp {
    arguments: Vec<String>,
    day: Option<String>,
    width: Option<String>,
    variables: Vec<(String, String)>,
    stdin: Option<String>,
}

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

/// A run with some arguments on the frozen dataset.
pub fn certcmp(arguments: &[&str]) -> Certcmp {
    on_real_data(arguments).variable("CERTCMP_DATASET", FROZEN)
}

/// A run with some arguments on the dataset inside the program.
pub fn on_real_data(arguments: &[&str]) -> Certcmp {
    Certcmp {
        arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect(),
        day: Some(DAY.to_owned()),
        width: Some("100".to_owned()),
        variables: Vec::new(),
        stdin: None,
    }
}

/// The frozen dataset.
pub fn frozen() -> Catalog {
    certcmp::dataset::whole(Path::new(FROZEN)).expect("tests/data has no fault")
}

impl Certcmp {
    /// Asks for another day.
    pub fn day(mut self, day: &str) -> Self {
        self.day = Some(day.to_owned());
        self
    }

    /// Asks for another width.
    pub fn width(mut self, width: usize) -> Self {
        self.width = Some(width.to_string());
        self
    }

    /// Leaves day and width to the program.
    pub fn bare(mut self) -> Self {
        self.day = None;
        self.width = None;
        self
    }

    /// Sets an environment variable.
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Writes to stdin.
    pub fn stdin(mut self, text: &str) -> Self {
        self.stdin = Some(text.to_owned());
        self
    }

    /// Runs it.
    pub fn run(self) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_certcmp"));
        command.env_clear().current_dir(env!("CARGO_MANIFEST_DIR"));
        command.args(&self.arguments);
        for (option, value) in [("--as-of", &self.day), ("--width", &self.width)] {
            if let Some(value) = value
                && !self.arguments.iter().any(|argument| argument == option || argument == "--")
            {
                command.args([option, value]);
            }
        }
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("stdin is piped");
        let text = self.stdin.unwrap_or_default();
        // A program that reads no stdin may have ended already.
        let _ = stdin.write_all(text.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("the program ends");
        Ran {
            stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
            code: output.status.code().expect("the program is not killed"),
        }
    }

    /// Runs it and takes its output: it must succeed and say nothing on stderr.
    pub fn stdout(self) -> String {
        let ran = self.run();
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "stdout: {}", ran.stdout);
        ran.stdout
    }

    /// Runs it and takes what it says on stderr: it must fail with exit code 2 and leave stdout empty.
    pub fn error(self) -> String {
        let ran = self.run();
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "stderr: {}", ran.stderr);
        ran.stderr
    }
}

/// Compares a text with a golden file. `UPDATE_GOLDEN=1` writes the file instead; read what was written.
pub fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).expect("the golden file is written");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    snapbox::assert_data_eq!(text.to_owned(), snapbox::Data::text(expected).raw());
}

/// A folder for one test, empty at first.
pub fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).expect("the folder is made");
    path
}

/// The ids in a JSON document.
pub fn ids(document: &str) -> Vec<String> {
    let document: serde_json::Value = serde_json::from_str(document).expect("the document is JSON");
    let list = document["certifications"].as_array().expect("there is a list of certifications");
    list.iter().map(|record| record["id"].as_str().expect("a record has an id").to_owned()).collect()
}

/// Whether a program can be started; where it cannot, that is said past the test runner's own capture of output.
pub fn is_installed(program: &str) -> bool {
    let there = Command::new(program).arg("--version").stdin(Stdio::null()).output().is_ok();
    if !there {
        let _ = writeln!(std::io::stderr(), "SKIPPED: {program} is not installed, so what needs it is not tested");
    }
    there
}
