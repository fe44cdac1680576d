use super::*;
use crate::model::admin::post::BulkAction;
use crate::model::user::User;
use crate::store::comments::{self, NewComment};
use crate::store::sql;
use crate::writing::change;

impl Desk {
    async fn change(&self, user: &User, ids: &[i64], action: BulkAction) -> Result<i64, Error> {
        change(&self.state, user, ids, action).await
    }
}

#[tokio::test]
async fn statuses_change_and_are_restored() {
    let mut context = open().await;
    let written = |title: &str| PostDraft { tags: vec!["Lúa".to_owned()], ..draft(title, "a") };
    let public = context.save(written("Đã đăng"), SaveIntent::Publish).await.unwrap();
    let hidden = context.save(written("Nháp"), SaveIntent::Keep).await.unwrap();
    let untitled = context.save(draft("", "a"), SaveIntent::Keep).await.unwrap();
    let (all, editor) = ([public, hidden, untitled, 9_999], context.editor.clone());
    let first = context.row(public).await.published_at;

    assert_eq!(context.change(&editor, &all, BulkAction::Publish).await, Ok(1), "what has no title stays a draft");
    assert_eq!(context.terms().await, [("lua".to_owned(), 2, 2)]);
    assert_eq!(context.change(&editor, &all, BulkAction::Trash).await, Ok(3));
    assert_eq!(context.terms().await, [("lua".to_owned(), 0, 0)]);
    assert_eq!(context.change(&editor, &all, BulkAction::Trash).await, Ok(0));
    assert_eq!(context.change(&editor, &all, BulkAction::Publish).await, Ok(0), "not from the trash");
    assert_eq!(context.change(&editor, &all, BulkAction::Restore).await, Ok(3));
    assert_eq!(context.status(public).await, PostStatus::Published);
    assert_eq!(context.row(public).await.published_at, first);
    assert_eq!(context.status(untitled).await, PostStatus::Draft);
    assert_eq!(context.terms().await, [("lua".to_owned(), 2, 2)]);
    assert_eq!(context.change(&editor, &all, BulkAction::Unpublish).await, Ok(2));
    assert_eq!(context.terms().await, [("lua".to_owned(), 0, 0)]);
}

#[tokio::test]
async fn a_save_keeps_a_post_in_the_trash() {
    let mut context = open().await;
    let id = context.save(draft("Tin", "a"), SaveIntent::Publish).await.unwrap();
    let (editor, open) = (context.editor.clone(), context.edit(id, |_| {}).await);
    context.change(&editor, &[id], BulkAction::Trash).await.unwrap();
    assert_eq!(context.save(open.clone(), SaveIntent::Autosave).await, Err(Error::Conflict));
    context.save(open, SaveIntent::Keep).await.unwrap();
    assert_eq!(context.status(id).await, PostStatus::Trash);
    assert_eq!(context.change(&editor, &[id], BulkAction::Restore).await, Ok(1));
    assert_eq!(context.status(id).await, PostStatus::Published);
}

#[tokio::test]
async fn deletion_removes_comments_and_marks_every_path_gone() {
    let mut context = open().await;
    let id = context.save(draft("a", "a"), SaveIntent::Publish).await.unwrap();
    let renamed = context.edit(id, |draft| draft.slug = "b".to_owned()).await;
    context.save(renamed, SaveIntent::Keep).await.unwrap();
    let mut comment = NewComment {
        post_id: id,
        parent_id: None,
        author_id: None,
        name: "Minh".to_owned(),
        email: "minh@example.org".to_owned(),
        source: "Hay".to_owned(),
        html: "<p>Hay</p>".to_owned(),
        status: comments::ModerationStatus::Published,
        created_at: 1,
        address: None,
        website: String::new(),
        kind: crate::model::comment::CommentKind::Comment,
        guid: "1".to_owned(),
    };
    let mut writing = context.state.store.write().await.unwrap();
    let (weighed, provenance) = (comments::SpamVerdict::default(), comments::Provenance::default());
    let first = comments::add(&mut writing, &comment, &weighed, &provenance).await.unwrap().map(|added| added.id);
    (comment.parent_id, comment.guid) = (first, "2".to_owned());
    comments::add(&mut writing, &comment, &weighed, &provenance).await.unwrap();
    writing.commit().await.unwrap();
    let editor = context.editor.clone();
    assert_eq!(context.change(&editor, &[id], BulkAction::Delete).await, Ok(0), "only from the trash");
    context.change(&editor, &[id], BulkAction::Trash).await.unwrap();
    assert_eq!(context.change(&editor, &[id], BulkAction::Delete).await, Ok(1));
    let left: i64 = sql::query_scalar("SELECT (SELECT COUNT(*) FROM comments) + (SELECT COUNT(*) FROM posts)")
        .fetch_one(&mut context.state.store.read().await.unwrap())
        .await
        .unwrap();
    assert_eq!(left, 0);
    for path in ["/posts/a", "/posts/b"] {
        assert_eq!(context.redirect(path).await.as_deref(), Some(""), "{path}");
    }
}

#[tokio::test]
async fn children_of_a_deleted_page_move_up() {
    let mut context = open().await;
    let page = |title: &str, parent| PostDraft { kind: PostKind::Page, parent, ..draft(title, "a") };
    let top = context.save(page("1", None), SaveIntent::Keep).await.unwrap();
    let middle = context.save(page("2", Some(top)), SaveIntent::Keep).await.unwrap();
    let below = context.save(page("3", Some(middle)), SaveIntent::Keep).await.unwrap();
    let editor = context.editor.clone();
    for action in [BulkAction::Trash, BulkAction::Delete] {
        context.change(&editor, &[middle], action).await.unwrap();
    }
    assert_eq!(context.row(below).await.parent_id, Some(top));
}

#[tokio::test]
async fn a_foreign_post_fails_the_whole_action() {
    let mut context = open().await;
    let other = context.save(draft("Của Lan", "a"), SaveIntent::Keep).await.unwrap();
    let own = context.save_as_author(draft("Của Minh", "a"), SaveIntent::Keep).await.unwrap();
    let author = context.author.clone();
    assert_eq!(context.change(&author, &[own, other], BulkAction::Trash).await, Err(Error::Forbidden));
    assert_eq!(context.status(own).await, PostStatus::Draft, "nothing was done");
    assert_eq!(context.change(&author, &[own], BulkAction::Publish).await, Ok(1));
}

#[tokio::test]
async fn adding_a_category_creates_a_version() {
    let mut context = open().await;
    let id = context.save(draft("Tin", "a"), SaveIntent::Publish).await.unwrap();
    let mut writing = context.state.store.write().await.unwrap();
    let category: i64 =
        sql::query_scalar("INSERT INTO terms (kind, slug, name) VALUES ('category', 'x', 'X') RETURNING id")
            .fetch_one(&mut writing)
            .await
            .unwrap();
    writing.commit().await.unwrap();
    let (editor, open) = (context.editor.clone(), context.edit(id, |_| {}).await);
    assert_eq!(context.change(&editor, &[id], BulkAction::Categorize(category)).await, Ok(1));
    assert_eq!(context.change(&editor, &[id], BulkAction::Categorize(category)).await, Ok(0), "it is there already");
    assert_eq!(context.terms().await, [("x".to_owned(), 1, 1)]);
    assert_eq!(
        context.save(open, SaveIntent::Keep).await,
        Err(Error::Conflict),
        "else it would take the category away"
    );
    assert_eq!(context.change(&editor, &[id], BulkAction::Categorize(9_999)).await, Err(Error::NotFound));
}
