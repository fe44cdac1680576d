//! How moderators' decisions and block rules affect later comments.

use axum::http::StatusCode;
use longan::commenting::{CommentScope, decide};
use longan::config::Moderation;
use longan::model::admin::block_rule::{BlockRuleEffect, BlockRuleSummary};
use longan::model::admin::comment::{Decision, ModerationCounts, ModerationResult, ModerationStatus, SpamCause};
use longan::model::user::Role;
use longan::store::comments::mark_staff;
use longan::store::spam_tokens::{self, TOTAL, TokenCount};
use serde_json::{Value, json};

use crate::routes::moderator::{Moderator, POST, add, post};
use crate::routes::site::{Site, between};

/// The counts learned for these tokens, in the order given.
pub async fn learned(site: &Site, tokens: &[&str]) -> Vec<(String, TokenCount)> {
    let tokens: Vec<String> = tokens.iter().map(|token| (*token).to_owned()).collect();
    let mut found = spam_tokens::find(&mut site.state.store.read().await.unwrap(), &tokens).await.unwrap();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// A token, and how often it occurred in spam and in other comments.
pub fn tally(token: &str, spam: i64, ham: i64) -> (String, TokenCount) {
    (token.to_owned(), TokenCount { spam, ham })
}

/// Sends a comment as a reader does; returns whether it waits for a moderator.
async fn send(site: &Site, body: &str) -> bool {
    let page = site.get(POST).await.body;
    let value = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let (post, form_token) = (value("post"), value("stamp"));
    let fields =
        [("post", post.as_str()), ("stamp", &form_token), ("name", "Tư"), ("email", "tu@example.com"), ("body", body)];
    let answer = site.post(POST, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location.contains("waiting=")
}

/// Has moderators mark ten comments as spam and publish ten.
async fn teach(site: &Site) {
    let post = post(site).await;
    for number in 0..10 {
        let spam =
            add(site, post, &format!("Vay tiền nhanh https://vay.example/{number}"), ModerationStatus::Waiting).await;
        let ham = add(site, post, &format!("Bài hay, cảm ơn tòa soạn {number}"), ModerationStatus::Waiting).await;
        let mut writing = site.state.store.write().await.unwrap();
        decide(&mut writing, CommentScope::Everything, &[spam], Decision::Spam).await.unwrap();
        decide(&mut writing, CommentScope::Everything, &[ham], Decision::Approve).await.unwrap();
        writing.commit().await.unwrap();
    }
}

#[tokio::test]
async fn decisions_train_the_filter_unless_undone() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let post = post(&site).await;
    let one = add(&site, post, "Vay tiền nhanh", ModerationStatus::Waiting).await;
    let two = add(&site, post, "Vay vốn", ModerationStatus::Waiting).await;
    let tokens = [TOTAL, "word:vay", "pair:vay tien"];

    let first = editor.decide(&[one, two], Decision::Spam).await;
    assert_eq!(learned(&site, &tokens).await, [tally("", 2, 0), tally("pair:vay tien", 1, 0), tally("word:vay", 2, 0)]);
    editor.decide(&[one], Decision::Spam).await;
    assert_eq!(learned(&site, &[TOTAL]).await, [tally("", 2, 0)], "the same decision teaches once");

    let second = editor.decide(&[one], Decision::Approve).await;
    assert_eq!(learned(&site, &tokens).await, [tally("", 1, 1), tally("pair:vay tien", 0, 1), tally("word:vay", 1, 1)]);
    let third = editor.decide(&[one], Decision::Trash).await;
    assert_eq!(learned(&site, &[TOTAL]).await, [tally("", 1, 1)], "the trash is no verdict");
    assert_eq!((third.counts.trash, third.counts.spam), (1, 1));
    editor.decide(&[one], Decision::Restore).await;
    assert!(site.get(POST).await.body.contains("Vay tiền nhanh"), "it is where it was before");

    editor.done::<ModerationCounts>("comments/undo", json!({ "former": second.former })).await;
    let counts: ModerationCounts = editor.done("comments/undo", json!({ "former": first.former })).await;
    assert_eq!((counts.waiting, counts.spam), (2, 0));
    assert_eq!(learned(&site, &tokens).await, []);
    assert!(!site.get(POST).await.body.contains("Vay tiền nhanh"));
}

#[tokio::test]
async fn nothing_is_learned_from_staff() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let id = add(&site, post(&site).await, "Vay tiền nhanh", ModerationStatus::Waiting).await;
    let mut writing = site.state.store.write().await.unwrap();
    mark_staff(&mut writing, id).await.unwrap();
    writing.commit().await.unwrap();
    editor.decide(&[id], Decision::Approve).await;
    assert_eq!(learned(&site, &[TOTAL, "word:vay"]).await, []);
}

