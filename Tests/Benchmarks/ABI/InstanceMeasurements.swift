// What it takes to load a plugin, to make its instances, and to keep them.

import CLinux
import Glibc
import HostCore
import HostPlugins
import HostStorage
import OrkestaModel
import TestHarness

/// Loads one plugin in a runtime of its own and makes an instance for every
/// tenant.
struct InstanceMeasurements {
    let house: BenchmarkHouse
    let pluginName: String

    /// The figures, and the runtime with the instances, which live as long as it.
    func measure() async throws -> (figures: [Measurement], runtime: PluginRuntime) {
        let runtime = house.runtime()
        let clock = ContinuousClock()
        let first = try house.tenant
        let load = try await clock.measure { try await use(runtime, first) }
        let single = try await clock.measure {
            for tenant in house.tenants.dropFirst().prefix(20) { try await use(runtime, tenant) }
        }
        let rest = house.tenants.dropFirst(21)
        let before = residentBytes()
        let all = try await clock.measure {
            try await withThrowingTaskGroup { group in
                for tenant in rest { group.addTask { try await use(runtime, tenant) } }
                try await group.waitForAll()
            }
        }
        let bytes = Double(residentBytes() - before) / Double(rest.count)
        let count = house.tenants.count
        // As if all were made at once, so that the aim means what it says.
        let seconds = all.seconds * Double(count) / Double(rest.count)
        let figures = [
            Measurement(name: "\(pluginName): load, with the first instance", value: load.seconds * 1e3, unit: "ms"),
            Measurement(name: "\(pluginName): one instance more", value: single.seconds * 1e6 / 20, unit: "µs"),
            Measurement(name: "\(pluginName): \(count) tenants activated", value: seconds, unit: "s", aim: 2),
            Measurement(name: "\(pluginName): memory of an idle instance", value: bytes / 1024, unit: "KiB"),
        ]
        return (figures, runtime)
    }

    private func use(_ runtime: PluginRuntime, _ tenant: TenantHandle) async throws {
        let id = try plugin(pluginName)
        if pluginName == "web" {
            _ = try await runtime.channel(id, for: tenant)
        } else {
            _ = try await runtime.agent(id, for: tenant)
        }
    }
}

/// Resident memory of this process.
private func residentBytes() -> Int {
    malloc_trim(0)
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let fields = text.split(separator: " ")
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE)) : 0
}

extension Duration {
    fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
