// What customers attach instead of writing: a list in a file of text is read before its
// turn, so that agents, the price firewall and the history have its words.

import HostCommerce
import HostConversations
import HostCore
import HostInbox
import HostStorage
import HostTime
import Logging

/// Reads lists that came as files.
struct AttachedTexts: Sendable {
    let database: any Database
    let log: Logger

    /// Costs nothing: only messages that came with files are looked at, and none that says
    /// enough by itself.
    func mayHaveOne(_ item: InboxItem) -> Bool {
        guard item.fileCount > 0, case .message(let text, _, _) = item.body else { return false }
        return text.hasPrefix(InboundMessage.fileMark) || text.count <= Limits.attachedTextBesideCharactersMax
    }

    /// The message with what its files of text say below it, once they are here, within
    /// `Limits.attachedTextMilliseconds`. Without any it comes back as it is.
    func read(_ item: InboxItem, of tenant: TenantHandle) async -> InboxItem {
        guard case .message(let text, _, _) = item.body else { return item }
        do {
            let lists = try await contents(of: item, tenant).compactMap { file in
                file.bytes.count <= Limits.attachedTextBytesMax
                    ? RequestedList(file.bytes, isTable: file.isTable)?.text : nil
            }
            guard !lists.isEmpty else { return item }
            let own = text.hasPrefix(InboundMessage.fileMark) ? [] : [text]
            let words = (own + lists).joined(separator: "\n")
            return item.saying(String(words.prefix(Limits.messageCharactersMax)))
        } catch {
            let facts: Logger.Metadata = ["tenant": "\(item.tenant)", "error": "\(error)"]
            log.error("an attached text could not be read", metadata: facts)
            return item
        }
    }

    /// A file of text, and what it holds.
    private struct Content {
        let isTable: Bool
        let bytes: [UInt8]
    }

    private func contents(of item: InboxItem, _ tenant: TenantHandle) async throws -> [Content] {
        let end = SystemClock.monotonicMilliseconds() + Limits.attachedTextMilliseconds
        while true {
            let (isWaiting, found) = try await database.read { connection -> (Bool, [Content]) in
                let files = try Attachments.all(with: item, in: connection).filter(\.isText)
                let isWaiting = files.contains { $0.state == .pending }
                guard !isWaiting || SystemClock.monotonicMilliseconds() >= end else { return (true, []) }
                let found = try files.compactMap { file in
                    try file.media.flatMap { try Media(tenant).find($0, in: connection) }
                        .map { Content(isTable: file.isTable, bytes: $0.content.bytes) }
                }
                return (false, found)
            }
            guard isWaiting else { return found }
            try await Task.sleep(for: .milliseconds(Limits.voiceNotePollMilliseconds))
        }
    }
}

extension Attachment {
    private static let tables: Set<String> = [
        "text/csv", "text/tab-separated-values", "text/comma-separated-values", "application/csv",
    ]
    /// As programs call a list whose name says what it is: Windows takes every CSV for Excel's.
    private static let unclear: Set<String> = ["application/vnd.ms-excel", "application/octet-stream", "text/plain"]

    /// What people write and export; not what mail programs make of their own footers, `ATT00001.txt`.
    fileprivate var isText: Bool {
        let isFooter = title.hasPrefix("att") && title.dropFirst(3).prefix { $0 != "." }.allSatisfy(\.isNumber)
        guard !isFooter else { return false }
        return isTable || type == "text/plain" || Self.unclear.contains(type) && title.hasSuffix(".txt")
    }

    fileprivate var isTable: Bool {
        let isCalledOne = title.hasSuffix(".csv") || title.hasSuffix(".tsv")
        return Self.tables.contains(type) || isCalledOne && Self.unclear.contains(type)
    }

    private var title: String { (name ?? "").lowercased() }

    /// Without parameters, in lower case; of a file of which nothing is said, any.
    private var type: String {
        let said = (mime ?? "").prefix { $0 != ";" }.lowercased()
        return said.isEmpty ? "application/octet-stream" : said
    }
}
