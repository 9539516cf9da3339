//! Whatever stands where data should be: an answer in bounded memory, exit code 2 (or 1 of `check`), words that help,
//! and nothing on stdout.
#![cfg(unix)]

use crate::support::{Certcmp, Ran, certcmp, file, folder, works};
use crate::surroundings::as_nobody;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

static HAS_PRLIMIT: LazyLock<bool> = LazyLock::new(|| works("prlimit", &["--version"]));

/// Runs the program with at most so many MiB of address space, where `prlimit` is there to see to it.
fn run(run: Certcmp, mebibytes: u64) -> Ran {
    let limit = if *HAS_PRLIMIT { format!("prlimit --as={} ", mebibytes << 20) } else { String::new() };
    run.by(&format!("exec {limit}\"$@\"")).run()
}

/// The memory that is enough for a file and the program, in MiB.
fn enough(path: &Path) -> u64 {
    let bytes = fs::metadata(path).map_or(0, |found| if found.is_file() { found.len() } else { 0 });
    128 + (bytes * 10).div_ceil(1 << 20)
}

/// As `list --data`: refused with exit code 2, words in which a text stands, and an empty stdout.
fn refused(path: &Path, words: &str) -> String {
    let ran = run(certcmp(&["list", "--data"]).argument(path), enough(path));
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}: {}", path.display(), ran.stderr);
    assert!(ran.stderr.starts_with("error: ") && ran.stderr.contains(words), "{}: {}", path.display(), ran.stderr);
    harmless(&ran.stderr, path);
    ran.stderr
}

/// No endless message, and nothing that a terminal obeys.
fn harmless(text: &str, path: &Path) {
    assert!(text.len() < 1_000_000, "{}: {text:.2000}", path.display());
    let steers = |found: char| found != '\n' && (found.is_control() || "\u{202E}\u{2066}\u{2028}".contains(found));
    assert!(!text.contains(steers), "{}: {text:?}", path.display());
}

