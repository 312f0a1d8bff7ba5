// Order within a lane, concurrency across lanes, a bound over all: the pure
// state behind the turn engine's conversations and the outbox's channels.

/// Elements that run one at a time for each key and at most `runningMax` at
/// once, keys taking their turns in the order in which they came.
public struct SerialLanes<Key: Hashable & Sendable, Element: Sendable>: Sendable {
    private struct Lane {
        var isRunning = false
        var isReady = false
        var waiting: [Element] = []
    }

    private let runningMax: Int
    private var lanes: [Key: Lane] = [:]
    /// Keys that could run if there were room, first come first; `readyHead`
    /// is the first that has not been taken.
    private var ready: [Key] = []
    private var readyHead = 0
    public private(set) var running = 0
    public private(set) var waiting = 0

    public init(runningMax: Int) { self.runningMax = max(1, runningMax) }

    public var isEmpty: Bool { lanes.isEmpty }

    /// Puts an element at the end of its lane. Returns it when it starts now.
    public mutating func add(_ element: Element, to key: Key) -> Element? {
        var lane = lanes[key] ?? Lane()
        if !lane.isRunning, lane.waiting.isEmpty, running < runningMax, readyHead == ready.count {
            lane.isRunning = true
            lanes[key] = lane
            running += 1
            return element
        }
        lane.waiting.append(element)
        waiting += 1
        if !lane.isRunning, !lane.isReady {
            lane.isReady = true
            ready.append(key)
        }
        lanes[key] = lane
        // Room is left only while nothing is ready, so this starts no other element.
        return start().first?.element
    }

    /// Ends what runs in a lane. Returns what starts in its place.
    public mutating func finish(_ key: Key) -> [(key: Key, element: Element)] {
        guard var lane = lanes[key], lane.isRunning else { return [] }
        lane.isRunning = false
        running -= 1
        if lane.waiting.isEmpty {
            lanes[key] = nil
        } else {
            lane.isReady = true
            ready.append(key)
            lanes[key] = lane
        }
        return start()
    }

    /// Puts elements in front of what waits in a lane. False where nothing runs in it: nothing
    /// is put there.
    public mutating func addInFront(_ elements: [Element], to key: Key) -> Bool {
        guard var lane = lanes[key], lane.isRunning else { return false }
        lane.waiting.insert(contentsOf: elements, at: 0)
        waiting += elements.count
        lanes[key] = lane
        return true
    }

    /// Takes what waits out of a lane.
    public mutating func removeWaiting(_ key: Key) -> [Element] {
        guard var lane = lanes[key] else { return [] }
        let removed = lane.waiting
        lane.waiting = []
        waiting -= removed.count
        lanes[key] = lane.isRunning ? lane : nil
        return removed
    }

    /// Takes what waits out of all lanes.
    public mutating func removeWaiting() -> [Element] {
        var removed: [Element] = []
        for key in ready[readyHead...] { removed += removeWaiting(key) }
        for key in Array(lanes.keys) { removed += removeWaiting(key) }
        return removed
    }

    private mutating func start() -> [(key: Key, element: Element)] {
        var started: [(key: Key, element: Element)] = []
        while running < runningMax, readyHead < ready.count {
            let key = ready[readyHead]
            readyHead += 1
            // Its elements may have been taken out meanwhile.
            guard var lane = lanes[key], lane.isReady, !lane.isRunning, !lane.waiting.isEmpty else { continue }
            let element = lane.waiting.removeFirst()
            waiting -= 1
            running += 1
            lane.isRunning = true
            lane.isReady = false
            lanes[key] = lane
            started.append((key, element))
        }
        if readyHead == ready.count || readyHead > 1024 {
            ready.removeFirst(readyHead)
            readyHead = 0
        }
        return started
    }
}
