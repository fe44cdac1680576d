//! The tables of an export that posts refer to.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::transfer::json_fields::{filled, flag, text};

/// A tag of the old site.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// Its number in this import, from 1.
    pub number: i64,
    pub slug: String,
    pub name: String,
    pub description: String,
    /// Whether readers saw it.
    pub is_public: bool,
    /// Whether it is the first public tag of any post.
    pub is_primary: bool,
}

/// A user, who may have written posts.
#[derive(Clone, Debug, Default)]
pub struct User {
    pub slug: String,
    pub name: String,
    pub email: String,
    pub biography: String,
}

/// All that is known apart from the posts themselves.
#[derive(Debug, Default)]
pub struct Tables {
    pub tags: HashMap<String, Tag>,
    /// The IDs of the tags in the order of the file.
    pub tag_order: Vec<String>,
    pub users: HashMap<String, User>,
    pub user_order: Vec<String>,
    /// The numbers of posts in this import, from 1.
    pub posts: HashMap<String, i64>,
    pub settings: HashMap<String, String>,
    /// The rows of `posts_meta` by post.
    pub meta: HashMap<String, Value>,
    /// The number of rows of each table that is not imported.
    pub left_out: BTreeMap<&'static str, u64>,
    /// The tags of each post, in their order after [`Tables::settle`].
    post_tags: HashMap<String, Vec<(f64, String)>>,
    post_authors: HashMap<String, Vec<(f64, String)>>,
}

/// Settings that are read.
const SETTINGS: [&str; 8] = [
    "title",
    "description",
    "lang",
    "locale",
    "default_locale",
    "navigation",
    "secondary_navigation",
    "active_timezone",
];
/// Tables that are only counted, and what is in them.
const COUNTED: [(&str, &str); 12] = [
    ("members", "member"),
    ("subscribers", "member"),
    ("comments", "comment by a member"),
    ("newsletters", "newsletter"),
    ("products", "tier of members"),
    ("offers", "offer"),
    ("snippets", "snippet"),
    ("collections", "collection"),
    ("recommendations", "recommendation"),
    ("integrations", "integration"),
    ("webhooks", "webhook"),
    ("redirects", "tracked link"),
];

impl Tables {
    /// Adds a row.
    pub fn see(&mut self, table: &str, row: &Value) {
        let id = text(row, "id");
        match table {
            "posts" if !id.is_empty() => {
                let number = self.posts.len() as i64 + 1;
                self.posts.entry(id).or_insert(number);
            }
            "tags" => {
                let name = text(row, "name");
                let tag = Tag {
                    number: self.tag_order.len() as i64 + 1,
                    slug: text(row, "slug"),
                    is_public: !name.starts_with('#') && text(row, "visibility") != "internal" && !flag(row, "hidden"),
                    name,
                    description: text(row, "description"),
                    is_primary: false,
                };
                self.tag_order.push(id.clone());
                self.tags.insert(id, tag);
            }
            "users" => {
                let name = filled(row, "name").unwrap_or_else(|| text(row, "slug"));
                let user =
                    User { slug: text(row, "slug"), name, email: text(row, "email"), biography: text(row, "bio") };
                self.user_order.push(id.clone());
                self.users.insert(id, user);
            }
            "posts_meta" => {
                self.meta.insert(text(row, "post_id"), row.clone());
            }
            "posts_tags" => add(&mut self.post_tags, row, "tag_id"),
            "posts_authors" => add(&mut self.post_authors, row, "author_id"),
            "settings" => {
                let key = text(row, "key");
                if SETTINGS.contains(&key.as_str()) {
                    self.settings.insert(key, text(row, "value"));
                }
            }
            _ => {
                if let Some((_, what)) = COUNTED.iter().find(|(name, _)| *name == table) {
                    *self.left_out.entry(*what).or_default() += 1;
                }
            }
        }
    }

    /// Orders what the posts refer to, once all rows are known.
    pub fn settle(&mut self) {
        for rows in self.post_tags.values_mut().chain(self.post_authors.values_mut()) {
            rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        for post in self.post_tags.values() {
            let public =
                post.iter().map(|(_, tag)| tag).find(|tag| self.tags.get(*tag).is_some_and(|tag| tag.is_public));
            if let Some(tag) = public.and_then(|tag| self.tags.get_mut(tag)) {
                tag.is_primary = true;
            }
        }
    }

    /// Lists the tags of a post. The first public one is its primary tag.
    pub fn tags_of(&self, post: &str) -> impl Iterator<Item = &Tag> {
        let rows = self.post_tags.get(post).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(move |(_, tag)| self.tags.get(tag))
    }

    /// Lists the authors of a post.
    pub fn authors_of(&self, post: &Value) -> Vec<&User> {
        let rows = self.post_authors.get(&text(post, "id")).map_or(&[][..], Vec::as_slice);
        let authors: Vec<&User> = rows.iter().filter_map(|(_, user)| self.users.get(user)).collect();
        match authors.is_empty() {
            // As before version 1.22, which has one author for each post.
            true => self.users.get(&text(post, "author_id")).into_iter().collect(),
            false => authors,
        }
    }
}

fn add(rows: &mut HashMap<String, Vec<(f64, String)>>, row: &Value, name: &str) {
    let of = rows.entry(text(row, "post_id")).or_default();
    let order = row.get("sort_order").and_then(Value::as_f64).unwrap_or(of.len() as f64);
    of.push((order, text(row, name)));
}
