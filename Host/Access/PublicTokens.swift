// Tokens in links that anybody who has them may open: pages of quotes and of
// payments.

import Crypto
import FoundationEssentials

/// Makes tokens that nobody can guess and that are the same whenever they are
/// made for the same thing, so that a redo of a turn sends the same link. Rows
/// keep the text of their token: it stays valid when the master key is rotated.
public struct PublicTokens: Sendable {
    private let key: SymmetricKey

    public init(_ masterKey: MasterKey) { key = masterKey.derived(for: "orkesta public tokens 1") }

    /// 22 characters of base64url, 128 bits. `purpose` keeps tokens of different
    /// kinds of things apart; `thing` is its key.
    public func token(for purpose: String, _ thing: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(purpose)\0\(thing)".utf8), using: key)
        return Data(code.prefix(16)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
