// A provider's answer to a recording. Source: OpenAI's and Groq's
// POST /audio/transcriptions, `json` and `verbose_json`.

internal import OrkestaModel

extension HeardSpeech {
    /// - Throws: `.malformed` for what is no such answer, or says nothing of times
    ///   that were asked for; `.empty` when nothing is said in a note that may not be silent.
    init(_ body: [UInt8], of note: VoiceNote) throws(AttemptFailure) {
        guard let document = try? JSON(parsing: body), let text = document["text"]?.stringValue else {
            throw AttemptFailure(.malformed)
        }
        guard note.mayBeSilent || text.contains(where: { !$0.isWhitespace }) else { throw AttemptFailure(.empty) }
        self.text = text
        timing = try note.isTimed ? Timing(document) : nil
        let duration = timing.flatMap { Int64(exactly: $0.duration.rounded(.up)) }
        seconds = document["usage"]?.count("seconds").map(Int64.init) ?? duration
    }
}

extension HeardSpeech.Timing {
    fileprivate init(_ document: JSON) throws(AttemptFailure) {
        guard let duration = document["duration"]?.doubleValue, duration >= 0, duration.isFinite,
            let segments = document["segments"]?.arrayValue, segments.allSatisfy(\.isSegment)
        else { throw AttemptFailure(.malformed) }
        self.init(duration: duration, language: document["language"]?.stringValue, segments: segments)
    }
}

extension JSON {
    fileprivate var isSegment: Bool {
        self["start"]?.doubleValue != nil && self["end"]?.doubleValue != nil && self["text"]?.stringValue != nil
    }
}
