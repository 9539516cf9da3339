//! Shares the width of a table out among its columns.

use super::layout::columns;

/// Gives each column what it wants if there is room, else shares the room as evenly as their wants allow.
pub fn shared_out(room: usize, wants: &[usize]) -> Vec<usize> {
    let mut widths = vec![0; wants.len()];
    let mut left = room;
    let mut open: Vec<usize> = (0..wants.len()).collect();
    loop {
        let share = left / open.len().max(1);
        let (content, greedy): (Vec<usize>, Vec<usize>) =
            open.iter().partition(|at| wants.get(**at).is_some_and(|want| *want <= share));
        if content.is_empty() {
            for at in greedy {
                if let Some(width) = widths.get_mut(at) {
                    *width = share;
                }
            }
            return widths;
        }
        for at in content {
            if let (Some(width), Some(want)) = (widths.get_mut(at), wants.get(at)) {
                *width = *want;
                left = left.saturating_sub(*want);
            }
        }
        open = greedy;
        if open.is_empty() {
            return widths;
        }
    }
}

/// The columns that the longest word of a text wants; very long ones may be broken.
pub fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(columns).max().unwrap_or(0).min(24)
}

/// Takes from the widest columns what the narrow ones lack to hold their longest word.
pub fn make_room(widths: &mut [usize], narrowest: &[usize]) {
    for at in 0..widths.len() {
        while let (Some(width), Some(least)) = (widths.get(at).copied(), narrowest.get(at).copied()) {
            let spare = |other: usize| {
                widths.get(other).copied().unwrap_or(0).saturating_sub(narrowest.get(other).copied().unwrap_or(0))
            };
            let giver =
                (0..widths.len()).filter(|other| *other != at && spare(*other) > 0).max_by_key(|other| spare(*other));
            let (true, Some(giver)) = (width < least, giver) else { break };
            if let Some(width) = widths.get_mut(at) {
                *width += 1;
            }
            if let Some(width) = widths.get_mut(giver) {
                *width -= 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_shared_as_evenly_as_wants_allow() {
        assert_eq!(shared_out(60, &[10, 100, 100]), [10, 25, 25]);
        assert_eq!(shared_out(60, &[10, 20, 20]), [10, 20, 20]);
        assert_eq!(shared_out(60, &[50, 50, 50]), [20, 20, 20]);
        assert!(shared_out(60, &[]).is_empty());
    }

    #[test]
    fn narrow_columns_get_room_for_their_longest_word() {
        let mut widths = [5, 20, 5];
        make_room(&mut widths, &[8, 10, 5]);
        assert_eq!(widths, [8, 17, 5]);
    }
}
