// What `--list` shows: every check, and every rule with its place in the headers.

import OrkestaModel

enum Listing {
    static var text: String {
        var lines = ["CHECKS"]
        let width = Check.all.map(\.name.count).max() ?? 0
        lines += Check.all.map { "  \($0.name.padded(to: width))  \($0.purpose)" }
        lines += ["", "RULES"]
        let ruleWidth = Rule.all.map(\.id.count).max() ?? 0
        lines += Rule.all.map { "  \($0.id.padded(to: ruleWidth))  \($0.place)  \"\($0.quotation)\"" }
        return lines.joined(separator: "\n")
    }

    static var json: JSON {
        [
            "checks": .array(
                Check.all.map { check in
                    [
                        "check": .string(check.name), "group": .string(check.group.rawValue),
                        "purpose": .string(check.purpose),
                    ]
                }
            ),
            "rules": .array(Rule.all.map(\.json)),
        ]
    }
}
