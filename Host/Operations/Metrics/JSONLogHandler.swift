// The log: one line of JSON an event, with personal data and credentials
// masked, to standard error or to where the caller says.

import Glibc
import HostAccess
public import HostCore
public import Logging
import OrkestaModel
import Synchronization

/// A swift-log handler that writes JSON lines.
public struct JSONLogHandler: LogHandler {
    public var logLevel: Logger.Level
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let clock: any Clock
    private let output: @Sendable ([UInt8]) -> Void

    /// `clock` dates the events: the platform's, never a tenant's. `output`
    /// takes one whole line with its end.
    public init(
        label: String,
        level: Logger.Level = .info,
        clock: any Clock,
        output: @escaping @Sendable ([UInt8]) -> Void = writeToStandardError
    ) {
        self.label = label
        self.clock = clock
        self.output = output
        logLevel = level
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var members: [String: JSON] = [:]
        let provided = metadataProvider?.get() ?? [:]
        for metadata in [provided, metadata, event.metadata ?? [:]] {
            for (key, value) in metadata { members[key] = Self.json(value) }
        }
        if let error = event.error { members["error"] = .string(Masking.masked("\(error)")) }
        members["time"] = .string(clock.now().description)
        members["level"] = .string(event.level.rawValue)
        members["logger"] = .string(label)
        members["message"] = .string(Masking.masked(event.message.description))
        output(JSON.object(members).utf8 + [UInt8(ascii: "\n")])
    }

    private static func json(_ value: Logger.MetadataValue) -> JSON {
        switch value {
        case .string(let text): .string(Masking.masked(text))
        case .stringConvertible(let value): .string(Masking.masked(value.description))
        case .array(let values): .array(values.map(json))
        case .dictionary(let values): .object(values.mapValues(json))
        }
    }
}

private let standardErrorLock = Mutex<Void>(())

/// Writes a line whole: lines of several threads do not mix.
@Sendable public func writeToStandardError(_ line: [UInt8]) {
    standardErrorLock.withLock { _ in
        var rest = line[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            // A log that cannot be written has nobody to be told.
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
