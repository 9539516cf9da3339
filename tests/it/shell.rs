//! Completions in the shells themselves, as somebody sees them who presses the key. What is not installed is skipped
//! with a word on stderr.

use crate::support::{assert_has, certcmp, folder, is_installed, run, skip};
use std::path::{Path, PathBuf};
use std::process::Command;

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "nushell"];

/// A folder with the scripts of all shells, and files and a folder to complete.
fn scripts(name: &str) -> PathBuf {
    let folder = folder(name);
    let written = certcmp(&["completions", "--into", folder.to_str().unwrap()]).bare().stdout();
    assert_eq!(written.lines().count(), SHELLS.len(), "{written}");
    std::fs::write(folder.join("unlike-any-name.yaml"), "").unwrap();
    std::fs::create_dir(folder.join("folder")).unwrap();
    std::fs::copy("tests/own-data/databricks.yaml", folder.join("own.yaml")).unwrap();
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

/// What is on the screen after each line was typed into a shell on a pseudo-terminal, and the key pressed twice. A further
/// key, which the shell's settings bind to `empty`, empties the line and tells where its screen ends.
fn on_screen(start: &str, home: &Path, lines: &[&str]) -> Vec<String> {
    let mut command = shell("script", home);
    command.env("ZDOTDIR", home).env("SHELL", "/bin/sh");
    command.args(["-qec", &format!("stty cols 200; exec {start}"), "/dev/null"]);
    let typed = lines.iter().map(|line| format!("{line}\t\t\u{2}")).collect::<String>() + "exit\n";
    let seen = run(&mut command, typed.as_bytes()).stdout;
    let screens: Vec<String> = seen.split('\u{2}').map(str::to_owned).collect();
    assert_eq!(screens.len(), lines.len() + 1, "{seen}");
    screens
}

/// Checks what was on offer for each of the lines.
fn assert_offered(offered: &[String]) {
    for ((line, expected), offered) in LINES.iter().zip(offered) {
        assert_has(offered, expected);
        assert!(!offered.contains("error"), "{line}: {offered}");
    }
}

/// The lines that every shell completes, and one more.
fn lines_and(more: &'static str) -> Vec<&'static str> {
    LINES.iter().map(|(line, _)| *line).chain([more]).collect()
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

#[test]
fn bash_completes_on_a_terminal() {
    if !is_installed("bash") || !is_installed("script") {
        return;
    }
    let home = scripts("bash");
    let rc = "source certcmp.bash\nbind 'set show-all-if-ambiguous on' 'set page-completions off'\n\
              bind 'set completion-query-items 0'\nbind 'set enable-bracketed-paste off'\nPS1='> '\n\
              empty() { READLINE_LINE=; READLINE_POINT=0; printf '\\002'; }\nbind -x '\"\\C-b\": empty'\n";
    std::fs::write(home.join("bashrc"), rc).unwrap();
    let screens = on_screen("bash --noprofile --rcfile bashrc -i", &home, &lines_and("certcmp services cognitive"));
    assert_offered(&screens);
    assert!(screens[LINES.len()].contains("cognitive\\ services"), "{screens:?}");
}

#[test]
fn bash_loads_the_script_where_bash_completion_looks_for_it() {
    let loader = Path::new("/usr/share/bash-completion/bash_completion");
    if !is_installed("bash") || !loader.exists() {
        skip("bash-completion");
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
    let text = run(shell("bash", &home).args(["--norc", "-c", ask]), b"").stdout;
    assert!(text.contains("-F _certcmp certcmp") && text.ends_with("mla-c01 mla-c02\n"), "{text}");
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
        let empty = "empty() { BUFFER=; printf '\\002'; }; zle -N empty; bindkey '^B' empty";
        std::fs::write(home.join(".zshrc"), format!("{rc}LISTMAX=100000\nPROMPT='> '\n{empty}\n")).unwrap();
        let screens = on_screen("zsh -i", &home, &lines_and("certcmp compare mla-c"));
        assert_offered(&screens);
        assert_has(&screens[LINES.len()], &["mla-c02  -- AWS ML Engineer – Associate (C02)"]);
    }
}

#[test]
fn fish_completes_with_descriptions() {
    if !is_installed("fish") {
        return;
    }
    let home = scripts("fish");
    let place = home.join(".config/fish/completions");
    std::fs::create_dir_all(&place).unwrap();
    std::fs::copy(home.join("certcmp.fish"), place.join("certcmp.fish")).unwrap();
    let ask = "for line in $argv; complete --do-complete $line; printf '\\x02'; end";
    let lines = [lines_and("certcmp compare mla-c"), vec!["certcmp compare un"]].concat();
    let ran = run(shell("fish", &home).args(["-c", ask]).args(lines), b"");
    assert_eq!(ran.stderr, "");
    let offered: Vec<String> = ran.stdout.split('\u{2}').map(str::to_owned).collect();
    assert_offered(&offered);
    assert_has(&offered[LINES.len()], &["mla-c02\tAWS ML Engineer – Associate (C02)\n"]);
    assert!(!offered[LINES.len() + 1].contains("unlike-any-name"), "files are no certifications");
}

#[test]
fn nushell_completes() {
    if !is_installed("nu") {
        return;
    }
    let home = scripts("nushell");
    let offered = LINES.iter().map(|(line, _)| {
        let text = format!("source certcmp.nu\n{line}");
        std::fs::write(home.join("ask.nu"), &text).unwrap();
        let cursor = text.len().to_string();
        run(shell("nu", &home).args(["--no-config-file", "--ide-complete", &cursor, "ask.nu"]), b"").stdout
    });
    assert_offered(&offered.collect::<Vec<_>>());
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
