//! Today, by the clock and the time zone of this machine, whatever both may say.

use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const MAX_ZONE_BYTES: u64 = 1024 * 1024;

/// Returns the day here; in an unknown time zone that in UTC. Fails if the clock is outside the supported dates.
pub fn today() -> Result<Date> {
    let now = Timestamp::try_from(SystemTime::now())
        .context("the system clock is outside the supported dates; use --as-of")?;
    Ok(zone().to_datetime(now).date())
}

/// Returns the time zone of `TZ`, else that of the system. A name is looked up under `TZDIR` or in the system's folder,
/// never in the current one.
fn zone() -> TimeZone {
    let Some(name) = std::env::var_os("TZ") else { return TimeZone::system() };
    let name = name.to_string_lossy();
    let name = name.strip_prefix(':').unwrap_or(&name);
    let folder = std::env::var_os("TZDIR").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let path = folder.unwrap_or_else(|| PathBuf::from("/usr/share/zoneinfo")).join(name);
    let is_within = name.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if let Some(data) = (is_within || Path::new(name).is_absolute()).then(|| read_zone(&path)).flatten()
        && let Ok(zone) = TimeZone::tzif(name, &data)
    {
        return zone;
    }
    // The rules that the C library takes where the name has a summer time without any.
    let with_rules = || TimeZone::posix(&format!("{name},M3.2.0,M11.1.0"));
    TimeZone::posix(name).or_else(|_| with_rules()).unwrap_or(TimeZone::UTC)
}

/// Reads a file with a time zone. A device or pipe is never read.
fn read_zone(path: &Path) -> Option<Vec<u8>> {
    let file = std::fs::metadata(path).ok()?;
    (file.is_file() && file.len() <= MAX_ZONE_BYTES).then(|| std::fs::read(path).ok()).flatten()
}

/// Returns a note if the clock is earlier than the sources of the dataset.
pub fn clock_note(today: Date, newest: Date) -> Option<String> {
    // The newest source may be of a day that has not come in every time zone.
    let wrong = today < newest.yesterday().unwrap_or(newest);
    wrong.then(|| format!("the system clock ({today}) is earlier than the data ({newest}); use --as-of"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_clock_before_the_data_is_wrong() {
        let newest = date(2026, 10, 8);
        assert!(clock_note(date(1970, 1, 1), newest).unwrap().contains("(1970-01-01) is earlier"));
        assert_eq!((clock_note(date(2026, 10, 7), newest), clock_note(date(9999, 12, 31), newest)), (None, None));
        assert!(clock_note(date(2026, 10, 6), newest).is_some());
        assert_eq!(clock_note(Date::MIN, Date::MIN), None);
    }
}