/// As `check` and as `list --data`: a fault with its place.
fn faulty(name: &str, text: &[u8], words: &str) {
    let path = file(&format!("hostile-{name}"), text);
    let ran = run(certcmp(&["check", "--format", "plain"]).argument(&path), enough(&path));
    assert_eq!(ran.code, 1, "{name}: {}{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains(words), "{name}: {}", ran.stdout);
    harmless(&ran.stdout, &path);
    harmless(&ran.stderr, &path);
    refused(&path, words);
}

/// As `check` and as `list --data`: files of one folder, each with a fault, all of which are told at once. In the words of
/// each `file.yaml` stands for its name.
fn all_faulty<T: AsRef<[u8]>>(name: &str, texts: &[(T, &str)]) {
    let folder = folder(&format!("hostile-{name}"));
    for (at, (text, _)) in texts.iter().enumerate() {
        // An id twice would be a fault of each.
        let own = std::str::from_utf8(text.as_ref()).map(|text| text.replace("xyz-101", &format!("xyz-{at}")));
        let text = own.as_ref().map_or(text.as_ref(), |own| own.as_bytes());
        fs::write(folder.join(format!("{at}.yaml")), text).unwrap();
    }
    let checked = run(certcmp(&["check", "--format", "plain"]).argument(&folder), 256);
    assert_eq!(checked.code, 1, "{checked:?}");
    harmless(&checked.stdout, &folder);
    for said in [checked.stdout, refused(&folder, "")] {
        for (at, (_, words)) in texts.iter().enumerate() {
            let (name, words) = (format!("/{at}.yaml"), words.replace("file.yaml", &format!("/{at}.yaml")));
            let is_told = said.lines().any(|line| line.contains(&name) && line.contains(&words));
            assert!(is_told, "{name}: {words}: {said:.5000}");
        }
    }
}

/// A record that has what every record needs, with one more line.
fn record(line: &str) -> String {
    format!("id: xyz-101\nprovider: aws\ntrack: data\nname: {}\n{line}\n", fact("X"))
}

fn fact(value: &str) -> String {
    format!("{{ value: {value}, support: official, sources: [aws-faq] }}")
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for at in 1..12 {
        let names = vec![format!("*a{}", at - 1); 10].join(", ");
        text.push_str(&format!("a{at}: &a{at} [{names}]\n"));
    }
    faulty("alias-bomb", text.as_bytes(), "its aliases repeat too much");
    let long = "x".repeat(200_000);
    let text = format!("id: xyz-101\nroles: {{ value: [&a {long}, {}] }}\n", vec!["*a"; 50_000].join(", "));
    faulty("repeated-text", text.as_bytes(), "its aliases repeat too much; write it without aliases");
}

#[test]
fn deep_nesting_is_refused_with_its_place() {
    let deep = 10_000;
    for (name, text) in [
        ("flow-lists", format!("id: xyz-101\nfocus: {}", "[".repeat(deep))),
        ("flow-maps", format!("id: xyz-101\nfocus: {}", "{a: ".repeat(deep))),
        ("block-lists", "- ".repeat(deep)),
        ("block-maps", (0..500).map(|at| format!("{}a:\n", " ".repeat(at))).collect()),
        ("keys", "? ".repeat(deep)),
        ("many-flow-lists", "[".repeat(1_000_000)),
        ("many-flow-maps", "{".repeat(160_000)),
        ("hidden-in-comments", "[ # ]\n".repeat(deep)),
        ("hidden-in-texts", "[ \"]\", ']', ".repeat(deep)),
    ] {
        faulty(name, text.as_bytes(), "nested too deeply");
    }
}

#[test]
fn much_of_little_is_refused() {
    let words = "for the size of the file";
    faulty("empty-records", format!("certifications:\n{}", "- {}\n".repeat(20_000)).as_bytes(), words);
    faulty("short-texts", format!("id: xyz-101\naliases:\n{}", "- a\n".repeat(50_000)).as_bytes(), words);
    faulty("in-flow", format!("id: xyz-101\naliases: [{}]\n", "a,".repeat(50_000)).as_bytes(), words);
}

/// Each place is found by a pass over the file, and nobody reads so many.
#[test]
fn of_many_faults_the_first_are_told_and_few_are_placed() {
    let text = format!("id: xyz-101\n{}", (0..2_000).map(|at| format!("k{at}: 1\n")).collect::<String>());
    let path = file("hostile-many-faults", &text);
    let ran = run(certcmp(&["check", "--format", "jsonl"]).argument(&path), enough(&path));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, "note: at least 1000 faults in 1 file\n"));
    let faults: Vec<serde_json::Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(faults.len(), 1000);
    assert!(faults.iter().filter(|fault| !fault["line"].is_null()).count() >= 10);
    assert!(faults.iter().all(|fault| fault["field"] != ""), "all have a field");
}

#[test]
fn a_chain_of_successors_without_end_is_a_fault() {
    let record = |at: usize| {
        let next = fact(&format!("[x{}]", (at + 1) % 200));
        format!("- {{ id: x{at}, provider: aws, track: data, name: {}, succeeded_by: {next} }}\n", fact("X"))
    };
    let text = format!("certifications:\n{}", (0..200).map(record).collect::<String>());
    faulty("chain", text.as_bytes(), "more than 100 exams follow on it");
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let path = folder("hostile-large").join("file.yaml");
    fs::File::create(&path).unwrap().set_len(300 << 20).unwrap();
    let ran = run(certcmp(&["list", "--data"]).argument(&path), 128);
    assert!(ran.code == 2 && ran.stderr.contains(" MiB"), "{}", ran.stderr);
}

