//! Checks `data/` with the program's own types and lints and packs it into the binary, with the schema of its files. A fault stops the build.

#![allow(dead_code, unused_imports, unreachable_pub, missing_docs)]

#[path = "src/dataset"]
mod dataset {
    pub mod assemble;
    pub mod entries;
    pub mod evidence;
    pub mod fault;
    pub mod fields;
    pub mod files;
    pub mod from_yaml;
    pub mod limits;
    pub mod lint;
    pub mod node;
    pub mod path;
    pub mod pieces;
    pub mod places;
    pub mod raw;
    pub mod reader;
    pub mod scalar;
    pub mod scanner;
    pub mod schema;
    pub mod sections;
    pub mod workers;
    pub mod yaml;
}

use certcmp_model as model;

use anyhow::{Context, Result, bail};
use std::env;
use std::path::Path;
use std::process::Command;

fn main() -> Result<()> {
    for watched in ["data", "src/dataset", "build.rs", HOT_FUNCTIONS] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let files = dataset::files::read(Path::new("data"))?;
    let loaded =
        match dataset::assemble::assemble(model::Catalog::default(), &files, dataset::assemble::Strictness::Full) {
            Ok(loaded) => loaded,
            Err(faults) => {
                for fault in &faults.0 {
                    println!("cargo::error={fault}");
                }
                bail!("data/ has {} faults", faults.0.len());
            }
        };
    if loaded.catalog.certifications.is_empty() {
        bail!("data/ holds no certification");
    }
    let out = env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?;
    let packed: &'static [u8] = model::store::pack(&loaded.catalog)?.leak();
    if model::store::unpack(packed)? != loaded.catalog {
        bail!("the packed dataset is not read back as it was");
    }
    let out = Path::new(&out);
    std::fs::write(out.join("catalog.bin"), packed)?;
    std::fs::write(out.join("shared.schema.json"), dataset::schema::shared()?)?;
    link_for_a_quick_start(out)
}

/// Where that was tried - on Linux with the C library and the linkers that Rust uses there by itself - the linker is told to
/// make a release that starts quickly. Everywhere else it does what it always does, which is right too.
///
/// - A release aborts where it would unwind, so nothing reads its unwind tables, which are a tenth of it; but the compiler
///   always writes them. They are left out. A panic says what went wrong and where, without a backtrace.
/// - What little of the unwinder is still called is taken from the static library; to load the shared one takes a tenth of a
///   comparison. It would abort where a backtrace is asked for, so errors must never carry one: see `anyhow` in Cargo.toml.
/// - The functions that common commands call stand side by side: the system loads a program in pieces of 64 kB, and they
///   would be spread over all of them.
fn link_for_a_quick_start(out: &Path) -> Result<()> {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|known| known == value);
    let tried = is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && is("CARGO_CFG_TARGET_ARCH", "x86_64");
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    if !tried || !is("PROFILE", "release") || env::var_os("RUSTC_LINKER").is_some() || flags.contains("link") {
        return Ok(());
    }
    let names = std::fs::read_to_string(HOT_FUNCTIONS).context(HOT_FUNCTIONS)?;
    let hot: String = names
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|name| format!("*(.text.{name} .text.unlikely.{name})\n"))
        .collect();
    let unused = ".eh_frame .gcc_except_table .gcc_except_table.*";
    let script = out.join("quick-start.ld");
    std::fs::write(
        &script,
        format!(
            "SECTIONS {{ .text.hot : {{\n{STARTING}{hot}}} }} INSERT BEFORE .text;\n\
             SECTIONS {{ /DISCARD/ : {{ *({unused}) }} }} INSERT AFTER .text;\n"
        ),
    )?;
    println!("cargo::rustc-link-arg-bins=-T{}", script.display());
    println!("cargo::rustc-link-arg-bins=-Wl,--no-eh-frame-hdr");
    if has_static_unwinder() {
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
    Ok(())
}

/// Whether the linker finds the static library, which a C compiler brings along with the shared one.
fn has_static_unwinder() -> bool {
    let asked = Command::new("cc").arg("-print-file-name=libgcc_eh.a").output();
    // Where there is no such file, its bare name is printed.
    asked.is_ok_and(|told| Path::new(String::from_utf8_lossy(&told.stdout).trim()).is_absolute())
}

/// What every program runs first and last.
const STARTING: &str = "KEEP(*(SORT_NONE(.init)))\nKEEP(*(SORT_NONE(.fini)))\n*crt1.o(.text)\n*crtbegin*.o(.text)\n";

/// The functions that common commands call; `benches/hot-functions` writes it.
const HOT_FUNCTIONS: &str = "linking/hot-functions.txt";
