use super::*;
use crate::store::testing;

pub fn picture(digest: &str, at: Milliseconds) -> NewMedia {
    let file = |name: &str, width| NewFile {
        name: name.to_owned(),
        content_type: "image/webp",
        width,
        height: width / 2,
        content: vec![1; 10],
        stored: None,
    };
    NewMedia {
        digest: digest.to_owned(),
        alt: String::new(),
        user_id: None,
        created_at: at,
        main: file("a.webp", 800),
        widths: vec![file("a-320.webp", 320), file("a-640.webp", 640)],
    }
}

#[tokio::test]
async fn the_same_picture_is_stored_once() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let id = add(&mut writing, &picture("aa", 1)).await.unwrap().unwrap();
    assert_eq!(add(&mut writing, &picture("aa", 2)).await.unwrap(), None);
    let found = find_by_digest(&mut writing, "aa").await.unwrap().unwrap();
    assert_eq!((found.id, found.size, found.thumbnail.as_deref()), (id, 30, Some("a-320.webp")));
    assert_eq!(totals(&mut writing).await.unwrap(), (1, 30));
    let file = find_file(&mut writing, id, "a-640.webp").await.unwrap().unwrap();
    assert_eq!(read_content(&mut writing, file.id).await.unwrap().unwrap().len() as i64, file.length);
    assert!(find_file(&mut writing, id + 1, "a-640.webp").await.unwrap().is_none());
    let widths: Vec<i64> = list_sources(&mut writing, &[id]).await.unwrap().iter().map(|row| row.width).collect();
    assert_eq!(widths, [320, 640, 800]);
    delete(&mut writing, id).await.unwrap();
    assert!(find_file(&mut writing, id, "a-640.webp").await.unwrap().is_none(), "its files go with it");
}

#[tokio::test]
async fn lists_continue_at_the_cursor() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    for number in 0..5 {
        add(&mut writing, &picture(&number.to_string(), number / 2)).await.unwrap();
    }
    let mut seen = Vec::new();
    let mut before = None;
    for _ in 0..4 {
        let page = list(&mut writing, MediaScope::All, before, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        before = Some((last.created_at, last.id));
        seen.extend(page.iter().map(|row| row.id));
    }
    assert_eq!(seen, [5, 4, 3, 2, 1]);
    assert!(describe(&mut writing, 3, "Một cây cầu").await.unwrap());
    assert!(!describe(&mut writing, 9, "").await.unwrap());
    assert_eq!(list(&mut writing, MediaScope::Undescribed, None, 9).await.unwrap().len(), 4);
    assert_eq!(list(&mut writing, MediaScope::Unused, None, 9).await.unwrap().len(), 5);
}
