// What a channel read from its provider: messages, receipts and decisions on templates,
// checked before they are believed, and gathered until it responds. Only what breaks the
// ABI's rules is refused: a provider's texts that are too long are no fault of the plugin's.

import HostCore
import HostInbox
import OrkestaABI
import OrkestaModel
import Synchronization

extension PluginInstance {
    func deliver(_ op: ork_op, _ message: UnsafePointer<ork_inbound>?) -> ork_status {
        guard lane.isCurrent else { return refuse(ORK_E_WRONG_THREAD, "deliver: called off the lane") }
        guard let message, let value = sized(message) else { return refuse(ORK_E_INVALID, "deliver: no message") }
        do {
            let inbound = try inboundMessage(value)
            return changeIngest(op, "deliver") { $0.messages.append(inbound) }
        } catch {
            return refuse(error.status, "deliver: \(error.reason)")
        }
    }

    func receipt(_ op: ork_op, _ receipt: UnsafePointer<ork_receipt>?) -> ork_status {
        guard lane.isCurrent else { return refuse(ORK_E_WRONG_THREAD, "receipt: called off the lane") }
        guard let receipt, let value = sized(receipt), let kind = DeliveryReceipt.Kind(rawValue: Int(value.kind))
        else { return refuse(ORK_E_INVALID, "receipt: no receipt, or an unknown kind") }
        do {
            let identifier = try String(
                checking: value.provider_message_id,
                "receipt.provider_message_id",
                limit: Limits.messageIdentifierBytesMax
            )
            // A longer one is of somebody else's send, by the same number.
            let key = try unlessOdd(value.idempotency_key, "receipt.idempotency_key", 200)
            let error = value.error.flatMap { sized($0) }
            let made = DeliveryReceipt(
                kind: kind,
                providerMessageID: identifier,
                at: Timestamp(bounding: value.at_ms),
                idempotencyKey: key,
                reason: error.map(reason),
                remedy: SendRemedy(abi: value.remedy),
                isTransient: error.map { $0.retryable != 0 } ?? false
            )
            return changeIngest(op, "receipt") { $0.receipts.append(made) }
        } catch {
            return refuse(error.status, "receipt: \(error.reason)")
        }
    }

    func templateState(_ op: ork_op, _ state: UnsafePointer<ork_template_state>?) -> ork_status {
        guard lane.isCurrent else { return refuse(ORK_E_WRONG_THREAD, "template_state: called off the lane") }
        guard let state, let value = sized(state), let approval = TemplateApproval(abi: value.approval) else {
            return refuse(ORK_E_INVALID, "template_state: no state, or an unknown approval")
        }
        do {
            let reason = try String(checking: value.reason, "template_state.reason", limit: 500)
            let decision = TemplateDecision(
                name: try required(value.name, "template_state.name", 512),
                language: try required(value.language, "template_state.language", 20),
                approval: approval,
                reason: reason.isEmpty ? nil : reason,
                at: value.at_ms == 0 ? nil : Timestamp(bounding: value.at_ms)
            )
            return changeIngest(op, "template_state") { $0.templates.append(decision) }
        } catch {
            return refuse(error.status, "template_state: \(error.reason)")
        }
    }

    private func changeIngest(_ op: ork_op, _ function: String, _ change: (inout ChannelIngest) -> Void) -> ork_status {
        let status = state.withLock { state -> ork_status in
            guard let open = state.operations[op], case .ingest(var ingest, let completion) = open.operation else {
                return ORK_E_STALE
            }
            let count = ingest.messages.count + ingest.receipts.count + ingest.templates.count
            guard count < ingestEntriesMax else { return ORK_E_BUDGET }
            change(&ingest)
            state.operations[op]?.operation = .ingest(ingest, completion)
            return ORK_OK
        }
        switch status {
        case ORK_OK: return ORK_OK
        case ORK_E_BUDGET: return refuse(status, "\(function): more than \(ingestEntriesMax) entries in one request")
        default: return refuseStale(op, "\(function): the operation is not, or no longer, open")
        }
    }

