// How the Telegram channel ends each send and each poll that goes wrong: what may be sent
// again, when, and what helps; and how each form of a reply arrives where all goes well.

import HostInbox
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TelegramFailureTests {
    /// How a send ended, without the words.
    private enum Ending: Equatable {
        case sent
        case unknown
        case again(afterMilliseconds: Int64?, SendRemedy)
        case never(SendRemedy)

        init(_ outcome: SendOutcome) {
            self =
                switch outcome {
                case .sent: .sent
                case .unknown: .unknown
                case .retry(_, let wait, let remedy): .again(afterMilliseconds: wait, remedy)
                case .refused(_, let remedy): .never(remedy)
                }
        }
    }

    /// By the fault that the Bot API plays: how the send ends, and whether the customer has it.
    private static let failures: [(fault: String, ending: Ending, arrives: Bool)] = [
        ("429", .again(afterMilliseconds: 35_000, .waitForSender), false),
        ("429-soon", .again(afterMilliseconds: 1_000, .waitForSender), false),
        ("403", .never(.otherChannel), false),
        ("400", .never(.otherChannel), false),
        ("400-migrate", .never(.none), false),
        ("401", .never(.stop), false),
        // Of these nobody knows: they may not be sent again.
        ("500", .unknown, false),
        ("502", .unknown, false),
        ("hang-up", .unknown, false),
        ("lost-answer", .unknown, true),
    ]

    @Test func eachFailureIsSortedByWhatItProves() async throws {
        let house = try await TelegramHouse()
        var received = 0
        for (fault, ending, arrives) in Self.failures {
            try await house.plan("\(fault)@1")
            let outcome = await house.send(["type": "text", "text": "hola"])
            #expect(Ending(outcome) == ending, "\(fault): \(outcome)")
            #expect(!"\(outcome)".contains("123456:demo"), "\(fault) tells the token: \(outcome)")
            received += arrives ? 1 : 0
            #expect(try await house.received().count == received, "\(fault)")
            // The bot works on.
            let next = await house.send(["type": "text", "text": "hola"])
            #expect(Ending(next) == .sent, "after \(fault): \(next)")
            received += 1
        }
        await house.shutDown()
    }

    @Test func repliesArriveInTheirForms() async throws {
        let house = try await TelegramHouse()
        let (web, local): (JSON, JSON) = ("https://shop.example/x", "http://127.0.0.1:8000/q/1")
        try await expect(["type": "text", "text": "a < b & \"c\""], house, text: "a < b & \"c\"")
        try await expect(["type": "link", "url": web, "title": "Pagar"], house, text: "Pagar", choices: [web])
        // Telegram has no button for these.
        let link: JSON = ["type": "link", "url": local, "title": "Pagar"]
        try await expect(link, house, text: "Pagar\nhttp://127.0.0.1:8000/q/1")
        try await expect(["type": "link", "url": web], house, text: "https://shop.example/x")
        let image: JSON = ["type": "image", "url": web]
        try await expect(image, house, kind: "image", text: "", link: web)
        try await expect(image.merging(["caption": "Martillo"]), house, kind: "image", text: "Martillo", link: web)
        let paper: JSON = ["type": "document", "url": web, "name": "COT-1.pdf"]
        try await expect(paper, house, kind: "document", text: "COT-1.pdf", link: web)
        let choice: JSON = ["type": "buttons", "text": "¿Algo más?", "buttons": [["id": "yes", "title": "Sí"]]]
        try await expect(choice, house, text: "¿Algo más?", choices: ["0.0"])
        if case .sent = await house.send(["type": "a type of the future"]) { Issue.record("what was sent?") }
        await house.shutDown()
    }

    /// Sends the reply, and looks at the phone.
    private func expect(
        _ reply: JSON,
        _ house: TelegramHouse,
        kind: JSON = "text",
        text: JSON,
        link: JSON? = nil,
        choices: [JSON] = []
    ) async throws {
        let outcome = await house.send(reply)
        #expect(Ending(outcome) == .sent, "\(reply): \(outcome)")
        let shown = try #require(try await house.received().last)
        #expect(shown["kind"] == kind && shown["text"] == text && shown["link"] == link, "\(shown)")
        #expect((shown["choices"]?.arrayValue ?? []).compactMap { $0["id"] } == choices, "\(shown)")
    }

    /// An emoji is two of Telegram's units: what is too long for it is not refused.
    @Test func nothingIsTooLongForTelegram() async throws {
        let house = try await TelegramHouse()
        let words = String(repeating: "😀", count: 2_049)
        let buttons: JSON = [["id": "yes", "title": "Sí"]]
        let outcome = await house.send(["type": "buttons", "text": .string(words), "buttons": buttons])
        #expect(Ending(outcome) == .sent, "\(outcome)")
        let parts = try await house.received()
        #expect(parts.compactMap { $0["text"]?.stringValue } == [String(words.dropLast()), "😀"])
        #expect(parts.map { $0["choices"]?.arrayValue?.count } == [0, 1])
        // A part that is refused behind one that came: sent again, that one would come twice.
        try await house.plan("429@2")
        let half = await house.send(["type": "text", "text": .string(words)])
        #expect(Ending(half) == .unknown, "\(half)")
        for name in ["caption", "name"] {
            let type: JSON = name == "name" ? "document" : "image"
            let long: JSON = .string(String(repeating: "😀", count: 600))
            let sent = await house.send(["type": type, "url": "https://shop.example/x", name: long])
            #expect(Ending(sent) == .sent, "\(sent)")
            let caption = try await house.received().last?["text"]?.stringValue ?? ""
            #expect(caption.hasSuffix("😀…") && (1_020...1_024).contains(caption.utf16.count), "\(caption)")
        }
        await house.shutDown()
    }

    /// Telegram gives a bot's updates to whoever asked last.
    @Test func anotherProgramThatAsksIsToldOf() async throws {
        let house = try await TelegramHouse(updates: "polling")
        let first = try await house.channel.pull(after: nil)
        #expect(first.response.status == 200 && first.messages.map(\.text) == ["Hola"], "\(first)")
        let cursor = String(decoding: first.response.body, as: UTF8.self)
        let isOver = Mutex(false)
        let waiting = Task { [channel = house.channel] in
            defer { isOver.withLock { $0 = true } }
            return try await channel.pull(after: cursor).response
        }
        let isEnded = try await eventually(every: 50) {
            _ = try await house.bot.get("/getUpdates")
            return isOver.withLock { $0 }
        }
        #expect(isEnded)
        let ended = try await waiting.value
        #expect(ended.status == 409)
        #expect(String(decoding: ended.body, as: UTF8.self).contains("Another program"))
        await house.shutDown()
    }
}
