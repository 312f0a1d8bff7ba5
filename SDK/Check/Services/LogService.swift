// ork.log/1 and ork.metrics/1: read for what must not stand there.

import OrkestaABI

extension FakeService {
    static let log = FakeService(
        ORK_LOG_1,
        firstSize: firstSize(\ork_log_service.write),
        ork_log_service(
            size: 0,
            reserved: 0,
            write: { handle, level, message, fields in
                FakeInstance.answerNow(handle, "log.write", mustBeOnLane: false, isCompared: false) {
                    arguments throws(Refused) in
                    arguments.number(level, "level")
                    let message = try arguments.text(message, "message", in: 0...(1 << 20))
                    let fields = try arguments.json(fields, "fields_json", limit: 1 << 20, isObject: true)
                    arguments.instance.watchLog(level, "\(message) \(fields)")
                }
            }
        )
    )

    static let metrics = FakeService(
        ORK_METRICS_1,
        firstSize: firstSize(\ork_metrics_service.record),
        ork_metrics_service(
            size: 0,
            reserved: 0,
            define: { handle, kind, name, help, metric in
                FakeInstance.answerNow(handle, "metrics.define") { arguments throws(Refused) in
                    let name = try arguments.text(name, "name", in: 1...60)
                    _ = try arguments.text(help, "help", in: 0...1000)
                    guard arguments.instance.phase == .activating else {
                        throw arguments.refuse("metrics.define was called outside activate")
                    }
                    guard kind == ORK_METRIC_COUNTER || kind == ORK_METRIC_HISTOGRAM, let metric else {
                        throw arguments.refuse("metrics.define: an unknown kind, or no place for the number")
                    }
                    metric.pointee = arguments.instance.metricNumber(name)
                }
            },
            record: { handle, metric, value in
                FakeInstance.answerNow(handle, "metrics.record", mustBeOnLane: false, isCompared: false) {
                    arguments throws(Refused) in
                    guard metric < arguments.instance.metricCount else {
                        throw arguments.refuse("metrics.record: \(metric) was not defined")
                    }
                    guard value.isFinite else { throw arguments.refuse("metrics.record: the value is not finite") }
                }
            }
        )
    )
}

extension FakeInstance {
    /// Secrets and persons nowhere; what a customer wrote at most for debugging.
    fileprivate func watchLog(_ level: UInt32, _ line: String) {
        if line.contains(tenant.secret) { report.find(.secretsStay, "a log line has the value of a secret setting") }
        for (name, value) in [("customer's name", tenant.customerName), ("customer's address", tenant.address)]
        where line.contains(value) {
            report.find(.secretsStay, "a log line has the \(name)")
        }
        if level > ORK_LOG_DEBUG, line.contains(tenant.word) {
            report.find(.secretsStay, "a log line of level \(level) has what the customer wrote")
        }
    }

    fileprivate var metricCount: UInt32 { withState { UInt32($0.metrics.count) } }

    fileprivate func metricNumber(_ name: String) -> UInt32 {
        withState { state in
            if let known = state.metrics.firstIndex(of: name) { return UInt32(known) }
            state.metrics.append(name)
            return UInt32(state.metrics.count - 1)
        }
    }
}
