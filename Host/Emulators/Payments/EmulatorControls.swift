// What every emulated payment provider lets a test do from outside: let time pass,
// break things, and look at what was sent.

internal import OrkestaModel

/// The controls that both providers have.
struct EmulatorControls: Sendable {
    let time: EmulatorTime
    let faults: CallFaults
    let sender: WebhookSender
    /// Lets expire what is due.
    let expireDue: @Sendable () -> Void

    /// Nil when it is none of these. Throws the field at fault.
    func result(_ method: String, _ path: [String], _ body: JSON) throws(DocumentError) -> JSON? {
        switch (method, path) {
        case ("POST", ["advance"]):
            guard let seconds = try body.number("seconds", 0...315_360_000) else {
                throw DocumentError(field: "seconds", reason: "a number of seconds is expected")
            }
            time.advance(bySeconds: seconds)
            expireDue()
            return ["now": .integer(time.seconds)]
        case ("PUT", ["webhooks"]):
            var plan = sender.plan
            try plan.take(body)
            sender.change(plan)
            return [:]
        case ("PUT", ["faults"]):
            try faults.set(body.requiredText("next"))
            return [:]
        case ("GET", ["webhooks"]): return .array(sender.records.map(\.json))
        default: return nil
        }
    }
}
