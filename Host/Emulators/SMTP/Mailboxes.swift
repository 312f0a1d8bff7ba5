// What customers wrote to businesses, as mailboxes that are read by IMAP.

internal import Synchronization

/// Mailboxes by address, each with its numbers.
final class Mailboxes: Sendable {
    /// Of one mailbox; older messages are forgotten, their numbers stay used.
    private static let messagesMax = 5_000

    /// A message in a mailbox.
    struct Stored: Sendable {
        let uid: UInt32
        let source: [UInt8]
    }

    private struct Mailbox {
        var messages: [Stored] = []
        var nextUID: UInt32 = 1
        var lookCount = 0
    }

    private let state = Mutex<[String: Mailbox]>([:])

    func put(_ source: [UInt8], for address: String) {
        state.withLock { mailboxes in
            var mailbox = mailboxes[address.lowercased()] ?? Mailbox()
            mailbox.messages.append(Stored(uid: mailbox.nextUID, source: source))
            mailbox.nextUID += 1
            if mailbox.messages.count > Self.messagesMax { mailbox.messages.removeFirst() }
            mailboxes[address.lowercased()] = mailbox
        }
    }

    /// What is there now, in the order in which it came, and the next number.
    func content(of address: String) -> (messages: [Stored], nextUID: UInt32) {
        state.withLock { mailboxes in
            mailboxes[address.lowercased(), default: Mailbox()].lookCount += 1
            let mailbox = mailboxes[address.lowercased()] ?? Mailbox()
            return (mailbox.messages, mailbox.nextUID)
        }
    }

    /// How often each mailbox was looked into.
    var lookCounts: [String: Int] { state.withLock { $0.mapValues(\.lookCount) } }
}
