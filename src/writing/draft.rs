//! Conversion of a stored post to the draft that the editor works on.

use super::render::{render, strip_rendering};
use super::work_queue::{WorkOwner, run_heavy};
use crate::model::admin::post::{BodyFormat, Pinning, PostDraft};
use crate::model::admin::search_indexing::SearchIndexing;
use crate::model::error::Error;
use crate::model::term::TermKind;
use crate::store::Store;
use crate::store::posts::edit::EditRow;
use crate::store::sql::Connection;
use crate::store::{revisions, terms};
use crate::transfer::wordpress::content;

/// Reads the draft of a stored post. `source` is the result of [`editable_source`].
pub async fn read_draft(connection: &mut Connection, post: &EditRow, source: String) -> Result<PostDraft, Error> {
    let categories = terms::list_of_post(connection, post.id, TermKind::Category).await?;
    let tags = terms::list_of_post(connection, post.id, TermKind::Tag).await?;
    Ok(PostDraft {
        id: Some(post.id),
        version: post.version,
        kind: post.kind,
        format: post.format,
        title: post.title.clone(),
        source,
        slug: post.slug.clone(),
        excerpt: post.standfirst.clone(),
        categories: categories.into_iter().map(|(id, _)| id).collect(),
        tags: tags.into_iter().map(|(_, name)| name).collect(),
        author: post.author_id,
        image_src: post.image_src.clone(),
        image_alt: post.image_alt.clone(),
        image_caption: post.image_caption.clone(),
        commenting: post.comments,
        pinning: if post.pinned_at.is_some() { Pinning::Pinned } else { Pinning::Loose },
        seo_title: post.seo_title.clone(),
        seo_description: post.seo_description.clone(),
        canonical: post.canonical.clone(),
        indexing: if post.noindex { SearchIndexing::Refused } else { SearchIndexing::Allowed },
        parent: post.parent_id,
        menu_order: post.menu_order,
    })
}

/// Returns the source that the editor shows. Older versions stored imported posts as WordPress does, with incomplete
/// HTML and with blocks: what readers see was made from it once. The source of such a post is its rendered HTML,
/// without what rendering adds. If readers see the blocks of the source as they are, these are converted. Nothing is
/// stored until the post is saved. The caller should not hold a connection, since the source may have to be rendered.
pub async fn editable_source(store: &Store, owner: WorkOwner, post: &EditRow) -> Result<String, Error> {
    let has_blocks = post.format == BodyFormat::Visual && content::has_blocks(&post.source);
    let is_own = post.format != BodyFormat::Visual
        || (!has_blocks && revisions::find_latest(&mut *store.read().await?, post.id).await?.is_some());
    if is_own {
        return Ok(post.source.clone());
    }
    let rendered = render(store, owner, &post.source, post.format).await?;
    if rendered.is_none_or(|body| body.html == post.html) {
        let source = post.source.clone();
        return match has_blocks {
            true => run_heavy(owner, move |_| content::convert_stored(&source)).await,
            false => Ok(source),
        };
    }
    // Without the media library: the picture sources are looked up again on save.
    Ok(strip_rendering(owner, &post.html).await?.unwrap_or_else(|| post.html.clone()))
}
