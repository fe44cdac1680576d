use std::marker::PhantomData;

use futures::stream::BoxStream;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{FromRow, SqlStr};

use super::argument::{Argument, Bind, for_postgres, for_sqlite};
use super::{Connection, Engine, Statement};

/// A type that rows of both engines are read into: tuples, and structs with `#[derive(FromRow)]`.
pub trait Readable: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<T> Readable for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// The result of a statement that returns no rows.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    rows: u64,
}

impl Done {
    /// Returns how many rows were inserted, updated or deleted.
    pub fn rows_affected(self) -> u64 {
        self.rows
    }
}

/// A statement with its bound values.
#[must_use]
pub struct Query<'q> {
    pub(super) statement: Statement,
    pub(super) arguments: Vec<Argument<'q>>,
    pub(super) is_persistent: bool,
}

/// A [`Query`] whose rows are read as `O`.
#[must_use]
pub struct QueryAs<'q, O> {
    query: Query<'q>,
    output: PhantomData<fn() -> O>,
}

/// A [`Query`] whose first column is read as `O`.
#[must_use]
pub struct QueryScalar<'q, O> {
    query: QueryAs<'q, (O,)>,
}

/// Makes a query.
pub fn query<'q>(statement: impl Into<Statement>) -> Query<'q> {
    Query { statement: statement.into(), arguments: Vec::new(), is_persistent: true }
}

/// Makes a query whose rows are read as tuples or structs.
pub fn query_as<'q, O>(statement: impl Into<Statement>) -> QueryAs<'q, O> {
    query(statement).typed()
}

/// Makes a query for a single column.
pub fn query_scalar<'q, O>(statement: impl Into<Statement>) -> QueryScalar<'q, O> {
    QueryScalar { query: query_as(statement) }
}

impl<'q> Query<'q> {
    /// Binds a value to the next parameter.
    pub fn bind(mut self, value: impl Bind<'q>) -> Self {
        self.arguments.push(value.argument());
        self
    }

    /// Sets whether the prepared statement is kept for the next time. The default is to keep it.
    pub fn persistent(mut self, is_persistent: bool) -> Self {
        self.is_persistent = is_persistent;
        self
    }

    /// Runs the statement.
    pub async fn execute(self, connection: &mut Connection) -> sqlx::Result<Done> {
        let is_persistent = self.is_persistent;
        let rows = match connection {
            Connection::Sqlite(connection) => {
                let (text, arguments) = self.for_sqlite()?;
                let query = sqlx::query_with(text, arguments).persistent(is_persistent);
                query.execute(&mut **connection).await?.rows_affected()
            }
            Connection::Postgres(connection) => {
                let (text, arguments) = self.for_postgres()?;
                let query = sqlx::query_with(text, arguments).persistent(is_persistent);
                query.execute(&mut **connection).await?.rows_affected()
            }
        };
        Ok(Done { rows })
    }

    pub(super) fn typed<O>(self) -> QueryAs<'q, O> {
        QueryAs { query: self, output: PhantomData }
    }

    fn for_sqlite(self) -> sqlx::Result<(SqlStr, SqliteArguments)> {
        Ok((self.statement.of(Engine::Sqlite), for_sqlite(self.arguments).map_err(sqlx::Error::Encode)?))
    }

    fn for_postgres(self) -> sqlx::Result<(SqlStr, PgArguments)> {
        Ok((self.statement.of(Engine::Postgres), for_postgres(self.arguments).map_err(sqlx::Error::Encode)?))
    }
}

/// Runs a typed query on either kind of connection, with one of sqlx's methods.
macro_rules! fetch {
    ($self:ident, $connection:ident, $method:ident) => {{
        let query = $self.query;
        let is_persistent = query.is_persistent;
        match $connection {
            Connection::Sqlite(connection) => {
                let (text, arguments) = query.for_sqlite()?;
                let query = sqlx::query_as_with(text, arguments).persistent(is_persistent);
                query.$method(&mut **connection).await
            }
            Connection::Postgres(connection) => {
                let (text, arguments) = query.for_postgres()?;
                let query = sqlx::query_as_with(text, arguments).persistent(is_persistent);
                query.$method(&mut **connection).await
            }
        }
    }};
}

impl<'q, O: Readable> QueryAs<'q, O> {
    /// Binds a value to the next parameter.
    pub fn bind(mut self, value: impl Bind<'q>) -> Self {
        self.query = self.query.bind(value);
        self
    }

    /// Sets whether the prepared statement is kept for the next time. The default is to keep it.
    pub fn persistent(mut self, is_persistent: bool) -> Self {
        self.query.is_persistent = is_persistent;
        self
    }

    /// Returns the first row.
    ///
    /// # Errors
    /// [`sqlx::Error::RowNotFound`] if there is none.
    pub async fn fetch_one(self, connection: &mut Connection) -> sqlx::Result<O> {
        fetch!(self, connection, fetch_one)
    }

    /// Returns the first row, if there is one.
    pub async fn fetch_optional(self, connection: &mut Connection) -> sqlx::Result<Option<O>> {
        fetch!(self, connection, fetch_optional)
    }

    /// Returns all rows.
    pub async fn fetch_all(self, connection: &mut Connection) -> sqlx::Result<Vec<O>> {
        fetch!(self, connection, fetch_all)
    }

    /// Returns the rows one after the other.
    pub fn fetch<'c>(self, connection: &'c mut Connection) -> BoxStream<'c, sqlx::Result<O>>
    where
        O: 'c,
    {
        let is_persistent = self.query.is_persistent;
        let fail = |error| -> BoxStream<'c, sqlx::Result<O>> { Box::pin(futures::stream::iter([Err(error)])) };
        match connection {
            Connection::Sqlite(connection) => match self.query.for_sqlite() {
                Ok((text, arguments)) => {
                    sqlx::query_as_with(text, arguments).persistent(is_persistent).fetch(&mut **connection)
                }
                Err(error) => fail(error),
            },
            Connection::Postgres(connection) => match self.query.for_postgres() {
                Ok((text, arguments)) => {
                    sqlx::query_as_with(text, arguments).persistent(is_persistent).fetch(&mut **connection)
                }
                Err(error) => fail(error),
            },
        }
    }
}

impl<'q, O> QueryScalar<'q, O>
where
    (O,): Readable,
{
    /// Binds a value to the next parameter.
    pub fn bind(mut self, value: impl Bind<'q>) -> Self {
        self.query = self.query.bind(value);
        self
    }

    /// Sets whether the prepared statement is kept for the next time. The default is to keep it.
    pub fn persistent(mut self, is_persistent: bool) -> Self {
        self.query = self.query.persistent(is_persistent);
        self
    }

    /// Returns the column of the first row.
    ///
    /// # Errors
    /// [`sqlx::Error::RowNotFound`] if there is none.
    pub async fn fetch_one(self, connection: &mut Connection) -> sqlx::Result<O> {
        Ok(self.query.fetch_one(connection).await?.0)
    }

    /// Returns the column of the first row, if there is one.
    pub async fn fetch_optional(self, connection: &mut Connection) -> sqlx::Result<Option<O>> {
        Ok(self.query.fetch_optional(connection).await?.map(|(value,)| value))
    }

    /// Returns the column of all rows.
    pub async fn fetch_all(self, connection: &mut Connection) -> sqlx::Result<Vec<O>> {
        Ok(self.query.fetch_all(connection).await?.into_iter().map(|(value,)| value).collect())
    }
}
