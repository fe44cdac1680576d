//! Reads the tables of an export row by row: `{"db": [{"meta": …, "data": {"posts": [{…}, …], …}}]}`, or without `db` as
//! the first versions wrote it.

use std::fmt;
use std::io::BufRead;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use thiserror::Error;

use crate::transfer::json_repair::JsonRepair;

/// Why an export could not be read.
#[derive(Debug, Error)]
pub enum GhostError {
    #[error("this is not an export of Ghost: there is no table of posts in it")]
    NoGhost,
    #[error("broken JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Takes a row with the name of its table. Returns false if no more are wanted.
pub type TakeRow<'a> = &'a mut dyn FnMut(&str, Value) -> bool;

/// What was found wrong with an export that could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// The lines that had to be repaired.
    pub lines: Vec<u64>,
    /// The line in which the file ends too soon.
    pub cut_off: Option<u64>,
}

/// Gives all rows to `take`. Only one row is in memory at a time. Of a file that was cut off, the rows before the cut are
/// given.
pub fn read(input: impl BufRead, take: TakeRow) -> Result<Faults, GhostError> {
    let mut repair = JsonRepair::new(input);
    let (mut has_posts, mut has_post, mut is_stopped) = (false, false, false);
    let mut noting = |table: &str, row: Value| {
        has_post |= table == "posts";
        let goes_on = take(table, row);
        is_stopped |= !goes_on;
        goes_on
    };
    let mut deserializer = serde_json::Deserializer::from_reader(&mut repair);
    let outer = Part { level: Level::Outer, take: &mut noting, has_posts: &mut has_posts };
    let read = outer.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    drop(deserializer);
    match read {
        Err(_) if is_stopped => Ok(Faults::default()),
        Err(error) if error.is_eof() && has_post => {
            Ok(Faults { lines: repair.repaired().to_vec(), cut_off: Some(error.line() as u64) })
        }
        Err(error) => Err(error.into()),
        Ok(()) if !has_posts => Err(GhostError::NoGhost),
        Ok(()) => Ok(Faults { lines: repair.repaired().to_vec(), cut_off: None }),
    }
}

#[derive(Clone)]
enum Level {
    /// What has a key `db` or `data`.
    Outer,
    Databases,
    Tables,
    Rows(String),
}

/// A part of the document, whose rows go to `take`.
struct Part<'a> {
    level: Level,
    take: TakeRow<'a>,
    has_posts: &'a mut bool,
}

impl Part<'_> {
    fn inner(&mut self, level: Level) -> Part<'_> {
        Part { level, take: &mut *self.take, has_posts: &mut *self.has_posts }
    }
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an export of Ghost")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let inner = match (&self.level, key.as_str()) {
                (Level::Outer, "db") => Level::Databases,
                (Level::Outer, "data") => Level::Tables,
                (Level::Tables, _) => {
                    *self.has_posts |= key == "posts";
                    Level::Rows(key)
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            map.next_value_seed(self.inner(inner))?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut rows: A) -> Result<(), A::Error> {
        match self.level.clone() {
            Level::Databases => while rows.next_element_seed(self.inner(Level::Outer))?.is_some() {},
            Level::Rows(table) => {
                while let Some(row) = rows.next_element::<Value>()? {
                    if !(self.take)(&table, row) {
                        return Err(A::Error::custom("stopped"));
                    }
                }
            }
            Level::Outer | Level::Tables => while rows.next_element::<IgnoredAny>()?.is_some() {},
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}
