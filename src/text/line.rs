//! The words of line mode: verbs, help, what `status` says.

use super::words;

words! {
    ok(text: &str) { "ok {text}" / "ok {text}" }
    error(text: &str) { "erreur {text}" / "error {text}" }
    warning(text: &str) { "attention {text}" / "warning {text}" }
    welcome(name: &str, room: &str, count: usize, word: &str) { "session {name}, salle {room}, {count} {word} ; « aide » donne les commandes" / "session {name}, room {room}, {count} {word}; “help” lists the commands" }
    torn() { "la fin d’une écriture interrompue a été mise de côté ; rien de ce qui était confirmé n’est perdu" / "the end of an interrupted write was set aside; nothing that was confirmed is lost" }
    gap(at: &str, length: &str) { "le programme s’est arrêté, ou l’ordinateur s’est mis en veille, pendant la phase (dernière trace à {at}, il y a {length}) : « interruption temps » ou « interruption pause »" / "the program stopped, or the machine slept, during the phase (last seen at {at}, {length} ago): “gap time” or “gap pause”" }
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
    recused(name: &str, ground: &str) { "déport : {name} ({ground})" / "recused: {name} ({ground})" }
    presides_now(name: &str) { "préside désormais : {name}" / "presides from here on: {name}" }
    incidents(count: usize) { "incidents notés : {count}" / "incidents noted: {count}" }
    signatures_due(names: &str) { "signatures encore attendues : {names}" / "signatures still due: {names}" }
    signatures_complete() { "toutes les signatures demandées sont là" / "every signature asked for is there" }
    closed(at: &str) { "session close le {at} : plus rien ne change ; « relire CANDIDAT » montre un procès-verbal" / "session closed on {at}: nothing changes any more; “review CANDIDATE” shows minutes" }
    closing_signed(names: &str) { "clôture signée par : {names}" / "closing signed by: {names}" }
    closing_unsigned() { "clôture à signer : « signer-clôture » et le membre" / "closing to sign: “sign-closing” and the member" }
    unknown_ground(word: &str) { "« {word} » n’est pas un cas de déport : dites « proche », « formateur », « professionnel » ou « autre »" / "“{word}” is no ground of recusal: say “personal”, “trained”, “professional” or “other”" }
    usage_amend() { "dites ce qui change, puis pourquoi, séparés par un point-virgule ; par exemple : rectifier note de B1.2 ; erreur de report" / "say what changes, then why, with a semicolon between; for example: amend mark of B1.2; copied wrongly" }
    usage_add() { "séparez par des points-virgules ; par exemple : ajouter C9 ; Durand ; Zoé ; B1 B2 ; carte d’identité ; oubliée sur la liste. Ajoutez « tiers-temps » à la fin s’il est dû" / "put semicolons between; for example: add C9; Durand; Zoé; B1 B2; identity card; left off the list. Add “third-time” at the end if it is due" }
}

words! {
    sheet_line(name: &str, id: &str, state: &str) { "fiche : {name} ({id}), {state}" / "sheet: {name} ({id}), {state}" }
    sheet_complete() { "complète" / "complete" }
    sheet_left(left: usize) { "{left} à noter" / "{left} to mark" }
    sheet_sealed() { "scellée" / "sealed" }
    sheet_missing(reason: &str) { "manquante ({reason})" / "missing ({reason})" }
    sheet_open_now(name: &str) { "fiche ouverte : {name} ; « refermer » quand c’est fini" / "open sheet: {name}; “put-away” when done" }
    sheet_put_away(name: &str) { "fiche refermée ({name})" / "sheet put away ({name})" }
    no_sheet_open() { "aucune fiche n’est ouverte : « fiche » et le membre en ouvre une" / "no sheet is open: “sheet” and the member opens one" }
    each_marks_alone() { "chaque juré note seul : « fiche » et le membre" / "each juror marks alone: “sheet” and the member" }
    seal_incomplete(items: &str) { "sans note : {items} ; « sceller incomplète » la scelle ainsi" / "without a mark: {items}; “seal incomplete” seals it so" }
    seal_unsigned_hint() { "sans la clé du juré, « sceller sans-signature » ; le procès-verbal le dira" / "without the juror’s key, “seal unsigned”; the minutes will say so" }
    no_codes() { "dans cette session, les fiches s’ouvrent sans code" / "in this session sheets open without a code" }
    code_prompt(name: &str) { "Code ({name}) : " / "Code ({name}): " }
    code_choose_prompt(name: &str) { "{name} choisit un code (4 caractères au moins) : " / "{name} chooses a code (4 characters at least): " }
    code_repeat_prompt() { "Le même code, une seconde fois : " / "The same code, once more: " }
    code_needed(name: &str) { "il faut un code pour {name} : tapé dans un terminal, ou lu dans le fichier de --codes-file" / "a code is needed for {name}: typed at a terminal, or read from the file of --codes-file" }
    codes_file(why: &str) { "fichier des codes illisible : {why}" / "codes file cannot be read: {why}" }
    no_utf8() { "ce n’est pas du texte UTF-8" / "it is not UTF-8 text" }
    codes_file_open() { "le fichier des codes doit être à vous seul : chmod 600" / "the codes file must be yours alone: chmod 600" }
    retained(done: usize, all: usize) { "notes retenues : {done} sur {all}" / "retained marks: {done} of {all}" }
    to_retain(items: &str) { "à retenir : {items}" / "to retain: {items}" }
    beyond(count: usize) { "écarts au-delà du seuil : {count} ; « écarts » les donne" / "gaps beyond the threshold: {count}; “gaps” lists them" }
    beyond_title() { "Au-delà du seuil :" / "Beyond the threshold:" }
    within_title() { "Écarts plus petits :" / "Smaller gaps:" }
    no_gaps() { "aucun écart : tous les jurés ont donné les mêmes notes" / "no gap: all jurors gave the same marks" }
    spread(code: &str, marks: &str, retained: &str, name: &str) { "{code} : {marks} ; retenue : {retained} — {name}" / "{code}: {marks}; retained: {retained} — {name}" }
    spread_open(code: &str, marks: &str, name: &str) { "{code} : {marks} ; à retenir — {name}" / "{code}: {marks}; to retain — {name}" }
    juror_mark(name: &str, mark: &str) { "{name} {mark}" / "{name} {mark}" }
    juror_line(name: &str, mark: &str) { "{name} : {mark}" / "{name}: {mark}" }
}
