// What the page with the phones asks: its own files, and `phones/…`.

internal import HTTPTypes
internal import HostTime
internal import Hummingbird
internal import NIOCore
internal import OrkestaModel

/// Answers the page, for any service.
struct PhoneRoutes: Sendable {
    let service: any PhoneService

    /// Nil when the path is none of the page's.
    func respond(to request: Request, _ context: EmulatorContext) async throws -> Response? {
        let segments = request.segments
        switch (request.method, segments.first) {
        case (.get, nil): return PhonePage.response(look: service.look, language: language(request))
        case (.get, "assets") where segments.count == 2: return PhonePage.asset(segments[1])
        case (_, "phones"):
            do throws(DocumentError) {
                return try await phones(request, Array(segments.dropFirst()), context)
            } catch {
                return .json(400, ["error": .string(error.description), "field": .string(error.field)])
            }
        default: return nil
        }
    }

    private func phones(
        _ request: Request,
        _ path: [String],
        _ context: EmulatorContext
    ) async throws(DocumentError) -> Response {
        switch (request.method, path.count, path.first) {
        case (.get, 0, _): return .json(200, service.book.snapshot(phonesMax: EmulatorLimits.phonesShownMax))
        case (.post, 0, _): return try addPhone(try await document(request))
        case (.get, 1, "events"): return events(context)
        case (.post, 1, "media"): return try await upload(request)
        case (.get, 2, "media"): return file(path[1])
        case (.patch, 1, let id?): return try change(id, try await document(request))
        case (.post, 2, let id?) where path[1] == "messages": return try act(id, try await document(request))
        default: return .json(404, ["error": "there is no such path here"])
        }
    }

    // MARK: Phones

    private func addPhone(_ json: JSON) throws(DocumentError) -> Response {
        let made = try service.makePhone(
            name: try json.requiredText("name"),
            address: try json.optionalText("address"),
            language: try json.optionalText("language") ?? "es"
        )
        guard let phone = service.book.phone(made.id, make: { made }) else {
            throw DocumentError(field: "", reason: "there are too many phones")
        }
        service.book.pin(phone.id)
        return .json(201, phone.json)
    }

    private func change(_ id: String, _ json: JSON) throws(DocumentError) -> Response {
        let online = json["online"]?.boolValue
        let blocking = json["blocking"]?.boolValue
        let hidesNumber = json["hides_number"]?.boolValue
        let change = service.book.change(phone: id) { phone in
            if let online { phone.isOnline = online }
            if let blocking { phone.isBlocking = blocking }
            if let hidesNumber { phone.hidesNumber = hidesNumber }
        }
        guard let change else { throw DocumentError(field: "phone", reason: "there is no such phone") }
        service.phoneChanged(from: change.before, to: change.after)
        return .json(200, change.after.json)
    }

    private func act(_ id: String, _ json: JSON) throws(DocumentError) -> Response {
        guard let phone = service.book.phone(id) else {
            throw DocumentError(field: "phone", reason: "there is no such phone")
        }
        guard let shop = service.book.shop(try json.requiredText("shop")) else {
            throw DocumentError(field: "shop", reason: "there is no such business")
        }
        let act = try PhoneAct(json: json, shelf: service.shelf)
        try service.act(act, on: phone, to: shop, quoted: try json.optionalText("quoted"))
        return .json(202, [:])
    }

    // MARK: Files

    private func upload(_ request: Request) async throws(DocumentError) -> Response {
        let bytes = try await body(request, max: EmulatorLimits.mediaBytesMax)
        let item = service.shelf.put(
            bytes,
            id: freshDigits(16),
            mimeType: request.headers[.contentType] ?? "application/octet-stream",
            name: request.parameter("name")
        )
        return .json(201, item.json)
    }

    private func file(_ id: String) -> Response {
        guard let file = service.shelf.file(id) else { return .json(404, ["error": "there is no such file"]) }
        // What a customer sends is shown, never run.
        return .bytes(200, file.bytes, type: file.item.mimeType, [("Content-Security-Policy", "sandbox")])
    }

    // MARK: Events

    private func events(_ context: EmulatorContext) -> Response {
        // From before the answer on: the page reads what there is once it is answered.
        let events = service.book.watch()
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in try await write(events, to: &writer, context) }
        )
    }

    @concurrent
    private func write(
        _ events: AsyncStream<JSON>,
        to writer: inout any ResponseBodyWriter,
        _ context: EmulatorContext
    ) async throws {
        try await context.endWithClient()
        let comment = ByteBuffer(string: ":\n\n")
        try await writer.write(comment)
        try await withTicks(
            every: EmulatorLimits.keepAliveMilliseconds,
            among: events,
            keeping: EmulatorLimits.watchedEventsMax
        ) { beats in
            for await beat in beats {
                switch beat {
                case .event(let event): try await writer.write(ByteBuffer(string: "data: \(event)\n\n"))
                case .tick: try await writer.write(comment)
                }
            }
        }
        try await writer.finish(nil)
    }

    // MARK: Reading

    private func document(_ request: Request) async throws(DocumentError) -> JSON {
        let bytes = try await body(request, max: EmulatorLimits.pageBodyBytesMax)
        do {
            return try JSON(parsing: bytes)
        } catch {
            throw DocumentError(field: "", reason: "a JSON object is expected")
        }
    }

    private func body(_ request: Request, max: Int) async throws(DocumentError) -> [UInt8] {
        do {
            return try await request.bytes(max: max)
        } catch {
            throw DocumentError(field: "", reason: "at most \(max) bytes are expected")
        }
    }

    private func language(_ request: Request) -> String {
        let wanted = request.parameter("lang") ?? request.headers[.acceptLanguage] ?? "es"
        let code = String(wanted.prefix(2)).lowercased()
        return ["es", "en", "pt"].contains(code) ? code : "es"
    }
}
