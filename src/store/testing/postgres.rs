//! PostgreSQL databases for tests, on the server that `LONGAN_TEST_DATABASE` names.

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
    /// Returns whether tests run on PostgreSQL.
    pub fn is_wanted() -> bool {
        std::env::var_os("LONGAN_TEST_DATABASE").is_some()
    }

    /// Creates a copy of a database that nobody uses, or an empty database.
    pub async fn create(template: Option<&TestDatabase>) -> TestDatabase {
        let server = std::env::var("LONGAN_TEST_DATABASE").unwrap();
        let name = format!("test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Relaxed));
        let mut connection = connect(&server).await;
        let template = template.map_or("template0", |template| template.name.as_str());
        run(&mut connection, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        connection.close().await.unwrap();
        let url = with_database(&server, &name);
        TestDatabase { name, url }
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
