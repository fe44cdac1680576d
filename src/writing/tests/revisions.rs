use super::*;
use crate::clock::advance;
use crate::model::admin::difference::DifferenceLine;
use crate::model::admin::post::RevisionOrigin;
use crate::reading::revisions::{compare_draft, read_revision, read_revisions};
use crate::writing::restore;

const MINUTE: i64 = 60 * 1000;

#[tokio::test]
async fn autosaves_of_a_user_replace_each_other() {
    let mut context = open().await;
    let id = context.save(draft("Tin", "một"), SaveIntent::Autosave).await.unwrap();
    for text in ["hai", "ba"] {
        let typed = context.edit(id, |draft| draft.source = text.to_owned()).await;
        context.save(typed, SaveIntent::Autosave).await.unwrap();
    }
    let kept = async |context: &Desk| -> Vec<(i64, RevisionOrigin)> {
        let revisions = read_revisions(&context.state, &context.editor, id).await.unwrap();
        revisions.into_iter().map(|revision| (revision.version, revision.origin)).collect()
    };
    assert_eq!(kept(&context).await, [(3, RevisionOrigin::Autosave)]);
    let same = context.edit(id, |_| {}).await;
    context.save(same, SaveIntent::Keep).await.unwrap();
    assert_eq!(kept(&context).await, [(4, RevisionOrigin::Save)], "the same words, now saved by hand");
    let typed = context.edit(id, |draft| draft.source = "bốn".to_owned()).await;
    context.save(typed, SaveIntent::Autosave).await.unwrap();
    let other = context.edit(id, |draft| draft.source = "năm".to_owned()).await;
    context.save(other, SaveIntent::Keep).await.unwrap();
    assert_eq!(
        kept(&context).await,
        [(6, RevisionOrigin::Save), (5, RevisionOrigin::Autosave), (4, RevisionOrigin::Save)]
    );
}

#[tokio::test]
async fn autosaves_leave_checkpoints() {
    let mut context = open().await;
    let text = "Xưởng đóng ghe bên sông Vàm Cỏ Đông. ".repeat(4);
    let id = context.save(draft("Tin", &text), SaveIntent::Autosave).await.unwrap();
    let kept = async |context: &Desk| -> Vec<i64> {
        let revisions = read_revisions(&context.state, &context.editor, id).await.unwrap();
        revisions.into_iter().map(|revision| revision.version).collect()
    };
    // Every two minutes: the save after six is kept when the next one comes.
    for number in 2..=6 {
        advance(2 * MINUTE);
        let typed = context.edit(id, |draft| draft.source = format!("{text} {number}")).await;
        context.save(typed, SaveIntent::Autosave).await.unwrap();
    }
    assert_eq!(kept(&context).await, [6, 4]);
    // After a pause, what was there before it is kept.
    advance(10 * MINUTE);
    let typed = context.edit(id, |draft| draft.source = format!("{text} 7")).await;
    context.save(typed, SaveIntent::Autosave).await.unwrap();
    assert_eq!(kept(&context).await, [7, 6, 4]);
    // Everything is selected and replaced by a letter, at once.
    for lost in ["x", "xy"] {
        let typed = context.edit(id, |draft| draft.source = lost.to_owned()).await;
        context.save(typed, SaveIntent::Autosave).await.unwrap();
    }
    assert_eq!(kept(&context).await, [9, 7, 6, 4]);
    let revisions = read_revisions(&context.state, &context.editor, id).await.unwrap();
    restore(&context.state.clone(), &context.editor.clone(), id, revisions[1].id, 9).await.unwrap();
    assert_eq!(context.row(id).await.source, format!("{text} 7"));
}

#[tokio::test]
async fn autosaves_of_different_users_are_all_kept() {
    let mut context = open().await;
    let id = context.save_as_author(draft("Tin", "một"), SaveIntent::Autosave).await.unwrap();
    let typed = context.edit(id, |draft| draft.source = "hai".to_owned()).await;
    context.save(typed, SaveIntent::Autosave).await.unwrap();
    let revisions = read_revisions(&context.state, &context.editor, id).await.unwrap();
    assert_eq!(revisions.iter().map(|revision| revision.by.as_str()).collect::<Vec<_>>(), ["Lan Anh", "Đức Minh"]);
}

#[tokio::test]
async fn revisions_are_compared_and_restored() {
    let mut context = open().await;
    let id = context.save(draft("Một", "cũ"), SaveIntent::Publish).await.unwrap();
    let second = context.edit(id, |draft| (draft.title, draft.source) = ("Hai".to_owned(), "giữa".to_owned())).await;
    context.save(second, SaveIntent::Keep).await.unwrap();
    let third = context.edit(id, |draft| draft.source = "mới".to_owned()).await;
    context.save(third, SaveIntent::Keep).await.unwrap();
    let revisions = read_revisions(&context.state, &context.editor, id).await.unwrap();
    assert_eq!(revisions.iter().map(|revision| revision.by.as_str()).collect::<Vec<_>>(), ["Lan Anh"; 3]);

    let middle = read_revision(&context.state, &context.editor, id, revisions[1].id).await.unwrap();
    assert_eq!((middle.made.title.added, middle.made.body.removed), (1, 1));
    assert_eq!((middle.since.title.lines.len(), middle.since.body.added), (0, 1));
    assert!(matches!(&middle.since.body.lines[..], [DifferenceLine::Removed(_), DifferenceLine::Added(_)]));
    let typed = context.edit(id, |draft| draft.source.push_str("\nthêm")).await;
    let changes = compare_draft(&context.state, &context.editor, typed).await.unwrap();
    assert_eq!((changes.body.added, changes.body.removed, changes.title.lines.len()), (1, 0, 0));

    let first = revisions[2].id;
    let (state, editor) = (context.state.clone(), context.editor.clone());
    assert_eq!(restore(&state, &editor, id, first, 1).await, Err(Error::Conflict));
    assert_eq!(restore(&state, &editor, id, 9_999, 3).await, Err(Error::NotFound));
    let other = context.save(draft("Bài khác", "khác"), SaveIntent::Keep).await.unwrap();
    assert_eq!(restore(&state, &editor, other, first, 1).await, Err(Error::NotFound), "a revision of another post");
    restore(&state, &editor, id, first, 3).await.unwrap();
    let row = context.row(id).await;
    assert_eq!((row.title.as_str(), row.source.as_str(), row.status), ("Một", "cũ", PostStatus::Published));
    assert_eq!((row.version, row.html.as_str()), (4, "<p>cũ</p>\n"));
    assert_eq!(read_revisions(&state, &editor, id).await.unwrap().len(), 4);
}

#[tokio::test]
async fn a_revision_keeps_the_name_of_a_removed_user() {
    let mut context = open().await;
    let id = context.save(draft("Một", "cũ"), SaveIntent::Publish).await.unwrap();
    let mut writing = context.state.store.write().await.unwrap();
    crate::store::users::remove(&mut writing, context.editor.id).await.unwrap();
    let kept = crate::store::revisions::find_latest(&mut writing, id).await.unwrap().unwrap();
    assert_eq!((kept.user_id, kept.by.as_deref()), (None, Some("Lan Anh")));
}
