// The Swift templates, built and talked to. Building the SDK takes most of the
// time, so this is one test: both projects are built in turn in one place.

import FoundationEssentials
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(60)))
struct SwiftProjectTests {
    @Test func projectsInSwiftBuildAndAnswer() async throws {
        let folder = try ProjectFolder()
        let sdk = ["--sdk", ProjectFolder.repository + "/SDK"]
        try await folder.made("agent", "greeter", language: "swift", arguments: sdk)
        let session = try DevelopmentRun(folder.path("greeter"))
        try await session.expect("The first build takes minutes")
        try await session.expect("greeter 0.1.0 is live as agent", seconds: 1_500)
        session.say("hola")
        try await session.expect("¡Hola! Me escribiste: hola (mensaje 1)")
        try folder.edit("greeter/Sources/GreeterAgent/GreeterAgent.swift", "Me escribiste:", "Recibí:")
        try await session.expect("is reloaded.", seconds: 600)
        session.say("¿y ahora?")
        try await session.expect("¡Hola! Recibí: ¿y ahora? (mensaje 2)")
        session.endInput()
        #expect(try await session.ended() == 0, "\(session.output)")

        try await folder.made("channel", "kiosk", language: "swift", arguments: sdk)
        // The sources of the channel in the place where the SDK is built already.
        let place = folder.path("greeter")
        for name in ["Sources", "plugins.d", "Package.swift"] {
            try FileManager.default.removeItem(atPath: "\(place)/\(name)")
            try FileManager.default.moveItem(atPath: "\(folder.path("kiosk"))/\(name)", toPath: "\(place)/\(name)")
        }
        try FileManager.default.moveItem(atPath: "\(folder.path("kiosk"))/dev.json", toPath: "\(place)/dev.json")
        let channel = try DevelopmentRun(place)
        try await channel.expect("kiosk 0.1.0 is live as channel", seconds: 1_500)
        channel.say("hola")
        try await channel.expect("[orchestrator answered; kiosk sends it]")
        channel.endInput()
        #expect(try await channel.ended() == 0, "\(channel.output)")
    }
}
