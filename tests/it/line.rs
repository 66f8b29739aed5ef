//! Whole exams in plain lines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use std::fs;
use std::time::{Duration, Instant};

use super::support::{Desk, Home, Talk, example_items, is_answer, plain};

/// The verbs of an exam in one language.
struct Verbs {
    open: &'static str,
    present: &'static str,
    start: &'static str,
    next: &'static str,
    mark: &'static str,
    comment: &'static str,
    status: &'static str,
    decide: &'static str,
    validated: &'static str,
    review: &'static str,
    sign: &'static str,
    close: &'static str,
    quit: &'static str,
}

const FRENCH: Verbs = Verbs {
    open: "ouvrir",
    present: "présents tous",
    start: "démarrer",
    next: "suivant",
    mark: "noter",
    comment: "commenter",
    status: "état",
    decide: "décider",
    validated: "validé",
    review: "relire",
    sign: "signer",
    close: "fermer",
    quit: "quitter",
};

const ENGLISH: Verbs = Verbs {
    open: "open",
    present: "present all",
    start: "start",
    next: "next",
    mark: "mark",
    comment: "comment",
    status: "status",
    decide: "decide",
    validated: "validated",
    review: "review",
    sign: "sign",
    close: "close",
    quit: "quit",
};

/// Hears these candidates one after the other; returns everything that was said.
fn exam(desk: &Desk<'_>, verbs: &Verbs, candidates: &[&str]) -> String {
    let mut talk = desk.talk();
    let mut all = vec![talk.line().unwrap()];
    let mut ask = |command: &str| {
        let said = talk.ask(command);
        assert!(said.last().unwrap().starts_with("ok"), "« {command} » gives {said:#?}");
        let said = said.join("\n");
        all.push(said.clone());
        said
    };
    for candidate in candidates {
        ask(&format!("{} {candidate}", verbs.open));
        ask(verbs.present);
        ask(verbs.status);
        ask(verbs.start);
        for item in example_items() {
            ask(&format!("{} {item} 3", verbs.mark));
        }
        ask(&format!("{} BC02.1 Réponse précise\\net sûre", verbs.comment));
        ask(verbs.next);
        ask(verbs.next);
        ask(verbs.decide);
        for block in ["BC01", "BC02", "BC03", "BC04"] {
            ask(&format!("{} {block} {}", verbs.decide, verbs.validated));
        }
        ask(verbs.review);
        ask(&format!("{} claire.moreau", verbs.sign));
        ask(verbs.close);
    }
    ask(verbs.quit);
    let (rest, code) = talk.end();
    assert_eq!((rest.len(), code), (0, Some(0)), "{rest:#?}");
    all.join("\n")
}

#[test]
fn two_candidates_in_french() {
    let home = Home::new();
    let desk = home.example("b204");
    let said = exam(&desk, &FRENCH, &["C001", "C002"]);
    assert!(!said.contains('\u{1b}'), "an escape sequence in {said}");
    // A third more time: twenty minutes become twenty-six and forty seconds.
    assert!(said.contains("Présentation prête à démarrer, 20 min dues"), "{said}");
    assert!(said.contains("Présentation prête à démarrer, 26 min 40 s dues"), "{said}");
    assert!(said.contains("BC01 : la règle propose validé"), "{said}");
    let verified = desk.verify().ends_with(0);
    assert_eq!(verified.lines().len(), 4, "{verified:#?}");
    assert!(verified.out.contains("certification complète"), "{verified:#?}");
    let minutes = desk.read("minutes/C002.v1.toml");
    assert!(minutes.contains("Réponse précise\\net sûre") || minutes.contains("Réponse précise\net sûre"), "{minutes}");
}

#[test]
fn two_candidates_in_english() {
    let home = Home::new().english();
    let desk = home.example("b204");
    let said = exam(&desk, &ENGLISH, &["C001", "C002"]);
    assert!(!said.contains('\u{1b}'), "an escape sequence in {said}");
    assert!(said.contains("Presentation ready to start, 26 min 40 s due"), "{said}");
    assert!(said.contains("BC01: the rule proposes validated"), "{said}");
    let verified = desk.verify().ends_with(0);
    assert!(verified.out.contains("full certification"), "{verified:#?}");
}

