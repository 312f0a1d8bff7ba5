// What waits for phones that are switched off.

/// Messages by the phone that they wait for, in the order in which they were sent. With one
/// more than there is room for, the oldest of all is forgotten.
struct WaitingMessages<Message: Sendable>: Sendable {
    private var messages: [(phone: String, message: Message)] = []

    mutating func add(_ message: Message, for phone: String) {
        if messages.count >= EmulatorLimits.waitingMessagesMax { messages.removeFirst() }
        messages.append((phone, message))
    }

    /// Those of a phone, which wait no more.
    mutating func take(for phone: String) -> [Message] {
        let taken = messages.filter { $0.phone == phone }.map(\.message)
        messages.removeAll { $0.phone == phone }
        return taken
    }
}
