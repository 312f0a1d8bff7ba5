// Data: which module may import which. It is ARCHITECTURE.md's table "Code map"
// for the machine; a new arrow is a change of both, and needs a review of its
// own.

enum ImportTable {
    /// A stage may import the stages before it, never one behind it.
    static let stages = [
        "HostTime", "HostInbox", "HostConversations", "HostCommerce", "HostPayments", "HostLLM", "HostOutbox",
        "HostTurns", "HostDunning", "HostImports",
    ]

    /// Each may use the seam and a library of its own, never another mechanism.
    static let mechanisms = ["HostStorageSQLite", "HostStoragePostgres", "HostNet", "HostDocuments", "HostAccess"]

    static let values: Set = ["HostCore", "OrkestaModel"]
    static let seam = values.union(["HostStorage"])
    static let stageGround = seam.union(["HostNet", "HostDocuments", "HostAccess"])

    /// Modules of ours that each module of the host may import. The stages are derived from their order.
    static let hostImports: [String: Set<String>] = {
        var table: [String: Set<String>] = [
            "HostCore": ["OrkestaModel"],
            "HostDemo": values,
            "HostStorage": values,
            "HostPlugins": seam.union(stages).union(["HostNet", "HostDocuments", "HostAccess", "OrkestaABI"]),
            "HostEmulators": seam.union(stages).union(["HostNet", "HostAccess"]),
            "HostGolden": values.union(["HostEmulators", "HostPlugins", "HostTime", "HostNet", "HostDemo"]),
            "HostGateway": seam.union(stages).union(["HostAccess", "HostDocuments", "HostOperations"]),
            "HostOperations": seam.union(stages).union(["HostAccess"]),
        ]
        for mechanism in mechanisms { table[mechanism] = seam }
        for (place, stage) in stages.enumerated() { table[stage] = stageGround.union(stages[..<place]) }
        return table
    }()

    /// The composition root: it imports everything and nothing imports it.
    static let root = "HostApp"
    static let rootNames: Set = ["HostApp", "App", "orkesta"]

    /// Modules whose every import is listed, because they must stay free of input and output.
    static let closed: [String: Set<String>] = [
        "OrkestaModel": pureLibraries,
        "HostCore": pureLibraries.union(["OrkestaModel"]),
        "HostDemo": pureLibraries.union(values),
        "OrkestaSDK": pureLibraries.union(["OrkestaABI", "OrkestaModel", "Glibc", "Musl"]),
        "OrkestaCheck": pureLibraries.union(["OrkestaABI", "OrkestaModel", "OrkestaProbes", "Glibc"]),
    ]

    /// What Swift itself brings and a pure module may use.
    static let pureLibraries: Set = [
        "Swift", "Synchronization", "RegexBuilder", "_StringProcessing", "FoundationEssentials",
        "FoundationInternationalization",
    ]

    /// What agents share: the language of buying as pure values, and the turn in which it is spoken.
    static let agentLibraries: Set = ["AgentDialogue", "DialogueTurn"]

    /// What a plugin may import besides targets of its own, whose names begin with the plugin's.
    static let pluginImports = pureLibraries.union(["OrkestaSDK", "OrkestaModel", "OrkestaABI"]).union(agentLibraries)

    /// Heavy libraries and the only modules that import them. A trailing star covers the library's other modules.
    static let owners: [(library: String, importers: Set<String>)] = [
        ("GRDB", ["HostStorageSQLite"]),
        ("CPostgres", ["HostStoragePostgres"]),
        ("CCurl", ["HostNet"]),
        // C code calls libffi, on the host's side and in the tool worker.
        ("CFFI", []),
        ("NativeCall", ["HostPlugins"]),
        ("OrkestaABI", ["OrkestaSDK", "OrkestaCheck", "HostPlugins"]),
        ("OrkestaProbes", ["OrkestaCheck"]),
        ("CPango", ["HostDocuments"]),
        ("CXLSXWriter", ["HostDocuments"]),
        ("CQREncode", ["HostDocuments"]),
        ("JWTKit", ["HostAccess"]),
        ("Crypto", ["HostAccess"]),
        ("CryptoExtras", ["HostAccess"]),
        ("_CryptoExtras", ["HostAccess"]),
        ("Hummingbird*", ["HostGateway", "HostEmulators", "HostOperations", "HostApp"]),
        ("NIO*", ["HostGateway", "HostEmulators", "HostOperations", "HostApp"]),
        ("Yams", ["HostPlugins", "HostGolden", "HostApp"]),
        ("Mustache", ["HostGateway"]),
    ]

    /// Where raw library handles are opened.
    static let dynamicLoading = ["Host/Plugins", "Host/ToolWorker", "SDK/Check"]
}
