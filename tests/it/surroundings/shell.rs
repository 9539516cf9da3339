//! Runs the program by a line of shell, which sets its surroundings up and hands over with `exec "$@"`.

use crate::support::{DAY, Ran, bounded};
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::process::{Command, Stdio};

/// The program with a fixed day and an empty environment, started by a script. `/bin/sh` is dash or bash; both know
/// what the scripts use.
pub struct Script {
    command: Command,
    stdin: Vec<u8>,
}

/// A script with the program and its arguments as `"$@"`. `--today` leaves the day to the program.
pub fn script(script: &str, arguments: &[&str]) -> Script {
    let mut command = Command::new("/bin/sh");
    command.env_clear().env("PATH", "/usr/bin:/bin").current_dir(env!("CARGO_MANIFEST_DIR"));
    command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_certcmp")]);
    if !arguments.is_empty() && !arguments.contains(&"--today") {
        command.args(["--as-of", DAY]);
    }
    command.args(arguments.iter().filter(|argument| **argument != "--today"));
    Script { command, stdin: Vec::new() }
}

/// The program alone.
pub fn program(arguments: &[&str]) -> Script {
    script("exec \"$@\"", arguments)
}

impl Script {
    /// Sets a variable, to any bytes.
    pub fn variable(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Adds an argument, of any bytes.
    pub fn argument(mut self, value: impl Into<OsString>) -> Self {
        self.command.arg(value.into());
        self
    }

    /// Writes to stdin.
    pub fn stdin(mut self, bytes: &[u8]) -> Self {
        self.stdin = bytes.to_vec();
        self
    }

    /// Runs it; it must end, without a panic.
    pub fn run(mut self) -> Ran {
        let ran = bounded::run(&mut self.command, &self.stdin);
        assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
        ran
    }

    /// Runs it; it must succeed and say nothing on stderr.
    pub fn stdout(self) -> String {
        let ran = self.run();
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "stdout: {}", ran.stdout);
        ran.stdout
    }

    /// Runs it; it must fail with exit code 2 and leave stdout empty.
    pub fn error(self) -> String {
        let ran = self.run();
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "stderr: {}", ran.stderr);
        ran.stderr
    }

    /// The process itself, for what needs it.
    pub fn command(self) -> Command {
        self.command
    }
}

/// Whether a tool can be run. If not, the line says which test is left out.
pub fn has(tool: &str, arguments: &[&str]) -> bool {
    let probe = Command::new(tool).args(arguments).stdin(Stdio::null()).output();
    let works = probe.is_ok_and(|output| output.status.success());
    if !works {
        // Written past the capture of the test runner, which shows nothing of tests that pass.
        let _ = writeln!(std::io::stderr(), "skipped in part: `{tool}` is missing or does not work here");
    }
    works
}

/// What a shell writes before the program so that permissions count for it, if they do not for who runs the tests;
/// nothing where that cannot be done.
pub fn as_nobody() -> Option<&'static str> {
    const NOBODY: &str = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    if !is_root {
        return Some("");
    }
    let program = env!("CARGO_BIN_EXE_certcmp");
    let arguments = ["--reuid=65534", "--regid=65534", "--clear-groups", program, "--version"];
    has("setpriv", &arguments).then_some(NOBODY)
}