#[test]
fn items_are_listed_searched_and_shown() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut talk = desk.talk();
    talk.line();
    assert!(talk.refused("items").contains("aucune soutenance"));
    for line in ["ouvrir C001", "présents tous", "noter BC02.1 3", "commenter BC02.1 Net."] {
        talk.ok(line);
    }
    let all = talk.ask("items");
    // Every item under the heading of its block, the three requirements under theirs, and the answer.
    assert_eq!(all.len(), example_items().len() + 5 + 4 + 1, "{all:#?}");
    let block = talk.ask("items bc02");
    assert_eq!(block.len(), 1 + 5 + 1, "{block:#?}");
    assert_eq!(block[0], "BC02 Concevoir et développer des solutions logicielles : 1 sur 5");
    assert_eq!(block[1], "BC02.1 : Acquis, commentaire — Architecture de l’application logicielle");
    assert_eq!(block[2], "BC02.2 : sans note — Intégrité du code");
    let found = talk.ask("items FRONT END");
    assert!(found[0].starts_with("BC02.3"), "{found:#?}");
    assert!(talk.refused("items chaussette").contains("introuvable"));
    let shown = talk.ask("show bc02.1");
    assert!(shown.len() == 4 && shown[2] == "Commentaire : Net.", "{shown:#?}");
    assert!(talk.refused("voir BC09").contains("BC09"));
    assert!(talk.refused("voir").contains("voir ITEM"));
}

#[test]
fn a_large_grid_is_counted_by_block() {
    let home = Home::new();
    let desk = home.large("b204");
    let mut talk = desk.talk();
    talk.line();
    for line in ["ouvrir C1", "présents tous", "noter B1.3.7 3", "noter T1 4"] {
        talk.ok(line);
    }
    let status = talk.ask("état");
    for line in ["notés : 2 sur 55", "B1 : 1 sur 52", "B2 : 0 sur 2", "Compétences transversales : 1 sur 1"] {
        assert!(status.iter().any(|each| plain(each) == line), "{line} is not in {status:#?}");
    }
    assert!(!status.iter().any(|each| each.contains("sans note")), "{status:#?}");
    assert_eq!(talk.ask("items B1.3").len(), 1 + 50 + 1);
    let shown: Vec<String> = talk.ask("voir B1.3.7").iter().map(|line| plain(line)).collect();
    let expected = [
        "B1.3.7 : Acquis — Point 7 du devis",
        "Point 7 du devis",
        "Compétence B1.3 : Chiffrer",
        "Indicateurs",
        "- hypothèses écrites",
        "- marge justifiée",
        "ok",
    ];
    assert_eq!(shown, expected);
    let heading: Vec<String> = talk.ask("voir b1.3").iter().map(|line| plain(line)).collect();
    assert_eq!(heading[..2], ["Chiffrer", "B1.3 Chiffrer : 1 sur 50"]);
}

#[test]
fn every_command_is_answered_once() {
    let home = Home::new();
    let desk = home.example("b204");
    let script = ["ouvrir C001", "n’importe quoi", "", "# une remarque", "présents tous", "noter BC01.1", "aide"];
    let said = desk.script(&script, &[]).ends_with(0);
    let answers: Vec<&str> = said.lines().into_iter().filter(|line| is_answer(line)).collect();
    // Neither an empty line nor a remark is a command.
    assert_eq!(answers.len(), 5, "{said:#?}");
    assert!(answers[1].starts_with("erreur commande inconnue"), "{answers:#?}");
    assert!(
        answers[3].starts_with("erreur il manque quelque chose ; la commande s’écrit : noter ITEM NOTE"),
        "{answers:#?}"
    );
    let in_english = home.run_with(&["run", desk.text_path(), "--line", "--lang", "en"], b"nothing\n").ends_with(0);
    assert!(in_english.out.contains("\nerror unknown command: “nothing”"), "{in_english:#?}");
}

#[test]
fn the_first_refusal_ends_it_where_that_was_asked() {
    let home = Home::new();
    let desk = home.example("b204");
    let script = ["ouvrir C001", "ouvrir C999", "présents tous"];
    let said = desk.script(&script, &["--stop-on-error"]).ends_with(1);
    assert!(said.lines().last().unwrap().starts_with("erreur "), "{said:#?}");
    assert_eq!((desk.count("hearing-opened"), desk.count("jury-present")), (1, 0));
    desk.script(&script, &[]).ends_with(0);
    assert_eq!(desk.count("jury-present"), 1);
}

