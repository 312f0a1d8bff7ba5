// PostgreSQL's errors in the seam's words, and what the driver itself makes of
// them. SQLSTATE codes: PostgreSQL documentation, appendix A.

import HostStorage

/// Why something on a connection did not work.
enum PostgresFailure: Error, Sendable {
    /// The connection is gone, and what was open on it did not happen.
    case lost(String)
    /// Another transaction was in the way: the same again may work.
    case conflict(String)
    /// The statement was refused; the transaction can only be rolled back.
    case refused(DatabaseError)

    /// What a caller is told when the driver does not try again.
    var error: DatabaseError {
        switch self {
        case .lost(let reason), .conflict(let reason): .unavailable(reason)
        case .refused(let error): error
        }
    }

    /// `message` is the primary message of a report; details, which hold
    /// values of rows, are never asked for.
    init(state: String, message: String) {
        switch (state.prefix(2), state) {
        case ("40", _): self = .conflict("other transactions were in the way (SQLSTATE \(state))")
        case ("23", _): self = .refused(.constraint(message))
        // The server stops, crashed, starts, ended the session, or is a standby now.
        case ("08", _), (_, "57P01"), (_, "57P02"), (_, "57P03"), (_, "57P05"), (_, "25P03"), ("58", _):
            self = .lost("PostgreSQL ended the connection (SQLSTATE \(state))")
        case ("53", _), ("55", _), (_, "57014"):
            self = .refused(.unavailable("PostgreSQL is busy: \(message) (SQLSTATE \(state))"))
        // Names and syntax, not values.
        case ("42", _), ("0A", _), ("25", _): self = .refused(.failed("\(message) (SQLSTATE \(state))"))
        // Messages of class 22 quote the value that they refuse.
        default: self = .refused(.failed("PostgreSQL refused the statement (SQLSTATE \(state))"))
        }
    }
}
