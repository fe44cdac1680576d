use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;
use clap::{Args, Parser, Subcommand};

use crate::model::user::Role;

/// A publishing site in one binary: posts, pages, comments, and one database file.
///
/// Without a command, Longan serves the site.
#[allow(rustdoc::broken_intra_doc_links, reason = "the help has names of variables in brackets")]
#[derive(Debug, Parser)]
#[command(name = "longan", version, about, long_about, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The address to listen on, such as 127.0.0.1:3000 [LONGAN_ADDR]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub addr: Option<String>,
    /// The database file; created if it does not exist [LONGAN_DATABASE]
    #[arg(long, global = true, value_name = "FILE")]
    pub database: Option<PathBuf>,
    /// The settings file; without it, Leptos.toml in the working directory, if it exists
    #[arg(long, global = true, value_name = "FILE", env = "LONGAN_CONFIG")]
    pub config: Option<PathBuf>,
    /// A certificate in PEM format, to serve HTTPS with, and its private key [LONGAN_HTTPS_CERT]
    #[arg(long, value_name = "FILE")]
    pub cert: Option<PathBuf>,
    /// The private key of the certificate, if it is in another file [LONGAN_HTTPS_KEY]
    #[arg(long, value_name = "FILE", requires = "cert")]
    pub key: Option<PathBuf>,
    /// Leaves the sample site out of a new database
    #[arg(long)]
    pub empty: bool,
}

impl Arguments {
    /// Returns what is logged unless `LONGAN_LOG` says otherwise: the server tells what it does, and other commands only
    /// what is wrong.
    pub fn default_log_filter(&self) -> &'static str {
        match &self.command {
            None | Some(Command::Serve { .. }) => "info,sqlx=warn,object_store=warn",
            Some(_) => "warn",
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the site until it is stopped
    Serve {
        /// Leaves the sample site out of a new database
        #[arg(long)]
        empty: bool,
    },
    /// Imports content from another site
    Import {
        #[command(subcommand)]
        source: ImportSource,
    },
    /// Writes the whole site as Markdown, JSON and pictures into a new folder, also while it is being served
    Export { folder: PathBuf },
    /// Copies the database into a file, also while it is being served, and reads the copy back
    Backup {
        file: PathBuf,
        /// Overwrites an existing file
        #[arg(long)]
        force: bool,
    },
    /// Replaces the database with a backup and keeps the old file beside it; stop the server first
    Restore { file: PathBuf },
    /// Checks settings and database; the exit status is 0 if both are sound
    Check,
    /// Shows where pictures are stored, and moves them, also while the site is being served
    Media {
        #[command(subcommand)]
        action: MediaAction,
    },
    /// Shows and moderates comments
    Comment {
        #[command(subcommand)]
        action: CommentAction,
    },
    /// Exports or erases the personal data of a commenter
    Person {
        #[command(subcommand)]
        action: PersonAction,
    },
    /// Manages who may log in
    User {
        #[command(subcommand)]
        action: UserAction,
    },
}

/// Where the files of the old site come from.
#[derive(Args, Clone, Debug, Default)]
pub struct MediaArguments {
    /// A copy of the old site's files (wp-content/uploads, or Ghost's content folder), which are imported
    #[arg(long, value_name = "DIR")]
    pub media: Option<PathBuf>,
    /// Fetch the files that DIR lacks from the old site into it; if interrupted, run again to go on
    #[arg(long, requires = "media")]
    pub fetch_media: bool,
    /// A further host of the old site from which files may be fetched
    #[arg(long, value_name = "HOST", requires = "fetch_media")]
    pub media_host: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub enum ImportSource {
    /// A WordPress export: Tools → Export → All content
    Wordpress {
        /// One file, or all files of an export in parts, in any order
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        media: MediaArguments,
        #[command(flatten)]
        how: ImportArguments,
    },
    /// An export of Ghost: Settings → Import/Export → Export
    Ghost {
        file: PathBuf,
        #[command(flatten)]
        media: MediaArguments,
        /// The address of the old site, which the export does not contain
        #[arg(long, value_name = "URL", default_value = "")]
        url: String,
        #[command(flatten)]
        how: ImportArguments,
    },
    /// A feed (RSS or Atom) in a file, or an export of Blogger, which is one with comments and drafts
    #[command(visible_alias = "blogger")]
    Feed(SourcePath),
    /// The unpacked archive of Medium: the folder that has posts/*.html
    Medium(SourcePath),
    /// The unpacked archive of Substack: the folder that has posts.csv
    Substack {
        folder: PathBuf,
        /// The address of the old site, which the archive does not contain
        #[arg(long, value_name = "URL", default_value = "")]
        url: String,
        #[command(flatten)]
        how: ImportArguments,
    },
    /// Comments from an export of Disqus (XML), for posts that are here already
    Disqus(SourcePath),
    /// Comments from the database of Isso (SQLite), for posts that are here already
    Isso(SourcePath),
    /// Comments from a backup of Remark42, compressed or not, for posts that are here already
    Remark42(SourcePath),
    /// A folder written by `longan export`; the database must be empty
    Archive { folder: PathBuf },
    /// A folder of Markdown files with front matter
    Markdown {
        folder: PathBuf,
        #[command(flatten)]
        how: ImportArguments,
    },
}

/// What all imports from other systems can be told.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct ImportArguments {
    /// Only reports what would be imported
    #[arg(long)]
    pub dry_run: bool,
    /// Fails at the first thing that would be mended or left out because it cannot be read
    #[arg(long)]
    pub strict: bool,
    /// Writes the whole report into a file, as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// What the old site had instead of `category` in the addresses of categories
    #[arg(long, value_name = "BASE", default_value = "", hide_default_value = true)]
    pub category_base: String,
    /// An author here who stands for one of the old site: the login there, and the last part of the author's address here
    #[arg(long, value_name = "LOGIN=AUTHOR", value_parser = parse_pair)]
    pub author: Vec<(String, String)>,
}

fn parse_pair(text: &str) -> Result<(String, String), String> {
    let (login, author) = text.split_once('=').ok_or("LOGIN=AUTHOR is expected")?;
    Ok((login.to_lowercase(), author.to_owned()))
}

/// What an import reads.
#[derive(Debug, Args)]
pub struct SourcePath {
    /// A file, or a folder if the system exports one
    pub path: PathBuf,
    #[command(flatten)]
    pub how: ImportArguments,
}

#[derive(Debug, Subcommand)]
pub enum MediaAction {
    /// Shows how many files are in the database and in the storage
    List,
    /// Moves all files to the storage that the settings name, or to the database; can be stopped and repeated
    Move {
        /// Where to
        #[arg(long, value_name = "PLACE")]
        to: MediaPlace,
    },
}

/// Where files can be.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum MediaPlace {
    Storage,
    Database,
}

