// `orkesta-bench`: the figures of this machine, a part at a time.

import ArgumentParser

@main
struct Benchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orkesta-bench",
        abstract: "Measures the release build on this machine.",
        discussion: """
            Examples:
              make bench                             the host under load (chat)
              make bench ARGS="chat --quick"
              make bench ARGS="abi"                  what it costs to cross the plugin ABI
              make bench ARGS="tools"                a native tool call beside a direct one
              make bench ARGS="llm"                  what the chain of language models adds to a provider
              make bench ARGS="gateway"              /v1 beside the litellm proxy
              make bench ARGS="payments"             webhooks, the page to pay, the adapter
              make bench ARGS="outbox"               waiting messages leave, by the provider's rates or without
              make bench ARGS="ingest"               webhooks of WhatsApp beside the bare route
              make bench ARGS="search"               product search beside other engines
            """,
        subcommands: [
            ChatBenchmark.self, ABIBenchmark.self, SearchBenchmark.self, ToolCallBenchmark.self, LLMBenchmark.self,
            GatewayBenchmark.self, PaymentBenchmark.self, OutboxBenchmark.self, IngestBenchmark.self,
        ],
        defaultSubcommand: ChatBenchmark.self
    )
}
