// The schemas of /v1/audio/transcriptions. Source: OpenAI's API reference, audio.

import HostCore
import HostLLM
import OrkestaModel

extension Schemas {
    static let transcriptionRequest = Schema.object(
        "A form. Other fields are taken and ignored.",
        [
            "file": Schema.text(
                "The recording, at most \(Limits.llmVoiceBytesMax >> 20) MiB. Its name says of which sort it is: "
                    + "\(VoiceNote.Format.allCases.map(\.rawValue).joined(separator: ", ")).",
                format: "binary"
            ),
            "model": Schema.text("`orkesta`, or a model that hears.", example: "orkesta"),
            "language": Schema.text("The language that is spoken, of ISO 639.", example: "es"),
            "prompt": Schema.text("Names and words that may be said, for their spelling."),
            "response_format": Schema.word("How the transcript comes.", of: ["json", "text", "verbose_json"]),
            "temperature": Schema.number("0 to 1."),
            "timestamp_granularities[]": Schema.word("Which times `verbose_json` has.", of: ["segment"]),
        ],
        optional: ["language", "prompt", "response_format", "temperature", "timestamp_granularities[]"]
    )
    .merging(["additionalProperties": true])

    static let transcription = Schema.object(
        "What is said in a recording.",
        [
            "text": Schema.text("What is said; empty when nothing is.", example: "Busco un filtro de aceite"),
            "usage": Schema.map("`type` is `duration`, `seconds` how long the recording is, rounded up."),
            "orkesta": Schema.map(
                "`provider`, `model`, `attempts`, `cost_nanos` (billionths of the currency of the prices)."
            ),
            "task": Schema.word("With `verbose_json`: what was done.", of: ["transcribe"]),
            "language": Schema.text("With `verbose_json`: the language.", example: "spanish"),
            "duration": Schema.number("With `verbose_json`: how long the recording is, in seconds."),
            "segments": Schema.array(
                "With `verbose_json`: what is said when.",
                of: Schema.map("`start` and `end` in seconds, `text`, and what else the model says of it.")
            ),
        ],
        optional: ["task", "language", "duration", "segments"]
    )
}
