use super::*;
use crate::model::admin::difference::DifferenceLine;
use crate::model::admin::post::Origin;
use crate::reading::revisions::{compare_draft, read_revision, read_revisions};
use crate::writing::restore;

#[tokio::test]
async fn autosaves_of_one_person_are_one() {
    let mut desk = open().await;
    let id = desk.save(draft("Tin", "một"), Intent::Autosave).await.unwrap();
    for text in ["hai", "ba"] {
        let typed = desk.edit(id, |draft| draft.source = text.to_owned()).await;
        desk.save(typed, Intent::Autosave).await.unwrap();
    }
    let kept = async |desk: &Desk| -> Vec<(i64, Origin)> {
        let revisions = read_revisions(&desk.state, &desk.editor, id).await.unwrap();
        revisions.into_iter().map(|revision| (revision.version, revision.origin)).collect()
    };
    assert_eq!(kept(&desk).await, [(3, Origin::Autosave)]);
    let same = desk.edit(id, |_| {}).await;
    desk.save(same, Intent::Keep).await.unwrap();
    assert_eq!(kept(&desk).await, [(4, Origin::Save)], "the same words, now saved by hand");
    let typed = desk.edit(id, |draft| draft.source = "bốn".to_owned()).await;
    desk.save(typed, Intent::Autosave).await.unwrap();
    let other = desk.edit(id, |draft| draft.source = "năm".to_owned()).await;
    desk.save(other, Intent::Keep).await.unwrap();
    assert_eq!(kept(&desk).await, [(6, Origin::Save), (5, Origin::Autosave), (4, Origin::Save)]);
}

#[tokio::test]
async fn revisions_are_compared_and_restored() {
    let mut desk = open().await;
    let id = desk.save(draft("Một", "cũ"), Intent::Publish).await.unwrap();
    let second = desk.edit(id, |draft| (draft.title, draft.source) = ("Hai".to_owned(), "giữa".to_owned())).await;
    desk.save(second, Intent::Keep).await.unwrap();
    let third = desk.edit(id, |draft| draft.source = "mới".to_owned()).await;
    desk.save(third, Intent::Keep).await.unwrap();
    let revisions = read_revisions(&desk.state, &desk.editor, id).await.unwrap();
    assert_eq!(revisions.iter().map(|revision| revision.by.as_str()).collect::<Vec<_>>(), ["Lan Anh"; 3]);

    let middle = read_revision(&desk.state, &desk.editor, id, revisions[1].id).await.unwrap();
    assert_eq!((middle.made.title.added, middle.made.body.removed), (1, 1));
    assert_eq!((middle.since.title.lines.len(), middle.since.body.added), (0, 1));
    assert!(matches!(&middle.since.body.lines[..], [DifferenceLine::Removed(_), DifferenceLine::Added(_)]));
    let typed = desk.edit(id, |draft| draft.source.push_str("\nthêm")).await;
    let changes = compare_draft(&desk.state, &desk.editor, typed).await.unwrap();
    assert_eq!((changes.body.added, changes.body.removed, changes.title.lines.len()), (1, 0, 0));

    let first = revisions[2].id;
    let (state, editor) = (desk.state.clone(), desk.editor.clone());
    assert_eq!(restore(&state, &editor, id, first, 1).await, Err(Error::Conflict));
    assert_eq!(restore(&state, &editor, id, 9_999, 3).await, Err(Error::NotFound));
    restore(&state, &editor, id, first, 3).await.unwrap();
    let row = desk.row(id).await;
    assert_eq!((row.title.as_str(), row.source.as_str(), row.status), ("Một", "cũ", Status::Published));
    assert_eq!((row.version, row.html.as_str()), (4, "<p>cũ</p>\n"));
    assert_eq!(read_revisions(&state, &editor, id).await.unwrap().len(), 4);
}

#[tokio::test]
async fn a_version_keeps_the_name_of_whoever_saved_it() {
    let mut desk = open().await;
    let id = desk.save(draft("Một", "cũ"), Intent::Publish).await.unwrap();
    let mut writing = desk.state.store.write().await.unwrap();
    crate::store::users::remove(&mut writing, desk.editor.id).await.unwrap();
    let kept = crate::store::revisions::find_latest(&mut writing, id).await.unwrap().unwrap();
    assert_eq!((kept.user_id, kept.by.as_deref()), (None, Some("Lan Anh")));
}
