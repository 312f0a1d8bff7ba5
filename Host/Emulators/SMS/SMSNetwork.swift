// The telephone network behind the emulated SMS provider.

internal import Foundation
internal import HostAccess
internal import HostTime
internal import OrkestaModel
internal import Synchronization

/// Carries messages between businesses and phones.
final class SMSNetwork: Sendable {
    /// Whoever writes one of these gets nothing more from that number; `START` undoes it.
    private static let stopWords: Set = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"]

    private struct Pair: Hashable, Sendable {
        let number: String
        let phone: String
    }

    /// A message that waits for its phone to be switched on.
    private struct Waiting: Sendable {
        let sid: String
        let callback: String?
    }

    private struct State {
        var numbers: [String: SMSNumber] = [:]
        /// Which customers want nothing more from which numbers.
        var stopped = RecentValues<Pair, Bool>(EmulatorLimits.pairsMax)
        /// Resources by SID; the phones have their messages longer.
        var records = RecentValues<String, JSON>(EmulatorLimits.recordsMax)
        var rates: [String: RateBucket] = [:]
        var waiting = WaitingMessages<Waiting>()
    }

    let settings: SMSEmulatorSettings
    let book = PhoneBook()
    let shelf = MediaShelf()
    let courier: WebhookCourier
    let files = SentFiles()
    let clock = SystemClock()
    private let state = Mutex(State())

    init(_ settings: SMSEmulatorSettings) {
        self.settings = settings
        // Twilio tries a webhook once more, and gives up.
        let schedule = RetrySchedule(
            firstMilliseconds: 1_000,
            longestMilliseconds: 1_000,
            attemptsMax: 2,
            retryAfterMillisecondsMax: 0
        )
        courier = WebhookCourier(weather: settings.weather, schedule: schedule, connectionsMax: 40)
        for number in settings.numbers { put(number) }
    }

    func put(_ number: SMSNumber) {
        state.withLock { $0.numbers[number.number] = number }
        book.put(Shop(id: number.number, name: number.name, address: number.number))
    }

    /// From now on these are all the numbers.
    func replace(_ numbers: [SMSNumber]) {
        state.withLock { $0.numbers = Dictionary(numbers.map { ($0.number, $0) }) { $1 } }
    }

    /// Whose account a number belongs to.
    func account(of number: SMSNumber) -> EmulatedTwilioAccount {
        number.account ?? EmulatedTwilioAccount(sid: settings.accountSID, authToken: settings.authToken)
    }

    /// The account of that SID; nil when there is none.
    func account(_ sid: String) -> EmulatedTwilioAccount? {
        if sid == settings.accountSID { return EmulatedTwilioAccount(sid: sid, authToken: settings.authToken) }
        return state.withLock { state in state.numbers.values.lazy.compactMap(\.account).first { $0.sid == sid } }
    }

    /// What a messaging service sends from.
    private func firstNumber(of account: EmulatedTwilioAccount) -> String? {
        state.withLock { Array($0.numbers.values) }.filter { self.account(of: $0) == account }.map(\.number).min()
    }

    func number(_ number: String) -> SMSNumber? { state.withLock { $0.numbers[number] } }

    func record(_ sid: String) -> JSON? { state.withLock { $0.records[sid] } }

    // MARK: From the business

