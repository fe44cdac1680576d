//! Static SQL: SQLite prepares each statement that is a string literal in the source, on a migrated database.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use longan::config::Durability;
use longan::store::Store;
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprCall, ExprLit, ItemConst, ItemMod, Lit};

/// Finding fewer statements would mean that this test no longer recognizes them.
const AT_LEAST: usize = 150;

/// Statements that cannot be prepared here, since their tables or databases are created or attached where they are
/// used.
const ELSEWHERE: [&str; 1] = ["temp.likely"];

/// The statements of one file, and its string constants, which may be statements.
#[derive(Default)]
struct Statements {
    constants: BTreeMap<String, String>,
    found: Vec<Result<String, String>>,
}

impl<'ast> Visit<'ast> for Statements {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if !module.attrs.iter().any(is_for_tests) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_const(&mut self, constant: &'ast ItemConst) {
        if let Some(text) = text_of(&constant.expr) {
            self.constants.insert(constant.ident.to_string(), text);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        let function = match &*call.func {
            Expr::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
            _ => None,
        };
        let is_query = ["query", "query_as", "query_scalar"].contains(&function.unwrap_or_default().as_str());
        match call.args.first() {
            Some(Expr::Path(path)) if is_query => {
                let name = path.path.segments.last().unwrap().ident.to_string();
                self.found.push(Err(name));
            }
            Some(argument) if is_query => self.found.extend(text_of(argument).map(Ok)),
            _ => {}
        }
        visit::visit_expr_call(self, call);
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
}

fn text_of(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// The source files of a folder, without tests.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let code = entries.filter(|path| !["tests", "testing"].contains(&path.file_stem().unwrap().to_str().unwrap()));
    code.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

fn statements(path: &Path) -> Vec<String> {
    let mut statements = Statements::default();
    statements.visit_file(&syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap());
    let Statements { constants, found } = statements;
    found.into_iter().filter_map(|found| found.map_or_else(|name| constants.get(&name).cloned(), Some)).collect()
}

#[tokio::test]
async fn statements_fit_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("site.db"), Durability::Normal).await.unwrap();
    let mut writing = store.write().await.unwrap();
    let writing = writing.sqlite().unwrap();
    let (mut count, mut faults) = (0, Vec::new());
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        for sql in statements(&path) {
            count += 1;
            let prepared = writing.prepare(AssertSqlSafe(sql.clone()).into_sql_str()).await;
            if let Err(error) = prepared
                && !ELSEWHERE.iter().any(|table| sql.contains(table))
            {
                faults.push(format!("{}: {error}\n  {sql}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count >= AT_LEAST, "{count} statements were found");
}
