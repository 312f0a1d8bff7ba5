// Builds of `orkesta plugin dev` that take their time: what is saved meanwhile, and
// what somebody sees who waits.

import FoundationEssentials
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct DevelopmentBuildTests {
    @Test func whatIsSavedWhileTheCompilerReadsIsNotLost() async throws {
        let folder = try ProjectFolder()
        try await folder.made("agent", "hasty", language: "c")
        let compiler = try SlowCompiler(in: folder)
        let session = try DevelopmentRun(folder.path("hasty"), environment: ["CC": compiler.path])
        try await session.expect("is live as agent")
        try compiler.stop()
        try folder.edit("hasty/src/agent.c", "Me escribiste:", "Primero:")
        try await compiler.reachesStop()
        try folder.edit("hasty/src/agent.c", "Primero:", "Segundo:")
        try compiler.resume()
        try await session.expect("is reloaded.")
        // make alone takes what it compiled for newer than the source.
        try await session.expect("Building hasty: make -W src/agent.c")
        try await session.expect("is reloaded.")
        session.say("hola")
        try await session.expect("Segundo: hola (mensaje 1)")
        // It is told once.
        try folder.edit("hasty/src/agent.c", "Segundo:", "Tercero:")
        try await session.expect("Building hasty: make\n")
        try await session.expect("is reloaded.")
        session.say("hola")
        try await session.expect("Tercero: hola (mensaje 2)")
    }

    @Test func aBuildThatFailsDoesNotForgetWhatWasSavedMeanwhile() async throws {
        let folder = try ProjectFolder()
        try await folder.made("agent", "torn", language: "c")
        let compiler = try SlowCompiler(in: folder)
        let session = try DevelopmentRun(folder.path("torn"), environment: ["CC": compiler.path])
        try await session.expect("is live as agent")
        try compiler.stop()
        try folder.edit("torn/src/agent.c", "Me escribiste:", "Primero:")
        try await compiler.reachesStop()
        try folder.edit("torn/src/agent.c", "Primero:", "Segundo:")
        // make compiles this one first, and then no other.
        try Data("oops".utf8).write(to: URL(filePath: folder.path("torn/src/aaa.c")))
        try compiler.resume()
        try await session.expect("It does not build.")
        try folder.edit("torn/src/aaa.c", "oops", "typedef int aaa;")
        try await session.expect("Building torn: make -W src/aaa.c -W src/agent.c")
        try await session.expect("is reloaded.")
        session.say("hola")
        try await session.expect("Segundo: hola (mensaje 1)")
    }

    @Test func aTerminalShowsThatABuildGoesOn() async throws {
        let folder = try ProjectFolder()
        try await folder.made("agent", "patient", language: "c")
        let compiler = try SlowCompiler(in: folder)
        try compiler.stop()
        let session = try DevelopmentRun(
            folder.path("patient"),
            environment: ["CC": compiler.path],
            onTerminal: true
        )
        try await compiler.reachesStop()
        // Drawn over itself: seconds, and what make said last.
        try await session.expect("\r\u{1B}[K  ")
        try await session.expect(" s  \(compiler.path.prefix(20))")
        try compiler.resume()
        try await session.expect("\r\u{1B}[KBuilt in")
        try await session.expect("is live as agent")
    }
}
