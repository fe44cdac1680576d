use super::*;
use crate::store::posts::{self, NewPost};
use crate::store::sql::Connection;
use crate::store::testing;

async fn add_one(connection: &mut Connection, name: &str, email: &str, role: Role) -> i64 {
    add(connection, name, email, role, Some("hash".to_owned())).await.unwrap()
}

#[tokio::test]
async fn name_and_email_are_validated() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let mut fault = async |name: &str, email: &str| add(&mut writing, name, email, Role::Author, None).await;
    assert_eq!(fault(" ", "lan@example.org").await, Err(AccountError::NameMissing));
    assert_eq!(fault(&"a".repeat(101), "lan@example.org").await, Err(AccountError::NameTooLong));
    assert_eq!(fault("Lan", "lan").await, Err(AccountError::NotAnEmail));
    assert!(fault(" Lan ", " Lan@example.org ").await.is_ok());
    assert_eq!(fault("Another", "LAN@example.org").await, Err(AccountError::EmailTaken));
}

#[tokio::test]
async fn an_imported_author_is_claimed_once() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let imported = NewAuthor { slug: "lan".to_owned(), name: "Lan".to_owned(), ..NewAuthor::default() };
    let imported = authors::ensure(&mut writing, &imported).await.unwrap();
    let by_email = NewAuthor {
        slug: "but-danh".to_owned(),
        name: "Bút danh".to_owned(),
        email: "Minh@example.org".to_owned(),
        ..NewAuthor::default()
    };
    let by_email = authors::ensure(&mut writing, &by_email).await.unwrap();
    let author = async |connection: &mut Connection, id| find(connection, id).await.unwrap().author_id.unwrap();
    let lan = add_one(&mut writing, "Lan", "lan@example.org", Role::Author).await;
    let other = add_one(&mut writing, "Lan", "other@example.org", Role::Author).await;
    let minh = add_one(&mut writing, "Nguyễn Minh", "minh@example.org", Role::Author).await;
    assert_eq!(author(&mut writing, lan).await, imported);
    assert_ne!(author(&mut writing, other).await, imported);
    assert_eq!(author(&mut writing, minh).await, by_email);
    assert!(authors::find(&mut writing, "lan-2").await.unwrap().is_some());
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let first = add_one(&mut writing, "Lan", "lan@example.org", Role::Administrator).await;
    let invited = add(&mut writing, "Mai", "mai@example.org", Role::Administrator, None).await.unwrap();
    assert_eq!(change_role(&mut writing, first, Role::Editor).await, Err(AccountError::LastAdministrator));
    assert_eq!(remove(&mut writing, first, PostHandover::Stay).await, Err(AccountError::LastAdministrator));
    assert_eq!(change_role(&mut writing, first, Role::Administrator).await, Ok(()));
    users::set_password(&mut writing, invited, "hash").await.unwrap();
    assert_eq!(change_role(&mut writing, first, Role::Editor).await, Ok(()));
    assert_eq!(remove(&mut writing, first, PostHandover::Stay).await, Ok(()));
    assert_eq!(remove(&mut writing, first, PostHandover::Stay).await, Err(AccountError::NoSuchUser));
}

#[tokio::test]
async fn posts_stay_or_move_when_a_user_is_removed() {
    let (store, _folder) = testing::open().await;
    let mut writing = store.write().await.unwrap();
    let admin = add_one(&mut writing, "Lan", "lan@example.org", Role::Administrator).await;
    let leaver = add_one(&mut writing, "Minh", "minh@example.org", Role::Author).await;
    let stayer = add_one(&mut writing, "Mai", "mai@example.org", Role::Author).await;
    let idle = add_one(&mut writing, "Tý", "ty@example.org", Role::Author).await;
    let author = async |connection: &mut Connection, id| find(connection, id).await.unwrap().author_id.unwrap();
    let (from, to, kept) =
        (author(&mut writing, leaver).await, author(&mut writing, admin).await, author(&mut writing, stayer).await);
    for (slug, by) in [("a", from), ("b", from), ("c", kept)] {
        let post = NewPost { author_id: Some(by), ..posts::test_posts::post(slug, 1) };
        posts::add(&mut writing, &post).await.unwrap();
    }
    assert_eq!(remove(&mut writing, leaver, PostHandover::GoTo(leaver)).await, Err(AccountError::NoSuchHeir));
    assert_eq!(remove(&mut writing, leaver, PostHandover::GoTo(99)).await, Err(AccountError::NoSuchHeir));
    assert_eq!(remove(&mut writing, leaver, PostHandover::GoTo(admin)).await, Ok(()));
    assert_eq!(remove(&mut writing, stayer, PostHandover::Stay).await, Ok(()));
    assert_eq!(remove(&mut writing, idle, PostHandover::Stay).await, Ok(()));
    assert_eq!(authors::count_posts(&mut writing, to).await.unwrap(), 2);
    assert_eq!(authors::count_posts(&mut writing, kept).await.unwrap(), 1);
    assert!(authors::find(&mut writing, "minh").await.unwrap().is_none(), "the page of who wrote nothing goes");
    assert!(authors::find(&mut writing, "mai").await.unwrap().is_some());
    assert!(authors::find(&mut writing, "ty").await.unwrap().is_none());
}
