// What holds for customers beside what their phones show.

internal import Synchronization

/// The customers of all numbers, by the ids of their phones.
final class CustomerStates: Sendable {
    private struct Wish: Hashable {
        let number: String
        let phone: String
    }

    private struct State {
        var reportedOnly: Set<String> = []
        var left: Set<String> = []
        var withoutAdvertising: Set<Wish> = []
    }

    private let state = Mutex(State())

    /// From now on the number is known only as WhatsApp reports it, not as it is dialled.
    func knowOnlyReported(_ phone: String) { state.withLock { _ = $0.reportedOnly.insert(phone) } }

    /// Nobody is at WhatsApp under this number any more.
    func leave(_ phone: String) { state.withLock { _ = $0.left.insert(phone) } }

    /// Whether whoever writes to `input` reaches the phone: a number in any of its forms.
    func isKnown(_ phone: String, as input: String) -> Bool {
        let (isPicky, hasLeft) = state.withLock { ($0.reportedOnly.contains(phone), $0.left.contains(phone)) }
        guard !hasLeft else { return false }
        return !isPicky || input.filter { $0.isASCII && $0.isNumber } == WhatsAppIdentity.reported(phone)
    }

    /// Whether the customer wants advertising of a number's business.
    func set(wantsAdvertising: Bool, phone: String, of number: String) {
        let wish = Wish(number: number, phone: phone)
        state.withLock { state in
            if wantsAdvertising {
                _ = state.withoutAdvertising.remove(wish)
            } else {
                _ = state.withoutAdvertising.insert(wish)
            }
        }
    }

    func wantsAdvertising(phone: String, of number: String) -> Bool {
        !state.withLock { $0.withoutAdvertising.contains(Wish(number: number, phone: phone)) }
    }
}