#[test]
fn a_folder_of_many_files_is_read() {
    let folder = folder("hostile-many");
    for at in 0..1_000 {
        let text = format!("id: x{at}\nprovider: aws\ntrack: data\nname: {}\n", fact("X"));
        fs::write(folder.join(format!("x{at}.yaml")), text).unwrap();
    }
    let text = certcmp(&["list", "--all", "--format", "ids", "--data"]).argument(&folder).stdout();
    assert_eq!(text.lines().count(), 1_011);
    fs::write(folder.join("y.yaml"), "id: Y\n").unwrap();
    refused(&folder, "y.yaml:1:5: id: `Y` is not a valid id");
}

#[test]
fn texts_that_are_no_yaml_for_this_program_are_faults_with_a_place() {
    let long = [b"id: ".as_slice(), &[b'x'; 1_000_000]].concat();
    let texts = [
        (&b"id: xyz-101\nname: x\0y\n"[..], "file.yaml:2:8: the control character"),
        (b"id: xyz-101\nname: \x1b[31mred\n", "file.yaml:2:7: the control character"),
        (b"id: xyz-101\n\tprovider: aws\n", "file.yaml:2:"),
        (b"id: a\n---\nid: b\n", "file.yaml:2:1: "),
        (b"", "the file is empty"),
        (b"# only\n# comments\n", "the file is empty"),
        (b"just a text\n", "file.yaml:1:1: expected a record, found `just a text`"),
        (b"- one\n- two\n", "expected a record, found a list"),
        (b"id: 7\nprovider: 8\n", "the record `7` has no `track`"),
        (&long, "is not a valid id"),
        (b"\xEF\xBB\xBFid: XYZ\n", "file.yaml:1:"),
        (b"id: xyz-101\r\nprovider: aws\r\nprice: 3\r\n", "file.yaml:3:"),
        (b"<<: *x\n", "file.yaml:1:"),
        (b"!!binary aGVsbG8=\n", "file.yaml:1:"),
        (b"id: x\nname: caf\xe9\n", "file.yaml:2:10: the file is not UTF-8; save it as UTF-8"),
        (b"\xff\xfei\0d\0:\0 \0x\0", "file.yaml:1:1: the file is not UTF-8"),
        (b"id: \xed\xa0\x80\n", "file.yaml:1:5: the file is not UTF-8"),
        (b"id: x\n\n\xf0\x9f\x91", "file.yaml:3:1: the file is not UTF-8"),
    ];
    all_faulty("no-yaml", &texts);
}

#[test]
fn a_byte_order_mark_and_other_line_ends_do_no_harm() {
    let good = fs::read_to_string("tests/own-data/databricks.yaml").unwrap();
    for (name, text) in [("good-bom", format!("\u{FEFF}{good}")), ("good-crlf", good.replace('\n', "\r\n"))] {
        let path = file(name, text);
        assert!(!certcmp(&["show", "lake-ml-1", "--data"]).argument(&path).stdout().contains('\r'), "{name}");
    }
}

