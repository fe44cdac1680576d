use super::*;
use crate::model::admin::post::Bulk;
use crate::model::user::User;
use crate::store::comments::{self, NewComment};
use crate::writing::change;

impl Desk {
    async fn change(&self, user: &User, ids: &[i64], action: Bulk) -> Result<i64, Error> {
        change(&self.state, user, ids, action).await
    }
}

#[tokio::test]
async fn statuses_change_together_and_come_back() {
    let mut desk = open().await;
    let written = |title: &str| Draft { tags: vec!["Lúa".to_owned()], ..draft(title, "a") };
    let public = desk.save(written("Đã đăng"), Intent::Publish).await.unwrap();
    let hidden = desk.save(written("Nháp"), Intent::Keep).await.unwrap();
    let untitled = desk.save(draft("", "a"), Intent::Keep).await.unwrap();
    let (all, editor) = ([public, hidden, untitled, 9_999], desk.editor.clone());
    let first = desk.row(public).await.published_at;

    assert_eq!(desk.change(&editor, &all, Bulk::Publish).await, Ok(1), "what has no title stays a draft");
    assert_eq!(desk.terms().await, [("lua".to_owned(), 2, 2)]);
    assert_eq!(desk.change(&editor, &all, Bulk::Trash).await, Ok(3));
    assert_eq!(desk.terms().await, [("lua".to_owned(), 0, 0)]);
    assert_eq!(desk.change(&editor, &all, Bulk::Trash).await, Ok(0));
    assert_eq!(desk.change(&editor, &all, Bulk::Publish).await, Ok(0), "not from the trash");
    assert_eq!(desk.change(&editor, &all, Bulk::Restore).await, Ok(3));
    assert_eq!(desk.status(public).await, Status::Published);
    assert_eq!(desk.row(public).await.published_at, first);
    assert_eq!(desk.status(untitled).await, Status::Draft);
    assert_eq!(desk.terms().await, [("lua".to_owned(), 2, 2)]);
    assert_eq!(desk.change(&editor, &all, Bulk::Unpublish).await, Ok(2));
    assert_eq!(desk.terms().await, [("lua".to_owned(), 0, 0)]);
}

#[tokio::test]
async fn a_save_does_not_take_out_of_the_trash_unless_it_is_told_to() {
    let mut desk = open().await;
    let id = desk.save(draft("Tin", "a"), Intent::Publish).await.unwrap();
    let (editor, open) = (desk.editor.clone(), desk.edit(id, |_| {}).await);
    desk.change(&editor, &[id], Bulk::Trash).await.unwrap();
    assert_eq!(desk.save(open.clone(), Intent::Autosave).await, Err(Error::Conflict));
    desk.save(open, Intent::Keep).await.unwrap();
    assert_eq!(desk.status(id).await, Status::Trash);
    assert_eq!(desk.change(&editor, &[id], Bulk::Restore).await, Ok(1));
    assert_eq!(desk.status(id).await, Status::Published);
}

#[tokio::test]
async fn what_is_deleted_takes_its_comments_along_and_is_gone_at_every_address() {
    let mut desk = open().await;
    let id = desk.save(draft("a", "a"), Intent::Publish).await.unwrap();
    let renamed = desk.edit(id, |draft| draft.slug = "b".to_owned()).await;
    desk.save(renamed, Intent::Keep).await.unwrap();
    let mut comment = NewComment {
        post_id: id,
        parent_id: None,
        author_id: None,
        name: "Minh".to_owned(),
        email: "minh@example.org".to_owned(),
        source: "Hay".to_owned(),
        html: "<p>Hay</p>".to_owned(),
        status: comments::Status::Published,
        created_at: 1,
        address: None,
        guid: "1".to_owned(),
    };
    let mut writing = desk.state.store.write().await.unwrap();
    let (weighed, provenance) = (comments::Weighed::default(), comments::Provenance::default());
    let first = comments::add(&mut writing, &comment, &weighed, &provenance).await.unwrap().map(|added| added.id);
    (comment.parent_id, comment.guid) = (first, "2".to_owned());
    comments::add(&mut writing, &comment, &weighed, &provenance).await.unwrap();
    writing.commit().await.unwrap();
    let editor = desk.editor.clone();
    assert_eq!(desk.change(&editor, &[id], Bulk::Delete).await, Ok(0), "only from the trash");
    desk.change(&editor, &[id], Bulk::Trash).await.unwrap();
    assert_eq!(desk.change(&editor, &[id], Bulk::Delete).await, Ok(1));
    let left: i64 = sqlx::query_scalar("SELECT (SELECT COUNT(*) FROM comments) + (SELECT COUNT(*) FROM posts)")
        .fetch_one(&mut *desk.state.store.read().await.unwrap())
        .await
        .unwrap();
    assert_eq!(left, 0);
    for path in ["/posts/a", "/posts/b"] {
        assert_eq!(desk.redirect(path).await.as_deref(), Some(""), "{path}");
    }
}

#[tokio::test]
async fn pages_below_a_deleted_one_move_up() {
    let mut desk = open().await;
    let page = |title: &str, parent| Draft { kind: Kind::Page, parent, ..draft(title, "a") };
    let top = desk.save(page("1", None), Intent::Keep).await.unwrap();
    let middle = desk.save(page("2", Some(top)), Intent::Keep).await.unwrap();
    let below = desk.save(page("3", Some(middle)), Intent::Keep).await.unwrap();
    let editor = desk.editor.clone();
    for action in [Bulk::Trash, Bulk::Delete] {
        desk.change(&editor, &[middle], action).await.unwrap();
    }
    assert_eq!(desk.row(below).await.parent_id, Some(top));
}

#[tokio::test]
async fn one_that_belongs_to_another_stops_them_all() {
    let mut desk = open().await;
    let other = desk.save(draft("Của Lan", "a"), Intent::Keep).await.unwrap();
    let own = desk.save_as_author(draft("Của Minh", "a"), Intent::Keep).await.unwrap();
    let author = desk.author.clone();
    assert_eq!(desk.change(&author, &[own, other], Bulk::Trash).await, Err(Error::Forbidden));
    assert_eq!(desk.status(own).await, Status::Draft, "nothing was done");
    assert_eq!(desk.change(&author, &[own], Bulk::Publish).await, Ok(1));
}

#[tokio::test]
async fn a_category_is_a_version_of_its_own() {
    let mut desk = open().await;
    let id = desk.save(draft("Tin", "a"), Intent::Publish).await.unwrap();
    let mut writing = desk.state.store.write().await.unwrap();
    let category: i64 =
        sqlx::query_scalar("INSERT INTO terms (kind, slug, name) VALUES ('category', 'x', 'X') RETURNING id")
            .fetch_one(&mut *writing)
            .await
            .unwrap();
    writing.commit().await.unwrap();
    let (editor, open) = (desk.editor.clone(), desk.edit(id, |_| {}).await);
    assert_eq!(desk.change(&editor, &[id], Bulk::Categorize(category)).await, Ok(1));
    assert_eq!(desk.change(&editor, &[id], Bulk::Categorize(category)).await, Ok(0), "it is there already");
    assert_eq!(desk.terms().await, [("x".to_owned(), 1, 1)]);
    assert_eq!(desk.save(open, Intent::Keep).await, Err(Error::Conflict), "else it would take the category away");
    assert_eq!(desk.change(&editor, &[id], Bulk::Categorize(9_999)).await, Err(Error::NotFound));
}
