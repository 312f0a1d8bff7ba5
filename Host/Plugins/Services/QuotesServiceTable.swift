// ork.quotes/1: quotes of the turn's customer.

import HostCommerce
import HostCore
import OrkestaABI
import OrkestaModel

extension ServiceTables {
    static let quotes = ImmortalTable(
        ork_quotes_service(
            size: UInt32(MemoryLayout<ork_quotes_service>.size),
            reserved: 0,
            price: { handle, envelope, draft, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let draft = try requiredObject(draft, "draft_json")
                    call.readSale { try $0.price($0.draft(draft, in: $2), $1, in: $2).json }
                }
            },
            create: { handle, envelope, draft, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let draft = try requiredObject(draft, "draft_json")
                    call.planSale({ try $0.create($0.draft(draft, in: $2), $1, in: $2) }, answer: { $0.json })
                }
            },
            get: { handle, envelope, name, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let name = try paperName(name)
                    call.readSale { try $0.quote(name, $1, in: $2)?.json }
                }
            },
            list: { handle, envelope, limit, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let limit = min(max(1, Int(limit)), Limits.pageItemsMax)
                    call.readSale { .array(try $0.quotes($1, limit: limit, in: $2).map(\.json)) }
                }
            },
            revise: { handle, envelope, name, version, draft, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let (name, draft) = (try paperName(name), try requiredObject(draft, "draft_json"))
                    call.planSale(
                        { try $0.revise(name, version: version, $0.draft(draft, in: $2), $1, in: $2) },
                        answer: { $0.json }
                    )
                }
            },
            accept: { handle, envelope, name, hash, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let (name, hash) = (try paperName(name), try paperName(hash, "hash"))
                    call.planSale({ try $0.accept(name, hash: hash, $1, in: $2) }, answer: { $0.json })
                }
            },
            render: { handle, envelope, name, format, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let name = try paperName(name)
                    guard let format = QuoteFormat(rawValue: try paperName(format, "format")) else {
                        throw Refusal(status: ORK_E_INVALID, reason: "format is not pdf, xlsx or page")
                    }
                    call.readSale { try $0.quote(name, $1, in: $2).map { $0.reply(as: format).json } }
                }
            }
        )
    )
}