#[test]
fn the_end_of_the_input_leaves() {
    let home = Home::new();
    let desk = home.example("b204");
    desk.bytes(b"", &[]).ends_with(0);
    // The last line may lack its end.
    let said = desk.bytes(b"ouvrir C001\npr\xc3\xa9sents tous", &[]).ends_with(0);
    assert!(said.lines().last().unwrap().starts_with("ok jury présent"), "{said:#?}");
    let after = desk.bytes(b"quitter\nouvrir C002\n", &[]).ends_with(0);
    assert!(after.lines().last().unwrap().starts_with("ok "), "{after:#?}");
    assert_eq!(desk.count("hearing-opened"), 1);
}

#[test]
fn what_is_not_text_is_refused_and_what_is_not_plain_is_cleaned() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut input = b"ouvrir C001\npr\xc3\xa9sents tous\nnoter \xff\xfe 3\n".to_vec();
    input.extend(vec![b'a'; 70_000]);
    input.extend(b"\ncommenter BC01.1 rouge \x1b[31m et \x07 cloche \xe2\x80\xae\nabsent \x1b]0;titre\x07\nrelire\n");
    input.extend(b"\xef\xbb\xbfouvrir C002\r\n");
    let said = desk.bytes(&input, &[]).ends_with(0);
    let answers: Vec<&str> = said.lines().into_iter().filter(|line| is_answer(line)).collect();
    let good: Vec<bool> = answers.iter().map(|line| line.starts_with("ok")).collect();
    assert_eq!(good, [true, true, false, false, true, true, true, true], "{answers:#?}");
    assert!(!said.all().contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:#?}");
    assert!(!desk.read("journal.jsonl").contains("\\u001b"));
}

#[test]
fn an_absence_is_signed() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut talk = desk.talk();
    talk.line();
    talk.ok("ouvrir C003");
    assert!(talk.refused("absent").contains("il manque quelque chose"));
    talk.ok("absent pas venu, sans nouvelles");
    assert!(talk.refused("démarrer").contains("absent"));
    talk.ok("annuler");
    talk.ok("absent pas venu");
    talk.ok("signer claire.moreau");
    let minutes = desk.read("minutes/C003.v1.toml");
    assert!(minutes.contains("state = \"absent\"\nstate_reason = \"pas venu\"\n"), "{minutes}");
    desk.verify().ends_with(0);
    // Once the hearing has begun it is no absence any more.
    talk.ok("fermer");
    talk.ok("ouvrir C001");
    talk.ok("présents tous");
    talk.ok("démarrer");
    assert!(talk.refused("absent parti").contains("ce n’est plus une absence"));
}

#[test]
fn a_candidate_who_stops_is_deliberated() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    let mut talk = desk.talk();
    talk.line();
    for command in ["ouvrir C1", "présents tous", "démarrer", "noter B1.1 1"] {
        talk.ok(command);
    }
    talk.refused("arrêter");
    talk.ok("arrêter un malaise");
    assert!(talk.ok("état").contains("\ndélibération\n"));
    talk.ok("décider B1 refusé arrêt avant la fin");
    assert!(talk.refused("signer claire.moreau").contains("sans décision : B2"));
    talk.ok("décider B2 refusé arrêt avant la fin");
    talk.ok("signer claire.moreau");
    let minutes = desk.read("minutes/C1.v1.toml");
    assert!(minutes.contains("state = \"stopped\"\nstate_reason = \"un malaise\"\n"), "{minutes}");
    desk.verify().ends_with(0);
}

