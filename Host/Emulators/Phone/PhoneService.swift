// The seam between the page with its phones and the provider behind it.

internal import OrkestaModel

/// A messaging service whose customers' phones can be played with.
protocol PhoneService: Sendable {
    /// Names the look of the page: `whatsapp`, `telegram`, `sms`.
    var look: String { get }
    var book: PhoneBook { get }
    var shelf: MediaShelf { get }
    /// Carries what the provider posts.
    var courier: WebhookCourier { get }

    /// Carries out what a customer does: the book shows it and the shop is told.
    /// Throws naming what the service does not know, or cannot do.
    func act(_ act: PhoneAct, on phone: Phone, to shop: Shop, quoted: String?) throws(DocumentError)

    /// A new customer. `address` may be nil or empty: the service invents one.
    func makePhone(name: String, address: String?, language: String) throws(DocumentError) -> Phone

    /// Something about the phone was switched.
    func phoneChanged(from before: Phone, to after: Phone)
}
