// Webhooks to a tenant's own systems, against a real receiver: signed, filtered,
// in order, again and again, and nowhere where they must not go.

import HTTPTypes
import HostAccess
import HostCore
import HostPayments
import HostStorage
import HostTime
import Hummingbird
import Logging
import NIOCore
import OrkestaModel
import ServiceLifecycle
import Synchronization
import Testing

struct EndpointTests {
    @Test("what happens arrives, signed with the endpoint's secret, and only what it wants to hear")
    func signedAndFiltered() async throws {
        try await Receiver.with { receiver, house in
            let (endpoint, secret) = try await house.endpoint(receiver.url, hears: ["payment.*"])
            _ = try await house.paid(10_000)
            try await house.courier.sendDue()
            let received = receiver.received
            #expect(received.map(\.type) == ["payment.processing", "payment.succeeded"], "in order, and no invoice")
            let signer = try #require(WebhookSecret(secret))
            for request in received {
                #expect(
                    signer.verify(
                        id: request.id,
                        timestamp: request.timestamp,
                        header: request.signature,
                        body: request.body,
                        now: house.clock.now()
                    )
                )
            }
            #expect(Set(received.map(\.id)).count == 2)
            #expect(try await house.deliveries(endpoint.id).map(\.state) == [.delivered, .delivered])
        }
    }

    @Test("what is not taken is sent again under the same id, and what comes later waits for it")
    func orderOfAnEntity() async throws {
        try await Receiver.with { receiver, house in
            receiver.answer(with: .serviceUnavailable)
            let (endpoint, _) = try await house.endpoint(receiver.url, hears: ["payment.*"])
            _ = try await house.paid(10_000)
            try await house.courier.sendDue()
            #expect(receiver.received.map(\.type) == ["payment.processing"])
            receiver.answer(with: .ok)
            try await house.courier.sendDue()
            #expect(receiver.received.count == 1, "the pause is kept")
            house.clock.advance(bySeconds: 10)
            try await house.courier.sendDue()
            let received = receiver.received
            #expect(received.map(\.type) == ["payment.processing", "payment.processing", "payment.succeeded"])
            #expect(received[0].id == received[1].id)
            let deliveries = try await house.deliveries(endpoint.id)
            let first = try #require(deliveries.first { $0.type == "payment.processing" })
            let log = try await house.database.read { [tenant = house.tenant] in
                try Deliveries(tenant).attempts(at: first.id, in: $0)
            }
            #expect(log.map(\.status) == [503, 200])
        }
    }

    @Test("what happens to one entity in one millisecond arrives in the order in which it happened")
    func oneMillisecond() async throws {
        try await Receiver.with { receiver, house in
            _ = try await house.endpoint(receiver.url, hears: ["payment.*"])
            let invoice = try await house.invoice(10_000)
            for part in 0..<20 {
                let amount = pesos(400 + Int64(part))
                let begun = try await house.checkout.begin(invoice.id, of: house.tenant.id, amount: amount)
                try await house.decide(begun.payment, .voucher)
                try await house.decide(begun.payment, .succeeded)
            }
            await house.processor.processAll()
            try await house.courier.sendDue()
            let received = receiver.received
            let open = received.map(\.openMinor)
            #expect(received.count == 40)
            #expect(open == open.sorted(by: >), "what is open only falls")
            #expect(received.map(\.id) == received.map(\.id).sorted(), "their ids rise too")
        }
    }

    @Test("an endpoint that never takes anything is switched off at the end of the ladder; switched on, it gets all")
    func ladder() async throws {
        try await Receiver.with { receiver, house in
            receiver.answer(with: .internalServerError)
            let (endpoint, _) = try await house.endpoint(receiver.url, hears: ["invoice.issued"])
            _ = try await house.invoice(500)
            for _ in 0...Limits.deliveryRetrySeconds.count {
                try await house.courier.sendDue()
                house.clock.advance(bySeconds: 2 * 86_400)
            }
            #expect(receiver.received.count == Limits.deliveryRetrySeconds.count + 1)
            #expect(try await house.endpoints().map(\.isEnabled) == [false])
            #expect(try await house.reviews().map(\.kind) == [.endpoint])
            receiver.answer(with: .ok)
            try await house.change(endpoint.id, ["enabled": true])
            let failed = try #require(try await house.deliveries(endpoint.id).first)
            #expect(failed.state == .failed)
            _ = try await house.database.write { [tenant = house.tenant] in
                try Deliveries(tenant).replay(failed.id, in: $0)
            }
            try await house.courier.sendDue()
            #expect(try await house.deliveries(endpoint.id).map(\.state) == [.delivered])
        }
    }

    @Test("410 asks for no more")
    func gone() async throws {
        try await Receiver.with { receiver, house in
            receiver.answer(with: .gone)
            _ = try await house.endpoint(receiver.url, hears: [])
            _ = try await house.invoice(500)
            try await house.courier.sendDue()
            #expect(try await house.endpoints().map(\.disabledBecause) == ["it answered 410 Gone"])
        }
    }

    @Test("for a day after a rotation both secrets sign")
    func rotation() async throws {
        try await Receiver.with { receiver, house in
            let (endpoint, before) = try await house.endpoint(receiver.url, hears: [])
            let after = try await house.database.write {
                [box = house.box, tenant = house.tenant, clock = house.clock] in
                try Endpoints(tenant, box: box)
                    .rotate(endpoint.id, at: clock.now(), randomness: SystemRandomness(), in: $0)
            }
            _ = try await house.invoice(500)
            try await house.courier.sendDue()
            house.clock.advance(bySeconds: 86_401)
            _ = try await house.invoice(600)
            try await house.courier.sendDue()
            let (first, second) = (try #require(receiver.received.first), try #require(receiver.received.last))
            for (secret, isUsed) in [(before, [true, false]), (after, [true, true])] {
                let signer = try #require(WebhookSecret(secret))
                #expect([first, second].map { $0.isSigned(by: signer) } == isUsed)
            }
        }
    }

    @Test(
        "real tenants are called over HTTPS on the public internet only",
        arguments: [
            "https://127.0.0.1/x", "https://localhost/x", "https://10.0.0.1/x", "https://169.254.169.254/latest",
            "https://[::1]/x", "https://192.168.1.1/x", "https://[fd00::1]/x", "https://0.0.0.0/x",
        ]
    )
    func privateAddresses(url: String) async throws {
        try await TestHouse.with(environment: .production) { house in
            let (endpoint, _) = try await house.endpoint(url, hears: [])
            _ = try await house.invoice(500)
            try await house.courier.sendDue()
            let delivery = try #require(try await house.deliveries(endpoint.id).first)
            let log = try await house.database.read { [tenant = house.tenant] in
                try Deliveries(tenant).attempts(at: delivery.id, in: $0)
            }
            #expect(log.map(\.error) == ["could-not-connect"])
            #expect(throws: DocumentError.self) {
                try EndpointDraft(json: ["url": "http://shop.example/x"], isSandbox: false)
            }
        }
    }

    @Test(
        "an address or an event that is none is refused with its field",
        arguments: [
            (["url": "ftp://x.example/"] as JSON, "url"), (["url": "https://"] as JSON, "url"),
            (["url": "https://user:secret@x.example/"] as JSON, "url"),
            (["url": "https://x.example/", "events": ["payment.made"]] as JSON, "events"),
        ]
    )
    func badDrafts(json: JSON, field: String) {
        let error = #expect(throws: DocumentError.self) { try EndpointDraft(json: json, isSandbox: true) }
        #expect(error?.field == field)
    }
}

