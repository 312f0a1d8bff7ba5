// A message as it came in, taken apart: who wrote what, with which files, in answer
// to what.

public import OrkestaModel

/// A message, read.
public struct ReceivedMail: Sendable {
    /// A file that came with it.
    public struct File: Sendable, Equatable {
        /// Without folders; or empty.
        public var name: String
        /// `application/pdf`, without parameters.
        public var mime: String
        public var bytes: [UInt8]

        public init(name: String, mime: String, bytes: [UInt8]) {
            self.name = name
            self.mime = mime
            self.bytes = bytes
        }
    }

    /// Of Message-ID, without brackets; empty when it has none.
    public var id = ""
    /// Who wrote, in lower case; empty when that is not said.
    public var sender = ""
    public var senderName = ""
    /// To whom it was sent and delivered, in lower case.
    public var recipients: [String] = []
    public var subject = ""
    public var at: Timestamp?
    /// The body as plain text, quotes and signature included.
    public var text = ""
    public var files: [File] = []
    /// The names of those that came with it as well and are not here: too long, too many, or cut
    /// off with the message.
    public var lostFiles: [String] = []
    /// The ids of the thread, oldest first, without brackets.
    public var references: [String] = []
    /// What servers say of the sender, the last one first. Anybody can have written it.
    public var authenticationResults: [String] = []
    /// Written by a program: not to be answered.
    public var isAutomatic = false
    /// What became of a message of ours.
    public var bounces: [Bounce] = []

    /// What the customer wrote this time: without what is quoted, without signature. A
    /// subject stands for an empty body. The one that `mailto:` of List-Unsubscribe makes
    /// stands for any body: mail programs write a sentence of their own there.
    public var message: String {
        let title = subject.filter { !$0.isWhitespace }
        if references.isEmpty, title.uppercased() == OutgoingMail.unsubscribeSubject { return title }
        let written = WrittenText.cut(text)
        return written.isEmpty && files.isEmpty && lostFiles.isEmpty ? subject : written
    }

    /// Of a message of which only the beginning is here no file is whole, and it has one at least:
    /// nobody writes so much.
    public mutating func loseFiles() {
        lostFiles = files.map(\.shownName) + lostFiles
        if lostFiles.isEmpty { lostFiles = [File.namelessName] }
        files = []
    }
}

extension ReceivedMail.File {
    /// Of a file that has none.
    static let namelessName = "archivo"

    /// As people see it.
    public var shownName: String { name.isEmpty ? Self.namelessName : name }
}

/// A delivery report of a message of ours (RFC 3464).
public struct Bounce: Sendable, Equatable {
    /// What a server tells.
    public enum Action: String, Sendable {
        case failed, delayed, delivered, relayed, expanded
    }

    /// Our Message-ID, without brackets.
    public var messageID: String
    public var action: Action
    /// RFC 3463, such as `5.1.1`.
    public var status: String

    public init(messageID: String, action: Action, status: String) {
        self.messageID = messageID
        self.action = action
        self.status = status
    }
}
