// Data: the rules about turns, operations, services and what passes through them.

extension Rule {
    static let finishOnce = Rule(
        id: "finish-once",
        header: "ext/turn.h",
        quotation: "Ends the turn, exactly once.",
        remedy: "Forget the turn when you finish it; neither emit nor finish afterwards."
    )
    static let finishes = Rule(
        id: "finishes",
        header: "ext/agent.h",
        quotation: "Returns fast. ORK_OK: the turn is accepted and will be finished exactly",
        remedy: "Finish the turn on every path, failures of services included."
    )
    static let refusedIsOver = Rule(
        id: "refused-is-over",
        header: "ext/agent.h",
        quotation: "refused, and must not be finished.",
        remedy: "Either return ORK_OK and finish the turn, or return another status and leave it alone."
    )
    static let cancels = Rule(
        id: "cancels",
        header: "ext/agent.h",
        quotation: "The turn's deadline passed or its host stops: finish soon.",
        remedy: "After cancel_turn start nothing new for the turn and finish it, with ORK_E_CANCELLED for instance."
    )
    static let unknownKinds = Rule(
        id: "unknown-kinds",
        header: "ext/agent.h",
        quotation: "unknown: finish with ORK_E_UNSUPPORTED",
        remedy: "Return or finish with ORK_E_UNSUPPORTED for a kind of turn that you do not know."
    )
    static let eventsAreRead = Rule(
        id: "events-are-read",
        header: "ext/agent.h",
        quotation: "something happened that concerns the conversation:",
        remedy: "Read an event's document as its service's header has it, and finish the turn with ORK_OK."
    )
    static let unknownEvents = Rule(
        id: "unknown-events",
        header: "ext/agent.h",
        quotation: "unknown: finish without a reply",
        remedy: "Say something only for events that you know by name; finish the turn of any other one."
    )
    static let toolTable = Rule(
        id: "tool-table",
        header: "ext/tools.h",
        quotation: "Read once, after start. At most 64; names are unique among a tenant's tools:",
        remedy:
            "Fill ork_tools by the end of start: at most 64 tools with names of their own, the stride between them, "
            + "and call when there is a turn tool."
    )
    static let lentTurns = Rule(
        id: "lent-turns",
        header: "ext/tools.h",
        quotation: "valid until `op` is answered (services work in it, finish does not), or 0.",
        remedy: "Answer a tool's call with complete, never with finish, and leave its turn alone from then on."
    )
    static let answerOnce = Rule(
        id: "answer-once",
        header: "entry.h",
        quotation: "exactly once each, possibly before that call returned.",
        remedy: "Forget the operation when you answer it."
    )
    static let answers = Rule(
        id: "answers",
        header: "ext/search.h",
        quotation: "ORK_OK: `op` will be answered exactly once.",
        remedy: "Answer the operation on every path, with an error where there is no result."
    )
    static let responds = Rule(
        id: "responds",
        header: "ext/channel.h",
        quotation: "ORK_OK: `op` will be responded to exactly once.",
        remedy: "Respond on every path: 4xx for what you cannot read, 503 for what should be sent again."
    )
    static let verifiesRequests = Rule(
        id: "verifies-requests",
        header: "ext/channel.h",
        quotation: "Verifies and reads a provider's request: deliver/receipt for each entry,",
        remedy:
            "Deliver only what a signature, a secret (ork.crypto/1) or verified_sender vouches for; respond with 401 "
            + "to the rest."
    )
    static let sends = Rule(
        id: "sends",
        header: "ext/channel.h",
        quotation: "Sends one message; `op` is answered once with complete.",
        remedy: "Complete the send on every path; ORK_E_UNKNOWN_OUTCOME when the provider may have the message."
    )
    static let doubtsAreTold = Rule(
        id: "doubts-are-told",
        header: "ext/channel_host.h",
        quotation: "Ends a send. ORK_E_UNKNOWN_OUTCOME when the provider may have it.",
        remedy:
            "Complete with ORK_E_UNKNOWN_OUTCOME after an answer that is not the provider's own, such as a page, and "
            + "after any of 500 or more; or say ORK_CAP_IDEMPOTENT when the provider takes a message once."
    )
    static let ownHandles = Rule(
        id: "own-handles",
        header: "base.h",
        quotation: "A number that means something only to the host; a guessed or stale",
        remedy: "Pass the handles that you were given, as they are, and only while they are open."
    )
    static let onTheLane = Rule(
        id: "on-the-lane",
        header: "base.h",
        quotation: "[lane] on the instance's serial executor (an order, not an OS thread);",
        remedy: "From another thread call host->post and go on in on_post. In Swift, start no unstructured tasks."
    )
    static let neverWaits = Rule(
        id: "never-waits",
        header: "base.h",
        quotation: "never sleeps and never waits",
        remedy: "Return, and go on in on_done, on_post or a timer; long computations are cut into pieces by post."
    )
    static let borrowedUntilReturn = Rule(
        id: "borrowed-until-return",
        header: "base.h",
        quotation: "Borrowed bytes, UTF-8 where text. Valid until the call that received them returns",
        remedy: "Copy what you need after the call returns; completion data lives until on_done returns."
    )
    static let lengthsAreKept = Rule(
        id: "lengths-are-kept",
        header: "base.h",
        quotation: "Never NUL-terminated.",
        remedy: "Use len of an ork_str and size of a struct; strlen, strcmp and %s read beyond their end."
    )
    static let tablesAreSized = Rule(
        id: "tables-are-sized",
        header: "ext/turn.h",
        quotation: "Read tables only through the callers below.",
        remedy: "Call services through the inline functions of the headers, which look at the table's size; never copy "
            + "a table."
    )
    static let missingServices = Rule(
        id: "missing-services",
        header: "entry.h",
        quotation: "The service's table (immortal), or NULL when the host does not have it.",
        remedy: "Fail start when a required service is NULL; work without an optional one."
    )
    static let newerHosts = Rule(
        id: "newer-hosts",
        header: "base.h",
        quotation: "the reader uses only the fields that lie within it.",
        remedy: "Accept tables and structs that are larger than yours, and a newer abi_minor."
    )
    static let unknownStatus = Rule(
        id: "unknown-status",
        header: "base.h",
        quotation: "A code that the reader does not know is treated as ORK_E_INTERNAL.",
        remedy: "Treat a status that you do not know as a failure."
    )
    static let failuresAreAnswered = Rule(
        id: "failures-are-answered",
        header: "base.h",
        quotation: "Result of every call that can fail: 0, or one of the negative codes.",
        remedy: "Look at the status that a service returns and at the one in on_done, and end the turn or the "
            + "operation when it failed."
    )
    static let neverRetriesBlindly = Rule(
        id: "never-retries-blindly",
        header: "base.h",
        quotation: "it may have happened: reconcile, never retry blindly",
        remedy: "After ORK_E_UNKNOWN_OUTCOME read what became of the effect before you ask for it again."
    )
    static let soundCalls = Rule(
        id: "sound-calls",
        header: "base.h",
        quotation: "an argument is wrong; do not retry as it is",
        remedy: "Mend the argument: the header of the function says what it takes."
    )
    static let callEnvelope = Rule(
        id: "call-envelope",
        header: "base.h",
        quotation: "The envelope of every service call that may wait.",
        remedy: "Pass an ork_call with its size and on_done, a deadline of 0 or more, and a place for the operation."
    )
    static let secretsStay = Rule(
        id: "secrets-stay",
        header: "ext/log.h",
        quotation: "No secrets, no personal data, no message",
        remedy: "Log constants and counts; never settings marked secret, names, addresses or what a customer wrote."
    )
    static let repeatable = Rule(
        id: "repeatable",
        header: "ext/turn.h",
        quotation: "a redo and a replay of the turn get the same ones.",
        remedy: "Take time from now_ms and chance from random of ork.turn/1; depend on nothing else, not on the order "
            + "of a hash table, the environment or the time zone."
    )
}
