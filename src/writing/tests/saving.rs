use super::*;
use crate::model::admin::post::{Commenting, Format, Pinning};
use crate::model::term::TermKind;
use crate::store::posts::testing::post;
use crate::store::posts::{self, NewPost};
use crate::store::terms::{self, NewTerm};
use crate::store::{authors, now};

#[tokio::test]
async fn tags_are_known_by_their_names() {
    let mut desk = open().await;
    let mut writing = desk.state.store.write().await.unwrap();
    // An import keeps slugs that are not made of the names.
    for (slug, name) in [("tin-hot", "Tin nóng"), ("ma", "ma"), ("ma-2", "mã")] {
        let (slug, name, kind) = (slug.to_owned(), name.to_owned(), TermKind::Tag);
        let (description, description_html) = (String::new(), String::new());
        terms::ensure(&mut writing, &NewTerm { kind, slug, name, description, description_html }).await.unwrap();
    }
    writing.commit().await.unwrap();
    let tags = ["Tin nóng", "mã", "MA", "Tin  mới", "tin moi"].map(str::to_owned).to_vec();
    let id = desk.save(Draft { tags, ..draft("Tin", "a") }, Intent::Publish).await.unwrap();
    let again = desk.edit(id, |_| {}).await;
    assert_eq!(again.tags, ["ma", "mã", "Tin mới", "Tin nóng"]);
    desk.save(again.clone(), Intent::Keep).await.unwrap();
    assert_eq!(desk.edit(id, |_| {}).await.tags, again.tags);
    assert!(desk.terms().await.into_iter().all(|(_, kept, listed)| (kept, listed) == (1, 1)));
    assert_eq!(desk.terms().await.len(), 4);
}

async fn add_category(desk: &Desk, slug: &str) -> i64 {
    let (description, description_html) = (String::new(), String::new());
    let new = NewTerm {
        kind: TermKind::Category,
        slug: slug.to_owned(),
        name: slug.to_owned(),
        description,
        description_html,
    };
    let mut writing = desk.state.store.write().await.unwrap();
    let id = terms::ensure(&mut writing, &new).await.unwrap();
    writing.commit().await.unwrap();
    id
}

#[tokio::test]
async fn everything_written_comes_back() {
    let mut desk = open().await;
    let category = add_category(&desk, "cau-duong").await;
    let written = Draft {
        excerpt: "Tóm tắt".to_owned(),
        categories: vec![category],
        tags: vec!["Bến Lức".to_owned(), "Cầu".to_owned()],
        image_src: "/media/1/cau.jpg".to_owned(),
        image_alt: "Cầu lúc bình minh".to_owned(),
        image_caption: "Ảnh: Lan".to_owned(),
        commenting: Commenting::Closed,
        pinning: Pinning::Pinned,
        seo_title: "Cầu mới".to_owned(),
        seo_description: "Cây cầu mới".to_owned(),
        ..draft("Cầu Vàm Cỏ", "Nội dung **đậm**")
    };
    let id = desk.save(written.clone(), Intent::Keep).await.unwrap();
    let found = desk.read(Kind::Post, id).await;
    let author = desk.editor.author;
    assert!(author.is_some(), "whoever writes gets a profile");
    let expected = Draft { id: Some(id), version: 1, slug: "cau-vam-co".to_owned(), author, ..written };
    assert_eq!(found.draft, expected);
    assert_eq!((found.status, found.publish_at.as_str()), (Status::Draft, ""));
    assert_eq!((found.saved.by.as_str(), found.saved.path), ("Lan Anh", None));
    assert_eq!(found.address, "https://bao.example/posts/");
    assert_eq!(desk.row(id).await.html, "<p>Nội dung <strong>đậm</strong></p>\n");
    let profile = authors::find(&mut desk.state.store.read().await.unwrap(), "lan-anh").await.unwrap();
    assert_eq!(profile.map(|profile| profile.id), author);
}

