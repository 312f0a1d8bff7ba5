// How libcurl is told about a transfer: what every request has in common. The rest
// its own kind adds.

internal import CCurl

/// The options of one easy handle, checked one by one.
struct TransferOptions {
    private let handle: UnsafeMutableRawPointer
    private let url: String
    /// To be freed after the handle.
    private(set) var lists: [UnsafeMutablePointer<curl_slist>] = []

    init(_ handle: UnsafeMutableRawPointer, url: String) {
        self.handle = handle
        self.url = url
    }

    func set(_ option: CURLoption, _ value: Int) throws(NetError) {
        try check(ork_curl_set_long(handle, option, value))
    }

    /// Libcurl copies the text.
    func set(_ option: CURLoption, _ value: String) throws(NetError) {
        try check(ork_curl_set_string(handle, option, value))
    }

    func set(_ option: CURLoption, size: Int) throws(NetError) {
        try check(ork_curl_set_offset(handle, option, curl_off_t(size)))
    }

    /// What is uploaded, of which libcurl makes a copy: it goes out with the head.
    func upload(copyOf body: [UInt8]) throws(NetError) {
        let code = body.withUnsafeBytes { bytes in
            ork_curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
        }
        try check(code)
    }

    mutating func set(_ option: CURLoption, _ lines: [String]) throws(NetError) {
        var list: UnsafeMutablePointer<curl_slist>?
        defer { if let list { lists.append(list) } }
        for line in lines {
            guard let longer = curl_slist_append(list, line) else {
                throw NetError(CURLE_OUT_OF_MEMORY, url: url, outcome: .nothingSent)
            }
            list = longer
        }
        try check(ork_curl_set_pointer(handle, option, list))
    }

    func reach(_ reach: NetReach) throws(NetError) {
        switch reach {
        case .anywhere: try check(ork_curl_close_sockets_on_exec(handle))
        case .publicAddresses: try check(ork_curl_reach_public_addresses_only(handle, 0))
        case .publicAddressesAndThisMachine: try check(ork_curl_reach_public_addresses_only(handle, 1))
        }
    }

    /// The context of every callback is the transfer.
    func callBack(_ transfer: Transfer) throws(NetError) {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        try check(ork_curl_set_pointer(handle, CURLOPT_HEADERDATA, context))
        try check(ork_curl_set_callback(handle, CURLOPT_HEADERFUNCTION, onHeader))
        try check(ork_curl_set_pointer(handle, CURLOPT_WRITEDATA, context))
        try check(ork_curl_set_callback(handle, CURLOPT_WRITEFUNCTION, onBody))
        try check(ork_curl_set_pointer(handle, CURLOPT_READDATA, context))
        try check(ork_curl_set_callback(handle, CURLOPT_READFUNCTION, onUpload))
        try check(ork_curl_set_pointer(handle, CURLOPT_SEEKDATA, context))
        try check(ork_curl_set_seek_callback(handle, onRewind))
        try check(ork_curl_set_before_request(handle, beforeRequest, context))
    }

    private func check(_ code: CURLcode) throws(NetError) {
        guard code == CURLE_OK else { throw NetError(code, url: url, outcome: .nothingSent) }
    }
}

extension Transfer {
    /// Makes the easy handle.
    /// - Throws: ``NetError/failed`` when libcurl is out of memory or refuses an
    ///   option, ``NetError/badURL`` for a scheme that is not the request's.
    func prepare() throws(NetError) {
        guard let handle = curl_easy_init() else {
            throw NetError(CURLE_OUT_OF_MEMORY, url: request.url, outcome: .nothingSent)
        }
        self.handle = handle
        var options = TransferOptions(handle, url: request.url)
        defer { lists = options.lists }
        try options.set(CURLOPT_URL, request.url)
        // An empty proxy also switches off the proxies named by the environment.
        try options.set(CURLOPT_PROXY, "")
        try options.reach(reach)
        try options.set(CURLOPT_NOSIGNAL, 1)
        // Cancelling must not wait for a name that is being looked up.
        try options.set(CURLOPT_QUICK_EXIT, 1)
        try options.set(CURLOPT_TCP_KEEPALIVE, 1)
        try options.set(CURLOPT_BUFFERSIZE, NetLimits.receiveBufferBytes)
        let limit = max(1, request.timeoutMilliseconds)
        try options.set(CURLOPT_CONNECTTIMEOUT_MS, Int(min(limit, NetLimits.connectMilliseconds)))
        if !exchange.isStreamed { try options.set(CURLOPT_TIMEOUT_MS, Int(limit)) }
        try options.callBack(self)
        try request.tell(&options)
    }
}

// The context of every callback is the transfer, which TransferLoop keeps alive
// for as long as libcurl knows its handle.

private func transfer(_ context: UnsafeMutableRawPointer) -> Transfer {
    Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
}

private let onHeader: ork_curl_data_callback = { bytes, size, count, context in
    guard let context else { return 0 }
    return transfer(context).receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
}

private let onBody: ork_curl_data_callback = { bytes, size, count, context in
    guard let context else { return 0 }
    return transfer(context).receiveBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
}

private let onUpload: ork_curl_data_callback = { bytes, size, count, context in
    guard let context else { return Int(CURL_READFUNC_ABORT) }
    return transfer(context).sendBody(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
}

private let beforeRequest: ork_curl_before_request = { context, _, _, _, _ in
    guard let context, transfer(context).mayGoOut() else { return CURL_PREREQFUNC_ABORT }
    return CURL_PREREQFUNC_OK
}

private let onRewind: ork_curl_seek_callback = { context, offset, origin in
    guard let context, origin == SEEK_SET, transfer(context).rewindBody(to: Int64(offset)) else {
        return CURL_SEEKFUNC_FAIL
    }
    return CURL_SEEKFUNC_OK
}
