//! Sorting. The sort of the standard library is compiled once for each type that is sorted, and each time it is several
//! kilobytes; here only the places of the entries are sorted, by the same code for all types.

use std::cmp::Ordering;

/// Sorts entries by a key, which is worked out once for each; those with the same key stay in their order.
pub fn by_key<T, K: Ord>(entries: &mut Vec<T>, key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = entries.iter().map(key).collect();
    let order = places(entries.len(), &|one, other| keys.get(one).cmp(&keys.get(other)));
    put(entries, order);
}

/// Sorts entries by comparing them; those that are equal stay in their order.
pub fn by<T>(entries: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let at = |place: usize| entries.get(place);
    let order = places(entries.len(), &|one, other| {
        at(one).zip(at(other)).map_or(Ordering::Equal, |(one, other)| compare(one, other))
    });
    put(entries, order);
}

fn put<T>(entries: &mut Vec<T>, order: Vec<usize>) {
    let mut taken: Vec<Option<T>> = entries.drain(..).map(Some).collect();
    entries.extend(order.into_iter().filter_map(|place| taken.get_mut(place)?.take()));
}

/// The places of so many entries, in order.
fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_unstable_by(|one, other| compare(*one, *other).then_with(|| one.cmp(other)));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_sorted_and_equal_ones_stay_in_their_order() {
        let mut entries = vec![(2, "a"), (1, "b"), (2, "c"), (0, "d"), (1, "e")];
        by_key(&mut entries, |entry| entry.0);
        assert_eq!(entries, [(0, "d"), (1, "b"), (1, "e"), (2, "a"), (2, "c")]);
        by(&mut entries, |one, other| other.1.cmp(one.1));
        assert_eq!(entries, [(1, "e"), (0, "d"), (2, "c"), (1, "b"), (2, "a")]);
        let mut many: Vec<usize> = (0..1000).map(|number| number * 7919 % 1000).collect();
        by_key(&mut many, |number| *number);
        assert_eq!(many, (0..1000).collect::<Vec<_>>());
    }
}
