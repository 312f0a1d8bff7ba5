// The thread on which all of libcurl runs. It sleeps until a socket is ready, a
// moment has come or there are commands, and resumes whoever waits; nothing else
// blocks for HTTP.

internal import CCurl
internal import Glibc
internal import Synchronization

/// Which addresses a client connects to, whatever name stands for them. It is a
/// client's and not a request's, because connections are kept: one that was
/// opened for a request of wider reach must not serve another.
public enum NetReach: Sendable {
    case anywhere
    /// None of this machine and of private networks: a request to one is
    /// ``NetError/couldNotConnect``.
    case publicAddresses
    /// The same, but this machine's own addresses (127.0.0.0/8, ::1) are reached.
    case publicAddressesAndThisMachine
}

/// What the transfer thread can be asked to do.
enum TransferCommand: Sendable {
    case start(Transfer)
    /// Ends it as cancelled, unless it has finished.
    case cancel(Transfer)
    /// Reads on after an exchange said ``Receipt/paused``.
    case resume(Transfer)
    /// Lets it finish soon without a reader; a cancel after that has no effect.
    case discard(Transfer)
    /// Cancels everything and ends the thread.
    case stop
}

/// The multi handle and its thread.
//
// Safe: `multi`, `transfers`, `timerAt` and `nextLook` are the thread's own once
// it runs, and libcurl calls back on it; of `sockets` other threads only ring the
// bell, with `queue` locked while the thread has not yet closed it.
final class TransferLoop: @unchecked Sendable {
    private struct Queue {
        var commands: [TransferCommand] = []
        var isClosed = false
    }

    private let multi: UnsafeMutableRawPointer
    private let sockets: SocketWatch
    private let queue = Mutex(Queue())
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
    /// When libcurl wants to be called whatever its sockets say; nil: not at all.
    private var timerAt: Int64?
    private var nextLook: Int64 = 0

