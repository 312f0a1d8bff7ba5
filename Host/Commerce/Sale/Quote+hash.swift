// The fingerprint of what a customer is shown: what he says yes to.

import HostAccess
import OrkestaModel

extension Quote {
    /// SHA-256 of the number, the version, every line and total, the validity
    /// and the note. What changes later (state, order, approval) is not in it.
    var shownHash: String {
        let shown = prices.json.merging([
            "number": .string(shownNumber), "version": .integer(version),
            "valid_until": .string(validUntil.description),
            "note": JSON(note),
        ])
        return Digests.sha256Hex(shown.description)
    }
}
