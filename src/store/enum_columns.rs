//! Text columns with a fixed set of words, and the enums they are decoded to. CHECK constraints enforce the words, so
//! an unknown one means a damaged file, and is an error.

use sqlx::error::BoxDynError;
use sqlx::{Database, Decode, Type};

use crate::model::admin::account::CommentNotices;
use crate::model::admin::block_rule::BlockRuleKind;
use crate::model::admin::comment::{ModerationStatus, SpamLabel};
use crate::model::admin::import::ImportStatus;
use crate::model::admin::menu::MenuPlace;
use crate::model::admin::placement::{PlacementKind, PlacementReach};
use crate::model::admin::post::{BodyFormat, CommentPolicy, PostKind, PostStatus, RevisionOrigin};
use crate::model::front_page::{PostChoice, SectionKind, SectionLayout};
use crate::model::slot::{PageKind, Slot};
use crate::model::snippet::SnippetPlace;
use crate::model::term::TermKind;
use crate::model::user::Role;

/// A text that is not one of the column's words.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not known to this program")]
struct UnknownWord(String);

/// Defines the words of enums in the database.
macro_rules! words {
    ($($name:ident { $($value:ident = $word:literal),* })*) => {$(
        impl $name {
            /// Returns the word in the database.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$value => $word),* }
            }

            /// Parses the word that [`Self::as_str`] returns.
            pub fn parse(text: &str) -> Option<$name> {
                match text {
                    $($word => Some($name::$value),)*
                    _ => None,
                }
            }
        }
    )*};
}

words! {
    CommentNotices { Never = "never", AtOnce = "at_once", Daily = "daily" }
    PostKind { Post = "post", Page = "page" }
    PostStatus {
        Draft = "draft",
        Scheduled = "scheduled",
        Published = "published",
        Private = "private",
        Protected = "protected",
        Trash = "trash"
    }
    BodyFormat { Markdown = "markdown", Visual = "html" }
    CommentPolicy { Open = "open", Closed = "closed" }
    RevisionOrigin { Save = "save", Autosave = "autosave" }
    ImportStatus {
        Checking = "checking",
        Checked = "checked",
        Importing = "importing",
        Finished = "finished",
        Failed = "failed",
        Undone = "undone"
    }
    SectionKind {
        Lead = "lead",
        Term = "term",
        MostRead = "most_read",
        MostDiscussed = "most_discussed",
        Latest = "latest",
        Opinion = "opinion",
        Gallery = "gallery",
        Text = "text"
    }
    SectionLayout { Story = "story", Grid = "grid", List = "list", Headlines = "headlines" }
    PostChoice { Newest = "newest", Pinned = "pinned", Picked = "picked" }
    MenuPlace { Header = "header", Footer = "footer", Topics = "topics" }
    Slot {
        BelowHeader = "below_header",
        SidebarTop = "sidebar_top",
        SidebarBottom = "sidebar_bottom",
        InText = "in_text",
        AfterText = "after_text",
        BetweenPosts = "between_posts"
    }
    PageKind { Front = "front", List = "list", Post = "post", Page = "page", Search = "search" }
    PlacementKind { Text = "text", Html = "html", Banner = "banner" }
    PlacementReach { Everywhere = "everywhere", Category = "category" }
    SnippetPlace { Head = "head", Body = "body" }
}

/// Implements sqlx decoding for these enums.
macro_rules! read_from_columns {
    ($($name:ident)*) => {$(
        impl<D: Database> Type<D> for $name
        where
            str: Type<D>,
        {
            fn type_info() -> D::TypeInfo {
                <str as Type<D>>::type_info()
            }

            fn compatible(found: &D::TypeInfo) -> bool {
                <str as Type<D>>::compatible(found)
            }
        }

        impl<'r, D: Database> Decode<'r, D> for $name
        where
            &'r str: Decode<'r, D>,
        {
            fn decode(value: D::ValueRef<'r>) -> Result<Self, BoxDynError> {
                let text = <&str as Decode<D>>::decode(value)?;
                Ok($name::parse(text).ok_or_else(|| UnknownWord(text.to_owned()))?)
            }
        }
    )*};
}

read_from_columns! {
    BlockRuleKind BodyFormat CommentNotices CommentPolicy ImportStatus MenuPlace ModerationStatus PlacementKind
    PlacementReach PostChoice PostKind PostStatus RevisionOrigin Role SectionKind SectionLayout Slot SnippetPlace
    SpamLabel TermKind
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{sql, testing};

    #[tokio::test]
    async fn unknown_words_are_errors() {
        let (store, _folder) = testing::open().await;
        let mut reading = store.read().await.unwrap();
        let mut read = async |word: Option<&'static str>| -> sqlx::Result<Option<PostStatus>> {
            sql::query_scalar("SELECT $1").bind(word).fetch_one(&mut reading).await
        };
        for status in PostStatus::ALL {
            assert_eq!(read(Some(status.as_str())).await.unwrap(), Some(status));
        }
        assert_eq!(read(None).await.unwrap(), None);
        assert!(read(Some("Draft")).await.unwrap_err().to_string().contains("Draft"));
    }
}
