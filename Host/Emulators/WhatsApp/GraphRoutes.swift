// The paths of the Cloud API: messages, media, templates, and the webhook of a
// number. A version in front (`/v25.0/…`) is taken and changes nothing.

internal import HTTPTypes
internal import HostCore
internal import HostNet
internal import Hummingbird
internal import OrkestaModel

/// Answers businesses.
struct GraphRoutes: Sendable {
    private static let templatesPerPage = 25
    private static let templatesPerPageMax = 1_000

    let network: WhatsAppNetwork
    let faults: FaultSchedule<WhatsAppFault>

    func respond(to request: Request, _ context: EmulatorContext) async throws -> Response {
        var path = request.segments
        if let first = path.first, first.first == "v", first.dropFirst().first?.isNumber == true { path.removeFirst() }
        do {
            try authorize(request)
            return try await answer(request, path, context)
        } catch let error as GraphError {
            return .json(error.status, error.json)
        }
    }

    private func authorize(_ request: Request) throws(GraphError) {
        let bearer = request.headers[.authorization]?.split(separator: " ").last.map(String.init)
        guard let given = bearer ?? request.parameter("access_token"), !given.isEmpty else {
            throw GraphError(code: 190, details: "An access token is required to request this resource.")
        }
        if let token = network.settings.token, token != given {
            throw GraphError(code: 190, details: "Invalid OAuth access token - Cannot parse access token")
        }
    }

    private func answer(_ request: Request, _ path: [String], _ context: EmulatorContext) async throws -> Response {
        switch (request.method, path.count, path.last ?? "") {
        case (.post, 2, "messages"): return try await message(request, try number(path[0]), context)
        case (.post, 2, "media"): return try await upload(request)
        case (.post, 2, "message_templates"):
            return .json(200, try network.templates.create(try await document(request), account: path[0]))
        case (.get, 2, "message_templates"):
            return .json(200, network.templates.list(try listing(request, account: path[0], context)))
        case (.delete, 2, "message_templates"):
            guard network.templates.delete(account: path[0], name: request.parameter("name") ?? "") else {
                throw GraphError(code: 132_001, details: "there is no template of that name")
            }
            return .json(200, ["success": true])
        case (.get, 2, _) where path[0] == "media-files": return try file(path[1])
        case (.get, 1, let id): return try object(id, request, context)
        case (.post, 1, let id): return try await configure(try number(id), try await document(request))
        case (.delete, 1, let id): return .json(200, ["success": .bool(network.shelf.remove(id))])
        default: throw GraphError(code: 100, details: "Unsupported request: there is no such path")
        }
    }

    private func listing(
        _ request: Request,
        account: String,
        _ context: EmulatorContext
    ) throws(GraphError) -> GraphTemplates.Listing {
        let query = FormFields(parsing: request.uri.query ?? "", countMax: 100)
        guard let limit = Int(query["limit"] ?? "\(Self.templatesPerPage)"),
            (1...Self.templatesPerPageMax).contains(limit)
        else { throw .invalid("limit", "1 to \(Self.templatesPerPageMax) is expected") }
        let host = request.head.authority ?? "127.0.0.1"
        return GraphTemplates.Listing(
            address: "http://\(host)\(context.root)/\(account)/message_templates",
            query: query,
            account: account,
            limit: limit
        )
    }

    // MARK: Messages

    private func message(
        _ request: Request,
        _ number: WhatsAppNumber,
        _ context: EmulatorContext
    ) async throws -> Response {
        let json = try await document(request)
        if json["status"]?.stringValue == "read" { return try markRead(json, number) }
        let fault = request.header("x-emulate-fault").flatMap(WhatsAppFault.init) ?? faults.next(for: number.id)
        switch fault?.form {
        case .refused(let code):
            network.tally.refuse(code)
            throw GraphError(code: code, details: "played by the emulator")
        case .hangUp: throw await context.breakOff()
        case .silence: try await context.waitForever()
        case .page(let status):
            return .text(status, "<html><body>Sorry, something went wrong.</body></html>", type: "text/html")
        case .failed, .lostAnswer, .noStatus, nil: break
        }
        let answer = try accept(json, from: number, fault)
        if fault?.form == .lostAnswer { throw await context.breakOff() }
        return .json(200, answer)
    }

    private func accept(_ json: JSON, from number: WhatsAppNumber, _ fault: WhatsAppFault?) throws(GraphError) -> JSON {
        do throws(GraphError) {
            let message = try GraphMessage(
                json: json,
                shelf: network.shelf,
                templates: network.templates,
                account: number.accountID
            )
            let (id, phone) = try network.send(message, from: number, fault: fault)
            network.tally.accept(key: message.callbackData)
            return accepted(id, phone, message)
        } catch {
            network.tally.refuse(error.code)
            throw error
        }
    }

    private func accepted(_ id: String, _ phone: Phone, _ message: GraphMessage) -> JSON {
        let contact: JSON =
            switch message.recipient {
            case .number(_, let input):
                ["input": .string(input), "wa_id": .string(WhatsAppIdentity.reported(phone.id))]
            case .user(let user): ["input": .string(user), "user_id": .string(user)]
            }
        var sent: [String: JSON] = ["id": .string(id)]
        if message.isTemplate { sent["message_status"] = "accepted" }
        return ["messaging_product": "whatsapp", "contacts": [contact], "messages": [.object(sent)]]
    }

