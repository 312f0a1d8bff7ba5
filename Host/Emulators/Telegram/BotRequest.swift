// The parameters of a method, in all the forms in which the Bot API takes them:
// JSON, a form, a form with files, or the query.

internal import HTTPTypes
internal import HostCore
internal import Hummingbird
internal import OrkestaModel

/// A call of a method.
struct BotRequest: Sendable {
    private var values: [String: JSON] = [:]
    private var files: [String: MultipartForm.Part] = [:]

    /// Of a method that a webhook answered with.
    init(_ call: JSON) { values = call.objectValue ?? [:] }

    init(_ request: Request) async throws(BotError) {
        for (name, value) in FormFields(parsing: request.uri.query ?? "", countMax: 100).pairs {
            values[name] = .string(value)
        }
        let bytes: [UInt8]
        do {
            bytes = try await request.bytes(max: EmulatorLimits.botBodyBytesMax)
        } catch {
            throw BotError(code: 413, description: "Request Entity Too Large")
        }
        guard !bytes.isEmpty else { return }
        let type = request.headers[.contentType] ?? ""
        if type.hasPrefix("application/json") {
            guard let members = (try? JSON(parsing: bytes))?.objectValue else {
                throw .badRequest("can't parse JSON object")
            }
            values.merge(members) { _, own in own }
        } else if let boundary = MultipartForm.boundary(in: type) {
            guard let parts = try? MultipartForm.parts(of: bytes, boundary: boundary) else {
                throw .badRequest("can't parse the multipart form")
            }
            for part in parts {
                if part.fileName != nil {
                    files[part.name] = part
                } else {
                    values[part.name] = .string(String(decoding: part.body, as: UTF8.self))
                }
            }
        } else {
            for (name, value) in FormFields(parsing: String(decoding: bytes, as: UTF8.self), countMax: 200).pairs {
                values[name] = .string(value)
            }
        }
    }

    /// A text; a number is taken as one.
    func text(_ name: String) -> String? {
        switch values[name] {
        case .string(let text)?: text
        case .integer(let number)?: String(number)
        case .double(let number)?: String(number)
        default: nil
        }
    }

    func integer(_ name: String) -> Int64? { values[name]?.integerValue ?? text(name).flatMap { Int64($0) } }

    func flag(_ name: String) -> Bool { values[name]?.boolValue ?? (text(name) == "true") }

    /// A document: itself, or its text in a form.
    func document(_ name: String) throws(BotError) -> JSON? {
        guard let value = values[name], !value.isNull else { return nil }
        guard let text = value.stringValue else { return value }
        guard let json = try? JSON(parsing: text) else { throw .badRequest("can't parse \(name) JSON object") }
        return json
    }

    /// A file that came along: under its own name, or under the one of `attach://…`.
    func file(_ name: String) -> MultipartForm.Part? {
        let attached = text(name).flatMap { $0.hasPrefix("attach://") ? String($0.dropFirst(9)) : nil }
        return files[attached ?? name]
    }
}
