// What is said, recorded and written down.

public import OrkestaModel

/// A recording. WhatsApp's are Ogg with Opus and go in as they are.
public struct VoiceNote: Sendable {
    /// What a recording may be, as the file's name says to the provider.
    public enum Format: String, Sendable, CaseIterable {
        case flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav, webm

        fileprivate static let byType: [String: Format] = [
            "audio/ogg": .ogg, "audio/opus": .ogg, "audio/mpeg": .mp3, "audio/mp3": .mp3, "audio/mp4": .m4a,
            "audio/m4a": .m4a, "audio/x-m4a": .m4a, "audio/wav": .wav, "audio/x-wav": .wav, "audio/wave": .wav,
            "audio/webm": .webm, "audio/flac": .flac, "audio/x-flac": .flac,
        ]
    }

    public var bytes: [UInt8]
    public var format: Format
    /// ISO 639-1, such as `es`; nil: the model finds out.
    public var language: String?
    /// Words and names that may be in it, which the model then spells so.
    public var prompt: String?
    /// 0 to 1; nil: the provider's default.
    public var temperature: Double?
    /// Whether it must be told what is heard when.
    public var isTimed: Bool
    /// Whether a recording in which nothing is said has a transcript, without text.
    public var mayBeSilent: Bool

    public init(
        bytes: [UInt8],
        format: Format,
        language: String? = nil,
        prompt: String? = nil,
        temperature: Double? = nil,
        isTimed: Bool = false,
        mayBeSilent: Bool = false
    ) {
        self.bytes = bytes
        self.format = format
        self.language = language
        self.prompt = prompt
        self.temperature = temperature
        self.isTimed = isTimed
        self.mayBeSilent = mayBeSilent
    }

    /// Nil when no provider reads `mime`, which may have parameters, such as
    /// `audio/ogg; codecs=opus`.
    public init?(bytes: [UInt8], mime: String, language: String? = nil) {
        let type = mime.split(separator: ";").first.map { $0.lowercased() } ?? ""
        guard let format = Format.byType[type] else { return nil }
        self.init(bytes: bytes, format: format, language: language)
    }
}

/// What a recording says.
public struct Transcript: Sendable {
    public var speech: HeardSpeech
    /// How long the recording is, in seconds, rounded up: what the provider says,
    /// else what its size lets suppose.
    public var seconds: Int64
    public var provider: String
    public var model: String
    /// As in ``ChatResult/attempts``.
    public var attempts: [Attempt]

    public init(speech: HeardSpeech, seconds: Int64, provider: String, model: String, attempts: [Attempt]) {
        self.speech = speech
        self.seconds = seconds
        self.provider = provider
        self.model = model
        self.attempts = attempts
    }

    /// Empty only where the voice note may be silent.
    public var text: String { speech.text }
    /// Of all attempts, in billionths of the currency of the providers' prices.
    public var costNanos: Int64 { attempts.reduce(0) { $0 &+ $1.costNanos } }
}

/// What a provider heard.
public struct HeardSpeech: Sendable {
    public var text: String
    /// What is heard when; nil where it was not asked for.
    public var timing: Timing?
    /// How long the recording is, rounded up; nil when not told.
    var seconds: Int64?

    public init(text: String, timing: Timing? = nil, seconds: Int64? = nil) {
        self.text = text
        self.timing = timing
        self.seconds = seconds
    }

    /// When it is heard. Source: OpenAI's `verbose_json`.
    public struct Timing: Sendable {
        /// Seconds.
        public var duration: Double
        /// As the model calls it: `spanish`; nil: it says nothing of it.
        public var language: String?
        /// Objects with `start` and `end` in seconds, `text`, and what else the model says of them.
        public var segments: [JSON]
    }
}
