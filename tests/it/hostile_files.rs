//! Whatever stands where data should be: an answer in bounded time and memory, exit code 2 (or 1 of `check`), words that
//! help, and nothing on stdout.

use crate::support::folder;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Any run is ended after that; a build for tests is slow, and machines are busy.
const PATIENCE: Duration = Duration::from_secs(60);

struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs the program with at most so many MiB of address space, where `prlimit` is there to see to it.
fn run(arguments: &[&Path], mebibytes: u64) -> Ran {
    let program = env!("CARGO_BIN_EXE_certcmp");
    let mut command = if has("prlimit") {
        let mut command = Command::new("prlimit");
        command.arg(format!("--as={}", mebibytes * 1024 * 1024)).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.args(arguments);
    finished(&mut command)
}

fn finished(command: &mut Command) -> Ran {
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let (mut stdout, mut stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        stderr.read_to_end(&mut bytes).expect("stderr is read");
        bytes
    });
    let watched = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        stdout.read_to_end(&mut bytes).expect("stdout is read");
        bytes
    });
    let begun = Instant::now();
    let status = loop {
        match child.try_wait().expect("the program can be waited for") {
            Some(status) => break status,
            None if begun.elapsed() > PATIENCE => {
                child.kill().expect("the program is ended");
                panic!("no end after {PATIENCE:?}: {command:?}");
            }
            None => std::thread::sleep(Duration::from_millis(10)),
        }
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the output is UTF-8");
    Ran { code: status.code(), stdout: text(watched.join().unwrap()), stderr: text(reader.join().unwrap()) }
}

fn has(program: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}

/// As `list --data`: refused with exit code 2, words in which a text stands, and an empty stdout.
fn refused(path: &Path, mebibytes: u64, words: &str) -> String {
    let ran = run(&[Path::new("list"), Path::new("--data"), path], mebibytes);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{}: {}", path.display(), ran.stderr);
    assert!(ran.stderr.starts_with("error: ") && ran.stderr.contains(words), "{}: {}", path.display(), ran.stderr);
    harmless(&ran.stderr, path);
    ran.stderr
}

/// No panic, no endless message, and nothing that a terminal obeys.
fn harmless(text: &str, path: &Path) {
    assert!(!text.contains("panicked") && text.len() < 1_000_000, "{}: {text:.2000}", path.display());
    let steers = |found: char| found != '\n' && (found.is_control() || "\u{202E}\u{2066}\u{2028}".contains(found));
    assert!(!text.contains(steers), "{}: {text:?}", path.display());
}

/// As `check` and as `list --data`: a fault with its place.
fn faulty(path: &Path, mebibytes: u64, words: &str) {
    let ran = run(&[Path::new("check"), path, Path::new("--format"), Path::new("plain")], mebibytes);
    assert_eq!(ran.code, Some(1), "{}: {}{}", path.display(), ran.stdout, ran.stderr);
    assert!(ran.stdout.contains(words), "{}: {}", path.display(), ran.stdout);
    harmless(&ran.stdout, path);
    harmless(&ran.stderr, path);
    refused(path, mebibytes, words);
}

/// The memory that a file may take, in MiB: 64, and ten times the file.
fn bar(bytes: usize) -> u64 {
    64 + (bytes as u64 * 10).div_ceil(1024 * 1024)
}

fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder(&format!("hostile-{name}")).join("file.yaml");
    fs::write(&path, bytes).unwrap();
    path
}

fn text_is_faulty(name: &str, text: &[u8], words: &str) {
    faulty(&written(name, text), bar(text.len()), words);
}

#[test]
fn an_alias_bomb_is_refused_with_its_place() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for at in 1..12 {
        let before = at - 1;
        let names = vec![format!("*a{before}"); 10].join(", ");
        text.push_str(&format!("a{at}: &a{at} [{names}]\n"));
    }
    text_is_faulty("alias-bomb", text.as_bytes(), "file.yaml:6:15: its aliases repeat too much");
    let long = "x".repeat(200_000);
    let text = format!("id: xyz-101\nroles: {{ value: [&a {long}, {}] }}\n", vec!["*a"; 50_000].join(", "));
    text_is_faulty("repeated-text", text.as_bytes(), "its aliases repeat too much; write it without aliases");
    // A few are nothing to refuse: what they stand for is.
    let text = format!("id: xyz-101\naliases: &a [a, b]\nroles: {{ value: [{}] }}\n", vec!["*a"; 3000].join(", "));
    text_is_faulty("aliases", text.as_bytes(), "file.yaml:");
}

