// What Twilio posts, as a JSON document or to an address with a query, through the real library.

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
    private static let form = "application/x-www-form-urlencoded"

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

    /// An address may have a query of its own: Twilio signs what it posts to.
    @Test func anAddressMayHaveAQuery() async throws {
        let house = try await ChannelHouse("sms")
        let shop = try await house.open(
            "shop",
            settings: ["auth_token": .string(Self.token), "webhook_url": .string("\(Self.url)?sucursal=2")]
        )
        let channel = try await house.runtime.channel(house.plugin, for: shop)
        let form = [("Body", "hola"), ("From", "+525512345678"), ("MessageSid", "SM1")]
        let body = FormFields(form.map { (name: $0.0, value: $0.1) }).text
        for (query, status) in [("sucursal=2", 200), ("sucursal=3", 401), ("", 401)] {
            let signed = "\(Self.url)?sucursal=2" + form.map { $0.0 + $0.1 }.joined()
            let code = SignatureHash.sha1.hmac(of: Array(signed.utf8), key: Array(Self.token.utf8))
            let answer = try await channel.ingest(Self.request(body, query: query, type: Self.form, code: code))
            #expect(answer.response.status == status && answer.messages.count == (status == 200 ? 1 : 0), "\(query)")
        }
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
        return request(body, query: query, type: "application/json", code: code)
    }

    private static func request(_ body: String, query: String, type: String, code: [UInt8]) -> ChannelRequest {
        ChannelRequest(
            method: "POST",
            path: "/channels/sms/shop",
            query: query,
            headers: [("Content-Type", type), ("X-Twilio-Signature", Data(code).base64EncodedString())],
            body: Array(body.utf8),
            verifiedSender: nil
        )
    }
}
