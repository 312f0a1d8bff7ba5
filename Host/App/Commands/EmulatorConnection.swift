// Turns the channels of tenants to an emulator that has just begun to listen: one
// command, and the phones in the browser reach the demo.

import ArgumentParser
import Foundation
import HostCore
import HostEmulators
import OrkestaModel

/// `--tenant T`, of the host that runs on `--data DIR`.
struct EmulatorConnection: ParsableArguments {
    @Option(
        name: .customLong("tenant"),
        help: ArgumentHelp(
            "Switch the channel of this tenant on and turn it to the emulator. May be given often.",
            valueName: "tenant"
        )
    )
    var tenants: [String] = []
    @OptionGroup var data: DataOptions

    /// A tenant whose channel is to be turned.
    struct Shop: Sendable {
        let tenant: String
        let name: String
        /// Where the provider posts its webhooks.
        let webhook: String
        /// From 0, in the order of the arguments.
        let place: Int
    }

    /// The tenants, of whom the running host knows. Throws when it does not, or none runs.
    func shops(of channel: String) async throws -> [Shop] {
        guard !tenants.isEmpty else { return [] }
        let base = try clientURL()
        var shops: [Shop] = []
        for (place, tenant) in tenants.enumerated() {
            let path = "/api/tenants/\(try segment(tenant))"
            let found = try await HostConnection.using(data) { try await $0.get(path) }
            shops.append(
                Shop(
                    tenant: tenant,
                    name: found["display_name"]?.stringValue ?? tenant,
                    webhook: "\(base)/channels/\(channel)/\(tenant)",
                    place: place
                )
            )
        }
        return shops
    }

    /// Switches their channel on with these settings. What goes wrong is said on
    /// stderr: the emulator, which listens already, goes on.
    func turn(_ shops: [Shop], _ channel: String, settings: @Sendable (Shop) -> JSON) async {
        for shop in shops {
            let change: JSON = ["enabled": true, "settings": settings(shop)]
            do {
                let path = "/api/tenants/\(try segment(shop.tenant))/plugins/\(channel)"
                _ = try await HostConnection.using(data) { try await $0.send("PUT", path, change) }
            } catch {
                let text = "orkesta: \(shop.tenant) is not turned to the emulator: \(error)\n"
                FileHandle.standardError.write(Data(text.utf8))
            }
        }
    }

    /// Of the host that runs on the data folder.
    private func clientURL() throws -> String {
        let file = try DataFolder(data.folder).hostFile
        let document = FileManager.default.contents(atPath: file).flatMap { try? JSON(parsing: Array($0)) }
        guard let url = document?["client_url"]?.stringValue else {
            throw Problem(
                .unavailable,
                "no host runs on \(data.folder)",
                field: "--tenant",
                remedy: "Start it first, with orkesta serve"
            )
        }
        return url
    }
}
