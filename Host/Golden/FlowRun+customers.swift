// What customers do: they write, in the chat or on the phone of an emulated service,
// and read what comes.

import OrkestaModel

extension FlowRun {
    /// Something that a customer was sent.
    private struct Bubble: Sendable {
        let id: String
        let from: String
        let text: String
    }

    func say(
        _ text: String,
        as customer: GoldenFlow.Customer,
        hears expected: [String],
        isMetWithSilence: Bool
    ) async throws {
        // Whoever writes has read what was there.
        try await readAll(customer)
        note("\(customer.name): \(text)")
        if customer.channel == "chat" {
            try await chat(text, customer)
        } else {
            try await writeOnPhone(text, customer)
        }
        guard isMetWithSilence else {
            // In the chat the answer came with the request.
            let patience = customer.channel == "chat" ? Self.chatMilliseconds : Self.patienceMilliseconds
            return try await hear(expected, as: customer, within: patience)
        }
        let silence = customer.channel == "chat" ? 0 : Self.silenceMilliseconds
        let news: [Bubble]? = try await eventually(within: silence) {
            let news = try await inbox(of: customer).filter { !isRead($0, by: customer) }
            return news.isEmpty ? nil : news
        }
        if let news { throw FlowMismatch(expected: ["silence"], came: news.map(\.text)) }
    }

    /// Waits until what the customer has not read yet holds each of the texts; of no
    /// texts, until anything comes. In simulated time not longer than anything can come.
    func hear(
        _ expected: [String],
        as customer: GoldenFlow.Customer,
        within patience: Int64 = FlowRun.patienceMilliseconds
    ) async throws {
        var news: [Bubble] = []
        var missing = expected
        let isThere: Bool? = try await eventually(within: patience, endsWhenCalm: true) {
            news = try await inbox(of: customer).filter { !isRead($0, by: customer) }
            let said = news.map(\.text).joined(separator: "\n")
            missing = expected.filter { !said.contains(fill($0)) }
            return missing.isEmpty && !news.isEmpty ? true : nil
        }
        keep(news, of: customer)
        guard isThere != nil else {
            let wanted =
                expected.isEmpty
                ? ["an answer to \(customer.name)"] : missing.map { "\(customer.name) hears “\(fill($0))”" }
            throw FlowMismatch(expected: wanted, came: news.map { "\($0.from): \($0.text)" })
        }
    }

    private func readAll(_ customer: GoldenFlow.Customer) async throws {
        keep(try await inbox(of: customer).filter { !isRead($0, by: customer) }, of: customer)
    }

    private func isRead(_ bubble: Bubble, by customer: GoldenFlow.Customer) -> Bool {
        read[customer.name]?.contains(bubble.id) == true
    }

    private func keep(_ news: [Bubble], of customer: GoldenFlow.Customer) {
        read[customer.name, default: []].formUnion(news.map(\.id))
        for bubble in news {
            note("\(bubble.from) to \(customer.name): \(bubble.text)")
            if let link = bubble.text.matches(of: /\/pay\/[A-Za-z0-9_-]+/).last {
                links[customer.name] = String(link.output)
            }
        }
    }

    // MARK: In the chat

    private func chat(_ text: String, _ customer: GoldenFlow.Customer) async throws {
        let message: JSON = [
            "customer": ["phone": .string(customer.phone), "name": .string(customer.name)], "message": .string(text),
        ]
        let answer = try await house.send("POST", "\(house.clientURL)/api/chat", key: shop.key, message.utf8)
            .checked("what \(customer.name) wrote")
        if let turn = answer["turn_id"]?.stringValue { kept["turn"] = turn }
    }

    /// The newest messages to the customer, oldest first.
    private func inbox(of customer: GoldenFlow.Customer) async throws -> [Bubble] {
        guard customer.channel == "chat" else { return try await phone(of: customer) }
        let items = try await history(of: customer)
        return items.reversed().compactMap { item in
            guard let id = item["id"]?.stringValue, let from = item["role"]?.stringValue, from != "user" else {
                return nil
            }
            let reply = item["reply"].flatMap { try? Reply(json: $0) }
            return Bubble(id: id, from: from, text: reply?.plainText ?? item.description)
        }
    }

    /// What was said with the customer, latest first.
    func history(of customer: GoldenFlow.Customer) async throws -> [JSON] {
        let phone = customer.phone.replacing("+", with: "%2B")
        let url = "\(house.clientURL)/api/chat/history/\(phone)?order=desc&limit=40"
        let page = try await house.send("GET", url, key: shop.key).checked("reading the history")
        return page["items"]?.arrayValue ?? []
    }

    // MARK: On the phone

    private func writeOnPhone(_ text: String, _ customer: GoldenFlow.Customer) async throws {
        let root = "\(house.clientURL)/emulate/\(customer.channel)/phones"
        let id = try await phoneID(of: customer)
        let message: JSON = ["shop": .string(try await shopID(at: customer.channel)), "text": .string(text)]
        try await house.send("POST", "\(root)/\(id)/messages", message.utf8).checked("what \(customer.name) wrote")
    }

    private func phone(of customer: GoldenFlow.Customer) async throws -> [Bubble] {
        let id = try await phoneID(of: customer)
        let shop = try await shopID(at: customer.channel)
        let page = try await house.send("GET", "\(house.clientURL)/emulate/\(customer.channel)/phones")
        return (page.json["messages"]?.arrayValue ?? []).compactMap { message in
            guard message["phone"] == .string(id), message["shop"] == .string(shop), message["from_customer"] == false,
                let key = message["id"]?.stringValue
            else { return nil }
            let choices = (message["choices"]?.arrayValue ?? []).flatMap { [$0["title"], $0["detail"], $0["id"]] }
            let parts = ([message["header"], message["text"], message["link"]] + choices).compactMap { $0?.stringValue }
            return Bubble(id: key, from: customer.channel, text: parts.filter { !$0.isEmpty }.joined(separator: "\n"))
        }
    }

    /// The customer's phone, which is bought with the first use.
    func phoneID(of customer: GoldenFlow.Customer) async throws -> String {
        let name = "phone of \(customer.name)"
        if let known = kept[name] { return known }
        let made = try await house.send(
            "POST",
            "\(house.clientURL)/emulate/\(customer.channel)/phones",
            JSON.object(["name": .string(customer.name), "address": .string(customer.phone)]).utf8
        ).checked("\(customer.name)'s phone")
        let id = made["id"]?.stringValue ?? ""
        kept[name] = id
        return id
    }

    /// What the shop is called at a channel's provider, which learns of it within a second.
    func shopID(at channel: String) async throws -> String {
        if let known = kept["shop at \(channel)"] { return known }
        let found: String? = try await eventually {
            let page = try await house.send("GET", "\(house.clientURL)/emulate/\(channel)/phones")
            let shops = page.json["shops"]?.arrayValue ?? []
            return shops.first { $0["tenant"] == .string(shop.tenant) }?["id"]?.stringValue
        }
        guard let found else {
            throw FlowMismatch(expected: "the shop is at \(channel)", came: "its provider knows it not")
        }
        kept["shop at \(channel)"] = found
        return found
    }
}
