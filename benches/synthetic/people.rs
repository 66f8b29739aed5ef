//! Names and comments: invented, with what French names have in them (accents, particles, hyphens, homonyms).

use super::numbers::Numbers;

const GIVEN: [&str; 32] = [
    "Anaïs",
    "Maëlys",
    "Côme",
    "Ophélie",
    "Gaël",
    "Loïc",
    "Zoé",
    "Inès",
    "Jean-Baptiste",
    "Marie-Hélène",
    "François",
    "Chloé",
    "Théo",
    "Aïcha",
    "Noémie",
    "Rémi",
    "Élodie",
    "Mehdi",
    "Solène",
    "Yann",
    "Fatou",
    "Clémence",
    "Ïannis",
    "Joséphine",
    "Kévin",
    "Lucía",
    "Nguyên",
    "Océane",
    "Pierre",
    "Raphaël",
    "Sébastien",
    "Thaïs",
];
const FAMILY: [&str; 40] = [
    "Lefèvre",
    "N’Guessan",
    "de La Tour",
    "Lecœur",
    "d’Aubigné",
    "Martin-Kerbrat",
    "Çelik",
    "Hamdaoui",
    "Martin",
    "Bernard",
    "Dupré",
    "Le Goff",
    "van den Berghe",
    "Ó Briain",
    "Müller",
    "Sauvêtre",
    "Traoré",
    "Nguyễn",
    "Da Silva",
    "Saint-Exupère",
    "El Amrani",
    "Œuvrard",
    "L’Hermitte",
    "Petitjean",
    "Gründer",
    "Castañeda",
    "Pérez-Ortega",
    "Brûlé",
    "Haÿ",
    "du Plessis",
    "Étienne",
    "Kowalczyk",
    "Ben Salah",
    "Maître",
    "Guérin",
    "Bouchardeau",
    "Diallo",
    "Roux",
    "Vasseur",
    "Moreau",
];
/// Jurors’ names make the names of their files: given and family names that need no more than their accents taken off.
const JURORS_GIVEN: [(&str, &str); 20] = [
    ("Claire", "claire"),
    ("Karim", "karim"),
    ("Hélène", "helene"),
    ("Bruno", "bruno"),
    ("Émilie", "emilie"),
    ("Joël", "joel"),
    ("Nadia", "nadia"),
    ("Olivier", "olivier"),
    ("Cécile", "cecile"),
    ("Thierry", "thierry"),
    ("Amélie", "amelie"),
    ("Rachid", "rachid"),
    ("Sylvie", "sylvie"),
    ("Étienne", "etienne"),
    ("Lætitia", "laetitia"),
    ("Marc", "marc"),
    ("Valérie", "valerie"),
    ("Grégoire", "gregoire"),
    ("Samira", "samira"),
    ("Aurélien", "aurelien"),
];
const JURORS_FAMILY: [(&str, &str); 20] = [
    ("Moreau", "moreau"),
    ("Benali", "benali"),
    ("Roux", "roux"),
    ("Faÿ", "fay"),
    ("Le Goff", "le-goff"),
    ("Ménard", "menard"),
    ("Dos Santos", "dos-santos"),
    ("Lambert-Cœur", "lambert-coeur"),
    ("Çakır", "cakir"),
    ("Blanchet", "blanchet"),
    ("d’Hondt", "d-hondt"),
    ("Perrin", "perrin"),
    ("Koné", "kone"),
    ("Rivière", "riviere"),
    ("Tissot", "tissot"),
    ("Vidal", "vidal"),
    ("Aït Ahmed", "ait-ahmed"),
    ("Garnier", "garnier"),
    ("Hervé", "herve"),
    ("Schmitt", "schmitt"),
];

/// What other names are made of, so that homonyms stay as rare as they are.
const STARTS: [&str; 20] = [
    "Mar", "Ber", "Gar", "Vau", "Cour", "Bel", "Mon", "Roch", "Chan", "Fon", "Der", "Lar", "Pel", "Sau", "Thé", "Vil",
    "Bré", "Éga", "Our", "Gui",
];
const MIDDLES: [&str; 20] = [
    "ta", "ti", "ri", "de", "lo", "né", "va", "mi", "che", "bo", "gue", "san", "lan", "ro", "ce", "zi", "du", "pi",
    "jo", "llé",
];
const ENDS: [&str; 20] = [
    "n", "rd", "gnon", "tier", "lin", "y", "net", "ult", "c", "zec", "rel", "tte", "ux", "vre", "sson", "quet", "gny",
    "ry", "mel", "dier",
];
const PARTICLES: [&str; 6] = ["de ", "du ", "Le ", "La ", "de La ", "von "];
const COMPOSED: [&str; 3] = ["", "Jean-", "Marie-"];

/// A candidate's family and given name.
pub(crate) fn candidate(numbers: &mut Numbers) -> (String, String) {
    let mut pick = |all: &[&'static str]| *numbers.pick::<&str>(all);
    let made = [pick(&STARTS), pick(&MIDDLES), pick(&ENDS)].concat();
    let (family, particle) = (pick(&FAMILY), pick(&PARTICLES));
    let (composed, given) = (pick(&COMPOSED), pick(&GIVEN));
    let given = if given.contains('-') { given.to_owned() } else { [composed, given].concat() };
    let family = match numbers.below(4) {
        0 => format!("{family}-{made}"),
        1 => format!("{particle}{made}"),
        _ => made,
    };
    (family, given)
}

/// A juror's name in files, and the name itself; each number is somebody else.
pub(crate) fn juror(number: usize) -> (String, String) {
    let (given, given_file) = JURORS_GIVEN[number % JURORS_GIVEN.len()];
    let turn = number / JURORS_GIVEN.len();
    // Moves on by one each turn, so that the first ones do not share a family name.
    let (family, family_file) = JURORS_FAMILY[(number + turn) % JURORS_FAMILY.len()];
    let again = turn / JURORS_FAMILY.len();
    let file = format!("{given_file}.{family_file}");
    let file = if again == 0 { file } else { format!("{file}.{}", again + 1) };
    (file, format!("{given} {family}"))
}

/// What a juror may write beside a mark of this letter.
pub(crate) fn comment(numbers: &mut Numbers, letter: char) -> &'static str {
    let all: [&str; 4] = match letter {
        'N' => [
            "N’a pas su répondre, même après relance.",
            "Notion absente du dossier comme de l’oral.",
            "Confond les deux démarches ; aucun exemple.",
            "Le livrable annoncé n’a pas été produit.",
        ],
        'E' => [
            "Démarche amorcée, mais les choix ne sont pas justifiés.",
            "Reste à la surface ; quelques éléments exacts.",
            "A compris l’enjeu, sans l’avoir mis en pratique.",
            "Chiffres approximatifs : « environ 10 % », sans source.",
        ],
        'M' => [
            "Excellent recul critique, exemples précis et variés.",
            "Va au-delà de l’attendu : mesure, compare, puis décide.",
            "Répond avec aisance aux objections du jury.",
            "Dossier remarquable ; l’outil est déjà en production.",
        ],
        _ => [
            "Clair et argumenté.",
            "Attendu atteint ; vocabulaire précis.",
            "Bonne démonstration, un peu rapide sur la fin.",
            "Choix cohérent avec le cahier des charges ; a su l’expliquer à un non-spécialiste.",
        ],
    };
    all[usize::try_from(numbers.below(4)).unwrap_or_default()]
}
