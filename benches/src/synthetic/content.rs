//! The content of a synthetic site, computed from the number of each post. Nothing is kept in memory, so a site may
//! have any size.

use fastrand::Rng;

use super::words::{self, PEOPLE};

/// A post, the same each time it is computed.
#[derive(Clone, Debug)]
pub struct Post {
    pub number: usize,
    pub title: String,
    pub slug: String,
    pub excerpt: String,
    pub html: String,
    pub minutes: i64,
    pub author: usize,
    pub category: usize,
    pub tags: [usize; 2],
    /// Unix milliseconds.
    pub published_at: i64,
}

#[derive(Clone, Debug)]
pub struct Comment {
    pub name: &'static str,
    pub email: String,
    pub body: String,
    pub created_at: i64,
}

pub const CATEGORIES: [&str; 6] = ["Sản xuất", "Nông nghiệp", "Đường sá", "Nghề cũ", "Chợ búa", "Trường lớp"];
pub const TAGS: usize = 40;
pub const AUTHORS: usize = PEOPLE.len();

/// 2024-01-01, so that no post lies in the future.
const BEGINNING: i64 = 1_704_067_200_000;
/// The period over which all posts are spread, whatever their number, so that dates look alike on sites of all sizes.
const SPAN: i64 = 2 * 365 * 24 * 3_600_000;
/// A phrase that occurs in the same number of posts on sites of all sizes, to be searched for.
pub const RARE: &str = "sếu đầu đỏ";
/// The number of posts that contain [`RARE`].
pub const RARE_POSTS: usize = 10;
/// The maximum number of different commenters.
const COMMENTERS: usize = 5000;

/// The size of a synthetic site.
#[derive(Clone, Copy, Debug)]
pub struct Content {
    pub posts: usize,
    pub comments_per_post: usize,
}

impl Content {
    pub fn post(self, number: usize) -> Post {
        let mut rng = Rng::with_seed(number as u64 + 1);
        let title = words::headline(&mut rng);
        let excerpt = words::sentence(&mut rng);
        let mut paragraphs: Vec<String> = (0..6).map(|_| words::paragraph(&mut rng, 3)).collect();
        // Rare posts are spread over the whole period.
        let every = (self.posts / RARE_POSTS).max(1);
        if number.is_multiple_of(every) && number / every < RARE_POSTS {
            paragraphs[2] += &format!(" Chiều về có đàn {RARE} bay ngang.");
        }
        let middle = words::headline(&mut rng);
        let html = format!(
            "<p>{}</p><h2>{middle}</h2><p>{}</p>",
            paragraphs[..3].join("</p><p>"),
            paragraphs[3..].join("</p><p>")
        );
        Post {
            number,
            slug: format!("{}-{number}", words::slug(&title)),
            title,
            excerpt,
            html,
            minutes: 2,
            author: rng.usize(..AUTHORS),
            category: category(number),
            tags: [rng.usize(..TAGS / 2), TAGS / 2 + rng.usize(..TAGS / 2)],
            published_at: BEGINNING + SPAN * (number as i64 + 1) / self.posts as i64,
        }
    }

    pub fn comment(self, post: &Post, number: usize) -> Comment {
        let mut rng = Rng::with_seed((post.number * 10_007 + number) as u64 ^ 0xC0_44E4);
        let person = rng.usize(..COMMENTERS);
        Comment {
            name: PEOPLE[person % PEOPLE.len()],
            email: format!("nguoi-{person}@example.org"),
            body: words::sentence(&mut rng),
            created_at: post.published_at + 60_000 * (number as i64 + 1),
        }
    }

    pub fn path(self, number: usize) -> String {
        format!("/posts/{}", self.post(number).slug)
    }

    /// Paths of so many posts, spread over the whole site.
    pub fn paths(self, count: usize) -> Vec<String> {
        (0..count.min(self.posts)).map(|number| self.path(number * self.posts / count.min(self.posts))).collect()
    }
}

/// Three of four posts are in the first category, so that even the smallest site fills its first page.
fn category(number: usize) -> usize {
    match number % 4 {
        3 => 1 + number / 4 % (CATEGORIES.len() - 1),
        _ => 0,
    }
}

/// The path of a category's list.
pub fn category_path(category: usize) -> String {
    format!("/category/{}", words::slug(CATEGORIES[category]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_site_has_as_many_rare_posts_and_a_full_list() {
        for posts in [20, 1000] {
            let content = Content { posts, comments_per_post: 1 };
            let all: Vec<Post> = (0..posts).map(|number| content.post(number)).collect();
            assert_eq!(all.iter().filter(|post| post.html.contains(RARE)).count(), RARE_POSTS, "{posts}");
            assert!(all.iter().filter(|post| post.category == 0).count() >= 10);
            assert_eq!(all.iter().map(|post| &post.slug).collect::<HashSet<_>>().len(), posts);
            assert!(all.is_sorted_by_key(|post| post.published_at));
        }
    }

    #[test]
    fn paths_are_spread() {
        let content = Content { posts: 1000, comments_per_post: 0 };
        let paths = content.paths(4);
        assert_eq!(paths, [0, 250, 500, 750].map(|number| content.path(number)));
        assert_eq!(Content { posts: 2, ..content }.paths(9).len(), 2);
    }
}
