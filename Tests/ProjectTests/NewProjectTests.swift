// `orkesta plugin new`: what it makes, and what it refuses.

import FoundationEssentials
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct NewProjectTests {
    @Test(arguments: ["agent", "channel"])
    func aProjectInCBuildsWithNothingButItself(kind: String) async throws {
        let folder = try ProjectFolder()
        try await folder.made(kind, "store-hours", language: "c")
        for compiler in ["gcc", "clang"] {
            let flags = "CFLAGS=-O1 -pedantic -Werror"
            let build = try await folder.run(["make", "clean", "all", "CC=\(compiler)", flags], in: "store-hours")
            #expect(build.exitCode == 0, "\(compiler): \(build.standardError)")
        }
        let library = folder.path("store-hours/build/libstore-hours.so")
        let symbols = try await folder.run(["nm", "-D", "--defined-only", library], in: "store-hours")
        let names = symbols.standardOutput.split(separator: "\n").compactMap { $0.split(separator: " ").last }
        #expect(names == ["orkesta_plugin_entry_v1"], "\(symbols.standardOutput)")
        let again = try await folder.run(["make"], in: "store-hours")
        #expect(again.standardOutput.contains("Nothing to be done"), "\(again.standardOutput)")
        let check = try await folder.run(
            ["make", "check", "CHECK=\(BuildFolder.path)/orkesta-check"],
            in: "store-hours",
            timeoutMilliseconds: 600_000
        )
        #expect(check.exitCode == 0, "\(check.standardOutput)\(check.standardError)")
    }

    @Test(arguments: ["agent", "channel"], ["c", "swift"])
    func aProjectIsTheTemplateUnderItsOwnName(kind: String, language: String) async throws {
        let folder = try ProjectFolder()
        let sdk = ProjectFolder.repository + "/SDK"
        try await folder.made(kind, "store-hours", language: language, arguments: ["--sdk", sdk])
        let type = kind == "agent" ? "StoreHoursAgent" : "StoreHoursChannel"
        let made = try folder.files(of: "store-hours")
        var expected: [String: String] = [:]
        var template = try ProjectFolder.files(in: "\(sdk)/Templates/\(kind)-\(language)")
        if language == "c" {
            template.merge(try ProjectFolder.files(in: "\(sdk)/Templates/shared-c")) { own, _ in own }
        }
        template["exports.map"] = try ProjectFolder.text(of: "\(sdk)/ABI/exports.map")
        for (path, text) in template {
            func renamed(_ text: String) -> String {
                text.replacing("newplugin", with: "store-hours").replacing("NewPlugin", with: type)
                    .replacing("New plugin", with: "Store hours").replacing("\"../..\"", with: "\"\(sdk)\"")
            }
            expected[renamed(path)] = renamed(text)
        }
        if language == "c" {
            for (path, text) in try ProjectFolder.files(in: "\(sdk)/ABI/include") where path.hasSuffix(".h") {
                expected["include/\(path)"] = text
            }
        }
        // Also that SDK/Templates/templates.c lists every file.
        #expect(Set(made.keys) == Set(expected.keys))
        for (path, text) in expected { #expect(made[path] == text, "\(path)") }
    }

    /// A symbolic link is a text file where git makes none, and a text file is what
    /// would be embedded.
    @Test func templatesHoldNoLinks() throws {
        let templates = ProjectFolder.repository + "/SDK/Templates"
        for path in try FileManager.default.subpathsOfDirectory(atPath: templates) {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(templates)/\(path)")
            #expect(attributes[.type] as? FileAttributeType != .typeSymbolicLink, "\(path)")
        }
    }

    @Test func aProjectInCCarriesTheHeadersOfThisProgramUnlessOthersAreNamed() async throws {
        let folder = try ProjectFolder()
        try await folder.made("agent", "plain", language: "c")
        let headers = try ProjectFolder.files(in: ProjectFolder.repository + "/SDK/ABI/include")
        for (path, text) in headers where path.hasSuffix(".h") {
            #expect(try ProjectFolder.text(of: folder.path("plain/include/\(path)")) == text, "\(path)")
        }
    }

    @Test func theSDKMayBeARepository() async throws {
        let folder = try ProjectFolder()
        // A repository with the SDK in a folder of it, as this one is.
        try FileManager.default.createDirectory(atPath: folder.path("origin"), withIntermediateDirectories: true)
        let commands = [
            ["git", "init", "-q"], ["cp", "-r", ProjectFolder.repository + "/SDK", "."], ["git", "add", "."],
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.mx", "commit", "-q", "-m", "SDK"],
        ]
        for words in commands {
            let run = try await folder.run(words, in: "origin")
            try #require(run.exitCode == 0, "\(words): \(run.standardError)")
        }
        let url = "file://\(folder.path("origin"))"
        try await folder.made("agent", "fetched", language: "swift", arguments: ["--sdk", url])
        let package = try ProjectFolder.text(of: folder.path("fetched/Package.swift"))
        #expect(package.contains("\"vendor/orkesta/SDK\""), "\(package)")
        #expect(FileManager.default.fileExists(atPath: folder.path("fetched/vendor/orkesta/SDK/Package.swift")))
        try await folder.made("agent", "small", language: "c", arguments: ["--sdk", url])
        #expect(!FileManager.default.fileExists(atPath: folder.path("small/vendor/orkesta")))
        #expect(FileManager.default.fileExists(atPath: folder.path("small/include/orkesta/ext/agent.h")))
    }

    @Test(arguments: [
        "Store", "7eleven", "store_hours", "-x", "x-", "", "catalog", "whatsapp", "api", "../x",
        String(repeating: "x", count: 64),
    ])
    func namesThatNoPluginMayHaveAreRefused(name: String) async throws {
        let folder = try ProjectFolder()
        let run = try await CommandLineRun.orkesta(
            ["plugin", "new", "agent", "--lang", "c", "--dir", folder.path("p"), "--", name]
        )
        #expect(run.exitCode == 2, "\(run.standardError)")
        #expect(run.standardError.contains("NAME") && run.standardError.contains("remedy:"), "\(run.standardError)")
        #expect(!FileManager.default.fileExists(atPath: folder.path("p")))
    }

    @Test func nothingIsOverwritten() async throws {
        let folder = try ProjectFolder()
        try await folder.made("agent", "mine", language: "c")
        try folder.edit("mine/README.md", "An agent", "My agent")
        let run = try await folder.new("channel", "mine", language: "c")
        #expect(run.exitCode == 2 && run.standardError.contains("exists already"), "\(run.standardError)")
        #expect(try ProjectFolder.text(of: folder.path("mine/README.md")).contains("My agent"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("mine/src/channel.c")))
    }

    @Test(arguments: ["/nowhere/at/all", "file:///nowhere/at/all"])
    func anSDKThatIsNotThereLeavesNothingBehind(sdk: String) async throws {
        let folder = try ProjectFolder()
        let run = try await folder.new("agent", "mine", language: "swift", arguments: ["--sdk", sdk])
        #expect(run.exitCode != 0 && run.standardError.contains("--sdk"), "\(run.standardError)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path(".")).isEmpty)
    }

    @Test func theEnvironmentMayNameTheSDK() async throws {
        let folder = try ProjectFolder()
        let elsewhere = try await folder.new("agent", "a", language: "swift", environment: ["ORKESTA_SDK": "/nowhere"])
        #expect(elsewhere.exitCode == 2 && elsewhere.standardError.contains("/nowhere"), "\(elsewhere.standardError)")
        let said = try await folder.new(
            "agent",
            "b",
            language: "swift",
            arguments: ["--sdk", ProjectFolder.repository],
            environment: ["ORKESTA_SDK": "/nowhere"]
        )
        #expect(said.exitCode == 0, "\(said.standardError)")
    }
}
