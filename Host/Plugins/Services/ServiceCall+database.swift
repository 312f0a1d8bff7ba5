// Service calls that read the database: off the lane, answered on it.

import HostCore
import HostStorage
import OrkestaABI
import OrkestaModel

extension ServiceCall {
    /// Reads, then continues with the value; failures are answered here.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value,
        then: @escaping @Sendable (ServiceCall, Value) -> Void
    ) {
        Task { [self] in
            do {
                then(self, try await instance.services.database.read(body))
            } catch {
                fail(error)
            }
        }
    }

    /// Any error as the ABI's status; nothing internal in its message.
    func fail(_ error: any Error) {
        switch error {
        case let problem as Problem: fail(problem.abiStatus, problem.detail, retryable: problem.kind == .unavailable)
        case let error as DocumentError: fail(ORK_E_INVALID, error.description)
        case DatabaseError.unavailable: fail(ORK_E_UNAVAILABLE, "the database is not available", retryable: true)
        case DatabaseError.constraint: fail(ORK_E_CONFLICT, "the database refused the change")
        default: fail(ORK_E_INTERNAL, "the host failed")
        }
    }
}

extension Problem {
    /// The ABI's word for it.
    var abiStatus: ork_status {
        switch kind {
        case .invalid, .tooLarge, .unsupportedMedia: ORK_E_INVALID
        case .unauthorized, .forbidden: ORK_E_DENIED
        case .notFound: ORK_E_NOT_FOUND
        case .conflict, .mismatch: ORK_E_CONFLICT
        case .rateLimited: ORK_E_RATE_LIMITED
        case .unavailable, .pluginFailure: ORK_E_UNAVAILABLE
        case .timeout: ORK_E_TIMEOUT
        case .internal: ORK_E_INTERNAL
        }
    }
}
