//! A clock that was set back: every stored time then lies in the future.

use axum::http::StatusCode;
use longan::config::Moderation;
use longan::model::user::Role;
use longan::store::sql::{self, Engine};
use serde_json::json;

use crate::routes::site::{Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";
const A_DAY: i64 = 24 * 60 * 60 * 1000;

/// Moves every stored time one day ahead, which has the same effect as setting the clock back one day.
async fn set_clock_back(site: &Site) {
    let mut writing = site.state.store.write().await.unwrap();
    let columns = match writing.engine() {
        Engine::Sqlite => {
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' AND c.name LIKE '%\\_at' ESCAPE '\\' AND m.sql NOT LIKE 'CREATE VIRTUAL%'"
        }
        Engine::Postgres => {
            "SELECT table_name::TEXT, column_name::TEXT FROM information_schema.columns
             WHERE table_schema = 'public' AND column_name LIKE '%\\_at' AND is_generated = 'NEVER'"
        }
    };
    let columns: Vec<(String, String)> = sql::query_as(columns).fetch_all(&mut writing).await.unwrap();
    assert!(columns.len() > 10, "{columns:?}");
    for (table, column) in columns {
        let sql = format!("UPDATE {table} SET {column} = {column} + {A_DAY} WHERE {column} IS NOT NULL");
        sql::query(sqlx::AssertSqlSafe(sql)).execute(&mut writing).await.unwrap();
    }
    writing.commit().await.unwrap();
}

#[tokio::test]
async fn readers_notice_nothing_when_the_clock_goes_back() {
    let site = Site::with(|settings| settings.comments.moderation = Moderation::Nobody).await;
    let before = site.get(POST).await.body;
    let (form_token, post) =
        (between(&before, "name=\"stamp\" value=\"", "\""), between(&before, "name=\"post\" value=\"", "\""));
    let comment = async |parent: &str, body: &str| {
        let fields = [
            ("post", post),
            ("stamp", form_token),
            ("parent", parent),
            ("name", "Lan"),
            ("email", "lan@example.org"),
            ("body", body),
        ];
        let answer = site.post(POST, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer.location.rsplit_once("#comment-").unwrap().1.to_owned()
    };
    let first = comment("", "Trước khi đồng hồ lùi").await;
    set_clock_back(&site).await;
    let reply = comment(&first, "Sau khi đồng hồ lùi").await;
    let page = site.get(POST).await.body;
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("no {text}"));
    assert!(place("Trước khi đồng hồ lùi") < place("Sau khi đồng hồ lùi"), "a reply stands below what it answers");
    assert!(page.contains(&format!("id=\"comment-{reply}\"")));
    for url in ["/", "/category/xay-dung", "/gioi-thieu", POST] {
        assert_eq!(site.get(url).await.status, StatusCode::OK, "{url}");
    }
}

#[tokio::test]
async fn sessions_survive_a_clock_that_is_set_back() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    set_clock_back(&site).await;
    assert_eq!(site.get_as("/admin", &cookie).await.status, StatusCode::OK);
    let (status, answer) = site.call("comments/decide", &cookie, json!({})).await;
    assert_ne!(status, StatusCode::UNAUTHORIZED, "{answer}");
    assert_eq!(site.get_as("/admin/account", &cookie).await.status, StatusCode::OK);
    assert_eq!(site.get_as("/admin/posts", &cookie).await.status, StatusCode::OK);
}
