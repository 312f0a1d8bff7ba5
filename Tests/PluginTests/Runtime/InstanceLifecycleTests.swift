// The life of an instance, by table: which events are allowed where.

import Testing

@testable import HostPlugins

@Suite("Instance lifecycle")
struct InstanceLifecycleTests {
    typealias Life = InstanceLifecycle

    @Test("goes the usual way")
    func usualWay() {
        var life = Life.created
        for event: Life.Event in [.activate, .activated, .drain, .end] {
            let isAllowed = life.apply(event)
            #expect(isAllowed, "\(event)")
        }
        #expect(life == .ended)
    }

    @Test(
        "refuses what does not fit",
        arguments: [
            (Life.created, Life.Event.activated), (.created, .end), (.activating, .activate), (.active, .activate),
            (.active, .end), (.draining, .activated), (.ended, .activate), (.ended, .condemn(reason: "late")),
            (.condemned(reason: "stuck"), .end), (.condemned(reason: "stuck"), .drain),
        ]
    )
    func refuses(state: InstanceLifecycle, event: InstanceLifecycle.Event) {
        var life = state
        let isAllowed = life.apply(event)
        #expect(!isAllowed)
        #expect(life == state, "a refused event changed the state")
    }

    @Test("takes work only while active, and calls nothing after the end")
    func workAndCalls() {
        let states: [(Life, work: Bool, calls: Bool)] = [
            (.created, false, true), (.activating, false, true), (.active, true, true), (.draining, false, true),
            (.ended, false, false), (.condemned(reason: "x"), false, false),
        ]
        for (state, work, calls) in states {
            #expect(state.acceptsWork == work, "\(state)")
            #expect(state.mayBeCalled == calls, "\(state)")
        }
    }
}
