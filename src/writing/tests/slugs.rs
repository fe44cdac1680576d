use super::*;
use crate::writing::propose;

#[tokio::test]
async fn slugs_follow_the_title_until_readers_know_them() {
    let mut desk = open().await;
    let id = desk.save(draft("", "a"), Intent::Keep).await.unwrap();
    assert_eq!(desk.row(id).await.slug, format!("draft-{id}"));
    // The editor sends the placeholder back.
    let named = desk.edit(id, |draft| draft.title = "Đường thủy".to_owned()).await;
    desk.save(named, Intent::Keep).await.unwrap();
    assert_eq!(desk.row(id).await.slug, "duong-thuy");
    let renamed = desk.edit(id, |draft| (draft.title, draft.slug) = ("Đường bộ".to_owned(), String::new())).await;
    desk.save(renamed, Intent::Publish).await.unwrap();
    assert_eq!(desk.row(id).await.slug, "duong-bo");
    let renamed = desk.edit(id, |draft| (draft.title, draft.slug) = ("Đường sắt".to_owned(), String::new())).await;
    desk.save(renamed, Intent::Keep).await.unwrap();
    assert_eq!(desk.row(id).await.slug, "duong-bo", "readers know this one");
}

#[tokio::test]
async fn typed_slugs_are_folded_free_and_not_reserved() {
    let mut desk = open().await;
    let typed = |slug: &str, kind| Draft { kind, slug: slug.to_owned(), ..draft(slug, "a") };
    let first = desk.save(typed("Lúa Gạo", Kind::Post), Intent::Keep).await.unwrap();
    assert_eq!(desk.row(first).await.slug, "lua-gao");
    let second = Draft { source: "b".to_owned(), ..typed("lua-gao", Kind::Post) };
    assert_eq!(rejected(desk.save(second.clone(), Intent::Keep).await), ["post-slug"]);
    let second = desk.save(second, Intent::Autosave).await.unwrap();
    assert_eq!(desk.row(second).await.slug, "lua-gao-2", "typing is not interrupted");
    assert_eq!(rejected(desk.save(typed("?!", Kind::Post), Intent::Keep).await), ["post-slug"]);
    for reserved in ["admin", "Posts", "preview"] {
        assert_eq!(rejected(desk.save(typed(reserved, Kind::Page), Intent::Keep).await), ["post-slug"]);
    }
    let page = Draft { slug: String::new(), ..typed("Admin", Kind::Page) };
    let page = desk.save(page, Intent::Keep).await.unwrap();
    assert_eq!(desk.row(page).await.slug, "admin-page");
    let mut reading = desk.state.store.read().await.unwrap();
    let mut proposed = async |id, title| propose(&mut reading, Kind::Post, id, title).await.unwrap();
    assert_eq!(proposed(None, "Lúa gạo").await, "lua-gao-3");
    assert_eq!(proposed(Some(first), "Lúa gạo").await, "lua-gao", "its own is free");
    assert_eq!(proposed(None, "…").await, "");
}

#[tokio::test]
async fn old_addresses_lead_to_new_ones() {
    let mut desk = open().await;
    let id = desk.save(draft("a", "a"), Intent::Publish).await.unwrap();
    for slug in ["b", "c"] {
        let renamed = desk.edit(id, |draft| draft.slug = slug.to_owned()).await;
        desk.save(renamed, Intent::Keep).await.unwrap();
    }
    let to = |path: &str| Some(path.to_owned());
    assert_eq!((desk.redirect("/posts/a").await, desk.redirect("/posts/b").await), (to("/posts/c"), to("/posts/c")));
    let back = desk.edit(id, |draft| draft.slug = "a".to_owned()).await;
    desk.save(back, Intent::Keep).await.unwrap();
    assert_eq!((desk.redirect("/posts/a").await, desk.redirect("/posts/b").await), (None, to("/posts/a")));
    // Another post takes an address that leads elsewhere: a draft does not, its publication does.
    let other = desk.save(Draft { slug: "b".to_owned(), ..draft("khác", "b") }, Intent::Keep).await.unwrap();
    assert_eq!(desk.redirect("/posts/b").await, to("/posts/a"));
    let other = desk.edit(other, |_| {}).await;
    desk.save(other, Intent::Publish).await.unwrap();
    assert_eq!(desk.redirect("/posts/b").await, None);
    // What nobody could read leaves nothing behind.
    let hidden = desk.save(Draft { slug: "x".to_owned(), ..draft("x", "x") }, Intent::Keep).await.unwrap();
    let hidden = desk.edit(hidden, |draft| draft.slug = "y".to_owned()).await;
    desk.save(hidden, Intent::Publish).await.unwrap();
    assert_eq!(desk.redirect("/posts/x").await, None);
}
