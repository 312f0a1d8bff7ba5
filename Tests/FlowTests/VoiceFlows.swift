// A customer who speaks: the voice note comes over WhatsApp, the chain's provider
// writes it down, the catalog answers.

import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct VoiceFlows {
    private static let number = "106540352242922"

    @Test func aVoiceNoteOnWhatsAppIsAnswered() async throws {
        let house = try await ModelHouse.open()
        let shop = try await house.newShop("\(ModelHouse.list)\nFIL-1,Filtro de Aceite Gonher,120.00,PZA,Motor,20")
        let process = try EmulatedProvider(of: "whatsapp")
        let phones = APIClient(baseURL: process.url, apiKey: nil, http: try HTTPClient())
        let webhook = "\(try #require(house.host.clientURL))/channels/whatsapp/\(shop.id)"
        let set = try await phones.put("/control/numbers/\(Self.number)", ["webhook": .string(webhook)])
        try #require(set.status == 200, "\(set.text)")
        let settings: JSON = [
            "phone_number_id": .string(Self.number), "access_token": "any", "app_secret": "emulated-app-secret",
            "verify_token": "emulated-verify-token", "api_base_url": .string(process.url),
        ]
        try await shop.change("whatsapp", ["enabled": true, "settings": settings])

        let made = try await phones.post("/phones", ["name": "Ana", "address": "+525511117777"])
        let ana = try #require(made.json["id"]?.stringValue, "\(made.text)")
        let recording: [UInt8] = Array("OggS".utf8) + (0..<400).map { UInt8($0 & 0xFF) }
        let upload = try await phones.send("POST", "/phones/media?name=nota.ogg", body: recording, type: "audio/ogg")
        let media = try #require(upload.json["id"], "\(upload.text)")
        let said = try await phones.post("/phones/\(ana)/messages", ["shop": .string(Self.number), "media": media])
        try #require(said.status == 202, "\(said.text)")

        let isAnswered = try await eventually(every: 40) {
            try await phones.get("/phones").text.contains("Filtro de Aceite Gonher")
        }
        #expect(isAnswered)
        let history = try await shop.client.get("/api/chat/history/+525511117777")
        let words = history.json["items"]?.arrayValue?.first { $0["role"] == "user" }
        #expect(words?["reply"]?["text"] == "Busco un filtro de aceite", "\(history.text)")
        let conversation = try #require(words?["conversation_id"]?.stringValue)
        let inbox = try await shop.client.get("/api/conversations/\(conversation)")
        let file = inbox.json["messages"]?.arrayValue?.first?["attachments"]?.arrayValue?.first
        #expect(file?["mime"] == "audio/ogg; codecs=opus" || file?["mime"] == "audio/ogg", "\(inbox.text)")
    }
}
