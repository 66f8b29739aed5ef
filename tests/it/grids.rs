//! The grids of the repository: what they count, against the texts they come from, and what `check` says of them.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use soutenance::domain::grid::{Block, Grid};

use super::support::exam::{GRIDS, grid_path, grid_text, parsed};
use super::support::{Home, plain};

/// A grid, the competences of each block, then the transversal ones.
type Counts = (&'static str, &'static [(&'static str, usize)], usize);

/// As the texts have them.
const COMPETENCES: [Counts; 8] = [
    ("edl", &[("A1", 8), ("A2", 7), ("A3", 6), ("A4", 10)], 0),
    ("rncp14506", &[("BC01", 5), ("BC02", 4), ("BC03", 2), ("BC04", 4), ("BC05", 4)], 0),
    ("rncp36912", &[("BC01", 9), ("BC02", 9), ("BC03", 10)], 0),
    ("rncp37985", &[("BC01", 5), ("BC02", 9), ("BC03", 5), ("BC04", 5), ("BC05", 5), ("BC06", 5), ("BC07", 6)], 0),
    ("rncp38478", &[("BC01", 8), ("BC02", 5), ("BC03", 8), ("BC04", 4), ("BC05", 4), ("BC06", 4)], 0),
    ("rncp38503", &[("BC01", 8), ("BC02", 9), ("BC03", 7)], 0),
    ("rncp38606", &[("BC01", 12), ("BC02", 8), ("BC03", 6), ("BC04", 6)], 0),
    ("rncp38822", &[("BC01", 7), ("BC02", 5), ("BC03", 6), ("BC04", 6)], 2),
];

/// The criteria and the indicators of each activity of the referential EDL.
const EDL: [(&str, usize, usize); 4] = [("A1", 29, 108), ("A2", 21, 84), ("A3", 28, 111), ("A4", 37, 145)];

fn criteria(block: &Block) -> usize {
    block.competences.iter().map(|competence| competence.criteria.len()).sum()
}

fn indicators(block: &Block) -> usize {
    block.competences.iter().flat_map(|each| &each.criteria).map(|criterion| criterion.indicators.len()).sum()
}

fn total(grid: &Grid, count: impl Fn(&Block) -> usize) -> usize {
    grid.blocks.iter().map(count).sum()
}

#[test]
fn their_counts_are_those_of_the_texts() {
    assert_eq!(COMPETENCES.map(|(name, ..)| name), GRIDS);
    for (name, blocks, transversal) in COMPETENCES {
        let grid = parsed(&grid_text(name));
        let counted: Vec<_> = grid.blocks.iter().map(|block| (block.code.as_str(), block.competences.len())).collect();
        assert_eq!(counted, blocks, "{name}");
        assert_eq!(grid.transversal.len(), transversal, "{name}");
        if name != "edl" {
            assert_eq!(total(&grid, criteria), 0, "{name}");
            // What is marked is the competences themselves.
            assert_eq!(total(&grid, |block| block.items().count()), total(&grid, |block| block.competences.len()));
        }
    }
    let grid = parsed(&grid_text("edl"));
    let counted: Vec<_> =
        grid.blocks.iter().map(|block| (block.code.as_str(), criteria(block), indicators(block))).collect();
    assert_eq!(counted, EDL);
    let all = [total(&grid, |block| block.competences.len()), total(&grid, criteria), total(&grid, indicators)];
    assert_eq!(all, [31, 115, 448]);
    assert_eq!(total(&grid, |block| block.items().count()), 115);
}

#[test]
fn check_sums_each_up_in_both_languages() {
    let (french, english) = (Home::new(), Home::new().english());
    for (name, blocks, transversal) in COMPETENCES {
        let competences: usize = blocks.iter().map(|(_, count)| count).sum::<usize>() + transversal;
        let (fr, en) = (french.run(&["check", &grid_path(name)]), english.run(&["check", &grid_path(name)]));
        let (fr, en) = (fr.ends_with(0), en.ends_with(0));
        for said in [&fr, &en] {
            assert!(said.err.is_empty(), "{said:#?}");
            assert!(said.out.starts_with('✓') && said.out.ends_with('\n'), "{said:#?}");
            assert!(said.out.lines().all(|line| !line.trim().is_empty()), "{said:#?}");
            // Nothing was left to fill in: no label without what it announces, no sign twice.
            assert!(said.out.lines().all(|line| !line.ends_with([',', ';'])), "{said:#?}");
            assert!(!said.out.contains("; ;") && !said.out.contains("  ;"), "{said:#?}");
        }
        assert_eq!(fr.lines().len(), en.lines().len(), "{fr:#?} {en:#?}");
        let (all_fr, all_en) = (
            format!("{} blocs, {competences} compétences", blocks.len()),
            format!("{} blocks, {competences} competences", blocks.len()),
        );
        assert!(fr.out.contains(&all_fr) && en.out.contains(&all_en), "{fr:#?} {en:#?}");
        for (code, _) in blocks {
            let shown = |said: &str| said.lines().any(|line| line.starts_with(&format!("  {code} ")));
            assert!(shown(&fr.out) && shown(&en.out), "{code}: {fr:#?} {en:#?}");
        }
    }
    let said = french.run(&["check", &grid_path("edl")]);
    assert!(said.out.contains("31 compétences, 115 critères, 448 indicateurs, 115 items"), "{said:#?}");
}

/// The texts of the `editorial` keys of a grid, as the file writes them.
fn editorial(text: &str) -> Vec<String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("editorial = \"")?.rsplit_once('"'));
    lines.map(|(text, _)| plain(text)).collect()
}

#[test]
fn check_lists_every_editorial_default() {
    let home = Home::new();
    for name in GRIDS {
        let text = grid_text(name);
        let defaults = editorial(&text);
        let written = text.lines().filter(|line| !line.starts_with('#') && line.contains("editorial")).count();
        assert_eq!(defaults.len(), written, "{name}: an editorial default is written some other way");
        let said = home.run(&["check", &grid_path(name)]).ends_with(0);
        let lines = said.lines();
        let start = lines.iter().position(|line| line.contains("choix éditoriaux")).unwrap();
        let listed: Vec<&str> = lines.into_iter().skip(start + 1).take_while(|line| line.starts_with("    ")).collect();
        assert_eq!(listed.len(), defaults.len(), "{name}: {listed:#?}");
        for default in &defaults {
            let times = listed.iter().filter(|line| line.ends_with(&format!(" : {default}"))).count();
            assert!(times > 0, "{name}: « {default} » is not in {listed:#?}");
            // Each says that it is a proposal, and of what the text says nothing.
            assert!(default.contains("proposition"), "{name}: {default}");
        }
    }
}

#[test]
fn what_a_grid_asks_of_juries_and_of_candidates_is_told() {
    let home = Home::new();
    for name in GRIDS {
        let grid = parsed(&grid_text(name));
        let said = home.run(&["check", &grid_path(name)]).ends_with(0).out;
        for requirement in &grid.certification.requirements {
            assert!(said.contains(&plain(&requirement.title.fr)), "{name}: {said}");
        }
        let certifying = said.lines().any(|line| line.starts_with("  jury de certification : "));
        assert_eq!(certifying, grid.jury.certification.is_some(), "{name}: {said}");
        for timing in &grid.timings {
            let phase = &timing.phases[0].title.fr;
            assert!(said.contains(&format!(" : {phase} ")), "{name}: {said}");
        }
        assert_eq!(said.contains("toutes les voies d’accès sont ouvertes"), grid.access.is_none(), "{name}: {said}");
    }
}
