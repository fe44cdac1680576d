//! Checks the table in ARCHITECTURE.md: each module imports exactly what its row lists, and there is no import cycle,
//! neither between top-level modules nor inside a folder.

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use imports::{Import, Tree};

/// The edges of each node.
type Graph = BTreeMap<String, BTreeSet<String>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The imports between the folders and files directly below `parent` (a module path; empty for the crate).
fn graph_below(parent: &[String], imports: &[Import]) -> Graph {
    let mut graph = Graph::new();
    for Import { from, to } in imports {
        let is_inside = |path: &[String]| path.len() > parent.len() && path.starts_with(parent);
        if is_inside(from) && is_inside(to) && from[parent.len()] != to[parent.len()] {
            graph.entry(from[parent.len()].clone()).or_default().insert(to[parent.len()].clone());
        }
    }
    graph
}

/// The nodes that are part of a cycle or depend on one.
fn circle(graph: &Graph) -> BTreeSet<String> {
    let mut left = graph.clone();
    loop {
        let leaves: Vec<String> = left
            .iter()
            .filter(|(_, imports)| !imports.iter().any(|import| left.contains_key(import)))
            .map(|(name, _)| name.clone())
            .collect();
        if leaves.is_empty() {
            return left.into_keys().collect();
        }
        for leaf in leaves {
            left.remove(&leaf);
        }
    }
}

/// The modules in the table of ARCHITECTURE.md, with the imports that each row lists.
fn table() -> Graph {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `src/"));
    rows.filter_map(|row| {
        let columns: Vec<&str> = row.trim_end_matches('|').split('|').map(str::trim).collect();
        let name = columns[0].trim_end_matches('`').trim_end_matches('/').trim_end_matches(".rs");
        let listed = columns.last()?.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        (!["main", "lib"].contains(&name)).then(|| (name.to_owned(), listed))
    })
    .collect()
}

#[test]
fn each_module_imports_what_the_map_says() {
    let tree = Tree::read(&root().join("src"));
    let mut actual = graph_below(&[], &tree.imports);
    for module in tree.modules.iter().filter_map(|path| path.first()) {
        actual.entry(module.clone()).or_default();
    }
    let listed = table();
    let mut faults = Vec::new();
    for name in actual.keys().chain(listed.keys()).collect::<BTreeSet<_>>() {
        match (actual.get(name), listed.get(name)) {
            (Some(actual), Some(listed)) if actual == listed => {}
            (Some(actual), Some(listed)) => {
                let missing: Vec<_> = actual.difference(listed).collect();
                let needless: Vec<_> = listed.difference(actual).collect();
                faults.push(format!("{name}: the map lacks {missing:?} and has {needless:?} in vain"));
            }
            (Some(_), None) => faults.push(format!("{name}: the map has no row for it")),
            (None, _) => faults.push(format!("{name}: there is no such module")),
        }
    }
    assert!(faults.is_empty(), "ARCHITECTURE.md is not true:\n{}", faults.join("\n"));
}

#[test]
fn no_modules_import_each_other() {
    let tree = Tree::read(&root().join("src"));
    let folders: BTreeSet<&[String]> =
        tree.modules.iter().filter(|path| !path.is_empty()).map(|path| &path[..path.len() - 1]).collect();
    let circles: Vec<String> = folders
        .into_iter()
        .filter_map(|folder| {
            let circle = circle(&graph_below(folder, &tree.imports));
            let examples = tree.imports.iter().filter(|import| {
                let below = |path: &[String]| {
                    path.starts_with(folder) && path.len() > folder.len() && circle.contains(&path[folder.len()])
                };
                below(&import.from) && below(&import.to) && import.from[folder.len()] != import.to[folder.len()]
            });
            let examples: Vec<String> =
                examples.map(|import| format!("  {} -> {}", import.from.join("::"), import.to.join("::"))).collect();
            (!circle.is_empty()).then(|| format!("crate::{}: {circle:?}\n{}", folder.join("::"), examples.join("\n")))
        })
        .collect();
    assert!(circles.is_empty(), "these import each other:\n{}", circles.join("\n"));
}

#[test]
fn cycles_are_found() {
    let graph = |edges: &[(&str, &str)]| {
        let mut graph = Graph::new();
        for (from, to) in edges {
            graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        graph
    };
    assert!(circle(&graph(&[("a", "b"), ("b", "c"), ("a", "c")])).is_empty());
    let found = circle(&graph(&[("a", "b"), ("b", "c"), ("c", "b")]));
    assert!(found.contains("b") && found.contains("c"), "{found:?}");
}
