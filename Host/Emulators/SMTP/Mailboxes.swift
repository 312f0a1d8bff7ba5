// What customers wrote to businesses, as mailboxes that are read by IMAP.

internal import HostTime
internal import Synchronization

/// Mailboxes by address, each with its numbers.
final class Mailboxes: Sendable {
    /// A message in a mailbox.
    struct Stored: Sendable {
        let uid: UInt32
        let source: [UInt8]
    }

    fileprivate struct Mailbox: Sendable {
        var messages: [Stored] = []
        /// On their way, each with the monotonic milliseconds at which it is there.
        var coming: [(due: Int64, source: [UInt8])] = []
        var nextUID: UInt32 = 1
        var lookCount = 0
    }

    private struct State {
        var mailboxes = RecentValues<String, Mailbox>(EmulatorLimits.mailboxesMax)
        /// Messages so far, of all.
        var count = 0
    }

    private let state = Mutex(State())

    /// Messages come as the weather lets them: late ones are overtaken, and some come twice.
    func put(_ source: [UInt8], for address: String, through weather: DeliveryWeather) {
        let now = SystemClock.monotonicMilliseconds()
        state.withLock { state in
            state.count += 1
            var mailbox = state.mailboxes[address.lowercased()] ?? Mailbox()
            for delay in weather.delays(ofParcel: state.count) { mailbox.coming.append((now + delay, source)) }
            mailbox.receive(upTo: now)
            state.mailboxes[address.lowercased()] = mailbox
        }
    }

    /// What is there now, in the order in which it came, and the next number.
    func content(of address: String) -> (messages: [Stored], nextUID: UInt32) {
        let now = SystemClock.monotonicMilliseconds()
        return state.withLock { state in
            var mailbox = state.mailboxes[address.lowercased()] ?? Mailbox()
            mailbox.lookCount += 1
            mailbox.receive(upTo: now)
            state.mailboxes[address.lowercased()] = mailbox
            return (mailbox.messages, mailbox.nextUID)
        }
    }

    /// How often each mailbox was looked into.
    var lookCounts: [String: Int] {
        state.withLock { state in
            Dictionary(state.mailboxes.keys.map { ($0, state.mailboxes[$0]?.lookCount ?? 0) }) { $1 }
        }
    }
}

extension Mailboxes.Mailbox {
    /// What has arrived gets its number.
    fileprivate mutating func receive(upTo now: Int64) {
        // Of what arrived in one millisecond the first is that which was sent first.
        let arrived = coming.enumerated().filter { $0.element.due <= now }
            .sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }
        coming.removeAll { $0.due <= now }
        for (_, message) in arrived {
            messages.append(Mailboxes.Stored(uid: nextUID, source: message.source))
            nextUID += 1
        }
        messages.removeFirst(max(0, messages.count - EmulatorLimits.mailboxMessagesMax))
    }
}
