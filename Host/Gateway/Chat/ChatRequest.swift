// What POST /api/chat takes: read, checked, and turned into the pipeline's message.

import HostConversations
import HostCore
import HostInbox
import OrkestaModel

/// A customer's message from the client API.
struct ChatRequest: Sendable {
    let message: InboundMessage

    /// Throws the field at fault. `newID` names a message that has no id of its own.
    init(_ json: JSON, newID: () -> String) throws {
        guard let customer = json["customer"], customer.objectValue != nil else {
            throw DocumentError(field: "customer", reason: "an object with phone or id is expected")
        }
        message = InboundMessage(
            messageID: try json.optionalText("message_id") ?? newID(),
            address: try Self.address(of: customer),
            name: try Self.optional(customer, "name", in: "customer"),
            locale: try json.optionalText("locale"),
            text: try json.requiredText("message")
        )
        do throws(Problem) {
            try message.checkLimits()
        } catch {
            throw Self.renamed(error)
        }
    }

    private static func address(of customer: JSON) throws -> String {
        let phone = try optional(customer, "phone", in: "customer")
        let id = try optional(customer, "id", in: "customer")
        guard (phone == nil) != (id == nil), let address = phone ?? id else {
            throw DocumentError(field: "customer", reason: "one of phone and id is expected")
        }
        guard let phone else { return address }
        let canonical = Address.canonical(phone)
        guard Address.isPhone(canonical) else {
            throw DocumentError(
                field: "customer.phone",
                reason: "a telephone number is expected, such as +525512345678"
            )
        }
        return canonical
    }

    private static func optional(_ json: JSON, _ key: String, in parent: String) throws -> String? {
        do throws(DocumentError) {
            return try json.optionalText(key)
        } catch {
            throw DocumentError(field: "\(parent).\(error.field)", reason: error.reason)
        }
    }

    /// The pipeline's names of fields, as this route calls them.
    private static func renamed(_ problem: Problem) -> Problem {
        let names = ["text": "message", "from": "customer", "name": "customer.name"]
        return Problem(
            problem.kind,
            problem.detail,
            field: problem.field.map { names[$0] ?? $0 },
            remedy: problem.remedy
        )
    }
}
