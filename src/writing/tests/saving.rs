use super::*;
use crate::clock::advance;
use crate::model::admin::post::{CommentPolicy, Pinning};
use crate::model::term::TermKind;
use crate::store::authors;
use crate::store::terms::{self, NewTerm};

#[tokio::test]
async fn tags_are_matched_by_name() {
    let mut context = open().await;
    let mut writing = context.state.store.write().await.unwrap();
    // Imported terms may have slugs that do not derive from their names.
    for (slug, name) in [("tin-hot", "Tin nóng"), ("ma", "ma"), ("ma-2", "mã")] {
        let (slug, name, kind) = (slug.to_owned(), name.to_owned(), TermKind::Tag);
        let (description, description_html) = (String::new(), String::new());
        terms::ensure(&mut writing, &NewTerm { kind, slug, name, description, description_html }).await.unwrap();
    }
    writing.commit().await.unwrap();
    let tags = ["Tin nóng", "mã", "MA", "Tin  mới", "tin moi"].map(str::to_owned).to_vec();
    let id = context.save(PostDraft { tags, ..draft("Tin", "a") }, SaveIntent::Publish).await.unwrap();
    let again = context.edit(id, |_| {}).await;
    assert_eq!(again.tags, ["ma", "mã", "Tin mới", "Tin nóng"]);
    context.save(again.clone(), SaveIntent::Keep).await.unwrap();
    assert_eq!(context.edit(id, |_| {}).await.tags, again.tags);
    assert!(context.terms().await.into_iter().all(|(_, kept, listed)| (kept, listed) == (1, 1)));
    assert_eq!(context.terms().await.len(), 4);
}

async fn add_category(context: &Desk, slug: &str) -> i64 {
    let (description, description_html) = (String::new(), String::new());
    let new = NewTerm {
        kind: TermKind::Category,
        slug: slug.to_owned(),
        name: slug.to_owned(),
        description,
        description_html,
    };
    let mut writing = context.state.store.write().await.unwrap();
    let id = terms::ensure(&mut writing, &new).await.unwrap();
    writing.commit().await.unwrap();
    id
}

#[tokio::test]
async fn drafts_round_trip() {
    let mut context = open().await;
    let category = add_category(&context, "cau-duong").await;
    let written = PostDraft {
        excerpt: "Tóm tắt".to_owned(),
        categories: vec![category],
        tags: vec!["Bến Lức".to_owned(), "Cầu".to_owned()],
        image_src: "/media/1/cau.jpg".to_owned(),
        image_alt: "Cầu lúc bình minh".to_owned(),
        image_caption: "Ảnh: Lan".to_owned(),
        commenting: CommentPolicy::Closed,
        pinning: Pinning::Pinned,
        seo_title: "Cầu mới".to_owned(),
        seo_description: "Cây cầu mới".to_owned(),
        ..draft("Cầu Vàm Cỏ", "Nội dung **đậm**")
    };
    let id = context.save(written.clone(), SaveIntent::Keep).await.unwrap();
    let found = context.read(PostKind::Post, id).await;
    let author = context.editor.author;
    assert!(author.is_some(), "whoever writes gets a profile");
    let expected = PostDraft { id: Some(id), version: 1, slug: "cau-vam-co".to_owned(), author, ..written };
    assert_eq!(found.draft, expected);
    assert_eq!((found.status, found.publish_at.as_str()), (PostStatus::Draft, ""));
    assert_eq!((found.saved.by.as_str(), found.saved.path), ("Lan Anh", None));
    assert_eq!(found.address, "https://bao.example/posts/");
    assert_eq!(context.row(id).await.html, "<p>Nội dung <strong>đậm</strong></p>\n");
    let profile = authors::find(&mut context.state.store.read().await.unwrap(), "lan-anh").await.unwrap();
    assert_eq!(profile.map(|profile| profile.id), author);
}

#[tokio::test]
async fn terms_are_created_counted_and_removed() {
    let mut context = open().await;
    let category = add_category(&context, "cau-duong").await;
    let written = PostDraft { categories: vec![category], tags: vec!["Lúa".to_owned()], ..draft("Lúa", "a") };
    let id = context.save(written, SaveIntent::Draft).await.unwrap();
    let counted = |name: &str, count| (name.to_owned(), count, count);
    assert_eq!(context.terms().await, [counted("cau-duong", 0), counted("lua", 0)]);
    let again = context.edit(id, |_| {}).await;
    context.save(again, SaveIntent::Publish).await.unwrap();
    assert_eq!(context.terms().await, [counted("cau-duong", 1), counted("lua", 1)]);
    let again = context.edit(id, |draft| draft.tags = vec!["Gạo".to_owned()]).await;
    context.save(again, SaveIntent::Keep).await.unwrap();
    assert_eq!(context.terms().await, [counted("cau-duong", 1), counted("gao", 1), counted("lua", 0)]);
    let again = context.edit(id, |draft| draft.categories = vec![category + 99]).await;
    assert_eq!(rejected(context.save(again, SaveIntent::Keep).await), ["post-categories"]);
    let again = context.edit(id, |_| {}).await;
    context.save(again, SaveIntent::Draft).await.unwrap();
    assert_eq!(context.terms().await, [counted("cau-duong", 0), counted("gao", 0), counted("lua", 0)]);
}

