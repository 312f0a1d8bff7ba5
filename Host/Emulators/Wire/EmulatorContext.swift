// A request's surroundings, with the connection itself: the emulator breaks
// connections on purpose.

public import Hummingbird
public import NIOCore
internal import ServiceLifecycle

/// What a request to the emulator comes with.
public struct EmulatorContext: RequestContext {
    public typealias Source = ApplicationRequestContextSource

    public var coreContext: CoreRequestContextStorage
    let channel: any Channel
    /// Where the provider's own paths begin: empty, or such as `/emulate/whatsapp`.
    var root = ""

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Of a request to another server, below `root`, whose provider this is.
    public init(_ coreContext: CoreRequestContextStorage, channel: any Channel, root: String) {
        self.coreContext = coreContext
        self.channel = channel
        self.root = root
    }

    /// Closes the connection, in the middle of whatever it is in.
    func breakOff() async -> any Error {
        do { try await channel.close() } catch {
            // It was closed already, which is as good.
        }
        return ConnectionEnd.byEmulator
    }

    /// Waits until the client has gone away, or the emulator shuts down; throws then.
    func waitForever() async throws {
        try await endWithClient()
        while isAttended { try await Task.sleep(for: .milliseconds(20)) }
        throw end
    }

    /// Why nobody is attended any more.
    var end: ConnectionEnd { channel.isActive ? .byEmulator : .byClient }

    /// Whether there is still somebody to answer.
    var isAttended: Bool { channel.isActive && !Task.isShuttingDownGracefully }

    /// A client that goes away ends the connection, which otherwise stays half open
    /// until something is written.
    func endWithClient() async throws { try await channel.setOption(.allowRemoteHalfClosure, value: false).get() }
}

/// A connection ended before its answer did.
enum ConnectionEnd: Error {
    /// On purpose, or with the emulator.
    case byEmulator
    case byClient
}