#[test]
fn deep_nesting_is_refused_with_its_place() {
    let deep = 10_000;
    for (name, text, place) in [
        ("flow-lists", format!("id: xyz-101\nfocus: {}", "[".repeat(deep)), "file.yaml:2:"),
        ("flow-maps", format!("id: xyz-101\nfocus: {}", "{a: ".repeat(deep)), "file.yaml:2:"),
        ("block-lists", "- ".repeat(deep), "file.yaml:1:"),
        ("block-maps", (0..2000).map(|at| format!("{}a:\n", " ".repeat(at))).collect(), "file.yaml:"),
        ("keys", "? ".repeat(deep), "file.yaml:1:"),
        ("many-flow-lists", "[".repeat(1_000_000), "file.yaml:1:"),
        ("hidden-in-comments", "[ # ]\n".repeat(deep), "file.yaml:"),
        ("hidden-in-texts", "[ \"]\", ']', ".repeat(deep), "file.yaml:1:"),
    ] {
        text_is_faulty(name, text.as_bytes(), "nested too deeply");
        text_is_faulty(name, text.as_bytes(), place);
    }
}

#[test]
fn much_of_little_is_refused() {
    for (name, text, words) in [
        (
            "empty-records",
            format!("certifications:\n{}", "- {}\n".repeat(200_000)),
            "too many entries for the size of the file",
        ),
        (
            "empty-rules",
            format!("providers:\n- id: p\n  name: P\n  short_name: P\n  rules: [{}]\n", "{},".repeat(50_000)),
            "more than 100 rules",
        ),
        ("short-texts", format!("id: xyz-101\naliases:\n{}", "- a\n".repeat(500_000)), "for the size of the file"),
        (
            "short-texts-in-flow",
            format!("id: xyz-101\naliases: [{}]\n", "a,".repeat(500_000)),
            "for the size of the file",
        ),
        (
            "anchors",
            format!("id: xyz-101\naliases:\n{}", (0..100_000).map(|at| format!("- &a{at} b\n")).collect::<String>()),
            "for the size of the file",
        ),
    ] {
        text_is_faulty(name, text.as_bytes(), words);
    }
}

/// Each place is found by a pass over the file, and nobody reads so many.
#[test]
fn many_faults_are_told_in_bounded_time() {
    let text = format!("id: xyz-101\n{}", (0..20_000).map(|at| format!("k{at}: 1\n")).collect::<String>());
    let path = written("many-faults", text.as_bytes());
    let ran = run(&[Path::new("check"), &path, Path::new("--format"), Path::new("jsonl")], bar(text.len()));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), "note: the first 1000 faults\n"));
    let faults: Vec<serde_json::Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let placed = faults.iter().filter(|fault| !fault["line"].is_null()).count();
    assert_eq!(faults.len(), 1000);
    assert!((10..100).contains(&placed), "{placed} of them have a place");
    assert!(faults.iter().all(|fault| fault["field"] != ""), "all have a field");
    refused(&path, bar(text.len()), "there is no field `k0` here");
}

#[test]
fn a_chain_of_successors_without_end_is_a_fault() {
    let record = |at: usize| {
        format!(
            "- {{ id: x{at}, provider: aws, track: data, name: {{ value: X{at}, support: official, sources: [aws-faq] }}, \
             succeeded_by: {{ value: [x{}], support: official, sources: [aws-faq] }} }}\n",
            (at + 1) % 300
        )
    };
    let text = format!("certifications:\n{}", (0..300).map(record).collect::<String>());
    text_is_faulty("chain", text.as_bytes(), "more than 100 exams follow on it");
}

