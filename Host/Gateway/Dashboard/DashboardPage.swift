// The inbox of a business in the browser: a page that knows nobody. Who looks gives
// the business's key, which stays in the page and goes to the same API as everybody's.

import HTTPTypes
import HostCore
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let dashboardPageRoutes: [Route] = [
        Route(
            method: .get,
            path: "/dashboard",
            ports: .client,
            access: .everyone,
            id: "getDashboardPage",
            tag: "Dashboard",
            summary: "The inbox of conversations, live, for the people of a business",
            parameters: [.language],
            responses: [
                Route.Answer(status: 200, description: "The page.", content: [("text/html", Schema.text("HTML."))])
            ],
            handler: { _ in DashboardPage.response(DashboardPage.page) }
        ),
        Route(
            method: .get,
            path: "/dashboard/assets/{file}",
            ports: .client,
            access: .everyone,
            id: "getDashboardAsset",
            tag: "Dashboard",
            summary: "A file of the inbox",
            parameters: [.path("file", "The file's name.", Schema.text("A name.", example: "dashboard.css"))],
            responses: [
                Route.Answer(
                    status: 200,
                    description: "The file.",
                    content: [("text/css", Schema.text("CSS.")), ("text/javascript", Schema.text("JavaScript."))]
                )
            ],
            problems: [.notFound],
            handler: { exchange in
                guard let file = DashboardPage.assets[try exchange.path("file")] else {
                    throw Problem(.notFound, "there is no such file", field: "file", remedy: "Reload the page.")
                }
                return DashboardPage.response(file)
            }
        ),
    ]
}

private enum DashboardPage {
    static let page = PageFile(PackageResources.dashboard_html, "text/html")
    static let assets = [
        "dashboard.css": PageFile(PackageResources.dashboard_css, "text/css"),
        "dashboard-strings.js": PageFile(PackageResources.dashboard_strings_js, "text/javascript"),
        "dashboard-texts.js": PageFile(PackageResources.dashboard_texts_js, "text/javascript"),
        "dashboard-drafts.js": PageFile(PackageResources.dashboard_drafts_js, "text/javascript"),
        "dashboard-host.js": PageFile(PackageResources.dashboard_host_js, "text/javascript"),
        "dashboard-thread.js": PageFile(PackageResources.dashboard_thread_js, "text/javascript"),
        "dashboard.js": PageFile(PackageResources.dashboard_js, "text/javascript"),
    ]

    /// The files belong together: a newer one is looked for on every load.
    static func response(_ file: PageFile) -> Response {
        file.response([
            .contentSecurityPolicy:
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
                + "form-action 'none'; frame-ancestors 'none'"
        ])
    }
}
