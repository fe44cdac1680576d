/// The words of this page.
pub struct UsersTexts {
    pub title: &'static str,
}

pub const VI: UsersTexts = UsersTexts { title: "Người dùng" };

pub const EN: UsersTexts = UsersTexts { title: "Users" };
