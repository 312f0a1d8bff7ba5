// The care of processes, tried on a shell script that keeps the host's side of
// the convention: host.json when ready, removed on a clean stop.

import FoundationEssentials
import Glibc
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct HostProcessTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A program that behaves like `orkesta serve` as far as its keeper sees.
    private func program(_ script: String) async throws -> String {
        let path = folder.file("program")
        // Written by another process: a file that this one has open for writing
        // cannot be executed, and a child that another test starts meanwhile
        // holds it open a moment longer.
        let text = "#!/bin/sh\n" + script
        let copy = try await CommandLineRun.orkesta(
            ["-c", "cat > '\(path)' && chmod 700 '\(path)'"],
            input: text,
            executable: "/bin/sh"
        )
        try #require(copy.exitCode == 0)
        return path
    }

    private static let wellBehaved = """
        echo "args: $*"
        trap 'rm -f "$3/host.json"; exit 0' TERM
        echo '{"demo": {"api_key": "k1"}, "platform": {"api_key": "k2"}}' > "$3/demo-credentials.json"
        printf '{"pid": %s, "client_url": "http://127.0.0.1:1", "tower_url": "http://127.0.0.1:2"}' $$ > "$3/host.json"
        while :; do sleep 0.02; done
        """

    private func configuration(_ script: String) async throws -> HostProcess.Configuration {
        var configuration = HostProcess.Configuration()
        configuration.executable = try await program(script)
        return configuration
    }

    @Test func startsStopsAndRestartsOnTheSameData() async throws {
        var configuration = try await configuration(Self.wellBehaved)
        configuration.pluginsFolder = "/plugins"
        configuration.arguments = ["--extra"]
        let host = try await HostProcess.start(configuration)
        #expect(host.isRunning)
        #expect(host.clientURL == "http://127.0.0.1:1" && host.towerURL == "http://127.0.0.1:2")
        #expect(try host.apiKey("demo") == "k1")
        let arguments = "serve --data \(host.dataFolder) --client-port 0 --tower-port 0 --plugins /plugins --extra"
        #expect(host.logTail().contains("args: \(arguments)"))
        let firstPID = try #require(host.pid)
        try await host.restart()
        #expect(host.pid != nil && host.pid != firstPID)
        try await host.stop()
        #expect(!host.isRunning && host.clientURL == nil)
        #expect(kill(pid_t(firstPID), 0) == -1)
    }

    @Test func killLeavesNoFarewell() async throws {
        let host = try await HostProcess.start(try await configuration(Self.wellBehaved))
        let pid = pid_t(try #require(host.pid))
        await host.kill()
        #expect(kill(pid, 0) == -1 && errno == ESRCH)
        #expect(FileManager.default.fileExists(atPath: host.dataFolder + "/host.json"))
        try await host.start()
        #expect(host.isRunning && host.pid != Int64(pid))
    }

    @Test func releasingItKillsAndCleansUp() async throws {
        var pid: pid_t = 0
        var data = ""
        do {
            let host = try await HostProcess.start(try await configuration(Self.wellBehaved))
            pid = pid_t(try #require(host.pid))
            data = host.dataFolder
        }
        #expect(kill(pid, 0) == -1 && errno == ESRCH)
        #expect(!FileManager.default.fileExists(atPath: data))
    }

    @Test func failuresShowTheLog() async throws {
        let died = try await configuration("echo 'the database is gone' >&2; exit 3")
        let failure = await #expect(throws: HostProcess.Failure.self) { try await HostProcess.start(died) }
        #expect(failure?.description.contains("exited(3)") == true)
        #expect(failure?.log == "the database is gone\n")

        var silent = try await configuration("sleep 5")
        silent.readyMilliseconds = 100
        await #expect(throws: HostProcess.Failure.self) { try await HostProcess.start(silent) }
    }

    @Test func uncleanStopIsAFailure() async throws {
        let script = Self.wellBehaved.replacing("exit 0", with: "exit 4")
        let host = try await HostProcess.start(try await configuration(script))
        let failure = await #expect(throws: HostProcess.Failure.self) { try await host.stop() }
        #expect(failure?.problem.contains("exited(4)") == true)
    }

    @Test func commandsGetTheirInputAndGiveTheirOutput() async throws {
        let path = try await program("cat; echo \"$1 $WORD\" >&2; exit 7")
        // More than a pipe holds, which a careless runner would wait on for ever.
        let input = String(repeating: "línea\n", count: 50_000)
        let run = try await CommandLineRun.orkesta(
            ["first"],
            input: input,
            environment: ["WORD": "said"],
            executable: path
        )
        #expect(run.exitCode == 7)
        #expect(run.standardOutput == input)
        #expect(run.standardError == "first said\n")
    }

    @Test func commandsAreKilledInTime() async throws {
        let path = try await program("echo $$ >&2; exec sleep 30")
        let failure = await #expect(throws: CommandLineRun.TimedOut.self) {
            try await CommandLineRun.orkesta([], timeoutMilliseconds: 2_000, executable: path)
        }
        let pid = try #require(pid_t(failure?.standardError.trimmingPrefix(" ").split(separator: "\n").first ?? ""))
        #expect(kill(pid, 0) == -1 && errno == ESRCH)
    }
}