#[test]
fn files_of_100_mb_are_refused_or_read_in_bounded_memory() {
    const SIZE: usize = 100 * 1024 * 1024;
    let folder = folder("hostile-large");
    let sparse = folder.join("sparse.yaml");
    fs::File::create(&sparse).unwrap().set_len(SIZE as u64).unwrap();
    faulty(&sparse, bar(SIZE) / 3, "control characters are not allowed");
    let written = |name: &str, begin: &str, unit: &str| {
        let path = folder.join(name);
        let mut file = std::io::BufWriter::new(fs::File::create(&path).unwrap());
        file.write_all(begin.as_bytes()).unwrap();
        for _ in 0..(SIZE - begin.len()) / unit.len() {
            file.write_all(unit.as_bytes()).unwrap();
        }
        drop(file);
        path
    };
    let cases = [
        ("brackets.yaml", "", "[[[[[[[[[[[[[[[[", "nested too deeply"),
        ("commas.yaml", "id: x\naliases: [", "a,a,a,a,a,a,a,a,", "for the size of the file"),
        ("records.yaml", "certifications:\n", "- {}\n", "too many entries for the size of the file"),
    ];
    for (name, begin, unit, words) in cases {
        let path = written(name, begin, unit);
        refused(&path, bar(SIZE) / 3, words);
        fs::remove_file(path).unwrap();
    }
    let larger = folder.join("larger.yaml");
    fs::File::create(&larger).unwrap().set_len(300 * 1024 * 1024).unwrap();
    refused(&larger, 64, "makes more than 256 MiB");
    fs::remove_dir_all(&folder).unwrap();
}

/// Records as somebody writes them down, one of them with a slip.
fn many_records(count: usize, slip: usize) -> String {
    let record = |at: usize| {
        let level = if at == slip { "expret" } else { "expert" };
        let fact = |value: &str| format!("{{ value: {value}, support: official, sources: [aws-faq] }}");
        format!(
            "  - id: x{at}\n    provider: aws\n    track: data\n    name: {}\n    level: {}\n    focus: {}\n",
            fact(&format!("X {at}")),
            fact(level),
            fact(&"what it is about ".repeat(12))
        )
    };
    format!("# Ours\ncertifications:\n{}services: []\n", (0..count).map(record).collect::<String>())
}

/// The parser alone takes twelve times a file that it is given as a whole.
#[test]
fn a_large_file_is_never_parsed_as_a_whole() {
    let text = many_records(20_000, usize::MAX);
    let path = written("pieces", text.as_bytes());
    let ids = ["list", "--all", "--format", "ids", "--data"].map(Path::new);
    let arguments: Vec<&Path> = ids.into_iter().chain([path.as_path()]).collect();
    // With addresses limited by one thread, else by one for each processor.
    for mebibytes in [bar(text.len()), 1_000_000] {
        let ran = run(&arguments, mebibytes);
        assert_eq!((ran.code, ran.stdout.lines().count()), (Some(0), 20_028), "{}", ran.stderr);
    }
    let slip = many_records(20_000, 15_000);
    let path = written("pieces-with-a-slip", slip.as_bytes());
    let line = slip.lines().position(|line| line.contains("expret")).unwrap() + 1;
    let words = format!("file.yaml:{line}:21: certifications[15000].level.value: `expret` is not a level");
    text_of_fault(&path, &words);
    // Every record is broken; the first fault is told, as of any file that is no YAML.
    let broken = many_records(20_000, usize::MAX).replace("level: {", "level: a: {");
    let path = written("pieces-with-colons", broken.as_bytes());
    text_of_fault(&path, "file.yaml:7:");
    let ran = run(&[Path::new("check"), &path, Path::new("--format"), Path::new("jsonl")], bar(broken.len()));
    let faults: Vec<serde_json::Value> =
        ran.stdout.lines().map(|fault| serde_json::from_str(fault).expect("a fault is an object")).collect();
    assert_eq!(faults.len(), 1, "{}", ran.stdout);
    assert_eq!(faults[0]["problem"], "mapping values are not allowed in this context");
}

fn text_of_fault(path: &Path, words: &str) {
    let bytes = fs::metadata(path).unwrap().len() as usize;
    faulty(path, bar(bytes), words);
}

