//! Completions and manual pages, made from the same definition as the help.

mod common;

use common::{certcmp, folder};
use std::process::Command;

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "nushell"];

#[test]
fn completions_offer_commands_options_formats_and_names() {
    for shell in SHELLS {
        let script = certcmp(&["completions", shell]).bare().stdout();
        for word in ["compare", "current", "differences"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        // The generator for PowerShell completes commands and options only.
        for word in ["markdown", "mla-c02", "passing_score"].into_iter().filter(|_| shell != "powershell") {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn completions_offer_the_users_own_certifications() {
    let script = certcmp(&["completions", "fish", "--data", "tests/own-data/databricks.yaml"]).bare().stdout();
    assert!(script.contains("lake-ml-1"));
}

/// Bash is everywhere; the others are tried where they are installed.
#[test]
fn bash_loads_the_script_and_completes_a_name() {
    let script = folder("completions").join("certcmp.bash");
    std::fs::write(&script, certcmp(&["completions", "bash"]).bare().stdout()).unwrap();
    let ask = format!(
        "source {}; COMP_WORDS=(certcmp compare mla-c); COMP_CWORD=2; _certcmp certcmp mla-c compare; echo \"${{COMPREPLY[@]}}\"",
        script.display()
    );
    let output = Command::new("bash").args(["--norc", "-c", &ask]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "mla-c01 mla-c02", "{output:?}");
}

#[test]
fn other_shells_load_their_scripts_where_they_are_installed() {
    for (shell, check) in [("fish", "fish --no-execute"), ("zsh", "zsh -n")] {
        if Command::new(shell).arg("--version").output().is_err() {
            continue;
        }
        let script = folder(&format!("completions-{shell}")).join("certcmp");
        std::fs::write(&script, certcmp(&["completions", shell]).bare().stdout()).unwrap();
        let output = Command::new("sh").args(["-c", &format!("{check} {}", script.display())]).output().unwrap();
        assert!(output.status.success(), "{shell}: {output:?}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let whole = certcmp(&["man"]).bare().stdout();
    assert!(whole.starts_with(".ie") && whole.contains(".TH certcmp 1"), "{whole}");
    for command in ["compare", "list", "show", "sources", "check", "schema", "completions", "man"] {
        let page = certcmp(&["man", command]).bare().stdout();
        assert!(page.contains(&format!(".TH certcmp-{command} 1")), "{command}");
    }
    assert!(certcmp(&["man", "bogus"]).bare().error().contains("the commands are compare"));
}

#[test]
fn manual_pages_are_clean_where_mandoc_is_installed() {
    let folder = folder("manual");
    for command in ["", "compare", "list", "check"] {
        let path = folder.join(format!("certcmp{command}.1"));
        let arguments: Vec<&str> = ["man", command].into_iter().filter(|word| !word.is_empty()).collect();
        std::fs::write(&path, certcmp(&arguments).bare().stdout()).unwrap();
        let Ok(output) = Command::new("mandoc").args(["-T", "lint", "-W", "error"]).arg(&path).output() else { return };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn documents_take_no_format() {
    assert!(certcmp(&["man", "--format", "csv"]).bare().error().contains("leave --format and --json out"));
    assert!(certcmp(&["completions", "bash", "--json"]).bare().error().contains("leave --format and --json out"));
}
