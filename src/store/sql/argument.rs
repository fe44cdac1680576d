use std::borrow::Cow;

use sqlx::error::BoxDynError;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, Database, Encode, Type};

/// A bound value. NULL has a type: PostgreSQL would take an untyped one for text.
#[derive(Clone, Debug)]
pub enum Argument<'q> {
    Integer(Option<i64>),
    Boolean(Option<bool>),
    Text(Option<Cow<'q, str>>),
    Bytes(Option<Cow<'q, [u8]>>),
}

impl Argument<'_> {
    /// Returns the size of a text or of bytes.
    pub fn size(&self) -> usize {
        match self {
            Argument::Text(Some(text)) => text.len(),
            Argument::Bytes(Some(bytes)) => bytes.len(),
            _ => 0,
        }
    }

    /// Copies what is borrowed.
    pub(super) fn into_owned(self) -> Argument<'static> {
        match self {
            Argument::Integer(number) => Argument::Integer(number),
            Argument::Boolean(truth) => Argument::Boolean(truth),
            Argument::Text(text) => Argument::Text(text.map(|text| Cow::Owned(text.into_owned()))),
            Argument::Bytes(bytes) => Argument::Bytes(bytes.map(|bytes| Cow::Owned(bytes.into_owned()))),
        }
    }
}

/// A value that can be bound to a parameter of a statement.
pub trait Bind<'q>: Sized {
    /// Returns the value as an argument.
    fn argument(self) -> Argument<'q>;

    /// Returns NULL of the value's type.
    fn null() -> Argument<'q>;
}

impl<'q> Bind<'q> for Argument<'q> {
    fn argument(self) -> Argument<'q> {
        self
    }

    fn null() -> Argument<'q> {
        Argument::Text(None)
    }
}

impl<'q, T: Bind<'q>> Bind<'q> for Option<T> {
    fn argument(self) -> Argument<'q> {
        self.map_or_else(T::null, T::argument)
    }

    fn null() -> Argument<'q> {
        T::null()
    }
}

impl<'q, T> Bind<'q> for &'q Option<T>
where
    &'q T: Bind<'q>,
{
    fn argument(self) -> Argument<'q> {
        self.as_ref().argument()
    }

    fn null() -> Argument<'q> {
        <&'q T as Bind<'q>>::null()
    }
}

/// Implements [`Bind`] for types that convert to the content of one kind of argument.
macro_rules! bind {
    ($($kind:ident: $($type:ty => $convert:expr),*;)*) => {$($(
        impl<'q> Bind<'q> for $type {
            fn argument(self) -> Argument<'q> {
                let convert: fn($type) -> _ = $convert;
                Argument::$kind(Some(convert(self)))
            }

            fn null() -> Argument<'q> {
                Argument::$kind(None)
            }
        }
    )*)*};
}

bind! {
    Integer: i64 => |number| number, &'q i64 => |number| *number, i32 => i64::from, u32 => i64::from, u16 => i64::from, u8 => i64::from;
    Boolean: bool => |truth| truth, &'q bool => |truth| *truth;
    Text: &'q str => Cow::Borrowed, &'q String => |text| Cow::Borrowed(text.as_str()), String => Cow::Owned,
        Cow<'q, str> => |text| text, &'q &'q str => |text| Cow::Borrowed(*text);
    Bytes: &'q [u8] => Cow::Borrowed, &'q Vec<u8> => |bytes| Cow::Borrowed(bytes.as_slice()), Vec<u8> => Cow::Owned;
}

impl<'q, const LENGTH: usize> Bind<'q> for &'q [u8; LENGTH] {
    fn argument(self) -> Argument<'q> {
        self.as_slice().argument()
    }

    fn null() -> Argument<'q> {
        Argument::Bytes(None)
    }
}

/// Returns the arguments in SQLite's form. Owned texts are moved, not copied.
pub(super) fn for_sqlite(arguments: Vec<Argument<'_>>) -> Result<SqliteArguments, BoxDynError> {
    let mut made = SqliteArguments::default();
    Arguments::reserve(&mut made, arguments.len(), 0);
    for argument in arguments {
        match argument {
            Argument::Integer(number) => add(&mut made, number)?,
            Argument::Boolean(truth) => add(&mut made, truth)?,
            Argument::Text(Some(Cow::Owned(text))) => add(&mut made, text)?,
            Argument::Text(text) => add(&mut made, text.as_deref())?,
            Argument::Bytes(Some(Cow::Owned(bytes))) => add(&mut made, bytes)?,
            Argument::Bytes(bytes) => add(&mut made, bytes.as_deref())?,
        }
    }
    Ok(made)
}

/// Returns the arguments in PostgreSQL's form.
pub(super) fn for_postgres(arguments: Vec<Argument<'_>>) -> Result<PgArguments, BoxDynError> {
    let mut made = PgArguments::default();
    for argument in arguments {
        match argument {
            Argument::Integer(number) => add(&mut made, number)?,
            Argument::Boolean(truth) => add(&mut made, truth)?,
            Argument::Text(text) => add(&mut made, text.map(without_nul).as_deref())?,
            Argument::Bytes(bytes) => add(&mut made, bytes.as_deref())?,
        }
    }
    Ok(made)
}

fn add<'q, A: Arguments, T>(arguments: &mut A, value: T) -> Result<(), BoxDynError>
where
    T: Encode<'q, A::Database> + Type<A::Database>,
    A::Database: Database,
{
    arguments.add(value)
}

/// Replaces NUL characters, which no text of PostgreSQL can hold. A lookup with such a text then finds nothing, instead
/// of failing.
fn without_nul(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { text }
}
