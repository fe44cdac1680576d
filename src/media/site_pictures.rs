//! Pictures that the site shows outside of posts.

use std::collections::BTreeSet;

use crate::model::identity;
use crate::state::AppState;
use crate::store::sql::Connection;
use crate::store::{media, settings};
use crate::text::pictures;

/// Name of the promotional block in the settings.
const PROMOTION: &str = "site.promotion";

/// Lists the pictures of the identity, in the promotional block, in descriptions of categories and tags, their own pictures,
/// and those in biographies and in texts on the front page.
pub async fn list_site_pictures(state: &AppState, connection: &mut Connection) -> sqlx::Result<BTreeSet<i64>> {
    let mut texts = media::list_texts(connection).await?;
    let current = state.settings();
    texts.extend(current.values_below(identity::PREFIX));
    texts.extend(current.stored(PROMOTION).map(str::to_owned));
    texts.extend(current.given(PROMOTION).map(|(written, _)| written));
    texts.extend(settings::find(connection, settings::PROMOTION).await?);
    Ok(texts.iter().flat_map(|text| pictures::list_mentioned(text)).collect())
}
