// What no provider has a path for: faults, and what became of the webhooks.

internal import HTTPTypes
internal import Hummingbird
internal import OrkestaModel

/// Answers `/control/deliveries` and `/control/faults/LINE`, for any service.
struct PhoneControls<Fault: EmulatedFault>: Sendable {
    let book: PhoneBook
    let courier: WebhookCourier
    let faults: FaultSchedule<Fault>

    /// Nil when the path is none of these.
    func respond(to request: Request) async throws -> Response? {
        let path = request.segments
        guard path.first == "control", path.count > 1 else { return nil }
        switch (request.method, path.count, path[1]) {
        case (.get, 2, "deliveries"):
            return .json(
                200,
                [
                    "pending": .integer(Int64(courier.pendingCount)), "messages": book.counts.json,
                    "attempts": .array(courier.attempts.map(\.json)),
                ]
            )
        case (.put, 3, "faults"):
            let text = String(decoding: try await request.bytes(max: EmulatorLimits.controlBodyBytesMax), as: UTF8.self)
            do throws(DocumentError) {
                faults.set(try FaultPlan(parsing: text.filter { !$0.isWhitespace }), for: path[2])
                return .json(200, [:])
            } catch {
                return .json(400, ["error": .string(error.description), "field": .string(error.field)])
            }
        default: return nil
        }
    }
}
