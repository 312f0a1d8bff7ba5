// ork.templates/1: a host whose every template says its name and its values.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let templates = FakeService(
        ORK_TEMPLATES_1,
        firstSize: firstSize(\ork_templates_service.render),
        ork_templates_service(
            size: 0,
            reserved: 0,
            render: { handle, call, request, op in
                FakeInstance.serve(handle, call, op, "templates.render", needsTurn: true) {
                    arguments throws(Refused) in
                    let request = try arguments.object(request, "request_json")
                    guard let name = request["name"]?.stringValue, let values = request["values"]?.objectValue else {
                        throw arguments.refuse("templates.render: `name` and `values` are expected")
                    }
                    let shown = values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
                    let answer: JSON = [
                        "text": .string(([name] + shown).joined(separator: ", ")),
                        "language": request["language"] ?? "es", "template": .null,
                    ]
                    return { _ in ServiceAnswer(json: answer.description) }
                }
            }
        )
    )
}
