// The loops of services: at intervals, or when they are woken, until the host stops.

import ServiceLifecycle

/// Does `round` again and again until the host stops. Each round returns how many
/// milliseconds the next one waits; 0 or less: no time at all.
public func repeatUntilShutdown(_ round: @escaping @Sendable () async -> Int64) async {
    await cancelWhenGracefulShutdown {
        while !Task.isCancelled {
            let pause = await round()
            guard pause > 0 else { continue }
            do {
                try await Task.sleep(for: .milliseconds(pause))
            } catch {
                // Cancelled: the loop ends.
                return
            }
        }
    }
}

extension WakeUp {
    /// Does `work` now, whenever it is woken and after every interval, until the host stops.
    public func untilShutdown(every milliseconds: Int64, _ work: @escaping @Sendable () async -> Void) async {
        await cancelWhenGracefulShutdown { [self] in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.tick(every: milliseconds) }
                for await _ in signals { await work() }
                group.cancelAll()
            }
        }
    }

    /// The same; what a round begins in the group goes on while the next one looks.
    public func untilShutdown(
        every milliseconds: Int64,
        starting round: @escaping @Sendable (inout DiscardingTaskGroup) async -> Void
    ) async {
        await cancelWhenGracefulShutdown { [self] in
            await withDiscardingTaskGroup { group in
                group.addTask { await self.tick(every: milliseconds) }
                for await _ in signals { await round(&group) }
                group.cancelAll()
            }
        }
    }
}
