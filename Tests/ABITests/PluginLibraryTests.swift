// The libraries of the plugins, as the host finds them: one door, a manifest
// that needs no running code, and the same manifest behind the door.

import Foundation
import OrkestaABI
import OrkestaModel
import Testing

struct PluginLibraryTests {
    static let plugins = [
        "catalog", "dunning", "email", "orchestrator", "quotation", "sales", "sms", "telegram", "web", "whatsapp",
    ]

    /// Beside the test binary, where `swift build` puts products.
    private static func path(of plugin: String) throws -> String {
        let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let arguments = CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
        let folders = ([executable] + arguments).map { URL(filePath: $0).deletingLastPathComponent() }
        let candidates = folders.map { $0.appending(path: "lib\(plugin).so").path }
        return try #require(
            candidates.first(where: FileManager.default.fileExists),
            "lib\(plugin).so is not built: run `swift build` first (looked in \(folders.map(\.path)))"
        )
    }

    @Test("exports one symbol", arguments: plugins)
    func exportsOneSymbol(plugin: String) throws {
        #expect(try ElfLibrary(path: try Self.path(of: plugin)).exports == [ORK_ENTRY_SYMBOL])
    }

    @Test("carries its manifest", arguments: plugins)
    func carriesManifest(plugin: String) throws {
        let manifest = try Self.manifest(of: plugin)
        #expect(manifest["id"]?.stringValue == plugin)
        #expect(manifest["version"]?.stringValue == "1.0.0")
        #expect(manifest["isolation"] == "in-process")
        #expect(manifest["config"]?["additionalProperties"] == false)
        for (name, setting) in manifest["config"]?["properties"]?.objectValue ?? [:] {
            #expect(setting["title"]?.stringValue != nil, "\(name) has no title")
            #expect(setting["description"]?.stringValue != nil, "\(name) has no description")
            // A secret has none that anybody could guess.
            #expect(setting["default"] != nil || setting["secret"] == true, "\(name) has no default")
        }
    }

    @Test("tells the same manifest when it is loaded", arguments: plugins)
    func describesItself(plugin: String) throws {
        let library = try #require(dlopen(try Self.path(of: plugin), RTLD_NOW | RTLD_LOCAL), "\(Self.loadError)")
        let symbol = try #require(dlsym(library, ORK_ENTRY_SYMBOL))
        let entry = try #require(unsafeBitCast(symbol, to: ork_entry_function.self)()).pointee
        #expect(entry.abi_major == UInt32(ORK_ABI_MAJOR))
        #expect(entry.get_factory(ork_str(ptr: nil, len: 0)) == nil)
        let factory = try #require(
            ORK_PLUGIN_FACTORY_1.withCString { entry.get_factory(ork_str(ptr: $0, len: strlen($0))) }
        ).assumingMemoryBound(to: ork_factory.self).pointee
        #expect(factory.count(factory.ctx) == 1)
        #expect(factory.descriptor(factory.ctx, 1) == nil)
        let descriptor = try #require(factory.descriptor(factory.ctx, 0)).pointee
        #expect(Self.text(descriptor.id) == plugin)
        #expect(try JSON(parsing: Self.text(descriptor.manifest_json)) == Self.manifest(of: plugin))
    }

    private static func manifest(of plugin: String) throws -> JSON {
        let section = try #require(try ElfLibrary(path: try path(of: plugin)).section("ork_manifest"))
        #expect(section.last == 0)
        return try JSON(parsing: String(decoding: section.dropLast(), as: UTF8.self))
    }

    private static func text(_ borrowed: ork_str) -> String {
        String(decoding: UnsafeRawBufferPointer(start: borrowed.ptr, count: borrowed.len), as: UTF8.self)
    }

    private static var loadError: String { dlerror().map { String(cString: $0) } ?? "no reason given" }
}
