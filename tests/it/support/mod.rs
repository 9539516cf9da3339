//! Runs the program as a user would, with strict defaults: the frozen dataset, a fixed day and width, no user's data,
//! and nothing but what a test asks for in the environment.

pub mod terminal;

use certcmp_dataset::Catalog;
use serde_json::Value;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::thread::{JoinHandle, sleep, spawn};
use std::time::{Duration, Instant};

/// The day for which the tests ask, unless they say otherwise.
pub const DAY: &str = "2026-11-23";

/// The frozen dataset: records with every awkward case, which no change of the real data touches. It is packed once for
/// all runs, because reading its YAML takes longer than most answers.
pub static FROZEN: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut hasher = DefaultHasher::new();
    for file in certcmp_dataset::files::read(&folder).expect("tests/data can be read") {
        (file.name, file.text).hash(&mut hasher);
    }
    // Another program may pack it in another way.
    let program = std::env::current_exe().and_then(|path| path.metadata()?.modified());
    program.expect("the tests are a file").hash(&mut hasher);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("frozen-{:x}", hasher.finish()));
    if !path.exists() {
        let catalog = certcmp::dataset::whole(&folder).expect("tests/data has no fault");
        // Another process may read it as soon as it is there.
        let unfinished = path.with_extension(std::process::id().to_string());
        fs::write(&unfinished, catalog.pack().expect("it can be packed")).expect("the packed dataset is written");
        fs::rename(unfinished, &path).expect("the packed dataset is in its place");
    }
    path
});

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_certcmp");

/// After that a program counts as one that never ends; no test is about time.
const WATCHDOG: Duration = Duration::from_secs(180);

/// A run of the program in the making.
pub struct Certcmp {
    arguments: Vec<OsString>,
    day: Option<String>,
    width: Option<String>,
    variables: Vec<(OsString, OsString)>,
    stdin: Vec<u8>,
    script: Option<String>,
}

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    /// The exit code; the negative number of the signal that ended it.
    pub code: i32,
}

/// A run with some arguments on the frozen dataset.
pub fn certcmp(arguments: &[&str]) -> Certcmp {
    on_real_data(arguments).variable("CERTCMP_DATASET", &*FROZEN)
}

/// A run with the words of a line as arguments, on the frozen dataset.
pub fn line(text: &str) -> Certcmp {
    let words = shlex::split(text).expect("quotes are closed");
    certcmp(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A run with some arguments on the dataset inside the program.
pub fn on_real_data(arguments: &[&str]) -> Certcmp {
    Certcmp {
        arguments: arguments.iter().map(|argument| argument.into()).collect(),
        day: Some(DAY.to_owned()),
        width: Some("100".to_owned()),
        variables: Vec::new(),
        stdin: Vec::new(),
        script: None,
    }
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

    /// Leaves the width to the program.
    pub fn any_width(mut self) -> Self {
        self.width = None;
        self
    }

    /// Leaves day and width to the program.
    pub fn bare(mut self) -> Self {
        self.day = None;
        self.any_width()
    }

    /// Adds an argument, of any bytes.
    pub fn argument(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    /// Sets an environment variable, to any bytes.
    pub fn variable(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.variables.push((name.into(), value.as_ref().to_owned()));
        self
    }

    /// Writes to stdin.
    pub fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    /// Starts it by a line of shell, which has the program and its arguments as `"$@"`.
    pub fn by(mut self, script: &str) -> Self {
        self.script = Some(script.to_owned());
        self
    }

    /// The process, ready to be started.
    pub fn command(&self) -> Command {
        let mut command = match &self.script {
            None => Command::new(PROGRAM),
            Some(script) => {
                let mut shell = Command::new("/bin/sh");
                shell.args(["-c", script, "sh", PROGRAM]);
                shell
            }
        };
        command.env_clear().current_dir(env!("CARGO_MANIFEST_DIR")).args(&self.arguments);
        for (option, value) in [("--as-of", &self.day), ("--width", &self.width)] {
            let is_there = |argument: &OsString| {
                let argument = argument.to_string_lossy();
                argument == "--"
                    || argument == option
                    || argument.strip_prefix(option).is_some_and(|rest| rest.starts_with('='))
            };
            if let Some(value) = value
                && !self.arguments.iter().any(is_there)
            {
                command.args([option, value]);
            }
        }
        if self.script.is_some() {
            command.env("PATH", "/usr/bin:/bin");
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs it; it must not panic.
    pub fn run(self) -> Ran {
        let ran = run(&mut self.command(), &self.stdin);
        assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
        ran
    }

    /// Runs it and takes its output: it must succeed and say nothing on stderr.
    pub fn stdout(self) -> String {
        let ran = self.run();
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "stdout: {}", ran.stdout);
        ran.stdout
    }

    /// Runs it and takes its output, whatever it says on stderr: it must succeed.
    pub fn answer(self) -> String {
        let ran = self.run();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    }

    /// Runs it for JSON and reads the document.
    pub fn json(self) -> Value {
        let text = self.argument("--json").answer();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// Runs it and takes what it says on stderr: it must fail with exit code 2 and leave stdout empty.
    pub fn error(self) -> String {
        let ran = self.run();
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "stderr: {}", ran.stderr);
        ran.stderr
    }
}

/// Runs any program with some bytes on stdin.
pub fn run(command: &mut Command, stdin: &[u8]) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("stdin is piped");
    let bytes = stdin.to_vec();
    let writer = spawn(move || {
        // A program that reads no stdin may have ended already.
        let _ = input.write_all(&bytes);
    });
    let (stdout, stderr) = (read(child.stdout.take()), read(child.stderr.take()));
    let code = wait(&mut child);
    writer.join().expect("stdin is written");
    Ran { stdout: text(stdout), stderr: text(stderr), code }
}

/// Waits for a program to end and returns its code; kills it where it does not.
pub fn wait(child: &mut Child) -> i32 {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            #[cfg(unix)]
            let signal = std::os::unix::process::ExitStatusExt::signal(&status);
            #[cfg(not(unix))]
            let signal = None;
            return status.code().unwrap_or_else(|| -signal.unwrap_or(1));
        }
        if start.elapsed() > WATCHDOG {
            child.kill().expect("it can be killed");
            panic!("it did not end within {WATCHDOG:?}");
        }
        sleep(Duration::from_millis(2));
    }
}

fn read(stream: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    spawn(move || {
        let mut bytes = Vec::new();
        stream.expect("the stream is piped").read_to_end(&mut bytes).expect("the stream is read");
        bytes
    })
}

fn text(bytes: JoinHandle<Vec<u8>>) -> String {
    String::from_utf8(bytes.join().expect("the stream is read")).expect("the output is UTF-8")
}

/// The frozen dataset.
pub fn frozen() -> Catalog {
    Catalog::unpack(&fs::read(&*FROZEN).expect("it can be read")).expect("it was packed")
}

/// Compares a text with a golden file. `UPDATE_GOLDEN=1` writes the file instead; read what was written.
pub fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, text).expect("the golden file is written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    snapbox::assert_data_eq!(text.to_owned(), snapbox::Data::text(expected).raw());
}

