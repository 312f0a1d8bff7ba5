// The addresses at which customers answer, and who is named by them.

import EmailWire
import Foundation
import Testing

@Suite("Addresses for answers")
struct ReplyAddressTests {
    private static let conversation = "0198f3c2-0a0b-7c0d-8e0f-ffeeddccbbaa"
    private static let proof: [UInt8] = [0xFF, 0, 1, 2, 3, 4, 5, 6, 7, 0xFE]

    private func base(_ address: String = "Ventas@example.mx") throws -> ReplyAddress {
        try #require(ReplyAddress(address))
    }

    @Test func aConversationComesBackFromItsAddress() throws {
        let address = try #require(try base().address(of: Self.conversation, proof: Self.proof))
        #expect(address.hasPrefix("Ventas+") && address.hasSuffix("@example.mx"))
        #expect(address.utf8.count == "Ventas+@example.mx".utf8.count + 42)
        // Programs change the case of addresses, and other recipients stand beside it.
        for written in [address, address.lowercased(), address.uppercased()] {
            let named = try base().named(in: ["luis@example.mx", written, "ventas@example.mx"])
            #expect(named.map(\.conversation) == [Self.conversation])
            #expect(named.map(\.proof) == [Self.proof])
            #expect(try base().isOwn(written))
        }
        #expect(try base().isOwn("ventas@example.mx"))
        #expect(try !base().isOwn("luis@example.mx"))
    }

    @Test(arguments: [
        "ventas+@example.mx", "ventas+x@example.mx", "ventas@example.mx", "otras+aaaa@example.mx", "@", "", "ventas+",
        "ventas+\(String(repeating: "a", count: 41))@example.mx",
        "ventas+\(String(repeating: "a", count: 44))@example.mx",
        "ventas+\(String(repeating: "á", count: 42))@example.mx",
        "ventas+\(String(repeating: "a", count: 42))@other.mx",
    ])
    func othersNameNothing(_ address: String) throws {
        #expect(try base().named(in: [address]).isEmpty)
    }

    /// What is no key, and a local part that leaves no room.
    @Test func whereNoneCanBeMadeThereIsNone() throws {
        #expect(try base().address(of: "c-1", proof: Self.proof) == nil)
        let long = try base(String(repeating: "a", count: 22) + "@example.mx")
        #expect(long.address(of: Self.conversation, proof: Self.proof) == nil)
        for text in ["", "ventas", "@example.mx", "a@b@c"] { #expect(ReplyAddress(text) == nil) }
    }

    @Test func recipientsAreThoseOfAllFields() throws {
        let lines = [
            "Delivered-To: ventas+b@example.mx", "X-Original-To: ventas+c@example.mx", "From: ana@example.mx",
            "To: \"La Central, ventas\" <Ventas+a@Example.MX>,\r\n luis@example.mx", "Cc: (copia) eva@example.mx",
            "Delivered-To: ventas@example.mx", "X-Other: nadie@example.mx", "", "Hola", "",
        ]
        let read = try #require(ReceivedMail(parsing: Array(lines.joined(separator: "\r\n").utf8)))
        let expected = ["ventas", "ventas+a", "ventas+b", "ventas+c", "luis", "eva"].map { "\($0)@example.mx" }
        #expect(Set(read.recipients) == Set(expected), "\(read.recipients)")
    }
}
