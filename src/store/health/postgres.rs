use sqlx::ConnectOptions;

use super::count;
use crate::config::{DatabaseSettings, DatabaseUrl};
use crate::store::certificates::{self, CertificateName, CertificateStatus};
use crate::store::media::{self, FilePlaces};
use crate::store::postgres::open::check;
use crate::store::postgres::options::{self, options};
use crate::store::postgres::replicas::DatabaseIdentity;
use crate::store::postgres::{PostgresOpenError, find_faults, find_newer, primary};
use crate::store::sql::{self, Connection};

/// The state of a PostgreSQL database.
#[derive(Clone, Debug)]
pub struct PostgresReport {
    pub version: String,
    /// The numbers of posts and pages, comments, and terms.
    pub content: Option<(i64, i64, i64)>,
    /// Where the files are.
    pub files: Option<FilePlaces>,
    /// How far getting the certificate for HTTPS is.
    pub certificate: Option<CertificateStatus>,
    /// What may be meant, but is often a mistake.
    pub notices: Vec<String>,
    pub faults: Vec<String>,
}

/// Examines a database and its replicas. Nothing is changed.
///
/// # Errors
/// If no primary can be reached.
pub async fn examine_postgres(
    url: &DatabaseUrl,
    settings: &DatabaseSettings,
    certificate: &CertificateName,
) -> Result<PostgresReport, PostgresOpenError> {
    let unreachable = |error| PostgresOpenError::Unreachable(url.clone(), error);
    let hosts = options(url).map_err(unreachable)?;
    let (_, connection) = primary::find(url, &hosts).await?;
    let mut connection = Connection::from(connection);
    check(url, &mut connection).await?;
    let setting = "SELECT current_setting($1)";
    let mut show = async |name: &'static str| -> sqlx::Result<String> {
        sql::query_scalar(setting).bind(name).fetch_one(&mut connection).await
    };
    let version = show("server_version").await.map_err(unreachable)?;
    let checks = [
        ("fsync", "off", "a power failure may destroy the database"),
        ("full_page_writes", "off", "a power failure may destroy the database"),
        ("synchronous_commit", "off", "a crash may lose what was acknowledged"),
        ("data_checksums", "off", "damaged files are not noticed"),
    ];
    let mut notices = Vec::new();
    for (name, bad, effect) in checks {
        if show(name).await.map_err(unreachable)? == bad {
            notices.push(format!("{name} is {bad}: {effect}"));
        }
    }
    let faults = find_faults(&mut connection).await.map_err(unreachable)?;
    if faults.is_empty()
        && let Some(newer) = find_newer(&mut connection).await.map_err(unreachable)?
    {
        notices.push(format!("migration {newer} is of a newer Longan"));
    }
    let mut faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    let allowed = options::count_allowed(&mut connection).await.map_err(unreachable)?;
    let needed = options::count_needed(settings);
    let counts = format!("connections allowed: {allowed}, and a node uses up to {needed}");
    match allowed / needed {
        0 => faults.push(format!("{counts}: it would wait for connections in vain")),
        1 => notices.push(format!("{counts}: enough for one node")),
        2 => notices.push(format!("{counts}: enough for two nodes")),
        _ => {}
    }
    let (mut content, mut files, mut status) = (None, None, None);
    if faults.is_empty() {
        content = Some(count(&mut connection).await.map_err(unreachable)?);
        files = Some(media::read_places(&mut connection).await.map_err(unreachable)?);
        status = certificates::find_status(&mut connection, certificate).await.map_err(unreachable)?;
    }
    let identity = match connection.postgres() {
        Some(connection) if !settings.replicas.is_empty() => {
            Some(DatabaseIdentity::read(connection).await.map_err(unreachable)?)
        }
        _ => None,
    };
    for replica in &settings.replicas {
        faults.extend(examine_replica(replica, identity).await.err());
    }
    Ok(PostgresReport { version, content, files, certificate: status, notices, faults })
}

async fn examine_replica(url: &DatabaseUrl, primary: Option<DatabaseIdentity>) -> Result<(), String> {
    let failed = |error: sqlx::Error| format!("the replica {url} cannot be used: {error}");
    for options in options(url).map_err(failed)? {
        let mut connection = options.connect().await.map_err(failed)?;
        if primary != Some(DatabaseIdentity::read(&mut connection).await.map_err(failed)?) {
            return Err(format!("the replica {url} is not a copy of the database"));
        }
        let mut connection = Connection::from(connection);
        let version: i64 =
            sql::query_scalar("SELECT version FROM clock").fetch_one(&mut connection).await.map_err(failed)?;
        tracing::debug!(version, "a replica answers");
    }
    Ok(())
}
