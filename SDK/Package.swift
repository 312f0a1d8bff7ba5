// swift-tools-version: 6.2
// What a plugin author needs, and nothing of the host: the C ABI, the shared
// vocabulary, the async Swift face of the ABI, and the checker. No dependencies.
import PackageDescription

let houseSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "SDK",
    products: [
        .library(name: "OrkestaABI", targets: ["OrkestaABI"]),
        .library(name: "OrkestaModel", targets: ["OrkestaModel"]),
        .library(name: "OrkestaSDK", targets: ["OrkestaSDK"]),
        .executable(name: "orkesta-check", targets: ["OrkestaCheck"]),
    ],
    targets: [
        .target(name: "OrkestaABI", path: "ABI", exclude: ["exports.map", "FIRST-CHANNEL.md", "REFERENCE.md"]),
        .target(name: "OrkestaModel", path: "Model", swiftSettings: houseSettings),
        .target(
            name: "OrkestaSDK",
            dependencies: ["OrkestaABI", "OrkestaModel"],
            path: "Swift",
            swiftSettings: houseSettings
        ),
        .target(name: "OrkestaProbes", path: "Check/Probes"),
        .executableTarget(
            name: "OrkestaCheck",
            dependencies: ["OrkestaABI", "OrkestaModel", "OrkestaProbes"],
            path: "Check",
            exclude: ["Probes"],
            swiftSettings: houseSettings
        ),
    ],
    cLanguageStandard: .c11
)
