// Which format a provider speaks follows from its address.

extension ProviderSettings {
    /// The format spoken at this provider's address.
    var wire: any ChatWire {
        switch address.form {
        case .openAI, .azureDated: OpenAIWire(address: address, headers: headers)
        case .ollama: OllamaWire(address: address, headers: headers)
        }
    }
}
