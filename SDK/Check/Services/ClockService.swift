// ork.clock/1: timers that the check fires when it wants to.

import OrkestaABI

extension FakeService {
    static let clock = FakeService(
        ORK_CLOCK_1,
        firstSize: firstSize(\ork_clock_service.cancel),
        ork_clock_service(
            size: 0,
            reserved: 0,
            mono_ms: { FakeHost.shared.instance($0, "clock.mono_ms") == nil ? 0 : monotonicMilliseconds() },
            schedule: { handle, call, name, due, payload, op in
                FakeInstance.serve(handle, call, op, "clock.schedule", isWrite: true, needsTurn: true) {
                    arguments throws(Refused) in
                    let name = try arguments.text(name, "name", in: 1...100)
                    arguments.number(due, "due_ms")
                    let payload = try arguments.json(payload, "payload_json", limit: 64 << 10)
                    return { store in
                        store.timers[name] = payload
                        return ServiceAnswer()
                    }
                }
            },
            cancel: { handle, call, name, op in
                FakeInstance.serve(handle, call, op, "clock.cancel", isWrite: true, needsTurn: true) {
                    arguments throws(Refused) in
                    let name = try arguments.text(name, "name", in: 1...100)
                    return { store in
                        store.timers[name] = nil
                        return ServiceAnswer()
                    }
                }
            }
        )
    )
}
