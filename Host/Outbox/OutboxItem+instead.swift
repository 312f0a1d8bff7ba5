// A message that goes out in another row's place.

import HostCore
import OrkestaModel

extension OutboxItem {
    /// The same message in another row: by another channel, or anew by the same, whose
    /// template it has.
    ///
    /// Lists of the outbox are sorted by the rows' ids, and an id begins with its moment. So that
    /// this row stands beside the one that failed, its moment is not now but that at which the
    /// message was said, in the tenant's time, and `place` milliseconds: 1 for the first row that
    /// takes another's place, 2 for the next.
    init(
        insteadOf item: OutboxItem,
        place: Int,
        channel: PluginID,
        address: String,
        sendGuard: OutboxGuard?,
        round: Int = 0,
        isWindowClosed: Bool = false,
        isOtherForm: Bool = false
    ) {
        let moment = item.createdAt.advanced(byMilliseconds: Int64(place))
        self.init(
            id: OutboxItemID(at: moment, randomness: SystemRandomness()),
            tenant: item.tenant,
            channel: channel,
            address: address,
            conversationID: item.conversationID,
            messageID: item.messageID,
            sequence: item.sequence,
            reply: item.reply,
            more: item.more,
            locale: item.locale,
            sendGuard: sendGuard,
            createdAt: item.createdAt,
            fallbackOf: item.id,
            offset: item.offset,
            round: round,
            template: channel == item.channel ? item.template : nil,
            isWindowClosed: isWindowClosed,
            isByPerson: item.isByPerson,
            isOtherForm: isOtherForm
        )
    }
}
