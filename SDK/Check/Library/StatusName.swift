// Status codes by name, for people.

import OrkestaABI

/// `ORK_E_TIMEOUT (-7)`.
struct StatusName: CustomStringConvertible {
    private let status: ork_status

    init(_ status: ork_status) { self.status = status }

    var description: String { StatusName.known.first { $0.0 == status }.map { "\($0.1) (\(status))" } ?? "\(status)" }

    /// Every failure of version 1.
    static let failures: [ork_status] = known.map(\.0).filter { $0 != ORK_OK }

    private static let known: [(ork_status, String)] = [
        (ORK_OK, "ORK_OK"), (ORK_E_INVALID, "ORK_E_INVALID"), (ORK_E_UNSUPPORTED, "ORK_E_UNSUPPORTED"),
        (ORK_E_NOT_FOUND, "ORK_E_NOT_FOUND"), (ORK_E_CONFLICT, "ORK_E_CONFLICT"), (ORK_E_DENIED, "ORK_E_DENIED"),
        (ORK_E_RATE_LIMITED, "ORK_E_RATE_LIMITED"), (ORK_E_TIMEOUT, "ORK_E_TIMEOUT"),
        (ORK_E_CANCELLED, "ORK_E_CANCELLED"), (ORK_E_UNAVAILABLE, "ORK_E_UNAVAILABLE"),
        (ORK_E_REJECTED, "ORK_E_REJECTED"), (ORK_E_WRONG_STATE, "ORK_E_WRONG_STATE"),
        (ORK_E_WRONG_THREAD, "ORK_E_WRONG_THREAD"), (ORK_E_STALE, "ORK_E_STALE"), (ORK_E_BUDGET, "ORK_E_BUDGET"),
        (ORK_E_CORRUPT, "ORK_E_CORRUPT"), (ORK_E_INTERNAL, "ORK_E_INTERNAL"),
        (ORK_E_UNKNOWN_OUTCOME, "ORK_E_UNKNOWN_OUTCOME"),
    ]
}
