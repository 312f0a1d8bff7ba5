// What Meta decides on a template: as a webhook tells it, and as the account's list says it.

public import OrkestaModel
public import OrkestaSDK

extension TemplateDecision {
    /// Of an event. Nil for one that leaves what the template may do as it was, or is none of
    /// these.
    init?(whatsApp value: JSON, at moment: Timestamp?) {
        let words = value["rejection_info"]?["reason"] ?? value["other_info"]?["description"] ?? value["reason"]
        self.init(
            name: value["message_template_name"],
            language: value["message_template_language"],
            word: value["event"],
            reason: words,
            at: moment
        )
    }

    /// Of an element of the account's list. Nil for a status that is not known.
    init?(listed template: JSON) {
        self.init(
            name: template["name"],
            language: template["language"],
            // One that Meta warns of goes out all the same.
            word: template["status"] == "FLAGGED" ? "APPROVED" : template["status"],
            reason: template["rejected_reason"],
            at: nil
        )
    }

    private init?(name: JSON?, language: JSON?, word: JSON?, reason: JSON?, at moment: Timestamp?) {
        guard let name = name?.stringValue, (1...512).contains(name.utf8.count),
            let language = language?.stringValue, (2...20).contains(language.utf8.count)
        else { return nil }
        let approval: Approval
        switch word?.stringValue {
        case "APPROVED", "REINSTATED", "UNARCHIVED": approval = .approved
        case "PENDING", "IN_APPEAL": approval = .pending
        case "REJECTED": approval = .rejected
        case "PAUSED": approval = .paused
        case "DISABLED", "ARCHIVED", "DELETED", "PENDING_DELETION": approval = .disabled
        // FLAGGED, LOCKED, LIMIT_EXCEEDED: a warning.
        default: return nil
        }
        // Of 500 bytes at most, whatever the letters are.
        let known = reason?.stringValue.flatMap {
            ["", "NONE"].contains($0) ? nil : String($0.unicodeScalars.prefix(120))
        }
        self.init(name: name, language: language, approval: approval, reason: known, at: moment)
    }
}

extension TemplatePage {
    /// `GET /{account}/message_templates`; nil for a document that is no such list.
    public init?(whatsApp document: JSON?) {
        guard let listed = document?["data"]?.arrayValue else { return nil }
        // A cursor names the last page's end, too.
        let paging = document?["paging"]
        let next = paging?["next"]?.stringValue == nil ? nil : paging?["cursors"]?["after"]?.stringValue
        self.init(listed.compactMap { TemplateDecision(listed: $0) }, next: next)
    }
}
