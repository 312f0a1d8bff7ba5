// A template with a file and a button, from the real library to the phone of an emulated
// customer.

import HostInbox
import HostNet
import HostPlugins
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TemplateSendTests {
    private static let number = "106540352242922"
    private static let account = "102290129340398"

    @Test func itsPartsAreOnThePhone() async throws {
        let provider = try EmulatedProvider(of: "whatsapp")
        let client = APIClient(baseURL: provider.url, apiKey: nil, http: try HTTPClient())
        let template: JSON = [
            "name": "pedido_listo", "language": "es_MX", "category": "UTILITY",
            "components": [
                ["type": "HEADER", "format": "DOCUMENT"], ["type": "BODY", "text": "Hola {{1}}, está listo."],
                [
                    "type": "BUTTONS",
                    "buttons": [["type": "URL", "text": "Pagar", "url": "https://shop.example/pay/{{1}}"]],
                ],
            ],
        ]
        let made = try await client.post("/\(Self.account)/message_templates?access_token=any", template)
        try #require(made.status == 200, "\(made.text)")
        let house = try await ChannelHouse("whatsapp")
        let settings: JSON = [
            "phone_number_id": .string(Self.number), "account_id": .string(Self.account), "access_token": "any",
            "api_base_url": .string(provider.url),
        ]
        let shop = try await house.open("shop", settings: settings)
        let channel = try await house.runtime.channel(house.plugin, for: shop)
        let filled: JSON = [
            "name": "pedido_listo", "language": "es_MX", "parameters": [["name": "1", "text": "Ana"]],
            "header": ["type": "document", "link": "https://shop.example/terms.pdf", "name": "Condiciones.pdf"],
            "buttons": [["index": 0, "text": "tok_1"]],
        ]
        var message = ChannelHouse.text("Hola Ana, está listo.", to: "+525511112222")
        message.template = filled
        let sent = await channel.send(message)
        if case .sent = sent {} else { Issue.record("it was not sent: \(sent)") }
        let shown = try await client.get("/phones").json["messages"]?.arrayValue?.last
        #expect(shown?["text"] == "Hola Ana, está listo." && shown?["header"] == "Condiciones.pdf", "\(shown ?? .null)")
        #expect(shown?["link"] == "https://shop.example/terms.pdf", "\(shown ?? .null)")
        let button = shown?["choices"]?.arrayValue?.first
        #expect(button?["title"] == "Pagar" && button?["id"] == "https://shop.example/pay/tok_1", "\(shown ?? .null)")
        // Without its file, Meta does not take it.
        message.template = filled.merging(["header": .null])
        message.idempotencyKey = "k-2"
        let refused = await channel.send(message)
        if case .refused = refused {} else { Issue.record("it was taken: \(refused)") }
        await house.runtime.shutDown()
    }
}