/// In keys, in values of every kind, and in what nothing reads: refused with the place, and never printed.
#[test]
fn what_steers_a_terminal_is_refused_wherever_it_stands() {
    let everywhere = |steering: &str| {
        let quoted = |text: &str| text.replace('@', steering);
        let of_fact = |field: &str, value: &str| record(&format!("{field}: {}", fact(&quoted(value))));
        vec![
            record(&quoted("\"@\": 1")),
            record(&quoted("\"price@\": { value: 1 USD }")),
            quoted("id: \"@\"\n"),
            quoted("amends: \"@\"\n"),
            record(&quoted("short_name: \"a@b\"")),
            record("").replace("aws\n", &quoted("\"@\"\n")),
            record("").replace("data", &quoted("\"@\"")),
            record("").replace("official", &quoted("\"@\"")),
            of_fact("price", "\"1@ USD\""),
            of_fact("price", "\"1 @\""),
            of_fact("duration", "\"@ min\""),
            of_fact("announced", "\"@\""),
            of_fact("passing_score", "\"@ of 7\""),
            of_fact("languages", "[\"@\"]"),
            of_fact("focus", "\"@\""),
            of_fact("succeeded_by", "[\"@\"]"),
            of_fact("links", "{ page: \"https://example.org/@\" }"),
            of_fact("experience", "[{ amount: 1 year, ground: \"@\", doing: x }]"),
            record(&format!("sittings: [{{ kind: standard, last: {} }}]", fact(&quoted("\"when @ opens\"")))),
            quoted("providers: [{ id: p, name: P, short_name: P, flagship: \"@\" }]\n"),
            quoted("services: [{ id: s, name: S, category: data, sources: [aws-faq], now_in: \"@\" }]\n"),
        ]
    };
    // What other entries are named by is looked up after everything else is right.
    for steering in ["\\e[31m", "\\u202E"] {
        let name = format!("\"{steering}\"");
        faulty("steering", record("").replace("aws-faq", &name).as_bytes(), "file.yaml:");
        faulty("steering", record(&format!("services: {}", fact(&format!("[{name}]")))).as_bytes(), "file.yaml:");
    }
    let quoted = ["\\u2066", "\\u2028", "\\u0085", "\\a", "\\r", "\\uFEFF", "\\x7F", "\\u009B31m"];
    let in_a_name = quoted.map(|steering| (record(&format!("short_name: \"a{steering}b\"")), "file.yaml:5:"));
    // Such a character is refused too where it stands in a comment and would do no harm.
    let raw = ["\u{1b}[2J", "\u{9b}31m", "\u{7f}", "\u{8}"];
    let in_a_comment = raw.map(|raw| (format!("id: xyz-101 # {raw}\n"), "file.yaml:1:14: the control character"));
    let turned = "file.yaml:2:13: short_name: the text contains the control character U+202E";
    let turned = [("id: xyz-101\nshort_name: a\u{202E}b\n".to_owned(), turned)];
    let texts = ["\\e[31m", "\\u202E"].into_iter().flat_map(everywhere).map(|text| (text, "file.yaml:"));
    all_faulty("steering", &texts.chain(in_a_name).chain(in_a_comment).chain(turned).collect::<Vec<_>>());
}

#[test]
fn numbers_beyond_all_limits_are_clear_faults() {
    let facts = [
        ("price", "999999999999999999 USD", "`999999999999999999` is not an amount"),
        ("price", "18446744073709551616 USD", "is not an amount"),
        ("price", "-1 USD", "`-1` is not an amount"),
        ("price", "1e400 USD", "is not an amount"),
        ("price", "1e400", "has no unit"),
        ("price", "18446744073709551616", "has no unit"),
        ("duration", "18446744073709551616 min", "is not a whole number"),
        ("duration", "99999 min", "is out of range"),
        ("duration", "+5 min", "`+5` is not a whole number"),
        ("questions", "{ total: 9999, scored: 4294967295, unscored: 4294967295 }", "make 4294967295, not 9999"),
        ("questions", "{ total: 5, scored: 4294967296 }", "expected a whole number"),
        ("questions", "{ total: 5, scored: -1 }", "expected a whole number"),
        ("passing_score", "4294967296 of 4294967296", "is not a whole number"),
        ("passing_score", "101 %", "is not between 1 and 100"),
        ("validity", "4294967295 years", "is not a whole number"),
        ("validity", "1201 years", "is out of range"),
        ("announced", "9999-12-31", "is not in the years 2000 to 2199"),
        ("announced", "-9999-01-01", "is not a date"),
        ("announced", "99999", "is not a date"),
        ("announced", "2026-02-30", "is not a date"),
        ("retake", "{ waits: [99999999999 days] }", "is not a whole number"),
        ("retake", "{ waits: [1 day], attempts: 4294967295 in 1 year }", "is not a whole number"),
        ("experience", "[{ amount: 4294967295+ years, ground: cloud, doing: x }]", "is not a whole number"),
        ("domains", "[{ name: a, weight: 4294967295 % }]", "is not a whole number"),
        ("domains", "[{ name: a, weight: 99 % }, { name: b, weight: 99 % }]", "the weights make at least 198 %"),
        ("languages", "{ count: 4294967296 }", "expected a whole number"),
    ];
    let texts = facts.map(|(field, value, problem)| (record(&format!("{field}: {}", fact(value))), problem));
    all_faulty("limits", &texts);
}

