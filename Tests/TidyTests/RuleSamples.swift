// Data: for each rule, sources that break it and sources that keep it, so that
// no rule is dead and none shouts at good code.

struct RuleSample: Sendable {
    let rule: String
    let path: String
    let text: String
    /// The lines, from 1, that break the rule; empty for a source that keeps it.
    let lines: [Int]

    init(_ rule: String, _ path: String, breaks lines: [Int] = [], _ text: String) {
        self.rule = rule
        self.path = path
        self.lines = lines
        self.text = text
    }
}

extension RuleSample {
    static let all = imports + sizes + names + calls + comments + tests

    private static let imports = [
        RuleSample("arrows of the host", "Host/Inbox/A.swift", breaks: [2], "import HostTime\nimport HostTurns\n"),
        RuleSample("arrows of the host", "Host/Outbox/A.swift", breaks: [1], "@testable import HostStorageSQLite\n"),
        RuleSample("arrows of the host", "Host/Outbox/A.swift", breaks: [1], "import struct HostTurns.Turn\n"),
        RuleSample("arrows of the host", "Host/Net/A.swift", breaks: [1], "import HostAccess\n"),
        RuleSample("arrows of the host", "Host/Commerce/A.swift", breaks: [1], "public import HostDemo\n"),
        RuleSample("arrows of the host", "Host/Gateway/A.swift", breaks: [1], "import HostPlugins\n"),
        RuleSample("arrows of the host", "Host/Surprise/A.swift", breaks: [1], "let a = 1\n"),
        RuleSample("arrows of the host", "SDK/Check/A.swift", breaks: [1], "import HostCore\n"),
        RuleSample(
            "arrows of the host",
            "Host/Turns/A.swift",
            "public import HostCore\nimport HostOutbox\nimport HostStorage\nimport Logging\n// import HostDunning\n"
        ),
        RuleSample("arrows of the host", "Host/App/A.swift", "import HostStorageSQLite\nimport HostGateway\n"),
        RuleSample("arrows of the host", "Tests/FlowTests/A.swift", "import HostStorageSQLite\n"),
        RuleSample("modules with a closed list", "Host/Core/A.swift", breaks: [1], "import Foundation\n"),
        RuleSample("modules with a closed list", "SDK/Model/A.swift", breaks: [1], "import OrkestaSDK\n"),
        RuleSample("modules with a closed list", "Host/Core/A.swift", "import FoundationEssentials\n"),
        RuleSample(
            "plugins reach only the host's service table",
            "Plugins/Agents/Sales/A.swift",
            breaks: [2, 3, 4],
            "import OrkestaSDK\nimport HostCore\nimport FoundationNetworking\nimport CatalogSearch\n"
        ),
        RuleSample(
            "plugins reach only the host's service table",
            "Plugins/Channels/Web/Page/A.swift",
            "import OrkestaSDK\nimport Synchronization\nimport WebChannel\n"
        ),
        RuleSample("one importer per heavy library", "Host/Time/A.swift", breaks: [1], "import GRDB\n"),
        RuleSample("one importer per heavy library", "Host/Payments/A.swift", breaks: [1], "import Crypto\n"),
        RuleSample("one importer per heavy library", "Host/Net/A.swift", breaks: [1], "internal import NIOCore\n"),
        RuleSample("one importer per heavy library", "Host/Turns/A.swift", breaks: [1], "import OrkestaABI\n"),
        RuleSample(
            "one importer per heavy library",
            "Host/Gateway/A.swift",
            "import HummingbirdCore\nimport Mustache\n"
        ),
        RuleSample("nothing imports the App", "Tests/FlowTests/A.swift", breaks: [1], "@testable import orkesta\n"),
        RuleSample("nothing imports the App", "Tests/FlowTests/A.swift", "import HostGateway\n"),
        RuleSample(
            "libraries are opened in one place",
            "Host/Turns/A.swift",
            breaks: [1],
            "let handle = dlopen(path, RTLD_NOW)\n"
        ),
        RuleSample("libraries are opened in one place", "Host/Plugins/A.swift", "let handle = dlopen(path, 2)\n"),
    ]

    private static let sizes = [
        RuleSample(
            "files stay under 500 lines",
            "Host/Core/A.swift",
            breaks: [501],
            String(repeating: "let a = 1\n", count: 501)
        ),
        RuleSample("files stay under 500 lines", "Host/Core/A.swift", String(repeating: "\n", count: 500)),
        RuleSample(
            "files stay under 500 lines",
            "Plugins/Agents/Sales/A.swift",
            "// Data: phrases.\n" + String(repeating: "\n", count: 900)
        ),
        RuleSample(
            "functions stay under 70 lines",
            "Host/Core/A.swift",
            breaks: [3],
            function("    func long(\n        a: Int\n    )", bodyLines: 67)
        ),
        RuleSample(
            "functions stay under 70 lines",
            "Host/Core/A.swift",
            breaks: [3],
            function("    init?()", bodyLines: 69)
        ),
        RuleSample("functions stay under 70 lines", "Host/Core/A.swift", function("    func fits()", bodyLines: 68)),
        RuleSample(
            "functions stay under 70 lines",
            "Host/Core/A.swift",
            "protocol P {\n    func a()\n    func b()\n" + String(repeating: "    var c: Int { get }\n", count: 80)
                + "}\n"
        ),
    ]

