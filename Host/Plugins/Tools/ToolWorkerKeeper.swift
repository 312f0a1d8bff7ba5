// Keeps one tool worker: the thread that starts it, waits for it, and whose end
// would be the worker's.

import Dispatch
import HostCore
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// The thread of one worker.
final class ToolWorkerKeeper: Sendable {
    private let pool: ToolWorkerPool
    private let program: String
    private let signal = DispatchSemaphore(value: 0)
    /// From a wake-up until the thread has seen it: any number of them count as one.
    private let isWoken = Mutex(false)
    private let library = Mutex<ToolWorkerKind?>(nil)

    init(pool: ToolWorkerPool, program: String) {
        self.pool = pool
        self.program = program
    }

    /// What its worker has loaded; nil: it has none.
    var loaded: ToolWorkerKind? { library.withLock { $0 } }

    func wake() {
        let isNew = isWoken.withLock { isWoken in
            defer { isWoken = true }
            return !isWoken
        }
        if isNew { signal.signal() }
    }

    /// Starts the thread; false when the system has no room for one.
    func start() -> Bool {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let failure = pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<ToolWorkerKeeper>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            context.toOpaque()
        )
        guard failure == 0 else {
            context.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private func run() {
        var worker: ToolWorkerProcess?
        var idleSince = monotonicMilliseconds()
        while true {
            switch pool.order(for: self, loaded: worker?.kind, idleSince: idleSince) {
            case .leave: return
            case .wait(let milliseconds):
                _ = signal.wait(timeout: .now() + .milliseconds(Int(clamping: milliseconds)))
                isWoken.withLock { $0 = false }
            case .perform(let call, let completion):
                let result = perform(call, &worker)
                library.withLock { $0 = worker?.kind }
                pool.ended(call.kind, by: self, isHealthy: worker != nil)
                completion(result)
                idleSince = monotonicMilliseconds()
            }
        }
    }

    /// Makes the call with the worker there is, or with a new one; `worker` is nil
    /// when the call ended it.
    private func perform(
        _ call: ToolWorkerCall,
        _ worker: inout ToolWorkerProcess?
    ) -> Result<ToolFrame, ToolFailure> {
        // Another library's worker is let go of first, and so is one that is past use.
        if worker?.kind != call.kind || worker?.isReady == false { worker = nil }
        do throws(ToolFailure) {
            let ready: ToolWorkerProcess
            if let worker { ready = worker } else { ready = try ToolWorkerProcess(program: program, kind: call.kind) }
            worker = ready
            return .success(try ready.perform(call))
        } catch {
            worker = nil
            return .failure(error)
        }
    }
}
