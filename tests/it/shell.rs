//! Completions in the shells themselves, as somebody sees them who presses the key. What is not installed is skipped
//! with a word on stderr.

use crate::support::{certcmp, folder, is_installed};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "nushell"];

/// A folder with the scripts of all shells, and a file and a folder to complete.
fn scripts(name: &str) -> PathBuf {
    let folder = folder(name);
    let written = certcmp(&["completions", "--into", folder.to_str().unwrap()]).bare().stdout();
    assert_eq!(written.lines().count(), SHELLS.len(), "{written}");
    std::fs::write(folder.join("unlike-any-name.yaml"), "").unwrap();
    std::fs::create_dir(folder.join("folder")).unwrap();
    folder
}

/// A program with the folder of certcmp in front of `PATH`, and no settings of the user's own.
fn shell(program: &str, home: &Path) -> Command {
    let bin = Path::new(env!("CARGO_BIN_EXE_certcmp")).parent().unwrap().display();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new(program);
    command.env_clear().current_dir(home).env("PATH", format!("{bin}:{path}")).env("HOME", home);
    command.env("LANG", "C.UTF-8").env("TERM", "dumb");
    command
}

/// What is on the screen after a line was typed into a shell on a pseudo-terminal, and the key pressed twice.
fn on_screen(start: &str, home: &Path, line: &str) -> String {
    let mut command = shell("script", home);
    command.env("ZDOTDIR", home).env("SHELL", "/bin/sh");
    command.args(["-qec", &format!("stty cols 200; exec {start}"), "/dev/null"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    // The line is a comment in the end, so that nothing of it is run.
    let typed = format!("{line}\t\t\u{1}#\nexit\n");
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Lines that every shell completes: what is typed, and what must then be on offer.
const LINES: &[(&str, &[&str])] = &[
    ("certcmp comp", &["compare", "completions"]),
    ("certcmp compare mla-c", &["mla-c01", "mla-c02"]),
    ("certcmp compare aws --source aws-blog-re", &["aws-blog-retirements"]),
    ("certcmp list --format js", &["json", "jsonl"]),
    ("certcmp list --status reti", &["retiring", "retired"]),
    ("certcmp list --service sagemaker-p", &["sagemaker-pipelines", "sagemaker-processing-jobs"]),
    ("certcmp list --fields re", &["renewal", "renewals_end"]),
    ("certcmp help ex", &["exit-codes"]),
    ("certcmp show --data own.yaml lake", &["lake-ml-1"]),
    ("certcmp check unlike", &["unlike-any-name.yaml"]),
    ("certcmp list --data unlike", &["unlike-any-name.yaml"]),
    ("certcmp sources --data=unlike", &["unlike-any-name.yaml"]),
    ("certcmp man --into fol", &["folder"]),
    ("certcmp list --format=jso", &["json", "jsonl"]),
];

fn with_own_data(home: &Path) {
    std::fs::copy("tests/own-data/databricks.yaml", home.join("own.yaml")).unwrap();
}

#[test]
fn bash_completes_on_a_terminal() {
    if !is_installed("bash") || !is_installed("script") {
        return;
    }
    let home = scripts("bash");
    with_own_data(&home);
    let rc = "source certcmp.bash\nbind 'set show-all-if-ambiguous on' 'set page-completions off'\n\
              bind 'set completion-query-items 0'\nbind 'set enable-bracketed-paste off'\nPS1='> '\n";
    std::fs::write(home.join("bashrc"), rc).unwrap();
    for (line, expected) in LINES {
        let screen = on_screen("bash --noprofile --rcfile bashrc -i", &home, line);
        for name in *expected {
            assert!(screen.contains(name), "{line}: {name} is not in {screen}");
        }
        assert!(!screen.contains("error"), "{screen}");
    }
    let quoted = on_screen("bash --noprofile --rcfile bashrc -i", &home, "certcmp services cognitive");
    assert!(quoted.contains("cognitive\\ services"), "{quoted}");
}

#[test]
fn bash_loads_the_script_where_bash_completion_looks_for_it() {
    let loader = Path::new("/usr/share/bash-completion/bash_completion");
    if !is_installed("bash") || !loader.exists() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: bash-completion is not installed");
        return;
    }
    let home = scripts("bash-completion");
    let place = home.join(".local/share/bash-completion/completions");
    std::fs::create_dir_all(&place).unwrap();
    std::fs::copy(home.join("certcmp.bash"), place.join("certcmp")).unwrap();
    let ask = "source /usr/share/bash-completion/bash_completion\n\
               _completion_loader certcmp; complete -p certcmp\n\
               COMP_WORDS=(certcmp compare mla-c); COMP_CWORD=2; _certcmp certcmp mla-c compare\n\
               echo \"${COMPREPLY[@]}\"";
    let output = shell("bash", &home).args(["--norc", "-c", ask]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("-F _certcmp certcmp") && text.ends_with("mla-c01 mla-c02\n"), "{output:?}");
}

#[test]
fn zsh_completes_on_a_terminal_with_descriptions() {
    if !is_installed("zsh") || !is_installed("script") {
        return;
    }
    for (name, rc) in [
        ("zsh", "fpath=($HOME $fpath)\nautoload -Uz compinit; compinit -u -D\n"),
        ("zsh-source", "autoload -Uz compinit; compinit -u -D\nsource <(certcmp completions zsh)\n"),
    ] {
        let home = scripts(name);
        with_own_data(&home);
        let rc = format!("{rc}LISTMAX=100000\nPROMPT='> '\nsetopt interactive_comments\n");
        std::fs::write(home.join(".zshrc"), rc).unwrap();
        for (line, expected) in LINES {
            let screen = on_screen("zsh -i", &home, line);
            for name in *expected {
                assert!(screen.contains(name), "{line}: {name} is not in {screen}");
            }
            assert!(!screen.contains("error"), "{screen}");
        }
        let screen = on_screen("zsh -i", &home, "certcmp compare mla-c");
        assert!(screen.contains("mla-c02  -- AWS ML Engineer – Associate (C02)"), "{screen}");
    }
}

#[test]
fn fish_completes_with_descriptions() {
    if !is_installed("fish") {
        return;
    }
    let home = scripts("fish");
    with_own_data(&home);
    let place = home.join(".config/fish/completions");
    std::fs::create_dir_all(&place).unwrap();
    std::fs::copy(home.join("certcmp.fish"), place.join("certcmp.fish")).unwrap();
    let complete = |line: &str| {
        let output = shell("fish", &home).args(["-c", "complete --do-complete $argv[1]", line]).output().unwrap();
        assert!(output.stderr.is_empty(), "{output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    for (line, expected) in LINES {
        let offered = complete(line);
        for name in *expected {
            assert!(offered.contains(name), "{line}: {name} is not in {offered}");
        }
        assert!(!offered.contains("error"), "{offered}");
    }
    assert!(complete("certcmp compare mla-c").contains("mla-c02\tAWS ML Engineer – Associate (C02)\n"));
    assert!(!complete("certcmp compare un").contains("unlike-any-name"), "files are no certifications");
}

#[test]
fn nushell_completes() {
    if !is_installed("nu") {
        return;
    }
    let home = scripts("nushell");
    with_own_data(&home);
    for (line, expected) in LINES {
        let text = format!("source certcmp.nu\n{line}");
        std::fs::write(home.join("ask.nu"), &text).unwrap();
        let cursor = text.len().to_string();
        let output =
            shell("nu", &home).args(["--no-config-file", "--ide-complete", &cursor, "ask.nu"]).output().unwrap();
        let offered = String::from_utf8_lossy(&output.stdout);
        for name in *expected {
            assert!(offered.contains(name), "{line}: {name} is not in {offered}");
        }
    }
}

/// PowerShell is not to be had everywhere; the script's structure stands in for it.
#[test]
fn the_script_for_powershell_registers_a_completer_and_closes_what_it_opens() {
    let script = certcmp(&["completions", "powershell"]).bare().stdout();
    for part in ["Register-ArgumentCompleter -Native -CommandName certcmp", "\"--word=$current\" '--' @before 2>$null"]
    {
        assert!(script.contains(part), "{part}");
    }
    let count = |sign: char| script.chars().filter(|found| *found == sign).count();
    assert_eq!((count('{'), count('(')), (count('}'), count(')')));
    assert!(script.is_ascii());
}

#[test]
fn scripts_are_small_and_hold_no_data() {
    for shell in SHELLS {
        let script = certcmp(&["completions", shell]).bare().stdout();
        assert!(script.contains("__complete") && script.contains(":paths"), "{shell}");
        assert!(script.len() < 4096 && !script.contains("mla-c"), "{shell}: {} bytes", script.len());
    }
}

#[test]
fn completions_want_a_shell_or_a_folder() {
    assert!(certcmp(&["completions"]).bare().error().contains("Usage: certcmp completions"));
    assert!(certcmp(&["completions", "bsh"]).bare().error().contains("bash"));
    assert!(certcmp(&["completions", "bash", "--into", "x"]).bare().error().contains("cannot be used with"));
    assert!(certcmp(&["completions", "--into", "/dev/null/x"]).bare().error().contains("cannot create directory"));
}

#[test]
fn documents_take_no_format() {
    assert!(certcmp(&["man", "--format", "csv"]).bare().error().contains("does not support --format"));
    assert!(certcmp(&["completions", "bash", "--json"]).bare().error().contains("does not support --format"));
}
