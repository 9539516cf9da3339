//! The program: parse and run, write once, set the exit code. A closed pipe is success, a failed write is not.

use certcmp::cli::{self, Output, env::Env};
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let output = cli::run(std::env::args_os(), &Env::of_process());
    let mut code = output.code;
    let mut stderr: String = output.stderr.iter().map(|line| format!("{line}\n")).collect();
    match write(&output) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => return ExitCode::from(code),
        Err(error) => {
            stderr.push_str(&format!("error: cannot write the output: {error}\n"));
            code = 2;
        }
        Ok(()) => {}
    }
    // Nothing to do if stderr fails.
    let _ = io::stderr().write_all(stderr.as_bytes());
    ExitCode::from(code)
}

fn write(output: &Output) -> io::Result<()> {
    if let Some(pager) = &output.pager
        && pager.show(&output.stdout)?
    {
        return Ok(());
    }
    let mut stdout = io::stdout().lock();
    stdout.write_all(output.stdout.as_bytes())?;
    stdout.flush()
}
