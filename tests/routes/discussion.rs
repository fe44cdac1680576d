//! Long discussions: their pages, links to a comment, and that no comment is missing between two pages.

use axum::http::StatusCode;
use longan::config::Moderation;
use longan::model::comment_limits::PAGE_SIZE;
use longan::store::comments::{self, ModerationStatus, NewComment};
use longan::store::posts;

use crate::routes::site::{Site, between};

const POST: &str = "/posts/dien-mat-troi-mai-xuong";
const BODY: &str = "class=\"post-footer\"";

/// Creates a site with so many comments on one post; each third comment is a reply to the one before it.
async fn site(comments: i64, moderation: Moderation) -> (Site, Vec<i64>) {
    let site = Site::with(|settings| settings.comments.moderation = moderation).await;
    let mut writing = site.state.store.write().await.unwrap();
    let slug = POST.rsplit('/').next().unwrap();
    let post = posts::find(&mut writing, posts::PostKind::Post, slug).await.unwrap().unwrap();
    let mut ids = Vec::new();
    for number in 0..comments {
        let comment = NewComment {
            post_id: post.id,
            parent_id: if number % 3 == 2 { ids.last().copied() } else { None },
            author_id: None,
            name: format!("Người thứ {number}"),
            email: format!("nguoi-{number}@example.org"),
            source: String::new(),
            html: format!("<p>Ý kiến số {number}.</p>"),
            status: ModerationStatus::Published,
            created_at: 1_700_000_000_000 + number * 60_000,
            address: None,
            website: String::new(),
            kind: longan::model::comment::CommentKind::Comment,
            guid: format!("test {number}"),
        };
        ids.push(comments::insert(&mut writing, &comment).await.unwrap());
    }
    posts::recount_comments(&mut writing, post.id).await.unwrap();
    writing.commit().await.unwrap();
    (site, ids)
}

/// The ids of the comments on a page, in order.
fn numbers(page: &str) -> Vec<i64> {
    page.split("<p>Ý kiến số ").skip(1).map(|rest| rest.split('.').next().unwrap().parse().unwrap()).collect()
}

/// The target of the link with this relation.
fn link(page: &str, relation: &str) -> Option<String> {
    let (_, discussion) = page.split_once("id=\"discussion\"")?;
    let tag =
        discussion.split('<').find(|tag| tag.starts_with("a ") && tag.contains(&format!("rel=\"{relation}\"")))?;
    Some(between(tag, "href=\"", "\"").split('#').next().unwrap().to_owned())
}

#[tokio::test]
async fn pages_follow_each_other_and_nothing_is_lost() {
    let (site, ids) = site(251, Moderation::Nobody).await;
    let (mut url, mut read, mut pages) = (POST.to_owned(), Vec::new(), Vec::new());
    loop {
        let answer = site.get(&url).await;
        assert_eq!(answer.status, StatusCode::OK, "{url}");
        let page = answer.body;
        assert_eq!(page.contains(BODY), url == POST, "the post is on the first page");
        assert!(page.contains("id=\"comments-title\">251 bình luận"), "the kept count is shown on every page");
        let found = numbers(&page);
        assert!(found.len() <= PAGE_SIZE && found.len() > PAGE_SIZE / 2 || link(&page, "next").is_none());
        assert_ne!(found[0] % 3, 2, "no page begins with an answer");
        read.extend(found);
        pages.push(page);
        match link(pages.last().unwrap(), "next") {
            Some(next) => url = next,
            None => break,
        }
    }
    assert_eq!(read, (0..ids.len() as i64).collect::<Vec<_>>());
    assert_eq!(pages.len(), 3);
    let back = site.get(&link(&pages[2], "prev").unwrap()).await.body;
    assert_eq!(numbers(&back).last().map(|last| last + 1), numbers(&pages[2]).first().copied());
    let front = site.get(&link(&pages[1], "prev").unwrap()).await.body;
    assert_eq!(numbers(&front), numbers(&pages[0]), "what is before the second page is the first");
    assert!(link(&pages[0], "prev").is_none());
}

