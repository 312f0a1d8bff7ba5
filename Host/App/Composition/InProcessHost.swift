// A host for the length of one command, when none runs on the data folder: the
// same parts, the same routes, no port.

import Foundation
import HTTPTypes
import HostCore
import HostGateway
import HostStorage
import Logging
import ServiceLifecycle

/// Builds the host over the folder's database and lends its routes to `body`.
func withHostInProcess<Value: Sendable>(
    _ folder: DataFolder,
    _ data: DataOptions,
    _ body: @Sendable (HostConnection) async throws -> Value
) async throws -> Value {
    var settings = try HostSettings(data.settings, environment: ProcessInfo.processInfo.environment, folder: folder)
    // Without a server nobody reaches them.
    settings.playsProviders = false
    if case .sqlite(let path) = settings.database, !FileManager.default.fileExists(atPath: path) {
        throw Problem(
            .notFound,
            "there is no host in \(folder.path)",
            field: "--data",
            remedy: "Start one with orkesta serve --data \(folder.path), or give its folder"
        )
    }
    let logger = hostLogger("error")
    let assembly = try await HostAssembly(folder, settings, logger: logger)
    let client = InProcessClient(operatorRouter(assembly.gateway), logger: logger)
    let group = ServiceGroup(
        configuration: ServiceGroupConfiguration(
            services: assembly.services.map { .init(service: $0) },
            logger: Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() }
        )
    )
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        defer { tasks.cancelAll() }
        let value = try await body(
            HostConnection { method, path, bytes, contentType in
                guard let method = HTTPRequest.Method(rawValue: method) else {
                    throw Problem(.invalid, "no such method", remedy: "Use GET, POST, PUT or PATCH")
                }
                let answer = try await client.send(method, path, headers: [.contentType: contentType], body: bytes)
                return (answer.status, answer.body)
            }
        )
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        try await assembly.database.close()
        return value
    }
}
