//! Checks `data/` with the lints of `certcmp check` and packs it for the program. A fault stops the build.

use anyhow::{Context, Result, ensure};
use certcmp_dataset::assemble::{Strictness, assemble};
use certcmp_dataset::{Catalog, files};
use std::path::Path;

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=data");
    let files = files::read(Path::new("data"))?;
    let loaded = assemble(Catalog::default(), &files, Strictness::Full).context("data/ has faults")?;
    ensure!(!loaded.catalog.certifications.is_empty(), "data/ holds no certification");
    let out = std::env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?;
    std::fs::write(Path::new(&out).join("catalog.bin"), loaded.catalog.pack()?)?;
    Ok(())
}
