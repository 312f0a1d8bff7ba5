// ork_host: the host as every instance sees it.

import OrkestaABI

extension FakeHost {
    /// The host's table in an edition.
    func hostTable(_ edition: Edition) -> UnsafePointer<ork_host>? {
        let table = table("ork_host", as: "ork_host \(edition)") {
            edition.image(of: hostFunctions(edition), firstSize: firstSize(\ork_host.cancel))
        }
        return table?.assumingMemoryBound(to: ork_host.self)
    }
}

private func hostFunctions(_ edition: Edition) -> ork_host {
    ork_host(
        size: 0,
        abi_major: UInt32(ORK_ABI_MAJOR),
        abi_minor: edition == .first ? 0 : edition == .later ? 99 : UInt32(ORK_ABI_MINOR),
        reserved: 0,
        name: immortalText("orkesta-check"),
        version: immortalText("1.0.0"),
        get_service: { handle, id in
            FakeHost.shared.instance(handle, "get_service")?.findService(id)
        },
        post: { handle, token in
            FakeHost.shared.instance(handle, "post")?.post(token) ?? ORK_E_STALE
        },
        complete: { handle, op, answer in
            FakeHost.shared.instance(handle, "complete")?.complete(op, answer) ?? ORK_E_STALE
        },
        cancel: { handle, op in
            FakeHost.shared.instance(handle, "cancel")?.cancelCall(op) ?? ORK_E_STALE
        }
    )
}

/// A text that lives as long as the process, and may not be read beyond its end.
private func immortalText(_ text: String) -> ork_str {
    let bytes = Array(text.utf8)
    return ork_str(
        ptr: immortalTable(bytes, named: "ork_host's texts")?.assumingMemoryBound(to: CChar.self),
        len: bytes.count
    )
}