#[derive(Debug, Subcommand)]
pub enum CommentAction {
    /// Lists the comments that wait for moderation
    List,
    /// Publishes comments
    Approve {
        #[arg(required = true)]
        ids: Vec<i64>,
    },
    /// Marks comments as spam
    Spam {
        #[arg(required = true)]
        ids: Vec<i64>,
    },
    /// Moves comments to the trash
    Trash {
        #[arg(required = true)]
        ids: Vec<i64>,
    },
}

#[derive(Debug, Subcommand)]
pub enum PersonAction {
    /// Prints everything stored under an email address, as JSON
    Export { email: String },
    /// Removes name, email address and IP address from a person's comments
    Erase {
        email: String,
        /// Deletes the comments themselves too; answers to them stay
        #[arg(long)]
        with_comments: bool,
    },
}

/// Passwords are asked for, or read from standard input; they are never arguments.
#[derive(Debug, Subcommand)]
pub enum UserAction {
    /// Adds a user; asks for the password
    Add {
        email: String,
        /// The name that readers see
        #[arg(long)]
        name: String,
        /// The role, which decides what they may do
        #[arg(long, default_value = "author", value_parser = role())]
        role: Role,
    },
    /// Lists the users
    List,
    /// Sets a new password for a user, and logs them out everywhere
    Password {
        email: String,
        /// Also removes their passkeys and recovery codes, for those who have lost them
        #[arg(long)]
        without_passkeys: bool,
    },
    /// Changes the role of a user
    Role {
        email: String,
        #[arg(value_parser = role())]
        role: Role,
    },
    /// Removes a user; their posts keep the byline
    Remove {
        email: String,
        /// The user who becomes the author of their posts
        #[arg(long, value_name = "EMAIL")]
        posts_to: Option<String>,
    },
}

fn role() -> impl TypedValueParser<Value = Role> {
    let names = PossibleValuesParser::new(Role::ALL.map(Role::as_str));
    names.try_map(|name| Role::parse(&name).ok_or("there is no such role"))
}
