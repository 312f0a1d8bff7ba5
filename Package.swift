// swift-tools-version: 6.2
// The house: one target a folder, in the order in which they may import each
// other (ARCHITECTURE.md). Tests/TidyTests holds the same table.
import PackageDescription

let houseSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// The engines inside plugins are numeric code: they are optimized in every
/// build, so that a debug host answers as a release host does.
let engineSettings: [SwiftSetting] = houseSettings + [.unsafeFlags(["-O"])]

/// A plugin carries its own Swift runtime and exports one symbol (ABI.md).
let pluginLinkerSettings: [LinkerSetting] = [
    .unsafeFlags([
        "-static-stdlib",
        "-Xlinker", "--version-script=\(Context.packageDirectory)/SDK/ABI/exports.map",
    ])
]

let model: Target.Dependency = .product(name: "OrkestaModel", package: "SDK")
let abi: Target.Dependency = .product(name: "OrkestaABI", package: "SDK")
let sdk: Target.Dependency = .product(name: "OrkestaSDK", package: "SDK")
/// The SDK's checker, built beside whatever depends on it.
let checker: Target.Dependency = .product(name: "orkesta-check", package: "SDK")
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")

/// What every stage stands on, and what those need that run for long.
let ground: [Target.Dependency] = ["HostAccess", "HostStorage", "HostCore", model]
let running: [Target.Dependency] = [log, lifecycle]
let harnesses: [Target.Dependency] = ["StorageHarness", "TestHarness"]

/// A library of the system, found by pkg-config, and the Debian package it comes with.
func system(_ name: String, _ pkgConfig: String, apt package: String, path: String? = nil) -> Target {
    .systemLibrary(
        name: name,
        path: path ?? "Host/System/\(name)",
        pkgConfig: pkgConfig,
        providers: [.apt([package])]
    )
}

/// A target of the host: module `Host` + folder.
func host(_ folder: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(
        name: "Host\(folder)",
        dependencies: dependencies,
        path: "Host/\(folder)",
        resources: resources,
        swiftSettings: houseSettings
    )
}