/// What is said of a file must not depend on its size.
#[test]
fn a_slip_in_the_form_of_a_large_file_is_the_only_fault_as_in_a_small_one() {
    let sources = "sources:\n- { id: own, title: T, publisher: P, official: false, access: read, read: 2026-11-22 }\n";
    let told = |count: usize, slip: &str, at_end: bool| {
        let records = many_records(count, usize::MAX).replace("services: []\n", "").replace("aws-faq", "own");
        let records = format!("{records}  - id: last\n    {slip}\n");
        let text = if at_end { format!("{records}{sources}") } else { format!("{sources}{records}") };
        let path = written(&format!("slip-{count}-{at_end}-{}", slip.len()), text.as_bytes());
        let line = text.lines().position(|line| line.ends_with(slip.lines().next().unwrap())).unwrap() + 1;
        let ran = run(&[Path::new("check"), &path, Path::new("--format"), Path::new("jsonl")], 1_000_000);
        assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
        // Lines are counted from that of the slip.
        let fault: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let relative = |found: u64| found as i64 - line as i64;
        let words = fault["problem"].as_str().unwrap();
        let words: Vec<String> = words
            .split_inclusive(' ')
            .map(|word| {
                word.trim_end().parse().map_or_else(
                    |_| word.to_owned(),
                    |number: u64| match number {
                        0..100 => word.to_owned(),
                        line => relative(line).to_string(),
                    },
                )
            })
            .collect();
        (relative(fault["line"].as_u64().unwrap()), fault["column"].clone(), words.concat())
    };
    for slip in ["price: a: b", "price: [a", "price: &x a\n    note: *y", "id: twice", "\tlevel: a", "{ a"] {
        for at_end in [false, true] {
            assert_eq!(told(1_500, slip, at_end), told(150, slip, at_end), "{slip:?} {at_end}");
        }
    }
}

#[test]
fn what_must_be_parsed_as_a_whole_may_be_only_so_large() {
    let text = many_records(80_000, usize::MAX).replacen("- id", "- &anchor\n    id", 1);
    text_is_faulty("whole", text.as_bytes(), "there is too much to be read at once; write a list of entries");
    let text = many_records(1_000, usize::MAX).replacen("- id", "- &anchor\n    id", 1);
    let path = written("whole-and-small", text.as_bytes());
    assert_eq!(run(&[Path::new("list"), Path::new("--data"), &path], bar(text.len())).code, Some(0));
}

#[test]
fn texts_that_are_no_yaml_for_this_program_are_faults_with_a_place() {
    for (name, text, words) in [
        ("nul", &b"id: xyz-101\nname: x\0y\n"[..], "file.yaml:2:8: control characters are not allowed"),
        ("escape", b"id: xyz-101\nname: \x1b[31mred\n", "file.yaml:2:7: control characters are not allowed"),
        ("tabs", b"id: xyz-101\n\tprovider: aws\n", "file.yaml:2:"),
        (
            "documents",
            b"id: a\n---\nid: b\n",
            "file.yaml:2:1: deserializing from YAML containing more than one document",
        ),
        ("empty", b"", "the file is empty"),
        ("comments", b"# only\n# comments\n", "the file is empty"),
        ("bom", b"\xEF\xBB\xBFid: XYZ\n", "file.yaml:1:"),
        ("crlf", b"id: xyz-101\r\nprovider: aws\r\nprice: 3\r\n", "file.yaml:3:"),
        ("merge", b"<<: *x\n", "file.yaml:1:"),
        ("tag", b"!!binary aGVsbG8=\n", "file.yaml:1:"),
    ] {
        text_is_faulty(name, text, words);
    }
}

#[test]
fn a_byte_order_mark_and_other_line_ends_do_no_harm() {
    let good = fs::read_to_string("tests/own-data/databricks.yaml").unwrap();
    for (name, text) in [("good-bom", format!("\u{FEFF}{good}")), ("good-crlf", good.replace('\n', "\r\n"))] {
        let path = written(name, text.as_bytes());
        let ran = run(&[Path::new("show"), Path::new("lake-ml-1"), Path::new("--data"), &path], 512);
        assert_eq!(ran.code, Some(0), "{name}: {}", ran.stderr);
        assert!(!ran.stdout.contains('\r'));
    }
}

#[test]
fn bytes_that_are_not_utf8_are_named_with_their_line() {
    for (name, bytes, line) in [
        ("latin-1", &b"id: x\nname: caf\xe9\n"[..], ":2:"),
        ("utf-16", b"\xff\xfei\0d\0:\0 \0x\0", ":1:"),
        ("surrogate", b"id: \xed\xa0\x80\n", ":1:"),
        ("cut-off", b"id: x\n\n\xf0\x9f\x91", ":3:"),
    ] {
        let error = refused(&written(name, bytes), 64, "the file is not UTF-8; save it as UTF-8");
        assert!(error.contains(line), "{name}: {error}");
    }
}

