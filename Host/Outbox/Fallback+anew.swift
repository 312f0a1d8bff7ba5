// What a provider took, and failed afterwards for a reason that passes or that a
// template helps against, goes out anew by the same channel.

import HostCore
import HostInbox
import HostStorage
import OrkestaModel

extension Fallback {
    /// Sends a message anew, where that may help; whether it does. It is another row, and
    /// under another key: the provider may repeat what it told of this one.
    func sendAnew(
        _ item: OutboxItem,
        after receipt: DeliveryReceipt,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        guard item.round < Limits.outboxResendsMax, try successor(of: item, in: connection) == nil else {
            return false
        }
        var (isWindowClosed, pause) = (item.isWindowClosed, rest(before: item.round + 1))
        switch receipt.remedy {
        case .template:
            // Once: a template that is refused, too, is not what helps.
            guard !isWindowClosed, try DeliveryPolicies(tenant).template(for: item, in: connection) != nil else {
                return false
            }
            (isWindowClosed, pause) = (true, 0)
        case .stop: pause = max(pause, Limits.senderRestMilliseconds)
        case .none, .waitForCustomer, .waitForSender:
            guard receipt.isTransient else { return false }
        case .otherChannel, .optOut, .stopTemplates, .otherTemplate: return false
        }
        let anew = OutboxItem(
            insteadOf: item,
            place: item.round + 1,
            channel: item.channel,
            address: item.address,
            sendGuard: item.sendGuard,
            round: item.round + 1,
            isWindowClosed: isWindowClosed
        )
        try enqueue(anew, notBefore: now.advanced(byMilliseconds: pause), in: connection)
        return true
    }

    /// Milliseconds; `round` counts from 1.
    private func rest(before round: Int) -> Int64 {
        Limits.outboxResendMilliseconds << (2 * Int64(min(max(1, round), Limits.outboxResendsMax) - 1))
    }
}