    /// Accepts a message; `code` is why it will not arrive. Throws the error that
    /// the business is answered with.
    func send(_ form: FormFields, of account: EmulatedTwilioAccount, failing code: Int?) throws(TwilioError) -> JSON {
        guard let to = form["To"], let digits = WhatsAppIdentity.number(to), to.hasPrefix("+") else {
            throw TwilioError(code: 21_211)
        }
        let pooled = form["MessagingServiceSid"].flatMap { _ in firstNumber(of: account) }
        guard let from = form["From"] ?? pooled else { throw TwilioError(code: 21_603) }
        guard let number = number(from), self.account(of: number) == account else { throw TwilioError(code: 21_606) }
        guard takesOneMore(from: number.number) else { throw TwilioError(code: 20_429) }
        let text = form["Body"] ?? ""
        guard !text.isEmpty || form["MediaUrl"] != nil else { throw TwilioError(code: 21_619) }
        guard text.unicodeScalars.count <= 1_600 else { throw TwilioError(code: 21_617) }
        let isStopped = state.withLock { $0.stopped[Pair(number: number.number, phone: digits)] == true }
        guard !isStopped else { throw TwilioError(code: 21_610) }
        guard let phone = book.phone(digits, make: { Phone(number: digits) }) else { throw TwilioError(code: 20_500) }
        let sid = "SM" + freshDigits(32)
        var content = PhoneContent(text: text)
        content.link = form["MediaUrl"]
        let segments = SMSSegments(text)
        content.footer = "\(segments.count) × \(segments.isGSM ? "GSM-7" : "UCS-2")"
        book.append(
            PhoneMessage(
                id: sid,
                shop: number.number,
                phone: digits,
                isFromCustomer: false,
                content: content,
                at: clock.now()
            )
        )
        let record = newRecord(sid, account.sid, to: to, from: number.number, text, segments)
        state.withLock { $0.records[sid] = record }
        settle(sid, phone, form["StatusCallback"], failing: code)
        return record
    }

    /// Counts a message of the number.
    private func takesOneMore(from number: String) -> Bool {
        guard let size = settings.messagesPerSecond else { return true }
        let now = SystemClock.monotonicMilliseconds()
        return state.withLock { state in
            var bucket = state.rates[number] ?? RateBucket(size: size, milliseconds: 1_000, at: now)
            defer { state.rates[number] = bucket }
            return bucket.take(at: now)
        }
    }

    private func newRecord(
        _ sid: String,
        _ account: String,
        to: String,
        from: String,
        _ text: String,
        _ segments: SMSSegments
    ) -> JSON {
        [
            "sid": .string(sid), "account_sid": .string(account), "status": "queued", "to": .string(to),
            "from": .string(from), "body": .string(text), "num_segments": .string(String(segments.count)),
            "num_media": "0", "direction": "outbound-api", "price": .null, "price_unit": "USD", "error_code": .null,
            "error_message": .null, "api_version": "2010-04-01", "messaging_service_sid": .null,
            "date_created": .string(Self.date(clock.now())), "date_updated": .string(Self.date(clock.now())),
            "date_sent": .null, "uri": .string("/2010-04-01/Accounts/\(account)/Messages/\(sid).json"),
            "subresource_uris": [:],
        ]
    }

    private func settle(_ sid: String, _ phone: Phone, _ callback: String?, failing code: Int?) {
        tell(sid, "sent", callback, after: 0)
        if let code {
            book.change(message: sid) { message in
                message.rise(to: .failed)
                message.note = "\(code) \(TwilioError(code: code).message)"
            }
            return tell(sid, "undelivered", callback, code: code, after: settings.statusMilliseconds)
        }
        guard phone.isOnline, !phone.isBlocking else {
            return state.withLock { $0.waiting.add(Waiting(sid: sid, callback: callback), for: phone.id) }
        }
        deliver(sid, callback)
    }

    private func deliver(_ sid: String, _ callback: String?) {
        book.change(message: sid) { $0.rise(to: .delivered) }
        tell(sid, "delivered", callback, after: settings.statusMilliseconds)
    }

    /// What waited is delivered.
    func switchOn(_ phone: Phone) {
        for message in state.withLock({ $0.waiting.take(for: phone.id) }) { deliver(message.sid, message.callback) }
    }

