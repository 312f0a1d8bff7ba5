// One run of a load plan: the schedule, the connections, and the epoll loop
// that turns them.

import CLinux
import Glibc

struct LoadRun {
    private let plan: LoadPlan
    private let address: sockaddr_in
    private let head: [UInt8]
    private let epoll: Int32
    private let timer: Int32
    private var connections: [LoadConnection]
    /// Connections without a request, the most recently used last.
    private var free: [Int]
    private var busyCount = 0
    /// Requests begun, which is also the number of the next.
    private var startedCount = 0
    private var report = LoadReport()
    private var events = [epoll_event](repeating: epoll_event(), count: 256)
    private let readBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    private let begin: Int64
    private let end: Int64

    init(_ plan: LoadPlan, _ address: sockaddr_in) throws {
        self.plan = plan
        self.address = address
        head = Self.head(of: plan)
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        timer = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_NONBLOCK) | Int32(TFD_CLOEXEC))
        guard epoll >= 0, timer >= 0 else { throw LoadGenerator.Failure(description: "epoll: \(errno)") }
        connections = (0..<max(1, plan.connections)).map { _ in LoadConnection() }
        free = Array(connections.indices.reversed())
        begin = monotonicNanoseconds()
        end = begin + plan.durationMilliseconds * 1_000_000
        watch(timer, index: Self.timerIndex, EPOLL_CTL_ADD, EPOLLIN.rawValue)
    }

    private static let timerIndex = Int.max

    private static func head(of plan: LoadPlan) -> [UInt8] {
        let host = plan.baseURL.dropFirst("http://".count)
        let fields = [(name: "Host", value: String(host))] + plan.headers
        let lines = ["\(plan.method) \(plan.path) HTTP/1.1"] + fields.map { "\($0.name): \($0.value)" }
        return Array((lines.joined(separator: "\r\n") + "\r\nContent-Length: ").utf8)
    }

    mutating func run() -> LoadReport {
        defer { close() }
        var now = begin
        var lastAnswer = begin
        let deadline = end + plan.drainMilliseconds * 1_000_000
        while now < deadline, now < end || busyCount > 0 || hasBacklog(at: end) {
            startDue(at: now)
            arm(nextWake(after: now, deadline))
            let answered = report.latency.count
            handleEvents()
            now = monotonicNanoseconds()
            if report.latency.count != answered { lastAnswer = now }
        }
        report.unansweredCount = busyCount
        report.unsentCount = max(0, dueCount(at: end) - startedCount)
        report.elapsedMilliseconds = Double(lastAnswer - begin) / 1e6
        return report
    }
}

// The schedule.
extension LoadRun {
    /// How many requests should have begun by then; of the closed loop, all that can.
    private func dueCount(at now: Int64) -> Int {
        switch plan.pace {
        case .asFastAsAnswered: startedCount
        case .requestsPerSecond(let rate): Int(Double(min(now, end) - begin) * rate / 1e9)
        }
    }

    private func hasBacklog(at now: Int64) -> Bool { dueCount(at: now) > startedCount }

    private func dueMoment(_ number: Int) -> Int64 {
        switch plan.pace {
        case .asFastAsAnswered: monotonicNanoseconds()
        case .requestsPerSecond(let rate): begin + Int64(Double(number + 1) * 1e9 / rate)
        }
    }

    private mutating func startDue(at now: Int64) {
        switch plan.pace {
        case .asFastAsAnswered:
            guard now < end else { return }
            // Once round: a connection that cannot be made goes back to the free.
            for _ in 0..<free.count { startOne(due: now) }
        case .requestsPerSecond:
            for _ in 0..<min(free.count, dueCount(at: now) - startedCount) { startOne(due: dueMoment(startedCount)) }
        }
    }

    private func nextWake(after now: Int64, _ deadline: Int64) -> Int64 {
        let limit = now < end ? end : deadline
        switch plan.pace {
        case .asFastAsAnswered:
            return free.isEmpty ? limit : min(limit, now + 10_000_000)
        case .requestsPerSecond:
            return free.isEmpty ? limit : min(limit, dueMoment(startedCount))
        }
    }

