// swift-tools-version: 6.2
import PackageDescription

/// The folder of the Orkesta SDK; the environment's ORKESTA_SDK comes first.
let sdk = Context.environment["ORKESTA_SDK"] ?? "../.."

let package = Package(
    name: "newplugin",
    products: [.library(name: "newplugin", type: .dynamic, targets: ["NewPlugin"])],
    dependencies: [.package(name: "SDK", path: sdk)],
    targets: [
        .target(
            name: "NewPluginManifest",
            dependencies: [.product(name: "OrkestaABI", package: "SDK")],
            exclude: ["manifest.json"]
        ),
        .target(
            name: "NewPlugin",
            dependencies: [
                "NewPluginManifest",
                .product(name: "OrkestaABI", package: "SDK"),
                .product(name: "OrkestaModel", package: "SDK"),
                .product(name: "OrkestaSDK", package: "SDK"),
            ],
            linkerSettings: [
                // A Swift runtime of its own, and one exported symbol: nothing of
                // the plugin meets the host's, or another plugin's.
                .unsafeFlags([
                    "-static-stdlib",
                    "-Xlinker", "--version-script=\(Context.packageDirectory)/exports.map",
                ])
            ]
        ),
    ],
    cLanguageStandard: .c11
)
