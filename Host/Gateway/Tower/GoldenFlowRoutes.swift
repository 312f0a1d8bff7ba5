// Golden flows over the API: played, and how they went.

import HTTPTypes
import HostAccess
import HostCore
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let goldenFlowRoutes: [Route] = [
        Route(
            method: .post,
            path: "/api/golden-flows/run",
            ports: .tower,
            access: .permission(Permission(.laboratory, .operate)),
            id: "runGoldenFlows",
            tag: "Golden flows",
            summary: "Plays golden flows on a new host with the installed plugins, and answers how they went",
            description: """
                Nobody's data are touched. It answers when all have ended: seconds for each flow. What failed is in \
                the answer, with what was expected, what came, and the conversation until then.
                """,
            body: .json(Schema.reference("GoldenFlowWish")),
            responses: [.json(Schema.reference("GoldenFlowRun"), "How they went.")],
            problems: [.notFound, .conflict, .unavailable],
            handler: { exchange in
                let json = try await exchange.object()
                let names = try json.elements("flows") { name throws(DocumentError) in
                    guard let name = name.stringValue else {
                        throw DocumentError(field: "", reason: "a flow's name is expected")
                    }
                    return name
                }
                return .json(try await player(exchange).run(names, yaml: try json.optionalText("yaml")))
            }
        ),
        Route(
            method: .get,
            path: "/api/golden-flows/results",
            ports: .tower,
            access: .permission(Permission(.laboratory, .read)),
            id: "getGoldenFlowResults",
            tag: "Golden flows",
            summary: "How the latest runs since the host's start went",
            responses: [.json(Schema.reference("GoldenFlowResults"), "The runs, newest first.")],
            problems: [.unavailable],
            handler: { exchange in .json(try await player(exchange).results()) }
        ),
    ]

    private static func player(_ exchange: Exchange) throws(Problem) -> any GoldenFlowPlayer {
        guard let player = exchange.services.goldenFlows else {
            throw Problem(.unavailable, "this program plays no golden flows", remedy: "Run orkesta golden run.")
        }
        return player
    }
}
