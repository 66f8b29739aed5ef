//! The words of `--help`.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Lang, words};

/// How a session is prepared; the same in both languages.
pub const NEW_EXAMPLE: &str =
    "soutenance new sessions/b204 --grid grids/rncp38822.toml --candidates liste.csv --room B204 --date 2027-06-14";

/// How many rooms are consolidated; the same in both languages.
pub const CONSOLIDATE_EXAMPLE: &str =
    "soutenance consolidate recu --signers allowed_signers --expected salles.csv --out resultats";

words! {
    about() { "Conduit une soutenance depuis un seul écran : chronomètre, grille, délibération, procès-verbal signé." / "Runs an oral exam from one screen: clock, grid, deliberation, signed minutes." }
    after() { "Sans commande, ouvre la session trouvée dans « sessions ». Codes de sortie : 0 tout va bien ; 1 quelque chose ne va pas dans ce qui est examiné ; 2 l’examen n’a pas pu se faire." / "Without a command, opens the session found in “sessions”. Exit codes: 0 fine; 1 something is wrong in what was examined; 2 it could not be examined." }
    example(text: &str) { "Exemple : {text}" / "Example: {text}" }
    template() { "{{about}}\n\nUsage : {{usage}}\n\nArguments\n{{positionals}}\n\nOptions\n{{options}}{{after-help}}" / "{{about}}\n\nUsage: {{usage}}\n\nArguments\n{{positionals}}\n\nOptions\n{{options}}{{after-help}}" }
    root_template() { "{{about}}\n\nUsage : {{usage}}\n\nCommandes\n{{subcommands}}\n\nOptions\n{{options}}{{after-help}}" / "{{about}}\n\nUsage: {{usage}}\n\nCommands\n{{subcommands}}\n\nOptions\n{{options}}{{after-help}}" }
    command() { "COMMANDE" / "COMMAND" }
    unknown_command(name: &str) { "« {name} » n’est pas une commande" / "“{name}” is not a command" }
    unknown_option(name: &str) { "« {name} » n’est pas attendu ici" / "“{name}” is not expected here" }
    missing(names: &str) { "il manque : {names}" / "missing: {names}" }
    missing_command() { "il manque une commande" / "a command is missing" }
    bad_value(value: &str, name: &str) { "« {value} » ne convient pas pour {name}" / "“{value}” does not do for {name}" }
    conflict(name: &str) { "{name} ne va pas avec le reste" / "{name} does not go with the rest" }
    not_understood() { "ces arguments ne se comprennent pas" / "these arguments cannot be understood" }
    see_help(command: &str) { "Voir : {command} --help" / "See: {command} --help" }
    run() { "Ouvre une session et conduit les soutenances" / "Opens a session and runs the hearings" }
    new() { "Prépare le dossier d’une session" / "Prepares the folder of a session" }
    grid() { "Écrit une grille à compléter" / "Writes a grid to complete" }
    grid_new() { "Écrit une grille commentée, à compléter" / "Writes a commented grid, to be completed" }
    arg_new_grid() { "Le fichier à écrire" / "The file to write" }
    check() { "Vérifie grilles, listes et sessions : chaque défaut, avec sa ligne et ce qu’il faut faire" / "Checks grids, lists and sessions: every problem, with its line and what to do" }
    journal() { "Raconte l’histoire d’une session et vérifie que rien n’y a été changé" / "Tells the history of a session and checks that nothing in it was changed" }
    keys() { "Crée ou montre les clés de signature" / "Makes or shows signing keys" }
    keys_new() { "Crée une clé Ed25519 ; la phrase secrète est demandée deux fois" / "Makes an Ed25519 key; the passphrase is asked twice" }
    keys_show() { "Écrit la ligne « allowed_signers » d’une clé publique" / "Writes the allowed_signers line of a public key" }
    keys_signers() { "Écrit les lignes « allowed_signers » du jury d’une session" / "Writes the allowed_signers lines of a session’s jury" }
    clock() { "Montre le chronomètre à la salle, dans un second terminal : ni note, ni juré" / "Shows the clock to the room, in a second terminal: no mark, no juror" }
    export() { "Met toute une session dans un seul fichier zip, sans les clés" / "Puts a whole session into one zip file, without the keys" }
    arg_export() { "Le fichier à écrire ; rien n’est jamais remplacé" / "The file to write; nothing is ever replaced" }
    verify() { "Vérifie des procès-verbaux : signatures, empreintes, journal" / "Verifies minutes: signatures, digests, journal" }
    consolidate() { "Réunit ce que des salles ont envoyé : résultats, anomalies, statistiques" / "Gathers what rooms sent: results, anomalies, statistics" }
    value_folder() { "DOSSIER" / "FOLDER" }
    arg_out() { "Le dossier où écrire les résultats ; ceux d’avant y sont remplacés" / "The folder to write the results to; those from before are replaced" }
    arg_expected() { "Les salles attendues : CSV avec une colonne « salle », et si possible « date » et « certification »" / "The rooms that are expected: CSV with a column “room”, and “date” and “certification” if possible" }
    arg_awaited() { "Une liste de candidats attendus, quelle que soit leur salle" / "A list of candidates who are awaited, whatever their room" }
    arg_since() { "Dit ce qui a changé depuis les résultats écrits dans ce dossier" / "Says what changed since the results written in this folder" }
    arg_csv() { "standard, ou excel-fr : points-virgules, virgule décimale, comme Excel en français les ouvre" / "standard, or excel-fr: semicolons and decimal commas, as French Excel opens them" }
    arg_certificates() { "Écrit aussi qui doit recevoir quel certificat, pour un publipostage" / "Also writes who is to receive which certificate, for a mail merge" }
    value_session() { "SESSION" / "SESSION" }
    value_file() { "FICHIER" / "FILE" }
    value_name() { "NOM" / "NAME" }
    value_room() { "SALLE" / "ROOM" }
    value_date() { "AAAA-MM-JJ" / "YYYY-MM-DD" }
    value_paths() { "CHEMIN" / "PATH" }
    arg_session() { "Le dossier de la session" / "The session’s folder" }
    arg_passphrase_file() { "Le fichier dont la première ligne est la phrase secrète" / "The file whose first line is the passphrase" }
    arg_codes_file() { "Le fichier des codes des jurés qui notent seuls, à vous seul : « membre code » par ligne" / "The file of the codes of jurors who mark alone, yours alone: “member code” a line" }
    arg_lang() { "Langue : français (par défaut) ou anglais" / "Language: French (the default) or English" }
    arg_line() { "La même épreuve en lignes de texte : lecteurs d’écran, scripts, liaisons très lentes" / "The same exam in plain lines: screen readers, scripts, very slow links" }
    arg_stop_on_error() { "S’arrête au premier refus, avec le code 1" / "Ends at the first refusal, with exit code 1" }
    arg_grid() { "La grille de la certification" / "The certification’s grid" }
    arg_candidates() { "La liste des candidats (.csv, .xlsx ou .ods)" / "The list of candidates (.csv, .xlsx or .ods)" }
    arg_room() { "La salle" / "The room" }
    arg_date() { "Le jour" / "The day" }
    arg_check() { "Grilles, listes de candidats, dossiers de session" / "Grids, lists of candidates, session folders" }
    arg_verify() { "Procès-verbaux, dossiers ou zips qui en contiennent" / "Minutes, or folders or zips that hold some" }
    arg_revoked() { "Les clés auxquelles on a renoncé : une clé publique par ligne" / "The keys that were given up: one public key a line" }
    arg_at() { "Le jour où les signataires doivent être acceptés (aujourd’hui si rien n’est dit)" / "The day on which signers must be accepted (today if nothing is said)" }
    arg_known_grid() { "Une grille, ou un dossier de grilles, pour les procès-verbaux venus sans la leur" / "A grid, or a folder of grids, for minutes that came without theirs" }
    arg_format() { "text pour lire, json pour un programme (un objet par ligne)" / "text to read, json for a program (one object a line)" }
    arg_signers() { "Qui peut signer : un fichier « allowed_signers » d’OpenSSH" / "Who may sign: an OpenSSH allowed_signers file" }
    arg_key_name() { "Le nom de la personne dans la session (son « id »)" / "The person’s name in the session (its “id”)" }
    arg_key_file() { "Où écrire la clé ; la clé publique va à côté, avec « .pub »" / "Where to write the key; the public key goes beside it, with “.pub”" }
    arg_public_file() { "La clé publique" / "The public key" }
    arg_no_passphrase() { "Ne protège pas la clé : quiconque a le fichier peut signer" / "Does not protect the key: whoever has the file can sign" }
    arg_help() { "Affiche cette aide" / "Shows this help" }
    arg_version() { "Affiche la version" / "Shows the version" }
}

/// What is wrong with the arguments, in words.
pub fn arguments_fault(lang: Lang, fault: &clap::Error) -> String {
    let named = |kind: ContextKind| match fault.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let what = match fault.kind() {
        ErrorKind::InvalidSubcommand => unknown_command(lang, &named(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => unknown_option(lang, &named(ContextKind::InvalidArg)),
        ErrorKind::MissingRequiredArgument => missing(lang, &named(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => missing_command(lang),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::NoEquals => {
            bad_value(lang, &named(ContextKind::InvalidValue), &named(ContextKind::InvalidArg))
        }
        ErrorKind::ArgumentConflict => conflict(lang, &named(ContextKind::InvalidArg)),
        _ => not_understood(lang),
    };
    format!("{what}\n{}", see_help(lang, "soutenance"))
}
