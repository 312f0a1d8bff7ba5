// How libcurl is told about an HTTP request.

internal import CCurl

extension HTTPRequest: TransferRequest {
    var isHTTP: Bool { true }

    func tell(_ options: inout TransferOptions) throws(NetError) {
        try options.set(CURLOPT_PROTOCOLS_STR, "http,https")
        if let unixSocketPath { try options.set(CURLOPT_UNIX_SOCKET_PATH, unixSocketPath) }
        try options.set(CURLOPT_FOLLOWLOCATION, 0)
        try options.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        if url.lowercased().hasPrefix("https:") { try options.set(CURLOPT_PIPEWAIT, 1) }
        try tellMethod(options)
        try tellHeaders(&options)
    }

    private func tellMethod(_ options: TransferOptions) throws(NetError) {
        let carriesBody = !body.isEmpty || ["POST", "PUT", "PATCH"].contains(method)
        if carriesBody {
            try options.set(CURLOPT_POST, 1)
            try options.set(CURLOPT_POSTFIELDSIZE_LARGE, size: body.count)
            if (1...NetLimits.copiedBodyBytesMax).contains(body.count) {
                try options.upload(copyOf: body)
            } else {
                // libcurl's own choice is so much that the allocator tidies up after each.
                try options.set(CURLOPT_UPLOAD_BUFFERSIZE, NetLimits.uploadBufferBytes)
            }
        } else if method == "HEAD" {
            try options.set(CURLOPT_NOBODY, 1)
        }
        try options.set(CURLOPT_CUSTOMREQUEST, method)
    }

    private func tellHeaders(_ options: inout TransferOptions) throws(NetError) {
        // A name with nothing behind its colon removes a header of libcurl's own.
        var lines = ["Expect:"]
        let names = Set(headers.map { $0.name.lowercased() })
        if !names.contains("content-type") { lines.append("Content-Type:") }
        if !names.contains("user-agent") { lines.append("User-Agent: orkesta") }
        lines += headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        try options.set(CURLOPT_HTTPHEADER, lines)
    }
}
