// The paths of Twilio's API for messages.

internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import OrkestaModel

/// Answers businesses.
struct TwilioRoutes: Sendable {
    let network: SMSNetwork
    let faults: FaultSchedule<SMSFault>

    func respond(to request: Request, _ context: EmulatorContext) async throws -> Response {
        do {
            return try await answer(request, context)
        } catch let error as TwilioError {
            return .json(error.status, error.json)
        }
    }

    private func answer(_ request: Request, _ context: EmulatorContext) async throws -> Response {
        let path = request.segments
        guard path.count >= 4, path[0] == "2010-04-01", path[1] == "Accounts" else { throw TwilioError(code: 20_404) }
        guard let account = network.account(path[2]), request.isAuthorized(for: account) else {
            throw TwilioError(code: 20_003)
        }
        switch (request.method, path.count, path[3]) {
        case (.post, 4, "Messages.json"): return try await send(request, of: account, context)
        case (.get, 5, "Messages"):
            let sid = path[4].hasSuffix(".json") ? String(path[4].dropLast(5)) : path[4]
            guard let record = network.record(sid) else { throw TwilioError(code: 20_404) }
            return .json(200, record)
        case (.get, 7, "Messages") where path[5] == "Media":
            let sent = SentFile(account: account.sid, message: path[4], id: path[6])
            guard let item = network.files.item(sent), let file = network.shelf.file(item) else {
                throw TwilioError(code: 20_404)
            }
            return .bytes(200, file.bytes, type: file.item.mimeType)
        case (.post, 5, "IncomingPhoneNumbers"): return try await setWebhook(request, of: path[4])
        default: throw TwilioError(code: 20_404)
        }
    }

    /// `SmsUrl` of a number, which is its own id here: `…/IncomingPhoneNumbers/+12025550100.json`.
    private func setWebhook(_ request: Request, of id: String) async throws -> Response {
        guard var number = network.number(id.hasSuffix(".json") ? String(id.dropLast(5)) : id) else {
            throw TwilioError(code: 20_404)
        }
        let text = String(decoding: try await request.bytes(max: EmulatorLimits.twilioBodyBytesMax), as: UTF8.self)
        number.webhook = FormFields(parsing: text, countMax: 100)["SmsUrl"]
        network.put(number)
        return .json(200, ["sid": .string(number.number), "sms_url": JSON(number.webhook)])
    }

    private func send(
        _ request: Request,
        of account: EmulatedTwilioAccount,
        _ context: EmulatorContext
    ) async throws -> Response {
        let text = String(decoding: try await request.bytes(max: EmulatorLimits.twilioBodyBytesMax), as: UTF8.self)
        let form = FormFields(parsing: text, countMax: 100)
        let fault = request.header("x-emulate-fault").flatMap(SMSFault.init) ?? faults.next(for: form["From"] ?? "")
        var code: Int?
        switch fault?.form {
        case .refused(let refusal): throw TwilioError(code: refusal)
        case .failed(let reason): code = reason
        case .hangUp: throw await context.breakOff()
        case .silence: try await context.waitForever()
        case .page(let status):
            return .text(status, "<html><body>Service Unavailable</body></html>", type: "text/html")
        case .lostAnswer, .noStatus, nil: break
        }
        let record = try network.send(form, of: account, failing: code)
        if fault?.form == .lostAnswer { throw await context.breakOff() }
        return .json(201, record)
    }
}

extension Request {
    fileprivate func isAuthorized(for account: EmulatedTwilioAccount) -> Bool {
        let expected = "\(account.sid):\(account.authToken)"
        return headers[.authorization] == "Basic " + Data(expected.utf8).base64EncodedString()
    }
}
