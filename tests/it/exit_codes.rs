//! Exit codes are three, and every command ends with the right one.

use crate::support::certcmp;

/// Every command with arguments that succeed, and with some that cannot run, other than by their usage.
const COMMANDS: &[(&[&str], Option<&[&str]>)] = &[
    (&["compare", "aws", "gcp"], Some(&["compare", "aws", "nope"])),
    (&["list"], Some(&["list", "--provider", "nope"])),
    (&["show", "pmle"], Some(&["show", "nope"])),
    (
        &["plan", "pmle", "--exam", "2027-01-08", "--hours-per-week", "6"],
        Some(&["plan", "nope", "--exam", "2027-01-08", "--hours-per-week", "6"]),
    ),
    (&["overlap", "mla-c02", "pmle"], Some(&["overlap", "pmle"])),
    (&["services", "sagemaker"], Some(&["services", "nope-nope-nope"])),
    (&["cost", "pmle", "--years", "2"], Some(&["cost", "mls-c01", "--years", "2"])),
    (&["recommend", "--cloud", "gcp"], Some(&["recommend", "--cloud", "nope"])),
    (&["held", "tests/held/frozen.csv"], Some(&["held", "no-such-file.csv"])),
    (&["changes"], Some(&["changes", "nope"])),
    (&["sources", "pmle"], Some(&["sources", "nope"])),
    (&["check", "data"], Some(&["check", "no-such-folder"])),
    (&["schema", "record"], Some(&["schema", "record", "--format", "csv"])),
    (&["completions", "bash"], Some(&["completions", "bash", "--json"])),
    (&["man"], Some(&["man", "nope"])),
    (&["help", "formats"], Some(&["help", "nope"])),
    // What the scripts for shells ask is never answered with an error.
    (&["__complete", "--word=a", "--", "certcmp", "show"], None),
];

#[test]
fn every_command_ends_with_its_code() {
    let mut commands: Vec<String> = COMMANDS.iter().map(|(done, _)| done[0].to_owned()).collect();
    let definition = certcmp::cli::args::Cli::definition();
    let mut known: Vec<String> = definition.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    commands.sort();
    known.sort();
    assert_eq!(commands, known, "every command is here");
    for (done, cannot) in COMMANDS {
        let ran = certcmp(&[*done, &["--quiet"]].concat()).run();
        assert_eq!((ran.code, ran.stdout.is_empty()), (0, false), "{done:?}: {}", ran.stderr);
        let bad_usage = [&done[..1], &["--no-such-option"]].concat();
        for fails in cannot.iter().copied().chain([&bad_usage[..]]) {
            let error = certcmp(fails).error();
            assert!(error.starts_with("error: "), "{fails:?}: {error}");
        }
    }
    assert_eq!(certcmp(&["check", "tests/bad-data/weights-over.yaml"]).run().code, 1);
}
