// Where the events of one service call are gathered until its end.

import Synchronization

/// A list that callbacks append to and the waiting task reads.
final class Collected<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    func append(_ element: Element) { elements.withLock { $0.append(element) } }
    func append(contentsOf more: [Element]) { elements.withLock { $0.append(contentsOf: more) } }
    func all() -> [Element] { elements.withLock { $0 } }
}
