use super::*;
use crate::writing::propose;

#[tokio::test]
async fn slugs_follow_the_title_until_publication() {
    let mut context = open().await;
    let id = context.save(draft("", "a"), SaveIntent::Keep).await.unwrap();
    assert_eq!(context.row(id).await.slug, format!("draft-{id}"));
    // The editor sends the placeholder back.
    let named = context.edit(id, |draft| draft.title = "Đường thủy".to_owned()).await;
    context.save(named, SaveIntent::Keep).await.unwrap();
    assert_eq!(context.row(id).await.slug, "duong-thuy");
    let renamed = context.edit(id, |draft| (draft.title, draft.slug) = ("Đường bộ".to_owned(), String::new())).await;
    context.save(renamed, SaveIntent::Publish).await.unwrap();
    assert_eq!(context.row(id).await.slug, "duong-bo");
    let renamed = context.edit(id, |draft| (draft.title, draft.slug) = ("Đường sắt".to_owned(), String::new())).await;
    context.save(renamed, SaveIntent::Keep).await.unwrap();
    assert_eq!(context.row(id).await.slug, "duong-bo", "readers know this one");
}

#[tokio::test]
async fn typed_slugs_are_folded_free_and_not_reserved() {
    let mut context = open().await;
    let typed = |slug: &str, kind| PostDraft { kind, slug: slug.to_owned(), ..draft(slug, "a") };
    let first = context.save(typed("Lúa Gạo", PostKind::Post), SaveIntent::Keep).await.unwrap();
    assert_eq!(context.row(first).await.slug, "lua-gao");
    let second = PostDraft { source: "b".to_owned(), ..typed("lua-gao", PostKind::Post) };
    assert_eq!(rejected(context.save(second.clone(), SaveIntent::Keep).await), ["post-slug"]);
    let second = context.save(second, SaveIntent::Autosave).await.unwrap();
    assert_eq!(context.row(second).await.slug, "lua-gao-2", "typing is not interrupted");
    assert_eq!(rejected(context.save(typed("?!", PostKind::Post), SaveIntent::Keep).await), ["post-slug"]);
    for reserved in ["admin", "Posts", "preview"] {
        assert_eq!(rejected(context.save(typed(reserved, PostKind::Page), SaveIntent::Keep).await), ["post-slug"]);
    }
    let page = PostDraft { slug: String::new(), ..typed("Admin", PostKind::Page) };
    let page = context.save(page, SaveIntent::Keep).await.unwrap();
    assert_eq!(context.row(page).await.slug, "admin-page");
    let mut reading = context.state.store.read().await.unwrap();
    let mut proposed = async |id, title| propose(&mut reading, PostKind::Post, id, title).await.unwrap();
    assert_eq!(proposed(None, "Lúa gạo").await, "lua-gao-3");
    assert_eq!(proposed(Some(first), "Lúa gạo").await, "lua-gao", "its own is free");
    assert_eq!(proposed(None, "…").await, "");
}

#[tokio::test]
async fn changed_slugs_redirect() {
    let mut context = open().await;
    let id = context.save(draft("a", "a"), SaveIntent::Publish).await.unwrap();
    for slug in ["b", "c"] {
        let renamed = context.edit(id, |draft| draft.slug = slug.to_owned()).await;
        context.save(renamed, SaveIntent::Keep).await.unwrap();
    }
    let to = |path: &str| Some(path.to_owned());
    assert_eq!(
        (context.redirect("/posts/a").await, context.redirect("/posts/b").await),
        (to("/posts/c"), to("/posts/c"))
    );
    let back = context.edit(id, |draft| draft.slug = "a".to_owned()).await;
    context.save(back, SaveIntent::Keep).await.unwrap();
    assert_eq!((context.redirect("/posts/a").await, context.redirect("/posts/b").await), (None, to("/posts/a")));
    // A slug that redirects elsewhere is taken over when another post is published with it, not by a draft.
    let other = context.save(PostDraft { slug: "b".to_owned(), ..draft("khác", "b") }, SaveIntent::Keep).await.unwrap();
    assert_eq!(context.redirect("/posts/b").await, to("/posts/a"));
    let other = context.edit(other, |_| {}).await;
    context.save(other, SaveIntent::Publish).await.unwrap();
    assert_eq!(context.redirect("/posts/b").await, None);
    // A slug that was never public leaves no redirect.
    let hidden = context.save(PostDraft { slug: "x".to_owned(), ..draft("x", "x") }, SaveIntent::Keep).await.unwrap();
    let hidden = context.edit(hidden, |draft| draft.slug = "y".to_owned()).await;
    context.save(hidden, SaveIntent::Publish).await.unwrap();
    assert_eq!(context.redirect("/posts/x").await, None);
}