/// A folder for one test, empty at first.
pub fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the folder is made");
    path
}

/// A file of its own folder, with some content.
pub fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder(name).join("file.yaml");
    fs::write(&path, content).expect("the file is written");
    path
}

/// The ids in a JSON document.
pub fn ids(document: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(document).expect("the document is JSON");
    let list = document["certifications"].as_array().expect("there is a list of certifications");
    list.iter().map(|record| record["id"].as_str().expect("a record has an id").to_owned()).collect()
}

/// A validator for one of the schemas that the program prints.
pub fn schema(subject: &str) -> jsonschema::Validator {
    jsonschema::draft7::new(&serde_json::from_str(&certcmp(&["schema", subject]).bare().stdout()).unwrap()).unwrap()
}

/// Checks that a document is valid by a schema.
pub fn assert_valid(schema: &jsonschema::Validator, document: &Value, name: &str) {
    let faults: Vec<String> =
        schema.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{name}: {faults:#?}");
}

/// Checks that a text has some words.
pub fn assert_has(text: &str, words: &[&str]) {
    for words in words {
        assert!(text.contains(words), "{words}: {text}");
    }
}

/// Checks that no line of a text is wider, in columns of a terminal. Only an address that has a line of its own may be.
pub fn assert_width(text: &str, width: usize, name: &str) {
    for line in text.lines().filter(|line| !line.trim_start().starts_with("http")) {
        let columns = unicode_width::UnicodeWidthStr::width(line);
        assert!(columns <= width, "{name} at {width}: {columns} columns: {line}");
    }
}

/// Whether a tool can be started.
pub fn is_installed(tool: &str) -> bool {
    let there = Command::new(tool).arg("--version").stdin(Stdio::null()).output().is_ok();
    there || skip(tool)
}

/// Whether a tool does its work with some arguments.
pub fn works(tool: &str, arguments: &[&str]) -> bool {
    let output = Command::new(tool).args(arguments).stdin(Stdio::null()).output();
    output.is_ok_and(|output| output.status.success()) || skip(tool)
}

/// Says past the test runner's own capture of output what is not tested.
pub fn skip(tool: &str) -> bool {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {tool} is not installed, so what needs it is not tested");
    false
}
