//! Parses every YAML file of a folder and does nothing with it: the least that reading such a folder costs.

use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: parse FOLDER")?;
    for entry in fs::read_dir(folder)? {
        let text = fs::read_to_string(entry?.path())?;
        let _: serde_yaml::Value = serde_yaml::from_str(&text)?;
    }
    Ok(())
}
