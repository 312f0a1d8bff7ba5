// The host's own figures: counters, gauges and histograms by name and labels.
// Making a series takes a lock; counting on one that a caller keeps does not.

import Synchronization

/// All metrics of the process. One is made in App and handed to whoever counts.
public final class MetricsRegistry: Sendable {
    /// More series than this are not made: labels that come from outside must not fill the memory.
    public static let seriesMax = 10_000

    private let families = Mutex<[String: Family]>([:])
    /// What was asked for before, in the words in which it was: nearly all that is counted, so that
    /// names and labels are not checked and put into order each time.
    private let known = Mutex<[Question: Series]>([:])
    private let seriesCount = Atomic<Int>(0)
    private let droppedSeries = Counter()

    struct Family: Sendable {
        let kind: Kind
        var help: String
        var series: [MetricLabels: Series] = [:]
    }

    private struct Question: Hashable {
        let kind: Kind
        let name: String
        let labels: [String: String]
    }

    enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    enum Series: Sendable {
        case counter(Counter)
        case gauge(Gauge)
        case computed(@Sendable () -> Double)
        case histogram(Histogram)
    }

    public init() {}

    /// The counter with this name and these labels, made at first use. Keep it
    /// where counting must be cheap.
    public func counter(_ name: String, help: String = "", labels: [String: String] = [:]) -> Counter {
        let series = series(name, .counter, help, labels) { .counter(Counter()) }
        guard case .counter(let counter) = series else { return Counter() }
        return counter
    }

    /// The gauge with this name and these labels, made at first use.
    public func gauge(_ name: String, help: String = "", labels: [String: String] = [:]) -> Gauge {
        let series = series(name, .gauge, help, labels) { .gauge(Gauge()) }
        guard case .gauge(let gauge) = series else { return Gauge() }
        return gauge
    }

    /// A gauge whose value is asked for whenever the metrics are read. The
    /// first one registered for a name and labels stays.
    public func computedGauge(
        _ name: String,
        help: String = "",
        labels: [String: String] = [:],
        value: @escaping @Sendable () -> Double
    ) {
        _ = series(name, .gauge, help, labels) { .computed(value) }
    }

    /// The histogram with this name and these labels, made at first use.
    /// `bounds` are the upper ends of its buckets, ascending.
    public func histogram(
        _ name: String,
        help: String = "",
        labels: [String: String] = [:],
        bounds: [Double] = Histogram.secondsBounds
    ) -> Histogram {
        let series = series(name, .histogram, help, labels) { .histogram(Histogram(bounds: bounds)) }
        guard case .histogram(let histogram) = series else { return Histogram(bounds: bounds) }
        return histogram
    }

    /// Every family by name, for ``prometheusText()``.
    var snapshot: [(name: String, family: Family)] {
        families.withLock { $0 }.sorted { $0.key < $1.key }.map { (name: $0.key, family: $0.value) }
    }

    /// Series that were refused: too many, or the name has another kind already.
    public var droppedSeriesCount: Double { droppedSeries.value }

    private func series(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        _ labels: [String: String],
        _ make: () -> Series
    ) -> Series? {
        let question = Question(kind: kind, name: name, labels: labels)
        if let known = known.withLock({ $0[question] }) { return known }
        guard let found = find(name, kind, help, labels, make) else { return nil }
        // Other words may ask for the same series: no more of them are kept than there are series.
        known.withLock { known in
            if known.count < Self.seriesMax { known[question] = found }
        }
        return found
    }

    private func find(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        _ labels: [String: String],
        _ make: () -> Series
    ) -> Series? {
        let name = MetricLabels.validName(name)
        let labels = MetricLabels(labels)
        return families.withLock { families in
            var family = families[name] ?? Family(kind: kind, help: help)
            guard family.kind == kind else { return dropped() }
            if let known = family.series[labels] { return known }
            guard seriesCount.load(ordering: .relaxed) < Self.seriesMax else { return dropped() }
            seriesCount.add(1, ordering: .relaxed)
            let made = make()
            family.series[labels] = made
            if family.help.isEmpty { family.help = help }
            families[name] = family
            return made
        }
    }

    private func dropped() -> Series? {
        droppedSeries.add(1)
        return nil
    }
}

/// Labels of a series, sorted by name.
struct MetricLabels: Sendable, Hashable, Comparable {
    let text: String

    init(_ labels: [String: String]) {
        text = labels.sorted { $0.key < $1.key }
            .map { "\(Self.validName($0.key))=\"\(Self.escaped($0.value))\"" }
            .joined(separator: ",")
    }

    static func < (left: MetricLabels, right: MetricLabels) -> Bool { left.text < right.text }

    /// A name of Prometheus' alphabet: what does not fit becomes `_`.
    static func validName(_ name: String) -> String {
        var bytes = name.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                byte
            default: UInt8(ascii: "_")
            }
        }
        if let first = bytes.first, first >= UInt8(ascii: "0"), first <= UInt8(ascii: "9") {
            bytes.insert(UInt8(ascii: "_"), at: 0)
        }
        return bytes.isEmpty ? "_" : String(decoding: bytes, as: UTF8.self)
    }

    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": escaped += #"\\"#
            case "\"": escaped += #"\""#
            case "\n": escaped += #"\n"#
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