/// In keys, in values of every kind, and in what nothing reads: refused with the place, and never printed.
#[test]
fn what_steers_a_terminal_is_refused_wherever_it_stands() {
    let base = "id: xyz-101\nprovider: aws\ntrack: data\nname: { value: X, support: official, sources: [aws-faq] }\n";
    let fact = |field: &str, value: &str| {
        format!("{base}{field}: {{ value: {value}, support: official, sources: [aws-faq] }}\n")
    };
    for steering in
        ["\\e[31m", "\\u202E", "\\u2066", "\\u2028", "\\u0085", "\\a", "\\r", "\\uFEFF", "\\x7F", "\\u009B31m"]
    {
        for text in [
            format!("{base}\"{steering}\": 1\n"),
            format!("{base}\"price{steering}\": {{ value: 1 USD }}\n"),
            format!("id: \"{steering}\"\n"),
            format!("amends: \"{steering}\"\n"),
            format!("{base}short_name: \"a{steering}b\"\n"),
            base.replace("aws\n", &format!("\"{steering}\"\n")),
            base.replace("data", &format!("\"{steering}\"")),
            base.replace("official", &format!("\"{steering}\"")),
            base.replace("aws-faq", &format!("\"{steering}\"")),
            fact("price", &format!("\"1{steering} USD\"")),
            fact("price", &format!("\"1 {steering}\"")),
            fact("duration", &format!("\"{steering} min\"")),
            fact("announced", &format!("\"{steering}\"")),
            fact("passing_score", &format!("\"{steering} of 7\"")),
            fact("languages", &format!("[\"{steering}\"]")),
            fact("focus", &format!("\"{steering}\"")),
            fact("services", &format!("[\"{steering}\"]")),
            fact("succeeded_by", &format!("[\"{steering}\"]")),
            fact("links", &format!("{{ page: \"https://example.org/{steering}\" }}")),
            fact("experience", &format!("[{{ amount: 1 year, ground: \"{steering}\", doing: x }}]")),
            format!("{base}sittings: [{{ kind: standard, last: {{ value: \"when {steering} opens\", support: official, sources: [aws-faq] }} }}]\n"),
            format!("providers: [{{ id: p, name: P, short_name: P, flagship: \"{steering}\" }}]\n"),
            format!("providers: [{{ id: p, name: P, short_name: P, rules: [{{ except: [\"{steering}\"] }}] }}]\n"),
            format!("services: [{{ id: s, name: S, category: data, sources: [aws-faq], provider: \"{steering}\" }}]\n"),
            format!("services: [{{ id: s, name: S, category: data, sources: [aws-faq], now_in: \"{steering}\" }}]\n"),
            format!("counterparts: [{{ id: c, category: data, capability: x, services: [sagemaker], strength: close, pairings: [{{ between: [\"{steering}\", aws], basis: editorial }}] }}]\n"),
            format!("counterparts: [{{ id: c, category: data, capability: x, services: [sagemaker], strength: close, pairings: [{{ between: [gcp, aws], basis: derived, via: \"{steering}\" }}] }}]\n"),
        ]
        .iter()
        {
            let path = written("steering", text.as_bytes());
            if ["\\e[31m", "\\u202E"].contains(&steering) {
                faulty(&path, 128, "file.yaml:");
            } else {
                refused(&path, 128, "file.yaml:");
            }
        }
    }
}

/// A raw character of that kind is refused too, also where it stands in a comment and would do no harm.
#[test]
fn raw_characters_that_steer_are_refused_or_unseen() {
    for raw in ["\u{1b}[2J", "\u{9b}31m", "\u{7f}", "\u{8}"] {
        let path = written("raw", format!("id: xyz-101 # {raw}\n").as_bytes());
        refused(&path, 128, "file.yaml:1:");
    }
    let path = written("turned", "id: xyz-101\nshort_name: a\u{202E}b\n".as_bytes());
    refused(&path, 128, "file.yaml:2:13: short_name: the text holds the control character U+202E");
}

