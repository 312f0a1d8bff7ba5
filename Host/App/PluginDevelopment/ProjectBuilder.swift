// Builds a project again and again, while its files are being saved.

import Foundation
import HostCore
import HostTime

/// The builds of one project, one after the other.
actor ProjectBuilder {
    private let project: PluginProject
    /// Whether somebody sees the output as it comes.
    private let isTerminal: Bool
    /// Files that were saved while a build ran: it may have read them before. Kept
    /// until a build works that was told of them.
    private var missed: Set<String> = []

    init(_ project: PluginProject, isTerminal: Bool) {
        self.project = project
        self.isTerminal = isTerminal
    }

    /// Builds what lies there; `sources` is its state now. False, with the compiler's
    /// words, when it does not build.
    func build(_ sources: [String: String]) async throws(Problem) -> Bool {
        let command = project.buildCommand(saved: missed.filter { sources[$0] != nil })
        announce(command)
        let start = SystemClock.monotonicMilliseconds()
        let ending = try await run(command)
        let saved = ProjectState(project).saved(since: sources)
        guard ending.code == 0 else {
            missed.formUnion(saved)
            print(ending.output.trimmingCharacters(in: .newlines))
            print("It does not build. The chat goes on with the build before; save a change to try again.")
            return false
        }
        missed = saved
        print("Built in \(SystemClock.monotonicMilliseconds() - start) ms.")
        return true
    }

    private func announce(_ command: [String]) {
        print("Building \(project.id): \(command.joined(separator: " "))")
        if project.isSwift, !FileManager.default.fileExists(atPath: project.libraryPath) {
            print("The first build takes minutes: it compiles the SDK too.")
        }
        fflush(nil)
    }

    /// Runs it, on a terminal with a line that says how far it is.
    private func run(_ command: [String]) async throws(Problem) -> ChildCommand.Ending {
        let build = ChildCommand(words: command, folder: project.folder)
        guard isTerminal else { return try await build.run() }
        let progress = BuildProgress()
        let drawing = Task { await draw(progress) }
        defer {
            drawing.cancel()
            progress.wipe()
        }
        return try await build.run { progress.heard($0) }
    }

    /// Every second until it is cancelled. On this actor, so that nothing is drawn
    /// after that.
    private func draw(_ progress: BuildProgress) async {
        while (try? await Task.sleep(for: .seconds(1))) != nil, !Task.isCancelled { progress.draw() }
    }
}
