/// The words of this page.
pub struct CommentsTexts {
    pub title: &'static str,
}

pub const VI: CommentsTexts = CommentsTexts { title: "Bình luận" };

pub const EN: CommentsTexts = CommentsTexts { title: "Comments" };
