// Where a customer's thread stands: what is answered, under which subject.

import OrkestaModel
import OrkestaSDK

/// A document of the channel's, one a customer.
struct MailThread: Sendable {
    private static let referencesMax = 10
    /// As long as a line of a mail may be; what is longer is no subject, and a document has its bounds.
    private static let subjectScalarsMax = 998

    /// Without "Re: ".
    var subject: String
    /// Oldest first, without brackets.
    var references: [String]

    init(subject: String, references: [String] = []) {
        self.subject = String(subject.unicodeScalars.prefix(Self.subjectScalarsMax))
        self.references = Array(references.suffix(Self.referencesMax))
    }

    init?(_ json: JSON) {
        guard let subject = json["subject"]?.stringValue else { return nil }
        self.init(subject: subject, references: json["references"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    }

    var json: JSON { ["subject": .string(subject), "references": .array(references.map { .string($0) })] }

    /// `Re: `, once.
    var answer: String {
        let isAnswer = ["re:", "rv:", "fw:", "fwd:", "enc:"].contains { subject.lowercased().hasPrefix($0) }
        return isAnswer ? subject : "Re: \(subject)"
    }
}

extension StorageService {
    func thread(with address: String) async throws -> MailThread? {
        try await get("thread/\(address)").flatMap { MailThread($0.value) }
    }

    func keep(_ thread: MailThread, with address: String) async throws {
        try await put("thread/\(address)", thread.json)
    }
}
