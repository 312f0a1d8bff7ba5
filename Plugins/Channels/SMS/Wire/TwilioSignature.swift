// What X-Twilio-Signature signs: the address and the sorted fields of a form.

public import OrkestaModel

/// Makes the text whose HMAC-SHA1 the signature is.
public enum TwilioSignature {
    /// Names by their bytes; of a name that came more than once, the different values.
    public static func signed(_ url: String, _ form: FormFields) -> [UInt8] {
        var signed = Array(url.utf8)
        let sorted = form.pairs.sorted { left, right in
            left.name == right.name
                ? left.value.utf8.lexicographicallyPrecedes(right.value.utf8)
                : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
        }
        var last: (name: String, value: String)?
        for pair in sorted {
            if let last, last == pair { continue }
            // A name stands once for each of its values.
            signed += pair.name.utf8
            signed += pair.value.utf8
            last = pair
        }
        return signed
    }

    /// The address as it is configured, and with or without the port that goes
    /// without saying: Twilio does now one, now the other.
    public static func addresses(_ url: String) -> [String] {
        for (scheme, port) in [("https://", ":443"), ("http://", ":80")] where url.hasPrefix(scheme) {
            let rest = url.dropFirst(scheme.count)
            let host = rest.prefix { $0 != "/" && $0 != "?" }
            let path = rest.dropFirst(host.count)
            if host.hasSuffix(port) { return [url, scheme + host.dropLast(port.count) + path] }
            if !host.contains(":") { return [url, scheme + host + port + path] }
        }
        return [url]
    }
}
