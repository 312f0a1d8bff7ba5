// Which item runs now: one at a time for each conversation, many conversations
// at once, no more in memory than there is room for. Pure state, no I/O.

import HostCore
import HostInbox

/// A conversation before it has a row.
struct ConversationKey: Hashable, Sendable {
    let tenant: TenantID
    let channel: PluginID
    let address: String

    init(tenant: TenantID, channel: PluginID, address: String) {
        self.tenant = tenant
        self.channel = channel
        self.address = address
    }

    init(_ item: InboxItem) {
        self.init(tenant: item.tenant, channel: item.channel, address: item.address)
    }
}

/// An item, and what only this process knows of it.
struct QueuedItem: Sendable {
    let item: InboxItem
    /// Read in the transaction that accepted the item; worth nothing once
    /// another turn of the conversation has run.
    var snapshot: TurnSnapshot?
    var progress: (@Sendable (String) -> Void)?
    /// Begins when the item's turn does.
    let deadline = TurnDeadline()
}

/// The engine's queues.
struct ConversationQueues: Sendable {
    private let heldMax: Int
    private var lanes: SerialLanes<ConversationKey, QueuedItem>
    private var held: Set<InboxItemID> = []
    private var reserved = 0
    /// Rows wait in the table: newer items must not overtake them, so they
    /// wait there too until a claim has found the last.
    private(set) var hasOverflow = false
    private(set) var isStopping = false

    init(inFlightMax: Int, heldMax: Int) {
        self.heldMax = max(1, heldMax)
        lanes = SerialLanes(runningMax: inFlightMax)
    }

    /// Items in memory, waiting and running.
    var depth: Int { held.count }
    var running: Int { lanes.running }
    /// How many items a claim may bring.
    var room: Int { isStopping ? 0 : max(0, heldMax - held.count - reserved) }

    /// Keeps places for items that are about to be accepted. False when they
    /// must stay in the table.
    mutating func reserve(_ count: Int) -> Bool {
        guard !isStopping, !hasOverflow, held.count + reserved + count <= heldMax else {
            hasOverflow = true
            return false
        }
        reserved += count
        return true
    }

    /// Gives back places whose items were not accepted or are added now.
    mutating func release(_ count: Int) { reserved -= min(count, reserved) }

    /// A claim brought everything that waited.
    mutating func overflowEnded() { hasOverflow = false }

    /// Takes an item in. Returns it when it runs now; an item that is held
    /// already is left alone.
    mutating func add(_ queued: QueuedItem) -> QueuedItem? {
        guard !isStopping, held.insert(queued.item.id).inserted else { return nil }
        if let started = lanes.add(queued, to: ConversationKey(queued.item)) { return started }
        return nil
    }

    /// Ends an item. Returns what runs in its place.
    mutating func finish(_ item: InboxItem) -> [QueuedItem] {
        held.remove(item.id)
        return lanes.finish(ConversationKey(item)).map { _, queued in
            var queued = queued
            queued.snapshot = nil
            return queued
        }
    }

    func holds(_ item: InboxItemID) -> Bool { held.contains(item) }

    /// Everything in memory, waiting and running.
    var heldItems: [InboxItemID] { Array(held) }

    /// Takes nothing in from now on, and lets go of what waits.
    mutating func stop() {
        isStopping = true
        for queued in lanes.removeWaiting() { held.remove(queued.item.id) }
    }
}
