// How an answer goes over the wire, step by step, with the fault worked in: bytes,
// pauses, and ends of several kinds. A pure function; AnswerWriter carries it out.

internal import HostCore
internal import OrkestaModel

/// One thing to do with the connection.
enum AnswerStep: Sendable, Equatable {
    case bytes([UInt8])
    case pause(milliseconds: Int64)
    /// Until the client goes away.
    case wait
    /// A comment now and then, until the client goes away.
    case keepAlive([UInt8])
    /// Breaks the connection.
    case breakOff
}

/// How fast the emulated model speaks.
public struct SpeechPace: Sendable, Equatable {
    public var firstPieceMilliseconds: Int64
    public var pieceMilliseconds: Int64

    public init(firstPieceMilliseconds: Int64 = 0, pieceMilliseconds: Int64 = 0) {
        self.firstPieceMilliseconds = firstPieceMilliseconds
        self.pieceMilliseconds = pieceMilliseconds
    }
}

extension AnswerFrames {
    /// The steps of a streamed answer.
    func steps(_ answer: SpokenAnswer, _ fault: LLMFault?, _ pace: SpeechPace) -> [AnswerStep] {
        var steps: [AnswerStep] = [.pause(milliseconds: pace.firstPieceMilliseconds)]
        func say(_ frames: [String]) { steps += frames.map { .bytes(Array($0.utf8)) } }
        switch fault {
        case .stall: return steps + [.wait]
        case .keepAliveOnly: return steps + [.keepAlive(Array(keepAlive.utf8))]
        case .errorFirst:
            say([failure("The server had an error while processing your request")])
            return steps
        case .errorAfterAnnotations:
            say(opening() + [failure("The server had an error while processing your request")])
            return steps
        default: break
        }
        say(opening())
        let body = fault == .drip ? (answer.text ?? "…").map { text(String($0)) } : bodyFrames(answer)
        for (index, frame) in body.enumerated() {
            if index == body.count / 2, let end = middle(fault) {
                say(end.frames)
                if end.isLast { return steps + end.steps }
            }
            say([frame])
            let drip: Int64 = fault == .drip ? 400 : 0
            steps.append(.pause(milliseconds: max(pace.pieceMilliseconds, drip)))
        }
        say(closing(answer) + (fault == .withoutDone ? [] : done))
        return steps
    }

    private func bodyFrames(_ answer: SpokenAnswer) -> [String] {
        pieces(answer.text ?? "").map(text) + answer.calls.enumerated().flatMap { call($1, at: $0) }
    }

    /// What happens in the middle of the answer.
    private func middle(_ fault: LLMFault?) -> (frames: [String], steps: [AnswerStep], isLast: Bool)? {
        switch fault {
        case .errorAfterText: ([failure("The server had an error")], [], true)
        case .truncated: ([], [], true)
        case .cut: ([], [.breakOff], true)
        case .stallAfterText: ([], [.wait], true)
        case .malformedEvent, .malformedCall: ([malformed], [], false)
        case .malformedTwice: ([malformed, malformed], [], false)
        default: nil
        }
    }

    /// Words, each with the space behind it.
    private func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        for character in text {
            piece.append(character)
            if character == " " {
                pieces.append(piece)
                piece = ""
            }
        }
        return piece.isEmpty ? pieces : pieces + [piece]
    }

    /// The steps of an answer that comes as one document.
    func wholeSteps(_ answer: SpokenAnswer, _ fault: LLMFault?, _ pace: SpeechPace) -> [AnswerStep] {
        let body = Array(document(answer).utf8)
        let half = Array(body.prefix(body.count / 2))
        let wait = AnswerStep.pause(milliseconds: pace.firstPieceMilliseconds)
        switch fault {
        case .stall: return [wait, .wait]
        case .errorFirst: return [wait, .bytes(Array(errorDocument.utf8))]
        case .truncated: return [wait, .bytes(half)]
        case .cut: return [wait, .bytes(half), .breakOff]
        case .drip: return [wait] + body.prefix(60).flatMap { [.bytes([$0]), .pause(milliseconds: 300)] }
        default: return [wait, .bytes(body)]
        }
    }

    private var errorDocument: String {
        JSON.object(["error": ["message": "The server had an error", "type": "server_error"]]).description
    }
}

extension [AnswerStep] {
    /// The same bytes, with what is ready together in one piece.
    var joined: [AnswerStep] {
        var joined: [AnswerStep] = []
        for step in self {
            switch (joined.last, step) {
            case (_, .pause(milliseconds: 0)): continue
            case (.bytes(let before), .bytes(let more)): joined[joined.count - 1] = .bytes(before + more)
            default: joined.append(step)
            }
        }
        return joined
    }

    /// The same bytes in pieces of random size, also inside of characters.
    func cut(_ random: inout SplitMix64) -> [AnswerStep] {
        var cut: [AnswerStep] = []
        for step in self {
            guard case .bytes(let bytes) = step else {
                cut.append(step)
                continue
            }
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int(random.next() % 48) + 1
                cut.append(.bytes([UInt8](rest.prefix(count))))
                rest = rest.dropFirst(count)
            }
        }
        return cut
    }
}
