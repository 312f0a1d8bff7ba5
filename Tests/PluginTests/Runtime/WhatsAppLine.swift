// A shop's number at WhatsApp: the real library between an emulated provider and a test.

import HostAccess
import HostConversations
import HostCore
import HostInbox
import HostNet
import HostPlugins
import HostStorage
import HostStorageSQLite
import HostTime
import OrkestaModel
import TestHarness
import Testing

/// What a test of the WhatsApp channel needs: the channel, and the provider behind it.
struct WhatsAppLine {
    static let number = "106540352242922"
    static let account = "102290129340398"
    static let customer = "+525511112222"
    private static let secret = "emulated-app-secret"

    let house: ChannelHouse
    let shop: TenantHandle
    let channel: any HostInbox.Channel
    /// Asks the provider, as its page and its controls are asked.
    let provider: APIClient
    private let process: EmulatedProvider

    init() async throws {
        process = try EmulatedProvider(of: "whatsapp")
        provider = APIClient(baseURL: process.url, apiKey: nil, http: try HTTPClient())
        house = try await ChannelHouse("whatsapp")
        shop = try await house.open(
            "shop",
            settings: [
                "phone_number_id": .string(Self.number), "account_id": .string(Self.account), "access_token": "any",
                "app_secret": .string(Self.secret), "api_base_url": .string(process.url),
            ]
        )
        channel = try await house.runtime.channel(house.plugin, for: shop)
    }

    // MARK: In

    /// What the channel reads of changes that Meta posts, signed, all in one request.
    func read(_ changes: [JSON]) async throws -> ChannelIngest {
        let entry: JSON = ["id": .string(Self.account), "time": 1_700_000_000, "changes": .array(changes)]
        let body = JSON.object(["object": "whatsapp_business_account", "entry": [entry]]).utf8
        let code = SignatureHash.sha256.hmac(of: body, key: Array(Self.secret.utf8))
        let read = try await channel.ingest(
            ChannelRequest(
                method: "POST",
                path: "/channels/whatsapp/shop",
                query: "",
                headers: [("X-Hub-Signature-256", "sha256=\(Digests.hex(code))")],
                body: body,
                verifiedSender: nil
            )
        )
        try #require(read.response.status == 200)
        return read
    }

    /// A change of this number.
    static func change(_ value: JSON, field: String = "messages") -> JSON {
        let metadata: JSON = ["metadata": ["phone_number_id": .string(number)]]
        return ["field": .string(field), "value": metadata.merging(value)]
    }

    // MARK: Files

    /// Keeps a file of the shop's; its key.
    func keep(_ bytes: [UInt8], _ mime: String) async throws -> MediaID {
        let draft = MediaFile.Draft(mime: mime, name: "", bytes: bytes)
        return try await house.database.write { [shop] connection in
            try Media(shop).put(draft, at: SystemClock().now(), randomness: SystemRandomness(), in: connection)
        }
    }

    // MARK: Out

    /// A reply to the customer, as the dispatcher has it sent.
    static func message(_ reply: Reply, key: String = "k-1", attempt: Int = 1) -> OutboundMessage {
        var message = ChannelHouse.text("", to: customer)
        (message.reply, message.idempotencyKey, message.attempt) = (reply.json, key, attempt)
        return message
    }

    /// Sends it, and expects that it is taken.
    func send(_ message: OutboundMessage) async throws {
        let outcome = await channel.send(message)
        if case .sent = outcome {} else { Issue.record("\(message.idempotencyKey) was not sent: \(outcome)") }
    }

    /// The next sends of the number meet these faults.
    func set(faults plan: String) async throws {
        let path = "/control/faults/\(Self.number)"
        let set = try await provider.send("PUT", path, body: Array(plan.utf8), type: "text/plain")
        try #require(set.status == 200, "\(set.text)")
    }

    /// How many files went up so far.
    func uploads() async throws -> JSON? { try await provider.get("/control/sends").json["uploads"] }

    /// The last message on any phone.
    func lastShown() async throws -> JSON {
        try await provider.get("/phones").json["messages"]?.arrayValue?.last ?? .null
    }
}
