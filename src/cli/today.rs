//! Today, by the clock and the time zone of this machine, whatever both may say.

use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::Path;
use std::time::SystemTime;

/// The most that a file with a time zone may hold, in bytes.
const MOST_ZONE_BYTES: u64 = 1024 * 1024;

/// The day that it is here. In a time zone that is not known it is the day in UTC.
///
/// # Errors
/// If the clock is outside the calendar.
pub fn today() -> Result<Date> {
    let now = Timestamp::try_from(SystemTime::now())
        .context("the system clock is outside the supported dates; use --as-of")?;
    let zone = if zone_is_readable() { TimeZone::system() } else { TimeZone::UTC };
    Ok(zone.to_datetime(now).date())
}

/// Whether `TZ` names no file, or a plain one of a sensible size: a device is never read to its end.
fn zone_is_readable() -> bool {
    let Some(name) = std::env::var_os("TZ") else { return true };
    let name = name.to_string_lossy();
    let path = Path::new(name.strip_prefix(':').unwrap_or(&name));
    if !path.is_absolute() {
        return true;
    }
    std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= MOST_ZONE_BYTES)
}

/// Says that the clock must be wrong: on its day, not even the sources of the dataset were there.
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
