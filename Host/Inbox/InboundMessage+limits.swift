// What a message may be. Checked before it is stored, so that nothing behind
// the inbox meets a larger one. A caller of the API is told what is wrong; a provider
// could not mend what its customers write, so theirs is cut to what can be kept.

public import HostCore
import OrkestaModel

extension InboundMessage {
    /// The same within the limits as far as that goes: texts are cut, what is odd beside
    /// them is left out. What ``checkLimits()`` still refuses cannot be kept at all.
    public var fitted: InboundMessage {
        var copy = self
        copy.messageID = messageID.writingControlCharactersOut
        copy.name = name.map { String($0.withoutZeros.prefix(Limits.customerNameCharactersMax)) }
        if let locale, (try? checkIdentifier(locale, field: "locale", bytesMax: 35)) == nil { copy.locale = nil }
        if let alias, (try? checkIdentifier(alias, field: "alias", bytesMax: Limits.addressBytesMax)) == nil {
            copy.alias = nil
        }
        copy.text = text.withoutZeros.cut(characters: Limits.messageCharactersMax, bytes: Limits.messageBytesMax)
        copy.attachments = attachments.filter { !$0.reference.utf8.contains(0) }.map { file in
            InboundAttachment(
                reference: file.reference,
                mime: file.mime?.withoutZeros,
                name: file.name?.withoutZeros
            )
        }
        return copy
    }

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

extension String {
    /// No text of a database holds U+0000.
    fileprivate var withoutZeros: String { utf8.contains(0) ? filter { $0 != "\0" } : self }

    /// Control characters as their code after a `%`: ids stay apart.
    fileprivate var writingControlCharactersOut: String {
        let isControl = { (value: UInt32) -> Bool in value < 0x20 || value == 0x7F }
        guard unicodeScalars.contains(where: { isControl($0.value) }) else { return self }
        return unicodeScalars.reduce(into: "") { written, scalar in
            if isControl(scalar.value) {
                written += "%" + String(scalar.value, radix: 16)
            } else {
                written.unicodeScalars.append(scalar)
            }
        }
    }

    /// At most so many characters and bytes of it; an ellipsis stands for the rest.
    fileprivate func cut(characters: Int, bytes: Int) -> String {
        // A text has no more characters than bytes, and counting them costs.
        guard utf8.count > characters, utf8.count > bytes || count > characters else { return self }
        var kept = String(prefix(characters - 1))
        while kept.utf8.count > bytes - 3 { kept.removeLast() }
        return kept + "…"
    }
}
