//! Answers in a few words: each file of `tests/answers` has rules, and below each what somebody types and what is then to be
//! read. A run must succeed and say nothing on stderr unless a line says what. In a line `\n` ends a line of the output.
//!
//! | Begins with | What follows |
//! | --- | --- |
//! | `$` | the command line |
//! | `<` | a line on stdin |
//! | `+` | what is on stdout |
//! | `^` | what is in its first ten lines |
//! | `-` | what is nowhere |
//! | `=` | a line of stdout, which has no others; nothing if it has none |
//! | `?` | what is on stderr |
//! | `!` | what is on stderr of a run that fails |

use crate::support::{Ran, certcmp};
use std::path::Path;

fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers").join(name).with_extension("txt");
    let text = std::fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mark = |line: &&str| line.split(' ').next().unwrap_or_default().to_owned();
    let unknown = lines.iter().find(|line| !["", "#", "$", "<", "+", "^", "-", "=", "?", "!"].contains(&&*mark(line)));
    assert_eq!(unknown, None, "{name}: a line without a mark");
    let blocks = lines.chunk_by(|_, next| !next.starts_with("$ "));
    let faults: Vec<String> = blocks.filter(|block| block[0].starts_with("$ ")).filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Returns what is wrong with the answer to a command line.
fn fault(block: &[&str]) -> Option<String> {
    let words = block[0].strip_prefix("$ certcmp").and_then(shlex::split).expect("a command line of certcmp");
    let marked =
        |mark: &'static str| block[1..].iter().filter_map(move |line| line.strip_prefix(mark)?.strip_prefix(' '));
    let unescaped = |mark: &'static str| marked(mark).map(|words| words.replace("\\n", "\n"));
    let stdin: String = marked("<").map(|line| format!("{line}\n")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let Ran { stdout, stderr, code } = certcmp(&words).width(200).stdin(stdin).run();
    let first = stdout.lines().take(10).collect::<Vec<_>>().join("\n");
    let fails = marked("!").next().is_some();
    let is_quiet = fails || marked("?").next().is_some() || stderr.is_empty();
    let has_all = |text: &str, mark| unescaped(mark).find(|words| !text.contains(words));
    let missing = has_all(&stdout, "+").or(has_all(&first, "^")).or(has_all(&stderr, "?")).or(has_all(&stderr, "!"));
    let unwanted = unescaped("-").find(|words| stdout.contains(words) || stderr.contains(words));
    let is_whole = block[1..].contains(&"=") && stdout.is_empty()
        || marked("=").next().is_none()
        || stdout.lines().eq(marked("="));
    // A parser's words, such as "invalid digit found in string", are no answer.
    let is_ours = !fails || (stdout.is_empty() && !stderr.contains("digit"));
    let is_right = code == if fails { 2 } else { 0 } && is_quiet && is_whole && is_ours;
    let is_fault = !is_right || missing.is_some() || unwanted.is_some();
    is_fault
        .then(|| format!("{}\nmissing: {missing:?}, unwanted: {unwanted:?}, code: {code}\n{stdout}{stderr}", block[0]))
}

macro_rules! files {
    ($($name:ident)*) => {
        $(#[test] fn $name() { check(stringify!($name)); })*

        #[test]
        fn every_file_is_checked() {
            let files = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers")).unwrap();
            let mut found: Vec<String> =
                files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
            found.sort();
            assert_eq!(found, [$(concat!(stringify!($name), ".txt")),*]);
        }
    };
}

files! { changes command_line compare cost held list names overlap own_data plan recommend services show sources }