#[tokio::test]
async fn the_newest_comments_come_first_if_asked_for() {
    let (site, ids) = site(151, Moderation::Nobody).await;
    let oldest = site.get(POST).await.body;
    let order = between(&oldest, "class=\"comment-order\"", "</nav>");
    assert!(order.contains(&format!("href=\"{POST}?order=newest#comments\"")), "{order}");
    let first = site.get(&format!("{POST}?order=newest")).await;
    assert!(first.body.contains(BODY));
    assert_eq!(between(&first.body, "<link rel=\"canonical\" href=\"", "\""), format!("https://bao.example{POST}"));
    let mut read = numbers(&first.body);
    assert_eq!(read.len(), PAGE_SIZE);
    assert!(first.body.contains("Trả lời Người thứ 148"), "answers name whom they answer");
    let url = link(&first.body, "next").unwrap().replace("&amp;", "&");
    let second = site.get(&url).await.body;
    assert!(!second.contains(BODY) && link(&second, "next").is_none() && link(&second, "prev").is_some());
    read.extend(numbers(&second));
    assert_eq!(read, (0..ids.len() as i64).rev().collect::<Vec<_>>());
    assert_eq!(site.get(&format!("{POST}?order=newest&before=x")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(numbers(&site.get(&format!("{POST}?order=other")).await.body), numbers(&oldest));
}

#[tokio::test]
async fn a_link_to_a_comment_finds_it_on_whatever_page_it_is() {
    let (site, ids) = site(251, Moderation::Nobody).await;
    for number in [0, 50, 120, 122, 250] {
        let id = ids[number];
        let page = site.get(&format!("{POST}?comment={id}")).await.body;
        assert!(page.contains(&format!("id=\"comment-{id}\"")), "{number}");
        let form = site.get(&format!("{POST}?reply={id}")).await.body;
        assert!(form.contains(&format!("name=\"parent\" value=\"{id}\"")), "{number}");
    }
    assert!(site.get(&format!("{POST}?comment={}", ids[50])).await.body.contains(BODY));
    let gone = site.get(&format!("{POST}?comment=999999")).await;
    assert_eq!((gone.status, gone.body.contains(BODY)), (StatusCode::OK, true));
    for place in ["x", "12", "'"] {
        assert_eq!(site.get(&format!("{POST}?after={place}")).await.status, StatusCode::NOT_FOUND);
    }
    let beyond = format!("{POST}?after={}", "f".repeat(19));
    assert_eq!(numbers(&site.get(&beyond).await.body)[0], 0, "an end that has gone is no empty page");
}

#[tokio::test]
async fn without_script_the_answer_links_to_the_new_comment() {
    for moderation in [Moderation::Nobody, Moderation::Everyone] {
        let (site, ids) = site(251, moderation).await;
        for parent in [String::new(), ids[200].to_string()] {
            let page = site.get(&format!("{POST}?reply={parent}")).await.body;
            let value = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
            let (post, form_token) = (value("post"), value("stamp"));
            let words = format!("Trả lời cho {parent}, {moderation:?}");
            let fields = [
                ("post", post.as_str()),
                ("stamp", form_token.as_str()),
                ("parent", parent.as_str()),
                ("name", "Lan"),
                ("email", "lan@example.org"),
                ("body", words.as_str()),
            ];
            let answer = site.post(POST, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
            let (url, fragment) = answer.location.split_once('#').unwrap();
            let page = site.get(url).await.body;
            assert!(page.contains(&format!("id=\"{fragment}\"")) && page.contains(&words), "{url}");
            // After a validation error, the form is shown at the same position.
            let answer = site.post(POST, &[&fields[..3], &[("body", "Thiếu tên")]].concat()).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(answer.body.contains("class=\"replying\""), !parent.is_empty());
        }
    }
}

#[tokio::test]
async fn a_reply_to_a_removed_comment_moves_up() {
    let (site, ids) = site(3, Moderation::Nobody).await;
    let mut writing = site.state.store.write().await.unwrap();
    let scope = longan::commenting::CommentScope::Everything;
    let trash = longan::model::admin::comment::Decision::Trash;
    longan::commenting::decide(&mut writing, scope, &[ids[1]], trash).await.unwrap();
    writing.commit().await.unwrap();
    let page = site.get(POST).await.body;
    assert_eq!(numbers(&page), [0, 2]);
    assert!(page.contains("id=\"comments-title\">2 bình luận") && !page.contains("class=\"depth-2\""));
}