    private func inboundMessage(_ value: ork_inbound) throws(Refusal) -> InboundMessage {
        let name = try String(
            cutting: value.name,
            "inbound.name",
            limit: Limits.customerNameCharactersMax * 4
        )
        let address = try required(value.address, "inbound.address", Limits.deliveredAddressBytesMax)
        return InboundMessage(
            messageID: try required(value.message_id, "inbound.message_id", Limits.messageIdentifierBytesMax),
            address: ChannelAddress(delivered: address, by: plugin).stored,
            name: name.isEmpty ? nil : name,
            locale: try unlessOdd(value.locale, "inbound.locale", 35),
            text: try String(cutting: value.text, "inbound.text", limit: Limits.messageBytesMax),
            phone: try unlessOdd(value.phone, "inbound.phone", 40),
            alias: try unlessOdd(value.alias, "inbound.alias", Limits.deliveredAddressBytesMax)
                .map { ChannelAddress(delivered: $0, by: plugin).stored },
            answers: try unlessOdd(value.conversation_id, "inbound.conversation_id", 36).map { ConversationID($0) },
            at: value.at_ms > 0 ? Timestamp(bounding: value.at_ms) : nil,
            attachments: try attachments(of: value),
            isEcho: value.kind == ORK_INBOUND_ECHO
        )
    }

    /// Strides are the plugin's: its struct may be older or newer than the host's.
    private func attachments(of value: ork_inbound) throws(Refusal) -> [InboundAttachment] {
        guard value.attachment_count > 0 else { return [] }
        guard let first = value.attachments,
            (firstSize(\ork_attachment.name)...1_024).contains(value.attachment_stride)
        else { throw Refusal(status: ORK_E_INVALID, reason: "inbound.attachments: none, or a wrong stride") }
        var found: [InboundAttachment] = []
        for index in 0..<min(value.attachment_count, Limits.attachmentsPerMessageMax) {
            let place = UnsafeRawPointer(first) + index * value.attachment_stride
            guard let file = sized(place.assumingMemoryBound(to: ork_attachment.self)) else {
                throw Refusal(status: ORK_E_INVALID, reason: "inbound.attachments: a wrong size")
            }
            // Nobody could fetch it.
            guard
                let reference = try unlessOdd(
                    file.reference,
                    "attachment.reference",
                    Limits.attachmentReferenceBytesMax
                )
            else { continue }
            let name = try String(cutting: file.name, "attachment.name", limit: 200)
            found.append(
                InboundAttachment(
                    reference: reference,
                    mime: try unlessOdd(file.mime, "attachment.mime", 100),
                    name: name.isEmpty ? nil : name
                )
            )
        }
        return found
    }

    /// Nil where there is none, and for one that is longer than any that makes sense.
    private func unlessOdd(_ borrowed: ork_str, _ field: String, _ limit: Int) throws(Refusal) -> String? {
        guard borrowed.len <= limit else { return nil }
        let text = try String(checking: borrowed, field, limit: limit)
        return text.isEmpty ? nil : text
    }

    private func required(_ borrowed: ork_str, _ field: String, _ limit: Int) throws(Refusal) -> String {
        let text = try String(checking: borrowed, field, limit: limit)
        guard !text.isEmpty else { throw Refusal(status: ORK_E_INVALID, reason: "\(field) is empty") }
        return text
    }
}

/// What the plugin says, with the provider's own code.
func reason(_ error: ork_error) -> String {
    let text = message(of: error)
    return error.provider_code == 0 ? text : "\(text) (\(error.provider_code))"
}

extension SendRemedy {
    /// One that is not known helps as little as none.
    init(abi: UInt32) {
        switch abi {
        case ORK_REMEDY_WAIT_CUSTOMER: self = .waitForCustomer
        case ORK_REMEDY_WAIT_SENDER: self = .waitForSender
        case ORK_REMEDY_TEMPLATE: self = .template
        case ORK_REMEDY_OTHER_CHANNEL: self = .otherChannel
        case ORK_REMEDY_OPT_OUT: self = .optOut
        case ORK_REMEDY_STOP: self = .stop
        case ORK_REMEDY_STOP_TEMPLATES: self = .stopTemplates
        case ORK_REMEDY_OTHER_TEMPLATE: self = .otherTemplate
        default: self = .none
        }
    }
}

extension TemplateApproval {
    /// Nil for one that is not known.
    fileprivate init?(abi: UInt32) {
        switch abi {
        case ORK_APPROVAL_PENDING: self = .pending
        case ORK_APPROVAL_APPROVED: self = .approved
        case ORK_APPROVAL_REJECTED: self = .rejected
        case ORK_APPROVAL_PAUSED: self = .paused
        case ORK_APPROVAL_DISABLED: self = .disabled
        default: return nil
        }
    }
}

/// Entries that one request of a provider may hold.
private let ingestEntriesMax = 1000
