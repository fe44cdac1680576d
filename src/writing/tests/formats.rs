//! The format of a body, and the source that the editor shows.

use super::*;
use crate::clock::now;
use crate::model::admin::post::BodyFormat;
use crate::store::posts::test_posts::post;
use crate::store::posts::{self, NewPost};
use crate::writing::{convert, restore};

#[tokio::test]
async fn imported_html_is_edited_as_rendered() {
    let mut context = open().await;
    let imported = NewPost {
        source: "một\n\nhai [gallery]".to_owned(),
        format: BodyFormat::Visual,
        html: "<p>một</p>\n<p>hai</p>".to_owned(),
        ..post("cu", 1)
    };
    let mut writing = context.state.store.write().await.unwrap();
    let (id, _) = posts::add(&mut writing, &imported).await.unwrap().unwrap();
    writing.commit().await.unwrap();
    let draft = context.edit(id, |_| {}).await;
    assert_eq!((draft.format, draft.source.as_str()), (BodyFormat::Visual, imported.html.as_str()));
    context.save(draft, SaveIntent::Keep).await.unwrap();
    let row = context.row(id).await;
    assert_eq!((row.format, row.html.as_str()), (BodyFormat::Visual, imported.html.as_str()));
    assert!(row.updated_at <= now() && row.published_at == Some(1));
    let kept: Vec<String> = sql::query_scalar("SELECT source FROM revisions ORDER BY version")
        .fetch_all(&mut context.state.store.read().await.unwrap())
        .await
        .unwrap();
    assert_eq!(kept, [imported.source.as_str(), &imported.html, &imported.html]);
}

#[tokio::test]
async fn imported_html_is_edited_without_what_rendering_adds() {
    let mut context = open().await;
    let html = "<h2 id=\"de\">Đề<a class=\"anchor\" href=\"#de\" aria-hidden=\"true\" tabindex=\"-1\">#</a></h2>\n\
                <p><img src=\"a.jpg\" alt=\"A\" loading=\"lazy\" decoding=\"async\"></p>";
    let imported = NewPost {
        source: "<h2>Đề</h2>\n\n[gallery]".to_owned(),
        format: BodyFormat::Visual,
        html: html.to_owned(),
        ..post("cu", 1)
    };
    let mut writing = context.state.store.write().await.unwrap();
    let (id, _) = posts::add(&mut writing, &imported).await.unwrap().unwrap();
    writing.commit().await.unwrap();
    let draft = context.edit(id, |_| {}).await;
    assert_eq!(draft.source, "<h2>Đề</h2>\n<p><img src=\"a.jpg\" alt=\"A\"></p>");
    context.save(draft.clone(), SaveIntent::Keep).await.unwrap();
    assert_eq!(context.row(id).await.html, html);
    assert_eq!(context.edit(id, |_| {}).await.source, draft.source);
}

#[tokio::test]
async fn the_format_of_a_post_can_change_and_come_back() {
    let mut context = open().await;
    let id = context.save(draft("Tin", "Một **hai**."), SaveIntent::Publish).await.unwrap();
    let written = context.edit(id, |_| {}).await;
    let visual = convert(&context.state, &context.editor, written.clone()).await.unwrap();
    assert_eq!((visual.format, visual.source.trim_end()), (BodyFormat::Visual, "<p>Một <strong>hai</strong>.</p>"));
    let before = context.row(id).await.html;
    let changed = PostDraft { format: visual.format, source: visual.source, ..written };
    context.save(changed, SaveIntent::Keep).await.unwrap();
    let row = context.row(id).await;
    assert_eq!((row.format, row.html), (BodyFormat::Visual, before));
    let back = convert(&context.state, &context.editor, context.edit(id, |_| {}).await).await.unwrap();
    assert_eq!((back.format, back.source.as_str()), (BodyFormat::Markdown, "Một **hai**.\n"));
    assert!(back.kept.is_empty());
    let revision: i64 = sql::query_scalar("SELECT MIN(id) FROM revisions")
        .fetch_one(&mut context.state.store.read().await.unwrap())
        .await
        .unwrap();
    restore(&context.state, &context.editor, id, revision, row.version).await.unwrap();
    assert_eq!(context.row(id).await.format, BodyFormat::Markdown);
}
