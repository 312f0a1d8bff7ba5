// What a provider would tell in a moment, it tells at once where time is let pass.

import Testing

@testable import HostEmulators

struct CourierTests {
    @Test func whatWasToComeInAMomentComesNow() async throws {
        let schedule = RetrySchedule(
            firstMilliseconds: 600_000,
            longestMilliseconds: 600_000,
            attemptsMax: 2,
            retryAfterMillisecondsMax: 0
        )
        let courier = WebhookCourier(weather: DeliveryWeather(), schedule: schedule, connectionsMax: 1)
        let running = Task { try await courier.run() }
        for (name, delay) in [("read", Int64(600_000)), ("delivered", 300_000)] {
            courier.send(Parcel(name: name, address: { nil }, headers: { _ in [] }, body: [], delay: delay))
        }
        #expect(courier.pendingCount == 2 && courier.attempts.isEmpty)
        courier.hurry()
        for _ in 0..<1_000 where courier.attempts.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(courier.attempts.map(\.name) == ["delivered", "read"])
        // Nobody took them: their second attempts keep their pauses.
        courier.hurry()
        try await Task.sleep(for: .milliseconds(20))
        #expect(courier.attempts.count == 2 && courier.pendingCount == 2)
        running.cancel()
        _ = await running.result
    }
}
