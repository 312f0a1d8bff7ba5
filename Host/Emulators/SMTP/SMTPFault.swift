// How a mail server fails on request.

/// What becomes of a complete message.
public enum SMTPFault: String, EmulatedFault, CaseIterable {
    /// Not now: the mailbox is busy.
    case busy = "450"
    /// Not now: no room.
    case noRoom = "452"
    /// Not now: too fast for this server.
    case throttled = "421"
    case unknownMailbox = "550"
    case mailboxFull = "552"
    case policy = "554"
    /// The message is taken, and comes back: its mailbox is not known where it went.
    case bounced
    /// The connection is closed instead of a reply; the message was not taken.
    case hangUp = "hang-up"
    /// The message is taken, and the connection closed before that is said.
    case lostAnswer = "lost-answer"
    /// Nothing comes, and the message was not taken.
    case silence

    public static var names: [String] { allCases.map(\.rawValue) }

    /// Of those that reply.
    var reply: String? {
        switch self {
        case .busy: "450 4.2.1 The mailbox is busy"
        case .noRoom: "452 4.3.1 There is no room now"
        case .throttled: "421 4.7.0 Too many messages, try again later"
        case .unknownMailbox: "550 5.1.1 There is no such mailbox"
        case .mailboxFull: "552 5.2.2 The mailbox is full"
        case .policy: "554 5.7.1 Refused by policy"
        case .bounced, .hangUp, .lostAnswer, .silence: nil
        }
    }
}
