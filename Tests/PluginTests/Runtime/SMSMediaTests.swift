// A customer's picture at Twilio, which sends on to where it lies.

import Glibc
import HostConversations
import HostCore
import HostInbox
import HostPlugins
import HostStorage
import HostStorageSQLite
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct SMSMediaTests {
    private static let reference = "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"

    /// Without a host it is the API's own, which asks for the account there too.
    @Test func aFileIsFoundWhereverItIsSentOnTo() async throws {
        let api = try MediaAPI()
        let house = try await ChannelHouse("sms")
        let shop = try await house.open(
            "shop",
            settings: ["account_sid": "AC1", "auth_token": "t", "api_base_url": .string(api.url)]
        )
        let channel = try await house.runtime.channel(house.plugin, for: shop)
        let id = MediaID(try await channel.fetchMedia(Self.reference))
        let file = try await house.database.read { try Media(shop).find(id, in: $0) }
        #expect(file?.content.mime == "image/png" && file?.content.bytes == Array("PNG".utf8))
        #expect(api.asked == [Self.reference, "/files/ME1"])
        await house.runtime.shutDown()
    }
}

/// Answers whoever says who they are, one request a connection.
private final class MediaAPI: Sendable {
    let url: String
    private let listener: Int32
    private let paths: Paths

    private final class Paths: Sendable {
        let all = Mutex<[String]>([])
    }

    var asked: [String] { paths.all.withLock { $0 } }

    init() throws {
        let (listener, port) = try listenOnLoopback()
        let paths = Paths()
        (self.listener, self.paths) = (listener, paths)
        url = "http://127.0.0.1:\(port)"
        startThread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { break }
                let request = Self.head(connection)
                paths.all.withLock { $0.append(request.split(separator: " ").dropFirst().first.map(String.init) ?? "") }
                Self.say(Self.answer(request), connection)
                close(connection)
            }
            close(listener)
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    private static func answer(_ request: String) -> String {
        guard request.lowercased().contains("\r\nauthorization: basic ") else {
            return "HTTP/1.1 401 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        }
        return request.hasPrefix("GET /files/ME1 ")
            ? "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: image/png\r\nContent-Length: 3\r\n\r\nPNG"
            : "HTTP/1.1 307 On\r\nConnection: close\r\nLocation: /files/ME1\r\nContent-Length: 0\r\n\r\n"
    }

    private static func head(_ connection: Int32) -> String {
        var head = ""
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while !head.hasSuffix("\r\n\r\n") {
            let size = read(connection, &buffer, buffer.count)
            guard size > 0 else { break }
            head += String(decoding: buffer[..<size], as: UTF8.self)
        }
        return head
    }

    private static func say(_ answer: String, _ connection: Int32) {
        let bytes = Array(answer.utf8)
        _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
