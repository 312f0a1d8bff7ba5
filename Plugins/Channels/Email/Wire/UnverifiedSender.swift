// Somebody who writes under an address that is another's, as far as the server can tell: to
// the host a customer apart, who has that one's mailbox and nothing else.

/// Makes the addresses of such customers.
public enum UnverifiedSender {
    private static let mark = "unverified:"

    /// To the host; no mailbox has such an address.
    public static func address(of mailbox: String) -> String { mark + mailbox }

    /// Where mail to any address of the host's goes.
    public static func mailbox(of address: String) -> String {
        address.hasPrefix(mark) ? String(address.dropFirst(mark.count)) : address
    }
}
