//! The program: parse and run, write once, set the exit code. A closed pipe is success, a failed write is not.

use certcmp::cli::{self, Output, env::Env};
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let output = cli::run(std::env::args_os(), &Env::of_process());
    let mut code = output.code;
    let mut stderr: String = output.stderr.iter().map(|line| format!("{line}\n")).collect();
    if let Err(error) = write(&output) {
        if error.kind() == ErrorKind::BrokenPipe {
            return ExitCode::from(code);
        }
        let place = output.file.map_or_else(|| "the output".to_owned(), |path| format!("`{}`", path.display()));
        stderr.push_str(&format!("error: cannot write {place}: {error}\n"));
        code = 2;
    }
    // Nothing to do if stderr fails.
    let _ = io::stderr().write_all(stderr.as_bytes());
    ExitCode::from(code)
}

fn write(output: &Output) -> io::Result<()> {
    if let Some(path) = &output.file {
        return write_file(path, &output.stdout);
    }
    if let Some(pager) = &output.pager
        && pager.show(&output.stdout)?
    {
        return Ok(());
    }
    let mut stdout = io::stdout().lock();
    stdout.write_all(output.stdout.as_bytes())?;
    stdout.flush()
}

/// Writes a file whole or not at all. What is not a regular file, such as a device, is written directly.
fn write_file(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let Some(name) = path.file_name().filter(|_| !path.exists() || path.is_file()) else {
        return fs::write(&path, text);
    };
    let temporary = path.with_file_name(format!(".{}.{}", name.to_string_lossy(), std::process::id()));
    let written = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, &path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}
