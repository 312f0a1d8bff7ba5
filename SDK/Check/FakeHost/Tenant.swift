// The businesses that the fake host serves. What they say is theirs alone, so that
// it can be recognized where it does not belong.

/// A tenant and its customer.
struct Tenant: Sendable, Equatable {
    let id: String
    let businessName: String
    let customerName: String
    /// What a channel calls the customer.
    let address: String
    /// In every setting that the manifest marks as secret.
    let secret: String
    /// A word in what its customer writes.
    let word: String

    /// `mark` is a word of letters that nobody else uses.
    init(mark: String) {
        id = "tenant-\(mark)"
        businessName = "Tienda \(mark.uppercased())"
        customerName = "Quetzal \(mark.uppercased())qz"
        address = "+5255\(mark)77001"
        secret = "s3cr3t-\(mark)-k3y"
        word = "zafiro\(mark)"
    }

    static let first = Tenant(mark: "aurora")
    static let second = Tenant(mark: "boreal")

    /// What must appear nowhere in another tenant's traffic.
    var marks: [String] { [id, businessName, customerName, address, secret, word] }
}
