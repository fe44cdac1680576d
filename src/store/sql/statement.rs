use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

use super::Engine;

/// The text of a statement, for one engine or both.
pub enum Statement {
    Both(SqlStr),
    Each(Each),
}

/// Two statements that do the same, each in the words of its engine.
#[derive(Clone, Copy, Debug)]
pub struct Each {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

/// Makes an [`Each`]: `each! { sqlite: "…", postgres: "…" }`.
macro_rules! each {
    (sqlite: $sqlite:expr, postgres: $postgres:expr $(,)?) => {
        $crate::store::sql::Each { sqlite: $sqlite, postgres: $postgres }
    };
}
pub(crate) use each;

impl Each {
    /// Returns the statement for an engine, to be a part of a composed one.
    pub fn of(self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

impl Statement {
    pub(super) fn of(self, engine: Engine) -> SqlStr {
        match self {
            Statement::Both(text) => text,
            Statement::Each(each) => each.of(engine).into_sql_str(),
        }
    }
}

impl From<&'static str> for Statement {
    fn from(text: &'static str) -> Statement {
        Statement::Both(text.into_sql_str())
    }
}

impl From<Each> for Statement {
    fn from(each: Each) -> Statement {
        Statement::Each(each)
    }
}

impl<T> From<AssertSqlSafe<T>> for Statement
where
    AssertSqlSafe<T>: SqlSafeStr,
{
    fn from(text: AssertSqlSafe<T>) -> Statement {
        Statement::Both(text.into_sql_str())
    }
}
