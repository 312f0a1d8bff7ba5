// Why nothing went out, as plugins are told.

import HostCore
import HostNet
import HostStorage
import OrkestaABI
import OrkestaModel
import Synchronization

extension EgressGate.Failure {
    /// A bounded name for metrics.
    var label: String {
        switch self {
        case .address: "address"
        case .unencrypted: "unencrypted"
        case .killSwitch: "kill-switch"
        case .tooMany: "too-many"
        case .database: "database"
        case .net(let error): error.label
        case .mail(let error): error.label
        }
    }

    /// For the plugin; what libcurl and servers say may quote an address or a token.
    var reason: String {
        switch self {
        case .address: "the plugin's manifest and settings name no such address"
        case .unencrypted: "http is for sandbox tenants only"
        case .killSwitch: "a kill switch holds this traffic"
        case .tooMany: "too many requests of this plugin are under way"
        case .database: "the host's database is not available"
        case .net(let error): error.label
        case .mail(.refused(let code, let status)): "the mail server answered \(code) \(status)"
        case .mail(.login): "the mail server does not let this user in"
        case .mail(let error): error.label
        }
    }

    var isRetryable: Bool {
        switch self {
        case .address, .unencrypted: false
        case .killSwitch, .tooMany, .database: true
        case .net(let error), .mail(.net(let error)):
            switch error {
            case .badURL, .badHeader, .tooLarge: false
            case .couldNotConnect, .timedOut, .cancelled, .tls, .failed: true
            }
        case .mail(.refused(let code, _)): code < 500
        case .mail(.malformed), .mail(.login), .mail(.unknownOutcome): false
        }
    }

    /// Of the reply that refused a mail; nil for other failures.
    var mailReply: (code: Int, status: String)? {
        if case .mail(.refused(let code, let status)) = self { (code, status) } else { nil }
    }

    /// `mayBeRepeated`: doing it twice equals doing it once.
    func status(mayBeRepeated: Bool) -> ork_status {
        switch self {
        case .address, .unencrypted, .killSwitch: ORK_E_DENIED
        case .tooMany: ORK_E_BUDGET
        case .database: ORK_E_UNAVAILABLE
        case .mail(.login): ORK_E_DENIED
        case .mail(.malformed): ORK_E_INVALID
        case .mail(.unknownOutcome): ORK_E_UNKNOWN_OUTCOME
        case .mail(.refused(let code, let status)):
            if code == 421 || status.hasPrefix("4.7.") {
                ORK_E_RATE_LIMITED
            } else {
                code < 500 ? ORK_E_UNAVAILABLE : ORK_E_REJECTED
            }
        case .net(let error), .mail(.net(let error)):
            switch error {
            case _ where error.outcome == .unknown && !mayBeRepeated: ORK_E_UNKNOWN_OUTCOME
            case .badURL, .badHeader: ORK_E_INVALID
            case .tooLarge: ORK_E_BUDGET
            case .timedOut: ORK_E_TIMEOUT
            case .cancelled: ORK_E_CANCELLED
            case .couldNotConnect, .tls, .failed: ORK_E_UNAVAILABLE
            }
        }
    }
}

extension PluginInstance {
    /// This instance, as it asks to reach somebody.
    var egressCaller: EgressGate.Caller {
        EgressGate.Caller(plugin: plugin, tenant: tenant.id, rules: state.withLock { $0.egress })
    }
}

extension ServiceCall {
    /// Counts a request to a server by how it ended.
    func countRequest(_ outcome: String) {
        instance.services.metrics.add(
            "orkesta_plugin_requests_total",
            ["plugin": instance.plugin.rawValue, "outcome": outcome]
        )
    }
}
