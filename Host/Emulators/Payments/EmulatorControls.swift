// What every emulated payment provider lets a test do from outside: let time pass,
// break things, and look at what was sent.

internal import OrkestaModel

/// The controls that both providers have.
struct EmulatorControls: Sendable {
    let time: EmulatorTime
    let faults: FaultSchedule<PaymentFault>
    let courier: WebhookCourier
    /// Lets expire what is due.
    let expireDue: @Sendable () -> Void

    /// Nil when it is none of these. Throws the field at fault.
    func result(_ method: String, _ path: [String], _ body: JSON) throws(DocumentError) -> JSON? {
        switch (method, path) {
        case ("POST", ["advance"]):
            guard let seconds = try body.optionalInteger("seconds"), (0...EmulatorTime.aheadSecondsMax) ~= seconds
            else {
                throw DocumentError(field: "seconds", reason: "a number of seconds is expected, at most ten years")
            }
            time.advance(bySeconds: seconds)
            expireDue()
            return ["now": .integer(time.seconds)]
        case ("PUT", ["faults"]):
            faults.set(try FaultPlan(parsing: body.requiredText("plan")), for: PaymentFault.line)
            return [:]
        case ("GET", ["deliveries"]):
            return [
                "pending": .integer(Int64(courier.pendingCount)), "attempts": .array(courier.attempts.map(\.json)),
            ]
        default: return nil
        }
    }
}