/// A tenant's system that takes webhooks.
private final class Receiver: Sendable {
    struct Received: Sendable {
        let id: String
        let timestamp: String
        let signature: String
        let body: [UInt8]

        var type: String { (try? JSON(parsing: body))?["type"]?.stringValue ?? "?" }

        /// What is still to be paid after it, in centavos.
        var openMinor: Int64 {
            let open = (try? JSON(parsing: body))?["data"]?["invoice"]?["balance"]?["amount"]?.stringValue ?? ""
            return Int64(open.filter(\.isNumber)) ?? -1
        }

        func isSigned(by secret: WebhookSecret) -> Bool {
            guard let seconds = Int64(timestamp) else { return false }
            let now = Timestamp(milliseconds: seconds * 1_000)
            return secret.verify(id: id, timestamp: timestamp, header: signature, body: body, now: now)
        }
    }

    private struct State {
        var received: [Received] = []
        var status = HTTPResponse.Status.ok
        var port = 0
    }

    private let state = Mutex(State())

    var url: String { "http://127.0.0.1:\(state.withLock { $0.port })/hooks" }
    var received: [Received] { state.withLock { $0.received } }

    /// Answers so from now on.
    func answer(with status: HTTPResponse.Status) { state.withLock { $0.status = status } }

    private func take(_ request: Received) -> HTTPResponse.Status {
        state.withLock { state in
            state.received.append(request)
            return state.status
        }
    }

