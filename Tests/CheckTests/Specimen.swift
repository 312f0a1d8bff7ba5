// The plugins that the checker is shown, and what is wrong with each.

import TestHarness
import Testing

/// A plugin in C, with the rules that it breaks and no others.
struct Specimen: Sendable, CustomTestStringConvertible {
    let name: String
    /// Ids of the rules, the first one being what the specimen is for.
    let rules: [String]
    fileprivate let source: String
    fileprivate let flags: [String]

    var testDescription: String { name }

    /// A file of this folder's Plugins.
    init(_ name: String, breaks rules: String..., flags: [String] = [], source: String? = nil) {
        self.name = name
        self.rules = rules
        self.flags = flags
        self.source = "\(Self.folder)/Plugins/\(source ?? name).c"
    }

    /// A misdeed of Tests/Misbehaving.
    init(misdeed: String, breaks rules: String...) {
        name = "misbehaving \(misdeed)"
        self.rules = rules
        flags = [#"-DMISDEED="\#(misdeed)""#]
        source = "\(Self.folder)/../Misbehaving/Plugins/misbehaving.c"
    }

    private static let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex))

    private static let headers = "\(folder)/../../SDK/ABI/include"

    /// Compiles it to a library in `folder`.
    func compile(in folder: TemporaryFolder) async throws -> String {
        let library = folder.file("libspecimen.so")
        try await PluginCompiler.compile(source, to: library, headers: Self.headers, ["-fvisibility=hidden"] + flags)
        return library
    }

    /// What a plugin does to the memory and the state that are not its own.
    static let ofMemory = [
        Specimen("keeps_borrowed", breaks: "borrowed-until-return"),
        Specimen("reads_past_end", breaks: "lengths-are-kept"),
        // The second of two equal turns finds what the first left behind.
        Specimen("shares_state", breaks: "tenants-apart", "repeatable"),
        Specimen("copies_a_table", breaks: "tables-are-sized"),
        Specimen("destroys_what_never_was", breaks: "destroys"),
    ]

    /// What a library is before it is asked for anything.
    static let ofLibraries = [
        Specimen("exports_more", breaks: "one-export"),
        Specimen("executable_stack", breaks: "no-executable-stack", flags: ["-Wl,-z,execstack"], source: "honest"),
        Specimen("misses_a_symbol", breaks: "resolves-at-once"),
        Specimen("starts_a_thread", breaks: "quiet-loading"),
        Specimen("opens_a_file", breaks: "scan-is-pure"),
        Specimen("drags_its_feet", breaks: "scan-is-fast"),
        Specimen("no_version", breaks: "manifest-document"),
        Specimen("answers_any_id", breaks: "unknown-factories"),
    ]

    /// What it does with its instances, its turns and its threads.
    static let ofWork = [
        Specimen("asks_too_soon", breaks: "creates"),
        Specimen("uses_too_soon", breaks: "services-in-time"),
        Specimen("leaves_the_lane", breaks: "on-the-lane"),
        Specimen("sleeps", breaks: "never-waits"),
        Specimen("ignores_cancel", breaks: "cancels"),
        Specimen("refuses_and_finishes", breaks: "refused-is-over"),
        Specimen("traps_on_a_kind", breaks: "unknown-kinds"),
        Specimen("exits", breaks: "stays-in-the-process"),
        Specimen("trusts_everybody", breaks: "verifies-requests"),
        // Only what is made up at random is so deep.
        Specimen("loses_a_request", breaks: "responds", flags: ["-DLOSES_DEEP_REQUESTS"], source: "trusts_everybody"),
        Specimen("tells_the_time", breaks: "repeatable"),
        Specimen("rolls_dice", breaks: "repeatable"),
        Specimen("logs_secret", breaks: "secrets-stay"),
        Specimen("logs_message", breaks: "secrets-stay"),
        // Only while a person has the conversation.
        Specimen("hands_back_twice", breaks: "finish-once"),
    ]

    /// How it takes services that are missing, fail, or are newer than it is.
    static let ofServices = [
        Specimen("needs_an_optional_service", breaks: "missing-services"),
        Specimen("wants_this_host", breaks: "newer-hosts"),
        Specimen("ignores_failure", breaks: "failures-are-answered"),
        Specimen("retries_blindly", breaks: "never-retries-blindly"),
        Specimen("calls_without_on_done", breaks: "call-envelope"),
        Specimen("misreads_events", breaks: "events-are-read", flags: ["-DMISREADS_EVENTS"], source: "sells"),
        Specimen("answers_any_event", breaks: "unknown-events"),
    ]

    /// How it offers tools, and takes calls of them.
    static let ofTools = [
        Specimen("too_many_tools", breaks: "tool-table", flags: ["-D_GNU_SOURCE"]),
        Specimen("finishes_a_lent_turn", breaks: "lent-turns", flags: ["-D_GNU_SOURCE"]),
        // It has a tool that never answers, and takes every turn for a message.
        Specimen(
            "tool_agent",
            breaks: "answers",
            "unknown-kinds",
            flags: ["-D_GNU_SOURCE"],
            source: "../../Misbehaving/Plugins/tool_agent"
        ),
    ]

    /// Nothing is wrong with these.
    static let sound = [
        Specimen("honest"), Specimen("sells"), Specimen("unmaps_its_tools", flags: ["-D_GNU_SOURCE"]),
        Specimen(misdeed: "none"),
        Specimen("hello", source: "../../Misbehaving/Plugins/hello_agent"),
        Specimen("older", source: "../../ABITests/Older/agent"),
    ]

    /// The misdeeds that the host survives: the checker names them.
    static let misdeeds = [
        Specimen(misdeed: "finish_twice", breaks: "finish-once"),
        Specimen(misdeed: "emit_after_finish", breaks: "finish-once"),
        Specimen(misdeed: "stale_handle", breaks: "finish-once"),
        Specimen(misdeed: "forged_handle", breaks: "own-handles"),
        Specimen(misdeed: "neighbours_handle", breaks: "own-handles"),
        Specimen(misdeed: "wrong_thread", breaks: "on-the-lane"),
        Specimen(misdeed: "garbage_utf8", breaks: "sound-calls"),
        Specimen(misdeed: "garbage_json", breaks: "sound-calls"),
        Specimen(misdeed: "oversized_reply", breaks: "sound-calls"),
        Specimen(misdeed: "hand_off_to_itself", breaks: "sound-calls"),
        Specimen(misdeed: "wrong_size", breaks: "table-sizes"),
        Specimen(misdeed: "never_finish", breaks: "finishes"),
        Specimen(misdeed: "blocked_lane", breaks: "never-waits"),
        Specimen(misdeed: "activate_twice", breaks: "answer-once"),
        Specimen(misdeed: "never_drain", breaks: "drains"),
        Specimen(misdeed: "call_after_destroy", breaks: "silent-after-destroy"),
        Specimen(misdeed: "no_agent", breaks: "extensions"),
        Specimen(misdeed: "fail_activate", breaks: "activates"),
        Specimen(misdeed: "null_instance", breaks: "table-sizes"),
    ]

    static let broken = ofMemory + ofLibraries + ofWork + ofServices + ofTools + misdeeds
}
