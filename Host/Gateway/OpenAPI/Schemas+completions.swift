// The schemas of /v1, as far as this house reads and writes them. Source:
// OpenAI's API reference, chat completions.

import HostCore
import OrkestaModel

extension Schemas {
    static let completions: [String: JSON] = [
        "ChatCompletionRequest": request,
        "ChatCompletion": completion,
        "TranscriptionRequest": transcriptionRequest,
        "Transcription": transcription,
        "ModelList": Schema.object(
            "OpenAI's list of models.",
            [
                "object": Schema.word("What it is.", of: ["list"]),
                "data": Schema.array("The models.", of: Schema.reference("Model")),
            ]
        ),
        "Model": Schema.object(
            "A model.",
            [
                "id": Schema.text("Its name.", example: "orkesta"),
                "object": Schema.word("What it is.", of: ["model"]),
                "created": Schema.integer("The start of the host, seconds since the epoch.", minimum: 0),
                "owned_by": Schema.text("Its provider; `orkesta` for the chain.", example: "groq"),
            ]
        ),
        "OpenAIError": Schema.object(
            "An error as OpenAI's clients read it.",
            [
                "error": Schema.object(
                    "The error.",
                    [
                        "message": Schema.text("What is wrong, and what you can do about it."),
                        "type": Schema.text("Its sort.", example: "invalid_request_error"),
                        "param": Schema.nullable(Schema.text("The member at fault.", example: "messages")),
                        "code": Schema.nullable(Schema.text("A word for it.", example: "model_not_found")),
                    ]
                )
            ]
        ),
    ]

    private static let request = Schema.object(
        "A question. Other members are taken and ignored.",
        [
            "model": Schema.text("`orkesta`, or another name of GET /v1/models.", example: "orkesta"),
            "messages": Schema.array(
                "The dialogue. A message's content is a text, or an array of parts of type text.",
                of: Schema.map("A message of a system, developer, user, assistant or tool.")
            ),
            "stream": Schema.flag("Whether the answer comes as events."),
            "stream_options": Schema.map("`include_usage`: whether the last event says what it took."),
            "tools": Schema.array("Functions that the model may call.", of: Schema.map("A tool.")),
            "tool_choice": ["description": "auto, none, required, or a function by name."],
            "response_format": Schema.map("`type`: text, json_object or json_schema."),
            "temperature": Schema.number("0 to 2. At 0 the same question may get its kept answer."),
            "max_completion_tokens": Schema.integer("The longest answer.", minimum: 1, maximum: 1_000_000),
            "max_tokens": Schema.integer("The older name of it.", minimum: 1, maximum: 1_000_000),
            "stop": ["description": "A text that ends the answer, or an array of them."],
            "seed": Schema.integer("Makes answers repeat, where a provider can."),
            "n": Schema.integer("Only 1.", minimum: 1, maximum: 1),
        ],
        optional: [
            "stream", "stream_options", "tools", "tool_choice", "response_format", "temperature",
            "max_completion_tokens", "max_tokens", "stop", "seed", "n",
        ],
        example: ["model": "orkesta", "messages": [["role": "user", "content": "¿Qué aceite lleva un Tsuru?"]]]
    )
    .merging(["additionalProperties": true])

    private static let completion = Schema.object(
        "An answer.",
        [
            "id": Schema.text("Its name.", example: "chatcmpl-1x2y3z"),
            "object": Schema.word("What it is.", of: ["chat.completion"]),
            "created": Schema.integer("Seconds since the epoch.", minimum: 0),
            "model": Schema.text("The model that answered.", example: "openai/gpt-oss-120b"),
            "system_fingerprint": ["type": "null"],
            "choices": Schema.array(
                "One.",
                of: Schema.object(
                    "The answer.",
                    [
                        "index": Schema.integer("0.", minimum: 0, maximum: 0),
                        "message": Schema.map("`role`, `content`, and `tool_calls` where tools are called."),
                        "logprobs": ["type": "null"],
                        "finish_reason": Schema.word("Why it ended.", of: ["stop", "length", "tool_calls"]),
                    ]
                )
            ),
            "usage": Schema.map("`prompt_tokens`, `completion_tokens`, `total_tokens`, `prompt_tokens_details`."),
            "orkesta": Schema.map(
                "`provider`, `attempts`, `cost_nanos` (billionths of the currency of the prices), `kept` (from a "
                    + "question before), `compacted` (the oldest messages were left out), `usage_estimated`."
            ),
        ]
    )
}
