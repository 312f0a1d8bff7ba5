// An emulator in this process, on a free port, for as long as somebody needs it.

import HostCore
import Logging
public import ServiceLifecycle

/// Runs the service that `make` makes, for the length of `body`. `make` gets what the
/// service calls with its port; `body` gets the service and its address.
public func playing<Played: Service, Value: Sendable>(
    _ make: (@escaping @Sendable (Int) async -> Void) -> Played,
    _ body: (_ service: Played, _ url: String) async throws -> Value
) async throws -> Value {
    let (ports, found) = AsyncStream<Int>.makeStream()
    let service = make { found.yield($0) }
    let group = ServiceGroup(
        configuration: ServiceGroupConfiguration(services: [.init(service: service)], logger: silent)
    )
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask {
            defer { found.finish() }
            try await group.run()
        }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else {
            throw Problem(.unavailable, "no port is free for an emulator", remedy: "Try again in a moment")
        }
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(service, "http://127.0.0.1:\(port)"))
        } catch {
            result = .failure(error)
        }
        // Never cancelled: a server must end in order.
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return try result.get()
    }
}

/// What goes wrong in a flow is in its report.
let silent = Logger(label: "golden") { _ in SwiftLogNoOpLogHandler() }
