// A webhook on its way, and what became of it.

public import OrkestaModel

/// One webhook to deliver. Its body is final: every attempt sends the same bytes.
struct Parcel: Sendable {
    /// What it is called in the log of deliveries.
    var name: String?
    /// Where it goes, asked before every attempt: whoever listens may have moved. Nil:
    /// nobody listens now.
    var address: @Sendable () -> String?
    /// Of one attempt. A forged one has a signature that is not the provider's.
    var headers: @Sendable (_ isForged: Bool) -> [(name: String, value: String)]
    var body: [UInt8]
    /// Parcels of one lane arrive one after the other, each once the one before is
    /// taken; nil: in no order.
    var lane: String?
    /// How long after it was handed over it sets out, in milliseconds.
    var delay: Int64 = 0
    /// Gets the body of the response that took it.
    var onTaken: (@Sendable ([UInt8]) async -> Void)?
}

/// One attempt to deliver a webhook.
public struct DeliveryAttempt: Sendable {
    /// What the webhook is called; nil: it has no name.
    public let name: String?
    public let url: String
    /// From 1.
    public let attempt: Int
    /// Of the response; nil when there was none.
    public let status: Int?
    /// Why there was none, a bounded label; `answer-lost`: the provider did not hear it.
    public let failure: String?

    /// As the control interface shows it.
    public var json: JSON {
        [
            "name": JSON(name), "url": .string(url), "attempt": .integer(Int64(attempt)),
            "status": JSON(status.map(Int64.init)),
            "failure": JSON(failure),
        ]
    }
}

extension Parcel {
    func attempt(_ number: Int, at url: String, status: Int? = nil, failure: String? = nil) -> DeliveryAttempt {
        DeliveryAttempt(name: name, url: url, attempt: number, status: status, failure: failure)
    }
}
