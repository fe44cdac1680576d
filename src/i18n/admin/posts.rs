/// The words of this page.
pub struct PostsTexts {
    pub title: &'static str,
}

pub const VI: PostsTexts = PostsTexts { title: "Bài viết" };

pub const EN: PostsTexts = PostsTexts { title: "Posts" };