#[tokio::test]
async fn terms_are_made_counted_and_left() {
    let mut desk = open().await;
    let category = add_category(&desk, "cau-duong").await;
    let written = Draft { categories: vec![category], tags: vec!["Lúa".to_owned()], ..draft("Lúa", "a") };
    let id = desk.save(written, Intent::Draft).await.unwrap();
    let counted = |name: &str, count| (name.to_owned(), count, count);
    assert_eq!(desk.terms().await, [counted("cau-duong", 0), counted("lua", 0)]);
    let again = desk.edit(id, |_| {}).await;
    desk.save(again, Intent::Publish).await.unwrap();
    assert_eq!(desk.terms().await, [counted("cau-duong", 1), counted("lua", 1)]);
    let again = desk.edit(id, |draft| draft.tags = vec!["Gạo".to_owned()]).await;
    desk.save(again, Intent::Keep).await.unwrap();
    assert_eq!(desk.terms().await, [counted("cau-duong", 1), counted("gao", 1), counted("lua", 0)]);
    let again = desk.edit(id, |draft| draft.categories = vec![category + 99]).await;
    assert_eq!(rejected(desk.save(again, Intent::Keep).await), ["post-categories"]);
    let again = desk.edit(id, |_| {}).await;
    desk.save(again, Intent::Draft).await.unwrap();
    assert_eq!(desk.terms().await, [counted("cau-duong", 0), counted("gao", 0), counted("lua", 0)]);
}

#[tokio::test]
async fn nobody_writes_over_another_unknowingly() {
    let mut desk = open().await;
    let id = desk.save(draft("Tin", "một"), Intent::Keep).await.unwrap();
    let (mine, yours) = (desk.edit(id, |draft| draft.source = "của tôi".to_owned()).await, desk.edit(id, |_| {}).await);
    desk.save(mine, Intent::Keep).await.unwrap();
    let yours = Draft { source: "của bạn".to_owned(), ..yours };
    for intent in [Intent::Keep, Intent::Autosave, Intent::Publish] {
        assert_eq!(desk.save(yours.clone(), intent).await, Err(Error::Conflict));
    }
    assert_eq!(desk.row(id).await.source, "của tôi");
    let knowingly = Draft { version: desk.row(id).await.version, ..yours };
    desk.save(knowingly, Intent::Keep).await.unwrap();
    assert_eq!((desk.row(id).await.source.as_str(), desk.row(id).await.version), ("của bạn", 3));
}

#[tokio::test]
async fn a_save_that_is_sent_again_is_one_post() {
    let mut desk = open().await;
    let first = desk.save(draft("Tin", "một"), Intent::Keep).await.unwrap();
    assert_eq!(desk.save(draft("Tin", "một"), Intent::Keep).await.unwrap(), first);
    assert_ne!(desk.save(draft("Tin", "hai"), Intent::Keep).await.unwrap(), first);
    let empty = desk.save(draft("", ""), Intent::Keep).await.unwrap();
    assert_ne!(desk.save(draft("", ""), Intent::Keep).await.unwrap(), empty);
}

#[tokio::test]
async fn autosaves_are_for_drafts_and_titles_for_the_public() {
    let mut desk = open().await;
    let id = desk.save(draft("", "chưa có tên"), Intent::Autosave).await.unwrap();
    let untitled = desk.edit(id, |_| {}).await;
    assert_eq!(rejected(desk.save(untitled, Intent::Publish).await), ["post-title"]);
    let named = desk.edit(id, |draft| draft.title = "Có tên".to_owned()).await;
    desk.save(named, Intent::Publish).await.unwrap();
    let typing = desk.edit(id, |draft| draft.source.push('…')).await;
    assert_eq!(desk.save(typing, Intent::Autosave).await, Err(Error::Conflict));
    let unnamed = desk.edit(id, |draft| draft.title.clear()).await;
    assert_eq!(rejected(desk.save(unnamed, Intent::Keep).await), ["post-title"]);
    assert_eq!(desk.row(id).await.title, "Có tên");
}

