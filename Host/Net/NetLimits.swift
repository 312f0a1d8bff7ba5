// Every number that bounds the outbound HTTP and the mail of this module.

/// Limits of outbound traffic. Times are milliseconds unless the name says
/// otherwise.
public enum NetLimits {
    /// How long a request may take when its maker does not say.
    public static let timeoutMilliseconds: Int64 = 10_000
    /// How long connecting may take, within the request's own timeout.
    public static let connectMilliseconds: Int64 = 5_000
    /// How many bytes a response body may have when the request does not say.
    public static let bodyBytesMax = 8 << 20
    public static let headerBytesMax = 64 << 10
    public static let connectionsPerHostMax = 64
    /// Idle connections kept open, over all hosts.
    public static let connectionsKeptMax = 256
    /// A streamed response stops reading its connection at the first of these
    /// and reads again below the second.
    static let streamBufferedBytesMax = 256 << 10
    static let streamBufferedBytesResume = 64 << 10
    /// What libcurl takes off a socket at once. Each request has such a buffer for as
    /// long as it waits.
    static let receiveBufferBytes = 4 << 10
    /// Up to this many bytes libcurl sends a body in one write with the head.
    static let copiedBodyBytesMax = 32 << 10
    /// What libcurl sends of a longer body at once; its least.
    static let uploadBufferBytes = 16 << 10
    /// How long the rest of a body may take that nobody reads any more.
    public static let discardMilliseconds: Int64 = 250
    /// The longest sleep of the transfer thread.
    static let pollMilliseconds: Int64 = 1_000
    /// How exactly the ends of time are noticed that libcurl does not see.
    public static let lookMilliseconds: Int64 = 50
    /// How long one command to a server of mail may take.
    public static let mailMilliseconds: Int64 = 30_000
    /// Servers of mail let one client in so often, and no more.
    static let mailConnectionsPerHostMax = 4
    /// One message that is read; of longer ones what they begin with: the words come before the
    /// files.
    public static let mailBytesMax = 25 << 20
    public static let mailBeginningBytesMax = 256 << 10
    /// What a mailbox server answers to a question about numbers.
    static let mailAnswerBytesMax = 1 << 20
    /// Bytes of one server-sent event, all its fields together.
    public static let eventBytesMax = 1 << 20
}