    /// Nil when libcurl or the system has no room for another multi handle or thread.
    init?(maximumConnectionsPerHost: Int) {
        guard isLibraryReady, let sockets = SocketWatch() else { return nil }
        guard let multi = curl_multi_init() else {
            sockets.close()
            return nil
        }
        self.multi = multi
        self.sockets = sockets
        _ = ork_curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, max(1, maximumConnectionsPerHost))
        _ = ork_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, NetLimits.connectionsKeptMax)
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = ork_curl_multi_set_callbacks(multi, onSocket, onTimer, context)
        guard startThread() else {
            curl_multi_cleanup(multi)
            sockets.close()
            return nil
        }
    }

    /// Hands a command to the thread. After ``TransferCommand/stop`` a start
    /// ends as cancelled at once and the rest has no effect.
    func submit(_ command: TransferCommand) {
        let isAccepted = queue.withLock { queue in
            guard !queue.isClosed else { return false }
            queue.commands.append(command)
            if queue.commands.count == 1 { sockets.ring() }
            return true
        }
        if !isAccepted, case .start(let transfer) = command { transfer.exchange.finish(.cancelled(.nothingSent)) }
    }

    /// Starts the transfer and waits for what its exchange gives. Cancelling the task
    /// cancels it.
    func run<Value: Sendable>(_ transfer: Transfer, _ wait: () async -> Value, cancelled: Value) async -> Value {
        guard !Task.isCancelled else { return cancelled }
        // Started out here: a cancellation then always finds it in the queue.
        submit(.start(transfer))
        return await withTaskCancellationHandler {
            await wait()
        } onCancel: {
            submit(.cancel(transfer))
        }
    }

    /// The thread owns a reference to the loop until it ends.
    private func startThread() -> Bool {
        let context = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, runTransferLoop, context.toOpaque())
        guard code == 0 else {
            context.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    fileprivate func run() {
        var isStopped = false
        while !isStopped {
            for ready in sockets.wait(milliseconds: sleep) { act(on: ready.socket, ready.what) }
            let now = monotonicMilliseconds()
            if let due = timerAt, due <= now { act(on: ork_curl_no_socket, 0) }
            // Before commands: what has ended is not cancelled.
            finishCompleted()
            for command in takeCommands() { isStopped = perform(command) || isStopped }
            endOverdue(at: now)
        }
        close()
    }

    /// Lets libcurl do what a socket, or the end of its timer, asks for.
    private func act(on socket: Int32, _ what: Int32) {
        if socket == ork_curl_no_socket { timerAt = nil }
        var runningCount: Int32 = 0
        curl_multi_socket_action(multi, socket, what, &runningCount)
    }

    private var sleep: Int64 {
        let look = transfers.isEmpty ? NetLimits.pollMilliseconds : NetLimits.lookMilliseconds
        return min(look, timerAt.map { $0 - monotonicMilliseconds() } ?? look)
    }

    fileprivate func watch(_ socket: Int32, for what: Int32) { sockets.watch(socket, for: what) }

    /// Negative: libcurl has nothing to wait for.
    fileprivate func setTimer(milliseconds: Int) {
        timerAt = milliseconds < 0 ? nil : monotonicMilliseconds() + Int64(milliseconds)
    }

    private func takeCommands() -> [TransferCommand] {
        queue.withLock { queue in
            defer { queue.commands = [] }
            return queue.commands
        }
    }

    /// - Returns: whether the thread is to end.
    private func perform(_ command: TransferCommand) -> Bool {
        switch command {
        case .start(let transfer): start(transfer)
        case .cancel(let transfer): cancel(transfer)
        case .resume(let transfer): resume(transfer)
        case .discard(let transfer): discard(transfer)
        case .stop: return true
        }
        return false
    }

    private func start(_ transfer: Transfer) {
        do {
            try transfer.prepare()
        } catch {
            transfer.release()
            transfer.exchange.finish(error)
            return
        }
        guard let handle = transfer.handle else { return }
        transfer.startedAt = monotonicMilliseconds()
        transfer.lastActivity = transfer.startedAt
        transfers[handle] = transfer
        let code = curl_multi_add_handle(multi, handle)
        guard code == CURLM_OK else {
            let message = String(cString: curl_multi_strerror(code))
            end(transfer, .failed(code: Int(code.rawValue), message: message, .nothingSent))
            return
        }
    }

    private func cancel(_ transfer: Transfer) {
        guard let handle = transfer.handle, transfers[handle] === transfer, transfer.discardsUntil == nil else {
            return
        }
        end(transfer, .cancelled(transfer.outcome))
    }

    private func discard(_ transfer: Transfer) {
        guard let handle = transfer.handle, transfers[handle] === transfer else { return }
        transfer.discardsUntil = monotonicMilliseconds() + NetLimits.discardMilliseconds
        if transfer.isPaused { resume(transfer) }
    }

    private func resume(_ transfer: Transfer) {
        guard let handle = transfer.handle, transfers[handle] === transfer else { return }
        transfer.isPaused = false
        transfer.lastActivity = monotonicMilliseconds()
        // What waits inside libcurl is delivered before this returns.
        let code = curl_easy_pause(handle, CURLPAUSE_CONT)
        guard code == CURLE_OK else {
            end(transfer, transfer.failure ?? NetError(code, url: transfer.request.url, outcome: transfer.outcome))
            return
        }
    }

    private func finishCompleted() {
        var remainingCount: Int32 = 0
        while let message = curl_multi_info_read(multi, &remainingCount) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let transfer = transfers[handle]
            else { continue }
            let code = message.pointee.data.result
            let failure: NetError? =
                code == CURLE_OK ? nil : NetError(code, url: transfer.request.url, outcome: transfer.outcome)
            end(transfer, transfer.failure ?? failure)
        }
    }

    /// Looks now and then: with a thousand transfers it would cost on every event.
    private func endOverdue(at now: Int64) {
        guard now >= nextLook else { return }
        nextLook = now + NetLimits.lookMilliseconds
        for transfer in transfers.values where transfer.isOverdue(at: now) {
            end(transfer, .timedOut(transfer.outcome))
        }
    }

    private func end(_ transfer: Transfer, _ failure: NetError?) {
        if let handle = transfer.handle {
            transfers[handle] = nil
            curl_multi_remove_handle(multi, handle)
        }
        transfer.release()
        transfer.exchange.finish(failure)
    }

    private func close() {
        let late = queue.withLock { queue in
            queue.isClosed = true
            defer { queue.commands = [] }
            return queue.commands
        }
        for case .start(let transfer) in late { transfer.exchange.finish(.cancelled(.nothingSent)) }
        for transfer in transfers.values { end(transfer, .cancelled(transfer.outcome)) }
        curl_multi_cleanup(multi)
        sockets.close()
    }
}

private let onSocket: curl_socket_callback = { _, socket, what, context, _ in
    if let context { loop(context).watch(socket, for: what) }
    return 0
}

private let onTimer: curl_multi_timer_callback = { _, milliseconds, context in
    if let context { loop(context).setTimer(milliseconds: milliseconds) }
    return 0
}

/// The loop outlives its multi handle: the thread owns it.
private func loop(_ context: UnsafeMutableRawPointer) -> TransferLoop {
    Unmanaged<TransferLoop>.fromOpaque(context).takeUnretainedValue()
}

private let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

private func runTransferLoop(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue().run()
    return nil
}