#[test]
fn numbers_beyond_all_limits_are_clear_faults() {
    let base = "id: xyz-101\nprovider: aws\ntrack: data\nname: { value: X, support: official, sources: [aws-faq] }\n";
    for (field, value, problem) in [
        ("price", "999999999999999999 USD", "`999999999999999999` is no amount"),
        ("price", "18446744073709551616 USD", "is no amount"),
        ("price", "-1 USD", "`-1` is no amount"),
        ("price", "1e400 USD", "is no amount"),
        ("price", "1e400", "has no unit"),
        ("price", "18446744073709551616", "has no unit"),
        ("duration", "18446744073709551616 min", "is no whole number"),
        ("duration", "99999 min", "is out of range"),
        ("duration", "+5 min", "`+5` is no whole number"),
        ("questions", "{ total: 9999, scored: 4294967295, unscored: 4294967295 }", "make 4294967295, not 9999"),
        ("questions", "{ total: 5, scored: 4294967296 }", "expected a whole number"),
        ("questions", "{ total: 5, scored: -1 }", "expected a whole number"),
        ("passing_score", "4294967296 of 4294967296", "is no whole number"),
        ("passing_score", "101 %", "is not between 1 and 100"),
        ("validity", "4294967295 years", "is no whole number"),
        ("validity", "1201 years", "is out of range"),
        ("announced", "9999-12-31", "is not in the years 2000 to 2199"),
        ("announced", "-9999-01-01", "is no date"),
        ("announced", "99999", "is no date"),
        ("announced", "2026-02-30", "is no day of the calendar"),
        ("retake", "{ waits: [99999999999 days] }", "is no whole number"),
        ("retake", "{ waits: [1 day], attempts: 4294967295 in 1 year }", "is no whole number"),
        ("experience", "[{ amount: 4294967295+ years, ground: cloud, doing: x }]", "is no whole number"),
        ("domains", "[{ name: a, weight: 4294967295 % }]", "is no whole number"),
        ("domains", "[{ name: a, weight: 99 % }, { name: b, weight: 99 % }]", "the weights make at least 198 %"),
        ("languages", "{ count: 4294967296 }", "expected a whole number"),
    ] {
        let text = format!("{base}{field}: {{ value: {value}, support: official, sources: [aws-faq] }}\n");
        let path = written("limits", text.as_bytes());
        let error = refused(&path, 128, "file.yaml:5:");
        assert!(error.contains(problem), "{field}: {value}: {error}");
    }
}

/// As large as values may be, everything that is worked out from them is still an answer.
#[test]
fn the_largest_values_overflow_nothing() {
    let domains: String = (0..100).map(|at| format!("{{ name: d{at}, weight: ~1 % }}, ")).collect();
    let fact =
        |field: &str, value: &str| format!("{field}: {{ value: {value}, support: official, sources: [aws-faq] }}\n");
    let text = [
        "id: xyz-101\nprovider: aws\ntrack: data\n".to_owned(),
        fact("name", "X"),
        fact("price", "9999999.99 USD"),
        fact("duration", "1–9999 min"),
        fact("validity", "1200 years"),
        fact("announced", "2000-01-01"),
        fact("retake", "{ waits: [1200 years], attempts: 999 in 1200 years }"),
        fact("renewal", "{ how: again, routes: [exam], price: 9999999.99 USD, opens: 1200 years, closes: 1200 years, extends: 1200 years }"),
        fact("domains", &format!("[{domains}]")),
        "sittings:\n- kind: standard\n".to_owned(),
        fact("  first", "2000"),
        fact("  last", "2199-12-31"),
    ]
    .concat();
    let path = written("largest", text.as_bytes());
    for arguments in [
        &["show", "xyz-101", "--sources"][..],
        &["compare", "xyz-101", "aws"],
        &["list", "--all", "--sort", "price"],
        &["cost", "xyz-101", "--years", "50", "--attempts", "10"],
        &["cost", "xyz-101", "--years", "10", "--json"],
        &["plan", "xyz-101", "--exam", "2027-03-01", "--hours-per-week", "168"],
        &["plan", "xyz-101", "--exam", "2199-12-31", "--hours-per-week", "168", "--format", "ics"],
        &["recommend", "--budget", "9999999"],
        &["overlap", "xyz-101", "pmle"],
    ] {
        for day in ["2000-01-01", "2026-11-23", "2199-12-31"] {
            let mut all: Vec<&Path> = arguments.iter().map(Path::new).collect();
            all.extend([Path::new("--data"), &path, Path::new("--as-of"), Path::new(day)]);
            let ran = run(&all, 256);
            assert!(matches!(ran.code, Some(0 | 2)), "{arguments:?} {day}: {:?} {}", ran.code, ran.stderr);
            harmless(&ran.stderr, &path);
        }
    }
}

