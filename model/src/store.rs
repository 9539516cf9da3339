//! The compact form in which the dataset stands inside the program: what is known of a certification, each of its facts,
//! each source and each service are read when they are first looked at.

use crate::facts::{Facts, SittingFacts, certification_facts, sitting_facts};
use crate::lazy::{Lazy, Unpack};
use crate::table::{self, Labelled, Table};
use crate::when::When;
use crate::{Catalog, Certification, Provider, Rules, Sitting};
use serde::Deserialize;
use serde::Serialize;

/// Changes whenever the stored form does.
const VERSION: usize = 5;

type Result<T> = std::result::Result<T, postcard::Error>;

/// Packs a catalog.
///
/// # Errors
/// If it cannot be represented, which no catalog of this program is.
pub fn pack(catalog: &Catalog) -> Result<Vec<u8>> {
    let mut out = Writer(Vec::new());
    out.number(VERSION)?;
    out.part(&catalog.data_date.map(When::on))?;
    out.list(&catalog.providers, |provider, out| provider.pack(out))?;
    out.table(&catalog.sources)?;
    out.table(&catalog.services)?;
    out.table(&catalog.counterparts)?;
    out.list(&catalog.certifications, |certification, out| certification.pack(out))?;
    Ok(out.0)
}

/// Unpacks what [`pack`] made, as far as it must be looked at.
///
/// # Errors
/// If the bytes are of another version, or cut off.
pub fn unpack(bytes: &'static [u8]) -> Result<Catalog> {
    let mut from = Reader(bytes);
    if from.number()? != VERSION {
        return Err(postcard::Error::DeserializeBadEncoding);
    }
    Ok(Catalog {
        data_date: from.part::<Option<When>>()?.map(|day| day.latest),
        providers: from.list(Parts::unpack)?,
        sources: from.table()?,
        services: from.table()?,
        counterparts: from.table()?,
        certifications: from.list(Parts::unpack)?,
    })
}

/// Writes parts, each behind its length.
struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: usize) -> Result<()> {
        let number = u32::try_from(number).map_err(|_| postcard::Error::SerializeBufferFull)?;
        self.0.extend(number.to_le_bytes());
        Ok(())
    }

    fn part<T: Serialize + ?Sized>(&mut self, part: &T) -> Result<()> {
        self.bytes(&postcard::to_stdvec(part)?)
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.number(bytes.len())?;
        self.0.extend(bytes);
        Ok(())
    }

    fn table<T: Serialize + Unpack + Labelled>(&mut self, table: &Table<T>) -> Result<()> {
        let pack = |entry: &T| Ok((entry.label(), postcard::to_stdvec(entry)?));
        let entries = table.iter().map(pack).collect::<Result<Vec<_>>>()?;
        self.bytes(&table::pack(&entries).ok_or(postcard::Error::SerializeBufferFull)?)
    }

    /// What is packed part by part, as one.
    fn whole<T: Parts>(&mut self, parts: &T) -> Result<()> {
        let mut out = Self(Vec::new());
        parts.pack(&mut out)?;
        self.bytes(&out.0)
    }

    /// A part that may be absent. No value takes no bytes, so a length of 0 says so.
    fn optional<T: Serialize + Unpack>(&mut self, part: Option<&Lazy<T>>) -> Result<()> {
        match part {
            Some(part) => self.part(&**part),
            None => self.number(0),
        }
    }

    fn list<T>(&mut self, entries: &[T], pack: impl Fn(&T, &mut Self) -> Result<()>) -> Result<()> {
        self.number(entries.len())?;
        entries.iter().try_for_each(|entry| pack(entry, self))
    }
}

