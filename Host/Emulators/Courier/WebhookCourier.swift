// Carries webhooks to whoever listens, as providers do: many at once, again
// after a failure, in order where the provider keeps one, and through bad weather.

internal import HostNet
internal import HostTime
internal import OrkestaModel
internal import ServiceLifecycle
internal import Synchronization

/// Delivers parcels at least once, for as long as it runs.
final class WebhookCourier: Service {
    /// A parcel with the state of its delivery.
    fileprivate struct Errand: Sendable {
        var parcel: Parcel
        /// Where the parcel went when it was handed over.
        var place: String
        var attempt = 1
        var isForged = false
        /// The provider will not hear that it was taken, and repeats it.
        var losesAnswer = false
        /// Before the next attempt, in milliseconds.
        var wait: Int64 = 0
        /// While it rests: its key, and in monotonic milliseconds when it sets out.
        var number = 0
        var due: Int64 = 0
    }

    fileprivate struct State {
        var ready: [Errand] = []
        /// The first of `ready` that has not set out.
        var next = 0
        /// Parcels that wait for the one of their lane that is under way.
        var lanes: [String: [Errand]] = [:]
        /// Those that begin to rest, and those that do, by their numbers.
        var resting: [Errand] = []
        var asleep: [Int: Errand] = [:]
        var lastNumber = 0
        var underWay = 0
        /// How many are still to be delivered, by place, and in all.
        var pending: [String: Int] = [:]
        var pendingCount = 0
        var parcels = 0
        var log: [DeliveryAttempt] = []
    }

    private let weather: DeliveryWeather
    private let schedule: RetrySchedule
    private let connectionsMax: Int
    private let state = Mutex(State())
    private let wakeups: AsyncStream<Void>
    private let wakeup: AsyncStream<Void>.Continuation

    init(weather: DeliveryWeather, schedule: RetrySchedule, connectionsMax: Int) {
        self.weather = weather
        self.schedule = schedule
        self.connectionsMax = max(1, connectionsMax)
        (wakeups, wakeup) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes a parcel over. It sets out once the courier runs. One too many is lost.
    func send(_ parcel: Parcel) {
        let place = parcel.address() ?? ""
        state.withLock { state in
            guard state.pendingCount < EmulatorLimits.parcelsMax else { return }
            state.parcels += 1
            // In a lane nothing is overtaken: the provider waits until it hears that each was taken.
            if let lane = parcel.lane {
                state.begin(at: place)
                let losesAnswer = weather.losesAnswer(toParcel: state.parcels)
                var errand = Errand(parcel: parcel, place: place, losesAnswer: losesAnswer)
                guard state.lanes[lane] == nil else {
                    state.lanes[lane]?.append(errand)
                    return
                }
                state.lanes[lane] = []
                errand.wait = max(0, weather.delayMilliseconds) + parcel.delay
                state.put(errand)
                return
            }
            let isForged = weather.isForged(parcel: state.parcels)
            for delay in weather.delays(ofParcel: state.parcels) {
                state.begin(at: place)
                state.put(Errand(parcel: parcel, place: place, isForged: isForged, wait: delay + parcel.delay))
            }
        }
        wakeup.yield()
    }

    /// The latest attempts, oldest first.
    var attempts: [DeliveryAttempt] { state.withLock { $0.log } }

    /// How many parcels are still to be delivered.
    var pendingCount: Int { state.withLock { $0.pendingCount } }

    /// Whether something is still to be delivered to such a place.
    func isBusy(toward isPlace: (String) -> Bool) -> Bool {
        state.withLock { $0.pending.keys.contains(where: isPlace) }
    }

    /// Lets what was to set out for such a place a moment later set out now, in its order:
    /// somebody lets time pass. Repeated attempts keep their pauses, in which the other
    /// side recovers.
    func hurry(toward isPlace: (String) -> Bool = { _ in true }) {
        if state.withLock({ $0.hurry(isPlace) }) { wakeup.yield() }
    }

    func run() async throws {
        let client = try HTTPClient(maximumConnectionsPerHost: connectionsMax)
        await withDiscardingTaskGroup { group in
            for await _ in wakeups.cancelOnGracefulShutdown() {
                for errand in state.withLock({ $0.takeResting() }) {
                    group.addTask { [self] in
                        // Cancelled: the provider is gone, and its parcels with it.
                        guard (try? await Task.sleep(for: .milliseconds(errand.wait))) != nil else { return }
                        state.withLock { $0.rested(errand.number) }
                        wakeup.yield()
                    }
                }
                while let errand = state.withLock({ $0.takeReady(connectionsMax) }) {
                    group.addTask { [self] in await carry(errand, client) }
                }
            }
            group.cancelAll()
        }
        client.shutdown()
    }

    private func carry(_ errand: Errand, _ client: HTTPClient) async {
        let parcel = errand.parcel
        let url = parcel.address() ?? ""
        let request = HTTPRequest(method: "POST", url: url, headers: parcel.headers(errand.isForged), body: parcel.body)
        let attempt: DeliveryAttempt
        var retryAfter: Int64?
        var taken: [UInt8]?
        var isUnheard = false
        do throws(NetError) {
            // Without an address this fails as one that is none.
            let response = try await client.send(request)
            let isTaken = (200..<300).contains(response.status)
            isUnheard = isTaken && errand.losesAnswer
            let failure = isUnheard ? "answer-lost" : nil
            attempt = parcel.attempt(errand.attempt, at: url, status: response.status, failure: failure)
            if isTaken, !isUnheard { taken = response.body }
            retryAfter = response.header("Retry-After").flatMap { Int64($0) }.map { $0 &* 1_000 }
            if isUnheard { retryAfter = nil }
        } catch {
            attempt = parcel.attempt(errand.attempt, at: url, failure: error.label)
        }
        if let taken { await parcel.onTaken?(taken) }
        let wait = taken == nil ? schedule.wait(afterAttempt: errand.attempt, retryAfter: retryAfter) : nil
        state.withLock { state in
            state.underWay -= 1
            let loggedMax = EmulatorLimits.deliveriesLoggedMax
            if state.log.count >= loggedMax { state.log.removeFirst(loggedMax / 2) }
            state.log.append(attempt)
            if let wait {
                state.put(
                    Errand(
                        parcel: parcel,
                        place: errand.place,
                        attempt: errand.attempt + 1,
                        losesAnswer: errand.losesAnswer && !isUnheard,
                        wait: max(1, wait)
                    )
                )
            } else {
                state.end(errand)
            }
        }
        wakeup.yield()
    }
}

extension WebhookCourier.State {
    /// One more is to be delivered there.
    fileprivate mutating func begin(at place: String) {
        pending[place, default: 0] += 1
        pendingCount += 1
    }

