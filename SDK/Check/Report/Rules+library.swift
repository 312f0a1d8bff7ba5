// Data: the rules about a library, its manifest, and how it is found and begun.

extension Rule {
    static let oneExport = Rule(
        id: "one-export",
        header: "entry.h",
        quotation: "A library exports exactly one symbol:",
        remedy: "Compile with -fvisibility=hidden and link with SDK/ABI/exports.map, so that only "
            + "orkesta_plugin_entry_v1 is visible."
    )
    static let noExecutableStack = Rule(
        id: "no-executable-stack",
        header: "entry.h",
        quotation: "It has no executable stack,",
        remedy: "Link with -z noexecstack; assembly files need a .note.GNU-stack section."
    )
    static let swiftRuntime = Rule(
        id: "swift-runtime",
        header: "entry.h",
        quotation: "One written in Swift links the Swift runtime statically;",
        remedy: "Put -static-stdlib into the target's linkerSettings, or name module_abi_name and toolchain under "
            + "`swift` in the manifest."
    )
    static let resolvesAtOnce = Rule(
        id: "resolves-at-once",
        header: "entry.h",
        quotation: "every symbol must resolve at once.",
        remedy: "Link the libraries that the plugin uses (-lNAME), or their static archives; ldd -r names what misses."
    )
    static let quietLoading = Rule(
        id: "quiet-loading",
        header: "entry.h",
        quotation: "starts no thread and opens nothing when it is loaded,",
        remedy: "Do nothing in constructors and global initializers; begin in activate."
    )
    static let scanIsPure = Rule(
        id: "scan-is-pure",
        header: "entry.h",
        quotation: "pure, no I/O, no host calls, the same pointer each time.",
        remedy: "Return constant tables from the entry, get_factory, count and descriptor; files, sockets and threads "
            + "belong to an instance."
    )
    static let scanIsFast = Rule(
        id: "scan-is-fast",
        header: "entry.h",
        quotation: "All functions [any]; count and descriptor also [scan].",
        remedy: "Compute in load, which may take its time, or in activate."
    )
    static let loads = Rule(
        id: "loads",
        header: "entry.h",
        quotation: "Once for each dlopen, before any factory is used, on a thread that may compute for long.",
        remedy: "Return ORK_OK from load, and give it nothing to do that can fail on a sound machine."
    )
    static let staysInTheProcess = Rule(
        id: "stays-in-the-process",
        header: "entry.h",
        quotation: "never ends the process.",
        remedy: "Return a status instead of calling exit, abort or an assertion: the process serves other tenants."
    )
    static let manifestInSection = Rule(
        id: "manifest-section",
        header: "entry.h",
        quotation: "ORK_MANIFEST_SECTION puts it where the host reads it without running code:",
        remedy: "Declare one NUL-terminated array with ORK_MANIFEST_SECTION in a C file that is linked in."
    )
    static let manifestDocument = Rule(
        id: "manifest-document",
        header: "entry.h",
        quotation: "The manifest is a JSON object:",
        remedy: "Mend manifest.json and build again."
    )
    static let entryTable = Rule(
        id: "entry-table",
        header: "entry.h",
        quotation: "must equal ORK_ABI_MAJOR of the host",
        remedy: "Fill ork_entry with its size, ORK_ABI_MAJOR and ORK_ABI_MINOR, and the functions."
    )
    static let unknownFactories = Rule(
        id: "unknown-factories",
        header: "entry.h",
        quotation: "ORK_PLUGIN_FACTORY_1 gives an immortal ork_factory; unknown ids NULL.",
        remedy: "Compare the whole id, with its length, and return NULL for every other one."
    )
    static let descriptors = Rule(
        id: "descriptors",
        header: "entry.h",
        quotation: "manifest_json is the document that is also in the ELF section",
        remedy: "Describe in ork_descriptor what the manifest says, from the same text."
    )
    static let extensions = Rule(
        id: "extensions",
        header: "entry.h",
        quotation: "The table of an interface",
        remedy: "Return the tables of the interfaces that the manifest names, and NULL for every other id."
    )
    static let tableSizes = Rule(
        id: "table-sizes",
        header: "base.h",
        quotation: "Every struct begins with `size`, set by its writer to sizeof of the struct as",
        remedy:
            "Set .size = sizeof(the struct) on every struct that you pass, and pass nothing smaller than version 1.0's."
    )
    static let creates = Rule(
        id: "creates",
        header: "entry.h",
        quotation: "Makes an instance without host calls.",
        remedy: "In create only allocate and read the settings; look services up in start, use them from activate on."
    )
    static let starts = Rule(
        id: "services-in-time",
        header: "entry.h",
        quotation: "May look services up; may not use them.",
        remedy: "Use services from activate on and until deactivate."
    )
    static let activates = Rule(
        id: "activates",
        header: "entry.h",
        quotation: "`op` is answered by host->complete when",
        remedy: "Answer activate's operation with ORK_OK once the instance is ready."
    )
    static let drains = Rule(
        id: "drains",
        header: "entry.h",
        quotation: "No new work comes; finish what runs within deadline_ms and answer `op`.",
        remedy: "When drained, finish or give up what runs before deadline_ms is over, then complete the operation; or "
            + "leave drain NULL."
    )
    static let destroys = Rule(
        id: "destroys",
        header: "entry.h",
        quotation: "Frees everything. Nothing of this instance is called afterwards.",
        remedy: "Let destroy work in every state after create: before start, after a failed activate, after cancels."
    )
    static let silentAfterDestroy = Rule(
        id: "silent-after-destroy",
        header: "entry.h",
        quotation: "Accepted until destroy returns, then ORK_E_STALE.",
        remedy: "Join every thread and cancel every task of the instance before destroy returns."
    )
    static let tenantsApart = Rule(
        id: "tenants-apart",
        header: "entry.h",
        quotation: "instances share nothing but read-only data.",
        remedy: "Keep all changing state in the instance that create makes; no static and no global variables."
    )
}
