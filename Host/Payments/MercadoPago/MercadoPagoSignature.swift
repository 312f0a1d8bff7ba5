// The signature of Mercado Pago's notifications: HMAC-SHA256 over a line made of
// the payment's id in the address, the request's id and a time. The body is not
// covered: it is a hint, never a statement.

import HostAccess
public import OrkestaModel

/// Signs and verifies the header `x-signature`.
public struct MercadoPagoSignature: Sendable {
    /// A signature made longer ago, or further ahead, is not fresh.
    public static let toleranceSeconds: Int64 = 300

    private let secret: String

    public init(secret: String) { self.secret = secret }

    /// How a signature fits its notification.
    public enum Verdict: Sendable, Hashable {
        case fresh
        /// The provider's, but of another time: a late retry, or a replay.
        case stale
        case wrong
    }

    /// `ts=…,v1=…`; `time` is the text that is signed.
    public func header(dataID: String?, requestID: String?, time: String) -> String {
        "ts=\(time),v1=\(code(dataID, requestID, time))"
    }

    /// Judges the header of a notification. The official libraries disagree whether
    /// the id is signed as it is or in lower case: either is right.
    public func verify(header: String, dataID: String?, requestID: String?, now: Timestamp) -> Verdict {
        var fields: [String: String] = [:]
        for part in header.split(separator: ",").prefix(20) {
            let pair = part.split(separator: "=", maxSplits: 1).map { trimmed($0) }
            if pair.count == 2 { fields[pair[0].lowercased()] = pair[1] }
        }
        guard let time = fields["ts"], let code = fields["v1"] else { return .wrong }
        let forms = Set([dataID, dataID?.lowercased()])
        guard forms.contains(where: { Digests.areEqual(self.code($0, requestID, time), code) }) else { return .wrong }
        return isFresh(time, now) ? .fresh : .stale
    }

    /// Pairs without a value are left out; the semicolon at the end stays.
    private func code(_ dataID: String?, _ requestID: String?, _ time: String) -> String {
        let pairs = [("id", dataID), ("request-id", requestID), ("ts", time)]
        let line = pairs.compactMap { pair in pair.1.map { "\(pair.0):\($0);" } }.joined()
        return Digests.hmacSHA256Hex(key: secret, Array(line.utf8))
    }

    /// Some are seconds and some milliseconds; no second has thirteen digits yet.
    private func isFresh(_ time: String, _ now: Timestamp) -> Bool {
        guard let number = Int64(time), number > 0 else { return false }
        let sent =
            number >= 1_000_000_000_000
            ? Timestamp(milliseconds: number) : Timestamp(milliseconds: 0).advanced(bySeconds: number)
        return sent >= now.advanced(bySeconds: -Self.toleranceSeconds)
            && sent <= now.advanced(bySeconds: Self.toleranceSeconds)
    }

    private func trimmed(_ text: Substring) -> String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        return String(String(text.drop(while: isBlank).reversed()).drop(while: isBlank).reversed())
    }
}
