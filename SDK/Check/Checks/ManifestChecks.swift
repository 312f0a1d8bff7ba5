// The group `manifest`: the document in the ELF section.

import OrkestaModel

extension Check {
    static let manifest = [
        Check(.manifest, "document", "the manifest is there and says what it must", crash: .manifestDocument) {
            subject,
            report in
            guard let file = ElfFile(path: subject.path), let section = file.section("ork_manifest") else {
                report.find(.manifestInSection, "the library has no section ork_manifest")
                return
            }
            checkSection(section, report)
        }
    ]
}

private func checkSection(_ section: ArraySlice<UInt8>, _ report: CheckReport) {
    guard section.last == 0 else {
        return report.find(.manifestInSection, "the section ork_manifest does not end with a NUL")
    }
    let text = section.prefix { $0 != 0 }
    if section.dropFirst(text.count).contains(where: { $0 != 0 }) {
        report.find(.manifestInSection, "the section ork_manifest holds more than one document")
    }
    do {
        let document = try JSON(parsing: String(decoding: text, as: UTF8.self))
        for problem in ManifestProblems(document).all { report.find(.manifestDocument, problem) }
    } catch {
        report.find(.manifestDocument, "the manifest is not JSON: \(error)")
    }
}

/// What is wrong with a manifest, member by member.
struct ManifestProblems {
    private static let idBytesMax = 63
    private let document: JSON

    init(_ document: JSON) { self.document = document }

    /// Empty when nothing is.
    var all: [String] { identity + interfaces + services + config + channel + others }

    private var identity: [String] {
        guard document.objectValue != nil else { return ["it is no object"] }
        var problems: [String] = []
        let id = document["id"]?.stringValue ?? ""
        let isWord = id.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        if !isWord || !(1...Self.idBytesMax).contains(id.utf8.count) {
            problems.append("id: a plain word of a-z, 0-9 and '-' is expected")
        }
        for member in ["name", "version"] where document[member]?.stringValue?.isEmpty ?? true {
            problems.append("\(member): a text is expected")
        }
        if !["agent", "channel"].contains(document["kind"]?.stringValue) {
            problems.append("kind: \"agent\" or \"channel\" is expected")
        }
        return problems
    }

    private var interfaces: [String] {
        guard let names = texts(document["interfaces"]) else { return ["interfaces: an array of ids is expected"] }
        let main = document["kind"]?.stringValue == "channel" ? "ork.channel/1" : "ork.agent/1"
        return names.contains(main) ? [] : ["interfaces: \(main) is missing, which the kind calls for"]
    }

    private var services: [String] {
        ["required", "optional"].compactMap { member in
            guard let list = document["services"]?[member] else {
                return member == "required" ? "services.required: an array of ids is expected" : nil
            }
            return texts(list) == nil ? "services.\(member): an array of ids is expected" : nil
        }
    }

    private var config: [String] {
        guard let schema = document["config"], schema["type"] == "object" else {
            return ["config: a JSON Schema of type object is expected"]
        }
        guard let properties = schema["properties"] else { return [] }
        guard let members = properties.objectValue else { return ["config.properties: an object is expected"] }
        return members.sorted { $0.key < $1.key }.flatMap { name, property -> [String] in
            guard property.objectValue != nil else { return ["config.properties.\(name): an object is expected"] }
            let marks = ["secret", "egress"].filter { property[$0] != nil && property[$0]?.boolValue == nil }
                .map { "config.properties.\(name).\($0): true or false is expected" }
            guard let words = property["expects"], words.stringValue == nil else { return marks }
            return marks + ["config.properties.\(name).expects: a text is expected"]
        }
    }

    /// What settings say to the host names settings that there are, and no secrets.
    private var channel: [String] {
        guard let channel = document["channel"] else { return [] }
        guard channel.objectValue != nil else { return ["channel: an object is expected"] }
        let properties = document["config"]?["properties"]
        func problem(_ setting: JSON?, _ member: String) -> String? {
            guard let setting else { return nil }
            let property = setting.stringValue.flatMap { properties?[$0] }
            guard property == nil || property?["secret"] == true else { return nil }
            return "channel.\(member): the name of a setting that is no secret is expected"
        }
        let problems = ["sender", "account"].compactMap { problem(channel[$0], $0) }
        guard let pull = channel["pull"], pull.boolValue == nil else { return problems }
        guard let conditions = pull.arrayValue else {
            return problems + ["channel.pull: true, false or a list of settings is expected"]
        }
        return problems + conditions.compactMap { problem($0["setting"] ?? .null, "pull.setting") }
    }

    private var others: [String] {
        var problems: [String] = []
        if let egress = document["egress"], texts(egress) == nil {
            problems.append("egress: an array of hosts is expected")
        }
        if let isolation = document["isolation"], !["in-process", "worker"].contains(isolation.stringValue) {
            problems.append("isolation: \"in-process\" or \"worker\" is expected")
        }
        return problems
    }

    private func texts(_ json: JSON?) -> [String]? {
        guard let elements = json?.arrayValue else { return nil }
        let texts = elements.compactMap(\.stringValue)
        return texts.count == elements.count ? texts : nil
    }
}
