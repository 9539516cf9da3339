//! The helper of `benches/run`: writes files of synthetic records, and times the bare typed parse of one.

use anyhow::{Context, Result, bail};
use certcmp::dataset::raw::RawShared;
use certcmp_benches::synthetic::{Shape, Synthetic};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::mem::ManuallyDrop;
use std::time::Instant;

const USAGE: &str = "\
usage: workload write full|short COUNT FILE   write a file of synthetic records
       workload parse FILE                    print the seconds that the bare typed parse of a file takes";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["write", "full", count, file] => write(Shape::Full, count, file),
        ["write", "short", count, file] => write(Shape::Short, count, file),
        ["parse", file] => parse(file),
        _ => bail!(USAGE),
    }
}

fn write(shape: Shape, count: &str, file: &str) -> Result<()> {
    let count = count.parse().with_context(|| format!("`{count}` is no count"))?;
    let mut out = BufWriter::new(File::create(file).with_context(|| format!("cannot write `{file}`"))?);
    Synthetic::of_project()?.write(count, shape, &mut out)?;
    Ok(out.flush()?)
}

/// No lint, no search for unknown fields, no conversion: what any program pays that reads the file into types.
fn parse(file: &str) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read `{file}`"))?;
    let start = Instant::now();
    let shared: RawShared = serde_yaml::from_str(&text)?;
    let seconds = start.elapsed().as_secs_f64();
    let shared = ManuallyDrop::new(shared);
    println!("{seconds:.6} {}", shared.certifications.as_ref().map_or(0, Vec::len));
    Ok(())
}
