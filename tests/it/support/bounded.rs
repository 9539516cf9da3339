//! Runs a program that may misbehave: it is killed where it does not end, and its output is read whatever it is.

use super::Ran;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::{Duration, Instant};

/// How long a run may take before it counts as one that never ends.
pub const LIMIT: Duration = Duration::from_secs(30);

/// Runs a program with some bytes on stdin. Killed by a signal, its code is the negative number of the signal.
pub fn run(command: &mut Command, stdin: &[u8]) -> Ran {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut input = child.stdin.take().expect("stdin is piped");
    let bytes = stdin.to_vec();
    let writer = spawn(move || {
        // A program that reads no stdin may have ended already.
        let _ = input.write_all(&bytes);
    });
    let (stdout, stderr) = (gathered(child.stdout.take()), gathered(child.stderr.take()));
    let code = ended(&mut child);
    writer.join().expect("stdin is written");
    Ran { stdout: text(stdout), stderr: text(stderr), code }
}

/// Waits for a program to end and returns its code; kills it where it does not.
pub fn ended(child: &mut Child) -> i32 {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            return status.code().unwrap_or_else(|| -status.signal().unwrap_or_default());
        }
        if start.elapsed() > LIMIT {
            child.kill().expect("it can be killed");
            child.wait().expect("it can be waited for");
            panic!("it did not end within {LIMIT:?}");
        }
        sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

fn gathered(stream: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    spawn(move || {
        let mut bytes = Vec::new();
        stream.expect("the stream is piped").read_to_end(&mut bytes).expect("the stream is read");
        bytes
    })
}

fn text(bytes: JoinHandle<Vec<u8>>) -> String {
    String::from_utf8(bytes.join().expect("the stream is read")).expect("the output is UTF-8")
}
