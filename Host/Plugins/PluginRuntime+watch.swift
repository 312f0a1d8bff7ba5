// The watch over lanes and turns: what takes too long is cancelled, then given
// up, so that one plugin's hang never becomes the host's.

import HostCore
import HostTime
import HostTurns
import Synchronization

extension PluginRuntime {
    /// Looks every 50 ms until cancelled. Run it as a service.
    public nonisolated func watch() async {
        var standstill = Standstill(graceMilliseconds: Limits.turnDeadlineMilliseconds)
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(50))
            let now = monotonicMilliseconds()
            guard standstill.mayJudge(at: now) else { continue }
            for instance in ownInstances { inspect(instance, at: now) }
        }
    }

    private nonisolated func inspect(_ instance: PluginInstance, at now: Int64) {
        if instance.lane.heldMilliseconds(at: now) > Limits.laneHeldMaxMilliseconds {
            instance.condemn("it held its lane for more than \(Limits.laneHeldMaxMilliseconds) ms")
            instance.lane.giveUpThread()
            return
        }
        instance.expireOperations(at: now)
        let overdue = instance.state.withLock { state in
            state.turns.count == 0 ? [] : state.turns.all.filter { now > $0.value.deadline }
        }
        for (turn, running) in overdue {
            instance.cancelTurn(turn)
            if now > running.deadline + graceMilliseconds {
                instance.violation("a turn was not finished within its deadline")
                instance.endTurn(turn, .failed(timeout(instance)))
            }
        }
    }

    /// The instances of this runtime; tests have several runtimes in one process.
    nonisolated var ownInstances: [PluginInstance] {
        InstanceRegistry.shared.all.filter { $0.services.instances === services.instances }
    }

    private nonisolated func timeout(_ instance: PluginInstance) -> Problem {
        Problem(
            .timeout,
            "Plugin \(instance.plugin) did not finish the turn in time",
            remedy: "See the log; disable the plugin if it goes on"
        )
    }

    /// How many threads plugins hold and will not give back; health fails at the
    /// limit.
    public nonisolated var lostThreads: Int { pool.lostThreads }
}

/// What a cancelled turn may still take to finish by itself.
private let graceMilliseconds: Int64 = 1000
