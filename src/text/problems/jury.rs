//! The sentences of what is wrong with a jury: in what the grid asks of it, in what the session says of its members.

use crate::text::words;

words! {
    not_a_pair(found: usize) {
        "la parité se fait entre deux qualités, et il y en a ici {found} : écrivez par exemple [[\"employeur\", \"salarie\"]]"
        / "the balance is between two capacities, and here there are {found}: write for example [[\"employer\", \"employee\"]]"
    }
    same_twice(capacity: &str) {
        "la qualité « {capacity} » est comparée à elle-même : nommez-en deux différentes"
        / "the capacity “{capacity}” is compared with itself: name two different ones"
    }
    unknown_gender(written: &str) {
        "« {written} » n’est pas connu ici : écrivez \"f\" ou \"m\", ou enlevez la ligne si la grille ne demande pas la parité"
        / "“{written}” is not known here: write \"f\" or \"m\", or remove the line if the grid does not ask for parity"
    }
    unknown_candidate(id: &str) {
        "le candidat « {id} » n’est pas dans la liste"
        / "the candidate “{id}” is not on the list"
    }
    type_flag_or_list() {
        "true, false, ou une liste entre crochets, comme [\"C001\", \"C007\"]"
        / "true, false, or a list between brackets, such as [\"C001\", \"C007\"]"
    }
}
