//! One interface to both database engines, in the shape of sqlx's own: `sql::query("…").bind(x).execute(connection)`.
//!
//! Most statements suit both engines. Where they differ, [`each!`](crate::store::sql::each) holds one for each, side
//! by side. What must hold for every statement is done here: integers are 64 bits wide, NULLs have a type, and texts
//! for PostgreSQL have no NUL characters.

mod argument;
mod builder;
mod connection;
mod query;
mod statement;

pub use argument::{Argument, Bind};
pub use builder::{QueryBuilder, Separated};
pub use connection::{Connection, Engine, Handle, ReadConnection};
pub use query::{Done, Query, QueryAs, QueryScalar, Readable, query, query_as, query_scalar};
pub use statement::{Each, Statement};

pub(crate) use statement::each;
