use super::made::results;
use crate::consolidate::Results;
use crate::results::{ReadError, read, render, sentence, write_toml};
use crate::text::Lang;

fn written(results: &Results) -> String {
    let mut bytes = Vec::new();
    write_toml(results, Lang::Fr, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn results_come_back_as_they_went_out() {
    let file = render(&results(), Lang::Fr);
    let text = written(&results());
    assert_eq!(text.parse::<toml::Table>().unwrap(), toml::Table::try_from(&file).unwrap());
    assert!(text.starts_with("format = \"soutenance-results/1\"\n"), "{text}");
    assert_eq!(read(text.as_bytes()).unwrap(), file);
    assert_eq!(file.result[1].given_name, "=1+1");
    assert_eq!(file.anomaly[0].files[0], "=recu/a[31m.toml");
    assert!(!text.contains("12.5"), "no items in {text}");
}

#[test]
fn what_is_not_results_is_refused_where_it_stands() {
    let text = written(&results());
    let more = text.replacen("closed = true\n", "closed = true\ncouleur = \"bleu\"\n", 1);
    let line = more.lines().position(|line| line.starts_with("couleur")).unwrap() + 1;
    match read(more.as_bytes()) {
        Err(ReadError::Read { line: found, column: 1, .. }) => assert_eq!(found, line),
        other => panic!("{other:?}"),
    }
    let torn = text.replacen("room = \"B204\"", "room = \"B204", 1);
    assert!(
        matches!(read(torn.as_bytes()), Err(ReadError::Read { line, .. }) if line > 1),
        "{:?}",
        read(torn.as_bytes())
    );
    let later = text.replace("soutenance-results/1", "soutenance-results/2") + "\n[later]\n";
    assert_eq!(read(later.as_bytes()), Err(ReadError::Format("soutenance-results/2".to_owned())));
    assert_eq!(read(b"\xff"), Err(ReadError::NotUtf8));
    let fault = ReadError::Read { line: 3, column: 5, why: String::new() };
    assert_eq!(
        sentence(Lang::Fr, "avant/results.toml", &fault),
        "avant/results.toml, ligne 3, colonne 5\u{a0}: ce programme n’écrit pas les résultats ainsi"
    );
}

#[test]
fn no_name_looks_like_another_result() {
    let mut results = results();
    results.candidates[0].candidate.family_name = "Martin\n[[result]]\n".into();
    assert_eq!(read(written(&results).as_bytes()).unwrap().result[0].family_name, "Martin [[result]] ");
}
