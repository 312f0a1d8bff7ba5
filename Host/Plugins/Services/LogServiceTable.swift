// ork.log/1 and ork.metrics/1: a plugin's lines and figures, in the host's.

import HostCore
import HostStorage
import Logging
import OrkestaABI
import OrkestaModel
import Synchronization

extension ServiceTables {
    static let log = ImmortalTable(
        ork_log_service(
            size: UInt32(MemoryLayout<ork_log_service>.size),
            reserved: 0,
            write: { handle, level, message, fields in
                guard let instance = InstanceRegistry.shared.find(handle) else { return ORK_E_STALE }
                do throws(Refusal) {
                    // Long ones are cut: read what may be there, then keep the beginning.
                    let message = try String(checking: message, "message", limit: Limits.requestBodyBytesMax)
                    let fields = try JSON.checkingObject(fields, "fields_json", limit: Limits.requestBodyBytesMax)
                    instance.log(level, beginning(message, 2000), fields?.objectValue ?? [:])
                    return ORK_OK
                } catch {
                    return instance.refuse(error.status, "log: \(error.reason)")
                }
            }
        )
    )

    static let metrics = ImmortalTable(
        ork_metrics_service(
            size: UInt32(MemoryLayout<ork_metrics_service>.size),
            reserved: 0,
            define: { handle, kind, name, _, metric in
                guard let instance = InstanceRegistry.shared.find(handle) else { return ORK_E_STALE }
                guard instance.lane.isCurrent else {
                    return instance.refuse(ORK_E_WRONG_THREAD, "metrics: defined off the lane")
                }
                guard let metric, let name = try? String(checking: name, "name", limit: 60), isMetricName(name),
                    kind == ORK_METRIC_COUNTER || kind == ORK_METRIC_HISTOGRAM
                else { return instance.refuse(ORK_E_INVALID, "metrics: the name or the kind is wrong") }
                return instance.define(
                    PluginMetric(name: "orkesta_plugin_\(name)", isCounter: kind == ORK_METRIC_COUNTER),
                    metric
                )
            },
            record: { handle, metric, value in
                guard let instance = InstanceRegistry.shared.find(handle) else { return ORK_E_STALE }
                guard value.isFinite else {
                    return instance.refuse(ORK_E_INVALID, "metrics: a value is not finite")
                }
                return instance.record(metric, value)
            }
        )
    )
}

/// A metric that an instance defined; its place in the list is its number.
struct PluginMetric: Sendable, Equatable {
    let name: String
    let isCounter: Bool
}

extension PluginInstance {
    fileprivate func log(_ level: UInt32, _ message: String, _ fields: [String: JSON]) {
        var metadata: Logger.Metadata = ["tenant": "\(tenant.id)", "plugin": "\(plugin)"]
        for (key, value) in fields.prefix(32) {
            let text = value.stringValue ?? value.description
            metadata["plugin.\(beginning(key, 60))"] = "\(beginning(text, 1000))"
        }
        services.logger.log(level: logLevels[level] ?? .info, "\(message)", metadata: metadata)
    }

    fileprivate func define(_ metric: PluginMetric, _ number: UnsafeMutablePointer<UInt32>) -> ork_status {
        let index = state.withLock { state -> Int? in
            if let known = state.metrics.firstIndex(of: metric) { return known }
            guard state.lifecycle == .activating, state.metrics.count < 64 else { return nil }
            state.metrics.append(metric)
            return state.metrics.count - 1
        }
        guard let index else { return refuse(ORK_E_WRONG_STATE, "metrics: defined outside activate, or too many") }
        number.pointee = UInt32(index)
        return ORK_OK
    }

    fileprivate func record(_ number: UInt32, _ value: Double) -> ork_status {
        let metric = state.withLock { state in
            Int(number) < state.metrics.count ? state.metrics[Int(number)] : nil
        }
        guard let metric else { return refuse(ORK_E_NOT_FOUND, "metrics: recorded to one that was not defined") }
        if metric.isCounter {
            services.metrics.add(metric.name, ["plugin": plugin.rawValue], value)
        } else {
            services.metrics.observe(metric.name, ["plugin": plugin.rawValue], value)
        }
        return ORK_OK
    }
}

private func beginning(_ text: String, _ scalars: Int) -> String {
    text.utf8.count <= scalars ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(scalars)))
}

/// Unknown levels are written as information.
private let logLevels: [UInt32: Logger.Level] = [
    ORK_LOG_DEBUG: .debug, ORK_LOG_INFO: .info, ORK_LOG_WARNING: .warning, ORK_LOG_ERROR: .error,
]

private func isMetricName(_ name: String) -> Bool {
    !name.isEmpty
        && name.utf8.allSatisfy {
            ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z")) || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
                || $0 == UInt8(ascii: "_")
        }
}
