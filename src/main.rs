//! The program: parse and run, write once, set the exit code. A closed pipe is success, a failed write is not.

mod pager;

use certcmp::cli::Ending;
use certcmp::cli::settings::Surroundings;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let ending = certcmp::cli::run(std::env::args_os(), &Surroundings::of_process());
    let written = shown(&ending);
    let mut code = ending.code;
    let mut stderr = ending.stderr;
    if let Err(error) = written {
        if error.kind() == ErrorKind::BrokenPipe {
            return ExitCode::from(code);
        }
        stderr.push(format!("error: cannot write the output: {error}"));
        code = 2;
    }
    let lines: String = stderr.iter().map(|line| format!("{line}\n")).collect();
    // Nobody is left to tell if stderr cannot be written.
    let _ = io::stderr().write_all(lines.as_bytes());
    ExitCode::from(code)
}

/// Writes the output: through the pager if there is to be one and it can be started, else to stdout.
fn shown(ending: &Ending) -> io::Result<()> {
    match &ending.pager {
        Some(pager) if pager::show(pager, &ending.stdout)? => Ok(()),
        _ => write(&ending.stdout),
    }
}

fn write(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}
