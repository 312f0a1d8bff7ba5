// Requests that a page of another address makes a browser send: whoever looks at such a
// page did not mean to write as a customer, and emulators ask nobody for a key.

internal import HTTPTypes
internal import Hummingbird

extension Request {
    /// The answer to a request that changes something and comes from a page of another address;
    /// nil for all others. Programs name no origin, and what is only read is kept from foreign
    /// pages by the browser.
    var refusalOfForeignPage: Response? {
        guard method != .get, method != .head, let origin = headers[.origin] else { return nil }
        let own = (head.authority ?? "").lowercased()
        guard ["http://\(own)", "https://\(own)"].contains(origin.lowercased()) else {
            return .json(403, ["error": "only the emulator's own pages may do this"])
        }
        return nil
    }
}
