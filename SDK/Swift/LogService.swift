// ork.log/1 and ork.metrics/1: what operators see of a plugin.

import OrkestaABI
public import OrkestaModel

/// Writes to the host's log. Messages are constants; what varies goes into the
/// fields. Never secrets, personal data, or message text above debug.
public struct LogService: Sendable {
    let table: ServiceTable<ork_log_service>
    let instance: ork_inst

    /// How much a line matters.
    public enum Level: UInt32, Sendable {
        case debug = 1
        case info, warning, error
    }

    public func callAsFunction(_ level: Level, _ message: String, _ fields: [String: JSON] = [:]) {
        let json = fields.isEmpty ? "" : JSON.object(fields).description
        withBorrowed([message, json]) { _ = ork_log_write(table.pointer, instance, level.rawValue, $0[0], $0[1]) }
    }
}

/// Counters and histograms, defined during `activate`.
public struct MetricsService: Sendable {
    let table: ServiceTable<ork_metrics_service>
    let instance: ork_inst

    /// A metric that was defined; recording to it is cheap and from any thread.
    public struct Metric: Sendable {
        let table: ServiceTable<ork_metrics_service>
        let instance: ork_inst
        let identifier: UInt32

        public func record(_ value: Double) {
            _ = ork_metrics_record(table.pointer, instance, identifier, value)
        }
    }

    /// `name` is `[a-z0-9_]{1,60}`; it appears as `orkesta_plugin_NAME`.
    public func counter(_ name: String, help: String) throws -> Metric {
        try define(ORK_METRIC_COUNTER, name, help)
    }

    public func histogram(_ name: String, help: String) throws -> Metric {
        try define(ORK_METRIC_HISTOGRAM, name, help)
    }

    private func define(_ kind: UInt32, _ name: String, _ help: String) throws -> Metric {
        var identifier: UInt32 = 0
        let status = withBorrowed([name, help]) {
            ork_metrics_define(table.pointer, instance, kind, $0[0], $0[1], &identifier)
        }
        guard status == ORK_OK else { throw PluginError(status, "the metric was not defined") }
        return Metric(table: table, instance: instance, identifier: identifier)
    }
}