#[test]
fn a_word_of_10_000_characters_is_shown_in_every_format_and_a_longer_text_refused() {
    let text = |length: usize| {
        let word = "w".repeat(length);
        let fact = format!("{{ value: {word}, support: official, sources: [aws-faq] }}");
        let domains = format!(
            "domains: {{ value: [{{ name: {word}, weight: 100 % }}], support: official, sources: [aws-faq] }}\n"
        );
        let sittings =
            "sittings: [{ kind: standard, first: { value: 2020, support: official, sources: [aws-faq] } }]\n";
        format!(
            "id: xyz-101\nprovider: aws\ntrack: data\nshort_name: {word}\nname: {fact}\nfocus: {fact}\n{domains}{sittings}"
        )
    };
    let path = written("long-word", text(10_000).as_bytes());
    let longest = "w".repeat(9_000);
    for format in ["table", "plain", "json", "jsonl", "csv", "markdown", "ids", "ics"] {
        for command in [
            &["show", "xyz-101"][..],
            &["compare", "xyz-101", "aws"],
            &["plan", "xyz-101", "--exam", "2027-03-01", "--hours-per-week", "5"],
        ] {
            if format == "ics" && command.first() != Some(&"plan") {
                continue;
            }
            let mut all: Vec<&Path> = command.iter().map(Path::new).collect();
            all.extend(["--as-of", "2026-11-23", "--width", "80", "--format", format, "--data"].map(Path::new));
            all.push(&path);
            let ran = run(&all, 256);
            assert_eq!(ran.code, Some(0), "{command:?} {format}: {}", ran.stderr);
            let laid_out = ["table", "ics", "ids"].contains(&format);
            assert!(laid_out || ran.stdout.contains(&longest), "{command:?} {format}");
            assert!(format != "table" || ran.stdout.lines().all(|line| line.chars().count() <= 80), "{command:?}");
        }
    }
    text_is_faulty("longer-word", text(20_001).as_bytes(), "short_name: the text is longer than 20000 bytes");
}

#[test]
fn what_is_no_file_is_refused_at_once() {
    let folder = folder("hostile-no-file");
    let pipe = folder.join("pipe.yaml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in [pipe.as_path(), Path::new("/dev/zero"), Path::new("/dev/urandom"), Path::new("/dev/null")] {
        refused(path, 64, "is not a plain file");
    }
    refused(&folder, 64, "is not a plain file");
    fs::remove_file(&pipe).unwrap();
    for (name, target) in [("zero.yaml", "/dev/zero"), ("folder.yaml", "/"), ("memory.yaml", "/proc/self/mem")] {
        let link = folder.join(name);
        symlink(target, &link).unwrap();
        let error = refused(&folder, 64, "");
        assert!(error.contains("is not a plain file") || error.contains("cannot read"), "{error}");
        fs::remove_file(link).unwrap();
    }
}

