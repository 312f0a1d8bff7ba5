// A project's `dev.json`: the requests with which a channel is written to and
// read, as its provider would make them.

import Foundation
import HostCore
import HostNet
import OrkestaModel

/// The example requests of a channel. Where a value holds {text}, {customer},
/// {message_id} or {SETTING}, that is filled in.
struct ChannelExample: Sendable {
    /// One request.
    struct Request: Sendable {
        let method: String
        let headers: [String: String]
        let query: String
        let body: JSON?
    }

    let write: Request
    let read: Request?

    /// Throws `.invalid` naming the member at fault, `.notFound` when there is no file.
    init(project: PluginProject) throws(Problem) {
        let file = "\(project.folder)/dev.json"
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw Problem(
                .notFound,
                "there is no dev.json, so nobody knows how to write through this channel",
                field: file,
                remedy: "Make one as orkesta plugin new channel does, or use curl"
            )
        }
        guard let document = try? JSON(parsing: [UInt8](bytes)), let write = document["write"].flatMap(Request.init)
        else {
            throw Problem(
                .invalid,
                "dev.json is not JSON with `write`",
                field: file,
                remedy: #"Write {"write": {"method": "POST", "headers": {}, "body": {"text": "{text}"}}}"#
            )
        }
        self.write = write
        read = document["read"].flatMap(Request.init)
    }
}

extension ChannelExample.Request {
    fileprivate init?(_ document: JSON) {
        guard let method = document["method"]?.stringValue else { return nil }
        self.method = method
        headers = (document["headers"]?.objectValue ?? [:]).compactMapValues(\.stringValue)
        query = document["query"]?.stringValue ?? ""
        body = document["body"]
    }

    /// The request to the channel's address, filled in.
    func filled(_ url: String, with values: [String: String]) -> HTTPRequest {
        let encoded = values.mapValues { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
        return HTTPRequest(
            method: method,
            url: query.isEmpty ? url : "\(url)?\(fill(query, encoded))",
            headers: headers.sorted { $0.key < $1.key }.map { ($0.key, fill($0.value, values)) },
            body: body.map { fill($0, values).utf8 } ?? [],
            timeoutMilliseconds: Limits.turnWaitMilliseconds
        )
    }

    /// The same as a line for the terminal.
    func curl(_ url: String, with values: [String: String]) -> String {
        let request = filled(url, with: values)
        var words = ["curl -s -X \(method) '\(request.url)'"]
        words += request.headers.map { "-H '\($0.name): \($0.value)'" }
        if body != nil { words.append("-d '\(String(decoding: request.body, as: UTF8.self))'") }
        return words.joined(separator: " \\\n       ")
    }
}

/// In one pass, so that what is filled in is not looked at again.
private func fill(_ text: String, _ values: [String: String]) -> String {
    text.replacing(/\{([A-Za-z0-9_.-]+)\}/) { values[String($0.1)] ?? String($0.0) }
}

private func fill(_ document: JSON, _ values: [String: String]) -> JSON {
    switch document {
    case .string(let text): .string(fill(text, values))
    case .array(let elements): .array(elements.map { fill($0, values) })
    case .object(let members): .object(members.mapValues { fill($0, values) })
    default: document
    }
}