#[tokio::test]
async fn stale_saves_conflict() {
    let mut context = open().await;
    let id = context.save(draft("Tin", "một"), SaveIntent::Keep).await.unwrap();
    let (mine, yours) =
        (context.edit(id, |draft| draft.source = "của tôi".to_owned()).await, context.edit(id, |_| {}).await);
    context.save(mine, SaveIntent::Keep).await.unwrap();
    let yours = PostDraft { source: "của bạn".to_owned(), ..yours };
    for intent in [SaveIntent::Keep, SaveIntent::Autosave, SaveIntent::Publish] {
        assert_eq!(context.save(yours.clone(), intent).await, Err(Error::Conflict));
    }
    assert_eq!(context.row(id).await.source, "của tôi");
    let knowingly = PostDraft { version: context.row(id).await.version, ..yours };
    context.save(knowingly, SaveIntent::Keep).await.unwrap();
    assert_eq!((context.row(id).await.source.as_str(), context.row(id).await.version), ("của bạn", 3));
}

#[tokio::test]
async fn a_repeated_save_creates_one_post() {
    let mut context = open().await;
    let first = context.save(draft("Tin", "một"), SaveIntent::Keep).await.unwrap();
    assert_eq!(context.save(draft("Tin", "một"), SaveIntent::Keep).await.unwrap(), first);
    assert_ne!(context.save(draft("Tin", "hai"), SaveIntent::Keep).await.unwrap(), first);
    let empty = context.save(draft("", ""), SaveIntent::Keep).await.unwrap();
    assert_ne!(context.save(draft("", ""), SaveIntent::Keep).await.unwrap(), empty);
    advance(11 * 60 * 1000);
    assert_ne!(context.save(draft("Tin", "một"), SaveIntent::Keep).await.unwrap(), first, "no longer a repetition");
}

#[tokio::test]
async fn published_posts_need_titles_and_reject_autosaves() {
    let mut context = open().await;
    let id = context.save(draft("", "chưa có tên"), SaveIntent::Autosave).await.unwrap();
    let untitled = context.edit(id, |_| {}).await;
    assert_eq!(rejected(context.save(untitled, SaveIntent::Publish).await), ["post-title"]);
    let named = context.edit(id, |draft| draft.title = "Có tên".to_owned()).await;
    context.save(named, SaveIntent::Publish).await.unwrap();
    let typing = context.edit(id, |draft| draft.source.push('…')).await;
    assert_eq!(context.save(typing, SaveIntent::Autosave).await, Err(Error::Conflict));
    let unnamed = context.edit(id, |draft| draft.title.clear()).await;
    assert_eq!(rejected(context.save(unnamed, SaveIntent::Keep).await), ["post-title"]);
    assert_eq!(context.row(id).await.title, "Có tên");
}

#[tokio::test]
async fn authors_edit_only_their_own_posts() {
    let mut context = open().await;
    let own = context.save_as_author(draft("Của tôi", "a"), SaveIntent::Publish).await.unwrap();
    assert_eq!(context.row(own).await.author.as_deref(), Some("Đức Minh"));
    let other = context.save(draft("Của Lan", "a"), SaveIntent::Keep).await.unwrap();
    let taken = context.edit(other, |_| {}).await;
    assert_eq!(context.save_as_author(taken, SaveIntent::Keep).await, Err(Error::Forbidden));
    let editor = context.editor.author;
    let given = context.edit(own, |draft| draft.author = editor).await;
    assert_eq!(rejected(context.save_as_author(given.clone(), SaveIntent::Keep).await), ["post-author"]);
    context.save(given, SaveIntent::Keep).await.unwrap();
    let lost = context.edit(own, |_| {}).await;
    assert_eq!(context.save_as_author(lost, SaveIntent::Keep).await, Err(Error::Forbidden));
    let page = PostDraft { kind: PostKind::Page, ..draft("Trang", "a") };
    assert_eq!(context.save_as_author(page, SaveIntent::Keep).await, Err(Error::Forbidden));
    let pinned = PostDraft { pinning: Pinning::Pinned, ..draft("Ghim", "a") };
    let pinned = context.save_as_author(pinned, SaveIntent::Publish).await.unwrap();
    assert_eq!(context.row(pinned).await.pinned_at, None, "what stands on top is the editors' choice");
    let missing = PostDraft { id: Some(9_999), ..draft("a", "b") };
    assert_eq!(context.save_as_author(missing, SaveIntent::Keep).await, Err(Error::NotFound));
}

#[tokio::test]
async fn pages_have_no_cycles() {
    let mut context = open().await;
    let page = |title: &str, parent| PostDraft { kind: PostKind::Page, parent, ..draft(title, "a") };
    let top = context.save(page("Trên", None), SaveIntent::Keep).await.unwrap();
    let below = context.save(page("Dưới", Some(top)), SaveIntent::Keep).await.unwrap();
    let circle = context.edit(top, |draft| draft.parent = Some(below)).await;
    assert_eq!(rejected(context.save(circle, SaveIntent::Keep).await), ["post-parent"]);
    let itself = context.edit(top, |draft| draft.parent = Some(top)).await;
    assert_eq!(rejected(context.save(itself, SaveIntent::Keep).await), ["post-parent"]);
    let post = context.save(draft("Tin", "a"), SaveIntent::Keep).await.unwrap();
    let astray = context.edit(top, |draft| draft.parent = Some(post)).await;
    assert_eq!(rejected(context.save(astray, SaveIntent::Keep).await), ["post-parent"]);
}