    private mutating func startOne(due: Int64) {
        guard let index = free.popLast() else { return }
        if !connections[index].isOpen {
            guard connections[index].connect(to: address) else {
                report.connectFailureCount += 1
                free.insert(index, at: 0)
                return
            }
            let events = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLET.rawValue | EPOLLRDHUP.rawValue
            watch(connections[index].descriptor, index: index, EPOLL_CTL_ADD, events)
        }
        let request = request(number: startedCount)
        startedCount += 1
        busyCount += 1
        connections[index].send(request, due: due, at: monotonicNanoseconds())
        if !connections[index].write() { drop(index) }
    }

    private func request(number: Int) -> [UInt8] {
        let body = plan.body(number)
        var request = head
        request.reserveCapacity(head.count + 128 + body.count)
        request.append(contentsOf: "\(body.count)\r\n".utf8)
        for field in plan.numberedHeaders?(number) ?? [] {
            request.append(contentsOf: "\(field.name): \(field.value)\r\n".utf8)
        }
        request.append(contentsOf: "\r\n".utf8)
        request.append(contentsOf: body)
        return request
    }
}

// The connections.
extension LoadRun {
    private mutating func handleEvents() {
        let count = epoll_wait(epoll, &events, Int32(events.count), -1)
        for position in 0..<max(0, Int(count)) {
            let event = events[position]
            let index = Int(event.data.u64)
            if index == Self.timerIndex {
                var expirations: UInt64 = 0
                _ = read(timer, &expirations, MemoryLayout<UInt64>.size)
            } else {
                handle(event.events, index)
            }
        }
    }

    private mutating func handle(_ events: UInt32, _ index: Int) {
        guard connections[index].isOpen else { return }
        if events & EPOLLOUT.rawValue != 0, connections[index].hasOutput, !connections[index].write() {
            drop(index)
            return
        }
        let broken = EPOLLHUP.rawValue | EPOLLERR.rawValue | EPOLLRDHUP.rawValue
        guard events & (EPOLLIN.rawValue | broken) != 0 else { return }
        let isOpen = connections[index].read(into: readBuffer)
        takeResponse(index)
        if !isOpen || events & broken != 0 { drop(index) }
    }

    private mutating func takeResponse(_ index: Int) {
        guard !connections[index].scanner.isEmpty else { return }
        switch connections[index].scanner.next() {
        case .incomplete:
            return
        case .malformed:
            drop(index)
        case .response(let status, let closes):
            guard let pending = connections[index].pending else {
                drop(index)
                return
            }
            let now = monotonicNanoseconds()
            report.latency.record(nanoseconds: now - pending.due)
            report.service.record(nanoseconds: now - pending.written)
            report.statuses[status, default: 0] += 1
            connections[index].pending = nil
            busyCount -= 1
            if closes { connections[index].close() }
            free.append(index)
        }
    }

    /// Gives a connection up; the request it carried has failed.
    private mutating func drop(_ index: Int) {
        if connections[index].pending != nil {
            report.failureCount += 1
            busyCount -= 1
            free.insert(index, at: 0)
        }
        connections[index].close()
    }

    private func watch(_ descriptor: Int32, index: Int, _ operation: Int32, _ events: UInt32) {
        var event = epoll_event(events: events, data: epoll_data_t(u64: UInt64(index)))
        epoll_ctl(epoll, operation, descriptor, &event)
    }

    /// Sets the timer to a moment; one in the past goes off at once.
    private func arm(_ moment: Int64) {
        var setting = itimerspec()
        setting.it_value = timespec(tv_sec: Int(moment / 1_000_000_000), tv_nsec: Int(moment % 1_000_000_000))
        timerfd_settime(timer, Int32(TFD_TIMER_ABSTIME), &setting, nil)
    }

    private mutating func close() {
        for index in connections.indices { connections[index].close() }
        Glibc.close(epoll)
        Glibc.close(timer)
        readBuffer.deallocate()
    }
}

func monotonicNanoseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
}
