use std::fmt::{Display, Write};

use sqlx::AssertSqlSafe;

use super::argument::{Argument, Bind};
use super::query::{Query, QueryAs, query};

/// Composes a statement from parts. Values are always bound.
#[derive(Debug)]
pub struct QueryBuilder {
    text: String,
    arguments: Vec<Argument<'static>>,
}

impl QueryBuilder {
    /// Begins a statement.
    pub fn new(text: impl Into<String>) -> QueryBuilder {
        QueryBuilder { text: text.into(), arguments: Vec::new() }
    }

    /// Appends SQL, which must not hold what a user has written.
    pub fn push(&mut self, sql: impl Display) -> &mut Self {
        // Writing to a string does not fail.
        let _ = write!(self.text, "{sql}");
        self
    }

    /// Binds a value, and appends its placeholder.
    pub fn push_bind<'v>(&mut self, value: impl Bind<'v>) -> &mut Self {
        self.arguments.push(value.argument().into_owned());
        let number = self.arguments.len();
        self.push(format_args!("${number}"))
    }

    /// Returns a list whose items are separated by `separator`.
    pub fn separated(&mut self, separator: &'static str) -> Separated<'_> {
        Separated { builder: self, separator, is_first: true }
    }

    /// Appends a table `ids` with these IDs as `column1`. Rows are looked up in it with `CROSS JOIN`, from left to right:
    /// for an `IN` with many IDs, SQLite may read all rows of a kind instead, since it does not know how many there are.
    pub fn push_ids(&mut self, ids: &[i64]) -> &mut Self {
        self.push("(VALUES ");
        for (number, id) in ids.iter().enumerate() {
            self.push(if number == 0 { "(CAST(" } else { ", (CAST(" }).push_bind(*id).push(" AS BIGINT))");
        }
        self.push(") AS ids")
    }

    /// Appends `VALUES` with one row for each item.
    pub fn push_values<I: IntoIterator>(
        &mut self,
        rows: I,
        mut push_row: impl FnMut(Separated<'_>, I::Item),
    ) -> &mut Self {
        self.push("VALUES ");
        for (number, row) in rows.into_iter().enumerate() {
            self.push(if number == 0 { "(" } else { ", (" });
            push_row(self.separated(", "), row);
            self.push(")");
        }
        self
    }

    /// Returns the statement and its values.
    pub fn build(self) -> Query<'static> {
        Query { arguments: self.arguments, ..query(AssertSqlSafe(self.text)) }
    }

    /// Returns the statement, to read its rows as `O`.
    pub fn build_query_as<O>(self) -> QueryAs<'static, O> {
        self.build().typed()
    }
}

/// A list within a statement.
#[derive(Debug)]
pub struct Separated<'b> {
    builder: &'b mut QueryBuilder,
    separator: &'static str,
    is_first: bool,
}

impl Separated<'_> {
    /// Appends SQL as the next item.
    pub fn push(&mut self, sql: impl Display) -> &mut Self {
        self.separate();
        self.builder.push(sql);
        self
    }

    /// Appends SQL to the current item.
    pub fn push_unseparated(&mut self, sql: impl Display) -> &mut Self {
        self.builder.push(sql);
        self
    }

    /// Binds a value as the next item.
    pub fn push_bind<'v>(&mut self, value: impl Bind<'v>) -> &mut Self {
        self.separate();
        self.builder.push_bind(value);
        self
    }

    fn separate(&mut self) {
        if !std::mem::replace(&mut self.is_first, false) {
            self.builder.push(self.separator);
        }
    }
}
