//! The moderators' queue, as the admin's client asks for it.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::commenting::{Reach, decide};
use longan::config::Moderation;
use longan::model::admin::comment::{Caught, Changed, Counts, Decision, Entry, News, Page, Status};
use longan::model::user::Role;
use longan::store::comments::{self, NewComment};
use longan::store::lessons::{self, EVERY, Tally};
use longan::text::comment::render;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::site::{Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

/// Somebody who is logged in to a site.
struct Moderator<'a> {
    site: &'a Site,
    cookie: String,
}

impl<'a> Moderator<'a> {
    async fn new(site: &'a Site, role: Role) -> Moderator<'a> {
        Moderator { site, cookie: site.log_in(role).await }
    }

    async fn write(&self, function: &str, arguments: Value) -> (StatusCode, String) {
        let request = Request::post(format!("/api/admin/{function}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin");
        let answer = self.site.ask(request.body(Body::from(arguments.to_string())).unwrap()).await;
        (answer.status, answer.body)
    }

    async fn done<T: DeserializeOwned>(&self, function: &str, arguments: Value) -> T {
        let (status, body) = self.write(function, arguments).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        serde_json::from_str(&body).unwrap()
    }

    async fn read<T: DeserializeOwned>(&self, query: &str) -> T {
        let request = Request::get(format!("/api/admin/{query}")).header(header::COOKIE, &self.cookie);
        let answer = self.site.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    async fn queue(&self, status: Status) -> Page {
        self.read(&format!("comments?status={status:?}")).await
    }

    async fn decide(&self, ids: &[i64], decision: Decision) -> Changed {
        self.done("comments/decide", json!({ "ids": ids, "decision": decision })).await
    }
}

/// Adds a comment to a post.
async fn add(site: &Site, post: i64, body: &str, status: Status) -> i64 {
    let mut writing = site.state.store.write().await.unwrap();
    let comment = NewComment {
        post_id: post,
        parent_id: None,
        author_id: None,
        name: "Lan Anh".to_owned(),
        email: "lan@example.org".to_owned(),
        source: body.to_owned(),
        html: render(body).html,
        status,
        created_at: longan::store::now(),
        address: Some("192.0.2.7".to_owned()),
        guid: format!("{post}{body}"),
    };
    let id = comments::add(&mut writing, &comment).await.unwrap();
    writing.commit().await.unwrap();
    id
}

/// The post at [`POST`].
async fn post(site: &Site) -> i64 {
    between(&site.get(POST).await.body, "name=\"post\" value=\"", "\"").parse().unwrap()
}

async fn learned(site: &Site, tokens: &[&str]) -> Vec<(String, Tally)> {
    let tokens: Vec<String> = tokens.iter().map(|token| (*token).to_owned()).collect();
    let mut found = lessons::find(&mut site.state.store.read().await.unwrap(), &tokens).await.unwrap();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

fn tally(token: &str, spam: i64, ham: i64) -> (String, Tally) {
    (token.to_owned(), Tally { spam, ham })
}

/// Sends a comment as a reader does; tells whether it waits.
async fn send(site: &Site, body: &str) -> bool {
    let page = site.get(POST).await.body;
    let value = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let (post, stamp) = (value("post"), value("stamp"));
    let fields =
        [("post", post.as_str()), ("stamp", &stamp), ("name", "Tư"), ("email", "tu@example.com"), ("body", body)];
    let answer = site.post(POST, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location.contains("waiting=")
}

/// Has moderators decide about ten comments of either kind.
async fn teach(site: &Site) {
    let post = post(site).await;
    for number in 0..10 {
        let spam = add(site, post, &format!("Vay tiền nhanh https://vay.example/{number}"), Status::Waiting).await;
        let ham = add(site, post, &format!("Bài hay, cảm ơn tòa soạn {number}"), Status::Waiting).await;
        let mut writing = site.state.store.write().await.unwrap();
        decide(&mut writing, Reach::Everything, &[spam], Decision::Spam).await.unwrap();
        decide(&mut writing, Reach::Everything, &[ham], Decision::Approve).await.unwrap();
        writing.commit().await.unwrap();
    }
}

#[tokio::test]
async fn decisions_teach_and_undone_ones_do_not() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let post = post(&site).await;
    let one = add(&site, post, "Vay tiền nhanh", Status::Waiting).await;
    let two = add(&site, post, "Vay vốn", Status::Waiting).await;
    let tokens = [EVERY, "word:vay", "pair:vay tien"];

    let first = editor.decide(&[one, two], Decision::Spam).await;
    assert_eq!(learned(&site, &tokens).await, [tally("", 2, 0), tally("pair:vay tien", 1, 0), tally("word:vay", 2, 0)]);
    editor.decide(&[one], Decision::Spam).await;
    assert_eq!(learned(&site, &[EVERY]).await, [tally("", 2, 0)], "the same decision teaches once");

    let second = editor.decide(&[one], Decision::Approve).await;
    assert_eq!(learned(&site, &tokens).await, [tally("", 1, 1), tally("pair:vay tien", 0, 1), tally("word:vay", 1, 1)]);
    let third = editor.decide(&[one], Decision::Trash).await;
    assert_eq!(learned(&site, &[EVERY]).await, [tally("", 1, 1)], "the trash is no verdict");
    assert_eq!((third.counts.trash, third.counts.spam), (1, 1));
    editor.decide(&[one], Decision::Restore).await;
    assert!(site.get(POST).await.body.contains("Vay tiền nhanh"), "it is where it was before");

    editor.done::<Counts>("comments/undo", json!({ "former": second.former })).await;
    let counts: Counts = editor.done("comments/undo", json!({ "former": first.former })).await;
    assert_eq!((counts.waiting, counts.spam), (2, 0));
    assert_eq!(learned(&site, &tokens).await, []);
    assert!(!site.get(POST).await.body.contains("Vay tiền nhanh"));
}

#[tokio::test]
async fn what_looks_like_spam_waits_among_it() {
    let site = Site::with(|settings| settings.comments.moderation = Moderation::Nobody).await;
    assert!(!send(&site, "Vay tiền nhanh, xem https://c.vay.example").await, "nothing was learned yet");
    teach(&site).await;
    assert!(!send(&site, "Cảm ơn bài hay của tòa soạn").await);
    assert!(send(&site, "Vay tiền nhanh nhé https://b.vay.example").await, "who sent it learns nothing");

    let editor = Moderator::new(&site, Role::Editor).await;
    let caught = editor.queue(Status::Spam).await.entries.remove(0);
    assert_eq!(caught.caught, Some(Caught::Score));
    let score = caught.score.unwrap();
    assert!(score.score >= 90 && score.reasons[0].weight > 0, "{score:?}");
    let said = serde_json::to_string(&score.reasons).unwrap();
    assert!(said.contains("vay tiền"), "words are told as they were typed: {said}");

    editor.decide(&[caught.id], Decision::Approve).await;
    assert!(site.get(POST).await.body.contains("b.vay.example"));

    let lenient = Site::with(|settings| {
        settings.comments.moderation = Moderation::Nobody;
        settings.comments.spam_threshold = 0;
    });
    let lenient = lenient.await;
    teach(&lenient).await;
    assert!(!send(&lenient, "Vay tiền nhanh nhé https://b.vay.example").await);
}

#[tokio::test]
async fn rules_catch_what_waits_and_what_comes() {
    let site = Site::with(|settings| settings.comments.moderation = Moderation::Everyone).await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let waiting = add(&site, post(&site).await, "Cần vay tiền gấp", Status::Waiting).await;
    let (status, said) = editor.write("blocks/add", json!({ "kind": "Address", "text": "0.0.0.0/0" })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said.contains("Mạng này rộng quá"), "{said}");

    let blocked: Changed = editor.done("blocks/add", json!({ "kind": "Word", "text": " Vay  TIỀN " })).await;
    assert_eq!(blocked.former.len(), 1);
    assert!(send(&site, "ai cần VAY TIEN không").await);
    let spam = editor.queue(Status::Spam).await.entries;
    assert_eq!(spam.len(), 2);
    assert!(
        spam.iter().all(|entry| matches!(&entry.caught, Some(Caught::Block { pattern, .. }) if pattern == "vay tiền"))
    );
    assert_eq!(learned(&site, &[EVERY]).await, [], "rules teach nothing");
    let again: Changed = editor.done("blocks/add", json!({ "kind": "Word", "text": "vay tiền" })).await;
    assert_eq!(again.block, None);

    let undo = json!({ "id": blocked.block, "former": blocked.former });
    let counts: Counts = editor.done("blocks/remove", undo).await;
    assert_eq!((counts.waiting, counts.spam), (1, 1));
    assert_eq!(editor.queue(Status::Waiting).await.entries[0].id, waiting);
    assert!(editor.read::<Vec<Value>>("blocks").await.is_empty());
}

#[tokio::test]
async fn authors_look_after_their_own_posts() {
    let site = Site::sample().await;
    let (author, editor) = (Moderator::new(&site, Role::Author).await, Moderator::new(&site, Role::Editor).await);
    let own: i64 = find_post(&site, "=").await;
    let other: i64 = find_post(&site, "<>").await;
    let (mine, theirs) =
        (add(&site, own, "Hay", Status::Waiting).await, add(&site, other, "Hay quá", Status::Waiting).await);
    let listed: Vec<i64> = author.queue(Status::Waiting).await.entries.iter().map(|entry| entry.id).collect();
    assert_eq!(listed, [mine]);
    assert_eq!(editor.queue(Status::Waiting).await.counts.waiting, 2);

    for (function, arguments) in [
        ("comments/decide", json!({ "ids": [mine, theirs], "decision": "Approve" })),
        (
            "comments/undo",
            json!({ "former": [{ "id": theirs, "status": "Trash", "lesson": null, "trashed_from": null }] }),
        ),
        ("comments/delete", json!({ "ids": [theirs] })),
        ("comments/edit", json!({ "edit": { "id": theirs, "name": "a", "body": "b", "before": "Hay quá" } })),
        ("comments/reply", json!({ "id": theirs, "body": "a" })),
    ] {
        assert_eq!(author.write(function, arguments).await.0, StatusCode::FORBIDDEN, "{function}");
    }
    assert_eq!(editor.queue(Status::Waiting).await.counts.waiting, 2, "nothing was changed, not even their own");
    assert_eq!(author.decide(&[mine], Decision::Approve).await.counts.waiting, 0);
}

/// A post of the author that authors are logged in as, or of another.
async fn find_post(site: &Site, sign: &str) -> i64 {
    let sql = format!(
        "SELECT p.id FROM posts p JOIN authors a ON a.id = p.author_id WHERE p.kind = 'post' AND a.slug {sign} $1 LIMIT 1"
    );
    let mut reading = site.state.store.read().await.unwrap();
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(crate::site::AUTHOR).fetch_one(&mut *reading).await.unwrap()
}

#[tokio::test]
async fn words_are_changed_with_care() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let id = add(&site, post(&site).await, "Một **ý**", Status::Waiting).await;
    editor.decide(&[id], Decision::Approve).await;
    let edit = |name: &str, body: &str, before: &str| json!({ "edit": { "id": id, "name": name, "body": body, "before": before } });

    let (status, said) = editor.write("comments/edit", edit("", " ", "Một **ý**")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said.contains("Name") && said.contains("Body"), "{said}");
    let entry: Entry = editor.done("comments/edit", edit(" Lan ", "Hai *ý* <script>", "Một **ý**")).await;
    assert_eq!((entry.name.as_str(), entry.source.as_str()), ("Lan", "Hai *ý* <script>"));
    assert!(entry.html.contains("<em>ý</em> &lt;script&gt;") && entry.edited.is_some());
    assert_eq!(learned(&site, &["word:mot", "word:hai"]).await, [tally("word:hai", 0, 1)], "learned anew");

    let (status, _) = editor.write("comments/edit", edit("Lan", "Ba ý", "Một **ý**")).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(site.get(POST).await.body.contains("Hai <em>ý</em>"));
}

#[tokio::test]
async fn an_answer_is_published_with_what_it_answers() {
    let site = Site::sample().await;
    let author = Moderator::new(&site, Role::Editor).await;
    let id = add(&site, post(&site).await, "Cho hỏi giờ mở cửa", Status::Waiting).await;
    let (status, _) = author.write("comments/reply", json!({ "id": id, "body": " " })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(author.queue(Status::Waiting).await.counts.waiting, 1);

    let answer = json!({ "id": id, "body": "Từ **bảy giờ**." });
    let changed: Changed = author.done("comments/reply", answer.clone()).await;
    assert_eq!(changed.counts.waiting, 0);
    let again: Changed = author.done("comments/reply", answer).await;
    assert_eq!(again.counts.published, changed.counts.published, "a retry adds nothing");
    let page = site.get(POST).await.body;
    assert!(page.contains("Cho hỏi giờ mở cửa") && page.contains("Từ <strong>bảy giờ</strong>."));
    assert!(page.contains(&format!("/author/{}", crate::site::AUTHOR)), "it has the name of the profile");

    let counts: Counts = author.done("comments/undo", json!({ "former": changed.former })).await;
    assert_eq!((counts.waiting, counts.trash), (1, 1));
    let page = site.get(POST).await.body;
    assert!(!page.contains("Cho hỏi giờ mở cửa") && !page.contains("bảy giờ"));
}

#[tokio::test]
async fn only_what_is_thrown_away_is_deleted() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let id = add(&site, post(&site).await, "Chào", Status::Waiting).await;
    let _: Changed = editor.done("comments/reply", json!({ "id": id, "body": "Chào bạn" })).await;
    let before = editor.queue(Status::Published).await;
    let counts: Counts = editor.done("comments/delete", json!({ "ids": [id] })).await;
    assert_eq!(counts.published, before.counts.published, "a published comment is not deleted");

    editor.decide(&[id], Decision::Spam).await;
    let counts: Counts = editor.done("comments/delete", json!({ "ids": [id, id, 999_999] })).await;
    assert_eq!(counts.spam, 0);
    assert_eq!(learned(&site, &[EVERY]).await, [tally("", 1, 0)], "what it taught stays");
    let answer = editor.queue(Status::Published).await.entries.remove(0);
    assert!(answer.source == "Chào bạn" && answer.parent.is_none(), "its answer is still there");
    assert!(
        editor.done::<Changed>("comments/decide", json!({ "ids": [id], "decision": "Spam" })).await.former.is_empty()
    );
}

#[tokio::test]
async fn the_queue_goes_on_and_tells_of_news() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let post = post(&site).await;
    for number in 0..30 {
        add(&site, post, &format!("Ý kiến {number}"), Status::Waiting).await;
    }
    let first = editor.queue(Status::Waiting).await;
    assert!(first.more && first.entries.len() == 25 && first.counts.waiting == 30);
    let place = first.entries[24].place;
    let second: Page =
        editor.read(&format!("comments?status=Waiting&before[0]={}&before[1]={}", place.0, place.1)).await;
    assert!(!second.more && second.entries.len() == 5);
    assert!(second.entries.iter().all(|entry| first.entries.iter().all(|known| known.id != entry.id)));

    let news: News = editor.read(&format!("comments/news?status=Waiting&after={}", first.newest)).await;
    assert_eq!(news.fresh, 0);
    let fresh = add(&site, post, "Mới", Status::Waiting).await;
    add(&site, post, "Mới mà đã đăng", Status::Published).await;
    let news: News = editor.read(&format!("comments/news?status=Waiting&after={}", first.newest)).await;
    assert_eq!((news.fresh, news.counts.waiting), (1, 31));
    let page: Page = editor.read(&format!("comments/fresh?status=Waiting&after={}", first.newest)).await;
    assert_eq!(page.entries.iter().map(|entry| entry.id).collect::<Vec<_>>(), [fresh]);
    assert_eq!(page.entries[0].about.path.as_deref(), Some(POST));
}

#[tokio::test]
async fn the_page_shows_what_waits() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let id = add(&site, post(&site).await, "Một **ý** <b>", Status::Waiting).await;
    let get = |url: &str| Request::get(url).header(header::COOKIE, &editor.cookie).body(Body::empty()).unwrap();
    let page = site.ask(get("/admin/comments")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains(&format!("id=\"comment-{id}\"")));
    assert!(page.body.contains("Một <strong>ý</strong> &lt;b&gt;") && page.body.contains("192.0.2.7"));
    assert!(site.ask(get("/admin/comments?status=spam")).await.body.contains("Không có bình luận nào ở đây"));
    assert!(site.ask(get("/admin/comments?status=blocked")).await.body.contains("block-pattern"));
}
