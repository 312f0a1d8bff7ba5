// The channel of the host's own chat page. Nothing leaves the host through it:
// the page reads the committed messages from the host's event stream.

import OrkestaABI
import OrkestaModel
import OrkestaSDK

/// Takes what a visitor writes on `/chat/{tenant}` in, for the visitor whom the
/// host authenticated.
struct WebChannel: MediaChannelPlugin {
    /// Characters of one message, from the settings.
    private let textLengthMax: Int
    private let media: MediaService

    let capabilities = ChannelCapabilities(
        features: [.media, .buttons, .lists, .documents, .idempotent],
        textLengthMax: 0,
        buttonsMax: 10
    )

    init(settings: JSON, host: Host) throws {
        textLengthMax = Int(clamping: settings["text_length_max"]?.integerValue ?? 4000)
        media = host.media
    }

    func ingest(_ request: ChannelRequest) async throws -> ChannelIngest {
        guard request.method == "POST" else {
            return .problem(.methodNotAllowed, headers: [("Allow", "POST")])
        }
        guard let sender = request.verifiedSender else { return .problem(.noVisitor) }
        do {
            let post = try VisitorPost(request.body, textLengthMax: textLengthMax)
            let message = InboundMessage(
                messageID: post.messageID,
                address: sender,
                locale: post.locale,
                text: post.text,
                attachments: post.attachments
            )
            return ChannelIngest(messages: [message], status: 200, json: ["accepted": true])
        } catch {
            return .problem(error)
        }
    }

    /// The host has kept the file before its message came, under the key with which its
    /// reference begins.
    func fetchMedia(_ reference: String) async throws -> String {
        let id = String(reference.prefix { $0 != "." })
        guard try await media.get(id) != nil else { throw PluginError(ORK_E_NOT_FOUND, "there is no such file") }
        return id
    }

    func send(_ message: OutboundMessage) async throws -> String { message.messageID }
}
