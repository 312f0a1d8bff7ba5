// What becomes of a template when somebody words it anew, or its provider decides on it.

import HostCore
public import HostInbox
public import OrkestaModel

extension MessageTemplate {
    /// This template, read from the document `given`, as it follows on `before`: without a
    /// `provider` it keeps that of before, and without an `approval` what was decided on the
    /// same words. On other words the provider has yet to decide.
    public func following(_ before: MessageTemplate?, given document: JSON) -> MessageTemplate {
        guard let known = before?.provider else { return self }
        var copy = self
        if document["provider"] == nil { copy.provider = known }
        guard let provider = copy.provider, (document["provider"]?["approval"] ?? .null).isNull else { return copy }
        let isSame = (known.name, known.language) == (provider.name, provider.language)
        if isSame, body == before?.body, variables == before?.variables, header == before?.header,
            buttons == before?.buttons
        {
            copy.provider = known
        } else {
            copy.provider?.approval = .pending
            copy.provider?.reason = nil
            copy.provider?.decidedAt = nil
        }
        return copy
    }

    /// Whether it is this one of the provider's.
    func follows(_ decision: TemplateDecision) -> Bool {
        provider?.name == decision.name && provider?.language == decision.language
    }

    /// As it is once its provider has decided; nil when it is not meant, or nothing is new.
    /// A decision that is told again without its reason keeps the one that is known.
    func decided(_ decision: TemplateDecision) -> MessageTemplate? {
        guard let provider, follows(decision) else { return nil }
        let isKnown = provider.approval == decision.approval
        let reason = decision.reason ?? (isKnown ? provider.reason : nil)
        guard !isKnown || provider.reason != reason else { return nil }
        // Providers tell whole seconds.
        if let known = provider.decidedAt, let at = decision.at, at.milliseconds / 1_000 < known.milliseconds / 1_000 {
            return nil
        }
        var copy = self
        copy.provider?.approval = decision.approval
        copy.provider?.reason = reason
        copy.provider?.decidedAt = decision.at
        return copy
    }

    /// Throws naming the member that the channel, or the provider behind it, would not take.
    /// `capabilities` are nil for every channel, or one that is off.
    public func check(for capabilities: ChannelCapabilities?) throws(DocumentError) {
        let length = pieces.reduce(0) { length, piece in
            if case .words(let words) = piece { length + words.unicodeScalars.count } else { length }
        }
        if let most = capabilities?.textLengthMax, length > most {
            throw DocumentError(field: "body", reason: "the channel carries up to \(most) characters")
        }
        guard let provider else { return }
        guard capabilities?.templates ?? true else {
            throw DocumentError(field: "provider", reason: "the channel's provider knows no templates")
        }
        guard body.count <= Limits.templateCharactersMax else {
            let reason = "a provider takes up to \(Limits.templateCharactersMax) characters"
            throw DocumentError(field: "body", reason: reason)
        }
        guard provider.name.utf8.allSatisfy(isProviderNameByte) else {
            throw DocumentError(field: "provider.name", reason: "only a-z, 0-9 and '_' are expected")
        }
        if case .gap? = pieces.first {
            throw DocumentError(field: "body", reason: "providers take none that begins with a variable")
        }
        if case .gap? = pieces.last {
            throw DocumentError(field: "body", reason: "providers take none that ends with a variable")
        }
    }
}

private func isProviderNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
}
