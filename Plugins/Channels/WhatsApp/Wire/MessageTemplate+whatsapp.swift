// A filled template as the Cloud API takes it: a component for each part that has
// something to fill in.

import OrkestaModel
import OrkestaSDK

extension MessageTemplate {
    /// The member `template` of a message; `file` is the id of the header's file where it
    /// was uploaded.
    func whatsAppPart(file: String?) -> JSON {
        var members: [String: JSON] = ["name": .string(name), "language": ["code": .string(language)]]
        var components: [JSON] = []
        if let header { components.append(["type": "header", "parameters": [header.whatsAppParameter(file)]]) }
        if !parameters.isEmpty {
            components.append(["type": "body", "parameters": .array(parameters.map(Self.bodyParameter))])
        }
        components += buttons.map { button -> JSON in
            [
                "type": "button", "sub_type": "url", "index": .integer(button.index),
                "parameters": [["type": "text", "text": .string(button.text)]],
            ]
        }
        if !components.isEmpty { members["components"] = .array(components) }
        return .object(members)
    }

    /// One whose name is no number is of a template with names.
    private static func bodyParameter(_ parameter: (name: String, text: String)) -> JSON {
        var members: [String: JSON] = ["type": "text", "text": .string(parameter.text)]
        if Int(parameter.name) == nil { members["parameter_name"] = .string(parameter.name) }
        return .object(members)
    }
}

extension MessageTemplate.Header {
    fileprivate func whatsAppParameter(_ file: String?) -> JSON {
        var members: [String: JSON] = file.map { ["id": .string($0)] } ?? ["link": .string(link)]
        members["filename"] = name.map(JSON.string)
        return ["type": .string(kind.rawValue), kind.rawValue: .object(members)]
    }
}