#[test]
fn a_decision_against_the_rule_needs_a_reason() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    let mut talk = desk.talk();
    talk.line();
    for command in ["ouvrir C1", "présents tous"] {
        talk.ok(command);
    }
    assert!(talk.refused("décider B1 validé").contains("toutes les phases"));
    talk.ok("démarrer");
    for command in ["noter B1.1 3", "noter B1.2 2", "noter B1.3 4", "noter B2.1 3", "suivant", "suivant"] {
        talk.ok(command);
    }
    // One item is below; in the other block one has no mark, and the rule says nothing.
    assert!(talk.ok("décider").contains("B1 : la règle propose non validé"));
    assert!(talk.refused("décider B1 validé").contains("motif"));
    assert!(talk.refused("décider B1 validé   ").contains("motif"));
    assert!(talk.refused("décider B2 validé").contains("motif"));
    assert!(talk.refused("décider B2 refusé").contains("motif"));
    assert!(talk.refused("décider B1 peut-être").contains("n’est pas une décision"));
    assert!(talk.refused("décider B9 validé").contains("B9"));
    assert_eq!(desk.count("block-decided"), 0);
    talk.ok("décider B1 refusé");
    talk.ok("décider b1 validé rattrapé à l’entretien");
    talk.ok("décider B2 refusé jamais abordé");
    talk.ok("signer claire.moreau");
    let minutes = desk.read("minutes/C1.v1.toml");
    assert!(minutes.contains("reason = \"rattrapé à l’entretien\""), "{minutes}");
    desk.verify().ends_with(0);
}

#[test]
fn a_jury_that_falls_short_needs_a_reason() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut talk = desk.talk();
    talk.line();
    talk.ok("ouvrir C001");
    assert!(talk.refused("présents claire.moreau jean").contains("jean"));
    talk.ok("présents claire.moreau, helene.roux");
    assert!(talk.refused("démarrer").contains("certificateur : 1, requis 2"));
    assert!(talk.refused("noter BC01.1 3").contains("certificateur : 1, requis 2"));
    talk.refused("passer-outre");
    talk.ok("passer-outre un membre empêché");
    talk.ok("démarrer");
    // Only who sits signs.
    talk.ok("arrêter fin de l’essai");
    for block in ["BC01", "BC02", "BC03", "BC04"] {
        talk.ok(&format!("décider {block} refusé essai"));
    }
    assert!(talk.refused("signer karim.benali").contains("n’est pas parmi les présents"));
    talk.ok("signer claire.moreau");
    assert!(talk.refused("noter BC01.1 3").contains("plus rien ne change"));
    assert!(desk.read("minutes/C001.v1.toml").contains("un membre empêché"));
    desk.verify().ends_with(0);
}

#[test]
fn marks_by_rank_name_and_title() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut talk = desk.talk();
    talk.line();
    for command in ["ouvrir c001", "présents TOUS", "démarrer"] {
        talk.ok(command);
    }
    for (typed, level) in [
        ("BC01.1 1", "Non acquis"),
        ("bc01.2 acquis", "Acquis"),
        ("BC01.3 Maîtrisé", "Maîtrisé"),
        ("BC01.4 MAITRISE", "Maîtrisé"),
        ("BC01.5 En cours d’acquisition", "En cours d’acquisition"),
        ("BC01.6 en cours d'acquisition", "En cours d’acquisition"),
        ("BC01.7 en-cours", "En cours d’acquisition"),
        ("BC02.1 Being acquired", "En cours d’acquisition"),
        ("ct1   4", "Maîtrisé"),
    ] {
        let said = talk.ok(&format!("noter {typed}"));
        assert!(said.ends_with(&format!(" : {level}")), "« {typed} » gives {said}");
    }
    for wrong in ["BC01.1 0", "BC01.1 5", "BC01.1 -1", "BC01.1 moyen", "BC09.1 3", "BC01 3", "BC01.1 3 4"] {
        talk.refused(&format!("noter {wrong}"));
    }
    assert!(talk.ok("état").contains("notés : 9 sur 26"));
    talk.ok("noter BC01.1 -");
    assert!(talk.ok("état").contains("notés : 8 sur 26"));
    assert_eq!(talk.ok("annuler"), "ok note de BC01.1 : dernière saisie annulée");
    assert!(talk.ok("état").contains("notés : 9 sur 26"));
}

