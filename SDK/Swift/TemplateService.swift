// ork.templates/1: messages that a business worded beforehand.

import OrkestaABI
public import OrkestaModel

/// Fills in the tenant's templates for the turn's channel and language.
public struct TemplateService: Sendable {
    let table: ServiceTable<ork_templates_service>
    let instance: ork_inst
    let turn: ork_turn

    /// The text to say, as it is: said so, it goes out as the provider's template
    /// where only templates are let through. `language` nil: the conversation's. Nil
    /// when there is no such template.
    ///
    /// Throws `ORK_E_INVALID` when a value is missing, unknown or of the wrong type.
    public func render(
        _ name: String,
        _ values: [String: JSON],
        language: String? = nil
    ) async throws -> String? {
        var request: [String: JSON] = ["name": .string(name), "values": .object(values)]
        if let language { request["language"] = .string(language) }
        let text = JSON.object(request).description
        do {
            let answer = try await serviceCall(turn: turn) { call, op in
                withBorrowed(text) { ork_templates_render(table.pointer, instance, call, $0, op) }
            }
            return try parsed(answer.json)["text"]?.stringValue
        } catch let error as PluginError where error.status == ORK_E_NOT_FOUND {
            return nil
        }
    }
}