#[test]
fn stdin_as_a_file_is_read_only_where_it_is_one() {
    let program = env!("CARGO_BIN_EXE_certcmp");
    let ran = finished(Command::new("sh").args(["-c", r#"echo "id: x" | "$0" check /dev/stdin"#, program]));
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{}", ran.stderr);
    assert!(ran.stderr.contains("is not a plain file"), "{}", ran.stderr);
}

#[test]
fn links_that_lead_in_circles_lead_nowhere() {
    let folder = folder("hostile-links");
    symlink("loop.yaml", folder.join("loop.yaml")).unwrap();
    refused(&folder.join("loop.yaml"), 64, "cannot read");
    refused(&folder, 64, "cannot read");
    fs::remove_file(folder.join("loop.yaml")).unwrap();
    symlink("gone.yaml", folder.join("broken.yaml")).unwrap();
    refused(&folder, 64, "cannot read");
    fs::remove_file(folder.join("broken.yaml")).unwrap();
    // A link to a folder is not followed, so that none is walked without end.
    symlink(".", folder.join("again")).unwrap();
    fs::write(folder.join("a.yaml"), "id: XYZ\n").unwrap();
    let error = refused(&folder, 64, "`XYZ` is no id");
    assert_eq!(error.matches("is no id").count(), 1, "{error}");
}

#[test]
fn folders_are_read_to_a_bounded_depth() {
    let folder = folder("hostile-deep");
    let deep = folder.join("a/b/c/d/e/f/g/h/i/j");
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("x.yaml"), "id: x\n").unwrap();
    refused(&folder, 64, "is nested too deeply");
    let empty = folder.join("a/b/c/d/e/f/g/h/i/j/k");
    fs::create_dir_all(&empty).unwrap();
    refused(&empty, 64, "there is no YAML file in the folder");
    // What should be a file and is a folder.
    fs::create_dir_all(empty.join("data.yaml")).unwrap();
    refused(&empty.join("data.yaml"), 64, "there is no YAML file in the folder");
}

#[test]
fn a_folder_of_10_000_files_is_read() {
    let folder = folder("hostile-many");
    for at in 0..10_000 {
        let text = format!(
            "id: x{at}\nprovider: aws\ntrack: data\nname: {{ value: X{at}, support: official, sources: [aws-faq] }}\n"
        );
        fs::write(folder.join(format!("x{at}.yaml")), text).unwrap();
    }
    let ran = run(
        &[Path::new("list"), Path::new("--all"), Path::new("--format"), Path::new("ids"), Path::new("--data"), &folder],
        256,
    );
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 10_028);
    fs::write(folder.join("y.yaml"), "id: Y\n").unwrap();
    refused(&folder, 256, "y.yaml:1:5: id: `Y` is no id");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn names_of_files_that_cannot_be_shown_are_refused() {
    let folder = folder("hostile-names");
    for (name, words) in [
        (&b"\x1b[31mred.yaml"[..], "holds a control character"),
        (b"a\nb.yaml", "holds a control character"),
        ("a\u{202E}b.yaml".as_bytes(), "holds a control character"),
        (b"caf\xe9.yaml", "is not UTF-8"),
    ] {
        let path = folder.join(std::ffi::OsStr::from_bytes(name));
        fs::write(&path, "id: x\n").unwrap();
        refused(&folder, 64, words);
        // Who names it knows what it is called; messages show it without what steers a terminal.
        refused(&path, 64, "the record `x` has no `provider`");
        fs::remove_file(&path).unwrap();
        // A name on the command line that leads nowhere is not printed as it is either.
        refused(&path, 64, "");
    }
    // What is no data is not looked at.
    fs::write(folder.join(std::ffi::OsStr::from_bytes(b"\x1b[31mred.txt")), "").unwrap();
    fs::write(folder.join("a.yaml"), "id: XYZ\n").unwrap();
    refused(&folder, 64, "`XYZ` is no id");
}

/// The superuser may read everything, so the program is run as nobody then.
#[test]
fn what_may_not_be_read_is_told() {
    let folder = folder("hostile-unreadable");
    let closed = folder.join("closed");
    fs::create_dir_all(&closed).unwrap();
    fs::write(closed.join("a.yaml"), "id: x\n").unwrap();
    fs::write(folder.join("file.yaml"), "id: x\n").unwrap();
    let mode = |path: &Path, mode: u32| {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(&closed, 0);
    mode(&folder.join("file.yaml"), 0);
    let is_root = fs::read_dir(&closed).is_ok();
    for path in [&closed, &folder.join("file.yaml"), &folder] {
        let mut command = Command::new(if is_root { "setpriv" } else { env!("CARGO_BIN_EXE_certcmp") });
        if is_root {
            if !has("setpriv") {
                println!("skipped: run by the superuser, and setpriv is missing");
                return;
            }
            // A copy, because nobody may not reach the one in the folder of the build.
            let copy = std::env::temp_dir().join(format!("certcmp-{}", std::process::id()));
            fs::copy(env!("CARGO_BIN_EXE_certcmp"), &copy).unwrap();
            mode(&copy, 0o755);
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&copy);
        }
        command.args(["list", "--data"]).arg(path);
        let ran = finished(&mut command);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{}: {}", path.display(), ran.stderr);
        assert!(ran.stderr.contains("cannot read") && ran.stderr.contains("denied"), "{}", ran.stderr);
    }
    let _ = fs::remove_file(std::env::temp_dir().join(format!("certcmp-{}", std::process::id())));
    mode(&closed, 0o755);
}
