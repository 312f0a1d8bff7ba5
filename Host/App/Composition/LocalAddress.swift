// Where the host reaches its own client API. With a port that the system picks,
// that is known once the server listens; whoever asks earlier waits.

import Synchronization

/// The client API as this machine reaches it.
final class LocalAddress: Sendable {
    private struct State {
        var port: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let host: String
    private let state: Mutex<State>

    init(_ settings: HostSettings) {
        host = ["0.0.0.0", "::"].contains(settings.host) ? "127.0.0.1" : settings.host
        state = Mutex(State(port: settings.clientPort))
    }

    /// `http://127.0.0.1:8000`.
    var url: String {
        get async {
            await withCheckedContinuation { continuation in
                let isKnown = state.withLock { state in
                    if state.port == 0 { state.waiting.append(continuation) }
                    return state.port != 0
                }
                if isKnown { continuation.resume() }
            }
            return "http://\(host):\(state.withLock(\.port))"
        }
    }

    /// The server listens; or, with nil, it does not and never will.
    func settle(_ port: Int?) {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            // Nobody listens there, and that is what whoever waits then finds.
            if state.port == 0 { state.port = port ?? 1 }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
