//! Paths that the imported site may have had. They are set aside during an import, since paths it certainly had take
//! precedence. There are several for each post, so they are stored in temporary tables of the connection rather than in
//! memory.

use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

/// A path that may have been in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectCandidate {
    pub path: String,
    /// The path that it is a variant of. If the new site has a page there, no redirect is made.
    pub of: Option<String>,
    pub target: CandidateTarget,
}

/// Where a path redirects to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CandidateTarget {
    Place(String),
    /// To the final path of the entry with this original ID.
    Entry(i64),
}

/// Creates the temporary tables, which last until [`settle`].
pub async fn open(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::raw_sql(
        "CREATE TEMP TABLE likely (id INTEGER PRIMARY KEY, path TEXT NOT NULL, base TEXT, target TEXT, entry INTEGER);
         CREATE TEMP TABLE places (entry INTEGER PRIMARY KEY, place TEXT NOT NULL)",
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Adds candidates.
pub async fn add(connection: &mut SqliteConnection, candidates: &[RedirectCandidate]) -> sqlx::Result<()> {
    if candidates.is_empty() {
        return Ok(());
    }
    let mut statement = QueryBuilder::<Sqlite>::new("INSERT INTO temp.likely (path, base, target, entry) ");
    statement.push_values(candidates, |mut row, candidate| {
        let (target, entry) = match &candidate.target {
            CandidateTarget::Place(place) => (Some(place.as_str()), None),
            CandidateTarget::Entry(entry) => (None, Some(*entry)),
        };
        row.push_bind(candidate.path.as_str()).push_bind(candidate.of.as_deref()).push_bind(target).push_bind(entry);
    });
    statement.build().execute(connection).await?;
    Ok(())
}

/// Records the new paths of entries by original ID. The last one for an ID counts.
pub async fn place(connection: &mut SqliteConnection, places: &[(i64, String)]) -> sqlx::Result<()> {
    if places.is_empty() {
        return Ok(());
    }
    let mut statement = QueryBuilder::<Sqlite>::new("INSERT INTO temp.places (entry, place) ");
    statement.push_values(places, |mut row, (entry, place)| {
        row.push_bind(*entry).push_bind(place.as_str());
    });
    statement.push(" ON CONFLICT (entry) DO UPDATE SET place = excluded.place");
    statement.build().execute(connection).await?;
    Ok(())
}

/// Creates redirects from the candidates that have a target, are no path of the new site and are not redirected yet.
/// The first candidate for a path counts. Drops the tables and returns the number of redirects.
pub async fn settle(connection: &mut SqliteConnection) -> sqlx::Result<u64> {
    sqlx::raw_sql("CREATE INDEX temp.places_by_place ON places (place)").execute(&mut *connection).await?;
    // Inserted in path order, which is the order of the table.
    let settled = sqlx::query(
        "INSERT INTO redirects (path, target)
         SELECT l.path, COALESCE(l.target, p.place) FROM temp.likely l LEFT JOIN temp.places p ON p.entry = l.entry
         WHERE l.path <> COALESCE(l.target, p.place)
           AND NOT EXISTS (SELECT 1 FROM temp.places taken WHERE taken.place = COALESCE(l.base, l.path))
         ORDER BY l.path, l.id
         ON CONFLICT (path) DO NOTHING",
    )
    .execute(&mut *connection)
    .await?;
    sqlx::raw_sql("DROP TABLE temp.likely; DROP TABLE temp.places").execute(connection).await?;
    Ok(settled.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{redirects, testing};

    #[tokio::test]
    async fn candidates_yield_to_existing_paths() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let to = |path: &str, place: &str| RedirectCandidate {
            path: path.into(),
            of: None,
            target: CandidateTarget::Place(place.into()),
        };
        let entry = |path: &str, entry| RedirectCandidate {
            path: path.into(),
            of: None,
            target: CandidateTarget::Entry(entry),
        };
        redirects::add(&mut writing, "/sure", "/posts/a").await.unwrap();
        for _ in 0..2 {
            open(&mut writing).await.unwrap();
            let below = RedirectCandidate { of: Some("/taken".into()), ..to("/blog/taken", "/posts/a") };
            let first =
                [to("/sure", "/posts/b"), entry("/anh", 99), to("/anh", "/posts/b"), to("/anh", "/posts/c"), below];
            add(&mut writing, &first).await.unwrap();
            add(&mut writing, &[to("/taken", "/posts/a"), to("/posts/a", "/posts/a"), entry("/tep", 7)]).await.unwrap();
            place(&mut writing, &[(7, "/posts/a".into()), (8, "/taken".into())]).await.unwrap();
            settle(&mut writing).await.unwrap();
        }
        let found = redirects::list(&mut writing, "", "", 10).await.unwrap();
        let found: Vec<_> = found.iter().map(|row| (row.path.as_str(), row.target.as_str())).collect();
        assert_eq!(found, [("/anh", "/posts/b"), ("/sure", "/posts/a"), ("/tep", "/posts/a")]);
    }
}
