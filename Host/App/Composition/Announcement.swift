// What the host says once it can be talked to: to people on stdout, to programs
// in DIR/host.json.

import Foundation
import HostCore
import HostGateway
import HostTime
import OrkestaModel

/// Waits until every server listens, then announces the host, once.
actor Announcement {
    private let folder: DataFolder
    private let settings: HostSettings
    private let emulated: [EmulatedChannel]
    private let isNew: Bool
    private var client: Int?
    private var tower: Int?
    private var isOperatorReady = false

    init(folder: DataFolder, settings: HostSettings, emulated: [EmulatedChannel], isNew: Bool) {
        self.folder = folder
        self.settings = settings
        self.emulated = emulated
        self.isNew = isNew
    }

    func listening(client port: Int?) {
        client = port
        announceWhenComplete()
    }

    func listening(tower port: Int?) {
        tower = port
        announceWhenComplete()
    }

    func listeningForOperator() {
        isOperatorReady = true
        announceWhenComplete()
    }

    private func announceWhenComplete() {
        guard let client, let tower, isOperatorReady else { return }
        let clientURL = "http://\(settings.host):\(client)"
        let towerURL = "http://\(settings.host):\(tower)"
        let document: JSON = [
            "pid": .integer(Int64(getpid())), "client_url": .string(clientURL), "tower_url": .string(towerURL),
            "started_at": .string(SystemClock().now().description),
        ]
        try? folder.write(document.description + "\n", to: folder.hostFile)
        print(text(clientURL, towerURL))
        fflush(nil)
    }

    private func text(_ clientURL: String, _ towerURL: String) -> String {
        let key =
            "$(python3 -c \"import json; print(json.load(open('\(folder.credentials)'))"
            + "['ferreteria-la-central']['api_key'])\")"
        let fresh = isNew ? "Three demo tenants are ready; their keys are in \(folder.credentials).\n" : ""
        let phones = emulated.map {
            "  \($0.name.padding(toLength: 15, withPad: " ", startingAt: 0))\(clientURL)\($0.root)/\n"
        }.joined()
        return """
            Orkesta \(hostVersion) is running on \(folder.path).
            \(fresh)
              Chat page      \(clientURL)/chat/ferreteria-la-central
            \(phones)  Inbox          \(clientURL)/dashboard
              Client API     \(clientURL)/openapi.json
              Control Tower  \(towerURL)/openapi.json

              curl -s \(clientURL)/api/chat -H "X-API-Key: \(key)" \\
                   --json '{"customer": {"phone": "+525512345678"}, "message": "hola, tienen taquetes de 1/4?"}'

            Stop with Ctrl-C.
            """
    }
}
