//! A stored post as a draft, to be written on.

use sqlx::SqliteConnection;

use super::render::{render, render_alone};
use crate::model::admin::post::{BodyFormat, Pinning, PostDraft};
use crate::model::error::Error;
use crate::model::term::TermKind;
use crate::store::Store;
use crate::store::posts::edit::EditRow;
use crate::store::terms;

/// Everything that can be written about a post. `source` is what [`editable_source`] has made of it.
pub async fn read_draft(connection: &mut SqliteConnection, post: &EditRow, source: String) -> Result<PostDraft, Error> {
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
        parent: post.parent_id,
        menu_order: post.menu_order,
    })
}

/// The body to write on. WordPress stores half a text: paragraphs and shortcodes are made when it is shown. What was
/// imported from there and never saved here is therefore written on as it is shown. No connection should be held
/// meanwhile: it may have to be rendered.
pub async fn editable_source(store: &Store, post: &EditRow) -> Result<String, Error> {
    if post.format != BodyFormat::Html {
        return Ok(post.source.clone());
    }
    let rendered = render(store, &post.source, post.format).await?;
    if rendered.is_none_or(|body| body.html == post.html) {
        return Ok(post.source.clone());
    }
    // The files of its pictures are looked up anew when it is saved.
    let shown = render_alone(&post.html, BodyFormat::Html).await?;
    Ok(shown.map_or_else(|| post.html.clone(), |body| body.html))
}
