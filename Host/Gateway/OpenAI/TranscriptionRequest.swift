// A request to have a recording written down, as a form. Source: OpenAI's API
// reference, POST /audio/transcriptions.

import HostCore
import HostLLM
import OrkestaModel

/// What a client sends.
struct TranscriptionRequest {
    /// How the transcript is wanted.
    enum Form: String, CaseIterable {
        case json
        case text
        /// With the times at which something is said.
        case verboseJSON = "verbose_json"
    }

    let model: String
    let note: VoiceNote
    let form: Form

    /// - Throws: ``DocumentError`` naming the field that is wrong, or that asks for
    ///   what the chain can't give.
    init(_ parts: [MultipartForm.Part]) throws(DocumentError) {
        let fields = try TranscriptionFields(parts)
        guard let file = parts.first(where: { $0.name == "file" }) else {
            throw DocumentError(field: "file", reason: "a recording is expected")
        }
        guard !file.body.isEmpty else { throw DocumentError(field: "file", reason: "the recording is empty") }
        guard file.body.count <= Limits.llmVoiceBytesMax else {
            throw DocumentError(field: "file", reason: "a recording has at most \(Limits.llmVoiceBytesMax >> 20) MiB")
        }
        guard let model = fields["model"] else { throw DocumentError(field: "model", reason: "a string is expected") }
        self.model = model
        form = try fields.word("response_format") ?? .json
        try fields.refuseWhatCannotBe()
        note = VoiceNote(
            bytes: Array(file.body),
            format: try VoiceNote.Format(file),
            language: try fields.language,
            prompt: try fields.prompt,
            temperature: try fields.temperature,
            isTimed: form == .verboseJSON,
            mayBeSilent: true
        )
    }
}

/// The fields of the form that are no file; of a repeated one the last counts.
private struct TranscriptionFields {
    private let values: [String: [String]]

    init(_ parts: [MultipartForm.Part]) throws(DocumentError) {
        var values: [String: [String]] = [:]
        for part in parts where part.name != "file" {
            guard let text = String(validating: part.body, as: UTF8.self) else {
                throw DocumentError(field: part.name, reason: "text in UTF-8 is expected")
            }
            values[part.name, default: []].append(text)
        }
        self.values = values
    }

    /// Nil when it is absent or empty: clients send empty fields for none.
    subscript(name: String) -> String? { values[name]?.last.flatMap { $0.isEmpty ? nil : $0 } }

    func word<Word: RawRepresentable & CaseIterable>(_ name: String) throws(DocumentError) -> Word?
    where Word.RawValue == String {
        guard let text = self[name] else { return nil }
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw DocumentError(field: name, reason: "one of \(known) is expected")
        }
        return word
    }

    var language: String? {
        get throws(DocumentError) {
            guard let text = self["language"] else { return nil }
            guard (2...3).contains(text.utf8.count), text.allSatisfy({ $0.isASCII && $0.isLetter }) else {
                throw DocumentError(field: "language", reason: "a code of ISO 639 is expected, such as es")
            }
            return text.lowercased()
        }
    }

    var prompt: String? {
        get throws(DocumentError) {
            guard let text = self["prompt"] else { return nil }
            guard text.utf8.count <= Limits.llmVoicePromptBytesMax else {
                let reason = "at most \(Limits.llmVoicePromptBytesMax) bytes are expected"
                throw DocumentError(field: "prompt", reason: reason)
            }
            return text
        }
    }

    var temperature: Double? {
        get throws(DocumentError) {
            guard let text = self["temperature"] else { return nil }
            guard let value = Double(text), (0...1).contains(value) else {
                throw DocumentError(field: "temperature", reason: "a number from 0 to 1 is expected")
            }
            return value
        }
    }

    /// Fields whose silent neglect would change what the answer is.
    func refuseWhatCannotBe() throws(DocumentError) {
        if self["stream"].map({ $0 != "false" }) == true {
            throw DocumentError(field: "stream", reason: "a transcript comes whole")
        }
        for name in ["timestamp_granularities[]", "timestamp_granularities"] {
            guard values[name]?.allSatisfy({ $0 == "segment" }) == false else { continue }
            throw DocumentError(field: name, reason: "only segment is given")
        }
        for name in ["include[]", "include"] where values[name] != nil {
            throw DocumentError(field: name, reason: "providers of the chain give no more than the text and its times")
        }
    }
}

extension VoiceNote.Format {
    /// By the file's name, else by its type.
    fileprivate init(_ file: MultipartForm.Part) throws(DocumentError) {
        let ending = file.fileName?.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let type = file.contentType?.split(separator: ";").first.map { $0.lowercased() } ?? ""
        guard let format = Self.format(ending) ?? Self.format(String(type.split(separator: "/").last ?? "")) else {
            let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw DocumentError(field: "file", reason: "a file of one of these sorts is expected: \(known)")
        }
        self = format
    }

    /// Nil for a sort that no provider takes.
    private static func format(_ word: String) -> VoiceNote.Format? {
        switch word {
        // Other names of the same containers.
        case "oga", "opus": .ogg
        case "x-wav", "wave": .wav
        case "x-m4a": .m4a
        default: VoiceNote.Format(rawValue: word)
        }
    }
}
