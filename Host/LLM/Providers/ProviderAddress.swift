// Where a provider is asked, and how it wants to be greeted: the four forms of
// URL and the two of keys.

internal import HostNet

/// A header field.
public typealias HTTPHeader = (name: String, value: String)

/// The URLs of one provider.
public struct ProviderAddress: Sendable, Hashable {
    /// How a model's URL is made.
    public enum Form: Sendable, Hashable {
        /// `{base}/chat/completions`: OpenAI's, Groq's, Ollama's `/v1`, Azure's v1 form.
        case openAI
        /// `{base}/openai/deployments/{model}/chat/completions?api-version=…`.
        case azureDated(version: String)
        /// `{base}/api/chat`.
        case ollama
    }

    public var form: Form
    /// Without a slash at the end.
    public var base: String
    /// Azure's `api-key` header instead of `Authorization: Bearer`.
    public var usesKeyHeader: Bool

    public init(_ form: Form, base: String, usesKeyHeader: Bool = false) {
        self.form = form
        self.base = String(base.reversed().drop { $0 == "/" }.reversed())
        self.usesKeyHeader = usesKeyHeader
    }

    func chatURL(_ model: String) -> String {
        switch form {
        case .openAI: "\(base)/chat/completions"
        case .azureDated(let version): "\(deployment(model))/chat/completions?api-version=\(version)"
        case .ollama: "\(base)/api/chat"
        }
    }

    func transcriptionURL(_ model: String) -> String? {
        switch form {
        case .openAI: "\(base)/audio/transcriptions"
        case .azureDated(let version): "\(deployment(model))/audio/transcriptions?api-version=\(version)"
        case .ollama: nil
        }
    }

    /// What lists the models that can be used; nil where nothing lists deployments.
    var modelsURL: String? {
        switch form {
        case .openAI: "\(base)/models"
        case .azureDated: nil
        case .ollama: "\(base)/api/tags"
        }
    }

    private func deployment(_ model: String) -> String {
        "\(base)/openai/deployments/\(percentEncoded(model))"
    }

    func headers(key: String?, extra: [HTTPHeader], contentType: String = "application/json") -> [HTTPHeader] {
        var headers: [HTTPHeader] = [("Content-Type", contentType)]
        if let key { headers.append(usesKeyHeader ? ("api-key", key) : ("Authorization", "Bearer \(key)")) }
        return headers + extra
    }
}

/// One segment of a path (RFC 3986, 2.3): a model's name comes from a person.
private func percentEncoded(_ segment: String) -> String {
    var encoded = ""
    for byte in segment.utf8 {
        let scalar = Unicode.Scalar(byte)
        let isUnreserved = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        if isUnreserved || "-._~".utf8.contains(byte) {
            encoded.unicodeScalars.append(scalar)
        } else {
            let digits = String(byte, radix: 16, uppercase: true)
            encoded += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
        }
    }
    return encoded
}
