//! Entries that stay packed one by one until somebody looks at them; each has a label that is read without its entry.

use super::Text;
use super::lazy::Unpack;
use std::cell::OnceCell;
use std::fmt;

/// What has a label by which others speak of it.
pub trait Labelled {
    /// The label.
    fn label(&self) -> Text;
}

/// Entries, each packed or not, with their labels.
pub struct Table<T: 'static> {
    packed: Packed,
    entries: Vec<Entry<T>>,
}

/// An entry: what stands at its place in the packed form, or what has come to this place since.
#[derive(Clone)]
enum Entry<T> {
    Packed(OnceCell<Box<T>>),
    Here(Box<(Text, T)>),
}

/// The packed form: the number of entries, where each of them ends, and the entries; each its label, behind its length, and
/// its value. Numbers are of 32 bits, the low byte first.
#[derive(Clone, Copy, Default)]
struct Packed {
    ends: &'static [u8],
    entries: &'static [u8],
}

/// The bytes of a number.
const NUMBER: usize = size_of::<u32>();

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    usize::try_from(u32::from_le_bytes(*bytes)).ok()
}

impl Packed {
    fn entry(self, at: usize) -> Option<(&'static str, &'static [u8])> {
        let start = at.checked_sub(1).map_or(Some(0), |before| number(self.ends, before * NUMBER))?;
        let entry = self.entries.get(start..number(self.ends, at * NUMBER)?)?;
        let (label, value) = entry.get(NUMBER..)?.split_at_checked(number(entry, 0)?)?;
        Some((std::str::from_utf8(label).ok()?, value))
    }
}

impl<T> Table<T> {
    /// Entries in their packed form; nothing if these bytes are none.
    pub fn packed(bytes: &'static [u8]) -> Option<Self> {
        let count = number(bytes, 0)?;
        let (ends, entries) = bytes.get(NUMBER..)?.split_at_checked(count.checked_mul(NUMBER)?)?;
        let slots = std::iter::repeat_with(|| Entry::Packed(OnceCell::new())).take(count).collect();
        Some(Self { packed: Packed { ends, entries }, entries: slots })
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The label of the entry at a place.
    pub fn label(&self, at: usize) -> Option<Text> {
        match self.entries.get(at)? {
            Entry::Packed(_) => self.packed.entry(at).map(|(label, _)| label.into()),
            Entry::Here(entry) => Some(entry.0.clone()),
        }
    }

    /// The labels, in order.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().enumerate().map_while(|(at, entry)| match entry {
            Entry::Packed(_) => self.packed.entry(at).map(|(label, _)| label),
            Entry::Here(entry) => Some(entry.0.as_str()),
        })
    }
}

impl<T: Unpack> Table<T> {
    /// The entry at a place.
    pub fn get(&self, at: usize) -> Option<&T> {
        match self.entries.get(at)? {
            Entry::Packed(value) => {
                let (_, bytes) = self.packed.entry(at)?;
                Some(value.get_or_init(|| Box::new(T::unpack(bytes))))
            }
            Entry::Here(entry) => Some(&entry.1),
        }
    }

    /// The entries, in order.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { table: self, at: 0 }
    }
}

impl<T: Labelled> Table<T> {
    /// Adds an entry at the end.
    pub fn push(&mut self, entry: T) {
        self.entries.push(entry.into());
    }

    /// Puts an entry into the place of another.
    pub fn replace(&mut self, at: usize, entry: T) {
        if let Some(place) = self.entries.get_mut(at) {
            *place = entry.into();
        }
    }
}

impl<T: Labelled> From<T> for Entry<T> {
    fn from(value: T) -> Self {
        Self::Here(Box::new((value.label(), value)))
    }
}

impl<T: Labelled> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Self { packed: Packed::default(), entries: entries.into_iter().map(Entry::from).collect() }
    }
}

/// The entries of a table, in order.
pub struct Iter<'a, T: 'static> {
    table: &'a Table<T>,
    at: usize,
}

impl<'a, T: Unpack> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        let entry = self.table.get(self.at)?;
        self.at += 1;
        Some(entry)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.table.len().saturating_sub(self.at);
        (left, Some(left))
    }
}

impl<T: Unpack> ExactSizeIterator for Iter<'_, T> {}

impl<'a, T: Unpack> IntoIterator for &'a Table<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { packed: Packed::default(), entries: Vec::new() }
    }
}

impl<T: Clone> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self { packed: self.packed, entries: self.entries.clone() }
    }
}

impl<T: Unpack + PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter()) && self.labels().eq(other.labels())
    }
}

impl<T: Unpack + fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self).finish()
    }
}

/// Packs entries: their labels and their values in packed form. Nothing if they are more than can be counted.
pub fn pack(entries: &[(Text, Vec<u8>)]) -> Option<Vec<u8>> {
    let number = |number: usize| u32::try_from(number).ok().map(u32::to_le_bytes);
    let mut bytes = number(entries.len())?.to_vec();
    let mut end = 0;
    for (label, value) in entries {
        end += NUMBER + label.len() + value.len();
        bytes.extend(number(end)?);
    }
    for (label, value) in entries {
        bytes.extend(number(label.len())?);
        bytes.extend_from_slice(label.as_bytes());
        bytes.extend_from_slice(value);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::lazy::tests::Word;
    use super::*;

    impl Labelled for Word {
        fn label(&self) -> Text {
            self.0.to_uppercase().into()
        }
    }

    fn packed(entries: &[(&str, &str)]) -> Table<Word> {
        let entries: Vec<_> =
            entries.iter().map(|(label, value)| ((*label).to_owned().into(), value.as_bytes().to_vec())).collect();
        Table::packed(pack(&entries).unwrap().leak()).unwrap()
    }

    #[test]
    fn a_packed_table_is_the_table_it_was_made_of() {
        let made: Table<Word> = ["one", "two", "three"].map(|text| Word(text.to_owned())).into_iter().collect();
        let read = packed(&[("ONE", "one"), ("TWO", "two"), ("THREE", "three")]);
        assert_eq!(read, made);
        assert_eq!((read.len(), read.get(2), read.label(2)), (3, made.get(2), Some("THREE".into())));
        assert_eq!((read.get(3), read.label(3)), (None, None));
    }

    #[test]
    fn labels_are_read_without_the_entries() {
        let table = packed(&[("", "unseen"), ("b", "unseen")]);
        assert_eq!(table.labels().collect::<Vec<_>>(), ["", "b"]);
    }

    #[test]
    fn entries_come_into_the_place_of_packed_ones_and_behind_them() {
        let mut table = packed(&[("A", "a"), ("B", "unseen")]);
        table.replace(1, Word("new".to_owned()));
        table.push(Word("last".to_owned()));
        assert_eq!(table.iter().map(|text| text.0.as_str()).collect::<Vec<_>>(), ["a", "new", "last"]);
        assert_eq!(table.labels().collect::<Vec<_>>(), ["A", "NEW", "LAST"]);
    }

    #[test]
    fn bytes_that_are_cut_off_are_no_table() {
        let whole = pack(&[("a".into(), b"b".to_vec())]).unwrap();
        assert!((0..8).all(|length| Table::<Word>::packed(whole[..length].to_vec().leak()).is_none()));
    }
}
