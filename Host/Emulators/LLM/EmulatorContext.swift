// A request's surroundings, with the connection itself: the emulator breaks
// connections on purpose.

internal import Hummingbird
internal import NIOCore

/// What a request to the emulator comes with.
struct EmulatorContext: RequestContext {
    typealias Source = ApplicationRequestContextSource

    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Closes the connection, in the middle of whatever it is in.
    func breakOff() async -> any Error {
        do { try await channel.close() } catch {
            // It was closed already, which is as good.
        }
        return ConnectionBroken()
    }

    /// Waits until the client has gone away; throws then, or when cancelled.
    func waitForever() async throws {
        while channel.isActive { try await Task.sleep(for: .milliseconds(20)) }
        throw ConnectionBroken()
    }
}

/// The connection was broken off on purpose.
struct ConnectionBroken: Error {}
