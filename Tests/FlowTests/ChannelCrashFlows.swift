// The host is killed while customers write on WhatsApp: what the provider was told
// is taken is answered, and nothing is sent twice. The provider counts.

import CrashDrill
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ChannelCrashFlows {
    @Test func killsLoseNothingAndSendNothingTwice() async throws {
        var plan = ChannelCrashPlan()
        plan.host = FlowHost.configuration
        let report = try await ChannelCrashDrill.run(plan)
        #expect(report.isClean, "\(report)")
        #expect(report.answered > 0, "\(report)")
    }

    @Test func webhooksTwiceAndOutOfOrderAreAnsweredOnce() async throws {
        var plan = WebhookDrillPlan()
        plan.host = FlowHost.configuration
        (plan.customers, plan.messagesEach, plan.connections) = (20, 5, 20)
        plan.lateMilliseconds = 300
        let report = try await WebhookDrill.run(plan)
        #expect(report.isClean, "\(report)")
    }
}