    private func tell(_ sid: String, _ status: String, _ callback: String?, code: Int? = nil, after wait: Int64) {
        let record = state.withLock { state -> JSON? in
            guard let record = state.records[sid] else { return nil }
            var patch: [String: JSON] = ["status": .string(status)]
            if let code { patch["error_code"] = .integer(Int64(code)) }
            let changed = record.merging(.object(patch))
            state.records[sid] = changed
            return changed
        }
        guard let record, let callback, let number = record["from"]?.stringValue.flatMap(number) else { return }
        let account = account(of: number)
        var fields = [
            ("MessageSid", sid), ("SmsSid", sid), ("AccountSid", account.sid), ("MessageStatus", status),
            ("SmsStatus", status), ("From", number.number), ("To", record["to"]?.stringValue ?? ""),
            ("ApiVersion", "2010-04-01"),
        ]
        if let code { fields.append(("ErrorCode", String(code))) }
        post(FormFields(fields.map { (name: $0.0, value: $0.1) }), to: callback, account, after: wait)
    }

    // MARK: From the customer

    /// Posts what a customer wrote to the number's webhook, and carries out the answer.
    func post(_ fields: [(name: String, value: String)], id: String, from phone: Phone, to number: SMSNumber) {
        let account = account(of: number)
        let all: [(name: String, value: String)] =
            [
                ("MessageSid", id), ("SmsSid", id), ("SmsMessageSid", id), ("AccountSid", account.sid),
                ("From", "+\(phone.id)"), ("To", number.number), ("ApiVersion", "2010-04-01"),
            ] + fields
        guard let url = number.webhook else { return }
        post(FormFields(all), to: url, account, after: 0) { [self] answer in
            book.change(message: id) { $0.rise(to: .delivered) }
            carryOut(answer, from: number, to: phone)
        }
    }

    /// Remembers who wants nothing more, or again something.
    func note(_ text: String, from phone: Phone, to number: SMSNumber) {
        let word = text.filter { !$0.isWhitespace }.uppercased()
        let pair = Pair(number: number.number, phone: phone.id)
        state.withLock { state in
            if Self.stopWords.contains(word) { state.stopped[pair] = true }
            if word == "START" || word == "UNSTOP" { state.stopped[pair] = nil }
        }
    }

    /// `<Response><Message>…</Message></Response>` is sent to the customer.
    private func carryOut(_ answer: [UInt8], from number: SMSNumber, to phone: Phone) {
        var rest = String(decoding: answer, as: UTF8.self)[...]
        while let start = rest.firstRange(of: "<Message>"),
            let end = rest[start.upperBound...].firstRange(of: "</Message>")
        {
            let text = String(rest[start.upperBound..<end.lowerBound]).replacing("&lt;", with: "<")
                .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
            let form = FormFields([("To", "+\(phone.id)"), ("From", number.number), ("Body", text)])
            // Twilio tells nobody of a failure of it either.
            _ = try? send(form, of: account(of: number), failing: nil)
            rest = rest[end.upperBound...]
        }
    }

    // MARK: Callbacks

    private func post(
        _ form: FormFields,
        to url: String,
        _ account: EmulatedTwilioAccount,
        after wait: Int64,
        _ onTaken: (@Sendable ([UInt8]) async -> Void)? = nil
    ) {
        let headers: [(name: String, value: String)] = [
            ("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"), ("User-Agent", "TwilioProxy/1.1"),
            ("X-Twilio-Signature", Self.signature(url, form, authToken: account.authToken)),
        ]
        courier.send(
            Parcel(
                address: { url },
                headers: { _ in headers },
                body: Array(form.text.utf8),
                delay: wait,
                onTaken: onTaken
            )
        )
    }

    /// Base64 of HMAC-SHA1 over the address and the sorted fields.
    static func signature(_ url: String, _ form: FormFields, authToken: String) -> String {
        let sorted = form.pairs.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
        let signed = url + sorted.map { $0.name + $0.value }.joined()
        return Data(SignatureHash.sha1.hmac(of: Array(signed.utf8), key: Array(authToken.utf8))).base64EncodedString()
    }

    /// `Mon, 23 Nov 2026 12:00:00 +0000`
    private static func date(_ moment: Timestamp) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        return formatter.string(from: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000))
    }
}
