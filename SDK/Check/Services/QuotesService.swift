// ork.quotes/1: quotes of the fake host's customer.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let quotes = FakeService(
        ORK_QUOTES_1,
        firstSize: firstSize(\ork_quotes_service.render),
        ork_quotes_service(
            size: 0,
            reserved: 0,
            price: { handle, call, draft, op in
                FakeInstance.serve(handle, call, op, "quotes.price", needsTurn: true) { arguments throws(Refused) in
                    let draft = try arguments.object(draft, "draft_json")
                    return { store in ServiceAnswer { try store.sale.price(draft).json } }
                }
            },
            create: { handle, call, draft, op in
                FakeInstance.serve(handle, call, op, "quotes.create", isWrite: true, needsTurn: true) {
                    arguments throws(Refused) in
                    let draft = try arguments.object(draft, "draft_json")
                    let agent = arguments.instance.library.manifest.id
                    return { store in ServiceAnswer { try store.sale.createQuote(draft, by: agent).json } }
                }
            },
            get: { handle, call, name, op in
                FakeInstance.serve(handle, call, op, "quotes.get", needsTurn: true) { arguments throws(Refused) in
                    let name = try arguments.text(name, "name", in: paperNameLengths)
                    return { store in ServiceAnswer { store.sale.quote(name)?.json } }
                }
            },
            list: { handle, call, limit, op in
                FakeInstance.serve(handle, call, op, "quotes.list", needsTurn: true) { arguments throws(Refused) in
                    let limit = arguments.limit(limit, upTo: 200)
                    return { store in ServiceAnswer { .array(store.sale.quotes(limit: limit).map(\.json)) } }
                }
            },
            revise: { handle, call, name, version, draft, op in
                FakeInstance.serve(handle, call, op, "quotes.revise", isWrite: true, needsTurn: true) {
                    arguments throws(Refused) in
                    let name = try arguments.text(name, "name", in: paperNameLengths)
                    arguments.number(version, "version")
                    let draft = try arguments.object(draft, "draft_json")
                    let agent = arguments.instance.library.manifest.id
                    return { store in
                        ServiceAnswer { try store.sale.revise(name, version: version, draft, by: agent)?.json }
                    }
                }
            },
            accept: { handle, call, name, hash, op in
                FakeInstance.serve(handle, call, op, "quotes.accept", isWrite: true, needsTurn: true) {
                    arguments throws(Refused) in
                    let name = try arguments.text(name, "name", in: paperNameLengths)
                    let hash = try arguments.text(hash, "hash", in: paperNameLengths)
                    let turn = arguments.turn
                    return { store in ServiceAnswer { store.sale.accept(name, hash: hash, in: turn)?.json } }
                }
            },
            render: { handle, call, name, format, op in
                FakeInstance.serve(handle, call, op, "quotes.render", needsTurn: true) { arguments throws(Refused) in
                    let name = try arguments.text(name, "name", in: paperNameLengths)
                    guard let format = QuoteFormat(rawValue: try arguments.text(format, "format", in: 1...100)) else {
                        throw arguments.refuse("quotes.render: format is not pdf, xlsx or page")
                    }
                    return { store in ServiceAnswer { store.sale.quote(name)?.reply(as: format).json } }
                }
            }
        )
    )
}
