// ork.templates/1: the tenant's templates, filled in for a turn.

import HostCore
import HostOutbox
import HostStorage
import HostTurns
import OrkestaABI
import OrkestaModel

extension ServiceTables {
    static let templates = ImmortalTable(
        ork_templates_service(
            size: UInt32(MemoryLayout<ork_templates_service>.size),
            reserved: 0,
            render: { handle, envelope, request, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let request = try requiredObject(request, "request_json")
                    guard let name = request["name"]?.stringValue, let values = request["values"] else {
                        throw Refusal(status: ORK_E_INVALID, reason: "request_json: name and values are expected")
                    }
                    call.render(name, values, language: request["language"]?.stringValue)
                }
            }
        )
    )
}

extension ServiceCall {
    fileprivate func render(_ name: String, _ values: JSON, language: String?) {
        guard let turn else { return fail(ORK_E_INVALID, "a turn is needed") }
        let (tenant, channel) = (instance.tenant, turn.channel)
        let wanted = language ?? turn.locale
        read { connection -> RenderedTemplate? in
            guard let known = try TenantDirectory().find(tenant.id, in: connection)?.tenant else { return nil }
            let template = try MessageTemplates(tenant).best(
                name,
                channel: channel,
                language: wanted ?? known.locale,
                fallbackLanguage: known.locale,
                in: connection
            )
            guard let template else { return nil }
            // Its words are the tenant's own; what stands in the gaps is the plugin's to prove.
            turn.learn(fact: template.ownWords.description)
            return try template.rendered(values, timeZone: known.timeZone)
        } then: { call, rendered in
            guard let rendered else { return call.fail(ORK_E_NOT_FOUND, "there is no such template") }
            call.turn?.learn(template: rendered)
            call.succeed(json: rendered.json.description)
        }
    }
}
