// What holds for customers beside what their phones show.

internal import Synchronization

/// The customers of all numbers, by the ids of their phones.
final class CustomerStates: Sendable {
    private struct State {
        var reportedOnly: Set<String> = []
    }

    private let state = Mutex(State())

    /// From now on the number is known only as WhatsApp reports it, not as it is dialled.
    func knowOnlyReported(_ phone: String) { state.withLock { _ = $0.reportedOnly.insert(phone) } }

    /// Whether whoever writes to `input` reaches the phone: a number in any of its forms.
    func isKnown(_ phone: String, as input: String) -> Bool {
        let isPicky = state.withLock { $0.reportedOnly.contains(phone) }
        return !isPicky || input.filter { $0.isASCII && $0.isNumber } == WhatsAppIdentity.reported(phone)
    }
}
