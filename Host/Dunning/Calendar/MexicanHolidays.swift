// The days on which Mexico does not work by law: Ley Federal del Trabajo, article 74,
// with the transfer of the executive's office as moved to 1 October in 2024. Election
// days, which electoral law sets, are for a tenant's own list.

import OrkestaModel

enum MexicanHolidays {
    static func contains(_ day: CivilDate) -> Bool {
        switch (day.month, day.day) {
        case (1, 1), (5, 1), (9, 16), (12, 25): true
        // The first Monday of February, the third of March and of November.
        case (2, 1...7), (3, 15...21), (11, 15...21): day.weekday == 1
        // Every sixth year a president takes office.
        case (10, 1): day.year >= 2024 && (day.year - 2024) % 6 == 0
        default: false
        }
    }
}
