//! The words of line mode: verbs, help, what `status` says.

use super::{Lang, words};

words! {
    ok(text: &str) { "ok {text}" / "ok {text}" }
    error(text: &str) { "erreur {text}" / "error {text}" }
    warning(text: &str) { "attention {text}" / "warning {text}" }
    welcome(name: &str, room: &str, count: usize, word: &str) { "session {name}, salle {room}, {count} {word} ; « aide » donne les commandes" / "session {name}, room {room}, {count} {word}; “help” lists the commands" }
    torn() { "la fin d’une écriture interrompue a été mise de côté ; rien de ce qui était confirmé n’est perdu" / "the end of an interrupted write was set aside; nothing that was confirmed is lost" }
    gap(at: &str, length: &str) { "le programme s’est arrêté pendant la phase (dernière trace à {at}, il y a {length}) : « interruption temps » ou « interruption pause »" / "the program stopped during the phase (last seen at {at}, {length} ago): “gap time” or “gap pause”" }
    resumed(who: &str) { "soutenance ouverte : {who}" / "open hearing: {who}" }
    bye() { "à bientôt" / "goodbye" }
    unknown_verb(verb: &str) { "commande inconnue : « {verb} » ; « aide » donne les commandes" / "unknown command: “{verb}”; “help” lists the commands" }
    usage(usage: &str) { "il manque quelque chose ; la commande s’écrit : {usage}" / "something is missing; the command is written: {usage}" }
    unknown_outcome(word: &str) { "« {word} » n’est pas une décision : dites « validé » ou « refusé »" / "“{word}” is no decision: say “validated” or “refused”" }
    not_text() { "cette ligne n’est pas du texte lisible (UTF-8)" / "this line is not readable text (UTF-8)" }
    passphrase_prompt(name: &str) { "Phrase secrète (clé de signature, {name}) : " / "Passphrase (signing key, {name}): " }
    passphrase_file(why: &str) { "fichier de la phrase secrète illisible : {why}" / "passphrase file cannot be read: {why}" }
    no_hearing_open() { "aucune soutenance ouverte" / "no hearing open" }
    phase_running(phase: &str, left: &str) { "{phase} en cours, il reste {left}" / "{phase} running, {left} left" }
    phase_over(phase: &str, over: &str) { "{phase} en cours, temps dépassé de {over}" / "{phase} running, {over} over time" }
    phase_paused(phase: &str, left: &str, reason: &str) { "{phase} en pause ({reason}), il reste {left}" / "{phase} paused ({reason}), {left} left" }
    phase_waiting(phase: &str, due: &str) { "{phase} prête à démarrer, {due} dues" / "{phase} ready to start, {due} due" }
    deliberation() { "délibération" / "deliberation" }
    absent(reason: &str) { "absent : {reason}" / "absent: {reason}" }
    who_is_present() { "dites qui est présent : « présents » et les membres, ou « présents tous »" / "say who is present: “present” and the members, or “present all”" }
    members(list: &str) { "membres du jury : {list}" / "members of the jury: {list}" }
    marks(done: usize, all: usize) { "notés : {done} sur {all}" / "marked: {done} of {all}" }
    unmarked(items: &str) { "sans note : {items}" / "unmarked: {items}" }
    decision(block: &str, outcome: &str) { "{block} : décidé, {outcome}" / "{block}: decided, {outcome}" }
    proposal(block: &str, outcome: &str, why: &str) { "{block} : la règle propose {outcome} ({why})" / "{block}: the rule proposes {outcome} ({why})" }
    no_proposal(block: &str, why: &str) { "{block} : la règle ne propose rien ({why})" / "{block}: the rule proposes nothing ({why})" }
    candidate_line(id: &str, time: &str, name: &str, blocks: &str, state: &str) { "{id}  {time}  {name}  {blocks}  {state}" / "{id}  {time}  {name}  {blocks}  {state}" }
    help_line(usage: &str, other: &str, about: &str) { "{usage} ({other}) : {about}" / "{usage} ({other}): {about}" }
    scale(list: &str) { "échelle : {list}" / "scale: {list}" }
    block_scale(block: &str, list: &str) { "échelle de {block} : {list}" / "scale of {block}: {list}" }
    requirement(id: &str, title: &str, state: &str) { "exigence {id} ({title}) : {state}" / "requirement {id} ({title}): {state}" }
    counted(what: &str, done: usize, all: usize) { "{what} : {done} sur {all}" / "{what}: {done} of {all}" }
    item_line(code: &str, mark: &str, name: &str) { "{code} : {mark} — {name}" / "{code}: {mark} — {name}" }
    commented(mark: &str) { "{mark}, commentaire" / "{mark}, comment" }
    levels(list: &str) { "niveaux : {list}" / "levels: {list}" }
}

