// One request on its way through libcurl: the easy handle, what it still has
// to send, and the exchange that takes what it receives.

internal import CCurl

/// What a transfer asks for, and how libcurl is told.
protocol TransferRequest: Sendable {
    var url: String { get }
    /// What is uploaded.
    var body: [UInt8] { get }
    var timeoutMilliseconds: Int64 { get }
    /// Asked every ``NetLimits/lookMilliseconds``: true ends the transfer. Nil: nobody is.
    var isOverdue: (@Sendable () -> Bool)? { get }
    /// Whether doing it twice equals doing it once. Only such a request is sent again
    /// when a kept connection turns out to be closed.
    var isIdempotent: Bool { get }
    /// Whether the answer begins with the head of an HTTP response.
    var isHTTP: Bool { get }
    /// Sets what is of this request alone.
    func tell(_ options: inout TransferOptions) throws(NetError)
}

/// Receives a transfer's events, always on the transfer thread.
protocol Exchange: AnyObject, Sendable {
    /// True where the timeout bounds silence instead of the whole exchange.
    var isStreamed: Bool { get }
    func begin(_ head: HTTPResponseHead)
    /// A line of a conversation that is not HTTP's, without its end.
    func hear(_ line: String)
    func receive(_ bytes: UnsafeRawBufferPointer) -> Receipt
    /// Called exactly once, last.
    func finish(_ failure: NetError?)
}

/// What an exchange did with bytes it was given.
enum Receipt {
    case taken
    /// Took nothing; the same bytes come again after a resume.
    case paused
    /// Took nothing and wants no more.
    case tooLarge
}

/// A request in flight.
//
// Safe: `request`, `exchange` and `reach` never change; every other property is touched
// by the transfer thread alone, in TransferLoop and in libcurl's callbacks,
// which libcurl calls on that same thread.
final class Transfer: @unchecked Sendable {
    let request: any TransferRequest
    let exchange: any Exchange
    let reach: NetReach

    var handle: UnsafeMutableRawPointer?
    /// Lists that libcurl reads while it transfers.
    var lists: [UnsafeMutablePointer<curl_slist>] = []
    /// Why a callback stopped the transfer, where libcurl cannot know.
    var failure: NetError?
    var startedAt: Int64 = 0
    /// When something was last received, or the transfer was started or resumed.
    var lastActivity: Int64 = 0
    var isPaused = false
    /// When the rest of a body that nobody reads must have come; nil: it is read.
    var discardsUntil: Int64?
    private var head = HTTPResponseHeadBuilder()
    private var bodyBytesSent = 0
    /// libcurl was told that the upload is over.
    private var isBodySent = false

    init(_ request: any TransferRequest, _ exchange: any Exchange, _ reach: NetReach) {
        self.request = request
        self.exchange = exchange
        self.reach = reach
    }

    /// Whether any byte of the request has left; of mail, whether all of it has: what
    /// is broken off before its end is thrown away.
    var outcome: NetError.Outcome {
        guard let handle else { return .nothingSent }
        guard request.isHTTP else { return isBodySent ? .unknown : .nothingSent }
        var byteCount = 0
        guard ork_curl_get_long(handle, CURLINFO_REQUEST_SIZE, &byteCount) == CURLE_OK else { return .unknown }
        return byteCount > 0 ? .unknown : .nothingSent
    }

    /// Whether its time is over: when whoever sent it says so, and that of a stream when
    /// it was silent for too long, unless its reader is slow. libcurl ends whole exchanges by itself, but not
    /// those that wait in its queue for a connection (7.88).
    func isOverdue(at now: Int64) -> Bool {
        if let discardsUntil { return now > discardsUntil }
        if let isOverdue = request.isOverdue, isOverdue() { return true }
        let timeout = max(1, request.timeoutMilliseconds)
        guard exchange.isStreamed else { return now - startedAt > timeout }
        return !isPaused && now - lastActivity > timeout
    }

    /// Frees what libcurl holds for it. The handle must have left the multi handle.
    func release() {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
        handle = nil
        lists = []
    }
}

// What libcurl's callbacks do.
extension Transfer {
    func receiveHeader(_ line: UnsafeRawBufferPointer) -> Int {
        lastActivity = monotonicMilliseconds()
        guard request.isHTTP else {
            let text = String(decoding: line, as: UTF8.self)
            exchange.hear(String(text.prefix { !$0.isNewline }))
            return line.count
        }
        do {
            if let complete = try head.take(Array(line)) { exchange.begin(complete) }
            return line.count
        } catch {
            failure = error
            return 0
        }
    }

    func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        lastActivity = monotonicMilliseconds()
        switch exchange.receive(bytes) {
        case .taken:
            return bytes.count
        case .paused:
            isPaused = true
            return Int(CURL_WRITEFUNC_PAUSE)
        case .tooLarge:
            failure = .tooLarge
            return 0
        }
    }

    func sendBody(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, request.body.count - bodyBytesSent)
        request.body.withUnsafeBytes { body in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: body[bodyBytesSent..<bodyBytesSent + count]))
        }
        bodyBytesSent += count
        isBodySent = count == 0
        return count
    }

    /// Whether the request may go out now. libcurl repeats one by itself, on a fresh
    /// connection, when a kept one was closed before the answer: not one that must not be
    /// done twice and of which something has left.
    func mayGoOut() -> Bool {
        guard !request.isIdempotent, outcome == .unknown else { return true }
        failure = NetError(CURLE_GOT_NOTHING, url: request.url, outcome: .unknown)
        return false
    }

    /// Goes back in the body, which libcurl asks for before it sends the request again.
    func rewindBody(to offset: Int64) -> Bool {
        guard offset >= 0, offset <= Int64(request.body.count) else { return false }
        bodyBytesSent = Int(offset)
        return true
    }
}
