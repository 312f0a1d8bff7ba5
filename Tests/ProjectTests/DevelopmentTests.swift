// `orkesta plugin dev`: a change that is saved is in the next answer, and nothing
// that happens on the way ends the chat.

import FoundationEssentials
import Glibc
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct DevelopmentTests {
    @Test func aSavedChangeIsInTheNextAnswer() async throws {
        let folder = try ProjectFolder()
        try await folder.made("agent", "store-hours", language: "c")
        let session = try DevelopmentRun(folder.path("store-hours"))
        try await session.expect("store-hours 0.1.0 is live as agent")
        session.say("hola")
        try await session.expect("¡Hola! Me escribiste: hola (mensaje 1)")
        try folder.edit("store-hours/src/agent.c", "Me escribiste:", "Recibí:")
        try folder.edit("store-hours/manifest.json", "0.1.0", "0.2.0")
        try await session.expect("store-hours 0.2.0, the agent, is reloaded.")
        session.say("¿y ahora?")
        // The same customer, the same conversation: the third thing it remembers.
        try await session.expect("¡Hola! Recibí: ¿y ahora? (mensaje 2)")
        // Default settings are read again too.
        try folder.edit("store-hours/plugins.d/store-hours.yaml", "\"¡Hola!\"", "\"Buen día.\"")
        try await session.expect("is reloaded.")
        session.say("adiós")
        try await session.expect("Buen día. Recibí: adiós (mensaje 3)")
        session.endInput()
        #expect(try await session.ended() == 0)
    }

    @Test func aBuildErrorIsShownAndTheChatGoesOn() async throws {
        let folder = try ProjectFolder()
        try await folder.made("agent", "fragile", language: "c")
        let session = try DevelopmentRun(folder.path("fragile"))
        try await session.expect("is live as agent")
        try folder.edit("fragile/src/agent.c", "Me escribiste: %.*s", "Me escribiste: %.*s\" oops \"")
        try await session.expect("error:")
        try await session.expect("It does not build.")
        session.say("sigues?")
        try await session.expect("¡Hola! Me escribiste: sigues? (mensaje 1)")
        try folder.edit("fragile/src/agent.c", "\" oops \"", "!")
        try await session.expect("is reloaded.")
        session.say("mejor?")
        try await session.expect("Me escribiste: mejor?! (mensaje 2)")
    }

    @Test func aCrashTakesTheHostAlongButNotTheChat() async throws {
        let folder = try ProjectFolder()
        try await folder.made("agent", "reckless", language: "c")
        let session = try DevelopmentRun(folder.path("reckless"))
        try await session.expect("is live as agent")
        session.say("uno")
        try await session.expect("(mensaje 1)")
        try folder.edit(
            "reckless/src/agent.c",
            "    const char *greeting = visit->self->greeting;",
            "    const char *greeting = visit->self->greeting;\n    *(volatile int *)0 = 1;"
        )
        try await session.expect("is reloaded.")
        session.say("dos")
        try await session.expect("The host ended (signal 11")
        session.say("tres")
        try await session.expect("waits for a build")
        try folder.edit("reckless/src/agent.c", "    *(volatile int *)0 = 1;", "")
        try await session.expect("Me escribiste: tres (mensaje 3)")
    }

    /// The customer reads an apology; whoever writes the agent has to know why.
    @Test func aTurnThatFailsSaysWhy() async throws {
        let folder = try ProjectFolder()
        try await folder.made("agent", "shy", language: "c")
        try folder.edit("shy/src/agent.c", "    if (input->kind != ORK_TURN_MESSAGE)", "    if (input->size > 0)")
        let session = try DevelopmentRun(folder.path("shy"))
        try await session.expect("is live as agent")
        session.say("hola")
        try await session.expect("Disculpa")
        try await session.expect("[no agent answered: ")
        try await session.expect("shy")
    }

    /// Nobody writes in the session: a provider's request brings the host down.
    @Test func aCrashIsToldWhenItHappens() async throws {
        let folder = try ProjectFolder()
        try await folder.made("channel", "kiosk", language: "c")
        try folder.edit(
            "kiosk/src/channel.c",
            "    if (!is_authorized(self, request))",
            "    *(volatile int *)0 = 1;\n    if (!is_authorized(self, request))"
        )
        let temporary = folder.path("temporary")
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        let session = try DevelopmentRun(folder.path("kiosk"), environment: ["TMPDIR": temporary])
        try await session.expect("A line is a message.")
        let read = try #require(curlRead(session.output), "\(session.output)")
        _ = try await CommandLineRun.orkesta(["-c", read], executable: "/bin/sh")
        try await session.expect("The host ended (signal 11")
        session.say("hola")
        try await session.expect("waits for a build")
        // Reading its own symbols first, it would hang for as long as that takes.
        let names = try FileManager.default.contentsOfDirectory(atPath: temporary)
        let host = try #require(names.first { $0.hasPrefix("orkesta-dev-") }, "\(names)")
        let log = try ProjectFolder.text(of: "\(temporary)/\(host)/host.log")
        #expect(!log.contains("Program crashed"), "\(log)")
        session.endInput()
        #expect(try await session.ended() == 1, "\(session.output)")
    }

    @Test func aMessageWaitsForTheFirstBuildThatWorks() async throws {
        let folder = try ProjectFolder()
        try await folder.made("agent", "late", language: "c")
        try folder.edit("late/src/agent.c", "#include \"json.h\"", "#include \"jsn.h\"")
        let session = try DevelopmentRun(folder.path("late"), arguments: ["--set", "greeting=Ya."])
        try await session.expect("It does not build.")
        session.say("hola")
        try await session.expect("waits for a build")
        try folder.edit("late/src/agent.c", "jsn.h", "json.h")
        try await session.expect("Ya. Me escribiste: hola (mensaje 1)")
    }

    @Test func aChannelIsWrittenThrough() async throws {
        let folder = try ProjectFolder()
        try await folder.made("channel", "kiosk", language: "c")
        let session = try DevelopmentRun(folder.path("kiosk"))
        try await session.expect("kiosk 0.1.0 is live as channel")
        try await session.expect("curl -s -X POST")
        let read = try #require(curlRead(session.output), "\(session.output)")
        session.say("hola")
        try await session.expect("[orchestrator answered; kiosk sends it]")
        let waiting = try await CommandLineRun.orkesta(["-c", read], executable: "/bin/sh")
        #expect(waiting.standardOutput.contains("\"reply\":{"), "\(waiting.standardOutput)")
        #expect(waiting.standardOutput.contains("Ferretería La Central"), "\(waiting.standardOutput)")
        let closed = read.replacing("Bearer ", with: "Bearer x")
        let refused = try await CommandLineRun.orkesta(["-c", closed], executable: "/bin/sh")
        #expect(refused.standardOutput.contains("401"), "\(refused.standardOutput)")
    }

    /// The second command that the session shows, joined to one line.
    private func curlRead(_ output: String) -> String? {
        let joined = output.replacing("\\\n", with: " ")
        return joined.split(separator: "\n").map(String.init).first { $0.contains("curl -s -X GET") }
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func aSignalEndsItAndLeavesNothingBehind(number: Int32) async throws {
        let folder = try ProjectFolder()
        try await folder.made("agent", "brief", language: "c")
        let temporary = folder.path("temporary")
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        let session = try DevelopmentRun(folder.path("brief"), environment: ["TMPDIR": temporary])
        try await session.expect("is live as agent of")
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty == false)
        session.signal(number)
        #expect(try await session.ended() == 0, "\(session.output)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
    }

    @Test func linesMayBePipedIn() async throws {
        let folder = try ProjectFolder()
        try await folder.made("agent", "piped", language: "c")
        let run = try await CommandLineRun.orkesta(
            ["plugin", "dev", folder.path("piped")],
            input: "uno\ndos\n"
        )
        #expect(run.exitCode == 0, "\(run.standardOutput)\(run.standardError)")
        #expect(run.standardOutput.contains("uno (mensaje 1)"), "\(run.standardOutput)")
        #expect(run.standardOutput.contains("dos (mensaje 2)"), "\(run.standardOutput)")
    }

    @Test func whatNeverComesUpIsAFailure() async throws {
        let folder = try ProjectFolder()
        try await folder.made("agent", "broken", language: "c")
        try folder.edit("broken/src/plugin.c", "ORK_KIND_AGENT", "ORK_KIND_CHANNEL")
        let run = try await CommandLineRun.orkesta(
            ["plugin", "dev", folder.path("broken")],
            input: "hola\n"
        )
        #expect(run.exitCode == 1, "\(run.standardOutput)")
        #expect(run.standardOutput.contains("not of its manifest's kind"), "\(run.standardOutput)")
    }

    @Test func aFolderThatIsNoProjectIsRefused() async throws {
        let folder = try ProjectFolder()
        let run = try await CommandLineRun.orkesta(["plugin", "dev", folder.path(".")])
        #expect(run.exitCode == 2 && run.standardError.contains("PATH"), "\(run.standardError)")
    }
}