/// As large as values may be, everything that is worked out from them is still an answer.
#[test]
fn the_largest_values_overflow_nothing() {
    let domains: String = (0..100).map(|at| format!("{{ name: d{at}, weight: ~1 % }}, ")).collect();
    let renewal = "{ how: again, routes: [exam], price: 9999999.99 USD, opens: 1200 years, closes: 1200 years, extends: 1200 years }";
    let mut text = record("");
    for (field, value) in [
        ("price", "9999999.99 USD"),
        ("duration", "1–9999 min"),
        ("validity", "1200 years"),
        ("announced", "2000-01-01"),
        ("retake", "{ waits: [1200 years], attempts: 999 in 1200 years }"),
        ("renewal", renewal),
        ("domains", &format!("[{domains}]")),
        ("sittings:\n- kind: standard\n  first", "2000"),
        ("  last", "2199-12-31"),
    ] {
        text.push_str(&format!("{field}: {}\n", fact(value)));
    }
    let path = file("hostile-largest", text);
    for arguments in [
        &["show", "xyz-101", "--sources"][..],
        &["compare", "xyz-101", "aws"],
        &["list", "--all", "--sort", "price"],
        &["cost", "xyz-101", "--years", "30", "--attempts", "10"],
        &["cost", "xyz-101", "--years", "10", "--json"],
        &["plan", "xyz-101", "--exam", "2199-12-31", "--hours-per-week", "168", "--format", "ics"],
        &["recommend", "--budget", "9999999"],
        &["overlap", "xyz-101", "pmle"],
    ] {
        for day in ["2000-01-01", "2026-11-23", "2199-12-31"] {
            let ran = run(certcmp(arguments).day(day).argument("--data").argument(&path), 256);
            assert!(matches!(ran.code, 0 | 2), "{arguments:?} {day}: {ran:?}");
            harmless(&ran.stderr, &path);
        }
    }
}

#[test]
fn a_word_of_10_000_characters_is_shown_in_every_format_and_a_longer_text_refused() {
    let text = |length: usize| {
        let word = "w".repeat(length);
        let domains = fact(&format!("[{{ name: {word}, weight: 100 % }}]"));
        let sittings = format!("[{{ kind: standard, first: {} }}]", fact("2020"));
        record(&format!("short_name: {word}\nfocus: {}\ndomains: {domains}\nsittings: {sittings}", fact(&word)))
    };
    let path = file("hostile-long-word", text(10_000));
    let longest = "w".repeat(9_000);
    for format in ["table", "plain", "json", "jsonl", "csv", "markdown", "ids"] {
        for command in [
            &["show", "xyz-101"][..],
            &["compare", "xyz-101", "aws"],
            &["plan", "xyz-101", "--exam", "2027-03-01", "--hours-per-week", "5"],
        ] {
            let ran = run(
                certcmp(command).width(80).argument("--data").argument(&path).argument(format!("--format={format}")),
                256,
            );
            assert_eq!(ran.code, 0, "{command:?} {format}: {}", ran.stderr);
            assert!(["table", "ids"].contains(&format) || ran.stdout.contains(&longest), "{command:?} {format}");
            assert!(format != "table" || ran.stdout.lines().all(|line| line.chars().count() <= 80), "{command:?}");
        }
    }
    faulty("longer-word", text(20_001).as_bytes(), "short_name: text too long");
}

