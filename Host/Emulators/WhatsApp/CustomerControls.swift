// What customers do in their app that no phone of the page can do.

internal import HTTPTypes
internal import HostTime
internal import Hummingbird
internal import OrkestaModel

/// Answers `POST /control/WORD` for each of its words.
struct CustomerControls: Sendable {
    private enum Word: String {
        case unsupported
        case oneForm = "one-form"
        case preference, renumber
    }

    let network: WhatsAppNetwork

    /// Nil when the path is none of these.
    func respond(to request: Request) async throws -> Response? {
        let path = request.segments
        guard request.method == .post, path.count == 2, path.first == "control", let word = Word(rawValue: path[1])
        else { return nil }
        let body = try await request.bytes(max: EmulatorLimits.controlBodyBytesMax)
        do throws(DocumentError) {
            let deed = try Deed(body, in: network)
            switch word {
            case .unsupported: sendUnsupported(deed)
            case .oneForm: network.customers.knowOnlyReported(deed.phone.id)
            case .preference: try prefer(deed)
            case .renumber: return .json(202, ["phone": .string(try renumber(deed))])
            }
        } catch {
            return .json(400, ["error": .string(error.description), "field": .string(error.field)])
        }
        return .json(202, [:])
    }

    /// Who does it to whom: `{"shop", "phone"}`, and what else belongs to it.
    private struct Deed {
        let json: JSON
        let number: WhatsAppNumber
        let phone: Phone

        init(_ body: [UInt8], in network: WhatsAppNetwork) throws(DocumentError) {
            guard let json = try? JSON(parsing: body) else {
                throw DocumentError(field: "", reason: "JSON is expected")
            }
            guard let number = network.number(try json.requiredText("shop")) else {
                throw DocumentError(field: "shop", reason: "there is no such number")
            }
            guard let phone = network.book.phone(try json.requiredText("phone")) else {
                throw DocumentError(field: "phone", reason: "there is no such phone")
            }
            (self.json, self.number, self.phone) = (json, number, phone)
        }
    }

    /// A poll, say: the phone shows it, the business hears no more than that something came.
    private func sendUnsupported(_ deed: Deed) {
        let id = "wamid." + freshLetters(40)
        network.book.append(
            PhoneMessage(
                id: id,
                shop: deed.number.id,
                phone: deed.phone.id,
                isFromCustomer: true,
                content: PhoneContent(text: "📊"),
                at: network.clock.now()
            )
        )
        let reason = GraphError(code: 131_051, details: "Message type is currently not supported.").reason
        let body: [String: JSON] = ["type": "unsupported", "errors": [reason]]
        network.post(body, id: id, from: deed.phone, to: deed.number)
    }

    /// `"value"`: `stop`, or `resume`: whether the customer wants the business's advertising.
    private func prefer(_ deed: Deed) throws(DocumentError) {
        let value = try deed.json.requiredText("value")
        guard ["stop", "resume"].contains(value) else {
            throw DocumentError(field: "value", reason: "stop or resume is expected")
        }
        network.customers.set(wantsAdvertising: value == "resume", phone: deed.phone.id, of: deed.number.id)
        network.post(NumberEvent.preference(value, of: deed.phone, to: deed.number, at: network.clock.now()))
    }

    /// `"number"`: the customer has that one from now on, and is not met at the old one any more.
    /// Returns the new phone's id.
    private func renumber(_ deed: Deed) throws(DocumentError) -> String {
        let made = try network.makePhone(
            name: deed.phone.name,
            address: try deed.json.requiredText("number"),
            language: deed.phone.language
        )
        guard made.id != deed.phone.id, let phone = network.book.phone(made.id, make: { made }) else {
            throw DocumentError(field: "number", reason: "another number is expected, and not too many")
        }
        network.book.pin(phone.id)
        network.customers.leave(deed.phone.id)
        let (old, new) = (deed.phone.address, phone.address)
        let change: JSON = [
            "type": "user_changed_number", "body": .string("User \(phone.name) changed from \(old) to \(new)"),
            "wa_id": .string(WhatsAppIdentity.reported(phone.id)),
        ]
        let event = NumberEvent.message(
            ["type": "system", "system": change],
            id: "wamid." + freshLetters(40),
            from: deed.phone,
            to: deed.number,
            at: network.clock.now()
        )
        network.post(event)
        return phone.id
    }
}
