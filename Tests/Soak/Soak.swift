// `orkesta-soak`: the long drills, from the command line.

import ArgumentParser

@main
struct Soak: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orkesta-soak",
        abstract: "Long drills that look for messages lost, doubled or answered twice.",
        discussion: """
            Examples:
              orkesta-soak --kills 50
              orkesta-soak --hosts 2 --kills 20 --restarts 10
              orkesta-soak channel --kills 50
              orkesta-soak webhooks

            Exit codes: 0 nothing lost and nothing doubled, 1 a violation (each is named).
            """,
        subcommands: [CrashCommand.self, ChannelCrashCommand.self, WebhookCommand.self],
        defaultSubcommand: CrashCommand.self
    )
}
