//! Posts for tests.

use super::{NewPost, PostKind, PostStatus};
use crate::model::Milliseconds;
use crate::model::admin::post::BodyFormat;

/// A post published at `at`.
pub fn post(slug: &str, at: Milliseconds) -> NewPost {
    NewPost {
        kind: PostKind::Post,
        status: PostStatus::Published,
        slug: slug.to_owned(),
        title: slug.to_uppercase(),
        title_folded: slug.to_owned(),
        source: "Nội dung".to_owned(),
        format: BodyFormat::Markdown,
        html: "<p>Nội dung</p>".to_owned(),
        excerpt: "Nội dung".to_owned(),
        standfirst: String::new(),
        seo_title: String::new(),
        seo_description: String::new(),
        minutes: 1,
        author_id: None,
        image_src: String::new(),
        image_alt: String::new(),
        image_caption: String::new(),
        comments_open: true,
        menu_order: 0,
        pinned_at: None,
        published_at: Some(at),
        updated_at: at,
        password: None,
        guid: Some(slug.to_owned()),
        comment_count: 0,
    }
}
