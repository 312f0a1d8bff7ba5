// The dunning agent's settings, as its manifest describes them.

import OrkestaModel

/// Settings of one tenant. The host has checked them against the manifest.
struct DunningSettings: Sendable {
    let rewordsWithModel: Bool
    let answerSeconds: Int64

    init(_ settings: JSON) {
        rewordsWithModel = settings["reword_with_model"]?.boolValue ?? true
        answerSeconds = (settings["answer_days"]?.integerValue ?? 5) &* 86_400
    }
}
