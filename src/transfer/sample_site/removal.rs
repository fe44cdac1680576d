use super::super::record::{ImportRecord, ImportedEntryKind};
use super::{ImportError, PROMOTION, SITE, SampleSite, parse, read};
use crate::model::term::TermKind;
use crate::store::posts::{PostKind, status};
use crate::store::sql::Connection;
use crate::store::{Store, sample, settings, terms};

/// Returns whether the site has posts or pages of the sample that nobody has changed.
///
/// # Errors
///
/// The database failed.
pub async fn has_sample(connection: &mut Connection) -> Result<bool, ImportError> {
    for (kind, slug, body) in entries()? {
        if sample::find_unchanged(connection, kind, &slug, &body).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Removes what is left of the sample and was not changed: its posts and pages with their comments, then authors,
/// categories, tags and settings that nothing else uses. Returns the number of removed posts and pages.
///
/// # Errors
///
/// The database failed; nothing is removed then.
pub async fn remove_sample(store: &Store) -> Result<u64, ImportError> {
    let mut writing = store.write().await?;
    let (mut removed, mut tags) = (0, Vec::new());
    for (kind, slug, body) in entries()? {
        let Some(id) = sample::find_unchanged(&mut writing, kind, &slug, &body).await? else { continue };
        let Some(post) = status::find(&mut writing, id).await? else { continue };
        tags.extend(terms::list_of_post(&mut writing, id, TermKind::Tag).await?.into_iter().map(|(id, _)| id));
        status::delete(&mut writing, &post).await?;
        removed += 1;
    }
    for record in read()? {
        match record {
            ImportRecord::Author(author) => {
                sample::remove_unused_author(&mut writing, &author.login, &author.biography).await?;
            }
            ImportRecord::Term(term) => {
                sample::remove_unused_category(&mut writing, &term.slug, &term.description).await?;
            }
            _ => {}
        }
    }
    for tag in tags {
        sample::remove_unused_tag(&mut writing, tag).await?;
    }
    terms::recount(&mut writing).await?;
    let SampleSite { title, tagline } = parse(SITE)?;
    for (name, text) in
        [(settings::TITLE, title.as_str()), (settings::TAGLINE, &tagline), (settings::PROMOTION, PROMOTION)]
    {
        if settings::find(&mut writing, name).await?.as_deref() == Some(text) {
            settings::remove(&mut writing, name).await?;
        }
    }
    writing.commit().await?;
    Ok(removed)
}

/// Returns kind, slug and text of the posts and pages of the sample.
fn entries() -> Result<Vec<(PostKind, String, String)>, ImportError> {
    let entries = read()?.into_iter().filter_map(|record| match record {
        ImportRecord::Entry(entry) => {
            let kind = match entry.kind {
                ImportedEntryKind::Page => PostKind::Page,
                _ => PostKind::Post,
            };
            Some((kind, entry.slug, entry.body))
        }
        _ => None,
    });
    Ok(entries.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sql;
    use crate::store::testing;
    use crate::transfer::seed_sample;

    async fn count(connection: &mut Connection, table: &str) -> i64 {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        sql::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(connection).await.unwrap()
    }

    #[tokio::test]
    async fn the_sample_leaves_nothing_behind() {
        let (store, _folder) = testing::open().await;
        seed_sample(&store).await.unwrap();
        assert!(has_sample(&mut store.read().await.unwrap()).await.unwrap());
        assert_eq!(remove_sample(&store).await.unwrap(), entries().unwrap().len() as u64);
        let mut reading = store.read().await.unwrap();
        assert!(!has_sample(&mut reading).await.unwrap());
        for table in ["posts", "comments", "terms", "authors", "post_terms"] {
            assert_eq!(count(&mut reading, table).await, 0, "{table}");
        }
        for name in [settings::TITLE, settings::TAGLINE, settings::PROMOTION] {
            assert_eq!(settings::find(&mut reading, name).await.unwrap(), None);
        }
    }

    #[tokio::test]
    async fn what_was_changed_or_is_used_stays() {
        let (store, _folder) = testing::open().await;
        seed_sample(&store).await.unwrap();
        let mut writing = store.write().await.unwrap();
        sql::query("UPDATE posts SET source = source || 'x' WHERE slug = 'tho-khuon-mau'")
            .execute(&mut writing)
            .await
            .unwrap();
        settings::set(&mut writing, settings::TITLE, "Báo Lan").await.unwrap();
        writing.commit().await.unwrap();
        remove_sample(&store).await.unwrap();
        let mut reading = store.read().await.unwrap();
        assert_eq!(count(&mut reading, "posts").await, 1);
        assert_eq!(count(&mut reading, "authors").await, 1, "its author");
        assert!(count(&mut reading, "terms WHERE post_count = 0").await == 0 && count(&mut reading, "terms").await > 0);
        assert_eq!(settings::find(&mut reading, settings::TITLE).await.unwrap().as_deref(), Some("Báo Lan"));
    }
}