#[test]
fn what_is_no_file_is_refused_at_once() {
    let folder = folder("hostile-no-file");
    let pipe = folder.join("pipe.yaml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in [pipe.as_path(), Path::new("/dev/zero"), Path::new("/dev/urandom"), Path::new("/dev/null")] {
        refused(path, "is not a plain file");
    }
    refused(&folder, "is not a plain file");
    fs::remove_file(&pipe).unwrap();
    for (name, target) in [("zero.yaml", "/dev/zero"), ("folder.yaml", "/"), ("memory.yaml", "/proc/self/mem")] {
        let link = folder.join(name);
        symlink(target, &link).unwrap();
        let error = refused(&folder, "");
        assert!(error.contains("is not a plain file") || error.contains("cannot read"), "{error}");
        fs::remove_file(link).unwrap();
    }
    let error = certcmp(&["check", "/dev/stdin"]).by("echo 'id: x' | \"$@\"").error();
    assert!(error.contains("is not a plain file"), "stdin is read only where it is one: {error}");
}

#[test]
fn links_that_lead_in_circles_lead_nowhere() {
    let folder = folder("hostile-links");
    symlink("loop.yaml", folder.join("loop.yaml")).unwrap();
    refused(&folder.join("loop.yaml"), "cannot read");
    refused(&folder, "cannot read");
    fs::remove_file(folder.join("loop.yaml")).unwrap();
    symlink("gone.yaml", folder.join("broken.yaml")).unwrap();
    refused(&folder, "cannot read");
    fs::remove_file(folder.join("broken.yaml")).unwrap();
    // A link to a folder is not followed, so that none is walked without end.
    symlink(".", folder.join("again")).unwrap();
    fs::write(folder.join("a.yaml"), "id: XYZ\n").unwrap();
    let error = refused(&folder, "`XYZ` is not a valid id");
    assert_eq!(error.matches("is not a valid id").count(), 1, "{error}");
}

#[test]
fn folders_are_read_to_a_bounded_depth() {
    let folder = folder("hostile-deep");
    let deep = folder.join("a/b/c/d/e/f/g/h/i/j");
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("x.yaml"), "id: x\n").unwrap();
    refused(&folder, "is nested too deeply");
    let empty = folder.join("a/b/c/d/e/f/g/h/i/j/k");
    fs::create_dir_all(&empty).unwrap();
    refused(&empty, "there is no YAML file in the folder");
    // What should be a file and is a folder.
    fs::create_dir_all(empty.join("data.yaml")).unwrap();
    refused(&empty.join("data.yaml"), "there is no YAML file in the folder");
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
        refused(&folder, words);
        // Who names it knows what it is called; messages show it without what steers a terminal.
        refused(&path, "the record `x` has no `provider`");
        fs::remove_file(&path).unwrap();
        // A name on the command line that leads nowhere is not printed as it is either.
        refused(&path, "");
    }
    // What is no data is not looked at.
    fs::write(folder.join(std::ffi::OsStr::from_bytes(b"\x1b[31mred.txt")), "").unwrap();
    fs::write(folder.join("a.yaml"), "id: XYZ\n").unwrap();
    refused(&folder, "`XYZ` is not a valid id");
}

#[test]
fn what_may_not_be_read_is_told() {
    let Some(nobody) = as_nobody() else { return };
    let folder = folder("hostile-unreadable");
    let closed = folder.join("closed");
    fs::create_dir_all(&closed).unwrap();
    fs::write(closed.join("a.yaml"), "id: x\n").unwrap();
    fs::write(folder.join("file.yaml"), "id: x\n").unwrap();
    let mode = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(&closed, 0);
    mode(&folder.join("file.yaml"), 0);
    for path in [&closed, &folder.join("file.yaml"), &folder] {
        let ran = certcmp(&["list", "--data"]).argument(path).by(&format!("exec {nobody}\"$@\"")).run();
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}: {}", path.display(), ran.stderr);
        assert!(ran.stderr.contains("cannot read") && ran.stderr.contains("denied"), "{}", ran.stderr);
    }
    mode(&closed, 0o755);
}
