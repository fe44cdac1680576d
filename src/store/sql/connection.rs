use std::fmt;
use std::ops::{Deref, DerefMut};

use sqlx::pool::PoolConnection;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection as _, Database, PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};

use super::{each, query_scalar};

/// A kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// Returns the name for people.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        }
    }
}

/// A connection to either kind of database.
#[derive(Debug)]
pub enum Connection {
    Sqlite(Handle<Sqlite>),
    Postgres(Handle<Postgres>),
}

impl Connection {
    /// Returns the kind of the database.
    pub fn engine(&self) -> Engine {
        match self {
            Connection::Sqlite(_) => Engine::Sqlite,
            Connection::Postgres(_) => Engine::Postgres,
        }
    }

    /// Returns the connection if it is to SQLite, for what only SQLite has.
    pub fn sqlite(&mut self) -> Option<&mut SqliteConnection> {
        match self {
            Connection::Sqlite(connection) => Some(connection),
            Connection::Postgres(_) => None,
        }
    }

    /// Returns the connection if it is to PostgreSQL, for what only PostgreSQL has.
    pub fn postgres(&mut self) -> Option<&mut PgConnection> {
        match self {
            Connection::Sqlite(_) => None,
            Connection::Postgres(connection) => Some(connection),
        }
    }

    /// Runs statements that return nothing, separated by semicolons. They are not prepared.
    pub async fn run(&mut self, statements: impl sqlx::SqlSafeStr) -> sqlx::Result<()> {
        let statements = sqlx::raw_sql(statements);
        match self {
            Connection::Sqlite(connection) => statements.execute(&mut **connection).await.map(drop),
            Connection::Postgres(connection) => statements.execute(&mut **connection).await.map(drop),
        }
    }

    /// Opens a SQLite file.
    pub(in crate::store) async fn open(options: &SqliteConnectOptions) -> sqlx::Result<Connection> {
        Ok(options.connect().await?.into())
    }

    /// Closes a connection of our own, or gives it back to its pool.
    pub(in crate::store) async fn close(self) -> sqlx::Result<()> {
        match self {
            Connection::Sqlite(Handle::Own(connection)) => connection.close().await,
            Connection::Postgres(Handle::Own(connection)) => connection.close().await,
            Connection::Sqlite(_) | Connection::Postgres(_) => Ok(()),
        }
    }

    /// Returns whether the database has a table of this name.
    pub async fn has_table(&mut self, name: &str) -> sqlx::Result<bool> {
        let sql = each! {
            sqlite: "SELECT COUNT(*) > 0 FROM sqlite_master WHERE type = 'table' AND name = $1",
            postgres: "SELECT to_regclass($1) IS NOT NULL",
        };
        query_scalar(sql).bind(name).fetch_one(self).await
    }

    /// Commits, if this is a transaction.
    pub(in crate::store) async fn commit(self) -> sqlx::Result<()> {
        match self {
            Connection::Sqlite(Handle::Transaction(transaction)) => transaction.commit().await,
            Connection::Postgres(Handle::Transaction(transaction)) => transaction.commit().await,
            Connection::Sqlite(_) | Connection::Postgres(_) => Ok(()),
        }
    }

    /// Rolls back, if this is a transaction.
    pub(in crate::store) async fn rollback(self) -> sqlx::Result<()> {
        match self {
            Connection::Sqlite(Handle::Transaction(transaction)) => transaction.rollback().await,
            Connection::Postgres(Handle::Transaction(transaction)) => transaction.rollback().await,
            Connection::Sqlite(_) | Connection::Postgres(_) => Ok(()),
        }
    }
}

impl From<SqliteConnection> for Connection {
    fn from(connection: SqliteConnection) -> Connection {
        Connection::Sqlite(Handle::Own(connection))
    }
}

impl From<PgConnection> for Connection {
    fn from(connection: PgConnection) -> Connection {
        Connection::Postgres(Handle::Own(connection))
    }
}

/// Where a connection comes from, and so what happens when it is dropped.
pub enum Handle<D: Database> {
    /// Goes back to its pool.
    Pooled(PoolConnection<D>),
    /// Is rolled back unless it is committed.
    Transaction(Transaction<'static, D>),
    /// Is closed.
    Own(D::Connection),
}

impl<D: Database> Deref for Handle<D> {
    type Target = D::Connection;

    fn deref(&self) -> &D::Connection {
        match self {
            Handle::Pooled(connection) => connection,
            Handle::Transaction(transaction) => transaction,
            Handle::Own(connection) => connection,
        }
    }
}

impl<D: Database> DerefMut for Handle<D> {
    fn deref_mut(&mut self) -> &mut D::Connection {
        match self {
            Handle::Pooled(connection) => connection,
            Handle::Transaction(transaction) => transaction,
            Handle::Own(connection) => connection,
        }
    }
}

impl<D: Database> fmt::Debug for Handle<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Handle")
    }
}

/// A connection for reading, or a transaction that only reads.
#[derive(Debug)]
pub struct ReadConnection(pub(in crate::store) Connection);

impl Deref for ReadConnection {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0
    }
}

impl DerefMut for ReadConnection {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.0
    }
}
