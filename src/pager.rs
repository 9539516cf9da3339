//! Shows text through a pager. It belongs to the program, not to the library: it is a way of writing.

use certcmp::cli::terminal::Pager;
use std::io::{self, ErrorKind, Write};
use std::process::{Command, Stdio};

/// Shows a text and waits until the reader is done. Says whether it was shown: a pager that cannot be started has not.
///
/// # Errors
/// If the pager could not be given the text, other than because it ended early.
pub fn show(pager: &Pager, text: &str) -> io::Result<bool> {
    wait_out_interrupts();
    let mut command = Command::new(&pager.program);
    command.args(&pager.arguments).stdin(Stdio::piped());
    if let Some(options) = pager.less {
        command.env("LESS", options);
    }
    let Ok(mut child) = command.spawn() else { return Ok(false) };
    let written = match child.stdin.take() {
        Some(mut stdin) => stdin.write_all(text.as_bytes()),
        None => Ok(()),
    };
    child.wait()?;
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error),
        _ => Ok(true),
    }
}

/// An interrupt is for the pager, in which it stops a search. Were the program to end by it, the shell and the pager
/// would read from the terminal both.
fn wait_out_interrupts() {
    #[cfg(unix)]
    // It cannot fail for this signal; if it did, an interrupt would end the program, as it does elsewhere.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, std::sync::Arc::default());
}
