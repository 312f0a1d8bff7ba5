// What a provider would tell in a moment, it tells at once where time is let pass.

import HostCore
import TestHarness
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
        #expect(await eventually { courier.attempts.count == 2 })
        #expect(courier.attempts.map(\.name) == ["delivered", "read"])
        // Nobody took them: their second attempts keep their pauses.
        courier.hurry()
        try await Task.sleep(for: .milliseconds(20))
        #expect(courier.attempts.count == 2 && courier.pendingCount == 2)
        running.cancel()
        _ = await running.result
    }

    @Test func mailIsOvertakenOnItsWayIntoTheMailbox() async throws {
        let mailboxes = Mailboxes()
        let weather = DeliveryWeather(latePercent: 50, lateMilliseconds: 50)
        let sent = (0..<20).map { [UInt8($0)] }
        for source in sent { mailboxes.put(source, for: "shop@example.mx", through: weather) }
        try await Task.sleep(for: .milliseconds(60))
        let (messages, next) = mailboxes.content(of: "Shop@example.mx")
        #expect(messages.map(\.source) != sent)
        #expect(Set(messages.map(\.source)) == Set(sent))
        #expect(messages.map(\.uid) == (1...20).map { UInt32($0) } && next == 21)
    }

    /// Another tenant's news, though its name ends alike, come in their own time.
    @Test func onlyWhatLeadsToTheTenantIsHurried() async throws {
        let (tenant, other) = (try #require(TenantID("a")), try #require(TenantID("la-a")))
        let schedule = RetrySchedule(
            firstMilliseconds: 600_000,
            longestMilliseconds: 600_000,
            attemptsMax: 1,
            retryAfterMillisecondsMax: 0
        )
        let courier = WebhookCourier(weather: DeliveryWeather(), schedule: schedule, connectionsMax: 1)
        let running = Task { try await courier.run() }
        for place in ["whatsapp/la-a", "whatsapp/a", "sms/a?of=whatsapp/la-a"] {
            let url = "http://127.0.0.1:9/channels/\(place)"
            courier.send(Parcel(name: place, address: { url }, headers: { _ in [] }, body: [], delay: 600_000))
        }
        func isBusy(_ tenant: TenantID) -> Bool { courier.isBusy { SandboxProviders.leads($0, to: tenant) } }
        #expect(isBusy(tenant) && isBusy(other))
        courier.hurry { SandboxProviders.leads($0, to: tenant) }
        // Nobody takes them, and there is one attempt.
        #expect(await eventually { !isBusy(tenant) })
        #expect(courier.attempts.map(\.name) == ["whatsapp/a", "sms/a?of=whatsapp/la-a"])
        #expect(!isBusy(tenant) && isBusy(other))
        running.cancel()
        _ = await running.result
    }
}
