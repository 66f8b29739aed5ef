//! The verbs of line mode: how each is written in both languages, and what it is for.

use super::line::help_line;
use super::{Lang, plain};

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
    Sheet,
    PutAway,
    Seal,
    Missing,
    NewCode,
    Reveal,
    Gaps,
    Retain,
    Casting,
    Recuse,
    Arrive,
    Leave,
    Late,
    Excuse,
    Postpone,
    Reopen,
    Amend,
    Paper,
    Preside,
    Add,
    Move,
    Incident,
    CloseSession,
    SignClosing,
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
pub const VERBS: [Entry; 48] = [
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
        Verb::Recuse,
        ("déport", "recuse"),
        ("MEMBRE proche|formateur|professionnel|autre", "MEMBER personal|trained|professional|other"),
        ("un membre ne juge pas ce candidat", "a member does not judge this candidate"),
    ),
    entry(
        Verb::Arrive,
        ("arrivée", "arrival"),
        ("MEMBRE MOTIF", "MEMBER REASON"),
        ("un membre arrive après le début", "a member comes after the beginning"),
    ),
    entry(
        Verb::Leave,
        ("départ", "departure"),
        ("MEMBRE MOTIF", "MEMBER REASON"),
        ("un membre part avant la fin", "a member leaves before the end"),
    ),
    entry(Verb::Late, ("retard", "late"), ("MOTIF", "REASON"), ("le candidat est en retard", "the candidate is late")),
    entry(
        Verb::Excuse,
        ("excusée", "excused"),
        ("[non]", "[no]"),
        ("dit si l’absence est excusée", "says whether the absence is excused"),
    ),
    entry(
        Verb::Postpone,
        ("reporter", "postpone"),
        ("MOTIF", "REASON"),
        ("reporte la soutenance", "puts the hearing off"),
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
            "annule la dernière note, commentaire, décision, déport ou absence",
            "takes back the last mark, comment, decision, recusal or absence",
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
        Verb::Sheet,
        ("fiche", "sheet"),
        ("MEMBRE", "MEMBER"),
        ("ouvre la fiche d’un juré, qui note seul", "opens the sheet of a juror, who marks alone"),
    ),
    entry(Verb::PutAway, ("refermer", "put-away"), ("", ""), ("referme la fiche ouverte", "puts the open sheet away")),
    entry(
        Verb::Seal,
        ("sceller", "seal"),
        ("[incomplète] [sans-signature]", "[incomplete] [unsigned]"),
        ("scelle la fiche ouverte : elle ne change plus", "seals the open sheet: it changes no more"),
    ),
    entry(
        Verb::Missing,
        ("manquante", "missing"),
        ("MEMBRE MOTIF", "MEMBER REASON"),
        ("dit qu’une fiche ne sera pas dévoilée", "says that a sheet will not be revealed"),
    ),
    entry(
        Verb::NewCode,
        ("nouveau-code", "new-code"),
        ("MEMBRE MOTIF", "MEMBER REASON"),
        (
            "remplace un code oublié ; les fiches non scellées de ce juré sont à refaire",
            "replaces a forgotten code; the unsealed sheets of that juror begin anew",
        ),
    ),
    entry(
        Verb::Reveal,
        ("dévoiler", "reveal"),
        ("", ""),
        ("met toutes les fiches devant le jury", "puts all sheets before the jury"),
    ),
    entry(
        Verb::Gaps,
        ("écarts", "gaps"),
        ("", ""),
        (
            "donne ce qui est à discuter : les notes de chacun, les plus éloignées d’abord",
            "lists what is to be discussed: the marks of each, those furthest apart first",
        ),
    ),
    entry(
        Verb::Retain,
        ("retenir", "retain"),
        ("ITEM NOTE [MOTIF] | accords", "ITEM MARK [REASON] | common"),
        (
            "retient la note du jury sur un item, ou d’un coup toutes les notes communes",
            "retains the jury’s mark on an item, or all common marks at once",
        ),
    ),
    entry(
        Verb::Casting,
        ("prépondérante", "casting"),
        ("ITEM", "ITEM"),
        (
            "retient la note de la présidence, à égalité des voix",
            "retains the president’s mark where the votes are equal",
        ),
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
    entry(
        Verb::Review,
        ("relire", "review"),
        ("[CANDIDAT]", "[CANDIDATE]"),
        ("montre le procès-verbal", "shows the minutes"),
    ),
    entry(
        Verb::Sign,
        ("signer", "sign"),
        ("MEMBRE", "MEMBER"),
        ("établit et signe le procès-verbal", "draws up and signs the minutes"),
    ),
    entry(
        Verb::Reopen,
        ("rouvrir", "reopen"),
        ("MOTIF", "REASON"),
        ("rouvre un procès-verbal que personne n’a signé", "opens minutes again that nobody has signed"),
    ),
    entry(
        Verb::Amend,
        ("rectifier", "amend"),
        ("CE QUI CHANGE ; POURQUOI", "WHAT CHANGES; WHY"),
        (
            "annule un procès-verbal signé et en prépare la version suivante",
            "annuls signed minutes and prepares their next version",
        ),
    ),
    entry(
        Verb::Paper,
        ("papier", "paper"),
        ("MEMBRE", "MEMBER"),
        (
            "la feuille signée à la main par un membre est recueillie",
            "the sheet that a member signed by hand is collected",
        ),
    ),
    entry(Verb::Close, ("fermer", "close"), ("", ""), ("met la soutenance de côté", "puts the hearing aside")),
    entry(
        Verb::Preside,
        ("préside", "presides"),
        ("MEMBRE MOTIF", "MEMBER REASON"),
        ("un autre membre préside désormais", "another member presides from here on"),
    ),
    entry(
        Verb::Add,
        ("ajouter", "add"),
        (
            "ID ; NOM ; PRÉNOM ; BLOCS ; PIÈCE VUE ; MOTIF[ ; tiers-temps]",
            "ID; FAMILY NAME; GIVEN NAME; BLOCKS; DOCUMENT SEEN; REASON[; third-time]",
        ),
        ("ajoute un candidat à la liste", "adds a candidate to the list"),
    ),
    entry(
        Verb::Move,
        ("déplacer", "move"),
        ("CANDIDAT [avant CANDIDAT] MOTIF", "CANDIDATE [before CANDIDATE] REASON"),
        (
            "change l’ordre de passage ; sans « avant », le candidat passe en dernier",
            "changes the order of the day; without “before”, the candidate is heard last",
        ),
    ),
    entry(
        Verb::Incident,
        ("incident", "incident"),
        ("TEXTE", "TEXT"),
        ("note un incident, avec l’heure", "notes an incident, with the time"),
    ),
    entry(
        Verb::CloseSession,
        ("clore", "close-session"),
        ("", ""),
        ("clôt la session : plus rien ne change", "closes the session: nothing changes any more"),
    ),
    entry(
        Verb::SignClosing,
        ("signer-clôture", "sign-closing"),
        ("[MEMBRE]", "[MEMBER]"),
        ("signe la clôture ; seul, pour qui préside", "signs the closing; alone, for who presides"),
    ),
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
