// What a dispatcher has in memory.

import HostCore
import HostInbox

extension OutboxDispatcher {
    struct State {
        /// Rows in the order in which they go out, by tenant and channel.
        var routes: [Route: SerialLanes<Lane, OutboxItem>] = [:]
        var held: HeldRows
        var sends: [OutboxItemID: (route: Route, task: Task<Void, Never>)] = [:]
        /// Lanes whose next message must be claimed, and until when (monotonic milliseconds):
        /// one that is tried later waits in the table, in front of what comes meanwhile.
        var detours: [Lane: Int64] = [:]
        var isStopping = false
    }
}
