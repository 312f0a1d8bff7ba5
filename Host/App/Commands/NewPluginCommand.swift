// `orkesta plugin new`: a project of one's own, made from a template.

import ArgumentParser
import Foundation
import HostCore
import OrkestaModel

extension ProjectTemplate.Kind: ExpressibleByArgument {}
extension ProjectTemplate.Language: ExpressibleByArgument {}

struct NewPlugin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a plugin project of your own: an agent or a channel, in C or in Swift.",
        discussion: """
            The project builds anywhere, with nothing of the host. A C project carries the headers
            of the ABI. A Swift project names the folder of the SDK: --sdk, else ORKESTA_SDK, else
            the repository this program was built in; a URL is cloned to vendor/orkesta.

            Examples:
              orkesta plugin new agent store-hours --lang c
              orkesta plugin new channel kiosk --lang swift --dir ~/plugins/kiosk
              orkesta plugin new agent store-hours --lang swift --sdk https://git.example.mx/orkesta.git
            """
    )
    @Argument(help: "agent: it answers conversations. channel: it speaks a messaging provider's format.")
    var kind: ProjectTemplate.Kind
    @Argument(help: "The plugin's id: a-z, 0-9 and '-', beginning with a letter.") var name: String
    @Option(name: .customLong("lang"), help: "c or swift.") var language: ProjectTemplate.Language
    @Option(help: ArgumentHelp("The Orkesta SDK: its folder, or a repository's URL.", valueName: "path|url"))
    var sdk: String?
    @Option(name: .customLong("dir"), help: ArgumentHelp("The project's folder (default: NAME).", valueName: "dir"))
    var folder: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let project = NewProject(
            name: try ProjectName(name, kind: kind),
            template: ProjectTemplate(kind: kind, language: language),
            folder: folder ?? name
        )
        try await project.write(sdk: sdk, environment: ProcessInfo.processInfo.environment)
        guard !output.isJSON else {
            let document: JSON = [
                "id": .string(name), "kind": .string(kind.rawValue), "language": .string(language.rawValue),
                "folder": .string(project.folder),
            ]
            return print(document.description)
        }
        print(nextSteps(project))
    }

    private func nextSteps(_ project: NewProject) -> String {
        let build = language == .c ? "make" : "swift build"
        let start = language == .c ? "src/\(kind).c" : "Sources/\(project.name.type)/\(project.name.type).swift"
        return """
            \(project.folder) is \(kind == .agent ? "an agent" : "a channel") in \(language == .c ? "C" : "Swift"). Next:

              cd \(project.folder)
              \(build.padding(toLength: 22, withPad: " ", startingAt: 0))   build it
              orkesta plugin dev .     \(kind == .agent ? "chat with it" : "write through it"); every change you save is live

            Start reading at \(start); README.md tells how it goes on a real host.
            """
    }
}
