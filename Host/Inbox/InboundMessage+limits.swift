// What a message may be. Checked before it is stored, so that nothing behind
// the inbox meets a larger one.

public import HostCore
import OrkestaModel

extension InboundMessage {
    /// Throws a problem that names the field at fault.
    public func checkLimits() throws(Problem) {
        try checkIdentifier(messageID, field: "message_id", bytesMax: Limits.messageIdentifierBytesMax)
        try checkIdentifier(address, field: "from", bytesMax: Limits.addressBytesMax)
        if let name, name.count > Limits.customerNameCharactersMax {
            throw tooLong("name", "\(name.count) characters", max: "\(Limits.customerNameCharactersMax) characters")
        }
        if let locale { try checkIdentifier(locale, field: "locale", bytesMax: 35) }
        let bytes = text.utf8.count
        if bytes > Limits.messageBytesMax {
            throw tooLong("text", "\(bytes) bytes", max: "\(Limits.messageBytesMax) bytes")
        }
        // A text has no more characters than bytes, and counting them costs.
        if bytes > Limits.messageCharactersMax, text.count > Limits.messageCharactersMax {
            throw tooLong("text", "\(text.count) characters", max: "\(Limits.messageCharactersMax) characters")
        }
        if text.utf8.contains(0) {
            throw Problem(.invalid, "the text holds U+0000", field: "text", remedy: "Remove that character.")
        }
        if text.utf8.allSatisfy({ $0 <= UInt8(ascii: " ") }) {
            throw Problem(.invalid, "the text is empty", field: "text", remedy: "Send a text.")
        }
    }

    private func checkIdentifier(_ value: String, field: String, bytesMax: Int) throws(Problem) {
        guard !value.isEmpty else {
            throw Problem(.invalid, "it is empty", field: field, remedy: "Give a value of 1 to \(bytesMax) bytes.")
        }
        guard value.utf8.count <= bytesMax else {
            throw tooLong(field, "\(value.utf8.count) bytes", max: "\(bytesMax) bytes")
        }
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw Problem(.invalid, "it holds a control character", field: field, remedy: "Remove that character.")
        }
    }

    private func tooLong(_ field: String, _ length: String, max: String) -> Problem {
        Problem(.tooLarge, "it has \(length)", field: field, remedy: "Keep it within \(max).")
    }
}
