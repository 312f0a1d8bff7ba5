// What customers do on pages to pay: the host's, then the provider's.

import OrkestaModel

extension FlowRun {
    private static let formType = "application/x-www-form-urlencoded"
    private static let goodCard = "4242424242424242"
    private static let emptyCard = "4000000000009995"

    func pay(_ payment: GoldenFlow.Payment, as customer: GoldenFlow.Customer) async throws {
        note("\(customer.name) pays: \(payment.means.rawValue)\(payment.part.map { " \($0)" } ?? "")")
        switch payment.means {
        case .card, .declined:
            let card = payment.means == .card ? Self.goodCard : Self.emptyCard
            let answer = try await press("method=card&card=\(card)", on: try await openPage(payment, customer))
            let wanted = payment.means == .card ? 303 : 402
            guard answer.status == wanted else {
                throw FlowMismatch(expected: "the provider answers \(wanted)", came: "\(answer.status) \(answer.text)")
            }
        case .oxxo:
            let answer = try await press("method=oxxo&email=a%40example.com", on: try await openPage(payment, customer))
            guard answer.status == 303, let voucher = answer.location, voucher.hasPrefix("/voucher/") else {
                throw FlowMismatch(expected: "a voucher", came: "\(answer.status) \(answer.text)")
            }
            vouchers[customer.name] = shop.stripeURL + voucher
        case .till:
            guard let voucher = vouchers[customer.name] else {
                throw FlowMismatch(expected: "\(customer.name) has a voucher", came: "no step `pays: oxxo` came before")
            }
            try await house.send("POST", voucher).checked("paying at the till")
        }
    }

    /// Presses "pay" behind the last link; returns the provider's page.
    private func openPage(_ payment: GoldenFlow.Payment, _ customer: GoldenFlow.Customer) async throws -> String {
        guard let link = links[customer.name] else {
            throw FlowMismatch(expected: "\(customer.name) was given a link to pay", came: "none so far")
        }
        let form =
            payment.part.map { FormFields([("action", "part"), ("amount", $0)]) } ?? FormFields([("action", "pay")])
        let answer = try await press(form.text, on: house.clientURL + link)
        guard answer.status == 303, let page = answer.location, page.hasPrefix(shop.stripeURL) else {
            let place = answer.location.map { " to \($0)" } ?? ""
            throw FlowMismatch(expected: "the provider's page", came: "\(answer.status)\(place) \(answer.text)")
        }
        return page
    }

    private func press(_ form: String, on url: String) async throws -> GoldenHouse.Answer {
        try await house.send("POST", url, Array(form.utf8), Self.formType)
    }
}
