// What becomes of messages and files that the real library sends: on the phone of an emulated
// customer, and on a bad day.

import FoundationEssentials
import HostInbox
import HostPlugins
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct WhatsAppSendTests {
    /// Something in front of Meta lets nothing through: nothing of it is given up.
    @Test(arguments: [("error-408", SendRemedy.none), ("error-429", .waitForSender)])
    func whatAProxyHoldsBackIsSentAgain(_ fault: String, _ remedy: SendRemedy) async throws {
        let line = try await WhatsAppLine()
        try await line.set(faults: "\(fault)@1")
        let held = await line.channel.send(WhatsAppLine.message(.text("hola")))
        guard case .retry(_, let wait, remedy) = held else {
            Issue.record("it is not sent again: \(held)")
            return
        }
        #expect((wait == nil) == (remedy == .none))
        try await line.send(WhatsAppLine.message(.text("hola"), attempt: 2))
        #expect(try await line.lastShown()["text"] == "hola")
        await line.house.runtime.shutDown()
    }

    /// Meta judges that the customer had enough: that passes after a day, and not before.
    @Test func advertisingThatMetaHoldsBackRests() async throws {
        let line = try await WhatsAppLine()
        try await line.set(faults: "131049@1")
        let held = await line.channel.send(WhatsAppLine.message(.text("Oferta")))
        guard case .refused(_, .restAdvertising) = held else {
            Issue.record("it is not held back: \(held)")
            return
        }
        await line.house.runtime.shutDown()
    }

    /// A number that WhatsApp knows in one form only: by the answer, or by what is told later.
    @Test func theOtherFormOfANumberIsTried() async throws {
        let line = try await WhatsAppLine()
        let made = try await line.provider.post("/phones", ["name": "Ana", "address": .string(WhatsAppLine.customer)])
        let ana = try #require(made.json["id"]?.stringValue, "\(made.text)")
        let deed: JSON = ["shop": .string(WhatsAppLine.number), "phone": .string(ana)]
        #expect(try await line.provider.post("/control/one-form", deed).status == 202)
        try await line.send(WhatsAppLine.message(.text("uno"), key: "k-1"))
        #expect(try await line.lastShown()["note"]?.stringValue?.hasPrefix("131026") == true)
        var anew = WhatsAppLine.message(.text("dos"), key: "k-2")
        anew.isOtherForm = true
        try await line.send(anew)
        let shown = try await line.lastShown()
        #expect(shown["text"] == "dos" && shown["note"] == "131047 Re-engagement message", "\(shown)")
        await line.house.runtime.shutDown()
    }

    /// A picture of the house goes up: nobody outside may fetch it, and Meta shows it all the same.
    @Test func aPictureOfTheHouseGoesUp() async throws {
        let line = try await WhatsAppLine()
        let picture = Array(try #require(Data(base64Encoded: SamplePNG.small)))
        let key = try await line.keep(picture, "image/png")
        for (place, address) in ["http://localhost:8000/api/media/\(key)", "/api/media/\(key)?v=1"].enumerated() {
            let reply = Reply.image(url: address, caption: "El martillo")
            try await line.send(WhatsAppLine.message(reply, key: "k-\(place)"))
            let shown = try await line.lastShown()
            #expect(shown["kind"] == "image" && shown["text"] == "El martillo", "\(shown)")
            #expect(shown["media"]?["type"] == "image/png" && shown["link"] == nil, "\(shown)")
            let id = try #require(shown["media"]?["id"]?.stringValue, "\(shown)")
            #expect(try await line.provider.get("/phones/media/\(id)").body == picture)
        }
        // What lies elsewhere is linked to, and so is what Meta does not show as a picture.
        let film = try await line.keep([1, 2, 3], "image/gif")
        for (place, address) in ["https://shop.example/a.png", "http://localhost:8000/api/media/\(film)"].enumerated() {
            try await line.send(WhatsAppLine.message(.image(url: address, caption: nil), key: "link-\(place)"))
            let shown = try await line.lastShown()
            #expect(shown["link"] == .string(address) && shown["media"] == nil, "\(shown)")
        }
        await line.house.runtime.shutDown()
    }

    /// Ids of files are good for 30 days: neither another attempt nor another customer needs the
    /// file again, unless Meta has lost it.
    @Test func aFileGoesUpOnce() async throws {
        let line = try await WhatsAppLine()
        let key = try await line.keep(Array("%PDF-1.7".utf8), "application/pdf")
        let paper = Reply.document(url: "/api/media/\(key)", name: "Lista.pdf", mime: nil)
        func shownID() async throws -> String { try #require(try await line.lastShown()["media"]?["id"]?.stringValue) }
        try await line.set(faults: "131056@1,131016@2")
        for attempt in 1...2 {
            let later = await line.channel.send(WhatsAppLine.message(paper, attempt: attempt))
            if case .retry = later {} else { Issue.record("it is not sent again: \(later)") }
        }
        try await line.send(WhatsAppLine.message(paper, attempt: 3))
        try await line.send(WhatsAppLine.message(paper, key: "k-2"))
        #expect(try await line.uploads() == 1)
        let first = try await shownID()
        // Meta has it no more, and says so at once: the message goes out all the same.
        let gone = try await line.provider.delete("/\(first)?access_token=any")
        #expect(gone.json == ["success": true])
        try await line.send(WhatsAppLine.message(paper, key: "k-3"))
        let second = try await shownID()
        let count = try await line.uploads()
        #expect(second != first && count == 2)
        // Or it says so later, and not of which file.
        let failure: JSON = [
            "id": "wamid.1", "status": "failed", "timestamp": "1700000000", "errors": [["code": 131_053]],
        ]
        _ = try await line.read([WhatsAppLine.change(["statuses": [failure]])])
        try await line.send(WhatsAppLine.message(paper, key: "k-4"))
        #expect(try await line.uploads() == 3)
        await line.house.runtime.shutDown()
    }
}