#[test]
fn a_wrong_passphrase_draws_nothing() {
    let home = Home::new();
    let desk = home.example("b204");
    let script = ["ouvrir C001", "absent pas venu", "signer claire.moreau"];
    for phrase in ["exempl\n", "Exemple\n", " exemple\n", "\n", ""] {
        home.write("phrase", phrase);
        let said = desk.script(&script, &[]).ends_with(0);
        let last = said.lines().last().copied().unwrap().to_owned();
        assert!(last.starts_with("erreur ") && last.contains("phrase secrète"), "{phrase:?} gives {said:#?}");
        assert!(!desk.path("minutes").exists());
        assert_eq!(desk.count("minutes-drawn"), 0);
    }
    // Neither file nor terminal: the refusal says what is needed.
    fs::remove_file(home.path("phrase")).unwrap();
    let said = desk.script(&script, &[]).ends_with(0);
    assert!(said.lines().last().unwrap().contains("phrase secrète demandée"), "{said:#?}");
    assert_eq!(desk.count("minutes-drawn"), 0);
    home.write("phrase", "exemple\r\n");
    let said = desk.script(&script, &[]).ends_with(0);
    assert!(said.lines().last().unwrap().starts_with("ok "), "{said:#?}");
    desk.verify().ends_with(0);
}

#[test]
fn a_missing_passphrase_file_is_named() {
    let home = Home::new();
    let desk = home.example("b204");
    fs::remove_file(home.path("phrase")).unwrap();
    let script = ["ouvrir C001", "absent pas venu", "signer claire.moreau"];
    let said = desk.script(&script, &["--passphrase-file", "nulle-part"]).ends_with(0);
    assert!(said.lines().last().unwrap().starts_with("erreur fichier de la phrase secrète illisible"), "{said:#?}");
    assert_eq!(desk.count("minutes-drawn"), 0);
}

#[test]
fn another_process_goes_on_where_the_first_was() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.script(&["ouvrir C1", "présents tous", "démarrer", "noter B1.1 2", "pause alerte incendie"], &[]).ends_with(0);
    let mut talk = desk.talk();
    talk.line();
    assert_eq!(talk.line().unwrap(), "soutenance ouverte : Anaïs Lefèvre (C1)");
    let status = talk.ok("état");
    assert!(status.contains("Présentation en pause (alerte incendie), il reste "), "{status}");
    assert!(status.contains("notés : 1 sur 6"), "{status}");
    talk.ok("reprendre");
    talk.ok("suivant");
    talk.ok("suivant");
    assert!(talk.refused("démarrer").contains("toutes les phases sont terminées"));
}

#[test]
fn a_second_process_is_told_who_has_the_session() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    let mut first = desk.talk();
    first.line();
    first.ok("ouvrir C1");
    let second = desk.script(&["fermer"], &[]).ends_with(2);
    assert_eq!(second.out, "");
    assert!(second.err.contains("déjà ouverte : essai sur "), "{second:#?}");
    assert!(second.err.contains(&format!("(processus {})", first.pid())), "{second:#?}");
    first.kill();
    // The lock dies with its holder.
    desk.script(&["fermer"], &["--stop-on-error"]).ends_with(0);
}

/// With three seconds a phase: nobody types anything, and each warning comes in its second.
fn warnings(home: &Home, verbs: &Verbs, words: [&str; 3]) {
    let desk = home.small("s", "3s", r#""2s", "1s""#);
    let mut talk = desk.talk();
    talk.line();
    talk.ok(&format!("{} C1", verbs.open));
    talk.ok(verbs.present);
    talk.ok(verbs.start);
    let hear = |talk: &mut Talk| {
        let begun = Instant::now();
        for (second, word) in (1..).zip(words) {
            let line = talk.line().unwrap();
            let starts = line.starts_with("attention ") || line.starts_with("warning ");
            assert!(starts && line.contains(word), "{line} instead of {word}");
            let (at, due) = (begun.elapsed(), Duration::from_secs(second));
            assert!(at + Duration::from_millis(200) > due, "{line} after {at:?}");
            assert!(at < due + Duration::from_millis(1500), "{line} after {at:?}");
        }
    };
    hear(&mut talk);
    let status = talk.ok(verbs.status);
    assert!(!status.contains(words[0]) && !status.contains("attention") && !status.contains("warning"), "{status}");
    // A pause loses none of the warnings of the phase after.
    talk.ok(verbs.next);
    talk.ok("pause x");
    talk.ok("resume");
    hear(&mut talk);
}

#[test]
fn warnings_come_by_themselves() {
    let words = ["il reste 2 s", "il reste 1 s", "temps écoulé"];
    warnings(&Home::new(), &FRENCH, words);
}

#[test]
fn warnings_come_by_themselves_in_english() {
    warnings(&Home::new().english(), &ENGLISH, ["2 s left", "1 s left", "time is up"]);
}
