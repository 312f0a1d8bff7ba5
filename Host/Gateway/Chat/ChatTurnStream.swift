// The answer of POST /api/chat as events: progress while the turn runs,
// messages once they are committed.

import HostCore
import HostInbox
import HostStorage
import HostTurns
import Hummingbird
import Logging
import OrkestaModel

enum ChatTurnStream {
    /// More progress than this at once is not kept: the newest counts.
    private static let progressMax = 64

    /// Makes the message durable, then streams its turn. What the message is
    /// refused for is thrown before the stream begins.
    static func response(
        to message: InboundMessage,
        _ channel: PluginID,
        _ tenant: TenantHandle,
        _ services: GatewayServices
    ) async throws -> Response {
        let (events, continuation) = AsyncStream.makeStream(
            of: StreamEvent.self,
            bufferingPolicy: .bufferingNewest(progressMax)
        )
        let receipt = try await services.engine.submit(message, channel: channel, tenant: tenant) { text in
            continuation.yield(StreamEvent(name: "progress", data: ["text": .string(text)]))
        }
        return .events { writer in
            let started: JSON = ["turn_id": .string(receipt.turnID.rawValue)]
            try await writer.write(StreamEvent(name: "turn.started", data: started).buffer)
            let waiting = Task {
                let ending = await ending(of: receipt, services)
                continuation.finish()
                return ending
            }
            defer { waiting.cancel() }
            for await event in events { try await writer.write(event.buffer) }
            try await writer.write(contentsOf: await waiting.value.map(\.buffer))
        }
    }

    /// The messages and `turn.finished`, or `error`.
    private static func ending(of receipt: TurnReceipt, _ services: GatewayServices) async -> [StreamEvent] {
        do {
            guard let reply = try await services.engine.reply(for: receipt) else {
                throw Problem(
                    .timeout,
                    "the turn \(receipt.turnID) takes longer",
                    remedy: "Send the same message again to wait on."
                )
            }
            let document = try JSON(parsing: reply.document)
            let replies = document["replies"]?.arrayValue ?? []
            return replies.map { StreamEvent(name: "message", data: $0) }
                + [StreamEvent(name: "turn.finished", data: document)]
        } catch {
            return [StreamEvent(name: "error", data: problem(error, services).json)]
        }
    }

    private static func problem(_ error: any Error, _ services: GatewayServices) -> Problem {
        if let problem = error as? Problem { return problem }
        services.logger.error("a streamed turn failed", metadata: ["error": "\(error)"])
        return Problem(.internal, "the turn failed", remedy: "Try again; if it fails again, tell the operator.")
    }
}
