//! Certificates in YAML: a list, or a list under `held:`.

use super::Held;

pub fn read(_text: &str) -> Result<Held, String> {
    Err("not yet".to_owned())
}