    private static let names = [
        RuleSample(
            "types are named after what they are",
            "Host/Core/A.swift",
            breaks: [1],
            "final class LeaseManager {}\n"
        ),
        RuleSample(
            "types are named after what they are",
            "Host/Core/A.swift",
            breaks: [1],
            "struct StoreImpl: Store {}\n"
        ),
        RuleSample("types are named after what they are", "Host/Core/A.swift", "enum Simple {}\n// class AManager\n"),
        RuleSample("files are named after what they hold", "Host/Core/StringUtils+x.swift", breaks: [1], "\n"),
        RuleSample("files are named after what they hold", "Host/Core/Lease+claim.swift", "\n"),
    ]

    private static let calls = [
        RuleSample(
            "input never traps",
            "Host/Core/A.swift",
            breaks: [1, 2, 3, 4],
            "let a = try! b()\nlet c = d as! E\nfatalError(\"\")\nlet f = \"\\(g ?? preconditionFailure())\"\n"
        ),
        RuleSample(
            "input never traps",
            "Host/Core/A.swift",
            "// try! is banned\nlet a = try? b()\nlet c = \"as! fatalError(\"\nlet d = #\"try! \"e\" try!\"#\n/* as! /* */ as! */\n"
        ),
        RuleSample("input never traps", "Tests/CoreTests/A.swift", "let a = try! b()\n"),
        RuleSample(
            "time comes from the Clock",
            "Host/Turns/A.swift",
            breaks: [1, 2],
            "let a = Date()\nlet b = ContinuousClock.now\n"
        ),
        RuleSample("time comes from the Clock", "Host/Turns/A.swift", "let a = clock.now()\nlet b = DueDate()\n"),
        RuleSample("time comes from the Clock", "Host/Time/SystemClock.swift", "let a = Date.now\n"),
        RuleSample("only the commands print", "Host/Turns/A.swift", breaks: [1], "print(\"a\")\n"),
        RuleSample("only the commands print", "Host/Turns/A.swift", "blueprint(a)\n"),
        RuleSample("only the commands print", "Host/App/A.swift", "print(\"a\")\n"),
        RuleSample("errors are answered", "Host/Core/A.swift", breaks: [1], "do { try a() } catch {}\n"),
        RuleSample("errors are answered", "Host/Core/A.swift", breaks: [1], "} catch is CancellationError {\n\n}\n"),
        RuleSample("errors are answered", "Host/Core/A.swift", "} catch {\n    // The peer is gone already.\n}\n"),
        RuleSample("errors are answered", "Host/Core/A.swift", "} catch {\n    throw Failure(error)\n}\n"),
    ]

    private static let tests = [
        RuleSample(
            "expectations stand outside of transactions",
            "Tests/CoreTests/A.swift",
            breaks: [2, 4],
            "try await house.write { connection in\n    try #require(a)\n}\n_ = b.read({ #expect(\"\\($0)\" == c) })\n"
        ),
        RuleSample(
            "expectations stand outside of transactions",
            "Tests/CoreTests/A.swift",
            "#expect(try await a.read { try $0.b() } == 1)\nlet c = try #require(await a.write { try required($0.d) })\n"
        ),
        RuleSample(
            "expectations stand outside of transactions",
            "Host/Turns/A.swift",
            "try await a.write { #expect($0) }\n"
        ),
    ]

    private static let comments = [
        RuleSample("nothing is put off", "Host/Core/a.c", breaks: [1], "int a = '\"'; // FIXME: b\n"),
        RuleSample("nothing is put off", "Host/Core/A.swift", breaks: [2], "\n/* TODO */\n"),
        RuleSample("nothing is put off", "Host/Core/A.swift", "let xxx = \"XXX\" // todo lo demás\n"),
        RuleSample("a file says why it exists", "Host/Core/A.swift", breaks: [1], "import HostTime\n"),
        RuleSample("a file says why it exists", "Host/Core/A.swift", breaks: [1], "//\n//  A.swift\n//\n"),
        RuleSample("a file says why it exists", "Host/Core/A.swift", "// Keeps leases from overlapping.\n"),
        RuleSample("a file says why it exists", "Package.swift", "import PackageDescription\n"),
        RuleSample(
            "unsafe code carries its proof",
            "Host/Net/A.swift",
            breaks: [1, 2],
            "final class A: @unchecked Sendable {}\nnonisolated(unsafe) let b = 1\n"
        ),
        RuleSample(
            "unsafe code carries its proof",
            "Host/Net/A.swift",
            "// Safe: the lock guards it.\nfinal class A: @unchecked Sendable {}\n"
        ),
        RuleSample("public types are documented", "Host/Net/A.swift", breaks: [2], "// a\npublic final class A {\n}\n"),
        RuleSample(
            "public types are documented",
            "Host/Net/A.swift",
            "/// a\n@frozen\npublic struct A {\n}\npublic enum Tag {}\npublic func enum(a: Int) {}\nstruct B {}\n"
        ),
    ]

    /// A type with one function whose body has that many lines between its braces.
    private static func function(_ head: String, bodyLines: Int) -> String {
        "struct S {\n    let a = 1\n\(head) {\n" + String(repeating: "        a += 1\n", count: bodyLines)
            + "    }\n}\n"
    }
}