    /// Sets out now, or after its wait.
    fileprivate mutating func put(_ errand: WebhookCourier.Errand) {
        guard errand.wait > 0 else { return ready.append(errand) }
        lastNumber += 1
        var errand = errand
        errand.number = lastNumber
        errand.due = SystemClock.monotonicMilliseconds() + errand.wait
        resting.append(errand)
    }

    fileprivate mutating func takeResting() -> [WebhookCourier.Errand] {
        let taken = resting
        resting = []
        for errand in taken { asleep[errand.number] = errand }
        return taken
    }

    /// Nothing, where it was hurried.
    fileprivate mutating func rested(_ number: Int) {
        if let errand = asleep.removeValue(forKey: number) { ready.append(errand) }
    }

    /// Whether there was anything to hurry.
    fileprivate mutating func hurry(_ isPlace: (String) -> Bool) -> Bool {
        let isHurried = { (errand: WebhookCourier.Errand) in errand.attempt == 1 && isPlace(errand.place) }
        let hurried = (resting + asleep.values).filter(isHurried)
        resting.removeAll(where: isHurried)
        for errand in hurried { asleep[errand.number] = nil }
        ready += hurried.sorted { ($0.due, $0.number) < ($1.due, $1.number) }
        return !hurried.isEmpty
    }

    /// It was taken, or given up; its lane's next sets out, and without one the lane is free.
    fileprivate mutating func end(_ errand: WebhookCourier.Errand) {
        let rest = (pending[errand.place] ?? 1) - 1
        pending[errand.place] = rest > 0 ? rest : nil
        pendingCount -= 1
        guard let lane = errand.parcel.lane else { return }
        guard let next = lanes[lane]?.first else {
            lanes[lane] = nil
            return
        }
        lanes[lane]?.removeFirst()
        ready.append(next)
    }

    fileprivate mutating func takeReady(_ connectionsMax: Int) -> WebhookCourier.Errand? {
        guard underWay < connectionsMax, next < ready.count else { return nil }
        let errand = ready[next]
        next += 1
        underWay += 1
        if next == ready.count || next >= 1_024 {
            ready.removeFirst(next)
            next = 0
        }
        return errand
    }
}
