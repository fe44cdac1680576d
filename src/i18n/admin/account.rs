/// The words of this page.
pub struct AccountTexts {
    pub title: &'static str,
}

pub const VI: AccountTexts = AccountTexts { title: "Tài khoản" };

pub const EN: AccountTexts = AccountTexts { title: "Account" };
