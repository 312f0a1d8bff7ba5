// What a provider took, and failed afterwards for a reason that passes, or that a template
// or the other form of the address helps against, goes out anew by the same channel.

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
        var (isWindowClosed, isOtherForm) = (item.isWindowClosed, item.isOtherForm)
        var pause = rest(before: item.round + 1)
        switch receipt.remedy {
        case .template:
            // Once: a template that is refused, too, is not what helps.
            guard !isWindowClosed, try DeliveryPolicies(tenant).template(for: item, in: connection) != nil else {
                return false
            }
            (isWindowClosed, pause) = (true, 0)
        case .otherForm:
            // Once: there are no more than two.
            guard !isOtherForm else { return false }
            (isOtherForm, pause) = (true, 0)
        case .stop: pause = max(pause, Limits.senderRestMilliseconds)
        case .none, .waitForCustomer, .waitForSender:
            guard receipt.isTransient else { return false }
        case .otherChannel, .optOut, .stopTemplates, .otherTemplate, .restAdvertising: return false
        }
        guard let address = try Outbox(tenant).presentAddress(of: item, in: connection) else { return false }
        let anew = OutboxItem(
            insteadOf: item,
            place: item.round + 1,
            channel: item.channel,
            address: address,
            sendGuard: item.sendGuard,
            round: item.round + 1,
            isWindowClosed: isWindowClosed,
            isOtherForm: isOtherForm
        )
        try enqueue(anew, notBefore: now.advanced(byMilliseconds: pause), in: connection)
        return true
    }

    /// Milliseconds; `round` counts from 1.
    private func rest(before round: Int) -> Int64 {
        Limits.outboxResendMilliseconds << (2 * Int64(min(max(1, round), Limits.outboxResendsMax) - 1))
    }
}
