// One customer of a drill: writes, waits for the answer, and writes again; a
// message without an acknowledgement is sent again under its id.

import HostCore
import HostNet
public import OrkestaModel
import TestHarness

/// A message that the host acknowledged, and what it answered.
public struct AcknowledgedMessage: Sendable {
    public let id: String
    public let text: String
    public let turnID: String
    /// The answer's `replies`.
    public let replies: [JSON]
    /// Whether no agent could answer, so that the host apologized.
    public let isApology: Bool

    public init(id: String, text: String, turnID: String, replies: [JSON], isApology: Bool = false) {
        self.id = id
        self.text = text
        self.turnID = turnID
        self.replies = replies
        self.isApology = isApology
    }
}

/// Everything that one customer did and saw.
public struct CustomerRecord: Sendable {
    public let tenant: DrillTenant
    public let phone: String
    /// In the order in which they were sent.
    public var acknowledged: [AcknowledgedMessage] = []
    /// First answers that were 202.
    public var answeredLater = 0
    /// Requests that were made again because no answer came.
    public var retries = 0
    /// Messages that were sent again after their answer.
    public var repetitions = 0
    /// What should not have been, in words.
    public var problems: [String] = []

    public init(tenant: DrillTenant, phone: String) {
        self.tenant = tenant
        self.phone = phone
    }
}

struct DrillCustomer: Sendable {
    /// The host is gone for good when a message is not acknowledged in this time.
    private static let patience = Duration.seconds(90)

    private let number: Int
    private let tenant: DrillTenant
    private let seed: UInt64
    private let repeatOneIn: UInt64
    private let hosts: [HostProcess]
    private let http: HTTPClient
    private let isOver: DrillSignal

    init(
        _ number: Int,
        of tenant: DrillTenant,
        _ plan: CrashDrillPlan,
        hosts: [HostProcess],
        http: HTTPClient,
        isOver: DrillSignal
    ) {
        self.number = number
        self.tenant = tenant
        seed = plan.seed &+ UInt64(number) &* 0x9E37_79B9
        repeatOneIn = max(1, plan.repeatOneIn)
        self.hosts = hosts
        self.http = http
        self.isOver = isOver
    }

    private var phone: String { "+5255\(10_000_000 + number)" }

    /// Writes until the drill is over.
    func talk() async throws -> CustomerRecord {
        var record = CustomerRecord(tenant: tenant, phone: phone)
        var random = SplitMix64(seed: seed)
        // Apart from the words: how often a message is sent depends on the kills.
        var way = SplitMix64(seed: ~seed)
        var count = 0
        while !isOver.isSet {
            count += 1
            let text = DrillMessages.text(count, of: number, using: &random)
            let id = "drill-\(number)-\(count)"
            guard let message = try await send(text, id, &record, by: &way) else { continue }
            record.acknowledged.append(message)
            if random.next() % repeatOneIn == 0 { try await repeatOne(of: &record, using: &random, by: &way) }
        }
        return record
    }

    /// Sends until there is an answer, each time to the host that `way` names; nil
    /// when it refused the message.
    private func send(
        _ text: String,
        _ id: String,
        _ record: inout CustomerRecord,
        by way: inout SplitMix64
    ) async throws -> AcknowledgedMessage? {
        let deadline = ContinuousClock.now + Self.patience
        var isKnownLate = false
        while ContinuousClock.now < deadline {
            let host = hosts[Int.random(in: hosts.indices, using: &way)]
            guard let answer = try await post(text, id, to: host) else {
                record.retries += 1
                try await Task.sleep(for: .milliseconds(20))
                continue
            }
            switch answer.status {
            case 200:
                return AcknowledgedMessage(
                    id: id,
                    text: text,
                    turnID: answer.json["turn_id"]?.stringValue ?? "",
                    replies: answer.json["replies"]?.arrayValue ?? [],
                    isApology: answer.json["agent"]?.stringValue == nil
                )
            case 202:
                if !isKnownLate { record.answeredLater += 1 }
                isKnownLate = true
            case 429, 503:
                record.retries += 1
                try await Task.sleep(for: .milliseconds(100))
            default:
                record.problems.append("\(phone) got \(answer.status) for \(id): \(answer.text.prefix(300))")
                return nil
            }
        }
        record.problems.append("\(phone) waited \(Self.patience) in vain for an answer to \(id)")
        return nil
    }

    /// Sends an earlier message once more: the answer must be the first one's.
    private func repeatOne(
        of record: inout CustomerRecord,
        using random: inout SplitMix64,
        by way: inout SplitMix64
    ) async throws {
        guard let earlier = record.acknowledged.suffix(10).randomElement(using: &random) else { return }
        record.repetitions += 1
        guard let again = try await send(earlier.text, earlier.id, &record, by: &way) else { return }
        guard again.turnID != earlier.turnID || again.replies != earlier.replies else { return }
        record.problems.append(
            "\(phone) got another answer to the repeated \(earlier.id): turn \(again.turnID) after \(earlier.turnID)"
        )
    }

    /// Nil when nobody answered.
    private func post(_ text: String, _ id: String, to host: HostProcess) async throws -> APIResponse? {
        guard let url = host.clientURL else { return nil }
        let client = APIClient(baseURL: url, apiKey: tenant.key, http: http)
        do {
            return try await client.chat(phone: phone, text: text, messageID: id)
        } catch NetError.cancelled {
            throw CancellationError()
        } catch {
            return nil
        }
    }
}

/// What the customers of a drill write.
enum DrillMessages {
    private static let openings = [
        "Hola, buenos días", "Busco tornillos de 1/2 pulgada", "¿Tienen leche deslactosada?",
        "Necesito balatas para Tsuru", "¿Qué precio tiene el cemento gris?", "Quiero una cotización, por favor",
        "¿Manejan clavos de 2 pulgadas?", "Do you have motor oil?", "Vocês têm óleo de motor?", "Gracias",
    ]

    /// Unique among all messages of a drill, so that a history names it.
    static func text(_ count: Int, of customer: Int, using random: inout SplitMix64) -> String {
        let opening = openings.randomElement(using: &random) ?? ""
        return "\(opening) (\(customer)-\(count))"
    }
}