/// Reads parts in the order in which they were written.
struct Reader(&'static [u8]);

impl Reader {
    fn number(&mut self) -> Result<usize> {
        let (number, rest) = self.0.split_first_chunk().ok_or(postcard::Error::DeserializeUnexpectedEnd)?;
        self.0 = rest;
        Ok(u32::from_le_bytes(*number) as usize)
    }

    fn bytes(&mut self) -> Result<&'static [u8]> {
        let length = self.number()?;
        let (bytes, rest) = self.0.split_at_checked(length).ok_or(postcard::Error::DeserializeUnexpectedEnd)?;
        self.0 = rest;
        Ok(bytes)
    }

    fn part<T: Deserialize<'static>>(&mut self) -> Result<T> {
        postcard::from_bytes(self.bytes()?)
    }

    fn lazy<T>(&mut self) -> Result<Lazy<T>> {
        self.bytes().map(Lazy::packed)
    }

    fn table<T>(&mut self) -> Result<Table<T>> {
        Table::packed(self.bytes()?).ok_or(postcard::Error::DeserializeUnexpectedEnd)
    }

    fn optional<T>(&mut self) -> Result<Option<Lazy<T>>> {
        let bytes = self.bytes()?;
        Ok((!bytes.is_empty()).then(|| Lazy::packed(bytes)))
    }

    fn list<T>(&mut self, unpack: impl Fn(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let length = self.number()?;
        // No entry takes less than its own length.
        let mut entries = Vec::with_capacity(length.min(self.0.len() / 4));
        for _ in 0..length {
            entries.push(unpack(self)?);
        }
        Ok(entries)
    }
}

/// What is packed part by part.
trait Parts: Sized {
    fn pack(&self, out: &mut Writer) -> Result<()>;

    fn unpack(from: &mut Reader) -> Result<Self>;
}

impl<T: Deserialize<'static>> Unpack for T {
    fn unpack(bytes: &'static [u8]) -> Self {
        sound(postcard::from_bytes(bytes))
    }
}

/// What was read of something of which the build has made sure that it can be read.
fn sound<T>(read: Result<T>) -> T {
    read.unwrap_or_else(|_| {
        eprintln!("error: {DAMAGED}");
        std::process::exit(2)
    })
}

/// What is said if the program does not hold what the build has put into it.
pub const DAMAGED: &str = "the dataset inside the program is damaged; install certcmp again";

macro_rules! pack_facts {
    ($facts:ident $field:ident $raw:ident; $($variant:ident, $name:ident, $type:ty, $key:literal, $label:literal, $group:ident, $doc:literal;)+) => {
        impl Unpack for $facts {
            fn unpack(bytes: &'static [u8]) -> Self {
                sound(Parts::unpack(&mut Reader(bytes)))
            }
        }

        impl Parts for $facts {
            fn pack(&self, out: &mut Writer) -> Result<()> {
                $(out.optional(self.$name.as_ref())?;)+
                Ok(())
            }

            fn unpack(from: &mut Reader) -> Result<Self> {
                Ok(Self { $($name: from.optional()?,)+ })
            }
        }
    };
}

certification_facts!(pack_facts);
sitting_facts!(pack_facts);

impl Parts for Certification {
    fn pack(&self, out: &mut Writer) -> Result<()> {
        out.part(&(&self.id, &self.provider, &self.short_name, self.track, &self.aliases))?;
        out.list(&self.sittings, |sitting, out| {
            out.part(&sitting.kind)?;
            out.whole(&*sitting.facts)
        })?;
        out.whole(&*self.facts)
    }

    fn unpack(from: &mut Reader) -> Result<Self> {
        let (id, provider, short_name, track, aliases) = from.part()?;
        let sittings = from.list(|from| Ok(Sitting { kind: from.part()?, facts: from.lazy()? }))?;
        Ok(Self { id, provider, short_name, track, aliases, sittings, facts: from.lazy()? })
    }
}

impl Parts for Provider {
    fn pack(&self, out: &mut Writer) -> Result<()> {
        out.part(&(&self.id, &self.name, &self.short_name, &self.aliases, &self.flagship))?;
        out.list(&self.rules, |rules, out| {
            out.part(&(&rules.levels, &rules.except))?;
            out.whole(&*rules.facts)
        })
    }

    fn unpack(from: &mut Reader) -> Result<Self> {
        let (id, name, short_name, aliases, flagship) = from.part()?;
        let rules = from.list(|from| {
            let (levels, except) = from.part()?;
            Ok(Rules { levels, except, facts: from.lazy()? })
        })?;
        Ok(Self { id, name, short_name, aliases, flagship, rules })
    }
}
