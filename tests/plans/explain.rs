//! The plans of statements.

use longan::store::sql::{self, Connection, Engine};

/// The plan of a statement, line by line.
pub async fn explain(connection: &mut Connection, statement: &str) -> Vec<String> {
    if connection.engine() == Engine::Postgres {
        return explain_postgres(connection, statement).await;
    }
    let sql = format!("EXPLAIN QUERY PLAN {statement}");
    let rows: Vec<(i64, i64, i64, String)> =
        sql::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(connection).await.unwrap_or_default();
    rows.into_iter().map(|(_, _, _, detail)| detail).collect()
}

/// The nodes of PostgreSQL's plan for any values, in the words of SQLite's. A sort of rows that an index has brought in the
/// order of its first columns is none.
async fn explain_postgres(connection: &mut Connection, statement: &str) -> Vec<String> {
    let count = (1..200).take_while(|number| statement.contains(&format!("${number}"))).count();
    let values = vec!["NULL"; count].join(", ");
    let values = if count > 0 { format!("({values})") } else { String::new() };
    connection.run("DEALLOCATE ALL; SET plan_cache_mode = force_generic_plan").await.unwrap();
    if connection.run(sqlx::AssertSqlSafe(format!("PREPARE checked AS {statement}"))).await.is_err() {
        // The program sends a type with each parameter, which cannot be inferred here.
        return vec!["untyped".to_owned()];
    }
    let sql = format!("EXPLAIN (COSTS OFF) EXECUTE checked{values}");
    let rows: Vec<String> =
        sql::query_scalar(sqlx::AssertSqlSafe(sql)).persistent(false).fetch_all(connection).await.unwrap();
    let nodes = rows.into_iter().map(|line| line.trim_start_matches([' ', '-', '>']).to_owned());
    nodes
        .map(|line| match (line.strip_prefix("Seq Scan on "), line.as_str()) {
            (Some(table), _) => format!("SCAN {}", table.rsplit(' ').next().unwrap_or_default()),
            (None, "Sort") => "USE TEMP B-TREE".to_owned(),
            _ => line,
        })
        .collect()
}
