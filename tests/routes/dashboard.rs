//! The dashboard: pending work, by role.

use axum::body::Body;
use axum::http::{Request, header};
use longan::clock::now;
use longan::model::admin::dashboard::Dashboard;
use longan::model::admin::post::BodyFormat;
use longan::model::user::Role;
use longan::store::comments::{self, ModerationStatus, NewComment, Provenance, SpamVerdict};
use longan::store::posts::{self, NewPost, PostKind};

use crate::routes::site::{AUTHOR, Site, between};

const HOUR: i64 = 60 * 60 * 1000;

async fn dashboard(site: &Site, role: Role) -> Dashboard {
    let cookie = site.log_in(role).await;
    let request = Request::get("/api/admin/dashboard").header(header::COOKIE, cookie).body(Body::empty());
    let answer = site.ask(request.unwrap()).await;
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.body))
}

/// Adds a post with one comment, by the author whom `log_in` uses or by nobody.
async fn add(site: &Site, slug: &str, own: bool, post: posts::PostStatus, at: i64, comment: ModerationStatus) {
    let mut writing = site.state.store.write().await.unwrap();
    let author = longan::store::authors::find(&mut writing, AUTHOR).await.unwrap().unwrap();
    let new = NewPost {
        kind: PostKind::Post,
        status: post,
        slug: slug.to_owned(),
        title: format!("Bài {slug}"),
        title_folded: format!("bai {slug}"),
        source: String::new(),
        format: BodyFormat::Markdown,
        html: String::new(),
        excerpt: String::new(),
        standfirst: String::new(),
        seo_title: String::new(),
        seo_description: String::new(),
        minutes: 1,
        author_id: own.then_some(author.id),
        image_src: String::new(),
        image_alt: String::new(),
        image_caption: String::new(),
        comments_open: true,
        menu_order: 0,
        pinned_at: None,
        published_at: Some(at),
        updated_at: now(),
        password: None,
        guid: None,
        comment_count: 0,
    };
    let (post_id, _) = posts::add(&mut writing, &new).await.unwrap().unwrap();
    let new = NewComment {
        post_id,
        parent_id: None,
        author_id: None,
        name: "Út".to_owned(),
        email: String::new(),
        source: String::new(),
        html: "<p>Chữ <b>đậm</b> &lt;thường&gt;</p>".to_owned(),
        status: comment,
        created_at: now() - HOUR,
        address: None,
        website: String::new(),
        kind: longan::model::comment::CommentKind::Comment,
        guid: slug.to_owned(),
    };
    comments::add(&mut writing, &new, &SpamVerdict::default(), &Provenance::default()).await.unwrap();
    writing.commit().await.unwrap();
}

#[tokio::test]
async fn everybody_sees_what_is_theirs_to_do() {
    let site = Site::sample().await;
    let before = dashboard(&site, Role::Administrator).await;
    add(&site, "cua-toi", true, posts::PostStatus::Published, now() - 2 * HOUR, ModerationStatus::Waiting).await;
    add(&site, "cua-ai", false, posts::PostStatus::Published, now() - 40 * 24 * HOUR, ModerationStatus::Spam).await;
    add(&site, "sap-dang", false, posts::PostStatus::Scheduled, now() + HOUR, ModerationStatus::Published).await;
    add(&site, "nhap", true, posts::PostStatus::Draft, now(), ModerationStatus::Trash).await;

    let all = dashboard(&site, Role::Editor).await;
    let posts: i64 = all.days.iter().map(|day| day.posts).sum();
    let comments: i64 = all.days.iter().map(|day| day.comments).sum();
    let (posts_before, comments_before) =
        (before.days.iter().map(|day| day.posts).sum::<i64>(), before.days.iter().map(|day| day.comments).sum::<i64>());
    assert_eq!(all.days.len(), 30);
    assert_eq!((posts, comments), (posts_before + 1, comments_before + 2), "neither spam nor what is older");
    assert_eq!((all.waiting.count, all.spam, all.scheduled.count), (1, 1, 1));
    assert!(all.waiting.age >= HOUR && all.scheduled.age < 0);
    assert_eq!(all.next[0].title, "Bài sap-dang");
    assert_eq!(all.comments.len(), 5);
    assert_eq!(all.comments[0].excerpt, "Chữ đậm <thường>");
    assert!(all.comments.iter().all(|comment| comment.title != "Bài nhap"), "not the trash");
    assert!(all.facts.is_none());

    let own = dashboard(&site, Role::Author).await;
    assert_eq!(
        (own.waiting.count, own.spam, own.scheduled.count, own.drafts.count),
        (1, 0, 0, before.drafts.count + 1)
    );
    assert!(own.next.is_empty() && own.comments.iter().all(|comment| comment.title != "Bài cua-ai"));

    let facts = dashboard(&site, Role::Administrator).await.facts.unwrap();
    assert!(facts.bytes > 100_000 && facts.backup.is_none());
}

#[tokio::test]
async fn the_dashboard_page_shows_pending_work() {
    let site = Site::sample().await;
    add(&site, "cua-toi", true, posts::PostStatus::Published, now() - 2 * HOUR, ModerationStatus::Waiting).await;
    let cookie = site.log_in(Role::Administrator).await;
    let request = Request::get("/admin").header(header::COOKIE, cookie).body(Body::empty());
    let page = site.ask(request.unwrap()).await.body;
    for words in ["Chào buổi", "bình luận chờ duyệt", "1 giờ trước", "<circle ", "30 ngày qua", "chưa lần nào"]
    {
        assert!(page.contains(words), "no {words}");
    }
    assert!(page.contains("Chữ đậm &lt;thường&gt;"));
}

#[tokio::test]
async fn dashboard_links_lead_to_what_they_count() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let get = async |url: &str| {
        let request = Request::get(url).header(header::COOKIE, &cookie).body(Body::empty());
        site.ask(request.unwrap()).await.body
    };
    let page = get("/admin").await;
    let list = between(&page, "class=\"waiting-list\"", "</ul>");
    let links: Vec<&str> = list.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(links.len(), 4, "{list}");
    for link in links {
        let page = get(link).await;
        let tabs = between(&page, "class=\"tabs\"", "</nav>");
        let here = tabs.split("<a ").find(|tab| tab.contains("aria-current=\"page\"")).unwrap_or_default();
        assert!(here.contains(&format!("href=\"{link}\"")), "{link} leads to {here}");
    }
}
