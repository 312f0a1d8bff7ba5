// plugins.d: what is read, and how each mistake is told with its line.

import HostCore
import OrkestaModel
import Testing

@testable import HostPlugins

@Suite("Plugin declaration")
struct PluginDeclarationTests {
    @Test("reads library and settings")
    func reads() throws {
        let text = """
            # The catalog agent.
            library: libcatalog.so
            isolation: in-process
            settings:
              results_per_reply: 5
              words: [uno, dos]
              strict: true
            """
        let declaration = try PluginDeclaration(parsing: text, file: "plugins.d/catalog.yaml")
        #expect(declaration.id.rawValue == "catalog")
        #expect(declaration.library == "libcatalog.so")
        #expect(declaration.settings == ["results_per_reply": 5, "words": ["uno", "dos"], "strict": true])
    }

    @Test(
        "tells mistakes with file, line and remedy",
        arguments: [
            ("library: libx.so\nisolation: worker\n", 2, "worker"),
            ("isolation: in-process\n", 1, "missing"),
            ("library: ../../libx.so\n", 1, "path"),
            ("library: /usr/lib/libc.so\n", 1, "path"),
            ("library: libx.txt\n", 1, "no .so"),
            ("library: libx.so\nsettings: 3\n", 2, "no mapping"),
            ("library: libx.so\n\nlibary: liby.so\n", 3, "unknown key"),
            ("library: libx.so\n\tsettings: {}\n", 2, "no YAML"),
            ("- a\n- b\n", 1, "mapping"),
        ]
    )
    func tellsMistakes(text: String, line: Int, word: String) throws {
        do {
            _ = try PluginDeclaration(parsing: text, file: "plugins.d/x.yaml")
            Issue.record("nothing was wrong with: \(text)")
        } catch {
            #expect(error.field == "plugins.d/x.yaml:\(line)", "\(error)")
            #expect(error.detail.contains(word), "\(error)")
            #expect(!error.remedy.isEmpty)
        }
    }

    @Test("a file's name must be a plugin's id")
    func wrongName() {
        #expect(throws: Problem.self) {
            try PluginDeclaration(parsing: "library: libx.so", file: "plugins.d/Not A Word.yaml")
        }
    }
}
