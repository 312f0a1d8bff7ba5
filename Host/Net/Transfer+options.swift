// How a request is told to libcurl.

internal import CCurl

extension Transfer {
    /// Makes the easy handle.
    /// - Throws: ``NetError/failed`` when libcurl is out of memory or refuses an
    ///   option, ``NetError/badURL`` for a scheme other than http and https.
    func prepare() throws(NetError) {
        guard let handle = curl_easy_init() else {
            throw NetError(CURLE_OUT_OF_MEMORY, url: request.url, outcome: .nothingSent)
        }
        self.handle = handle
        try setTarget(handle)
        try setMethod(handle)
        try setHeaders(handle)
        try setTimeouts(handle)
        try setCallbacks(handle)
    }

    private func setTarget(_ handle: UnsafeMutableRawPointer) throws(NetError) {
        try check(ork_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https"))
        try check(ork_curl_set_string(handle, CURLOPT_URL, request.url))
        // An empty proxy also switches off the proxies named by the environment.
        try check(ork_curl_set_string(handle, CURLOPT_PROXY, ""))
        if let path = request.unixSocketPath {
            try check(ork_curl_set_string(handle, CURLOPT_UNIX_SOCKET_PATH, path))
        }
        switch reach {
        case .anywhere: try check(ork_curl_close_sockets_on_exec(handle))
        case .publicAddresses: try check(ork_curl_reach_public_addresses_only(handle, 0))
        case .publicAddressesAndThisMachine: try check(ork_curl_reach_public_addresses_only(handle, 1))
        }
        try set(handle, CURLOPT_BUFFERSIZE, NetLimits.receiveBufferBytes)
        try set(handle, CURLOPT_FOLLOWLOCATION, 0)
        try set(handle, CURLOPT_NOSIGNAL, 1)
        // Cancelling must not wait for a name that is being looked up.
        try set(handle, CURLOPT_QUICK_EXIT, 1)
        try set(handle, CURLOPT_TCP_KEEPALIVE, 1)
        try set(handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        if request.url.lowercased().hasPrefix("https:") { try set(handle, CURLOPT_PIPEWAIT, 1) }
    }

    private func setMethod(_ handle: UnsafeMutableRawPointer) throws(NetError) {
        let carriesBody = !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method)
        if carriesBody {
            try set(handle, CURLOPT_POST, 1)
            try check(ork_curl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count)))
            // libcurl's own choice is so much that the allocator tidies up after each.
            try set(handle, CURLOPT_UPLOAD_BUFFERSIZE, NetLimits.uploadBufferBytes)
        } else if request.method == "HEAD" {
            try set(handle, CURLOPT_NOBODY, 1)
        }
        try check(ork_curl_set_string(handle, CURLOPT_CUSTOMREQUEST, request.method))
        // libcurl repeats a request by itself when a kept connection was closed
        // before the answer. What must not be done twice has a body that cannot
        // be rewound (see rewindBody), which stops that; without a body it gets
        // a connection of its own.
        if !request.isIdempotent, request.body.isEmpty { try set(handle, CURLOPT_FRESH_CONNECT, 1) }
    }

    private func setHeaders(_ handle: UnsafeMutableRawPointer) throws(NetError) {
        // A name with nothing behind its colon removes a header of libcurl's own.
        var lines = ["Expect:"]
        let names = Set(request.headers.map { $0.name.lowercased() })
        if !names.contains("content-type") { lines.append("Content-Type:") }
        if !names.contains("user-agent") { lines.append("User-Agent: orkesta") }
        lines += request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        for line in lines {
            guard let list = curl_slist_append(headerList, line) else {
                throw NetError(CURLE_OUT_OF_MEMORY, url: request.url, outcome: .nothingSent)
            }
            headerList = list
        }
        try check(ork_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headerList))
    }

    private func setTimeouts(_ handle: UnsafeMutableRawPointer) throws(NetError) {
        let limit = max(1, request.timeoutMilliseconds)
        try set(handle, CURLOPT_CONNECTTIMEOUT_MS, Int(min(limit, NetLimits.connectMilliseconds)))
        if !exchange.isStreamed { try set(handle, CURLOPT_TIMEOUT_MS, Int(limit)) }
    }

    private func setCallbacks(_ handle: UnsafeMutableRawPointer) throws(NetError) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        try check(ork_curl_set_pointer(handle, CURLOPT_HEADERDATA, context))
        try check(ork_curl_set_callback(handle, CURLOPT_HEADERFUNCTION, onHeader))
        try check(ork_curl_set_pointer(handle, CURLOPT_WRITEDATA, context))
        try check(ork_curl_set_callback(handle, CURLOPT_WRITEFUNCTION, onBody))
        try check(ork_curl_set_pointer(handle, CURLOPT_READDATA, context))
        try check(ork_curl_set_callback(handle, CURLOPT_READFUNCTION, onUpload))
        try check(ork_curl_set_pointer(handle, CURLOPT_SEEKDATA, context))
        try check(ork_curl_set_seek_callback(handle, onRewind))
    }

    private func set(_ handle: UnsafeMutableRawPointer, _ option: CURLoption, _ value: Int) throws(NetError) {
        try check(ork_curl_set_long(handle, option, value))
    }

    private func check(_ code: CURLcode) throws(NetError) {
        guard code == CURLE_OK else { throw NetError(code, url: request.url, outcome: .nothingSent) }
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

private let onRewind: ork_curl_seek_callback = { context, offset, origin in
    guard let context, origin == SEEK_SET, transfer(context).rewindBody(to: Int64(offset)) else {
        return CURL_SEEKFUNC_FAIL
    }
    return CURL_SEEKFUNC_OK
}
