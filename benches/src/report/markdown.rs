use super::Report;
use super::format::{bound, measured, number, range, unit, verdict};
use crate::figures::{Chapter, Value};

const BEGIN: &str = "<!-- The figures: written by `make bench-full`, which replaces what stands here. -->";
const END: &str = "<!-- The end of the figures. -->";

/// Replaces the figures, and keeps the text around them.
pub fn replace(known: &str, figures: &str) -> String {
    let block = format!("{BEGIN}\n\n{figures}\n{END}");
    match known.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1))) {
        Some((before, after)) => format!("{before}{block}{after}"),
        None if known.is_empty() => format!("# What Longan costs\n\n{block}\n"),
        None => format!("{}\n\n{block}\n", known.trim_end()),
    }
}

pub fn write(report: &Report) -> String {
    let machine = &report.machine;
    let mut text = format!(
        "{}, commit {}. {} ({} cores, shared by server and client), {} GiB, {}. `{}`\n\n",
        machine.date,
        machine.commit,
        machine.processor,
        machine.cores,
        number(machine.memory),
        machine.system,
        report.command
    );
    let met = report.targets.iter().filter(|target| target.is_met() == Some(true)).count();
    let measured_targets = report.targets.iter().filter(|target| target.measured.is_some()).count();
    text += &format!(
        "## Targets: {met} of {measured_targets} met\n\n| what | target | measured | |\n| --- | --- | --- | --- |\n"
    );
    for target in &report.targets {
        let verdict = match verdict(target) {
            "not met" => "**not met**",
            verdict => verdict,
        };
        text += &format!("| {} | {} | {} | {verdict} |\n", target.what, bound(target), measured(target));
    }
    for chapter in &report.chapters {
        text += &write_chapter(chapter);
    }
    text
}

fn write_chapter(chapter: &Chapter) -> String {
    let mut text = format!("\n## {}\n\n{}\n", chapter.title, chapter.how);
    let (mut loads, mut others) = (String::new(), String::new());
    for figure in &chapter.figures {
        match &figure.value {
            Value::Load { per_second, p50, p99, p99_9, work } => {
                let cells = [
                    number(per_second.median),
                    range(per_second),
                    number(*p50),
                    number(*p99),
                    number(*p99_9),
                    number(work.median),
                ];
                loads += &format!("| {} | {} |\n", figure.what, cells.join(" | "));
            }
            Value::One { unit: of, spread } => {
                others +=
                    &format!("| {} | {}{} | {} |\n", figure.what, number(spread.median), unit(*of), range(spread));
            }
        }
    }
    if !loads.is_empty() {
        text += "\n| | answers/s | spread | p50 ms | p99 ms | p99.9 ms | server µs |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n";
        text += &loads;
    }
    if !others.is_empty() {
        text += "\n| | median | spread |\n| --- | ---: | ---: |\n";
        text += &others;
    }
    if chapter.figures.iter().any(|figure| figure.key.starts_with("growth.article.ratio")) {
        text += "\n![What one page costs on larger sites](growth.svg)\n";
    }
    for missing in &chapter.missing {
        text += &format!("\nNot measured: {missing}.\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_by_hand_stays() {
        let first = replace("", "a");
        let edited = first.replace("# What Longan costs\n", "# Title\n\nBefore.\n") + "\nAfter.\n";
        let second = replace(&edited, "b");
        assert!(second.starts_with("# Title\n\nBefore.\n"), "{second}");
        assert!(second.ends_with("\nAfter.\n"), "{second}");
        assert!(second.contains("\nb\n") && !second.contains("\na\n"), "{second}");
        assert_eq!(replace(&second, "b"), second);
    }
}