/// A target with a name and a folder of its own.
func library(
    _ name: String,
    _ path: String,
    _ dependencies: [Target.Dependency] = [],
    settings: [SwiftSetting] = houseSettings
) -> Target {
    .target(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
}

/// A test target, and what it tests; `folder` is that of Tests it lies in, unless it is called the same.
func test(_ name: String, in folder: String? = nil, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(folder ?? name)", swiftSettings: houseSettings)
}

/// A plugin: its manifest as a C target, and the library itself with files embedded.
func plugin(_ name: String, _ folder: String, _ uses: [Target.Dependency] = [], files: [String] = []) -> [Target] {
    [
        .target(
            name: "\(name)Manifest",
            dependencies: [abi],
            path: "Plugins/\(folder)/Manifest",
            exclude: ["manifest.json"]
        ),
        .target(
            name: "\(name)Plugin",
            dependencies: [sdk, model, abi, .target(name: "\(name)Manifest")] + uses,
            path: "Plugins/\(folder)/Plugin",
            resources: files.map { .embedInCode($0) },
            swiftSettings: houseSettings,
            linkerSettings: pluginLinkerSettings
        ),
    ]
}

/// An agent over its engines; it asks language models under `prompts`, in each language.
func agent(_ name: String, _ engines: Target.Dependency..., prompts: [String]) -> [Target] {
    let files = prompts.flatMap { prompt in ["es", "en", "pt"].map { "Prompts/\(prompt).\($0).md" } }
    return plugin(name, "Agents/\(name)", engines + ["AgentDialogue", "DialogueTurn"], files: files)
}

let package = Package(
    name: "orkesta",
    products: [
        .executable(name: "orkesta", targets: ["orkesta"]),
        .executable(name: "orkesta-tool-worker", targets: ["orkesta-tool-worker"]),
        .library(name: "orchestrator", type: .dynamic, targets: ["OrchestratorPlugin"]),
        .library(name: "catalog", type: .dynamic, targets: ["CatalogPlugin"]),
        .library(name: "sales", type: .dynamic, targets: ["SalesPlugin"]),
        .library(name: "quotation", type: .dynamic, targets: ["QuotationPlugin"]),
        .library(name: "dunning", type: .dynamic, targets: ["DunningPlugin"]),
        .library(name: "web", type: .dynamic, targets: ["WebPlugin"]),
        .library(name: "whatsapp", type: .dynamic, targets: ["WhatsAppPlugin"]),
        .library(name: "sms", type: .dynamic, targets: ["SMSPlugin"]),
        .library(name: "email", type: .dynamic, targets: ["EmailPlugin"]),
        .library(name: "telegram", type: .dynamic, targets: ["TelegramPlugin"]),
    ],
    dependencies: [
        .package(path: "SDK"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    ],
    targets: [
        system("CCurl", "libcurl", apt: "libcurl4-openssl-dev"),
        system("CFFI", "libffi", apt: "libffi-dev"),
        system("CPostgres", "libpq", apt: "libpq-dev"),
        .target(name: "CJSONSchema", path: "Host/System/CJSONSchema"),
        system("CPango", "pangocairo", apt: "libpango1.0-dev"),
        system("CXLSXWriter", "xlsxwriter", apt: "libxlsxwriter-dev"),
        system("CQREncode", "libqrencode", apt: "libqrencode-dev"),
        .target(
            name: "NativeCall",
            dependencies: ["CFFI"],
            path: "Host/NativeCall",
            cSettings: [.define("_GNU_SOURCE"), .treatAllWarnings(as: .error)]
        ),
        // Loads the libraries that the host must not: a program of its own, in C.
        .executableTarget(
            name: "orkesta-tool-worker",
            dependencies: ["NativeCall"],
            path: "Host/ToolWorker",
            cSettings: [.define("_GNU_SOURCE"), .treatAllWarnings(as: .error)]
        ),

        host("Core", [model]),
        host("Storage", ["HostCore", model]),
        host(
            "StorageSQLite",
            [
                "HostStorage", "HostCore", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),
        host("StoragePostgres", ["CPostgres", "HostStorage", "HostCore", model]),
        host("Net", ["CCurl", "HostCore"]),
        host("Documents", ["CPango", "CXLSXWriter", "CQREncode", "HostCore", model]),
        host("Access", ["HostStorage", "HostCore", model, crypto]),

        host("Time", ground + running),
        host("Inbox", ["HostTime"] + ground),
        host("Conversations", ["HostInbox", "HostTime"] + ground),
        host("Commerce", ["HostConversations", "HostDocuments"] + ground),
        host(
            "Payments",
            ["HostCommerce", "HostConversations", "HostInbox", "HostTime", "HostNet"] + ground + running
        ),
        host("LLM", ["HostInbox", "HostTime", "HostNet"] + ground + running),
        host("Outbox", ["HostCommerce", "HostConversations", "HostInbox", "HostTime"] + ground + running),
        host(
            "Turns",
            [
                "HostOutbox", "HostLLM", "HostPayments", "HostCommerce", "HostConversations", "HostInbox", "HostTime",
            ] + ground + running
        ),
        host(
            "Dunning",
            ["HostTurns", "HostOutbox", "HostPayments", "HostConversations", "HostInbox", "HostTime"] + ground + running
        ),
        host(
            "Plugins",
            [
                "HostDunning", "HostTurns", "HostOutbox", "HostLLM", "HostPayments", "HostCommerce",
                "HostConversations", "HostInbox", "HostTime", "HostNet", "HostDocuments", "HostStorage", "HostAccess",
                "HostCore", "CJSONSchema", "NativeCall", abi, model, log, "Yams",
            ]
        ),
        host(
            "Emulators",
            [
                "HostLLM", "HostPayments", "HostTime", "HostNet", "HostAccess", "HostCore", model, hummingbird, log,
                lifecycle, httpTypes, nioCore, nioPosix,
            ],
            resources: [
                "phone.html", "phone.css", "phone-strings.js", "phone-bubble.js", "phone-view.js", "phone.js",
            ].map { .embedInCode("Phone/Pages/\($0)") }
        ),
        host("Demo"),
        // Stories that the product must always live through, and who plays them.
        host(
            "Golden",
            [
                "HostEmulators", "HostPlugins", "HostTime", "HostNet", "HostDemo", "HostCore", model, log, lifecycle,
                "Yams",
            ],
            resources: [
                "quote-to-payment", "partial-payment", "return-to-credit", "model-dies", "disordered-webhooks",
                "hand-off", "reminder-by-sms", "broken-promise",
            ].map { .embedInCode("Flows/\($0).yaml") }
        ),
        host(
            "Operations",
            ["HostPlugins", "HostTurns", "HostStorage", "HostAccess", "HostTime", "HostCore", model, log, lifecycle]
        ),
        host(
            "Gateway",
            [
                "HostOperations", "HostPlugins", "HostDunning", "HostTurns", "HostOutbox", "HostLLM", "HostPayments",
                "HostCommerce", "HostConversations", "HostInbox", "HostTime", "HostDocuments", "HostAccess",
                "HostStorage", "HostCore", model, hummingbird, log, lifecycle,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"), httpTypes, nioCore,
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
            ],
            resources: [
                "chat.mustache", "chat.css", "chat-strings.js", "chat-replies.js", "chat-log.js", "chat-files.js",
                "chat-outbox.js", "chat-stream.js", "chat.js", "quote.mustache", "quote.css", "pay.mustache",
                "pay.css", "missing.html", "dashboard.html", "dashboard.css", "dashboard-strings.js",
                "dashboard-texts.js", "dashboard-drafts.js", "dashboard-host.js", "dashboard-thread.js", "dashboard.js",
            ].map { .embedInCode("Pages/\($0)") }
        ),
        // The files of new plugin projects, embedded.
        .target(
            name: "PluginTemplates",
            path: "SDK/Templates",
            exclude: ["agent-c", "agent-swift", "channel-c", "channel-swift", "shared-c"],
            sources: ["templates.c"]
        ),
        .executableTarget(
            name: "orkesta",
            dependencies: [
                "PluginTemplates", "HostGateway", "HostGolden", "HostOperations", "HostEmulators", "HostPlugins",
                "HostDunning",
                "HostTurns", "HostOutbox", "HostLLM", "HostPayments", "HostCommerce", "HostConversations", "HostInbox",
                "HostTime", "HostDocuments", "HostAccess", "HostNet", "HostStorageSQLite", "HostStoragePostgres",
                "HostStorage", "HostDemo", "HostCore", model, hummingbird, log, lifecycle, "Yams", argumentParser,
                httpTypes, nioCore, .product(name: "UnixSignals", package: "swift-service-lifecycle"), checker,
            ],
            path: "Host/App",
            swiftSettings: houseSettings
        ),

        library("OrchestratorUnderstanding", "Plugins/Agents/Orchestrator/Understanding", settings: engineSettings),
        library(
            "OrchestratorRouting",
            "Plugins/Agents/Orchestrator/Routing",
            ["OrchestratorUnderstanding", "AgentDialogue"]
        ),
        library("AgentDialogue", "Plugins/Agents/Dialogue", [model]),
        library("DialogueTurn", "Plugins/Agents/DialogueTurn", ["AgentDialogue", sdk, model]),
        library("SalesEngine", "Plugins/Agents/Sales/Engine", ["AgentDialogue", model]),
        library("QuotationEngine", "Plugins/Agents/Quotation/Engine", ["AgentDialogue", model]),
        library("DunningEngine", "Plugins/Agents/Dunning/Engine", ["AgentDialogue", model]),
        library("CatalogEngine", "Plugins/Agents/Catalog/Engine", settings: engineSettings),

        // What WhatsApp writes and reads, as values.
        library("WhatsAppWire", "Plugins/Channels/WhatsApp/Wire", [sdk, model, abi]),
        // What Twilio writes and reads, as values.
        library("SMSWire", "Plugins/Channels/SMS/Wire", [sdk, model, abi]),
        // What mail servers and mail programs write and read, as values.
        system("EmailGMime", "gmime-3.0", apt: "libgmime-3.0-dev", path: "Plugins/Channels/Email/GMime"),
        library("EmailWire", "Plugins/Channels/Email/Wire", ["EmailGMime", sdk, model, abi]),
        // A channel in C, against the headers alone.
        .target(
            name: "TelegramPlugin",
            dependencies: [abi],
            path: "Plugins/Channels/Telegram",
            exclude: ["manifest.json", "README.md"],
            cSettings: [.treatAllWarnings(as: .error)],
            linkerSettings: pluginLinkerSettings
        ),

        // Makes SDK/ABI/REFERENCE.md from the headers.
        .executableTarget(name: "orkesta-reference", path: "SDK/Reference", swiftSettings: houseSettings),
        // Judged catalogs, for the tests and the benchmark of the search.
        library("SearchQuality", "Tests/SearchQuality", ["CatalogEngine", "HostDemo"], settings: engineSettings),

        // What test targets, the soak and the benchmark share.
        .systemLibrary(name: "CLinux", path: "Tests/Harness/CLinux"),
        .target(
            name: "TestHarness",
            dependencies: ["CLinux", "HostNet", "HostCore", model],
            path: "Tests/Harness",
            exclude: ["CLinux"],
            swiftSettings: houseSettings
        ),
        library(
            "StorageHarness",
            "Tests/StorageHarness",
            ["TestHarness", "HostStoragePostgres", "HostStorageSQLite", "HostStorage", model]
        ),
        test("NetTests", ["TestHarness", "HostNet", "HostCore", model]),

        library("CrashDrill", "Tests/CrashDrill", ["TestHarness", "HostNet", "HostCore", model]),
        .executableTarget(
            name: "orkesta-soak",
            dependencies: [
                "CrashDrill", "TestHarness", argumentParser,
            ],
            path: "Tests/Soak",
            swiftSettings: houseSettings
        ),
        .executableTarget(
            name: "orkesta-bench",
            dependencies: [
                "CrashDrill", "CLinux", "TestHarness", "HostPlugins", "HostDunning", "HostLLM", "HostPayments",
                "HostNet", "HostTurns", "HostOutbox", "HostConversations", "HostInbox", "HostTime", "HostStorageSQLite",
                "HostStorage", "HostAccess", "HostCore", "NativeCall", "CatalogEngine", "HostDemo", "SearchQuality",
                model, log, argumentParser,
            ],
            path: "Tests/Benchmarks",
            exclude: ["ABI/Plugins", "Search/rivals.py"],
            swiftSettings: houseSettings
        ),
        // These start the built programs with the plugins: build everything first.
        test("FlowTests", ["CrashDrill", "TestHarness", "HostNet", model]),
        // Other people's clients against our servers.
        .testTarget(
            name: "InteropTests",
            dependencies: ["TestHarness", "HostNet", model],
            path: "Tests/Interop",
            exclude: [
                "browser_pages.py", "host_clients.py", "mercadopago_client.py", "messaging_clients.py",
                "openai_client.py", "stripe_client.py",
            ],
            swiftSettings: houseSettings
        ),
        .testTarget(
            name: "MisbehavingTests",
            dependencies: ["TestHarness", "HostNet", model],
            path: "Tests/Misbehaving",
            exclude: ["Plugins"],
            swiftSettings: houseSettings
        ),

        // Runs the SDK's checker on the built plugins and on specimens of broken ones.
        .testTarget(
            name: "CheckTests",
            dependencies: ["TestHarness", model, checker],
            path: "Tests/CheckTests",
            exclude: ["Plugins"],
            swiftSettings: houseSettings
        ),

        .testTarget(
            name: "ProjectTests",
            dependencies: ["CLinux", "TestHarness"],
            path: "Tests/ProjectTests",
            exclude: ["json_cases.c"],
            swiftSettings: houseSettings
        ),

        // The C sources of a channel, with a host that fails.
        .testTarget(
            name: "TelegramSourceTests",
            dependencies: ["TestHarness"],
            path: "Tests/PluginTests/Telegram",
            exclude: ["source_cases.c"],
            swiftSettings: houseSettings
        ),

        test(
            "StorageTests",
            ["HostStoragePostgres", "HostStorageSQLite", "HostStorage", "HostCore", model] + harnesses
        ),
        test("AccessTests", ["HostAccess", "StorageHarness", "HostStorage", "HostCore", model]),
        test("ModelTests", [model]),
        test("ConversationTests", ["HostConversations", "HostInbox", "StorageHarness"] + ground),
        // What a sale must cost, by other means than the host's.
        library("SaleOracle", "Tests/SaleOracle", ["HostCore", model]),
        test("CoreTests", ["SaleOracle", "HostCore", model]),
        // What a customer reads on pages and papers: thousands of them, so it is optimized in every build.
        system("CZlib", "zlib", apt: "zlib1g-dev", path: "Tests/PaperReading/CZlib"),
        .target(
            name: "PaperReading",
            dependencies: ["CZlib"],
            path: "Tests/PaperReading",
            exclude: ["CZlib"],
            swiftSettings: engineSettings
        ),
        test(
            "TotalsTests",
            [
                "SaleOracle", "PaperReading", "AgentDialogue", "HostGateway", "HostPayments", "HostCommerce",
                "HostConversations", "HostTime", "HostDocuments", "HostAccess", "StorageHarness", "TestHarness",
                "HostStorage", "HostCore", model, log,
            ]
        ),
        test("CommerceTests", ["HostCommerce", "HostConversations", "StorageHarness"] + ground),
        test(
            "PaymentTests",
            [
                "HostEmulators", "HostPayments", "HostConversations", "HostInbox", "HostTime", "HostNet",
                "HostAccess", "StorageHarness", "HostStorage", "HostCore", model, log, lifecycle, hummingbird,
                httpTypes, nioCore,
            ]
        ),
        .testTarget(
            name: "ABITests",
            dependencies: [abi, model, "orkesta-reference"],
            path: "Tests/ABITests",
            exclude: ["layout-1.txt", "Older"],
            swiftSettings: houseSettings
        ),
        test(
            "GatewayTests",
            [
                "HostGateway", "HostOperations", "HostTurns", "HostOutbox", "HostPayments", "HostCommerce",
                "HostConversations", "HostDunning", "HostInbox", "HostTime", "HostDocuments", "SaleOracle",
                "PaperReading", "HostNet", hummingbird, httpTypes, nioCore, nioPosix,
                .product(name: "HummingbirdCore", package: "hummingbird"),
            ] + harnesses + ground + running
        ),
        test("LLMTests", ["HostLLM", "HostEmulators", "HostNet"] + harnesses + ground + running),
        test(
            "EmulatorTests",
            [
                "HostEmulators", "HostNet", "HostAccess", "HostCore", "TestHarness", model, log, lifecycle, hummingbird,
                httpTypes, nioCore, nioPosix,
            ]
        ),
        test("DunningTests", ["HostDunning", "HostPayments", "StorageHarness"] + ground),
        test("WhatsAppWireTests", in: "PluginTests/WhatsApp", ["WhatsAppWire", sdk, abi, model]),
        test("EmailWireTests", in: "PluginTests/Email", ["EmailWire", sdk, abi, model]),
        test("SMSWireTests", in: "PluginTests/SMS", ["SMSWire", "HostAccess", sdk, abi, model]),
        test("FirewallTests", ["HostTurns", "HostCore", "DunningEngine", "AgentDialogue", model]),
        test("TidyTests", []),
        test("DemoTests", ["HostDemo"]),
        test("DocumentTests", ["TestHarness", "HostDocuments", "HostCore", model]),
        test("UnderstandingTests", in: "PluginTests/Understanding", ["OrchestratorUnderstanding"]),
        test("RoutingTests", ["OrchestratorRouting", "OrchestratorUnderstanding", "AgentDialogue"]),
        test("DialogueTests", in: "PluginTests/Dialogue", ["AgentDialogue", "HostDemo", model]),
        test("SalesEngineTests", in: "PluginTests/Sales", ["SalesEngine", "AgentDialogue", model]),
        test("QuotationEngineTests", in: "PluginTests/Quotation", ["QuotationEngine", "AgentDialogue", model]),
        test("DunningEngineTests", in: "PluginTests/Dunning", ["DunningEngine", "AgentDialogue", model]),
        test("CatalogEngineTests", in: "PluginTests/CatalogEngine", ["CatalogEngine", "SearchQuality"]),
        test(
            "PipelineTests",
            [
                "HostDunning", "HostTurns", "HostLLM", "HostPayments", "HostOutbox", "HostConversations", "HostInbox",
                "HostTime", "StorageHarness", "TestHarness", log,
            ] + ground
        ),
        test(
            "ToolTests",
            in: "PluginTests/Tools",
            [
                "HostPlugins", "HostTurns", "HostInbox", "HostAccess", "HostStorageSQLite", "HostStorage", "HostCore",
                "NativeCall", "TestHarness", sdk, abi, model, log,
            ]
        ),
        test(
            "PluginRuntimeTests",
            in: "PluginTests/Runtime",
            [
                "HostPlugins", "HostTurns", "HostOutbox", "HostPayments", "HostCommerce", "HostConversations",
                "HostInbox", "HostTime", "HostNet", "HostStorageSQLite", "HostStorage", "HostAccess", "HostCore",
                "TestHarness", abi, model, log,
            ]
        ),
    ]
        + agent("Orchestrator", "OrchestratorUnderstanding", "OrchestratorRouting", prompts: ["intent"])
        + agent("Catalog", "CatalogEngine", prompts: ["query", "rerank"])
        + agent("Sales", "SalesEngine", prompts: ["sale"])
        + agent("Quotation", "QuotationEngine", prompts: ["lines"])
        + agent("Dunning", "DunningEngine", prompts: ["reminder"])
        + plugin("Web", "Channels/Web")
        + plugin("WhatsApp", "Channels/WhatsApp", ["WhatsAppWire"])
        + plugin("SMS", "Channels/SMS", ["SMSWire"])
        + plugin("Email", "Channels/Email", ["EmailWire"]),
    cLanguageStandard: .c11,
    cxxLanguageStandard: .cxx17
)
