/// The words of this page.
pub struct DashboardTexts {
    pub title: &'static str,
}

pub const VI: DashboardTexts = DashboardTexts { title: "Tổng quan" };

pub const EN: DashboardTexts = DashboardTexts { title: "Overview" };
