// The steps of a golden flow: the first key of each says who does what.

import HostCore
import OrkestaModel
import Yams

extension FlowReader {
    func step(_ node: Node, _ customers: [GoldenFlow.Customer]) throws(Problem) -> GoldenFlow.Step {
        guard let mapping = node.mapping, let (key, value) = mapping.first, let verb = key.string else {
            throw problem(node, "a step such as `Ana says: hola` is expected")
        }
        let scalar = value.string.map { " \($0)" } ?? ""
        return GoldenFlow.Step(
            line: key.mark?.line ?? node.mark?.line ?? 1,
            text: "\(verb):\(scalar)",
            label: mapping["label"]?.string,
            act: try act(verb, key, value, mapping, customers)
        )
    }

    private func act(
        _ verb: String,
        _ key: Node,
        _ value: Node,
        _ mapping: Node.Mapping,
        _ customers: [GoldenFlow.Customer]
    ) throws(Problem) -> GoldenFlow.Act {
        func known(_ members: [String]) throws(Problem) { try check(mapping, knows: [verb, "label"] + members) }
        switch verb {
        case "person takes":
            try known([])
            return .personTakes(try customer(value, customers))
        case "person says":
            try known(["to"])
            let to = try mapping["to"].map { node throws(Problem) in try customer(node, customers) } ?? customers[0]
            return .personSays(try text(value), to: to)
        case "person gives back":
            try known(["note"])
            return .personGivesBack(try customer(value, customers), note: mapping["note"]?.string)
        case "time passes":
            try known(["runs"])
            return .pass(milliseconds: try duration(value), runs: try texts(mapping["runs"]))
        case "it is":
            try known([])
            guard let moment = value.string.flatMap({ Timestamp($0) }) else {
                throw problem(value, "an RFC 3339 time is expected, such as 2070-06-02T15:00:00Z")
            }
            return .arrive(moment)
        case "fail":
            try known(["with"])
            guard let plan = mapping["with"] else { throw problem(key, "`with:` says how it fails") }
            return .fail(try text(value), plan: try text(plan))
        case "mend":
            try known([])
            return .fail(try text(value), plan: "")
        case "do", "expect":
            try known(["with", "gives", "keep"])
            return .call(try call(value, mapping, isAwaited: verb == "expect"))
        default:
            return try customerAct(verb, key, value, mapping, customers)
        }
    }

    /// `Ana says`, `Ana hears`, `Ana pays`.
    private func customerAct(
        _ verb: String,
        _ key: Node,
        _ value: Node,
        _ mapping: Node.Mapping,
        _ customers: [GoldenFlow.Customer]
    ) throws(Problem) -> GoldenFlow.Act {
        let words = verb.split(separator: " ")
        guard words.count == 2, let customer = customers.first(where: { $0.name == words[0] }) else {
            let names = customers.map(\.name).joined(separator: " or ")
            if words.count == 2, ["says", "hears", "pays"].contains(words[1]) {
                let known = customers.isEmpty ? "none is listed under `customers`" : "\(names) is expected"
                throw problem(key, "there is no customer \(words[0]): \(known)")
            }
            throw problem(
                key,
                "`\(verb)` is no step; `\(names) says`, `hears` or `pays`, `person takes`, `person says`, "
                    + "`person gives back`, `time passes`, `it is`, `fail`, `mend`, `do` or `expect` is expected"
            )
        }
        switch words[1] {
        case "says":
            try check(mapping, knows: [verb, "label", "hears", "silence"])
            return .say(
                customer,
                try text(value),
                hears: try texts(mapping["hears"]),
                isMetWithSilence: mapping["silence"]?.bool ?? false
            )
        case "hears":
            try check(mapping, knows: [verb, "label"])
            return .hear(customer, try texts(value))
        case "pays":
            try check(mapping, knows: [verb, "label", "part"])
            guard let means = GoldenFlow.Payment.Means(rawValue: try text(value)) else {
                let all = GoldenFlow.Payment.Means.allCases.map(\.rawValue).joined(separator: ", ")
                throw problem(value, "one of \(all) is expected")
            }
            return .pay(customer, GoldenFlow.Payment(means: means, part: mapping["part"]?.string))
        default:
            throw problem(key, "a customer says, hears or pays")
        }
    }

    private func customer(_ node: Node, _ customers: [GoldenFlow.Customer]) throws(Problem) -> GoldenFlow.Customer {
        guard let customer = customers.first(where: { $0.name == node.string }) else {
            throw problem(node, "one of \(customers.map(\.name).joined(separator: ", ")) is expected")
        }
        return customer
    }

    private func call(_ value: Node, _ mapping: Node.Mapping, isAwaited: Bool) throws(Problem) -> GoldenFlow.Call {
        let words = try text(value).split(separator: " ")
        guard words.count == 2, ["GET", "POST", "PUT"].contains(words[0]), words[1].hasPrefix("/") else {
            throw problem(value, "a method and a path are expected, such as GET /api/invoices")
        }
        var gives: [(path: String, value: JSON)] = []
        for (path, expected) in mapping["gives"]?.mapping ?? Node.Mapping([]) {
            gives.append((try text(path), try json(expected)))
        }
        var keeps: [(name: String, path: String)] = []
        for (name, path) in mapping["keep"]?.mapping ?? Node.Mapping([]) {
            keeps.append((try text(name), try text(path)))
        }
        return GoldenFlow.Call(
            method: String(words[0]),
            path: String(words[1]),
            body: try mapping["with"].map { node throws(Problem) in try json(node) },
            gives: gives,
            keeps: keeps,
            isAwaited: isAwaited
        )
    }
}
