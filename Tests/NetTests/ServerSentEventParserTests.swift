// The event stream format by table, each stream cut at every byte.

import HostNet
import Testing

struct ServerSentEventParserTests {
    static let streams: [(text: String, events: [ServerSentEvent])] = [
        ("data: a\n\n", [.init(data: "a")]),
        ("data:a\r\n\r\n", [.init(data: "a")]),
        ("data:  a\r\r", [.init(data: " a")]),
        ("\u{FEFF}data: a\n\n", [.init(data: "a")]),
        ("data: a\ndata:\ndata: b\n\n", [.init(data: "a\n\nb")]),
        ("event: e\nid: 1\ndata: a\n\ndata: b\n\n", [.init(name: "e", data: "a", id: "1"), .init(data: "b", id: "1")]),
        ("id: 1\ndata: a\n\nid\ndata: b\n\n", [.init(data: "a", id: "1"), .init(data: "b", id: "")]),
        ("id: 1\ndata: a\n\nid: x\u{0}\ndata: b\n\n", [.init(data: "a", id: "1"), .init(data: "b", id: "1")]),
        (": comment\n\nevent: no-data\n\ndata\n\n", [.init(data: "")]),
        ("data: {\"x\":\"ñ: 😀\"}\nunknown: y\n\n", [.init(data: "{\"x\":\"ñ: 😀\"}")]),
        ("data: cut", []),
    ]

    @Test(arguments: streams) func parses(_ stream: (text: String, events: [ServerSentEvent])) throws {
        let bytes = Array(stream.text.utf8)
        for cut in 0...bytes.count {
            var parser = ServerSentEventParser()
            let events = try parser.feed(Array(bytes[..<cut])) + parser.feed(Array(bytes[cut...]))
            #expect(events == stream.events)
        }
    }

    @Test func keepsTheWishForAPause() throws {
        var parser = ServerSentEventParser()
        #expect(try parser.feed(Array("retry: 2500\nretry: soon\nretry:\n\n".utf8)).isEmpty)
        #expect(parser.retryMilliseconds == 2_500)
    }

    @Test func limitsAnEventButNotAStream() throws {
        var parser = ServerSentEventParser(bytesMax: 20)
        for _ in 0..<10 { #expect(try parser.feed(Array("data: 0123456789\n\n: keep alive\n".utf8)).count == 1) }
        #expect(throws: ServerSentEventTooLarge.self) {
            try parser.feed(Array("data: 0123456789\ndata: 0123456789\n\n".utf8))
        }
    }
}
