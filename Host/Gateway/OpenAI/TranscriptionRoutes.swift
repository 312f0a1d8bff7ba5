// Recordings written down for any OpenAI client, by the chain's providers that hear.

import HTTPTypes
import HostAccess
import HostCore
import HostLLM
import HostStorage
import Hummingbird
import OrkestaModel

extension Route {
    static let transcription = Route(
        method: .post,
        path: "/v1/audio/transcriptions",
        ports: .client,
        access: .permission(Permission(.llm, .operate)),
        id: "createTranscription",
        tag: "Language models",
        summary: "Has a recording written down, as OpenAI's API has it",
        description: """
            `model` is `orkesta` for whichever provider of the chain hears, or the name of a model that hears. \
            The tenant's budget of money pays for it by the second. The member `orkesta` of the answer says who \
            heard it and what was tried. Without speech in the recording the text is empty.
            """,
        parameters: [.tenant],
        body: Route.Body(
            content: [("multipart/form-data", Schema.reference("TranscriptionRequest"))],
            bytesMax: Limits.llmVoiceBytesMax + Limits.requestBodyBytesMax
        ),
        responses: [
            Route.Answer(
                status: 200,
                description: "The transcript.",
                content: [
                    ("application/json", Schema.reference("Transcription")),
                    ("text/plain", Schema.text("With `response_format` `text`: the text and a line end.")),
                ]
            )
        ],
        problems: [.notFound, .rateLimited, .unavailable, .timeout],
        errorForm: .openAI,
        endsWithClient: true,
        handler: { try await Transcriptions.create($0) }
    )
}

private enum Transcriptions {
    static func create(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.servedAccess().tenant.id
        let request = try TranscriptionRequest(try await exchange.parts())
        let call = try CompletionModels(exchange.services.languageModels, of: tenant)
            .transcriptionCall(to: request.model)
        guard let chain = exchange.services.languageModels else { throw OpenAIError.unknownModel(request.model) }
        let transcript: Transcript
        do throws(ChainFailure) {
            transcript = try await chain.transcribe(request.note, for: call)
        } catch {
            throw OpenAIError(error, about: "file")
        }
        switch request.form {
        case .text: return .text(transcript.text + "\n", type: "text/plain; charset=utf-8")
        case .json, .verboseJSON: return .json(json(of: transcript, request.note))
        }
    }

    private static func json(of transcript: Transcript, _ note: VoiceNote) -> JSON {
        var members: [String: JSON] = [
            "text": .string(transcript.text),
            "usage": ["type": "duration", "seconds": .integer(transcript.seconds)],
            "orkesta": [
                "provider": .string(transcript.provider), "model": .string(transcript.model),
                "attempts": .array(transcript.attempts.map(\.json)),
                "cost_nanos": .integer(transcript.costNanos),
            ],
        ]
        if let timing = transcript.speech.timing {
            members["task"] = "transcribe"
            members["duration"] = .double(timing.duration)
            members["language"] = .string(timing.language ?? note.language ?? "")
            members["segments"] = .array(timing.segments)
        }
        return .object(members)
    }
}
