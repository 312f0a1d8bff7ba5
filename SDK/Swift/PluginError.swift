// What a service call or a plugin's own work can fail with: the ABI's status
// codes, with a message for people.

public import OrkestaABI

/// A failure with the ABI's status. Throw it from a plugin to fail a turn, a
/// search or a send with that status.
public struct PluginError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One of ORK_E_..., never ORK_OK: that would turn a failure into a success.
    public let status: ork_status
    /// For people; no secrets, no personal data. At most 255 bytes are kept.
    public let message: String
    public let isRetryable: Bool
    /// Milliseconds; 0 when not known.
    public let retryAfterMilliseconds: Int64
    /// The document that came with the failure, for services that answer so; else empty.
    var document = ""
    /// The provider's own code; 0 when there is none.
    public let providerCode: Int32
    /// What helps after a send that failed.
    public let remedy: SendRemedy

    public init(
        _ status: ork_status,
        _ message: String,
        isRetryable: Bool = false,
        retryAfterMilliseconds: Int64 = 0,
        providerCode: Int32 = 0,
        remedy: SendRemedy = .none
    ) {
        self.status = status == ORK_OK ? ORK_E_INTERNAL : status
        self.message = message
        self.isRetryable = isRetryable
        self.retryAfterMilliseconds = retryAfterMilliseconds
        self.providerCode = providerCode
        self.remedy = remedy
    }

    public var description: String { "\(message) (status \(status))" }

    /// Reads what the host sent.
    init(_ completion: ork_completion) {
        defer { document = String(completion.json) }
        guard let error = completion.error.map({ sized($0) }) else {
            self.init(completion.status, "the host gave no reason")
            return
        }
        self.init(
            completion.status,
            text(of: error),
            isRetryable: error.retryable != 0,
            retryAfterMilliseconds: error.retry_after_ms,
            providerCode: error.provider_code
        )
    }

    /// Any error as one of these.
    init(_ error: any Error) {
        switch error {
        case let error as PluginError: self = error
        case is CancellationError: self.init(ORK_E_CANCELLED, "cancelled")
        default: self.init(ORK_E_INTERNAL, String(describing: type(of: error)))
        }
    }

    /// The C form, message cut to what fits.
    var abi: ork_error {
        var error = ork_error()
        error.size = UInt32(MemoryLayout<ork_error>.size)
        error.status = status
        error.retryable = isRetryable ? 1 : 0
        error.retry_after_ms = retryAfterMilliseconds
        error.provider_code = providerCode
        withUnsafeMutableBytes(of: &error.message) { buffer in
            for (index, byte) in message.utf8.prefix(buffer.count - 1).enumerated() { buffer[index] = byte }
        }
        return error
    }
}

private func text(of error: ork_error) -> String {
    withUnsafeBytes(of: error.message) { buffer in
        String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
    }
}