/// A verb of line mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table below says what each is for")]
pub enum Verb {
    Open,
    Present,
    Acknowledge,
    Absent,
    Start,
    Pause,
    Resume,
    End,
    Next,
    Stop,
    Gap,
    Mark,
    Comment,
    Requirement,
    Undo,
    Status,
    Items,
    Show,
    Decide,
    Review,
    Sign,
    Close,
    Help,
    Quit,
}

/// How a verb is written in both languages, and what it is for.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The verb.
    pub verb: Verb,
    english: &'static str,
    french: &'static str,
    arguments: (&'static str, &'static str),
    about: (&'static str, &'static str),
}

const fn entry(
    verb: Verb,
    (french, english): (&'static str, &'static str),
    arguments: (&'static str, &'static str),
    about: (&'static str, &'static str),
) -> Entry {
    Entry { verb, english, french, arguments, about }
}

/// Every verb, in the order of an exam.
pub const VERBS: [Entry; 24] = [
    entry(Verb::Open, ("ouvrir", "open"), ("CANDIDAT", "CANDIDATE"), ("ouvre une soutenance", "opens a hearing")),
    entry(
        Verb::Present,
        ("présents", "present"),
        ("MEMBRE… | tous", "MEMBER… | all"),
        ("dit quels jurés sont là", "says which jurors are there"),
    ),
    entry(
        Verb::Acknowledge,
        ("passer-outre", "acknowledge"),
        ("MOTIF", "REASON"),
        ("siège malgré une composition insuffisante", "sits although the jury falls short"),
    ),
    entry(
        Verb::Absent,
        ("absent", "absent"),
        ("MOTIF", "REASON"),
        ("le candidat n’est pas venu", "the candidate did not come"),
    ),
    entry(Verb::Start, ("démarrer", "start"), ("", ""), ("démarre la phase suivante", "starts the phase that is next")),
    entry(Verb::Pause, ("pause", "pause"), ("MOTIF", "REASON"), ("arrête le chronomètre", "stops the clock")),
    entry(Verb::Resume, ("reprendre", "resume"), ("", ""), ("relance le chronomètre", "lets the clock run again")),
    entry(
        Verb::Next,
        ("suivant", "next"),
        ("", ""),
        (
            "termine la phase et démarre la suivante ; après la dernière, délibération",
            "ends the phase and starts the next; after the last, deliberation",
        ),
    ),
    entry(
        Verb::End,
        ("terminer", "end"),
        ("", ""),
        ("termine la phase, sans démarrer la suivante", "ends the phase without starting the next"),
    ),
    entry(
        Verb::Stop,
        ("arrêter", "stop"),
        ("MOTIF", "REASON"),
        ("le candidat s’arrête avant la fin", "the candidate stops before the end"),
    ),
    entry(
        Verb::Gap,
        ("interruption", "gap"),
        ("temps|pause", "time|pause"),
        ("dit ce qu’était l’interruption du programme", "says what the interruption of the program was"),
    ),
    entry(
        Verb::Mark,
        ("noter", "mark"),
        ("ITEM NOTE", "ITEM MARK"),
        ("note un item ; « - » retire la note", "marks an item; “-” takes the mark away"),
    ),
    entry(
        Verb::Comment,
        ("commenter", "comment"),
        ("ITEM TEXTE", "ITEM TEXT"),
        (
            "commente un item ; \\n passe à la ligne, sans texte retire",
            "comments an item; \\n starts a line, no text takes it away",
        ),
    ),
    entry(
        Verb::Requirement,
        ("exigence", "requirement"),
        ("NOM oui|non|inconnu", "NAME yes|no|unknown"),
        (
            "dit si une autre exigence de la certification est remplie",
            "says whether something else that the certification asks for is met",
        ),
    ),
    entry(
        Verb::Undo,
        ("annuler", "undo"),
        ("", ""),
        (
            "annule la dernière note, commentaire, décision ou absence",
            "takes back the last mark, comment, decision or absence",
        ),
    ),
    entry(Verb::Status, ("état", "status"), ("", ""), ("dit où l’on en est", "says where things stand")),
    entry(
        Verb::Items,
        ("items", "items"),
        ("[BLOC|TEXTE]", "[BLOCK|TEXT]"),
        (
            "donne les items et leurs notes : tous, ceux d’un bloc ou d’une compétence, ou ceux où figure un texte",
            "lists the items and their marks: all, those of a block or a competence, or those in which a text is found",
        ),
    ),
    entry(
        Verb::Show,
        ("voir", "show"),
        ("ITEM", "ITEM"),
        ("donne le texte d’un item et ses indicateurs", "gives the text of an item and its indicators"),
    ),
    entry(
        Verb::Decide,
        ("décider", "decide"),
        ("[BLOC validé|refusé [MOTIF]]", "[BLOCK validated|refused [REASON]]"),
        (
            "décide d’un bloc ; seul, montre ce que la règle propose",
            "decides on a block; alone, shows what the rule proposes",
        ),
    ),
    entry(Verb::Review, ("relire", "review"), ("", ""), ("montre le procès-verbal", "shows the minutes")),
    entry(
        Verb::Sign,
        ("signer", "sign"),
        ("MEMBRE", "MEMBER"),
        ("établit et signe le procès-verbal", "draws up and signs the minutes"),
    ),
    entry(Verb::Close, ("fermer", "close"), ("", ""), ("referme la soutenance", "puts the hearing aside")),
    entry(Verb::Help, ("aide", "help"), ("", ""), ("donne cette liste", "gives this list")),
    entry(Verb::Quit, ("quitter", "quit"), ("", ""), ("quitte ; tout est enregistré", "leaves; everything is saved")),
];

impl Entry {
    /// The entry of a verb as typed: in either language, in any case, accents or not.
    pub fn find(typed: &str) -> Option<&'static Self> {
        let typed = plain(typed);
        VERBS.iter().find(|entry| plain(entry.french) == typed || entry.english == typed)
    }

    /// `mark ITEM LEVEL`
    pub fn usage(&self, lang: Lang) -> String {
        let (name, arguments) = match lang {
            Lang::Fr => (self.french, self.arguments.0),
            Lang::En => (self.english, self.arguments.1),
        };
        if arguments.is_empty() { name.to_owned() } else { format!("{name} {arguments}") }
    }

    /// A line of the help: both names, and what it is for.
    pub fn help(&self, lang: Lang) -> String {
        let (other, about) = match lang {
            Lang::Fr => (self.english, self.about.0),
            Lang::En => (self.french, self.about.1),
        };
        help_line(lang, &self.usage(lang), other, about)
    }
}

/// Lower case, without the accents of French.
pub fn plain(text: &str) -> String {
    let unaccented = text.to_lowercase();
    let plain = unaccented.chars().map(|c| match c {
        'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        '’' => '\'',
        other => other,
    });
    plain.collect()
}
