//! Checks `data/` with the program's own types and lints and packs it into the binary, with the schema of its files. A fault stops the build.

#![allow(dead_code, unused_imports, unreachable_pub, missing_docs)]

#[path = "src/model/mod.rs"]
mod model;

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
    pub mod raw;
    pub mod reader;
    pub mod scalar;
    pub mod scanner;
    pub mod schema;
    pub mod store;
    pub mod yaml;
}

use anyhow::{Context, Result, bail};
use std::path::Path;

fn main() -> Result<()> {
    for watched in ["data", "src/model", "src/dataset", "build.rs"] {
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
    let out = std::env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?;
    let packed: &'static [u8] = dataset::store::pack(&loaded.catalog)?.leak();
    if dataset::store::unpack(packed)? != loaded.catalog {
        bail!("the packed dataset is not read back as it was");
    }
    let out = Path::new(&out);
    std::fs::write(out.join("catalog.bin"), packed)?;
    std::fs::write(out.join("shared.schema.json"), dataset::schema::shared()?)?;
    Ok(())
}
