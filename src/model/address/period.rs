use std::fmt;

/// The time that a page of the archive covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    All,
    Year(i16),
    /// A year, and a month from 1 to 12.
    Month(i16, i8),
}

impl Period {
    /// Parses the segments after `/archive`. There is one way to write each.
    pub fn parse(year: Option<&str>, month: Option<&str>) -> Option<Period> {
        let number = |text: &str, digits| {
            (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| text.parse::<i16>().ok())?
        };
        let year = match year {
            None => return Some(Period::All),
            Some(year) => number(year, 4).filter(|year| *year > 0)?,
        };
        match month {
            None => Some(Period::Year(year)),
            Some(month) => {
                let month = number(month, 2).filter(|month| (1..=12).contains(month))?;
                Some(Period::Month(year, i8::try_from(month).ok()?))
            }
        }
    }

    /// Returns the periods around this one, largest first.
    pub fn above(self) -> Vec<Period> {
        match self {
            Period::All => Vec::new(),
            Period::Year(_) => vec![Period::All],
            Period::Month(year, _) => vec![Period::All, Period::Year(year)],
        }
    }
}

/// Formats the path as used in links.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::All => f.write_str("/archive"),
            Period::Year(year) => write!(f, "/archive/{year:04}"),
            Period::Month(year, month) => write!(f, "/archive/{year:04}/{month:02}"),
        }
    }
}
