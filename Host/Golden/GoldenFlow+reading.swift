// Golden flows as they are written: YAML whose steps say who does what.

public import HostCore
import HostPlugins
import OrkestaModel
import Yams

extension GoldenFlow {
    /// Reads a flow. `file` is what errors call it; `name` nil: somebody wrote it for
    /// themselves, and it has no number.
    /// - Throws: `.invalid` with `file:line`, and what is expected there.
    public init(yaml: String, name: String? = nil, file: String) throws(Problem) {
        let reader = FlowReader(file: file)
        let root = try reader.compose(yaml)
        try reader.check(root, knows: ["number", "title", "shop", "customers", "steps", "limits", "webhooks within"])
        let customers = try reader.customers(root)
        let steps = try reader.list(root, "steps").map { step throws(Problem) in
            try reader.step(step, customers)
        }
        guard let title = root["title"]?.string, !steps.isEmpty else {
            throw reader.problem(root["title"] ?? .mapping(root), "a title and at least one step are expected")
        }
        self.name = name ?? "own"
        self.file = file
        number = name == nil ? 0 : root["number"]?.int ?? 0
        self.title = title
        self.customers = customers
        self.steps = steps
        shop = try reader.shop(root["shop"])
        limits = try reader.list(root, "limits").map { node throws(Problem) in try reader.limit(node, steps) }
        webhookMilliseconds = try root["webhooks within"].map { node throws(Problem) in try reader.duration(node) }
    }
}

/// Reads the parts of one file.
struct FlowReader: Sendable {
    let file: String

    func problem(_ node: Node, _ expectation: String) -> Problem {
        Problem(
            .invalid,
            expectation,
            field: "\(file):\(node.mark?.line ?? 1)",
            remedy: "The flows of the house, shown by orkesta golden show NAME, are examples"
        )
    }

    func compose(_ yaml: String) throws(Problem) -> Node.Mapping {
        do {
            if let mapping = try Yams.compose(yaml: yaml)?.mapping { return mapping }
        } catch {
            throw Problem(.invalid, "this is no YAML: \(error)", field: file, remedy: "Mend the file")
        }
        throw Problem(.invalid, "a flow is expected: title, shop, customers, steps", field: file, remedy: "Write one")
    }

    /// A typing mistake is an error, not a step that does nothing.
    func check(_ mapping: Node.Mapping, knows keys: [String]) throws(Problem) {
        for (key, _) in mapping where !keys.contains(key.string ?? "") {
            throw problem(key, "`\(key.string ?? "?")` is unknown here; known are \(keys.joined(separator: ", "))")
        }
    }

    func list(_ mapping: Node.Mapping, _ key: String) throws(Problem) -> [Node] {
        guard let node = mapping[key] else { return [] }
        guard let sequence = node.sequence else { throw problem(node, "`\(key)` is a list") }
        return Array(sequence)
    }

    /// One text, or several.
    func texts(_ node: Node?) throws(Problem) -> [String] {
        guard let node else { return [] }
        if let sequence = node.sequence {
            return try sequence.map { element throws(Problem) in try text(element) }
        }
        return [try text(node)]
    }

    func text(_ node: Node) throws(Problem) -> String {
        guard let text = node.string, node.null == nil else { throw problem(node, "some text is expected") }
        return text
    }

    func json(_ node: Node) throws(Problem) -> JSON { try node.json(file: file) }

    // MARK: Parts

    func shop(_ node: Node?) throws(Problem) -> GoldenFlow.Shop {
        var shop = GoldenFlow.Shop()
        guard let node else { return shop }
        guard let mapping = node.mapping else { throw problem(node, "`shop` has members, such as goods") }
        try check(mapping, knows: ["demo", "goods", "plugins", "asks models", "duplicates", "late", "sales settings"])
        shop.demo = mapping["demo"]?.string
        shop.goods = mapping["goods"]?.string
        if mapping["plugins"] != nil { shop.plugins += try texts(mapping["plugins"]) }
        shop.asksModels = mapping["asks models"]?.bool ?? false
        shop.duplicatePercent = mapping["duplicates"]?.int ?? 0
        shop.latePercent = mapping["late"]?.int ?? 0
        if let settings = mapping["sales settings"] { shop.salesSettings = try json(settings) }
        return shop
    }

    /// `Ana: {channel: whatsapp, phone: "+525510000001"}`; the phone may be left out.
    func customers(_ root: Node.Mapping) throws(Problem) -> [GoldenFlow.Customer] {
        guard let mapping = root["customers"]?.mapping else {
            return [GoldenFlow.Customer(name: "Ana", channel: "chat", phone: phone(0))]
        }
        var customers: [GoldenFlow.Customer] = []
        for (key, node) in mapping {
            guard let name = key.string, !name.contains(" ") else {
                throw problem(key, "a name of one word is expected")
            }
            let members = node.mapping ?? Node.Mapping([])
            try check(members, knows: ["channel", "phone"])
            customers.append(
                GoldenFlow.Customer(
                    name: name,
                    channel: members["channel"]?.string ?? "chat",
                    phone: members["phone"]?.string ?? phone(customers.count)
                )
            )
        }
        return customers
    }

    private func phone(_ number: Int) -> String { "+52551234\(1_000 + number)" }

    func limit(_ node: Node, _ steps: [GoldenFlow.Step]) throws(Problem) -> GoldenFlow.TimeLimit {
        guard let mapping = node.mapping, let title = mapping["title"]?.string, let from = mapping["from"]?.string,
            let to = mapping["to"]?.string, let most = mapping["at most"]
        else { throw problem(node, "a limit has title, from, to and `at most`") }
        for label in [from, to] where !steps.contains(where: { $0.label == label }) {
            throw problem(node, "no step has the label \(label)")
        }
        return GoldenFlow.TimeLimit(title: title, from: from, to: to, milliseconds: try duration(most))
    }

    /// `90 s`, `15 min`, `3 hours`, `2 days`.
    func duration(_ node: Node) throws(Problem) -> Int64 {
        let words = (node.string ?? "").split(separator: " ")
        let units: [(names: Set<Substring>, milliseconds: Int64)] = [
            (["s", "second", "seconds"], 1_000), (["min", "minute", "minutes"], 60_000),
            (["h", "hour", "hours"], 3_600_000), (["day", "days"], 86_400_000),
        ]
        guard words.count == 2, let number = Int64(words[0]), (1...36_500).contains(number),
            let unit = units.first(where: { $0.names.contains(words[1]) })
        else { throw problem(node, "a time such as `90 s`, `15 min`, `3 hours` or `2 days` is expected") }
        return number * unit.milliseconds
    }
}
