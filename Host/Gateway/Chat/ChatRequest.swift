// What POST /api/chat takes: read, checked, and turned into the pipeline's message.

import HostCore
import HostInbox
import OrkestaModel

/// A customer's message from the client API.
struct ChatRequest: Sendable {
    let message: InboundMessage

    /// Throws the field at fault. `newID` names a message that has no id of its own.
    init(_ json: JSON, newID: () -> String) throws {
        let customer = try CustomerAddress(json["customer"])
        message = InboundMessage(
            messageID: try json.optionalText("message_id") ?? newID(),
            address: customer.address,
            name: customer.name,
            locale: try json.optionalText("locale"),
            text: try json.requiredText("message")
        )
        do throws(Problem) {
            try message.checkLimits()
        } catch {
            throw Self.renamed(error)
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
