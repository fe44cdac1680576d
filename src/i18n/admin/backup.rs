/// The words of this page.
pub struct BackupTexts {
    pub title: &'static str,
}

pub const VI: BackupTexts = BackupTexts { title: "Sao lưu" };

pub const EN: BackupTexts = BackupTexts { title: "Backup" };
