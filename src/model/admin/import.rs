//! Imports of other sites' content in the admin.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportStatus {
    /// A dry run.
    Checking,
    /// The report of the dry run is there, and nothing has come in.
    Checked,
    Importing,
    Finished,
    /// Nothing has come in.
    Failed,
    /// What came in was removed again.
    Undone,
}

impl ImportStatus {
    /// Returns whether the server is working on it.
    pub fn is_running(self) -> bool {
        matches!(self, ImportStatus::Checking | ImportStatus::Importing)
    }
}

/// The system that files come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportSystem {
    WordPress,
    Ghost,
    /// Blogger, and other feeds.
    Feed,
    Medium,
    Substack,
    Markdown,
    Disqus,
    Isso,
    Remark42,
}

impl ImportSystem {
    /// All systems, in the order of the choice.
    pub const ALL: [ImportSystem; 9] = [
        ImportSystem::WordPress,
        ImportSystem::Ghost,
        ImportSystem::Feed,
        ImportSystem::Medium,
        ImportSystem::Substack,
        ImportSystem::Markdown,
        ImportSystem::Disqus,
        ImportSystem::Isso,
        ImportSystem::Remark42,
    ];

    /// Returns the name in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            ImportSystem::WordPress => "wordpress",
            ImportSystem::Ghost => "ghost",
            ImportSystem::Feed => "feed",
            ImportSystem::Medium => "medium",
            ImportSystem::Substack => "substack",
            ImportSystem::Markdown => "markdown",
            ImportSystem::Disqus => "disqus",
            ImportSystem::Isso => "isso",
            ImportSystem::Remark42 => "remark42",
        }
    }

    /// Parses the output of [`ImportSystem::as_str`].
    pub fn parse(name: &str) -> Option<ImportSystem> {
        ImportSystem::ALL.into_iter().find(|system| system.as_str() == name)
    }

    /// Returns whether its exports do not contain the address of the site.
    pub fn needs_address(self) -> bool {
        matches!(self, ImportSystem::Ghost | ImportSystem::Substack)
    }
}

/// What a person has chosen for an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportChoices {
    /// `None`: as recognized.
    pub system: Option<ImportSystem>,
    /// The address of the old site, for exports that do not contain it.
    pub address: String,
    /// What the old site had instead of `category` in the addresses of categories. Empty: that.
    pub category_base: String,
    /// Fetch the pictures and files that were not sent from the old site.
    pub fetch_media: bool,
    /// Fail where the import would mend a file, or leave out a field.
    pub strict: bool,
    /// The IDs of authors here who stand for authors of the old site, by their login there. All others are new.
    pub authors: BTreeMap<String, i64>,
}

/// A file that is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentFile {
    pub name: String,
    /// Bytes.
    pub size: u64,
}

/// An import in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportRun {
    pub id: i64,
    pub status: ImportStatus,
    pub files: Vec<String>,
    pub choices: ImportChoices,
    pub created: FormattedTime,
    /// What is done and all there is to do, in a unit of its own. 0 of 0: not known.
    pub progress: (u64, u64),
    /// Why it failed.
    pub error: String,
    pub has_report: bool,
    /// Whether what came in can still be removed.
    pub can_be_undone: bool,
}

/// The report of an import, in the language of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportReportView {
    pub lines: Vec<ReportedNumber>,
    pub already_here: u64,
    pub left_out: Vec<ReportedLoss>,
    pub warnings: Vec<ReportedWarning>,
    /// Warnings that are only counted.
    pub further_warnings: u64,
    /// The authors of the old site.
    pub authors: Vec<ReportedAuthor>,
    /// Those of this site, who could stand for them: their IDs and names.
    pub authors_here: Vec<(i64, String)>,
}

/// An author of the old site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportedAuthor {
    pub login: String,
    pub name: String,
}

/// A number of things that came in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportedNumber {
    pub number: u64,
    pub name: String,
    pub parts: Vec<String>,
}

/// Something that was not taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportedLoss {
    pub what: String,
    pub reason: String,
    pub number: u64,
    /// Where one of them is. May be empty.
    pub example: String,
}

/// Something that a person should know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportedWarning {
    /// With file and line, if it has them.
    pub text: String,
}

/// What was changed since an import that may be undone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportChanges {
    /// The number of posts and pages that were changed or commented on.
    pub number: u64,
    /// The first of them.
    pub titles: Vec<String>,
}
