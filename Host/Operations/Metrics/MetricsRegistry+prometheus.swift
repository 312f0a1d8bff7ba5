// The metrics as Prometheus reads them: text format 0.0.4.

extension MetricsRegistry {
    /// The media type of ``prometheusText()``.
    public static let prometheusContentType = "text/plain; version=0.0.4; charset=utf-8"

    /// Every series, families and series in order of their names.
    public func prometheusText() -> String {
        var text = ""
        for (name, family) in snapshot {
            if !family.help.isEmpty { text += "# HELP \(name) \(Self.escapedHelp(family.help))\n" }
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
                switch series {
                case .counter(let counter): text += Self.line(name, labels.text, counter.value)
                case .gauge(let gauge): text += Self.line(name, labels.text, gauge.value)
                case .computed(let value): text += Self.line(name, labels.text, value())
                case .histogram(let histogram): text += Self.lines(name, labels.text, histogram.reading)
                }
            }
        }
        text += "# TYPE orkesta_metric_series_dropped_total counter\n"
        text += Self.line("orkesta_metric_series_dropped_total", "", droppedSeriesCount)
        return text
    }

    private static func lines(_ name: String, _ labels: String, _ reading: Histogram.Reading) -> String {
        let prefix = labels.isEmpty ? "" : labels + ","
        var text = ""
        var cumulative: UInt64 = 0
        for (bound, count) in zip(reading.bounds, reading.counts) {
            cumulative &+= count
            text += line("\(name)_bucket", "\(prefix)le=\"\(number(bound))\"", Double(cumulative))
        }
        text += line("\(name)_bucket", "\(prefix)le=\"+Inf\"", Double(reading.count))
        text += line("\(name)_sum", labels, reading.sum)
        text += line("\(name)_count", labels, Double(reading.count))
        return text
    }

    private static func line(_ name: String, _ labels: String, _ value: Double) -> String {
        labels.isEmpty ? "\(name) \(number(value))\n" : "\(name){\(labels)} \(number(value))\n"
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: value).map(String.init) ?? String(value)
    }

    private static func escapedHelp(_ help: String) -> String {
        help.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: #"\\"#)
            .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: #"\n"#)
    }
}