    private func markRead(_ json: JSON, _ number: WhatsAppNumber) throws(GraphError) -> Response {
        let reader = PartReader(part: json, name: "body")
        let id = try reader.text("message_id", max: 512)
        guard let message = network.book.change(message: id, { $0.rise(to: .read) }), message.isFromCustomer else {
            throw GraphError(code: 100, details: "Invalid parameter: there is no such message")
        }
        if json["typing_indicator"] != nil { network.book.showTyping(shop: number.id, phone: message.phone) }
        return .json(200, ["success": true])
    }

    // MARK: Media

    private func upload(_ request: Request) async throws -> Response {
        let bytes: [UInt8]
        do {
            bytes = try await request.bytes(max: EmulatorLimits.mediaBytesMax)
        } catch {
            throw GraphError(code: 131_053, details: "The file is too large")
        }
        guard let boundary = request.headers[.contentType].flatMap(MultipartForm.boundary),
            let parts = try? MultipartForm.parts(of: bytes, boundary: boundary),
            let file = parts.first(where: { $0.name == "file" })
        else { throw GraphError(code: 100, details: "(#100) The parameter file is required.") }
        let declared = parts.first { $0.name == "type" }.map { String(decoding: $0.body, as: UTF8.self) }
        let type = file.contentType ?? declared ?? "application/octet-stream"
        guard let bytesMax = Self.bytesMax(ofType: type) else {
            throw GraphError(code: 100, details: "(#100) Param file must be a file with one of the supported types")
        }
        guard file.body.count <= bytesMax else { throw GraphError(code: 131_053, details: "The file is too large") }
        let item = network.shelf.put(Array(file.body), id: freshDigits(16), mimeType: type, name: file.fileName)
        network.tally.upload()
        return .json(200, ["id": .string(item.id)])
    }

    /// Nil for a type that WhatsApp does not carry.
    private static func bytesMax(ofType type: String) -> Int? {
        switch type.prefix(while: { $0 != ";" }) {
        case "image/jpeg", "image/png": 5 << 20
        case "image/webp": 500 << 10
        case "audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg": 16 << 20
        case "video/mp4", "video/3gpp": 16 << 20
        case "text/plain", "application/pdf", "application/msword", "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint":
            100 << 20
        case let other where other.hasPrefix("application/vnd.openxmlformats-officedocument."): 100 << 20
        default: nil
        }
    }

    private func file(_ id: String) throws(GraphError) -> Response {
        guard let file = network.shelf.file(id) else { throw GraphError(code: 131_052, details: "no such media") }
        return .bytes(200, file.bytes, type: file.item.mimeType)
    }

    // MARK: Numbers and media by id

    private func object(
        _ id: String,
        _ request: Request,
        _ context: EmulatorContext
    ) throws(GraphError) -> Response {
        if let number = network.number(id) {
            return .json(
                200,
                [
                    "id": .string(id), "display_phone_number": .string(WhatsAppIdentity.written(number.display)),
                    "verified_name": .string(number.name), "quality_rating": "GREEN",
                    "code_verification_status": "VERIFIED", "platform_type": "CLOUD_API",
                    "throughput": ["level": "STANDARD"],
                ]
            )
        }
        guard let item = network.shelf.item(id) else {
            throw GraphError(code: 100, details: "Unsupported get request. Object with ID '\(id)' does not exist")
        }
        let host = request.head.authority ?? "127.0.0.1"
        return .json(
            200,
            [
                "messaging_product": "whatsapp", "id": .string(id), "mime_type": .string(item.mimeType),
                "sha256": .string(item.sha256), "file_size": .integer(Int64(item.size)),
                "url": .string("http://\(host)\(context.root)/media-files/\(id)"),
            ]
        )
    }

    /// Sets a number's own webhook, once it has answered the challenge.
    private func configure(_ number: WhatsAppNumber, _ json: JSON) async throws -> Response {
        let reader = try PartReader(part: json, name: "body").inside("webhook_configuration")
        let url = try reader.text("override_callback_uri", max: 2_000)
        let token = try reader.text("verify_token", max: 512)
        try await challenge(url, token)
        var changed = number
        changed.webhook = url
        network.put(changed)
        return .json(200, ["success": true])
    }

    private func challenge(_ url: String, _ token: String) async throws {
        let challenge = freshDigits(10)
        let question = FormFields([
            ("hub.mode", "subscribe"), ("hub.verify_token", token), ("hub.challenge", challenge),
        ])
        let client = try HTTPClient(maximumConnectionsPerHost: 1)
        defer { client.shutdown() }
        let separator = url.contains("?") ? "&" : "?"
        let response = try? await client.send(HostNet.HTTPRequest(url: url + separator + question.text))
        guard let response, response.status == 200, response.body == Array(challenge.utf8) else {
            let status = response.map { "HTTP Status Code = \($0.status)" } ?? "no response"
            throw GraphError(code: 2_200, details: "Callback verification failed with the following errors: \(status)")
        }
    }

    // MARK: Reading

    private func number(_ id: String) throws(GraphError) -> WhatsAppNumber {
        guard let number = network.number(id) else {
            throw GraphError(code: 100, details: "Unsupported post request. Object with ID '\(id)' does not exist")
        }
        return number
    }

    private func document(_ request: Request) async throws -> JSON {
        guard let json = try? JSON(parsing: try await request.bytes(max: EmulatorLimits.graphBodyBytesMax)),
            json.objectValue != nil
        else { throw GraphError(code: 100, details: "(#100) The request's body is no JSON object") }
        return json
    }
}
