// How the host is: named checks, each run when somebody asks.

import HostCore
public import OrkestaModel
import Synchronization

/// The host's checks. Whoever owns a part registers how to ask it.
public final class Health: Sendable {
    /// How a part is doing.
    public enum Status: String, Sendable, Comparable {
        case ok
        /// It works, but somebody should look.
        case degraded
        case failed

        public static func < (left: Status, right: Status) -> Bool { left.severity < right.severity }

        private var severity: Int {
            switch self {
            case .ok: 0
            case .degraded: 1
            case .failed: 2
            }
        }
    }

    /// What one check found.
    public struct Finding: Sendable, Equatable {
        public let status: Status
        /// For the operator; no secret, no personal data.
        public let detail: String

        public init(_ status: Status, _ detail: String = "") {
            self.status = status
            self.detail = detail
        }
    }

    /// All findings and the worst of their statuses.
    public struct Report: Sendable, Equatable {
        public let status: Status
        public let findings: [String: Finding]

        /// `{"status", "checks": {name: {"status", "detail"}}}`.
        public var json: JSON {
            [
                "status": .string(status.rawValue),
                "checks": .object(
                    findings.mapValues { ["status": .string($0.status.rawValue), "detail": .string($0.detail)] }
                ),
            ]
        }
    }

    private let checks = Mutex<[String: @Sendable () async -> Finding]>([:])

    public init() {}

    /// Adds a check, or replaces the one with this name. It must come to an
    /// end by itself.
    public func register(_ name: String, _ check: @escaping @Sendable () async -> Finding) {
        checks.withLock { $0[name] = check }
    }

    /// Runs every check, all at once.
    public func report() async -> Report {
        let checks = checks.withLock { $0 }
        let findings = await withTaskGroup(of: (String, Finding).self) { group in
            for (name, check) in checks { group.addTask { (name, await check()) } }
            var findings: [String: Finding] = [:]
            for await (name, finding) in group { findings[name] = finding }
            return findings
        }
        return Report(status: findings.values.map(\.status).max() ?? .ok, findings: findings)
    }
}
