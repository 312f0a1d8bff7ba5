// The group `discovery`: what the library says when it is asked what it is.

import OrkestaABI
import OrkestaModel

extension Check {
    static let discovery = [
        Check(
            .discovery,
            "tables",
            "entry, factory and descriptors are whole and match the manifest",
            crash: .entryTable
        ) { subject, report in
            try checkTables(subject, report)
        },
        Check(
            .discovery,
            "extensions",
            "an instance offers what the manifest names, and nothing else",
            crash: .extensions
        ) { subject, report in
            let library = try Library(subject, report)
            let instance = try FakeInstance.create(library, Behaviour())
            try checkUnknownExtensions(instance, report)
            try instance.destroy()
        },
    ]
}

/// Ids that no version has, some of them almost right.
private let unknownIDs = [
    "", "ork", "ork.agent", "ork.agent/", "ork.agent/99", "ORK.AGENT/1", "ork.plugin-factory/2",
    "ork.plugin-factory/1\u{0}", "ork.nothing/1", String(repeating: "ork.agent/1", count: 500),
]

private func checkTables(_ subject: Subject, _ report: CheckReport) throws {
    guard let file = ElfFile(path: subject.path), let manifest = Manifest(of: file) else {
        throw Skip(reason: "it has no manifest: see manifest.document")
    }
    let pointer = try Library.open(subject.path, report)
    guard let entry = sized(pointer, firstSize: firstSize(\ork_entry.get_factory)) else {
        report.find(.tableSizes, "the ork_entry says a size of \(pointer.pointee.size)")
        throw Stop()
    }
    if entry.abi_major != UInt32(ORK_ABI_MAJOR) {
        report.find(.entryTable, "abi_major is \(entry.abi_major), this is version \(ORK_ABI_MAJOR)")
    }
    guard let getFactory = entry.get_factory else {
        report.find(.entryTable, "get_factory is NULL")
        throw Stop()
    }
    try Library.load(entry, report)
    report.step("get_factory of unknown ids", .unknownFactories)
    for id in unknownIDs where withABIString(id, { getFactory($0) }) != nil {
        report.find(.unknownFactories, "get_factory(\"\(id.prefix(40))\") returned a factory")
    }
    guard let factory = sized(findFactory(pointer), firstSize: firstSize(\ork_factory.create)) else {
        report.find(.unknownFactories, "get_factory(\"\(ORK_PLUGIN_FACTORY_1)\") returned NULL, or too small a table")
        throw Stop()
    }
    try checkDescriptors(factory, manifest, report)
}

private func checkDescriptors(_ factory: ork_factory, _ manifest: Manifest, _ report: CheckReport) throws {
    guard let count = factory.count, let describe = factory.descriptor, factory.create != nil else {
        report.find(.descriptors, "count, descriptor or create of the ork_factory is NULL")
        throw Stop()
    }
    report.step("ork_factory.descriptor", .descriptors)
    let number = count(factory.ctx)
    for index in [number, number &+ 1, UInt32.max] where describe(factory.ctx, index) != nil {
        report.find(.descriptors, "descriptor(\(index)) is not NULL, count is \(number)")
    }
    let descriptors = (0..<min(number, 64)).compactMap { index in
        sized(describe(factory.ctx, index), firstSize: firstSize(\ork_descriptor.manifest_json))
    }
    if descriptors.count < min(number, 64) {
        report.find(.tableSizes, "an ork_descriptor is NULL or smaller than it was in version 1.0")
    }
    guard let descriptor = descriptors.first(where: { String(copying: $0.id) == manifest.id }) else {
        report.find(.descriptors, "no descriptor has the manifest's id, \(manifest.id)")
        return
    }
    let kind = manifest.kind == "channel" ? ORK_KIND_CHANNEL : ORK_KIND_AGENT
    if descriptor.kind != kind { report.find(.descriptors, "the descriptor's kind is not the manifest's") }
    if let version = manifest.document["version"]?.stringValue, String(copying: descriptor.version) != version {
        report.find(.descriptors, "the descriptor's version is not the manifest's")
    }
    if (try? JSON(parsing: String(copying: descriptor.manifest_json))) != manifest.document {
        report.find(.descriptors, "the descriptor's manifest_json is not the document in the section ork_manifest")
    }
}

private func checkUnknownExtensions(_ instance: FakeInstance, _ report: CheckReport) throws {
    let wrong = try instance.onLane("get_extension of unknown ids", .extensions) { instance in
        let table = instance.tables.instance
        return unknownIDs.first { id in withABIString(id) { table.get_extension?(table.impl, $0) ?? nil } != nil }
    }
    if let wrong { report.find(.extensions, "get_extension(\"\(wrong.prefix(40))\") returned a table") }
    let named = instance.library.manifest.interfaces
    for interface in PluginTables.interfaces where instance.tables.offers(interface) && !named.contains(interface) {
        report.find(.extensions, "get_extension offers \(interface), which the manifest does not name")
    }
}
