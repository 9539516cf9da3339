//! No network, and nothing written: every command under `strace`.

use super::script;
use crate::support::{folder, works};
use std::collections::BTreeSet;

/// Every command in a few of its ways, among them one that fails.
const LINES: &[&[&str]] = &[
    &[],
    &["--help"],
    &["--version"],
    &["compare", "aws", "gcp", "azure"],
    &["list", "--all", "--json"],
    &["list", "--data", "tests/own-data/databricks.yaml"],
    &["show", "pmle", "--sources"],
    &["plan", "pmle", "--exam", "2027-03-01", "--hours-per-week", "6", "--format", "ics"],
    &["services", "lex"],
    &["overlap", "aws", "gcp"],
    &["cost", "pmle", "--years", "6"],
    &["held", "tests/held/frozen.csv"],
    &["changes", "aws"],
    &["sources", "pmle"],
    &["recommend", "--cloud", "gcp"],
    &["check", "data"],
    &["held", "tests/held/frozen.csv"],
    &["changes"],
    &["schema", "output"],
    &["completions", "bash"],
    &["man", "compare"],
    &["help", "list"],
    &["show", "nonesuch"],
    &["__complete", "--word=a", "--", "certcmp", "show"],
    &["help", "formats"],
];

/// Calls that speak to others or change what lies on a disk, whatever they are given.
const CHANGING: &str = "\
    socket connect bind sendto sendmsg socketpair rename unlink mkdir rmdir link symlink chmod chown \
    truncate ftruncate creat mknod utime setxattr mount fork vfork clone execve";

/// What a call of a trace does that no command may do.
fn forbidden(call: &str) -> bool {
    let name = call.split('(').next().unwrap_or_default();
    let base = name.trim_end_matches(|end: char| end.is_ascii_digit()).trim_end_matches("at");
    let opens_to_write =
        name.starts_with("open") && ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| call.contains(flag));
    let writes =
        (name.starts_with("write") || name.starts_with("pwrite")) && !call.contains("(1,") && !call.contains("(2,");
    CHANGING.split(' ').any(|known| known == name || known == base) || opens_to_write || writes
}

#[test]
fn no_command_uses_the_network_or_writes_a_file() {
    if !works("strace", &["-f", "true"]) {
        return;
    }
    let log = folder("traced").join("log");
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for arguments in LINES {
        let trace = format!(
            "exec strace -f -qq -e signal=none -e trace=network,file,desc,process -o '{}' \"$@\"",
            log.display()
        );
        let ran = script(&trace, arguments).run();
        assert!(matches!(ran.code, 0 | 2), "{arguments:?}: {ran:?}");
        let text = std::fs::read_to_string(&log).unwrap();
        // The first call of each is strace's own: it starts the program.
        let calls: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once(' ')?.1.trim())).collect();
        assert!(calls.first().is_some_and(|call| call.starts_with("execve(")) && calls.len() > 5, "{text}");
        for call in calls.iter().skip(1) {
            assert!(!forbidden(call), "{arguments:?}: {call}");
        }
        named.extend(arguments.first().copied());
    }
    for command in certcmp::cli::args::Cli::definition().get_subcommands() {
        assert!(named.contains(&command.get_name()), "`{}` is not traced", command.get_name());
    }
}

#[test]
fn a_trace_would_give_them_away() {
    for call in [
        "socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3",
        "openat(AT_FDCWD, \"x\", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3",
        "open(\"x\", O_RDWR) = 3",
        "write(3, \"x\", 1) = 1",
        "mkdirat(AT_FDCWD, \"x\", 0777) = 0",
        "renameat2(AT_FDCWD, \"x\", AT_FDCWD, \"y\", 0) = 0",
        "clone3({flags=CLONE_VM}, 88) = 7",
    ] {
        assert!(forbidden(call), "{call}");
    }
    for call in [
        "openat(AT_FDCWD, \"x\", O_RDONLY|O_CLOEXEC) = 3",
        "write(1, \"x\", 1) = 1",
        "readlink(\"x\") = 1",
        "fstat(3, {}) = 0",
    ] {
        assert!(!forbidden(call), "{call}");
    }
}
