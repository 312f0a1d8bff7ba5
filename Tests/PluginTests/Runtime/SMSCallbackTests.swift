// What Twilio posts as a JSON document, through the real library.

import FoundationEssentials
import HostAccess
import HostInbox
import HostPlugins
import OrkestaModel
import Testing

@Suite(.timeLimit(.minutes(10)))
struct SMSCallbackTests {
    private static let url = "https://chat.example.mx/channels/sms/shop"
    private static let token = "12345"

    @Test func aDocumentIsTakenWhoseDigestIsSigned() async throws {
        let house = try await ChannelHouse("sms")
        let shop = try await house.open(
            "shop",
            settings: ["auth_token": .string(Self.token), "webhook_url": .string(Self.url)]
        )
        let channel = try await house.runtime.channel(house.plugin, for: shop)
        let status = #"{"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": 30003}"#
        let taken = try await channel.ingest(Self.request(status, signing: status))
        #expect(taken.response.status == 200)
        #expect(taken.receipts.map(\.providerMessageID) == ["SM1"])
        #expect(taken.receipts.first?.remedy == .otherChannel)
        let forged = try await channel.ingest(Self.request(status, signing: "{}"))
        #expect(forged.response.status == 401 && forged.receipts.isEmpty)
        await house.runtime.shutDown()
    }

    /// Without an address for statuses nobody hears what was delivered.
    @Test(arguments: [true, false])
    func deliveriesAreToldWhereStatusesHaveAnAddress(hasAddress: Bool) async throws {
        let house = try await ChannelHouse("sms")
        let settings: JSON = hasAddress ? ["webhook_url": .string(Self.url)] : [:]
        let shop = try await house.open("shop", settings: settings)
        #expect(try await house.runtime.channel(house.plugin, for: shop).capabilities.tellsDelivery == hasAddress)
        await house.runtime.shutDown()
    }

    /// A request whose address and signature are those of the body `signing`.
    private static func request(_ body: String, signing signed: String) -> ChannelRequest {
        let query = "k=k-1&bodySHA256=\(Digests.sha256Hex(Array(signed.utf8)))"
        let code = SignatureHash.sha1.hmac(of: Array("\(url)?\(query)".utf8), key: Array(token.utf8))
        return ChannelRequest(
            method: "POST",
            path: "/channels/sms/shop",
            query: query,
            headers: [
                ("Content-Type", "application/json"), ("X-Twilio-Signature", Data(code).base64EncodedString()),
            ],
            body: Array(body.utf8),
            verifiedSender: nil
        )
    }
}
