// ork.clock/1: durable timers of a turn's conversation.

import HostCore
import HostTurns
import OrkestaABI
import OrkestaModel

extension ServiceTables {
    static let clock = ImmortalTable(
        ork_clock_service(
            size: UInt32(MemoryLayout<ork_clock_service>.size),
            reserved: 0,
            mono_ms: { _ in monotonicMilliseconds() },
            schedule: { handle, envelope, name, due, payload, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let payload = try JSON.checking(payload, "payload_json", limit: Limits.statePatchBytesMax)
                    try call.stage(
                        .scheduleTimer(
                            plugin: call.instance.plugin,
                            name: try timerName(name),
                            due: Timestamp(bounding: due),
                            payload: payload ?? .object([:])
                        )
                    )
                }
            },
            cancel: { handle, envelope, name, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    try call.stage(.cancelTimer(plugin: call.instance.plugin, name: try timerName(name)))
                }
            }
        )
    )
}

private func timerName(_ borrowed: ork_str) throws(Refusal) -> String {
    let name = try String(checking: borrowed, "name", limit: 100)
    guard !name.isEmpty else { throw Refusal(status: ORK_E_INVALID, reason: "name is empty") }
    return name
}

extension ServiceCall {
    /// Stages a write of the turn and answers OK.
    func stage(_ write: StagedWrite) throws(Refusal) {
        guard turn?.stage(write) == true else {
            throw Refusal(status: ORK_E_BUDGET, reason: "a turn staged too many writes")
        }
        succeed()
    }
}
