//! What can be wrong in the list of the rooms that are expected: data, no words.

/// What only a list of rooms can have wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoomsFault {
    /// A workbook.
    Workbook,
    /// A header that means nothing.
    UnknownHeader {
        /// The header.
        header: String,
    },
    /// Two headers for the same column.
    DuplicateHeader {
        /// The header.
        header: String,
    },
    /// No column has the rooms.
    NoRoomColumn,
    /// A line without a room.
    EmptyRoom,
    /// A header, and no room below it.
    NoRoom,
}
