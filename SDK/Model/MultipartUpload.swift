// A form with a file in it (RFC 7578), as providers take uploads.

/// Writes one form, whose file is its field `file`.
public struct MultipartUpload: Sendable {
    private let boundary: String

    /// The boundary is made of `boundarySeed`, which is random, or a digest of the file:
    /// then no file holds it by accident.
    public init(boundarySeed: UInt64) { boundary = "orkesta-\(String(boundarySeed, radix: 36))-form" }

    /// The value of `Content-Type`.
    public var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// Names, values and the type must hold no quotes and no line ends.
    public func body(
        fields: [(name: String, value: String)],
        file: (name: String, type: String, bytes: [UInt8])
    ) -> [UInt8] {
        var body: [UInt8] = []
        for field in fields {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n\r\n".utf8
            body += "\(field.value)\r\n".utf8
        }
        body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n".utf8
        body += "Content-Type: \(file.type)\r\n\r\n".utf8
        body += file.bytes
        body += "\r\n--\(boundary)--\r\n".utf8
        return body
    }
}
