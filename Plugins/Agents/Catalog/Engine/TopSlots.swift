// Keeps the best products seen so far, in a heap whose root is the worst.

struct TopSlots {
    struct Entry {
        let slot: Int
        let score: Float
    }

    private let limit: Int
    /// Whether the first slot ranks before the second when scores are equal.
    private let precedes: (Int, Int) -> Bool
    private(set) var heap: [Entry] = []

    init(limit: Int, precedes: @escaping (Int, Int) -> Bool) {
        self.limit = limit
        self.precedes = precedes
    }

    /// The lowest score among them once they are complete; nil before.
    var least: Float? { heap.count >= limit ? heap.first?.score : nil }

    /// Whether a product with this score could be among the best.
    func accepts(_ score: Float) -> Bool {
        least.map { score >= $0 } ?? true
    }

    mutating func insert(_ slot: Int, _ score: Float) {
        let entry = Entry(slot: slot, score: score)
        if heap.count < limit {
            heap.append(entry)
            siftUp(heap.count - 1)
        } else if let worst = heap.first, isBetter(entry, worst) {
            heap[0] = entry
            siftDown(0)
        }
    }

    /// Best first.
    var sorted: [Entry] { heap.sorted(by: isBetter) }

    private func isBetter(_ first: Entry, _ second: Entry) -> Bool {
        first.score == second.score ? precedes(first.slot, second.slot) : first.score > second.score
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard isBetter(heap[parent], heap[child]) else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var worst = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && isBetter(heap[worst], heap[child])
            {
                worst = child
            }
            guard worst != parent else { return }
            heap.swapAt(parent, worst)
            parent = worst
        }
    }
}