#[tokio::test]
async fn likely_spam_waits_in_the_spam_queue() {
    let site = Site::with(|settings| settings.comments.moderation = Moderation::Nobody).await;
    assert!(!send(&site, "Vay tiền nhanh, xem https://c.vay.example").await, "nothing was learned yet");
    teach(&site).await;
    assert!(!send(&site, "Cảm ơn bài hay của tòa soạn").await);
    assert!(send(&site, "Vay tiền nhanh nhé https://b.vay.example").await, "who sent it learns nothing");

    let editor = Moderator::new(&site, Role::Editor).await;
    let caught = editor.queue(ModerationStatus::Spam).await.entries.remove(0);
    assert_eq!(caught.caught, Some(SpamCause::Score));
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
    let waiting = add(&site, post(&site).await, "Cần vay tiền gấp", ModerationStatus::Waiting).await;
    let (status, said) = editor.write("blocks/add", json!({ "kind": "Address", "text": "0.0.0.0/0" })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said.contains("Mạng này quá rộng"), "{said}");

    let blocked: ModerationResult = editor.done("blocks/add", json!({ "kind": "Word", "text": " Vay  TIỀN " })).await;
    assert_eq!(blocked.former.len(), 1);
    assert!(send(&site, "ai cần VAY TIEN không").await);
    let spam = editor.queue(ModerationStatus::Spam).await.entries;
    assert_eq!(spam.len(), 2);
    assert!(
        spam.iter()
            .all(|entry| matches!(&entry.caught, Some(SpamCause::Block { pattern, .. }) if pattern == "vay tiền"))
    );
    assert_eq!(learned(&site, &[TOTAL]).await, [], "rules teach nothing");
    let again: ModerationResult = editor.done("blocks/add", json!({ "kind": "Word", "text": "vay tiền" })).await;
    assert_eq!(again.block, None);

    let undo = json!({ "id": blocked.block, "former": blocked.former });
    let counts = editor.done::<ModerationResult>("blocks/remove", undo).await.counts;
    assert_eq!((counts.waiting, counts.spam), (1, 1));
    assert_eq!(editor.queue(ModerationStatus::Waiting).await.entries[0].id, waiting);
    assert!(editor.read::<Vec<Value>>("blocks").await.is_empty());
}

#[tokio::test]
async fn rules_tell_what_they_hit_and_give_it_back() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let post = post(&site).await;
    let waiting = add(&site, post, "Một", ModerationStatus::Waiting).await;
    add(&site, post, "Hai", ModerationStatus::Published).await;
    let marked = add(&site, post, "Ba", ModerationStatus::Waiting).await;
    let rule = json!({ "kind": "Email", "text": "@Example.org" });
    let effect: BlockRuleEffect = editor.done("blocks/examine", rule.clone()).await;
    assert_eq!((effect.pattern.as_str(), effect.waiting), ("@example.org", 2));
    assert!(effect.published > 0 && effect.published < effect.checked);
    assert!(effect.needs_confirmation() && !effect.is_large_provider);
    assert!(editor.read::<Vec<Value>>("blocks").await.is_empty(), "nothing is added");

    let blocked: ModerationResult = editor.done("blocks/add", rule).await;
    assert_eq!(blocked.former.len(), 2);
    editor.decide(&[marked], Decision::Trash).await;
    let rules: Vec<BlockRuleSummary> = editor.read("blocks").await;
    assert_eq!(rules.iter().map(|rule| rule.caught).collect::<Vec<_>>(), [1]);
    let removal = json!({ "id": rules[0].id, "former": [], "caught": "Restore" });
    let removed: ModerationResult = editor.done("blocks/remove", removal).await;
    assert_eq!(removed.former.iter().map(|former| former.id).collect::<Vec<_>>(), [waiting]);
    assert_eq!((removed.counts.waiting, removed.counts.spam, removed.counts.trash), (1, 0, 1));
}

#[tokio::test]
async fn a_large_provider_is_blocked_only_if_that_is_meant() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let rule = json!({ "kind": "Email", "text": "@gmail.com" });
    let effect: BlockRuleEffect = editor.done("blocks/examine", rule.clone()).await;
    assert!(effect.is_large_provider && effect.needs_confirmation());
    let (status, said) = editor.write("blocks/add", rule).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said.contains("rất nhiều độc giả"), "{said}");
    let rule = json!({ "kind": "Email", "text": "@gmail.com", "is_confirmed": true });
    assert!(editor.done::<ModerationResult>("blocks/add", rule).await.block.is_some());
}