    /// A receiver on a free port, and a house in the sandbox.
    static func with(_ body: @escaping @Sendable (Receiver, TestHouse) async throws -> Void) async throws {
        let receiver = Receiver()
        let router = Router()
        router.post("/hooks") { request, _ -> HTTPResponse.Status in
            func header(_ name: String) -> String { HTTPField.Name(name).flatMap { request.headers[$0] } ?? "" }
            let body = try await request.body.collect(upTo: 1 << 20)
            return receiver.take(
                Received(
                    id: header("webhook-id"),
                    timestamp: header("webhook-timestamp"),
                    signature: header("webhook-signature"),
                    body: Array(body.readableBytesView)
                )
            )
        }
        let quiet = Logger(label: "receiver") { _ in SwiftLogNoOpLogHandler() }
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let server = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) },
            logger: quiet
        )
        let group = ServiceGroup(configuration: .init(services: [server], logger: quiet))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let bound = try #require(await ports.first { _ in true })
            receiver.state.withLock { $0.port = bound }
            // Shut down in order whatever came of it: NIO's servers must not be cancelled.
            let outcome = await Task { try await TestHouse.with { try await body(receiver, $0) } }.result
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try outcome.get()
        }
    }
}

extension TestHouse {
    fileprivate var courier: EndpointCourier {
        get throws {
            EndpointCourier(
                database: database,
                box: box,
                clients: try EndpointCourier.Clients(),
                clocks: clocks,
                clock: clock,
                wakeUp: WakeUp(),
                log: quiet,
                isStopped: { _, _, _ in false },
                count: { _ in }
            )
        }
    }

    fileprivate func endpoint(
        _ url: String,
        hears filters: [String]
    ) async throws -> (endpoint: EndpointRow, secret: String) {
        let draft = try EndpointDraft(json: ["url": .string(url), "events": JSON(filters)], isSandbox: true)
        return try await database.write { [tenant, box, clock] connection in
            try Endpoints(tenant, box: box)
                .create(draft, at: clock.now(), randomness: SystemRandomness(), in: connection)
        }
    }

    fileprivate func change(_ id: EndpointID, _ json: JSON) async throws {
        let draft = try EndpointDraft(json: json, isSandbox: true)
        _ = try await database.write { [tenant, box, clock] connection in
            try Endpoints(tenant, box: box).update(id, draft, at: clock.now(), in: connection)
        }
    }

    fileprivate func endpoints() async throws -> [EndpointRow] {
        try await database.read { [tenant, box] in try Endpoints(tenant, box: box).list(in: $0) }
    }

    /// The latest first.
    fileprivate func deliveries(_ endpoint: EndpointID) async throws -> [DeliveryRow] {
        try await database.read { [tenant] in
            try Deliveries(tenant).list(endpoint: endpoint, limit: 200, in: $0).deliveries
        }
    }
}