#[tokio::test]
async fn authors_write_their_own_alone() {
    let mut desk = open().await;
    let own = desk.save_as_author(draft("Của tôi", "a"), Intent::Publish).await.unwrap();
    assert_eq!(desk.row(own).await.author.as_deref(), Some("Đức Minh"));
    let other = desk.save(draft("Của Lan", "a"), Intent::Keep).await.unwrap();
    let taken = desk.edit(other, |_| {}).await;
    assert_eq!(desk.save_as_author(taken, Intent::Keep).await, Err(Error::Forbidden));
    let editor = desk.editor.author;
    let given = desk.edit(own, |draft| draft.author = editor).await;
    assert_eq!(rejected(desk.save_as_author(given.clone(), Intent::Keep).await), ["post-author"]);
    desk.save(given, Intent::Keep).await.unwrap();
    let lost = desk.edit(own, |_| {}).await;
    assert_eq!(desk.save_as_author(lost, Intent::Keep).await, Err(Error::Forbidden));
    let page = Draft { kind: Kind::Page, ..draft("Trang", "a") };
    assert_eq!(desk.save_as_author(page, Intent::Keep).await, Err(Error::Forbidden));
    let pinned = Draft { pinning: Pinning::Pinned, ..draft("Ghim", "a") };
    let pinned = desk.save_as_author(pinned, Intent::Publish).await.unwrap();
    assert_eq!(desk.row(pinned).await.pinned_at, None, "what stands on top is the editors' choice");
    let missing = Draft { id: Some(9_999), ..draft("a", "b") };
    assert_eq!(desk.save_as_author(missing, Intent::Keep).await, Err(Error::NotFound));
}

#[tokio::test]
async fn pages_have_no_cycles() {
    let mut desk = open().await;
    let page = |title: &str, parent| Draft { kind: Kind::Page, parent, ..draft(title, "a") };
    let top = desk.save(page("Trên", None), Intent::Keep).await.unwrap();
    let below = desk.save(page("Dưới", Some(top)), Intent::Keep).await.unwrap();
    let circle = desk.edit(top, |draft| draft.parent = Some(below)).await;
    assert_eq!(rejected(desk.save(circle, Intent::Keep).await), ["post-parent"]);
    let itself = desk.edit(top, |draft| draft.parent = Some(top)).await;
    assert_eq!(rejected(desk.save(itself, Intent::Keep).await), ["post-parent"]);
    let post = desk.save(draft("Tin", "a"), Intent::Keep).await.unwrap();
    let astray = desk.edit(top, |draft| draft.parent = Some(post)).await;
    assert_eq!(rejected(desk.save(astray, Intent::Keep).await), ["post-parent"]);
}

#[tokio::test]
async fn what_wordpress_left_is_written_on_as_it_is_shown() {
    let mut desk = open().await;
    let imported = NewPost {
        source: "một\n\nhai [gallery]".to_owned(),
        format: "html",
        html: "<p>một</p>\n<p>hai</p>".to_owned(),
        ..post("cu", 1)
    };
    let mut writing = desk.state.store.write().await.unwrap();
    let (id, _) = posts::add(&mut writing, &imported).await.unwrap().unwrap();
    writing.commit().await.unwrap();
    let draft = desk.edit(id, |draft| draft.format = Format::Markdown).await;
    assert_eq!(draft.source, imported.html);
    desk.save(draft, Intent::Keep).await.unwrap();
    let row = desk.row(id).await;
    assert_eq!((row.format.as_str(), row.html.as_str()), ("html", imported.html.as_str()));
    assert!(row.updated_at <= now() && row.published_at == Some(1));
    let kept: Vec<String> = sqlx::query_scalar("SELECT source FROM revisions ORDER BY version")
        .fetch_all(&mut *desk.state.store.read().await.unwrap())
        .await
        .unwrap();
    assert_eq!(kept, [imported.source.as_str(), &imported.html, &imported.html]);
}
