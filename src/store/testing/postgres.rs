//! PostgreSQL databases for tests. Each is copied from a template, which the first test makes.

use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A database of a test. It is dropped with this.
#[derive(Debug)]
pub struct TestDatabase {
    name: String,
    pub url: String,
}

impl TestDatabase {
    /// Creates a database from a template of this name, or an empty one if there is no such template. Returns `None`
    /// if tests do not run on PostgreSQL.
    pub async fn create(template: &str) -> Option<TestDatabase> {
        let server = std::env::var("LONGAN_TEST_DATABASE").ok()?;
        let name = format!("test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Relaxed));
        let mut connection = connect(&server).await;
        let exists: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)")
            .bind(template)
            .fetch_one(&mut connection)
            .await
            .unwrap();
        let template = if exists { template } else { "template0" };
        run(&mut connection, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        connection.close().await.unwrap();
        let url = with_database(&server, &name);
        Some(TestDatabase { name, url })
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let name = std::mem::take(&mut self.name);
        // Not in the test's runtime, which may not wait here.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let mut connection = connect(&std::env::var("LONGAN_TEST_DATABASE").unwrap()).await;
                run(&mut connection, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
            });
        });
        let _ = dropped.join();
    }
}

async fn connect(url: &str) -> PgConnection {
    PgConnectOptions::from_str(url).unwrap().connect().await.unwrap()
}

async fn run(connection: &mut PgConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await.unwrap();
}

/// Returns an address with another database.
fn with_database(url: &str, name: &str) -> String {
    let mut url = url::Url::parse(url).unwrap();
    url.set_path(name);
    url.into()
}
